"""Read, analyse, compose, write: what every command does, in one place.

Reading starts in a process of its own before pandas and the Word libraries are imported, so that it costs no time.
Nothing is printed here and no clock is read: results are returned, errors raised.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rsplan.findings.finding import (
    ConfigurationError,
    ExitCode,
    ExportError,
    Finding,
    InputOutputError,
    MissingInputError,
    NotPermittedError,
    RsplanError,
    TryAgainError,
    finding,
)
from rsplan.language.vocabulary import Vocabulary, load_vocabulary
from rsplan.plan.model import Kind
from rsplan.plan.period import Period, Tertial
from rsplan.plan.units import UnitTree
from rsplan.project.new_project import start_project
from rsplan.project.settings import (
    Settings,
    choose_period,
    export_files,
    load_settings,
    periods_with_exports,
    read_texts,
    read_wording,
)
from rsplan.project.writing import backup_of, one_run_at_a_time, refuse_open, write_whole
from rsplan.reading.exports import Limits, Reading, Unreadable, start_reading
from rsplan.runs.ownership import is_edited, refuse_edited, remember

if TYPE_CHECKING:
    from rsplan.plan.model import Plan
    from rsplan.reading.workbook import Workbook
    from rsplan.report.report import About, Report

_FILE_NAMES = {
    "report": "rapport.docx",
    "memo": "tjansteskrivelse.docx",
    "data": "uppgifter.json",
    "pdf": "rapport.pdf",
}


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a run: which, where it goes, its bytes, and what its making left in doubt."""

    name: str
    path: Path
    data: bytes
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """What a run has made: the report as data, and the documents that are to be written."""

    report: Report
    documents: tuple[Document, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything in doubt, from the exports to the documents."""
        extra = [entry for document in self.documents for entry in document.findings]
        return (*self.report.findings, *dict.fromkeys(extra))


def template_folder() -> Path:
    """Where the packaged templates are: in the package, or beside the sources in a development checkout."""
    package = Path(__file__).parents[1]
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent.parent / "templates"


def settings_for(root: Path, tertial: Tertial, year: int | None) -> Settings:
    """The settings of a project for a tertial. Raises ``MissingInputError`` or ``ConfigurationError``."""
    return load_settings(root, choose_period(root, tertial, year))


def vocabulary_of(settings: Settings | None) -> Vocabulary:
    """The words of a run: the packaged ones and the project's. Raises ``ConfigurationError``."""
    if settings is None:
        return load_vocabulary()
    try:
        return load_vocabulary(settings.vocabulary, settings.columns)
    except ValueError as error:
        raise ConfigurationError(f"rsplan.toml: {error}") from error


def read_exports(
    paths: Sequence[Path], vocabulary: Vocabulary, expected: Period | None, *, limits: Limits | None = None
) -> Plan:
    """The plan that some export files tell. Raises an ``RsplanError`` that names every file that cannot be read."""
    with start_reading(paths, limits=limits) as reading:
        return plan_from(reading, vocabulary, expected)


def plan_from(
    reading: Reading,
    vocabulary: Vocabulary,
    expected: Period | None,
    settings: Settings | None = None,
    paths: Sequence[Path] | None = None,
) -> Plan:
    """The plan of a reading that has been started, or of some of its files; imports pandas while it works.

    A large workbook is worked on while it is being verified, and again if that has left anything in doubt.
    """
    from rsplan.understanding.plan import notes_of

    first = reading.first(paths)
    try:
        plan = _plan_of(first, vocabulary, expected, settings)
    except RsplanError:
        return _plan_of(reading.results(paths), vocabulary, expected, settings)
    verified = reading.results(paths)
    if all(map(_says_the_same, first, verified)):
        return replace(plan, notes=notes_of(book for book in verified if not isinstance(book, Unreadable)))
    return _plan_of(verified, vocabulary, expected, settings)


def _says_the_same(first: Workbook | Unreadable, verified: Workbook | Unreadable) -> bool:
    """True where a workbook's verification has found nothing."""
    if isinstance(first, Unreadable) or isinstance(verified, Unreadable):
        return first is verified
    return first is verified or first == replace(verified, verified=first.verified)


def _plan_of(
    results: Sequence[Workbook | Unreadable],
    vocabulary: Vocabulary,
    expected: Period | None,
    settings: Settings | None,
) -> Plan:
    from rsplan.understanding.plan import read_plan

    unreadable = [result for result in results if isinstance(result, Unreadable)]
    if unreadable:
        raise _unreadable(unreadable)
    readable = [result for result in results if not isinstance(result, Unreadable)]
    board = settings.board if settings else ""
    return read_plan(readable, vocabulary, expected, units=units_of(settings), board=board)


def units_of(settings: Settings | None) -> UnitTree:
    """The project's tree of units. Raises ``ConfigurationError``."""
    if settings is None:
        return UnitTree()
    try:
        return UnitTree(settings.unit_root, settings.unit_parents)
    except ValueError as error:
        raise ConfigurationError(f"rsplan.toml: {error}", "Rätta tabellen [units.parents].") from error


_ERRORS: dict[ExitCode, type[RsplanError]] = {
    ExitCode.DATA: ExportError,
    ExitCode.IO: InputOutputError,
    ExitCode.NO_INPUT: MissingInputError,
    ExitCode.TRY_AGAIN: TryAgainError,
    ExitCode.NO_PERMISSION: NotPermittedError,
}


def _unreadable(files: Sequence[Unreadable]) -> RsplanError:
    """One error for all files that cannot be read; a lasting fault outweighs one that passes."""
    gravest = min(files, key=lambda file: list(_ERRORS).index(file.exit_code))
    more = f" ({len(files)} filer i allt)" if len(files) > 1 else ""
    return _ERRORS[gravest.exit_code](f"{gravest.finding}{more}", findings=[file.finding for file in files])


def summarise_files(paths: Sequence[Path], tertial: Tertial | None = None, year: int | None = None) -> Report:
    """The figures of bare export files, without a project: board and period are what the files say."""
    with start_reading(paths) as reading:
        vocabulary = vocabulary_of(None)
        from rsplan.report.report import About, compose_report

        plan = plan_from(reading, vocabulary, None)
        period = _asked_for(plan.told, tertial, year)
        about = About("", plan.board or "", "", "planen", period.year, period, "", date(period.year, 1, 1))
        return compose_report(replace(plan, period=period), about, {}, vocabulary)


def _asked_for(told: tuple[int | None, Tertial | None], tertial: Tertial | None, year: int | None) -> Period:
    """The period of bare files: what the user says, and for the rest what the files do."""
    year, tertial = year or told[0], tertial or told[1]
    if year is not None and tertial is not None:
        return Period(year, tertial)
    missing = [option for option, value in (("--tertial april", tertial), ("--year 2025", year)) if value is None]
    what = {1: "Tertialen" if tertial is None else "Året", 2: "Perioden"}[len(missing)]
    raise ConfigurationError(f"{what} framgår inte av filerna.", f"Ange till exempel {' '.join(missing)}.")


def summarise_project(root: Path, tertial: Tertial | None, year: int | None) -> Report:
    """The figures of a project's period; of its newest one if no tertial is given. No date, no prose, no documents."""
    settings = newest_settings(root, tertial, year)
    return project_report(replace(settings, documents=()), settings.date or date(settings.period.year, 1, 1))


def newest_settings(root: Path, tertial: Tertial | None, year: int | None) -> Settings:
    """The settings for a tertial, or for the newest period with exports. Raises ``MissingInputError``."""
    if tertial is not None:
        return settings_for(root, tertial, year)
    available = [period for period in periods_with_exports(root) if year in (None, period.year)]
    if not available:
        raise MissingInputError(
            f"{root / 'exports'}: inga exporter.", "Lägg exporterna i exports/2025-april/ eller ange filer."
        )
    return load_settings(root, available[-1])


def template_fields(root: Path, tertial: Tertial | None, year: int | None) -> list[tuple[str, str]]:
    """Every field that a template may use, with its present value."""
    from rsplan.documents.word.check import template_fields as fields

    return fields(_report_of(newest_settings(root, tertial, year)))


def check_template(path: Path, root: Path | None, tertial: Tertial | None, year: int | None) -> list[Finding]:
    """What is wrong with a template; outside a project, held against a plan without items."""
    from rsplan.documents.word.check import check_template as check
    from rsplan.documents.word.render import document_names

    report = _report_of(newest_settings(root, tertial, year)) if root else _empty_report()
    return check(path, document_names(report))


def _report_of(settings: Settings) -> Report:
    return project_report(settings, settings.date or date(settings.period.year, 1, 1))


def _empty_report() -> Report:
    from rsplan.report.report import About, compose_report
    from rsplan.understanding.plan import empty_plan

    period = Period(2025, Tertial.APRIL)
    about = About("", "", "", "planen", period.year, period, "", date(period.year, 1, 1))
    return compose_report(empty_plan(), about, read_wording("2025", [template_folder()]), vocabulary_of(None))


def project_report(settings: Settings, as_of: date, meanwhile: Callable[[], None] = lambda: None) -> Report:
    """The report of a project's period as data. Raises an ``RsplanError``.

    ``meanwhile`` is called while the exports are being read: what takes time and does not need them.
    """
    before = _period_before(settings)
    files = export_files(settings)
    # The period before was read cell by cell when its own report was made: now tallies are check enough.
    files_before = export_files(replace(settings, period=before)) if before else []
    with start_reading(files, tallied=files_before) as reading:
        vocabulary = vocabulary_of(settings)
        meanwhile()
        wording = read_wording(settings.wording, _template_folders(settings))
        texts, findings = read_texts(settings, [entry["id"] for entry in wording.get("sections", ())])

        from rsplan.analysis.sentences import WordingError
        from rsplan.report.report import compose_report

        plan = plan_from(reading, vocabulary, settings.period, settings, files)
        previous, more = _plan_before(reading, files_before, vocabulary, before, settings) if before else (None, [])
    try:
        return compose_report(
            plan,
            _about(settings, as_of),
            wording,
            vocabulary,
            texts,
            (*findings, *more),
            f"texts/{settings.period.slug}",
            previous,
        )
    except WordingError as error:
        raise ConfigurationError(f"ordval/{settings.wording}.toml: {error}.", "Rätta meningen.") from error


_DOCUMENTS_WITH_HISTORY = ("report", "pdf")


def _period_before(settings: Settings) -> Period | None:
    """The latest period with exports within the year before, where a document shows the change since then."""
    if not set(settings.documents) & set(_DOCUMENTS_WITH_HISTORY):
        return None
    year_ago = Period(settings.period.year - 1, settings.period.tertial)
    earlier = [period for period in periods_with_exports(settings.root) if year_ago <= period < settings.period]
    return earlier[-1] if earlier else None


def _plan_before(
    reading: Reading, files: Sequence[Path], vocabulary: Vocabulary, before: Period, settings: Settings
) -> tuple[Plan | None, list[Finding]]:
    """The plan of the period before; without it, a finding: the report of this period does not depend on it."""
    try:
        plan = plan_from(reading, vocabulary, before, settings, files)
        if any((plan.frame(kind)["status_text"] == "").any() for kind in Kind):
            # A status may be nothing but a cell's fill, which a check by tallies does not see.
            with start_reading(files) as thorough:
                plan = plan_from(thorough, vocabulary, before, settings)
    except RsplanError as error:
        return None, [finding("RSP310", file=f"exports/{before.slug}", value=error.message)]
    # Both periods' files have the same names: only the folder tells them apart.
    sources = tuple(replace(source, file=f"{before.slug}/{source.file}") for source in plan.sources)
    ledgers = tuple(replace(ledger, file=f"{before.slug}/{ledger.file}") for ledger in plan.ledgers)
    inputs = tuple(replace(file, name=f"{before.slug}/{file.name}") for file in plan.inputs)
    return replace(plan, sources=sources, ledgers=ledgers, inputs=inputs, period=before), []


def _about(settings: Settings, as_of: date) -> About:
    from rsplan.report.report import About

    return About(
        organisation=settings.organisation,
        board=settings.board,
        unit=settings.unit,
        plan_name=settings.plan_name,
        year=settings.period.year,
        period=settings.period,
        diarienummer=settings.diarienummer,
        date=as_of,
        tertial_report=settings.tertial_report,
        handler=settings.handler,
        proposer=settings.proposer,
        proposal=settings.proposal,
        changes=settings.changes,
        signatories=settings.signatories,
        copies_to=settings.copies_to,
        counting="distinct" if settings.count_activities == "distinct" else "follow-ups",
        full_council=settings.full_council,
        wording=settings.wording,
    )


def _template_folders(settings: Settings) -> list[Path]:
    return [settings.root / "templates", template_folder()]


def find_template(settings: Settings, name: str) -> Path:
    """The organisation's own template of that name, else the packaged one."""
    return next(path for folder in _template_folders(settings) if (path := folder / name).is_file())


def make_documents(settings: Settings, as_of: date, names: Iterable[str] = (), output: Path | None = None) -> Run:
    """Read, analyse, and render the documents named (the project's, if none): nothing is written yet."""
    wanted = tuple(dict.fromkeys(names)) or settings.documents
    for name in wanted:
        if name not in _RENDERERS:
            raise ConfigurationError(f"Dokumentet {name} kan inte göras ännu.", f"Välj bland: {', '.join(_RENDERERS)}.")
    folder = output or settings.reports
    for name in wanted:
        refuse_open(folder / _FILE_NAMES[name])
    report = project_report(replace(settings, documents=wanted), as_of, lambda: _import_renderers(wanted))
    documents = tuple(_RENDERERS[name](report, settings, folder / _FILE_NAMES[name]) for name in wanted)
    return Run(report, documents)


def _import_renderers(names: Iterable[str]) -> None:
    """Import what the documents need, while the reading of the exports is under way."""
    if set(names) & {"report", "memo", "pdf"}:
        import rsplan.documents.word.render  # noqa: F401


def _word_report(report: Report, settings: Settings, path: Path) -> Document:
    from rsplan.documents.word.render import render_report

    rendered = render_report(report, find_template(settings, "rapport.docx"))
    return Document("report", path, rendered.data, rendered.findings)


def _word_memo(report: Report, settings: Settings, path: Path) -> Document:
    from rsplan.documents.word.render import render_memo

    rendered = render_memo(report, find_template(settings, "tjansteskrivelse.docx"))
    return Document("memo", path, rendered.data, rendered.findings)


def _data(report: Report, _: Settings, path: Path) -> Document:
    from rsplan.documents.data import to_json

    return Document("data", path, to_json(report, by=None).encode())


def _pdf(report: Report, settings: Settings, path: Path) -> Document:
    from rsplan.documents.pdf.conversion import find_libreoffice, to_pdf

    find_libreoffice()
    word = _word_report(report, settings, path)
    made = to_pdf(word.data)
    return Document("pdf", path, made.data, (*word.findings, *made.findings))


_RENDERERS: dict[str, Callable[[Any, Settings, Path], Document]] = {
    "report": _word_report,
    "memo": _word_memo,
    "data": _data,
    "pdf": _pdf,
}


def begin_project(root: Path, period: Period, wording: str) -> list[Path]:
    """Lay out a new project folder; the files that were written."""
    return start_project(root, period, wording, read_wording(wording, [template_folder()]))


def write_documents(run: Run, *, overwrite: bool = False) -> None:
    """Write every document of a run, or stop at the first that cannot be; each is whole or not there.

    What a person has edited is not replaced: raises ``CannotCreateError`` before anything is written. With
    ``overwrite`` it is, and a copy is kept.
    """
    folders = {document.path.parent for document in run.documents}
    for folder in folders:
        with one_run_at_a_time(folder):
            documents = [document for document in run.documents if document.path.parent == folder]
            for document in documents if not overwrite else ():
                refuse_edited(document.path, document.data)
            for document in documents:
                if is_edited(document.path, document.data):
                    backup_of(document.path)
                write_whole(document.path, document.data)
            remember(folder, [(document.path.name, document.data) for document in documents])
