"""What ``init`` does: begin a project folder, from nothing or from exports, and learn what they leave open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from rsplan.boundary.inputs import InputKind, read_input
from rsplan.boundary.opening import EXPORT_BYTES
from rsplan.findings import codes
from rsplan.findings.finding import ExportError, stop
from rsplan.plan.period import Period, Tertial
from rsplan.project.new_project import Beginning, refuse_project, settings_text, start_project
from rsplan.project.settings import read_wording
from rsplan.reading.export_files import display_name
from rsplan.runs.learn import Answer, Learnt, learn_workbooks, read_workbooks
from rsplan.runs.project_report import template_folder

if TYPE_CHECKING:
    from rsplan.reading.workbook import Workbook
    from rsplan.understanding.plan import Examined

_EXPORT = InputKind("exporten", EXPORT_BYTES, ExportError)
# How an organisation names itself in a heading or a file's name: "Region Norrbotten", "Älvdalens kommun".
_ORGANISATION = re.compile(
    r"\b(Region [A-ZÅÄÖ]\w+(?: [A-ZÅÄÖ]\w+)*|[A-ZÅÄÖ]\w+(?: [A-ZÅÄÖ]\w+)? (?:kommun|stad)"
    r"|Kommunalförbundet [A-ZÅÄÖ]\w+)\b"
)


class Asked(Struct, frozen=True):
    """What the user says of a new project; what is not said is told by the exports."""

    name: str = ""
    board: str = ""
    year: int | None = None
    tertial: Tertial | None = None
    wording: str = "allmant"


class Begun(Struct, frozen=True, dict=True):
    """A project that has begun: its files, its first period, and what was learnt of its exports (None without any)."""

    written: tuple[Path, ...]
    begin: Beginning
    learnt: Learnt | None


def begin_project(root: Path, asked: Asked, exports: Sequence[Path], answer: Answer, today: date) -> Begun:
    """Lay out a new project folder. With exports these are copied to their period and learnt; organisation, board and
    period are what the user says, and for the rest what the exports tell.

    Raises ``CannotCreateError`` for a folder that is a project, ``ConfigurationError`` where the exports tell no
    period and the user says none.
    """
    refuse_project(root)
    wording = read_wording(asked.wording, [template_folder()])
    if not exports:
        period = Period(asked.year or today.year, asked.tertial or Tertial.APRIL)
        begin = Beginning(period, asked.wording, asked.name, asked.board)
        return Begun(tuple(start_project(root, begin, wording, settings_text(begin), {})), begin, None)
    data = _contents(exports)
    workbooks = read_workbooks(exports)
    begin = _told(workbooks, asked)
    learnt = learn_workbooks(workbooks, root, None, begin.period, answer, settings_text(begin))
    return Begun(tuple(start_project(root, begin, wording, learnt.after, data)), begin, learnt)


def _contents(exports: Sequence[Path]) -> dict[str, bytes]:
    """Each export's bytes by its name. Raises ``ConfigurationError`` for two files of one name."""
    data: dict[str, bytes] = {}
    for path in exports:
        if (name := display_name(path)) in data:
            raise stop(codes.EXPORTS_OF_ONE_NAME, path, name=name)
        data[name] = read_input(path, _EXPORT)
    return data


def _told(workbooks: Sequence[Workbook], asked: Asked) -> Beginning:
    from rsplan.language.vocabulary import load_vocabulary
    from rsplan.understanding.plan import examine
    from rsplan.understanding.self_description import most_told, told_parts

    vocabulary = load_vocabulary()
    examined = [examine(workbook, vocabulary) for workbook in workbooks]
    evidence = [each.evidence for each in examined]
    year, tertial = told_parts(evidence)
    period = _period(asked.year or year, asked.tertial or tertial)
    board = asked.board or most_told(evidence, "board") or ""
    name = asked.name or _organisation(examined)
    return Beginning(period, asked.wording, name, board, _full_council(examined))


def _period(year: int | None, tertial: Tertial | None) -> Period:
    if year is not None and tertial is not None:
        return Period(year, tertial)
    missing = [option for option, value in (("--tertial april", tertial), ("--year 2025", year)) if value is None]
    what = "Perioden" if len(missing) == 2 else "Tertialen" if tertial is None else "Året"
    raise stop(codes.PERIOD_NOT_TOLD, what=what, options=" ".join(missing))


def _organisation(examined: Iterable[Examined]) -> str:
    """The organisation that most headings and file names tell, "" where none does."""
    texts = [each.workbook.name.replace("_", " ") for each in examined]
    texts += [text for each in examined for table, _ in each.tables for _, _, text in table.titles]
    found = Counter(match for text in texts for match in _ORGANISATION.findall(text))
    return found.most_common(1)[0][0] if found else ""


def _full_council(examined: Iterable[Examined]) -> str:
    """The full council that decides most assignments, as the exports spell it; "" where none does."""
    deciders = Counter(text for each in examined for part in each.items for text in part.columns.get("decided_by", ()))
    named = [name for name, _ in deciders.most_common() if name.casefold().endswith("fullmäktige")]
    return named[0] if named else ""
