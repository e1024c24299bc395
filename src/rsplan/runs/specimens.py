"""A report as it would be with no items, one of each kind or many: what a template has to stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from rsplan.plan.model import FIELDS, STATUSES, Kind, Plan, Source
from rsplan.plan.period import PREVIOUS, Period, Tertial

if TYPE_CHECKING:
    from rsplan.report.report import Report
    from rsplan.report.wording import Wording

SIZES = (0, 1, 300)


def specimen(report: Report, wording: Wording, items: int) -> Report:
    """The report with as many items of each kind: those of its plan over and over, or made-up ones where it has none.

    It has no prose, since that may name what these items lack, and an earlier period that is the same.
    """
    from rsplan.report.composing import compose_report

    period = report.about.period
    plan = replace(_plan(report.plan, items), period=period)
    others = [tertial for tertial in Tertial if tertial is not period.tertial]
    history = {PREVIOUS: replace(plan, period=Period(period.year, others[0]))}
    return compose_report(plan, report.about, wording, report.vocabulary, history=history)


def _plan(like: Plan, items: int) -> Plan:
    import pandas as pd

    frames = {}
    for kind in Kind:
        known: list[Any] = list(like.frame(kind).to_dict("records")) or [_made_up(kind, at) for at in range(10)]
        rows = [{**known[at % len(known)], "key": f"{at}", "source": 0, "row": at + 2} for at in range(items)]
        frames[kind] = pd.DataFrame(rows, columns=[*FIELDS[kind], "source", "row"])
    sources = like.sources[:1] or (Source("export.xlsx", "Blad1", {"title": "A"}),)
    assignments, indicators, activities = (frames[kind] for kind in Kind)
    return Plan(assignments, indicators, activities, sources, inputs=like.inputs, ledgers=like.ledgers)


def _made_up(kind: Kind, at: int) -> dict[str, Any]:
    statuses = [str(status.value) for status in STATUSES[kind]]
    texts = {name: f"{name} {at % 4}" for name in FIELDS[kind]}
    return {**texts, "status": statuses[at % len(statuses)], "horizon": "", "unit_path": f"unit {at % 4}"}
