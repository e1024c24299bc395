"""Templates that analysts own: tags as Word saves them, what is wrong with one and where, and the list of fields."""

from __future__ import annotations

import re
import time
from pathlib import Path

import docx
import pytest
from conftest import ROOT, SAMPLE
from msgspec.structs import replace
from word_support import faults, find, lines, parts_of, root_of, small_report, styled, template, text_of

from rsplan.documents.word.render import document_names, packaged_template, render_memo, render_report
from rsplan.documents.word.template_check import check_template, template_fields
from rsplan.findings.finding import ConfigurationError
from rsplan.plan.period import Tertial
from rsplan.report.report import Column, Group, Report, Row
from rsplan.runs.project_report import newest_settings, report_at_its_date

P = '<w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>'

HEADING = P.replace("<w:r>", '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r>')


def body_lines(folder: Path, body: str) -> list[str]:
    """The paragraphs that a template's body becomes."""
    return lines(render_report(small_report(), template(folder, body)).data)


def complaint(path: Path) -> str:
    """What is said when a template is rendered."""
    with pytest.raises(ConfigurationError) as caught:
        render_report(small_report(), path)
    return str(caught.value)


def complaints(path: Path, report: Report | None = None) -> list[str]:
    """What ``template check`` says of the names and marks, before the template is tried."""
    return [str(found) for found in check_template(path, document_names(report or small_report()))]


@pytest.mark.parametrize("name", ["rapport.docx", "tjansteskrivelse.docx"])
def test_the_packaged_templates_have_nothing_wrong_and_are_valid(name: str, tmp_path: Path) -> None:
    sample = report_at_its_date(newest_settings(SAMPLE, Tertial.APRIL, 2025))
    assert complaints(packaged_template(name), sample) == []
    data = packaged_template(name).read_bytes()
    own = ("is left", "no title", "table without")
    assert [fault for fault in faults(data, tmp_path) if not any(part in fault for part in own)] == []


def test_a_tag_that_word_has_split_over_runs_is_whole(tmp_path: Path) -> None:
    runs = "".join(f"<w:r><w:t>{part}</w:t></w:r>" for part in ("{", "{ activities", ".del", "ayed", " }", "} st"))
    split = f'<w:p><w:proofErr w:type="spellStart"/>{runs}</w:p>'
    assert body_lines(tmp_path, split) == ["12 st"]


def test_typographic_quotes_in_a_tag_are_read_as_plain_ones(tmp_path: Path) -> None:
    assert body_lines(tmp_path, "{{ activities.completed | böj(”försenad”, ’försenade’) }}") == ["försenad"]


def test_a_value_looks_like_the_run_of_its_tag(tmp_path: Path) -> None:
    body = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Antal {{ activities.delayed }}!</w:t></w:r></w:p>"
    root = root_of(render_report(small_report(), template(tmp_path, body)).data)
    assert find(root, "//w:sdtContent/w:r[w:rPr/w:b]/w:t/text()") == ["12"]
    assert find(root, "//w:p/w:r[w:rPr/w:b]/w:t/text()") == ["Antal ", "!"]


def test_statements_alone_in_paragraphs_leave_no_paragraph_behind(tmp_path: Path) -> None:
    marked = "".join(map(P.format, ("{%p for r in signatories %}", "{{ r }}", "{%p endfor %}", "{# tyst #}", "slut")))
    plain = marked.replace("{%p", "{%")
    assert body_lines(tmp_path, marked) == body_lines(tmp_path, plain) == ["Regiondirektör", "Regionstabschef", "slut"]


def test_a_choice_inside_a_line_takes_whole_runs(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>a {% if activities.delayed %}b</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>c</w:t></w:r>"
        "<w:r><w:t>{% else %}d{% endif %} e</w:t></w:r></w:p>"
    )
    assert body_lines(tmp_path, body) == ["a bc e"]
    assert body_lines(tmp_path, body.replace("{% if ", "{% if not ")) == ["a d e"]


def test_rows_are_repeated_and_the_row_of_the_tag_goes(tmp_path: Path) -> None:
    rows = "".join(
        f"<w:tr><w:tc><w:tcPr><w:tcW w:w='1' w:type='dxa'/></w:tcPr>{P.format(text)}</w:tc></w:tr>"
        for text in ("{%tr for r in copies_to %}", "{{ r }}", "{%tr endfor %}")
    )
    table = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='1'/></w:tblGrid>{rows}</w:tbl><w:p/>"
    root = root_of(render_report(small_report(), template(tmp_path, table)).data)
    assert len(find(root, "//w:tr")) == 2


def test_a_cell_of_a_repeated_row_without_a_value_has_a_dash(tmp_path: Path) -> None:
    cells = ("{{ row.title }}", "{{ row.comment }}", "{{ row.title }}{{ row.comment }}", "{{ row.comment }} st", "")
    written = "".join(f"<w:tc><w:tcPr><w:tcW w:w='1' w:type='dxa'/></w:tcPr>{P.format(text)}</w:tc>" for text in cells)
    loop, end = (
        "<w:tr><w:tc>" + P.format(tag) + "</w:tc></w:tr>" for tag in ("{%tr for row in rows %}", "{%tr endfor %}")
    )
    loop = loop.replace("in rows", "in tables.assignments.rows")
    grid = "<w:gridCol w:w='1'/>" * len(cells)
    table = f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{loop}<w:tr>{written}</w:tr>{end}</w:tbl>"
    rows = (
        Row(("Ett", "○"), fields={"title": "Ett", "comment": ""}),
        Row(("Två", "○"), fields={"title": "Två", "comment": "Ja"}),
    )
    small = small_report()
    shown = replace(
        small.tables["assignments"], groups=(Group("", rows),), columns=(Column("Uppdrag"), Column("Status"))
    )
    report = replace(small, tables={**small.tables, "assignments": shown})
    root = root_of(render_report(report, template(tmp_path, table + P.format("Slut"))).data)
    told = [[text_of(cell).strip() for cell in find(row, "./w:tc")] for row in find(root, "//w:tr")]
    assert told == [["Ett", "–", "Ett", "st", ""], ["Två", "Ja", "TvåJa", "Ja st", ""]]


def test_a_template_s_own_plain_text_control_keeps_its_kind(tmp_path: Path) -> None:
    control = (
        "<w:p><w:sdt><w:sdtPr><w:id w:val='5'/><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>"
        "{{ activities.delayed }}</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    root = root_of(render_report(small_report(), template(tmp_path, control)).data)
    assert len(find(root, "//w:sdt")) == 1
    assert find(root, "//w:sdtContent//w:t/text()") == ["12"]


def test_what_is_repeated_has_ids_of_its_own(tmp_path: Path) -> None:
    paragraph = (
        "<w:p><w:bookmarkStart w:id='1' w:name='b'/><w:sdt><w:sdtPr><w:id w:val='7'/></w:sdtPr><w:sdtContent><w:r><w:t>"
        "{{ r }}</w:t></w:r></w:sdtContent></w:sdt><w:bookmarkEnd w:id='1'/></w:p>"
    )
    body = P.format("{% for r in copies_to %}") + paragraph + P.format("{% endfor %}")
    assert faults(render_report(small_report(), template(tmp_path, body)).data, tmp_path) == []


def test_a_section_can_be_placed_by_name_and_texts_may_hold_tables(tmp_path: Path) -> None:
    body = P.format("{{p section('resultat') }}") + P.format("{{ table('assignments') }}")
    found = styled(render_report(small_report(), template(tmp_path, body)).data)
    assert found[0] == ("Platshallare", "[Här saknas text. Skriv den i texts/2025-april/resultat.md.]")
    assert found[1][1] == "Två av uppdragen är uppfyllda och 27 delvis uppfyllda."
    assert found[2] == ("Caption", "Tabell 1. Uppdrag per målområde")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Antal {{ activities.delyed }} st", 'brödtexten, stycket "Antal {{ activities.delyed }} st": okänt namn'),
        ("{{ activities.delyed }}", 'Menade du "activities.delayed"?'),
        ("{{ activities.delayed", "en tagg öppnas men stängs inte"),
        ("activities.delayed }}", "en tagg stängs men öppnas inte"),
        ("Text {%p if year %} text", "{%p … måste stå ensam i sitt stycke"),
        ("{% if year %} utan slut", "taggen är inte hel"),
        ("{{ table('asignments') }}", 'Menade du "assignments"?'),
        ("Tabell: {{ table('assignments') }}", "måste stå ensamma i ett stycke"),
        ("{{ chart('assignments') }}", "chart('assignments') finns inte"),
        ("{% raw %}{{ x }}{% endraw %}", "raw går inte att använda"),
    ],
)
def test_what_is_wrong_stops_the_run_with_its_place(body: str, said: str, tmp_path: Path) -> None:
    path = template(tmp_path, body)
    assert "mall.docx, " in complaint(path)
    assert said in complaint(path)
    if "ensamma" not in said:
        assert any(said.split(": ")[-1][:30] in found for found in complaints(path))


def test_the_place_of_a_fault_is_named_in_cells_headers_and_footnotes(tmp_path: Path) -> None:
    cell = (
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='1'/></w:tblGrid><w:tr><w:tc><w:tcPr/>"
        + P.format("{{ fel }}")
        + "</w:tc></w:tr></w:tbl><w:p/>"
    )
    assert 'brödtexten, tabellcell rad 1 kolumn 1 "{{ fel }}"' in complaint(template(tmp_path, cell))
    assert "sidhuvudet" in complaint(template(tmp_path, "x", header="{{ fel }}"))
    assert "fotnoterna" in complaint(template(tmp_path, "x", footnote="{{ fel }}"))


def test_tags_that_open_and_close_in_different_cells_are_explained(tmp_path: Path) -> None:
    cells = "".join(f"<w:tc><w:tcPr/>{P.format(text)}</w:tc>" for text in ("a{% if year %}", "b{% endif %}"))
    body = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='1'/></w:tblGrid><w:tr>{cells}</w:tr></w:tbl><w:p/>"
    assert "öppnas på ett ställe" in complaint(template(tmp_path, body))


@pytest.mark.parametrize(
    ("part", "place"), [("docProps/core.xml", "filens egenskaper"), ("word/settings.xml", "delen word/settings.xml")]
)
def test_code_out_of_sight_is_refused(part: str, place: str, tmp_path: Path) -> None:
    path = template(tmp_path, "text", parts={part: b"<x>{{ cycler.__init__ }}</x>"})
    assert place in complaint(path)
    assert any(place in found for found in complaints(path))


def test_every_fault_of_a_template_is_listed_at_once_in_every_branch(tmp_path: Path) -> None:
    body = "".join(
        map(
            P.format,
            (
                "{% if year == 1 %}", "{{ fel.ett }}", "{% endif %}", "{% for s in sections %}", "{{ s.headin }}",
                "{% endfor %}", "{{ activities.delayed | odr }}", "{{ section('rsultat') }}", "{{ indicators_total }}",
            ),
        )
    )  # fmt: skip
    said = "\n".join(complaints(template(tmp_path, body)))
    for expected in (
        '"fel"',
        '"section.headin". Menade du "section.heading"?',
        '"odr"',
        'du "resultat"?',
        "indicators_total",
    ):
        assert expected in said


def test_missing_alternative_texts_are_found(tmp_path: Path) -> None:
    drawing = (
        '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="1" name="Logotyp"/></wp:inline>'
        "</w:drawing></w:r></w:p>"
    )
    said = "\n".join(complaints(template(tmp_path, drawing)))
    assert 'bild 1 "Logotyp"' in said


def test_a_style_that_a_template_lacks_is_lent_and_told(tmp_path: Path) -> None:
    styles = parts_of(packaged_template("rapport.docx").read_bytes())["word/styles.xml"]
    path = template(
        tmp_path,
        "{{ section('resultat') }}",
        parts={"word/styles.xml": styles.replace("Platshållare".encode(), b"Annat")},
    )
    rendered = render_report(small_report(), path)
    assert [found.code for found in rendered.findings if found.code != "RSP422"] == ["RSP405"]
    assert faults(rendered.data, tmp_path) == []


def test_a_template_without_styles_gets_rsplans(tmp_path: Path) -> None:
    document = docx.Document()
    for line in ("{{p contents(1) }}", "{{p section('resultat') }}", "{{p table('assignments') }}"):
        document.add_paragraph(line)
    relations = document.part.rels
    for number, relation in list(relations.items()):
        if any(kind in relation.reltype for kind in ("styles", "numbering")):
            del relations[number]
    document.save(str(path := tmp_path / "rapport.docx"))
    assert complaints(path) == []
    rendered = render_report(small_report(), path)
    assert "RSP405" in {found.code for found in rendered.findings}
    assert ("Caption", "Tabell 1. Uppdrag per målområde") in styled(rendered.data)
    assert faults(rendered.data, tmp_path) == []


def test_a_table_s_sums_can_be_asked_for_where_nothing_is_added(tmp_path: Path) -> None:
    asked = "{% if tables.assignments.total %}{{ tables.assignments.total.green }}{% else %}inga{% endif %}"
    assert body_lines(tmp_path, asked) == ["inga"]
    assert complaints(template(tmp_path, asked)) == []
    assert 'okänt namn "tables.assignments.total.green"' in complaint(
        template(tmp_path, "{{ tables.assignments.total.green }}")
    )


def test_a_file_that_is_not_a_word_file_is_named(tmp_path: Path) -> None:
    for data in (b"", b"hej", packaged_template("rapport.docx").read_bytes()[:500]):
        (tmp_path / "mall.docx").write_bytes(data)
        assert "mall.docx är ingen Word-fil" in complaint(tmp_path / "mall.docx")


def test_a_document_type_in_a_part_is_refused(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb">]><w:document xmlns:w="w"/>'
    path = template(tmp_path, "x", parts={"word/document.xml": bomb})
    # The packaged tree is written last, so the part is put into the finished file.
    import zipfile

    with zipfile.ZipFile(path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    contents["word/document.xml"] = bomb
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in contents.items():
            archive.writestr(name, data)
    assert "word/document.xml deklarerar en dokumenttyp" in complaint(path)


def test_a_template_with_an_endless_number_of_tags_ends_in_time(tmp_path: Path) -> None:
    begun = time.process_time()
    body = P.format("{{ activities.delayed }}" * 400 + "{" * 3_000 + "%}" * 3_000) * 5
    assert "mall.docx" in complaint(template(tmp_path, body))
    endless = P.format("{% for a in range(9999) %}") + P.format("{% for b in range(9999) %}") + P.format("x")
    assert "stoppades" in complaint(template(tmp_path, endless + P.format("{% endfor %}") * 2))
    assert time.process_time() - begun < 20


def test_the_list_of_fields_has_every_fact_with_its_value() -> None:
    fields = dict(template_fields(small_report()))
    assert fields["activities.delayed"] == "12"
    assert fields["activities"] == "1\u00a0294"
    assert fields["sentences.assignments"].startswith("två av uppdragen")
    assert fields["sections"] == "lista (2), var och en med id, heading, body"
    assert set(small_report().facts) <= set(fields)


def test_a_memo_alone_and_a_memo_without_roles_are_whole(tmp_path: Path) -> None:
    from msgspec.structs import replace

    about = replace(small_report().about, signatories=(), copies_to=(), handler="", proposer="", diarienummer="")
    rendered = render_memo(small_report(about=about), packaged_template("tjansteskrivelse.docx"))
    text = "\n".join(lines(rendered.data))
    assert "I tjänsten" not in text
    assert "Förvaltningens förslag" in text
    assert faults(rendered.data, tmp_path) == []


def examples_of_the_handbook() -> list[list[str]]:
    """What the handbook's chapter of templates shows in its table: the tags of each line."""
    chapter = (
        (ROOT / "docs" / "handbok.md").read_text(encoding="utf-8").split("\n## En egen mall\n")[1].split("\n## ")[0]
    )
    table = [line.split(" | ")[0] for line in chapter.splitlines() if line.startswith("| `")]
    return [re.findall(r"`([^`]+)`", line) for line in table]


def test_every_example_of_the_handbooks_chapter_gives_a_document(tmp_path: Path) -> None:
    examples = examples_of_the_handbook()
    body = ""
    for tags in examples:
        if tags[0].startswith("{%tr"):
            statement, *cells, end = tags
            rows = [[statement], cells, [end]]
            made = ("".join(f"<w:tc>{P.format(text)}</w:tc>" for text in row) for row in rows)
            grid = f"<w:tblGrid>{'<w:gridCol/>' * len(cells)}</w:tblGrid>"
            body += f"<w:tbl><w:tblPr/>{grid}{''.join(f'<w:tr>{row}</w:tr>' for row in made)}</w:tbl>"
        else:
            body += "".join((HEADING if "heading" in tag else P).format(tag) for tag in tags)
    path = template(tmp_path, body)
    sample = report_at_its_date(newest_settings(SAMPLE, Tertial.APRIL, 2025))
    assert complaints(path, sample) == []
    data = render_report(sample, path).data
    assert [fault for fault in faults(data, tmp_path) if "no title" not in fault and "table without" not in fault] == []
    root = root_of(data)
    assert len(find(root, "//w:tbl[not(ancestor::w:sdt)]/w:tr")) == len(sample.tables["indicators"].rows)
    said = lines(data)
    assert len(examples) >= 8
    assert "se tabell\u00a01" in said
    assert [line for line in said if line.startswith("Diagram")] == ["Diagram 1. Aktiviteter per enhet"]
    assert any(line.startswith("Inledning") and line.endswith("–") for line in said)
