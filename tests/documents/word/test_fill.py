"""Nothing lost: any text from an export or a text file reaches the document whole, or with a finding."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import LONG
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from word_support import (
    assignment_table,
    faults,
    find,
    letterhead,
    lines,
    parts_of,
    root_of,
    small_report,
    template,
    text_of,
    with_prose,
)

from rsplan.documents.office.ooxml import Element, parse
from rsplan.documents.office.package import read_package
from rsplan.documents.word.render import packaged_template, render_report
from rsplan.report.report import Group, Report, Row, Status

# 250 strings in four places an example: 3,000 with three examples, 100,000 in the long form.
EXAMPLES, PROSES = (100, 60) if LONG else (3, 15)
STRINGS = 250
FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

NASTY = (
    "Vård & omsorg", "a < b > c", "<b>fet</b>", "]]>", "<!-- -->", "{{ year }}", "{% if %}", "{_{ x }_}",
    "{#", "%}",
    "\x00noll", "\x1besc", "\ud800ensam", "\ufffe", "\ue000\ue010\ue001", "\ue002\ue010\ue003", "🟢 Grön 👩‍👩‍👧",
    "שלום עולם",
    "\u202eabc\u202c", "rad\nny\r\nrad\rslut", "tabb\ttabb", "\x0bvertikal\x0c", "a" * 5_000, "  två  mellanslag  ",
    "\u00a0",
    "_x000D_", "&#x41;", "&amp;", "'\"", "\u2028\u2029", "\u00ad-\u2011", "¤", "[^aktiviteter]", "| a | b |",
    "# rubrik",
    "</w:t></w:r>", "\a", "\x7f\x85", "e\u0301", "1. ett", "- punkt", "=SUMMA(A1)", "\ufeffBOM", "\U0010ffff",
)  # fmt: skip
TEXTS = st.one_of(st.sampled_from(NASTY), st.text(max_size=40), st.text(st.characters(codec=None), max_size=8))


def expected(text: str) -> str:
    """The text as any document can hold it: only line breaks and what XML forbids are changed."""
    return FORBIDDEN.sub("", re.sub("\r\n?|[\x0b\x0c]", "\n", text))


# Marks that no text of a cell of the table is by itself.
START, END = "«början på texten:", ":slut på texten»"


def loop_over(name: str, *, table: bool = False) -> str:
    """A template's paragraphs for each text; each stands between marks, so that its ends are seen."""
    p = "<w:p><w:r><w:t xml:space='preserve'>{}</w:t></w:r></w:p>"
    inner = "".join(map(p.format, (f"{{% for t in {name} %}}", f"{START}{{{{ t }}}}{END}", "{% endfor %}")))
    return inner + (p.format("{{ table('assignments') }}") if table else "")


def between_marks(data: bytes, part: str) -> list[str]:
    """The texts of the paragraphs that stand between marks."""
    found = [text for text in lines(data, part) if text.startswith(START) and text.endswith(END)]
    return [text.removeprefix(START).removesuffix(END) for text in found]


def report_with(texts: list[str]) -> Report:
    """A report that has the texts as copies and as titles in its table."""
    rows = tuple(Row((text, text, Status("green", "Grön", "●"))) for text in texts)
    table = replace(assignment_table(0), groups=(Group("", rows),))
    return small_report(
        about=replace(small_report().about, copies_to=tuple(texts)),
        tables={**small_report().tables, "assignments": table},
    )


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A template that shows the texts in its body, a table, its header and a footnote."""
    part = loop_over("copies_to")
    return template(tmp_path_factory.mktemp("mall"), loop_over("copies_to", table=True), header=part, footnote=part)


def cells(root: Element) -> list[str]:
    """The first cell of each row of the report's table, without its header."""
    return [text_of(cell) for cell in find(root, "//w:tbl/w:tr[position() > 1]/w:tc[1]")]


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(texts=st.lists(TEXTS, min_size=STRINGS, max_size=STRINGS))
def test_any_text_reaches_body_table_header_and_footnote_whole(texts: list[str], path: Path) -> None:
    rendered = render_report(report_with(texts), path)
    wanted = [expected(text) for text in texts]
    for part in ("word/document.xml", "word/header1.xml", "word/footnotes.xml"):
        assert between_marks(rendered.data, part) == wanted
    assert cells(root_of(rendered.data)) == [text or "–" for text in wanted]  # no cell of a table is empty
    told = any(found.code == "RSP404" for found in rendered.findings)
    assert told == any(FORBIDDEN.search(text) for text in texts)


WRITTEN = st.text(
    st.characters(
        categories=("L", "M", "N", "P", "S", "Zs", "Co", "Cc", "Cs"),
        exclude_characters="{}[]\\`*_~<>#|!^&\n\r\t\x0b\x0c",
    ),
    min_size=1,
    max_size=60,
).filter(lambda text: text.strip()[:1].isalpha())  # fmt: skip


@settings(max_examples=PROSES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(paragraphs=st.lists(WRITTEN, min_size=1, max_size=40))
def test_prose_loses_no_word_and_no_paragraph(paragraphs: list[str]) -> None:
    source = "\n\n".join(paragraphs)
    rendered = render_report(with_prose(source), packaged_template("rapport.docx"))
    found = [text for text in lines(rendered.data) if text]
    start = found.index("Avsnitt") + 1
    own = re.compile("[\ue000-\ue01f]")
    wanted = [expected(own.sub("", text)).strip() for text in paragraphs]
    assert [text.strip() for text in found[start : start + len(wanted)]] == wanted
    lost = any(FORBIDDEN.search(text) or own.search(text) for text in paragraphs)
    assert lost == any(finding.code == "RSP404" for finding in rendered.findings)


def test_a_template_may_call_the_namespaces_something_else_and_have_a_table_in_a_cell(tmp_path: Path) -> None:
    paragraph = "<w:p><w:r><w:t>{{ table('assignments') }}</w:t></w:r></w:p>"
    cell = f'<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{paragraph}</w:tc>'
    grid = '<w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid>'
    own = template(tmp_path, f"{paragraph}<w:tbl><w:tblPr/>{grid}<w:tr>{cell}</w:tr></w:tbl>")
    package = read_package(own.read_bytes(), own.name)
    other = re.sub(rb"(</?| |xmlns:)w([:=])", rb"\1ord\2", package.raw[package.main])
    assert b"<w:" not in other
    package.replace(package.main, parse(other))
    own.write_bytes(package.write())
    data = render_report(small_report(), own).data
    captions = find(root_of(data), "//w:tbl/w:tblPr/w:tblCaption/@w:val")
    assert captions == ["Uppdrag per målområde"] * 2
    assert len(find(root_of(data), "//w:tbl//w:tbl//w:tr")) == len(assignment_table(2).rows) + 2
    assert faults(data, tmp_path) == ["a table without a header row or a title"]  # the one of the template


def test_a_foreign_letterhead_keeps_its_look_and_gets_what_it_lacks(tmp_path: Path) -> None:
    path = letterhead(tmp_path)
    rendered = render_report(with_prose("Text.[^aktiviteter]"), path)
    parts = parts_of(rendered.data)
    assert "word/footnotes.xml" in parts
    assert "DejaVu Serif" in parts["word/styles.xml"].decode()
    root = root_of(rendered.data)
    widths = {int(width) for width in find(root, "//w:sdt//w:tbl/w:tblPr/w:tblW/@w:w")}
    (margins,) = {int(margin) for margin in find(root, "//w:body/w:sectPr/w:pgMar/@w:left")}
    assert widths == {16_838 - 2 * margins}
    assert {told.code for told in rendered.findings} <= {"RSP405"}
    # The styles as Word 2010 keeps them a second time would lack those that are lent.
    assert "word/stylesWithEffects.xml" not in parts
    # What the paper itself lacks: a header row.
    own = ("without a header row", "empty paragraph")
    assert [fault for fault in faults(rendered.data, tmp_path) if not any(known in fault for known in own)] == []


def test_a_comment_of_a_template_that_looks_like_a_stand_in_is_left_alone(tmp_path: Path) -> None:
    paragraph = "<w:p><w:r><w:t>{{ table('assignments') }}</w:t></w:r></w:p>"
    own = template(tmp_path, f"{paragraph}<w:tbl><!--rsplan:99--></w:tbl>{paragraph}")
    data = render_report(small_report(), own).data
    assert len(find(root_of(data), "//w:tblCaption")) == 2
