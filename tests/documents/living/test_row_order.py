"""Rows in another order: the exports' order comes into the document, with what a person wrote in and behind them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from itertools import cycle
from pathlib import Path

import pytest
from conftest import Once
from hypothesis import given
from hypothesis import strategies as st
from living_support import matrix

from rsplan.documents.living.check import check
from rsplan.documents.living.document import open_document
from rsplan.documents.living.row_order import merged, to_move
from rsplan.documents.living.text import visible_text
from rsplan.documents.office.ooxml import Element, child, element, parse_fragment, qname
from rsplan.documents.office.package import Package
from rsplan.report.report import Report

# Each case refreshes and validates a document several times.
pytestmark = pytest.mark.sampled(7)

TURNED, REGROUPED = "uppdrag i annan ordning", "uppdrag bytte målområde"


def titles(data: bytes, name: str = matrix.ASSIGNMENTS) -> list[str]:
    return [visible_text(next(row.iter(matrix.TC))) for row in matrix.rows(table(data, name))]


def table(data: bytes, name: str = matrix.ASSIGNMENTS) -> Element:
    found: Element = matrix.table(matrix.read_package(data, "x"), name)
    return found


def by_hand(data: bytes, edit: Callable[[Package], None]) -> bytes:
    return bytes(matrix.edited(data, matrix.Edit("för hand", edit)))


def row(package: Package, number: int) -> Element:
    found: Element = matrix.rows(matrix.table(package, matrix.ASSIGNMENTS))[number]
    return found


def codes(done: object) -> list[str]:
    return [entry.code for entry in done.findings]  # type: ignore[attr-defined]


# --- The merge of three orders --------------------------------------------------------------------------------------

ORDERS = [
    # written, standing, today, wanted
    ("1 2 3", "1 2 3", "3 1 2", "3 1 2"),
    ("1 2 3", "2 1 3", "1 2 3", "2 1 3"),
    ("1 2 3", "2 1 3", "3 2 1", "2 1 3"),
    ("1 2 3", "1 3", "3 2 1", "3 1"),
    ("1 2 3", "1 2 9 3", "3 9 2 1", "3 9 2 1"),
    ("A 1 2 B 3 4", "A 1 2 B 3 4", "B 4 3 A 1 2", "B 4 3 A 1 2"),
    ("A 1 2 B 3 4", "A 2 1 B 3 4", "B 4 3 A 1 2", "B 4 3 A 2 1"),
    ("A 1 2 B 3 4", "B 3 4 A 1 2", "A 2 1 B 3 4", "B 3 4 A 2 1"),
    ("A 1 2 B 3 4", "A 1 2 B 3 4", "A 1 B 2 3 4", "A 1 B 2 3 4"),
    ("A 1 2 B 3 4", "A 1 B 2 3 4", "A 2 1 B 4 3", "A 1 B 4 3"),
    ("A 1 2 B 3 4", "1 2 3 4", "B 3 4 A 1 2", "3 4 1 2"),
    ("A 1 2 B 3 4", "B 1 2 3 4", "B 3 4 A 1 2", "B 3 4 1 2"),
]


@pytest.mark.parametrize(("base", "there", "new", "wanted"), ORDERS)
def test_three_orders_become_one(base: str, there: str, new: str, wanted: str) -> None:
    assert " ".join(merged(base.split(), there.split(), new.split(), "ABC").wanted) == wanted


@given(st.permutations("ABC123456"), st.permutations("ABC123456"), st.permutations("ABC123456"))
def test_no_row_comes_twice_and_what_nobody_sorted_stands_as_today(
    base: list[str], there: list[str], new: list[str]
) -> None:
    wanted = merged(base, there, new, "ABC").wanted
    assert len(set(wanted)) == len(wanted)
    assert merged(base, base, new, "ABC").wanted == tuple(new)
    assert set(merged(base, there, base, "ABC").wanted) <= set(there)


@given(st.permutations(range(8)), st.permutations(range(8)), st.integers(0, 7))
def test_as_few_rows_move_as_can_be_and_heavy_ones_last(there: list[int], wanted: list[int], heavy: int) -> None:
    names, aims = [str(one) for one in there], [str(one) for one in wanted]
    moving = to_move(names, aims, lambda key: 100 if key == str(heavy) else 1)
    left = [key for key in aims if key not in moving]
    assert [key for key in names if key not in moving] == left
    assert str(heavy) not in moving
    assert all(not to_move(left, left, lambda _: 1) for _ in left)


# --- The same in a document -----------------------------------------------------------------------------------------


def test_the_rows_stand_as_in_a_new_report_and_a_second_run_changes_nothing(
    written: bytes, reports: Mapping[str, Report], living_project: Path, tmp_path: Path, once: Once
) -> None:
    written_tables = [record.id for record in open_document(written, "x").evidence.tables]
    for name in (TURNED, "målområde bytte namn"):
        done = matrix._refreshed(written, reports[name])
        changed = Path(shutil.copytree(living_project, tmp_path / name))
        matrix.CHANGES[name](changed)
        fresh = once(f"written after {name}", lambda changed=changed: matrix.written(changed))
        assert [titles(done.data, each) for each in written_tables] == [
            titles(fresh, each) for each in written_tables
        ], name
        assert matrix._refreshed(done.data, reports[name]).data is None
        assert check(open_document(done.data, "x"), reports[name], {}, ()).differences == ()


def test_a_row_under_another_goal_area_is_a_difference_and_another_order_is_told(
    written: bytes, reports: Mapping[str, Report]
) -> None:
    apart = check(open_document(written, "x"), reports[REGROUPED], {}, ()).differences
    assert [one.current for one in apart if "raden" in one.written] == ["under en annan rubrik"] * 2
    turned = check(open_document(written, "x"), reports[TURNED], {}, ())
    assert turned.differences == ()
    assert "RSP563" in codes(turned)


def _own_row(package: Package) -> None:
    copy = matrix.deepcopy(row(package, 3))
    for number in range(3):
        matrix.say(matrix.cell_paragraph(copy, number), f"Egen rad {number}")
    row(package, 3).addnext(copy)


def _bold(package: Package) -> None:
    run = next(row(package, 3).iter(matrix.R))
    run.insert(0, element("rPr", element("b"))) if child(run, "rPr") is None else run[0].append(element("b"))


def _bookmark_across(package: Package) -> None:
    matrix.cell_paragraph(row(package, 2), 0).append(element("bookmarkStart", id="801", name="Eget"))
    matrix.cell_paragraph(row(package, 5), 0).append(element("bookmarkEnd", id="801"))


def _bookmark_between(package: Package) -> None:
    row(package, 2).addprevious(element("bookmarkStart", id="802", name="Mellan"))
    row(package, 5).addnext(element("bookmarkEnd", id="802"))


def _footnote(package: Package) -> None:
    matrix.cell_paragraph(row(package, 3), 0).append(element("r", element("footnoteReference", id="1")))


def _in_a_control(package: Package) -> None:
    inner = row(package, 3)
    holder = parse_fragment('<w:sdt><w:sdtPr><w:id w:val="99001"/></w:sdtPr><w:sdtContent/></w:sdt>')
    inner.addprevious(holder)
    child(holder, "sdtContent").append(inner)  # type: ignore[union-attr]


def _pending(package: Package) -> None:
    run = element("r", element("t"))
    run[0].text = " Eget tillägg"
    matrix.cell_paragraph(row(package, 3), 0).append(matrix._revision("ins", run))


EDITS = {
    "egen rad": (_own_row, ["Egen rad 0", "Egen rad 1", "Egen rad 2"]),
    "egen kolumn": (matrix.column_added, [f"{matrix.HUMAN}, rad 3"]),
    "fet stil": (_bold, []),
    "bokmärke över rader": (_bookmark_across, []),
    "bokmärke mellan rader": (_bookmark_between, []),
    "fotnot": (_footnote, []),
    "kommentar": (matrix.commented, []),
    "rad i en kontroll": (_in_a_control, []),
    "eget tillägg": (_pending, [" Eget tillägg"]),
    "omskriven titel": (matrix.title_reworded, [matrix.HUMAN]),
}
ONCE = ("bookmarkStart", "bookmarkEnd", "footnoteReference", "commentRangeStart", "commentRangeEnd", "commentReference")


def _marks(data: bytes) -> list[tuple[str, str | None]]:
    """What can stand in one place only, rsplan's own marks left out."""
    root = matrix.read_package(data, "x").tree("word/document.xml")
    ours = {
        one.get(qname("w:id")) for one in root.iter(qname("w:bookmarkStart"))
        if (one.get(qname("w:name")) or "").startswith("_rsplan")
    }  # fmt: skip
    found = [(matrix.etree.QName(one).localname, one.get(qname("w:id"))) for one in root.iter(*map(qname, _NAMES))]
    return sorted(mark for mark in found if not (mark[0].startswith("bookmark") and mark[1] in ours))


_NAMES = [f"w:{name}" for name in ONCE]


@pytest.mark.parametrize(("name", "change"), list(zip(EDITS, cycle([TURNED, REGROUPED]), strict=False)))
def test_rows_move_with_all_that_a_person_wrote(
    name: str, change: str, written: bytes, reports: Mapping[str, Report]
) -> None:
    edit, words = EDITS[name]
    before = by_hand(written, edit)
    plain = matrix._refreshed(before, reports[change])
    tracked = matrix._refreshed(before, reports[change], tracked=True)
    case = matrix.Case("rsplan", matrix.Edit(name, edit, tuple(words)), change)
    assert matrix.try_case(case, before, reports[change], validate=False).faults == ()
    for done in (plain, tracked):
        assert _marks(done.data) == _marks(before)
    for data in (plain.data, tracked.data):
        _ranges_are_straight(data)


def _ranges_are_straight(data: bytes) -> None:
    root = matrix.read_package(data, "x").tree("word/document.xml")
    places = {one: place for place, one in enumerate(root.iter())}
    for name in ("bookmark", "commentRange"):
        starts = {one.get(qname("w:id")): places[one] for one in root.iter(qname(f"w:{name}Start"))}
        ends = {one.get(qname("w:id")): places[one] for one in root.iter(qname(f"w:{name}End"))}
        assert all(starts[key] < ends[key] for key in starts), name


def test_a_persons_row_stays_behind_the_row_that_it_stood_after(written: bytes, reports: Mapping[str, Report]) -> None:
    before = by_hand(written, _own_row)
    after = matrix._refreshed(before, reports[TURNED]).data
    above = titles(before)[titles(before).index("Egen rad 0") - 1]
    assert titles(after)[titles(after).index("Egen rad 0") - 1] == above


def test_an_order_that_a_person_chose_stays_and_is_told(written: bytes, reports: Mapping[str, Report]) -> None:
    def sort(package: Package) -> None:
        row(package, 2).addprevious(row(package, 3))

    before = by_hand(written, sort)
    assert "RSP561" not in codes(matrix._refreshed(before, reports["inget"]))
    done = matrix._refreshed(before, reports[TURNED])
    first, second = titles(before)[2:4]
    assert titles(done.data).index(first) < titles(done.data).index(second)
    assert matrix._refreshed(done.data, reports[TURNED]).data is None


def test_rows_that_merged_cells_hold_together_are_left_and_told(written: bytes, reports: Mapping[str, Report]) -> None:
    def merge(package: Package) -> None:
        for number, value in ((2, "restart"), (3, "")):
            properties = child(list(row(package, number).iter(matrix.TC))[1], "tcPr")
            merged = element("vMerge", **({"val": value} if value else {}))
            child(properties, "tcW").addnext(merged)  # type: ignore[union-attr,arg-type]

    before = by_hand(written, merge)
    done = matrix._refreshed(before, reports[TURNED])
    assert "RSP562" in codes(done)
    assert titles(done.data) == titles(before)


def test_a_moved_row_is_struck_where_it_stood_and_inserted_where_it_goes(
    written: bytes, reports: Mapping[str, Report]
) -> None:
    tracked = matrix._refreshed(written, reports[REGROUPED], tracked=True)
    rows = matrix.rows(table(tracked.data))
    struck = [found for found in rows if child(found, "trPr", "del") is not None]
    made = [found for found in rows if child(found, "trPr", "ins") is not None]
    assert (len(struck), len(made)) == (2, 2)
    assert list(matrix._invalid(written, tracked.data)) == []
    assert matrix._refreshed(tracked.data, reports[REGROUPED], tracked=True).data is None
    back = matrix._refreshed(tracked.data, reports["inget"], tracked=True).data
    assert matrix.settled(back, accept=True) == matrix.settled(written, accept=True)
    assert matrix.settled(back, accept=False) == matrix.settled(written, accept=False)


def test_a_row_that_can_stand_in_one_place_only_is_told_when_it_moves(
    written: bytes, reports: Mapping[str, Report]
) -> None:
    def notes(package: Package) -> None:
        for number in range(2, 9):
            paragraph = matrix.cell_paragraph(row(package, number), 0)
            paragraph.append(element("r", element("footnoteReference", id="1")))

    done = matrix._refreshed(by_hand(written, notes), reports[TURNED], tracked=True)
    assert "RSP560" in codes(done)
    assert list(matrix._invalid(by_hand(written, notes), done.data)) == []
