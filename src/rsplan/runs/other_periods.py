"""Which other periods a run needs: those that its templates, wording and prose name. Others are not read."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from rsplan.boundary.folders import entries, is_file
from rsplan.boundary.inputs import TEMPLATE, TEXT, read_input
from rsplan.findings.finding import RsplanError
from rsplan.plan.period import CHANGE, PREVIOUS, YEAR_BEFORE, Period
from rsplan.project.settings import Settings, periods_with_exports
from rsplan.report.documents import DOCUMENTS, templates_of

EVERY_PERIOD = f"{PREVIOUS} {YEAR_BEFORE}"
_NAMED = re.compile(
    rf"\b({PREVIOUS}|{YEAR_BEFORE}|{CHANGE}|period_before|comparison|\w+_by_period|(?<!\[)sentences\.\w+_compared)\b"
)
_TAGS = re.compile(r"<[^>]*>")


def periods_named(settings: Settings, texts: Iterable[str]) -> dict[str, Period]:
    """The periods that some texts name, by their names in the report; only those that have exports.

    What compares without naming a period gets the plan's earlier one, else that of the year before.
    """
    there = available(settings)
    names = {name for text in texts for name in _NAMED.findall(text)}
    wanted = names & {PREVIOUS, YEAR_BEFORE}
    if CHANGE in names:
        wanted.add(PREVIOUS)
    if names - {PREVIOUS, YEAR_BEFORE, CHANGE}:
        wanted |= set(list(there)[:1])
    return {name: period for name, period in there.items() if name in wanted}


def available(settings: Settings) -> dict[str, Period]:
    """The periods that may be set beside the report's own, the nearest first."""
    now, periods = settings.period, periods_with_exports(settings.root)
    earlier = [period for period in periods if period.year == now.year and period < now]
    year_ago = Period(now.year - 1, now.tertial)
    found = {PREVIOUS: earlier[-1]} if earlier else {}
    return found | ({YEAR_BEFORE: year_ago} if year_ago in periods else {})


def texts_that_name(settings: Settings, folders: Iterable[Path]) -> Iterator[str]:
    """The prose, the wording and the templates of a run's documents, as far as they are there; errors are others' to
    tell.
    """
    if not settings.documents:
        return
    folders = list(folders)
    if any(DOCUMENTS[name].history for name in settings.documents if name in DOCUMENTS):
        yield EVERY_PERIOD
    for name in (*templates_of(settings.documents), f"ordval/{settings.wording}.toml"):
        path = next((path for folder in folders if is_file(path := folder / name)), None)
        if path is not None:
            yield from _parts(path) if path.suffix == ".docx" else [_text(path)]
    for path in entries(settings.texts):
        if path.suffix == ".md":
            yield _text(path)


def _parts(path: Path) -> Iterator[str]:
    """The text of a template's parts: Word may split a name over several runs."""
    try:
        with zipfile.ZipFile(io.BytesIO(read_input(path, TEMPLATE))) as package:
            for name in package.namelist():
                if name.startswith("word/") and name.endswith(".xml"):
                    yield _TAGS.sub("", package.read(name).decode("utf-8", "replace"))
    except (RsplanError, OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return  # the renderer says what is wrong with it


def _text(path: Path) -> str:
    try:
        return read_input(path, TEXT).decode("utf-8", "replace")
    except RsplanError:
        return ""
