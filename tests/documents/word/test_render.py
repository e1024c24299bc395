"""The report and the memo as Word files: structure, tables, charts, prose, properties, the same bytes each time."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import cast

import openpyxl
import pytest
from conftest import ROOT, SAMPLE, Once
from lxml import etree
from msgspec.structs import replace
from word_support import (
    area_table,
    assignment_table,
    faults,
    find,
    lines,
    parts_of,
    root_of,
    small_report,
    styled,
    template,
    text_of,
    with_prose,
)

from rsplan.documents.office.package import read_package
from rsplan.documents.word.column_widths import CellLook, columns_of
from rsplan.documents.word.palette import INK, contrast, palette_of
from rsplan.documents.word.render import packaged_template, render_memo, render_report
from rsplan.documents.word.text_look import TextLook
from rsplan.plan.model import Kind
from rsplan.plan.period import Tertial
from rsplan.report.report import Group, Report
from rsplan.runs.project_report import project_report, settings_for

REPORT = packaged_template("rapport.docx")
MEMO = packaged_template("tjansteskrivelse.docx")
TINTS = palette_of(read_package(REPORT.read_bytes(), "rapport.docx")).tints


def sample_report(year: int, tertial: Tertial, root: Path = SAMPLE) -> Report:
    """The report of a period of the sample."""
    settings = settings_for(root, tertial, year)
    return project_report(settings, settings.date or date(year, 5, 1))


@pytest.fixture(scope="module")
def april(once: Once) -> Report:
    """The sample's newest april."""
    return cast(Report, once("april", lambda: sample_report(2025, Tertial.APRIL)))


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    ("year", "tertial"),
    [
        (2025, Tertial.APRIL), (2025, Tertial.AUGUSTI), (2024, Tertial.APRIL), (2024, Tertial.DECEMBER),
        (2021, Tertial.AUGUSTI),
    ],
)  # fmt: skip
def test_every_document_of_the_sample_is_valid_and_accessible(year: int, tertial: Tertial, tmp_path: Path) -> None:
    report = sample_report(year, tertial)
    assert faults(render_report(report, REPORT).data, tmp_path) == []
    assert faults(render_memo(report, MEMO).data, tmp_path) == []


def test_the_report_is_built_as_the_reference(april: Report) -> None:
    data = render_report(april, REPORT).data
    found = styled(data)
    headings = [text for style, text in found if style in ("Heading1", "Bilagerubrik")]
    assert headings == [
        "Regiondirektörens förslag", "Läget i korthet", "Inledning", "Innehåll i planen",
        "Resultat för uppdrag och nyckeltal efter april",
        "Arbete med åtgärder utifrån det ekonomiska läget", "Rapporteringar på regionstyrelsens möten",
        "Utvecklande arbetssätt gällande planering och uppföljning", "Sammanfattande analys",
        "Avvikelser", "Uppdrag per målområde", "Kortsiktiga nyckeltal", "Aktiviteter per enhet",
        "Förändring sedan förra uppföljningen i april: 2024 och 2025", "Om siffrorna",
    ]  # fmt: skip
    text = "\n".join(text for _, text in found)
    assert "två av uppdragen är uppfyllda och 27 delvis uppfyllda. Av de kortsiktiga nyckeltalen är fyra gröna" in text
    assert found[:3] == [
        ("Dokumenttyp", "Rapport"),
        ("Title", "Rapport om uppföljning av regionstyrelsens plan 2025"),
        ("Dokumentuppgift", "Till\tRegionstyrelsen"),
    ]
    (note,) = [text for text in lines(data, "word/footnotes.xml") if text.strip()]
    assert note.startswith(" Inkluderar alla underliggande nivåer.")
    assert find(root_of(data), "//w:p[.//w:footnoteReference]//w:t[contains(., 'verksamheten')]")


def test_pages_are_numbered_as_authorities_do(april: Report) -> None:
    parts = parts_of(render_report(april, REPORT).data)
    for name in ("word/header1.xml", "word/header2.xml"):
        root = etree.fromstring(parts[name])
        assert [field.strip() for field in find(root, "//w:fldSimple/@w:instr")] == ["PAGE", "NUMPAGES"]
        assert text_of(root).endswith("1(1)")


def test_the_memo_is_built_as_the_reference(april: Report) -> None:
    found = styled(render_memo(april, MEMO).data)
    headings = [text for style, text in found if style == "Heading1"]
    assert headings == ["Ärendebeskrivning", "Regiondirektörens förslag", "I tjänsten", "Bilagor", "Utdrag till"]
    texts = [text for _, text in found]
    assert "Diarienummer\tRS/312/2025" in texts
    assert texts[-1].startswith("Regionstabschef, HR-direktör")
    assert ("Underskrift", "Regiondirektör") in found


def test_a_table_is_set_as_a_good_report_sets_it() -> None:
    root = root_of(render_report(small_report(), REPORT).data)
    table = find(root, "//w:tbl[w:tblPr/w:tblCaption/@w:val='Uppdrag per målområde']")[0]
    assert len(find(table, "./w:tr[w:trPr/w:tblHeader]")) == 1
    assert len(find(table, "./w:tr[w:trPr/w:cantSplit]")) == len(find(table, "./w:tr")) == 4
    assert find(table, "./w:tblPr/w:tblDescription/@w:val") == [
        "Tabell med 2 rader. Kolumner: Uppdrag, Beslutad av och Status."
    ]
    status = find(table, "./w:tr[3]/w:tc[3]")[0]
    assert text_of(status) == "◊ Delvis uppfyllt"
    assert find(status, ".//w:shd/@w:fill") == [TINTS["yellow"]]
    widths = [int(width) for width in find(table, "./w:tblGrid/w:gridCol/@w:w")]
    assert sum(widths) == 8_788
    sums = find(root, "//w:tbl[w:tblPr/w:tblCaption/@w:val='Aktiviteter per enhet']/w:tr[last()]")[0]
    assert text_of(sums) == "Summa1211\u00a0294"
    assert find(sums, ".//w:tag/@w:val") == ["activities.delayed", "activities.completed", "activities"]


def test_captions_are_numbered_in_order(april: Report) -> None:
    captions = [text for style, text in styled(render_report(april, REPORT).data) if style == "Caption"]
    assert captions == [
        "Tabell 1. Röda och gula nyckeltal", "Tabell 2. Försenade aktiviteter",
        "Diagram 1. Uppdrag per målområde", "Tabell 3. Uppdrag per målområde", "Tabell 4. Kortsiktiga nyckeltal",
        "Diagram 2. Aktiviteter per enhet", "Tabell 5. Aktiviteter per enhet",
        "Diagram 3. Uppdrag, andelar i procent, efter april 2024 och april 2025 (olika planer)",
        "Diagram 4. Nyckeltal, andelar i procent, efter april 2024 och april 2025 (olika planer)",
        "Diagram 5. Aktiviteter, andelar i procent, efter april 2024 och april 2025 (olika planer)",
        "Tabell 6. Exporterna och deras rader",
    ]  # fmt: skip


@pytest.mark.parametrize("fill", sorted(set(TINTS.values())))
def test_text_on_a_status_colour_can_be_read(fill: str) -> None:
    assert contrast(INK, fill) >= 4.5


@pytest.mark.parametrize("rows", [1, 300])
def test_a_table_of_any_length_is_whole(rows: int, tmp_path: Path) -> None:
    tables = {**small_report().tables, "assignments": assignment_table(rows, "Åtgärd " * 40)}
    data = render_report(small_report(tables=tables), REPORT).data
    table = find(root_of(data), "//w:tbl[w:tblPr/w:tblCaption/@w:val='Uppdrag per målområde']")[0]
    assert len(find(table, "./w:tr")) == rows + 2
    assert faults(data, tmp_path) == []


def test_no_column_is_narrower_than_its_longest_word() -> None:
    report = sample_report(2025, Tertial.APRIL)
    plain = TextLook("Calibri", 9.5, bold=False)
    look = CellLook(plain, TextLook("Calibri", 9.5, bold=True), plain, 170)
    columns = columns_of(report.tables["activities_by_unit"], look, 8_220)
    assert (sum(columns.widths), columns.size) == (8_220, 8.5)
    assert columns.widths[4] > 1_250  # Genomförda, in bold 8.5 points of a font that stands in


def test_an_empty_table_and_its_chart_leave_no_trace() -> None:
    tables = {**small_report().tables, "activities_by_unit": replace(area_table(), id="activities_by_unit")}
    texts = [text for _, text in styled(render_report(small_report(tables=tables), REPORT).data)]
    assert not any("Aktiviteter per enhet" in text for text in texts)


def test_a_chart_is_native_with_its_data_and_says_its_figures(april: Report) -> None:
    parts = parts_of(render_report(april, REPORT).data)
    charts = [name for name in parts if name.startswith("word/charts/chart")]
    assert len(charts) == 8
    drawing = find(etree.fromstring(parts["word/document.xml"]), "//wp:docPr/@descr")[3]
    assert drawing.startswith(
        "Liggande staplar. Uppdrag per målområde. God och nära vård i hela Jämtland Härjedalen: 6 delvis"
    )
    drawn = etree.fromstring(parts["word/charts/chart4.xml"])
    values = [[int(value) for value in find(series, ".//c:val//c:v/text()")] for series in find(drawn, "//c:ser")]
    assert [sum(series) for series in values] == [2, 27]
    sheet = openpyxl.load_workbook(io.BytesIO(parts["word/embeddings/chart4.xlsx"])).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("Uppdrag per målområde", "Uppfyllda", "Delvis uppfyllda")
    assert [row[1] for row in rows[1:]] == values[0]
    assert not any(date_part in name for name in parts for date_part in ("docProps/thumbnail", "custom.xml"))


PROSE = """Ett **fett** och *kursivt* ord, [länk](https://x.se/?a=1&b=2) och en not[^egen].

## Under

- ett
  1. inre
- två

7. sju

> Citat

| Enhet | Antal |
|:--|--:|
| Vård & IT | {{ activities.delayed }} |

{{ table('activities_by_unit') }}

[^egen]: Med *kursiv*.
"""


def test_prose_becomes_real_structure(tmp_path: Path) -> None:
    rendered = render_report(with_prose(PROSE), REPORT)
    data, root = rendered.data, root_of(rendered.data)
    assert faults(data, tmp_path) == []
    assert rendered.findings == ()
    found = styled(data)
    for expected in (
        ("Heading2", "Under"), ("ListBullet", "ett"), ("ListNumber", "inre"), ("Quote", "Citat"),
        ("Tabelltext", "Vård & IT"), ("Caption", "Tabell 1. Aktiviteter per enhet"),
    ):  # fmt: skip
        assert expected in found
    assert find(root, "//w:r[w:rPr/w:b]/w:t[.='fett']")
    relation = find(root, "//w:hyperlink[.//w:t='länk']/@r:id")[0]
    assert f'Id="{relation}"'.encode() in parts_of(data)["word/_rels/document.xml.rels"]
    assert b"https://x.se/?a=1&amp;b=2" in parts_of(data)["word/_rels/document.xml.rels"]
    levels = find(root, "//w:p[.//w:t='inre']/w:pPr/w:numPr/w:ilvl/@w:val")
    assert levels == ["1"]
    number = find(root, "//w:p[.//w:t='sju']/w:pPr/w:numPr/w:numId/@w:val")[0]
    starts = find(root_of(data, "word/numbering.xml"), f"//w:num[@w:numId={number}]//w:startOverride/@w:val")
    assert starts[0] == "7"
    assert " Med kursiv." in lines(data, "word/footnotes.xml")


def test_what_prose_cannot_have_in_word_keeps_its_words_and_gives_a_finding() -> None:
    rendered = render_report(with_prose("Rad ett\n\n![en bild](x.png) <b>h</b>"), REPORT)
    assert "en bild <b>h</b>" in lines(rendered.data)
    assert {found.code for found in rendered.findings} == {"RSP403"}
    assert rendered.findings[0].file == "texts/2025-april/a.md"
    assert rendered.findings[0].message.startswith("rad 3: ")


def test_an_unknown_name_in_prose_stops_with_file_line_and_nearest_name() -> None:
    from rsplan.findings.finding import ConfigurationError

    with pytest.raises(ConfigurationError) as caught:
        render_report(with_prose("Rad ett.\n\nRad tre {{ activities.delyed }}."), REPORT)
    expected = 'texts/2025-april/a.md, rad 3: okänt namn "activities.delyed". Menade du "activities.delayed"?'
    assert caught.value.message == expected


def test_a_heading_in_prose_is_one_level_below_the_one_above(tmp_path: Path) -> None:
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>A</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>B</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>{{ section('a') }}</w:t></w:r></w:p>"
    )
    found = styled(render_report(with_prose("# C\n\n### D"), template(tmp_path, body)).data)
    assert found == [("Heading1", "A"), ("Heading2", "B"), ("Heading3", "C"), ("Heading4", "D")]


def test_a_footnote_where_word_has_none_keeps_its_words(tmp_path: Path) -> None:
    path = template(tmp_path, "text", header="{{ section('a') }}")
    rendered = render_report(with_prose("Huvud[^aktiviteter]."), path)
    assert "Huvud (Inkluderar alla underliggande nivåer.)." in lines(rendered.data, "word/header1.xml")
    assert [found.code for found in rendered.findings] == ["RSP403"] * 2 or rendered.findings


def test_the_properties_are_the_document_s_own(april: Report) -> None:
    core = parts_of(render_report(april, REPORT).data)["docProps/core.xml"].decode()
    assert "<dc:title>Rapport om uppföljning av regionstyrelsens plan 2025</dc:title>" in core
    assert "<dc:creator>Region Jämtland Härjedalen</dc:creator>" in core
    assert "2025-05-12T00:00:00Z" in core


def test_the_same_report_gives_the_same_bytes_in_any_process(april: Report) -> None:
    script = (
        "import hashlib, sys; sys.path.insert(0, 'tests'); from word_support import *; "
        "from rsplan.documents.word.render import *; r = small_report(); "
        "print(hashlib.sha256(render_report(r, packaged_template('rapport.docx')).data).hexdigest())"
    )
    zones = [
        subprocess.run([sys.executable, "-c", script], cwd=ROOT, 
                       env={"TZ": zone, "PYTHONHASHSEED": seed, "PATH": "/bin"},
                       capture_output=True, text=True, check=True).stdout
        for zone, seed in (("UTC", "1"), ("Asia/Tokyo", "2"))
    ]  # fmt: skip
    assert zones[0] == zones[1]
    assert render_report(april, REPORT).data == render_report(april, REPORT).data
    with zipfile.ZipFile(io.BytesIO(render_memo(april, MEMO).data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_computed_text_is_a_control_bound_to_its_own_text(april: Report) -> None:
    parts = parts_of(render_report(april, REPORT).data)
    root = etree.fromstring(parts["word/document.xml"])
    (store,) = [part for name, part in parts.items() if name.startswith("customXml/item") and b"urn:rsplan" in part
                and b"datastoreItem" not in part]  # fmt: skip
    evidence = etree.fromstring(store)
    bound = find(root, "//w:sdt[w:sdtPr/w:dataBinding]")
    assert len(bound) > 100
    for control in bound:
        binding = find(control, "./w:sdtPr/w:dataBinding")[0]
        xpath = binding.get(f"{{{binding.nsmap['w']}}}xpath")
        (node,) = evidence.xpath(xpath, namespaces={"r": "urn:rsplan:document:1"})
        assert node.text == text_of(find(control, "./w:sdtContent")[0])
    assert all(len(value) <= 64 for value in find(root, "//w:tag/@w:val | //w:alias/@w:val"))


def test_the_files_of_the_period_before_are_accounted_for_too(april: Report) -> None:
    data = render_report(april, packaged_template("rapport.docx")).data
    account = find(root_of(data), "//w:tbl")[-1]
    rows = [[text_of(cell) for cell in find(row, "w:tc")] for row in find(account, "w:tr")[1:]]
    assert [row[0] for row in rows] == [
        *(f"{name}.xlsx" for name in ("uppdrag", "nyckeltal", "aktiviteter")),
        *(f"2024-april/{name}.xlsx" for name in ("uppdrag", "nyckeltal", "aktiviteter")),
    ]
    assert [int(row[2]) for row in rows[3:]] == [april.facts[f"year_before.{kind}.total"].value for kind in Kind]
    parts = parts_of(data)
    (store,) = (part for name, part in parts.items() if name.startswith("customXml/item") and b"<inputs>" in part)
    named = etree.fromstring(store).xpath("//r:input/@name", namespaces={"r": "urn:rsplan:document:1"})
    assert sorted(named) == sorted(row[0] for row in rows)
    assert "det som de jämförs med avser april 2024" in " ".join(lines(data))


def test_rendering_imports_no_slow_library() -> None:
    script = "import sys; import rsplan.documents.word.render; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert not {"docx", "docxtpl", "pptx", "babel", "matplotlib", "openpyxl"}.intersection(loaded)


@pytest.mark.parametrize(("words", "kept"), [(2, (3, 6)), (60, (2, 2))])
def test_a_long_table_begins_and_ends_with_enough_rows_together(words: int, kept: tuple[int, int]) -> None:
    """Enough is three and six rows, or as many as take five centimetres."""
    small = small_report()
    table = assignment_table(30)
    rows = tuple(replace(row, cells=("arbete " * words, *row.cells[1:])) for row in table.rows)
    long = replace(table, groups=(Group("", rows),), note="")
    root = root_of(render_report(replace(small, tables={**small.tables, "assignments": long}), REPORT).data)
    drawn = find(root, f"//w:tbl[w:tblPr/w:tblCaption/@w:val='{table.caption}']/w:tr[position() > 1]")
    held = [bool(find(row, ".//w:keepNext")) for row in drawn]
    assert len(held) == 30
    first, last = held.index(False) + 1, len(held) - 1 - max(at for at, one in enumerate(held[:-1]) if not one)
    assert (first, last) == kept


def test_no_table_of_a_report_has_a_merged_or_an_empty_cell() -> None:
    root = root_of(render_report(sample_report(2024, Tertial.DECEMBER), REPORT).data)
    assert len(find(root, "//w:tc")) > 700
    assert find(root, "//w:gridSpan | //w:vMerge") == []
    assert [cell for cell in find(root, "//w:tc[not(.//w:drawing)]") if not cell.xpath("string(.)").strip()] == []
