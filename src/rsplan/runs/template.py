"""What ``template`` does: the fields that a template may use, and what is wrong with one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from rsplan.boundary.inputs import PRESENT, TEMPLATE, read_input
from rsplan.findings import codes
from rsplan.findings.catalogue import Severity
from rsplan.findings.finding import Finding, RsplanError, finding, stop
from rsplan.language.swedish import agree, join_list
from rsplan.plan.period import Period, Tertial
from rsplan.project.settings import INPUT_FOLDERS, find_project, read_wording
from rsplan.project.writing import Put, locked, named_errors, write_together
from rsplan.report.documents import DOCUMENTS
from rsplan.runs.ownership import Inputs, refuse_input
from rsplan.runs.plans import vocabulary_of
from rsplan.runs.project_report import newest_settings, report_at_its_date, template_folder, template_folders
from rsplan.runs.specimens import SIZES, specimen

if TYPE_CHECKING:
    from rsplan.documents.word.field_groups import FieldGroup
    from rsplan.report.report import Report
    from rsplan.report.wording import Wording


_WORDING = "2025"
# What a run says of the template itself, and not of the texts and the items.
_OF_THE_TEMPLATE = frozenset({codes.STYLE_MISSING, codes.SECTION_NOT_SHOWN})
# What also depends on the items, and is therefore told of the project's own, if it has any.
_OF_ITS_ITEMS = frozenset({codes.REFERENCE_LOST, codes.COLUMN_TOO_NARROW})


def template_fields(root: Path, tertial: Tertial | None, year: int | None, start: str | None) -> list[FieldGroup]:
    """The fields that a template may use, in groups; with ``start`` every one whose name begins so, as one group.

    Raises ``UsageError`` where none does.
    """
    from rsplan.documents.word.field_groups import FieldGroup, field_groups, fields_below

    report = report_at_its_date(newest_settings(root, tertial, year))
    if start is None:
        return field_groups(report)
    found = fields_below(report, start)
    if not found:
        raise stop(codes.NO_SUCH_FIELD, value=start)
    return [FieldGroup(start, tuple(found))]


def export_templates(folder: Path, *, overwrite: bool = False) -> list[Path]:
    """Write the packaged templates and wordings into a folder; the files that were written.

    A file that is as it should be already is left alone. Raises ``CannotCreateError``, before anything is written,
    for a folder of the project's exports or texts and for another file in its place; with ``overwrite`` the latter is
    replaced, and a copy is kept.
    """
    packaged, root = template_folder(), find_project(folder.absolute())
    others = Inputs(root, folders=tuple(name for name in INPUT_FOLDERS if name != "templates"))
    sources = [*sorted(packaged.glob("*.docx")), *sorted((packaged / "ordval").glob("*.toml"))]
    with locked(folder), named_errors(folder):
        puts = []
        for source in sources:
            path, data = folder / source.relative_to(packaged), read_input(source, TEMPLATE)
            refuse_input(path, others)
            seen = read_input(path, PRESENT) if path.exists() else None
            if seen is not None and seen != data and not overwrite:
                raise stop(codes.TEMPLATE_THERE_ALREADY, path)
            if seen != data:
                puts.append(Put(path, data, seen=seen, keep=seen is not None))
        write_together(folder, puts, [folder / "ordval"])
    return [put.path for put in puts]


class CheckedTemplate(Struct, frozen=True):
    """What is wrong with a template, and what it was tried with: so many items of each kind, none where its tags alone
    told enough, and the items of a period of the project's, if it has any."""

    findings: list[Finding]
    counts: tuple[int, ...] = ()
    period: Period | None = None


def check_template(path: Path, root: Path | None, tertial: Tertial | None, year: int | None) -> CheckedTemplate:
    """What is wrong with a template; outside a project, held against a plan without items. Of a project the newest
    period is tried where no other is named: the next report is the one that the template is for."""
    from rsplan.documents.word.render import document_names
    from rsplan.documents.word.template_check import check_template as check

    settings = newest_settings(root, tertial, year) if root else None
    report = report_at_its_date(settings) if settings else _empty_report()
    found = check(path, document_names(report))
    if any(told.severity is Severity.ERROR for told in found):
        return CheckedTemplate(found)
    name = settings.wording if settings else _WORDING
    wording = read_wording(name, template_folders(settings) if settings else [template_folder()])
    told = list(dict.fromkeys([*found, *_tried(path, report, wording)]))
    return CheckedTemplate(told, SIZES, report.plan.period if report.plan.inputs else None)


def _tried(path: Path, report: Report, wording: Wording) -> Iterator[Finding]:
    """What runs with this template would say: of the project's own items, and of none, one and many."""
    document = next((kind for kind in DOCUMENTS.values() if kind.template == path.name), DOCUMENTS["report"])
    own = [specimen(report, wording, items) for items in SIZES]
    failed: dict[str, list[int]] = {}  # with how many items a run stops, by what it says then
    for items, each in (
        [(None, report), *zip(SIZES, own, strict=True)] if report.plan.inputs else zip(SIZES, own, strict=True)
    ):
        try:
            made = document.make(each, path)
        except RsplanError as error:
            said = error.message.removeprefix(f"{path.name}, ")
            if items is None:
                failed[said] = []
                yield from error.findings or [_as_a_run_says(error, said, path)]
            elif failed.get(said) != []:
                failed.setdefault(said, []).append(items)
        else:
            own_items = items is None or (items == SIZES[-1] and not report.plan.inputs)
            codes_told = _OF_THE_TEMPLATE | (_OF_ITS_ITEMS if own_items else frozenset())
            yield from (told for told in made.findings if told.code in codes_told)
    for said, counts in failed.items():
        if counts:
            of = f"{join_list(list(map(str, counts)))} {agree(counts[-1], 'post', 'poster')}"
            yield finding(codes.TEMPLATE_FAILS_WITH, file=path.name, value=said, counts=of)


def _as_a_run_says(error: RsplanError, said: str, path: Path) -> Finding:
    return Finding(code=error.code, severity=Severity.ERROR, message=said, file=path.name, hint=error.hint or None)


def _empty_report() -> Report:
    from rsplan.report.composing import compose_report
    from rsplan.report.report import About
    from rsplan.understanding.plan import empty_plan

    period = Period(2025, Tertial.APRIL)
    about = About("", "", "", "planen", period.year, period, "", date(period.year, 1, 1))
    return compose_report(empty_plan(), about, read_wording(_WORDING, [template_folder()]), vocabulary_of(None))
