"""Contents and cross-references: Word's own fields, with what they show written in, and bookmarks that are there."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from word_support import faults, find, lines, root_of, small_report, template, with_prose

from rsplan.documents.word.render import packaged_template, render_report
from rsplan.findings.finding import ConfigurationError

REPORT = packaged_template("rapport.docx")


@pytest.fixture
def with_contents(tmp_path: Path) -> Path:
    """The packaged template with contents before the sections, and references among them."""
    document = docx.Document(str(REPORT))
    place = next(paragraph for paragraph in document.paragraphs if "for s in sections" in paragraph.text)
    place.insert_paragraph_before("{{p contents(1) }}", style="Body Text")
    for kind, name in (("table", "assignments"), ("chart", "activities_by_unit"), ("appendix", "figures")):
        place.insert_paragraph_before(f"Se {{{{ reference('{kind}', '{name}') }}}}.", style="Body Text")
    path = tmp_path / "innehall.docx"
    document.save(str(path))
    return path


def test_the_contents_list_every_heading_with_its_number_and_a_link(with_contents: Path, tmp_path: Path) -> None:
    data = render_report(small_report(), with_contents).data
    root = root_of(data)
    entries = find(root, "//w:p[starts-with(w:pPr/w:pStyle/@w:val, 'TOC')]")
    shown = ["".join(find(entry, "./w:hyperlink/w:r/w:t/text()")).rstrip("–") for entry in entries]
    assert shown == [
        "Inledning", "Resultat", "Bilaga 1. Uppdrag per målområde", "Bilaga 2. Aktiviteter per enhet",
        "Bilaga 3. Om siffrorna",
    ]  # fmt: skip
    known = set(find(root, "//w:bookmarkStart/@w:name"))
    assert set(find(root, "//w:hyperlink/@w:anchor")) <= known
    codes = [code.split()[0] for code in find(root, "//w:instrText/text()")]
    assert codes == ["TOC", *["PAGEREF"] * len(entries)]
    marks = find(root, "//w:fldChar/@w:fldCharType")
    assert marks.count("begin") == marks.count("separate") == marks.count("end") == len(codes)
    assert faults(data, tmp_path) == []


def test_a_reference_shows_the_number_of_what_it_points_to(with_contents: Path) -> None:
    data = render_report(small_report(), with_contents).data
    said = [line for line in lines(data) if line.startswith("Se ")]
    captions = [line for line in lines(data) if line.startswith(("Tabell", "Diagram"))]
    table = next(line for line in captions if "Uppdrag per målområde" in line and line.startswith("Tabell"))
    assert said[0] == f"Se {table.split('.')[0].lower()}.".replace("tabell ", "tabell\u00a0")
    assert said[1] == "Se diagram\u00a01."
    assert said[2].startswith("Se bilaga\u00a0")
    root = root_of(data)
    bookmarks = find(root, "//w:bookmarkStart/@w:name")
    fields = [field.split() for field in find(root, "//w:fldSimple/@w:instr") if "REF" in field]
    assert [field[0] for field in fields] == ["REF"] * 3
    assert {field[1] for field in fields} <= set(bookmarks)
    assert len(set(bookmarks)) == len(bookmarks)


def test_prose_refers_as_templates_do() -> None:
    data = render_report(with_prose("Se **{{ reference('table', 'assignments') }}** nedan."), REPORT).data
    assert "Se tabell\u00a01 nedan." in lines(data)
    assert find(root_of(data), "//w:fldSimple[contains(@w:instr, 'REF')]//w:b")


def test_a_reference_to_what_is_not_in_the_document_shows_its_title_and_is_told(tmp_path: Path) -> None:
    rendered = render_report(small_report(), template(tmp_path, "Se {{ reference('table', 'assignments') }}."))
    assert "Se Uppdrag per målområde." in lines(rendered.data)
    assert "RSP423" in [told.code for told in rendered.findings]


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ("{{ reference('table', 'assignment') }}", 'Menade du "assignments"'),
        ("{{ reference('tabell', 'assignments') }}", "Välj bland: table, chart, appendix"),
        ("{{p contents(9) }}", "antalet nivåer är 1 till 3"),
    ],
)
def test_a_reference_that_cannot_be_is_refused(tag: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=message):
        render_report(small_report(), template(tmp_path, tag))
