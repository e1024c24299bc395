"""What ``compare`` does: two periods of a project, or two sets of export files, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from rsplan.boundary.folders import is_folder
from rsplan.findings import codes
from rsplan.findings.finding import Finding, RsplanError, finding, stop
from rsplan.plan.period import PREVIOUS, YEAR_BEFORE, Period, Tertial
from rsplan.project.settings import Settings, exports_of, periods_with_exports
from rsplan.reading.export_files import export_files
from rsplan.reading.exports import Reading, start_reading
from rsplan.runs.declared_pairs import declared_pairs, refuse_unknown
from rsplan.runs.other_periods import available
from rsplan.runs.period_plans import in_folder, plan_of_period
from rsplan.runs.plans import plan_from, vocabulary_of
from rsplan.runs.project_report import newest_settings

if TYPE_CHECKING:
    from rsplan.analysis.compare import Changes
    from rsplan.language.vocabulary import Vocabulary
    from rsplan.plan.model import Plan
    from rsplan.report.comparing import Compared


def compare_periods(root: Path, tertial: Tertial | None, year: int | None, against: Period | None) -> Compared:
    """A period of a project beside an earlier one: the one asked for, else the latest of the same plan.

    Without ``against``, the same tertial of the year before stands beside. Raises an ``RsplanError``: where there is no
    earlier period of the plan, where ``against`` is unknown or not earlier, where the exports of either are unreadable.
    """
    settings = newest_settings(root, tertial, year)
    files = {settings.period: exports_of(settings)}
    before = _earlier(settings, against)
    beside = available(settings).get(YEAR_BEFORE) if against is None else None
    others = [period for period in (before, beside) if period is not None]
    files |= {period: exports_of(settings.but(period=period)) for period in others}
    pairs = declared_pairs(settings)
    vocabulary = vocabulary_of(settings)
    tallied = [file for period in others for file in files[period]]
    with start_reading(files[settings.period], tallied=tallied) as reading:
        from rsplan.analysis.compare import compare_plans
        from rsplan.report.comparing import Compared

        plan = in_folder(
            plan_from(reading, vocabulary, settings.period, settings, files[settings.period]), settings.period.slug
        )
        plan = replace(plan, period=settings.period)
        earlier = _plan_of(reading, files[before], vocabulary, before, settings)
        year_ago = _plan_of(reading, files[beside], vocabulary, beside, settings) if beside else None
    refuse_unknown(pairs, earlier, plan, settings, vocabulary)
    changes = compare_plans(earlier, plan, same_plan=before.year == settings.period.year, same=pairs)
    names, slugs = (before.label, settings.period.label), (before.slug, settings.period.slug)
    told = (*_doubts(changes, vocabulary), *_serious(plan, earlier))
    there = (beside.label, year_ago) if beside and year_ago else None
    return Compared(changes, vocabulary, settings.board or plan.board or "", names, slugs, told, there)


def _earlier(settings: Settings, against: Period | None) -> Period:
    """The period to compare with. Raises ``MissingInputError`` or ``ConfigurationError`` with those that exist."""
    earlier = [period for period in periods_with_exports(settings.root) if period < settings.period]
    listed = ", ".join(period.slug for period in earlier)
    if against is not None:
        if against in earlier:
            return against
        others = f"Tidigare perioder med exporter: {listed}." if listed else "Det finns inga tidigare perioder."
        raise stop(codes.AGAINST_UNKNOWN, period=settings.period.slug, against=against.slug, others=others)
    there = available(settings)
    if PREVIOUS in there:
        return there[PREVIOUS]
    if not earlier:
        raise stop(codes.NO_EARLIER_PERIOD, period=settings.period.slug, others="Det finns inga alls.", hint="")
    nearest = there.get(YEAR_BEFORE, earlier[-1])
    raise stop(
        codes.NO_EARLIER_PERIOD,
        period=settings.period.slug,
        others=f"Tidigare perioder med exporter: {listed}.",
        hint=f"Jämför med en annan plan: --against {nearest.slug}",
    )


def _plan_of(
    reading: Reading, files: Sequence[Path], vocabulary: Vocabulary, period: Period, settings: Settings
) -> Plan:
    """The plan of another period. Raises the error of its exports, with their folder."""
    try:
        return plan_of_period(reading, files, vocabulary, period, settings)
    except RsplanError as error:
        told = [replace(each, file=f"{period.slug}/{each.file}") for each in error.findings]
        raise type(error)(f"exports/{period.slug}: {error.message}", error.hint, told, error.code) from error


def compare_files(old: Sequence[Path], new: Sequence[Path]) -> Compared:
    """Two sets of files, or folders of them, without a project. Raises an ``RsplanError``."""
    sides = [_files(paths) for paths in (old, new)]
    vocabulary = vocabulary_of(None)
    with start_reading([path for side in sides for path in side]) as reading:
        from rsplan.analysis.compare import compare_plans
        from rsplan.report.comparing import Compared

        plans = [plan_from(reading, vocabulary, None, None, side) for side in sides]
    names = _names(old, new)
    if {path.name for path in sides[0]} & {path.name for path in sides[1]}:
        plans = [in_folder(plan, _folder_of(paths)) for plan, paths in zip(plans, (old, new), strict=True)]
    years = [plan.told[0] for plan in plans]
    same_plan = None in years or years[0] == years[1]
    changes = compare_plans(plans[0], plans[1], same_plan=same_plan)
    slugs = tuple(_slug(plan) for plan in plans)
    told = (*_doubts(changes, vocabulary), *_serious(plans[1], plans[0]))
    return Compared(changes, vocabulary, plans[1].board or "", names, (slugs[0], slugs[1]), told)


def _files(paths: Iterable[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        if not is_folder(path):
            found.append(path)
            continue
        files = export_files(path)
        if not files:
            raise stop(codes.NO_EXPORTS_IN_FOLDER, path)
        found += files
    return found


def _folder_of(paths: Sequence[Path]) -> str:
    path = paths[0]
    return str(path if is_folder(path) else path.parent)


def _names(old: Sequence[Path], new: Sequence[Path]) -> tuple[str, str]:
    """What the two sides are called: by their names, with their folders where the names are the same."""
    short = [", ".join(path.name or str(path) for path in side) for side in (old, new)]
    if short[0] == short[1]:
        short = [", ".join(map(str, side)) for side in (old, new)]
    return short[0], short[1]


def _slug(plan: Plan) -> str:
    year, tertial = plan.told
    return Period(year, tertial).slug if year is not None and tertial is not None else ""


def _serious(*plans: Plan) -> tuple[Finding, ...]:
    """What the exports leave in doubt: a status that is not known makes a flow that is none."""
    return tuple(entry for plan in plans for entry in plan.findings if entry.code == codes.UNKNOWN_STATUS)


def _doubts(changes: Changes, vocabulary: Vocabulary) -> Iterable[Finding]:
    """Ids that stand on something else than before: counted as gone and new, and said with both cells."""
    for kind, found in changes.kinds.items():
        for old, new in found.pairing.reused:
            before, now = changes.before.frame(kind).iloc[old], changes.now.frame(kind).iloc[new]
            yield _told(
                codes.ID_OF_OTHER_TITLE, changes, (kind, old), (kind, new), title=now["title"], was=before["title"]
            )
    for other in changes.other_kinds:
        kinds = {"kind": vocabulary.noun(other.now[0]).one, "was": vocabulary.noun(other.before[0]).one}
        yield _told(codes.ID_OF_OTHER_KIND, changes, other.before, other.now, **kinds)


def _told(code: str, changes: Changes, before: tuple[object, int], now: tuple[object, int], **words: str) -> Finding:
    old = changes.before.address(before[0], before[1], "key")  # type: ignore[arg-type]
    new = changes.now.address(now[0], now[1], "key")  # type: ignore[arg-type]
    value = str(changes.now.frame(now[0]).iloc[now[1]]["id"])  # type: ignore[arg-type]
    return finding(code, file=new.file, sheet=new.sheet, cell=new.cell, value=value, other=old, **words)
