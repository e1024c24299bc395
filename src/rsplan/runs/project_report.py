"""A project's period as a report: its settings, words and texts, its exports and those of the period before.

No clock is read: the document's date is an argument.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from rsplan.boundary.folders import is_file, is_folder
from rsplan.boundary.inputs import TEMPLATE, refuse_leading_out
from rsplan.findings import codes
from rsplan.findings.finding import Finding, RsplanError, finding, stop
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.period import Period, Tertial
from rsplan.project.accepted import without_accepted
from rsplan.project.settings import (
    Settings,
    choose_period,
    exports_of,
    load_settings,
    periods_with_exports,
    placeholders,
    read_texts,
    read_wording,
)
from rsplan.reading.exports import Reading, start_reading
from rsplan.runs.colour_findings import colour_findings
from rsplan.runs.declared_pairs import declared_pairs
from rsplan.runs.economy_files import ECONOMY, names_economy, project_economy
from rsplan.runs.export_folder import folder_findings
from rsplan.runs.kolada_answers import KOLADA, names_kolada, project_kolada
from rsplan.runs.other_periods import EVERY_PERIOD, periods_named, texts_that_name
from rsplan.runs.period_plans import plan_of_period
from rsplan.runs.plans import plan_from, vocabulary_of
from rsplan.runs.sex_findings import sex_findings

if TYPE_CHECKING:
    from rsplan.plan.model import Plan
    from rsplan.report.report import About, Report
    from rsplan.report.wording import Wording


def template_folder() -> Path:
    """Where the packaged templates are: in the package, or beside the sources in a development checkout."""
    package = Path(__file__).parents[1]
    inside = package / "templates"
    return inside if is_folder(inside) else package.parent.parent / "templates"


def settings_for(root: Path, tertial: Tertial, year: int | None) -> Settings:
    """The settings of a project for a tertial. Raises ``MissingInputError`` or ``ConfigurationError``."""
    return load_settings(root, choose_period(root, tertial, year))


def newest_settings(root: Path, tertial: Tertial | None, year: int | None) -> Settings:
    """The settings for a tertial, or for the newest period with exports. Raises ``MissingInputError``."""
    if tertial is not None:
        return settings_for(root, tertial, year)
    available = [period for period in periods_with_exports(root) if year in (None, period.year)]
    if not available:
        raise stop(codes.PROJECT_WITHOUT_EXPORTS, root / "exports")
    return load_settings(root, available[-1])


def report_at_its_date(settings: Settings) -> Report:
    """The report at the date of its document, with every period that a template may name."""
    as_of = settings.date or date(settings.period.year, 1, 1)
    return project_report(settings, as_of, names=f"{EVERY_PERIOD} {ECONOMY} {KOLADA}")


def project_report(
    settings: Settings, as_of: date, meanwhile: Callable[[], None] = lambda: None, *, names: str = ""
) -> Report:
    """The report of a project's period as data. Raises an ``RsplanError``.

    ``meanwhile`` is called while the exports are being read: what takes time and does not need them. ``names`` are
    names that something besides the run's own documents uses; other periods are read only where they are named.
    """
    named = [names, *texts_that_name(settings, template_folders(settings))]
    others = periods_named(settings, named)
    files = exports_of(settings)
    # Another period was read cell by cell when its own report was made: now tallies are check enough.
    files_of = {name: exports_of(settings.but(period=period)) for name, period in others.items()}
    with start_reading(files, tallied=[file for found in files_of.values() for file in found]) as reading:
        vocabulary = vocabulary_of(settings)
        meanwhile()
        wording = read_wording(settings.wording, template_folders(settings))
        texts, findings = read_texts(settings, [section.id for section in wording.sections])
        findings += placeholders(settings) if settings.documents else []

        from rsplan.analysis.patterns import WordingError
        from rsplan.report.composing import compose_report

        plan = plan_from(reading, vocabulary, settings.period, settings, files)
        history: dict[str, Plan] = {}
        more: list[Finding] = []
        for name, period in others.items():
            earlier, told = _plan_of_period(reading, files_of[name], vocabulary, period, settings)
            history |= {name: earlier} if earlier else {}
            more += told
        more += folder_findings(settings, plan, vocabulary)
        wordings = {name: _wording_of(settings, period) for name, period in others.items()}
        more += colour_findings(settings, plan, vocabulary)
        more += sex_findings(plan, vocabulary)
    plan, history = _with_economy(settings.root, plan, history, named)
    plan = _with_kolada(settings, plan, named)
    plan = replace(plan, findings=tuple(without_accepted(plan.findings, settings.accepted)[0]))
    more, _ = without_accepted((*findings, *more), settings.accepted)
    try:
        return compose_report(
            plan,
            _about(settings, as_of),
            wording,
            vocabulary,
            texts,
            tuple(more),
            f"texts/{settings.period.slug}",
            history,
            wordings,
        )
    except WordingError as error:
        raise stop(codes.WORDING_SENTENCE_WRONG, f"ordval/{settings.wording}.toml", said=error) from error


def _with_economy(
    root: Path, plan: Plan, history: dict[str, Plan], named: Sequence[str]
) -> tuple[Plan, dict[str, Plan]]:
    """The plans with the project's economy, where it is named; its files are listed where a document of the run names
    it (the first of ``named`` is what is named besides).
    """
    if not names_economy(named):
        return plan, history
    economy, files = project_economy(root)
    told = replace(plan, economy=economy, inputs=(*plan.inputs, *(files if names_economy(named[1:]) else ())))
    return told, {name: replace(each, economy=economy) for name, each in history.items()}


def _with_kolada(settings: Settings, plan: Plan, named: Sequence[str]) -> Plan:
    """The plan with the figures from Kolada, by the same rule."""
    if not names_kolada(named):
        return plan
    figures, answers = project_kolada(settings)
    return replace(plan, kolada=figures, inputs=(*plan.inputs, *(answers if names_kolada(named[1:]) else ())))


def _wording_of(settings: Settings, period: Period) -> Wording:
    """The wording that another period's documents are written in."""
    return read_wording(load_settings(settings.root, period).wording, template_folders(settings))


def _plan_of_period(
    reading: Reading, files: Sequence[Path], vocabulary: Vocabulary, before: Period, settings: Settings
) -> tuple[Plan | None, list[Finding]]:
    """The plan of another period; without it, a finding: the report of this period does not depend on it. Raises
    ``TryAgainError`` where the system has no room at the moment.
    """
    try:
        return plan_of_period(reading, files, vocabulary, before, settings), []
    except RsplanError as error:
        # What passes is waited for: a refresh would take the comparison out of the document.
        if codes.SYSTEM_BUSY in (error.code, *(entry.code for entry in error.findings)):
            raise
        return None, [finding(codes.EARLIER_PERIOD_UNREADABLE, file=f"exports/{before.slug}", value=error.message)]


def _about(settings: Settings, as_of: date) -> About:
    """What the documents say of themselves: each setting that the report knows by the same name."""
    from rsplan.report.report import About

    own = {name: getattr(settings, name) for name in About.__struct_fields__ if hasattr(settings, name)}
    counting = "distinct" if settings.count_activities == "distinct" else "follow-ups"
    # A project of several years says of one plan when it was decided: not that of a document from before.
    decided = settings.decided if settings.decided and settings.decided <= as_of else None
    own |= {"decided": decided, "revised": tuple(day for day in settings.revised if decided and day <= as_of)}
    return About(
        **{**own, "year": settings.period.year, "date": as_of, "counting": counting, "same": declared_pairs(settings)}
    )


def template_folders(settings: Settings) -> list[Path]:
    return [settings.root / "templates", template_folder()]


def find_template(settings: Settings, name: str) -> Path:
    """The organisation's own template of that name, else the packaged one."""
    folder = next(folder for folder in template_folders(settings) if is_file(folder / name))
    refuse_leading_out(folder / name, TEMPLATE, folder.parent)
    return folder / name
