"""A text file is read as it was meant: å, ä and ö that became two signs each, and semicolons that nobody quoted."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.reading.encodings import TWICE, decode
from rsplan.reading.formats.text import DELIMITERS, delimiter_of, rows_of, sheets

HEAD = "Uppdrag;Status;Enhet\n"
ROWS = "Stärka vården på Åsön;Grön;Östersund\nMinska köer;Gul;Åre\nÖka närvaron;Röd;Härjedalen\n"
UNQUOTED = "Förbättra vården; även digitalt;Grön;Åre\n"


def read(text: str, encoding: str = "utf-8"):
    (sheet,), name = list(sheets(text.encode(encoding))[0]), sheets(text.encode(encoding))[1]
    return sheet, name


def twice(text: str) -> str:
    return text.encode("utf-8").decode("cp1252")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_text_that_has_become_utf_8_twice_is_mended_and_that_is_said(encoding: str) -> None:
    sheet, name = read(twice(HEAD + ROWS), encoding)
    assert [list(row) for row in sheet.rows] == [line.split(";") for line in (HEAD + ROWS).splitlines()]
    assert name == TWICE
    assert [remark[0] for remark in sheet.findings] == ["RSP154"]


@given(st.text("abcåäöÅÄÖ;\n éü–”", max_size=60))
def test_no_plain_text_is_taken_for_twice_encoded(text: str) -> None:
    assert decode(text.encode("utf-8"))[0] == text


def test_a_text_with_letters_of_its_own_is_left_alone() -> None:
    text = "Å: " + twice("å")
    assert decode(text.encode("utf-8")) == (text, "utf-8")


def test_a_semicolon_before_a_space_is_a_part_of_the_text_where_the_row_is_too_long() -> None:
    sheet, _ = read(HEAD + ROWS + UNQUOTED)
    assert list(sheet.rows[4]) == ["Förbättra vården; även digitalt", "Grön", "Åre"]
    assert [(code, row, column) for code, row, column, _ in sheet.findings] == [("RSP153", 4, 0)]


def test_where_spaces_follow_other_delimiters_too_nothing_is_joined() -> None:
    sheet, _ = read(HEAD + ROWS.replace(";", "; ") + UNQUOTED)
    assert [len(row) for row in sheet.rows] == [3, 3, 3, 3, 4]
    assert "RSP153" not in [remark[0] for remark in sheet.findings]


def test_a_long_row_without_a_space_is_told_and_not_joined() -> None:
    sheet, _ = read(HEAD + ROWS * 4 + "Förbättra vården;även digitalt;Grön;Åre\n")
    assert [remark[0] for remark in sheet.findings] == ["RSP133"]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a;b;c\n1;2;3\n", ";"), ("a,b,c\n1,2,3\n", ","), ("a\tb\n1\t2\n", "\t"), ("a|b\n1|2\n", "|"),
        ("Uppdrag;Status\nKorta köer, nu;Grön\nBygga, måla;Gul\n", ";"), ("a;b\n1,5;2,5\n3,5;4,5\n", ";"),
        ('a,b\n"x, y",z\n"u, v",w\n', ","), ("Titel\n\na;b;c\n1;2;3\n4;5;6\n", ";"), ("a\tb\n1,5\t2;5\n", "\t"),
        ("Uppdrag\nKorta köerna\n", ";"), ("", ";"),
    ],
)  # fmt: skip
def test_the_delimiter_is_the_one_that_makes_the_most_even_table(text: str, delimiter: str) -> None:
    assert delimiter_of(text) == delimiter


def rows(text: str) -> list[list[object]]:
    found, _ = sheets(text.encode())
    return [list(row) for row in next(found).rows]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a;b\r\n1;2\r\n", [["a", "b"], ["1", "2"]]), ("a;b\r1;2\r", [["a", "b"], ["1", "2"]]),
        ("sep=|\na|b\n", [["a", "b"]]), ("SEP=;\r\na;b", [["a", "b"]]), ('a;b\n"x;y";z\n', [["a", "b"], ["x;y", "z"]]),
        ('a;b\n"rad ett\nrad två";z\n', [["a", "b"], ["rad ett\nrad två", "z"]]),
        ('a;b\n"sa ""ja""";z\n', [["a", "b"], ['sa "ja"', "z"]]), ("a;b\n;\n", [["a", "b"], ["", ""]]),
        ('a;b\n5" rör;z\n', [["a", "b"], ['5" rör', "z"]]), ("a;b\n001;1e3\n", [["a", "b"], ["001", "1e3"]]),
        ("a;b\nx\x0cy;z\n", [["a", "b"], ["x\x0cy", "z"]]), ("a;b\n1;2\n\x1a", [["a", "b"], ["1", "2"]]),
        ("a;b\n1;2\n\n3;4\n", [["a", "b"], ["1", "2"], [], ["3", "4"]]),
    ],
    ids=["windows", "old mac", "a hint", "a hint of Excel", "quoted", "two lines", "a quote", "blank cells", "an inch",
         "as written", "a form feed", "end of a DOS file", "a blank row"],
)  # fmt: skip
def test_cells_are_texts_as_they_are_written(text: str, cells: list[list[str]]) -> None:
    assert rows(text) == cells


CELL = st.text("aÅ ;,|\t\"'\n1", max_size=5)


@examples(60)
@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=2, max_size=5), st.sampled_from(DELIMITERS))
def test_what_a_program_writes_by_the_rules_is_read_back(table: list[list[str]], delimiter: str) -> None:
    out = StringIO()
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(table)
    assert rows_of(out.getvalue(), delimiter) == table
