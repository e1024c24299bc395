"""A text file is read as it was meant: å, ä and ö that became two signs each, and semicolons that nobody quoted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rsplan.reading.encodings import TWICE, decode
from rsplan.reading.formats.text import sheets

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
