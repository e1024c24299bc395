"""A template whose section ends in a paragraph with a tag, as Word and LibreOffice keep it."""

from __future__ import annotations

from pathlib import Path

import pytest
from word_support import find, lines, root_of, small_report, template

from rsplan.documents.word.render import render_report

BREAK = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'


def paragraph(text: str, *, ends: bool = False) -> str:
    return f"<w:p><w:pPr>{BREAK if ends else ''}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("before", "tag", "after"),
    [
        ([paragraph("{%p for one in [1, 2] %}"), paragraph("Rad {{ one }}")], "{%p endfor %}", []),
        ([paragraph("{%p if board %}"), paragraph("Ja")], "{%p endif %}", []),
        ([], "{{p table('assignments') }}", []),
        ([], "{{p chart('activities_by_unit') }}", []),
        ([], "{%p if board %}", [paragraph("Ja"), paragraph("{%p endif %}")]),
    ],
)
def test_the_break_stays_between_what_stood_on_its_sides(
    before: list[str], tag: str, after: list[str], tmp_path: Path, assert_valid_docx
) -> None:
    body = [paragraph("Liggande"), *before, paragraph(tag, ends=True), *after, paragraph("Stående")]
    data = render_report(small_report(), template(tmp_path, "".join(body))).data
    (tmp_path / "rapport.docx").write_bytes(data)
    assert_valid_docx(tmp_path / "rapport.docx")
    root = root_of(data)
    (held,) = find(root, "//w:pPr/w:sectPr")
    holder = held.getparent().getparent()
    above, below = (
        "".join(one.xpath("string(.)") for one in holder.itersiblings(preceding=way)) for way in (True, False)
    )
    assert "Liggande" in above
    assert "Stående" in below
    assert ("Ja" in below) == bool(after)
    assert "{" not in " ".join(lines(data))


def test_a_paragraph_of_words_keeps_its_break(tmp_path: Path) -> None:
    data = render_report(small_report(), template(tmp_path, paragraph("För {{ board }}", ends=True))).data
    (held,) = find(root_of(data), "//w:pPr/w:sectPr")
    assert "För" in held.getparent().getparent().xpath("string(.)")
