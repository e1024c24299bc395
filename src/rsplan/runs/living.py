"""A document that a person has edited, against today's exports: find its project, read, compare or renew, write.

The floor of ``pipeline``, for documents instead of periods. Nothing is printed here and no clock is read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rsplan.findings.finding import ConfigurationError, Finding, MissingInputError, finding
from rsplan.plan.period import Period
from rsplan.project.settings import PROJECT_FILE, Settings, find_project, load_settings
from rsplan.project.writing import backup_of, one_run_at_a_time, refuse_open, write_whole
from rsplan.runs.pipeline import project_report

if TYPE_CHECKING:
    from rsplan.documents.living.check import Checked
    from rsplan.documents.living.document import Opened
    from rsplan.documents.living.renewal import Change
    from rsplan.documents.word.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Refresh:
    """What a refresh came to. ``data`` is None where the document already says what the exports say."""

    source: Path
    target: Path
    data: bytes | None
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]


def refresh_document(
    document: Path, *, tracked: bool = False, output: Path | None = None, project: Path | None = None,
    as_of: date | None = None,
) -> Refresh:  # fmt: skip
    """The document with today's figures: nothing is written yet. Raises an ``RsplanError``."""
    target = output or document
    for path in (document, target):
        refuse_open(path)
    opened, data = _opened(document)
    settings, findings = settings_of(opened.evidence, document, project)
    when = as_of or settings.date or date.fromisoformat(opened.evidence.date)

    report = project_report(settings, when, _import_refresh)
    from rsplan.documents.living.refresh import refresh

    done = refresh(opened, report, when, tracked=tracked)
    unchanged = None if output is None else data
    # What is missing among the texts matters when a document is made, not when it is renewed.
    of_exports = [entry for entry in report.findings if not entry.code.startswith("RSP4")]
    found = (*of_exports, *findings, *done.findings)
    return Refresh(document, target, done.data or unchanged, done.changes, found)


def write_refresh(refresh: Refresh) -> Path | None:
    """Write a refreshed document whole, and keep what it replaces beside it; the path of that copy."""
    if refresh.data is None:
        return None
    with one_run_at_a_time(refresh.target.parent):
        kept = backup_of(refresh.target) if refresh.target.exists() else None
        write_whole(refresh.target, refresh.data)
    return kept


def check_document(document: Path, *, project: Path | None = None) -> Checked:
    """The document against today's exports. Raises an ``RsplanError``."""
    opened, _ = _opened(document)
    settings, findings = settings_of(opened.evidence, document, project)
    when = settings.date or date.fromisoformat(opened.evidence.date)

    report = project_report(settings, when, _import_refresh)
    from rsplan.documents.living.check import check

    return check(opened, report, known_numbers(settings), findings)


def _import_refresh() -> None:
    """Import what takes long, while the exports are being read."""
    import rsplan.documents.living.check
    import rsplan.documents.living.refresh  # noqa: F401


def _opened(document: Path) -> tuple[Opened, bytes]:
    from rsplan.documents.living.document import open_document
    from rsplan.documents.living.foreign_files import read_document

    data = read_document(document)
    return open_document(data, document.name), data


def settings_of(evidence: Evidence, document: Path, project: Path | None) -> tuple[Settings, list[Finding]]:
    """The project's settings for the document's period, with the choices that the document was made with."""
    root = _project_of(document, project)
    settings = load_settings(root, Period.parse(evidence.period))
    if settings.board and evidence.board and settings.board != evidence.board:
        raise ConfigurationError(
            f"{document.name} gäller {evidence.board}, men projektet i {root} gäller {settings.board}.",
            "Ange dokumentets eget projekt med --project MAPP.",
        )
    told = [
        finding("RSP512", what=what, value=written, new=now)
        for what, written, now in (
            ("Ordvalet", evidence.wording, settings.wording),
            ("Sättet att räkna aktiviteter", evidence.counting, settings.count_activities),
        )
        if written and written != now
    ]
    wording, counting = evidence.wording or settings.wording, evidence.counting or settings.count_activities
    documents = settings.documents if evidence.kind in settings.documents else (*settings.documents, evidence.kind)
    return replace(settings, wording=wording, count_activities=counting, documents=documents), told


def _project_of(document: Path, project: Path | None) -> Path:
    if project is not None:
        if (project / PROJECT_FILE).is_file():
            return project
        raise MissingInputError(f"{project}: mappen har ingen {PROJECT_FILE}.", "Ange en projektmapp.")
    found = find_project(document.resolve().parent)
    if found is None:
        raise MissingInputError(
            f"{document}: inget projekt ({PROJECT_FILE}) i dokumentets mapp eller mapparna ovanför.",
            "Ange projektet med --project MAPP.",
        )
    return found


def known_numbers(settings: Settings) -> dict[str, str]:
    """The settings that a document states as text: its diarienummer and date."""
    return {
        "diarienummer": settings.diarienummer,
        "tertial_report": settings.tertial_report,
        "date": settings.date.isoformat() if settings.date else "",
    }
