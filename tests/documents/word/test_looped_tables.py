"""Tables whose rows a template repeats: short ones stand on one page, long ones begin and end with enough rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from word_support import find, root_of, small_report, template

from rsplan.documents.word.render import render_report
from rsplan.report.report import About

P = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


def row(text: str, *, head: bool = False) -> str:
    marked = "<w:trPr><w:tblHeader/></w:trPr>" if head else ""
    return f"<w:tr>{marked}<w:tc><w:tcPr><w:tcW w:w='9000' w:type='dxa'/></w:tcPr>{P.format(text)}</w:tc></w:tr>"


def looped(folder: Path, count: int, text: str = "Rad") -> bytes:
    """A document with a table of a heading and so many repeated rows, and a table without any."""
    rows = [row("Rubrik", head=True), row("{%tr for one in copies_to %}"), row("{{ one }}"), row("{%tr endfor %}")]
    grid = "<w:tblPr/><w:tblGrid><w:gridCol w:w='9000'/></w:tblGrid>"
    body = f"<w:tbl>{grid}{''.join(rows)}</w:tbl>{P.format('Mellan')}<w:tbl>{grid}{row('Egen')}{row('Egen')}</w:tbl>"
    about: About = replace(small_report().about, copies_to=tuple(f"{text} {number}" for number in range(count)))
    return render_report(small_report(about=about), template(folder, body + P.format("Slut"))).data


def kept(data: bytes) -> list[list[bool]]:
    tables = find(root_of(data), "//w:tbl")
    return [[bool(find(one, ".//w:pPr/w:keepNext")) for one in find(table, "./w:tr")] for table in tables]


def test_a_short_table_is_kept_whole_and_the_authors_own_rows_are_left(tmp_path: Path) -> None:
    data = looped(tmp_path, 5)
    assert kept(data) == [[True] * 5 + [False], [False, False]]
    assert not find(root_of(data), "//@*[namespace-uri() = 'urn:rsplan']")


def test_a_long_table_begins_and_ends_with_enough_rows(tmp_path: Path) -> None:
    found = kept(looped(tmp_path, 60))[0]
    assert found[:4] == [True] * 4
    assert found[-4:] == [True] * 3 + [False]
    assert not any(found[4:-4])


@pytest.mark.parametrize("count", [0, 1])
def test_few_rows_are_no_matter(count: int, tmp_path: Path) -> None:
    assert kept(looped(tmp_path, count))[0] == [True] * count + [False]


def test_rows_of_long_texts_count_as_their_lines(tmp_path: Path) -> None:
    found = kept(looped(tmp_path, 9, "ord " * 200))[0]
    assert found == [True] + [False] * 9


@pytest.mark.parametrize(("words", "whole"), [(1, True), (200, True), (900, False)])
def test_a_row_goes_to_the_next_page_whole_unless_it_is_as_high_as_one(
    words: int, whole: bool, tmp_path: Path, assert_valid_docx
) -> None:
    data = looped(tmp_path, 2, "ord " * words)
    first, second = find(root_of(data), "//w:tbl")
    assert [len(find(one, "./w:trPr/w:cantSplit")) for one in find(first, "./w:tr")] == [1, int(whole), int(whole)]
    assert not find(second, ".//w:cantSplit")
    (tmp_path / "rapport.docx").write_bytes(data)
    assert_valid_docx(tmp_path / "rapport.docx")


def test_what_stands_above_the_repeated_rows_is_headings_also_where_nobody_has_said_so(
    tmp_path: Path, assert_valid_docx
) -> None:
    loop = [row("{%tr for one in copies_to %}"), row("{{ one }}"), row("{%tr endfor %}")]
    grid = "<w:tblPr/><w:tblGrid><w:gridCol w:w='9000'/></w:tblGrid>"
    above = ([row("Rubrik")], [], [row("Rubrik", head=True), row("Egen")], [row("Egen")] * 3)
    body = P.format("x").join(f"<w:tbl>{grid}{''.join([*rows, *loop])}</w:tbl>" for rows in above)
    about: About = replace(small_report().about, copies_to=("Den ena", "Den andra"))
    data = render_report(small_report(about=about), template(tmp_path, body + P.format("Slut"))).data
    marked = [len(find(one, "./w:tr/w:trPr/w:tblHeader")) for one in find(root_of(data), "//w:tbl")]
    assert marked == [1, 0, 1, 0]
    (tmp_path / "rapport.docx").write_bytes(data)
    assert_valid_docx(tmp_path / "rapport.docx")


def test_what_libreoffice_says_twice_is_said_once(tmp_path: Path, assert_valid_docx) -> None:
    body = "<w:p><w:pPr><w:rPr><w:b/><w:b/><w:bCs/></w:rPr></w:pPr><w:r><w:t>{{ board }}</w:t></w:r></w:p>"
    data = render_report(small_report(), template(tmp_path, body)).data
    assert len(find(root_of(data), "//w:rPr/w:b")) == 1
    (tmp_path / "rapport.docx").write_bytes(data)
    assert_valid_docx(tmp_path / "rapport.docx")
