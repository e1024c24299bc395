"""The decided plan of the sample against its exports: every line of the back-test, and every way to differ."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from conftest import SAMPLE
from msgspec.structs import replace

from rsplan.analysis.decided_plan import DecidedItem, decided_items
from rsplan.analysis.meeting_plan import meeting_plan
from rsplan.analysis.reconciliation import Reconciled, reconcile
from rsplan.language.vocabulary import load_vocabulary
from rsplan.plan.grids import Grid
from rsplan.plan.model import Horizon, Kind, Plan
from rsplan.plan.period import Tertial
from rsplan.runs.plan_document import read_plan_document
from rsplan.runs.summary import summarise_project


@cache
def decided(ending: str = "docx") -> tuple[DecidedItem, ...]:
    tables = read_plan_document(SAMPLE / "plan" / f"plan-2025.{ending}")
    return tuple(decided_items(tables.grids, load_vocabulary()))


@cache
def exports() -> Plan:
    return summarise_project(SAMPLE, Tertial.APRIL, 2025).plan


def held(items: tuple[DecidedItem, ...], kind: Kind) -> Reconciled:
    return reconcile(items, exports(), kind)


def test_the_word_file_and_the_workbook_say_the_same_items() -> None:
    one, other = ([replace(item, place="", target_place="") for item in decided(ending)] for ending in ("docx", "xlsx"))
    assert one == other


def test_the_plan_has_28_assignments_and_the_exports_29() -> None:
    found = held(decided(), Kind.ASSIGNMENTS)
    deciders = Counter(item.decided_by for item in decided() if item.kind is Kind.ASSIGNMENTS)
    assert deciders == {"Regionfullmäktige": 23, "Regionstyrelsen": 5}
    assert (len(found.same), len(found.reworded), len(found.missing), len(found.added)) == (26, 2, 0, 1)
    assert [(item.key, item.decided_by) for item in found.added] == [("U25-29", "Regionfullmäktige")]


def test_what_the_scan_has_misspelled_is_proposed_and_not_decided() -> None:
    reworded = [pair for kind in (Kind.ASSIGNMENTS, Kind.INDICATORS) for pair in held(decided(), kind).reworded]
    slips = ("korttill", "kontinuitets-hantering", "hälso-samtal", "tjänstesor")
    assert len(reworded) == len(slips)
    assert all(any(slip in pair.decided.title for pair in reworded) for slip in slips)


def test_17_indicators_agree_and_ten_long_term_ones_are_not_taken_for_them() -> None:
    found = held(decided(), Kind.INDICATORS)
    assert (len(found.same), len(found.reworded), len(found.missing), len(found.added)) == (15, 2, 0, 0)
    assert (found.deciders, found.targets) == ((), ())
    by = Counter(item.decided_by for item in found.yearly)
    assert by == {"Regionfullmäktige": 8, "Regionstyrelsen": 2}
    assert {item.horizon for item in decided() if item.kind is Kind.INDICATORS} == {
        Horizon.SHORT_TERM.value,
        Horizon.LONG_TERM.value,
        Horizon.FINANCIAL.value,
    }


def test_the_proposed_target_of_the_report_is_another_target() -> None:
    plan = exports()
    changed = plan.indicators.copy()
    changed.loc[changed["target"] == "-42 %", "target"] = "−47 %"
    (pair,) = reconcile(decided(), replace(plan, indicators=changed), Kind.INDICATORS).targets
    assert (pair.decided.target, pair.exported.target) == ("-42 %", "−47 %")


@pytest.mark.parametrize(("said", "exported", "differs"), [
    ("30 %", "30%", False), ("-42 %", "−42 %", False), ("42 %", "0,42", False), ("5", "5,0", False),
    ("<16%", "< 16 %", False), ("165", "166", True), ("30 %", "30", True), ("I jämförelse med riket", "", False),
])  # fmt: skip
def test_a_target_is_compared_by_what_it_says(said: str, exported: str, *, differs: bool) -> None:
    plan = exports()
    frame = plan.indicators.head(1).copy()
    frame["target"] = exported
    item = DecidedItem(Kind.INDICATORS, str(frame["title"].iloc[0]), "tabell 1", target=said, horizon="short_term")
    found = reconcile([item], replace(plan, indicators=frame), Kind.INDICATORS)
    assert bool(found.targets) is differs


def test_another_decider_is_told_with_both_places() -> None:
    items = tuple(
        replace(item, decided_by="Regionstyrelsen") if item.title.startswith("Tillse att vård") else item
        for item in decided()
    )
    (pair,) = held(items, Kind.ASSIGNMENTS).deciders
    assert (pair.decided.decided_by, pair.exported.decided_by) == ("Regionstyrelsen", "Regionfullmäktige")
    assert pair.decided.place.startswith("tabell ")
    assert pair.exported.place.startswith("uppdrag.xlsx, blad Uppdrag, cell B")


@pytest.mark.parametrize("kind", [Kind.ASSIGNMENTS, Kind.INDICATORS])
def test_every_item_is_counted_once(kind: Kind) -> None:
    items = decided()[::2]
    found = held(items, kind)
    planned = [*(pair.decided for pair in (*found.same, *found.reworded)), *found.missing, *found.yearly]
    assert sorted(map(str, planned)) == sorted(str(item) for item in items if item.kind is kind)
    exported = [*(pair.exported for pair in (*found.same, *found.reworded)), *found.added]
    assert len(exported) == len(set(exported)) == exports().frame(kind)["key"].nunique()


def test_a_heading_that_comes_again_on_the_next_page_is_no_item() -> None:
    rows = (("Uppdrag", "Beslutad av"), ("A", "Nämnden"), ("Uppdrag", "Beslutad av"), ("B", "Nämnden"), ("Summa", "2"))
    places = tuple(("x", "y") for _ in rows)
    assert [item.title for item in decided_items([Grid("", rows, places)], load_vocabulary())] == ["A", "B"]


def test_a_table_of_something_else_has_no_items() -> None:
    rows = (("Utförare", "Uppföljning"), ("Vårdval", "Enligt avtal"))
    assert decided_items([Grid("", rows, rows)], load_vocabulary()) == []


def test_the_meetings_are_ten_oral_three_written_and_one_unstated() -> None:
    found = meeting_plan(read_plan_document(SAMPLE / "plan" / "plan-2025.docx").grids)
    assert found is not None
    assert (found.oral, found.written, [text for _, text in found.unstated]) == (10, 3, ["Digitalisering"])
