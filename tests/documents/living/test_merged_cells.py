"""Cells merged over several rows when a row comes in between or goes: what a person joined stays joined."""

from __future__ import annotations

import pytest

from rsplan.documents.living.merged_cells import fit_in, goes_on, hand_over, stand_alone
from rsplan.documents.living.table_grid import line_of
from rsplan.documents.office.ooxml import Element, child, parse_fragment, wattr

BEGINS, GOES_ON, PLAIN = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", ""


def row(*merges: str) -> Element:
    cells = "".join(f"<w:tc><w:tcPr><w:tcW/>{merge}<w:shd/></w:tcPr><w:p/></w:tc>" for merge in merges)
    return parse_fragment(f"<w:tr>{cells}</w:tr>")


def merges(of: Element) -> list[str]:
    """For each cell what it is: "" alone, "restart" the upper end, "continue" part of the one above."""
    found = [child(cell.element, "tcPr", "vMerge") for cell in line_of(of).cells]
    return ["" if each is None else wattr(each) or "continue" for each in found]


@pytest.mark.parametrize(
    ("merge", "on"), [(BEGINS, False), (GOES_ON, True), (PLAIN, False), ('<w:vMerge w:val="continue"/>', True)]
)
def test_a_cell_goes_on_where_it_is_part_of_the_one_above(merge: str, on: bool) -> None:
    assert goes_on(line_of(row(merge)).cells[0]) is on
    assert not goes_on(None)


@pytest.mark.parametrize(
    ("new", "below", "fitted"),
    [
        ((PLAIN, PLAIN), (GOES_ON, PLAIN), ["continue", ""]), ((PLAIN, PLAIN), (BEGINS, PLAIN), ["", ""]),
        ((BEGINS, PLAIN), (PLAIN, PLAIN), ["", ""]), ((GOES_ON, GOES_ON), (PLAIN, GOES_ON), ["", "continue"]),
    ],
)  # fmt: skip
def test_a_new_row_is_part_of_what_reaches_over_it_and_begins_nothing(
    new: tuple[str, ...], below: tuple[str, ...], fitted: list[str]
) -> None:
    made = row(*new)
    fit_in(made, row(*below))
    assert merges(made) == fitted
    last = row(*new)
    fit_in(last, None)
    assert merges(last) == [""] * len(new)


def test_the_mark_of_a_merged_cell_stands_where_the_schema_has_it() -> None:
    made = row(PLAIN)
    fit_in(made, row(GOES_ON))
    assert [found.tag.rpartition("}")[2] for found in made[0][0]] == ["tcW", "vMerge", "shd"]


@pytest.mark.parametrize(
    ("goes", "below", "left"),
    [
        ((BEGINS, PLAIN), (GOES_ON, PLAIN), ["restart", ""]), ((GOES_ON, PLAIN), (GOES_ON, PLAIN), ["continue", ""]),
        ((BEGINS, BEGINS), (PLAIN, GOES_ON), ["", "restart"]), ((PLAIN, PLAIN), (BEGINS, PLAIN), ["restart", ""]),
    ],
)  # fmt: skip
def test_what_begins_in_a_row_that_goes_begins_in_the_next(
    goes: tuple[str, ...], below: tuple[str, ...], left: list[str]
) -> None:
    lower = row(*below)
    hand_over(row(*goes), lower)
    assert merges(lower) == left
    hand_over(row(*goes), None)


def test_a_cell_that_stands_alone_is_not_merged_and_keeps_its_look() -> None:
    for merge in (BEGINS, GOES_ON, PLAIN):
        one = row(merge)
        stand_alone(one[0])
        assert merges(one) == [""]
        assert child(one[0], "tcPr", "shd") is not None
    bare = parse_fragment("<w:tc><w:p/></w:tc>")
    stand_alone(bare)
    assert len(bare) == 1
