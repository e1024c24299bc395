"""A table of a document as rows and cells: which of them rsplan wrote, whatever a person has done to it since."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.documents.living.table_grid import (
    Aligned,
    align,
    carrier_of,
    is_wrapped,
    line_of,
    lines_of,
    realigned,
    row_below,
)
from rsplan.documents.living.table_search import as_written, find_tables, is_like, marked_as
from rsplan.documents.office.ooxml import Element, parse_fragment
from rsplan.documents.word.evidence import RowRecord, TableRecord

HEAD = ("Enhet", "Försenade", "Summa")
BODY = (("Ekonomi", "1", "24"), ("Fastighet", "0", "22"), ("Miljö", "3", "13"))
TOTAL = ("Summa", "4", "59")
RECORD = TableRecord(
    "t",
    "T",
    (
        RowRecord("header", "header", HEAD),
        *(RowRecord("row", line[0].lower(), line) for line in BODY),
        RowRecord("total", "total", TOTAL),
    ),
)


def cell(text: str, properties: str = "") -> str:
    return f'<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:tc>'


def row(*texts: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(map(cell, texts))}</w:tr>"


def table(*rows: str) -> Element:
    return parse_fragment(f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>")


def written(rows: Sequence[Sequence[str]] = (HEAD, *BODY, TOTAL)) -> Element:
    return table(*(row(*texts) for texts in rows))


def body(*tables: Element) -> Element:
    made = parse_fragment("<w:body/>")
    made.extend(tables)
    return made


def found_rows(one: Element) -> list[str]:
    """The titles of the rows that show the record's, "" for one that is not there."""
    aligned = align((one,), RECORD)
    assert aligned is not None
    return ["" if line is None else line.cells[aligned.columns[0] or 0].text for line in aligned.rows]


def test_a_table_as_it_was_written_shows_every_row_and_column() -> None:
    aligned = align((written(),), RECORD)
    assert aligned is not None
    assert aligned.columns == (0, 1, 2)
    assert aligned.added == []
    for number, record in enumerate(RECORD.rows):
        for column, text in enumerate(record.cells):
            shown = aligned.cell(number, column)
            assert shown is not None
            assert shown.text == text
    assert as_written(written(), RECORD) == 1.0


@examples(25)
@given(st.permutations(range(3)), st.permutations(range(3)), st.sets(st.sampled_from([0, 1, 2]), max_size=2))
def test_rows_are_known_in_any_order_and_columns_too(rows: list[int], columns: list[int], gone: set[int]) -> None:
    kept = [BODY[at] for at in rows if at not in gone]
    one = written([tuple(line[at] for at in columns) for line in (HEAD, *kept, TOTAL)])
    aligned = align((one,), RECORD)
    assert aligned is not None
    assert aligned.columns == tuple(columns.index(at) for at in range(3))
    for number, record in enumerate(RECORD.rows):
        line = aligned.rows[number]
        assert (line is None) is (record.cells in [BODY[at] for at in gone])
        if line is not None:
            assert tuple(aligned.cell(number, at).text for at in range(3)) == record.cells  # type: ignore[union-attr]
    assert aligned.added == []


@examples(15)
@given(st.permutations(range(3)), st.permutations(range(4)))
def test_a_table_without_its_headings_is_known_by_what_its_cells_say(rows: list[int], columns: list[int]) -> None:
    lines = [(*BODY[at], f"Eget {at}") for at in rows]
    one = written([tuple(line[at] for at in columns) for line in (*lines, (*TOTAL, "Eget"))])
    aligned = align((one,), RECORD)
    assert aligned is not None
    assert aligned.rows[0] is None
    assert aligned.columns == tuple(columns.index(at) for at in range(3))
    assert [aligned.cell(number, 2).text for number in range(1, 5)] == ["24", "22", "13", "59"]  # type: ignore[union-attr]
    assert aligned.added == []


@pytest.mark.parametrize(
    ("rows", "known"),
    [
        ([HEAD, ("EKONOMI", "1", "24"), *BODY[1:], TOTAL], ["Enhet", "EKONOMI", "Fastighet", "Miljö", "Summa"]),
        ([HEAD, ("Ekonomiavdelningen", "1", "24"), *BODY[1:], TOTAL],
        ["Enhet", "Ekonomiavdelningen", "Fastighet", "Miljö", "Summa"]),
        ([HEAD, ("Pengar", "1", "24"), *BODY[1:], TOTAL], ["Enhet", "Pengar", "Fastighet", "Miljö", "Summa"]),
        ([HEAD, ("Pengar", "7", "9"), *BODY[1:], TOTAL], ["Enhet", "", "Fastighet", "Miljö", "Summa"]),
        ([HEAD, ("Egen rad", "", ""), *BODY], ["Enhet", *(line[0] for line in BODY), ""]),
        ([HEAD], ["Enhet", "", "", "", ""]), ([("Avdelning", *HEAD[1:]), *BODY, TOTAL],
        ["Avdelning", "Ekonomi", "Fastighet", "Miljö", "Summa"]),
    ],
    ids=["case", "reworded", "by its figures", "another row", "a row added", "the header alone", "a heading reworded"],
)  # fmt: skip
def test_a_row_is_known_by_what_it_says_then_by_its_figures(rows: Sequence[Sequence[str]], known: list[str]) -> None:
    assert found_rows(written(rows)) == known


@pytest.mark.parametrize(
    ("heads", "columns"),
    [
        (("Enhet", "Summa"), (0, None, 1)), (("Enhet", "Egen", "Försenade", "Summa"), (0, 2, 3)),
        (("Enhet", "Sena", "Summa"), (0, 1, 2)),
        (("Namn", "Försenade", "Summa"), (0, 1, 2)), (("a", "b", "c"), (0, 1, 2)), (("a", "b"), None),
    ],
    ids=["one gone", "one added", "one reworded", "the first reworded", "all reworded", "nothing known"],
)  # fmt: skip
def test_a_column_is_known_by_its_heading_or_by_its_place(
    heads: tuple[str, ...], columns: tuple[int | None, ...] | None
) -> None:
    aligned = align((written([heads]),), RECORD)
    assert (aligned.columns if aligned else None) == columns


def test_a_table_split_in_two_is_one_and_its_headings_stand_twice() -> None:
    parts = (written([HEAD, *BODY[:2]]), written([HEAD, BODY[2], TOTAL]))
    aligned = align(parts, RECORD)
    assert aligned is not None
    assert None not in aligned.rows
    assert len(aligned.repeated) == 1
    assert aligned.added == []
    found = find_tables(body(*parts), [RECORD])
    assert [len(each) for each in found["t"]] == [2]


@pytest.mark.parametrize(
    ("tables", "count"),
    [
        ([written()], 1), ([], 0), ([written([("Något", "Annat"), ("a", "b")])], 0), ([written([("Enhet", "Chef"),
        ("Ekonomi", "A")])], 0),
        ([written(), written()], 2), ([written(), written([HEAD, ("Ekonomi", "9", "9"), ("Miljö", "8", "8")])], 1),
    ],
    ids=["itself", "none", "another", "a person's with such rows", "a copy", "a retyped copy"],
)  # fmt: skip
def test_a_table_is_found_by_what_it_says_and_a_copy_where_it_is_as_written(tables: list[Element], count: int) -> None:
    assert len(find_tables(body(*tables), [RECORD])["t"]) == count


def test_the_mark_around_a_table_names_it_whatever_it_says() -> None:
    marked = parse_fragment('<w:sdt><w:sdtPr><w:tag w:val="table:t"/></w:sdtPr><w:sdtContent/></w:sdt>')
    inner = written([HEAD, ("Helt", "andra", "rader")])
    marked[1].append(inner)
    assert marked_as(inner) == "t"
    assert marked_as(written()) == ""
    assert find_tables(body(marked), [RECORD])["t"] == [(inner,)]
    assert is_like(inner, [RECORD])
    assert is_like(written(), [RECORD])
    assert not is_like(written([("Något", "Annat"), ("a", "b")]), [RECORD])


def test_cells_begin_where_the_grid_says_and_cover_what_they_cover() -> None:
    room, spanned = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>', '<w:gridSpan w:val="2"/>'
    one = table(f"<w:tr>{room}{cell('a', spanned)}{cell('b')}</w:tr>")
    (line,) = lines_of(one)
    assert [(each.text, each.column, each.span) for each in line.cells] == [("a", 1, 2), ("b", 3, 1)]
    assert [None if (at := line.at(column)) is None else at.text for column in range(4)] == [None, "a", None, "b"]


def test_a_deleted_row_is_none_and_one_in_a_control_is_one() -> None:
    wrapped = f"<w:sdt><w:sdtPr/><w:sdtContent>{row('i', 'en', 'kontroll')}</w:sdtContent></w:sdt>"
    one = table(row(*HEAD), row("borta", "1", "2", properties='<w:del w:id="1"/>'), wrapped, row("sist", "", ""))
    lines = lines_of(one)
    assert [line.cells[0].text for line in lines] == ["Enhet", "i", "sist"]
    assert [is_wrapped(line.element) for line in lines] == [False, True, False]
    assert carrier_of(lines[1].element).getparent() is one
    assert row_below(lines[0].element) is lines[1].element
    assert row_below(lines[1].element) is lines[2].element
    assert row_below(lines[2].element) is None


@pytest.mark.parametrize(
    ("grid", "place", "columns"), [(0, 1, (0, 1, 2, 3)), (2, 3, (0, 1, 2, 3)), (1, 2, (0, 1, 2, 3))]
)
def test_after_a_column_was_put_in_every_other_is_where_it_moved(
    grid: int, place: int, columns: tuple[int, ...]
) -> None:
    one = written()
    before = align((one,), RECORD)
    assert before is not None
    for line in lines_of(one):
        line.cells[grid].element.addnext(parse_fragment(cell("ny")))
    after: Aligned = realigned(before, grid, place)
    assert after.columns == columns
    assert [line_of(line.element).at(place).text for line in after.lines] == ["ny"] * 5  # type: ignore[union-attr]
    assert [None if line is None else line.cells[0].text for line in after.rows] == [
        "Enhet",
        "Ekonomi",
        "Fastighet",
        "Miljö",
        "Summa",
    ]
