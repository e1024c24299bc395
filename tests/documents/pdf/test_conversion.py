"""The documents as tagged PDFs through LibreOffice: they pass pdfua, no text is lost, the same bytes each time."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import cast

import docx
import page
import pdfua
import pikepdf
import pytest
from conftest import LONG, SAMPLE, Once
from docx.document import Document
from docx.oxml import parse_xml
from fontTools.ttLib import TTFont
from msgspec.structs import replace
from page_measures import Page, Word, pages, sparse
from PIL import Image
from word_support import assignment_table, find, letterhead, root_of, small_report

from rsplan.documents.living.document import open_document
from rsplan.documents.living.refresh import refresh
from rsplan.documents.pdf import conversion as pdf
from rsplan.documents.pdf.conversion import find_libreoffice, missing_fonts, to_pdf, to_pdfs
from rsplan.documents.pdf.mending import mended
from rsplan.documents.pdf.streams import settle_streams
from rsplan.documents.word.render import packaged_template, render_memo, render_report
from rsplan.findings.finding import ConfigurationError, InputOutputError
from rsplan.plan.period import Tertial
from rsplan.report.documents import Rendered
from rsplan.report.report import Report
from rsplan.runs.project_report import project_report, settings_for

REPORT = packaged_template("rapport.docx")
MEMO = packaged_template("tjansteskrivelse.docx")
PERIODS = ((2025, Tertial.APRIL), (2024, Tertial.DECEMBER), (2021, Tertial.AUGUSTI))
DRAWN = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"'
)


def has_libreoffice() -> bool:
    """Whether a PDF can be made here."""
    try:
        return bool(find_libreoffice())
    except ConfigurationError:
        return False


needs_libreoffice = pytest.mark.skipif(not has_libreoffice(), reason="LibreOffice Writer is not installed (soffice)")

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")


def sample_report(year: int, tertial: Tertial) -> Report:
    """The report of a period of the sample."""
    settings = settings_for(SAMPLE, tertial, year).but(documents=("report", "memo"))
    return project_report(settings, settings.date or date(year, 5, 1))


def with_contents(folder: Path) -> Path:
    """The packaged template with contents, a heading that they have no room for on a line, and a reference."""
    document = docx.Document(str(REPORT))
    place = next(paragraph for paragraph in document.paragraphs if "for s in sections" in paragraph.text)
    place.insert_paragraph_before("{{p contents(2) }}", style="Body Text")
    place.insert_paragraph_before("Mycket lång rubrik " * 8, style="Heading 1")
    place.insert_paragraph_before("Se {{ reference('table', 'indicators') }} i mitten.", style="Body Text")
    path = folder / "innehall.docx"
    document.save(str(path))
    return path


def written(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every kind of document that rsplan writes."""
    reports = {year: sample_report(year, tertial) for year, tertial in PERIODS}
    for year, report in reports.items():
        yield f"report {year}", render_report(report, REPORT).data
        yield f"memo {year}", render_memo(report, MEMO).data
    silent = tuple(replace(section, text=None) for section in reports[2025].sections)
    yield "report without prose", render_report(replace(reports[2025], sections=silent), REPORT).data
    yield "memo without prose", render_memo(replace(reports[2025], sections=silent, texts={}), MEMO).data
    yield "report with contents", render_report(reports[2025], with_contents(folder)).data
    yield "report on foreign paper", render_report(reports[2025], letterhead(folder)).data
    small = small_report()
    long = render_report(replace(small, tables={**small.tables, "assignments": assignment_table(300)}), REPORT)
    yield "report of 300 rows", long.data
    older = open_document(long.data, "rapport.docx")
    yield "refreshed report", refresh(older, reports[2025], date(2025, 5, 12), tracked=False).data


def edited() -> Iterator[tuple[str, bytes]]:
    """The small report, which has one chart, as somebody has drawn in it before the chart."""
    plain = render_report(small_report(), REPORT).data
    for name, draw in EDITED.items():
        yield name, changed(plain, draw)


def changed(data: bytes, change: Callable[[Document], object]) -> bytes:
    """A document after a change, as python-docx saves it."""
    document = docx.Document(io.BytesIO(data))
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def add_picture(document: Document, text: str, *, decorative: bool = False) -> None:
    """A red picture with an alternative text, in a paragraph of its own, first in the text."""
    image = io.BytesIO()
    Image.new("RGB", (60, 40), "red").save(image, "PNG")
    image.seek(0)
    properties = document.paragraphs[0].insert_paragraph_before().add_run().add_picture(image)._inline.docPr
    properties.set("descr", text)
    if decorative:
        mark = '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
        uri = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
        properties.append(parse_xml(f'<a:extLst {DRAWN}><a:ext uri="{uri}">{mark}</a:ext></a:extLst>'))


def add_group(document: Document) -> None:
    """A group of two shapes, first in the text. LibreOffice makes it two figures, last in the structure."""
    shapes = "".join(
        f'<wps:wsp><wps:cNvPr id="{90 + place}" name="form"/><wps:cNvSpPr/><wps:spPr><a:xfrm>'
        f'<a:off x="{place * 900000}" y="0"/><a:ext cx="500000" cy="600000"/></a:xfrm>'
        '<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom></wps:spPr><wps:bodyPr/></wps:wsp>'
        for place in range(2)
    )
    size = 'cx="1500000" cy="600000"'
    document.paragraphs[0].insert_paragraph_before()._p.append(
        parse_xml(
            f'<w:r {DRAWN}><w:drawing><wp:inline><wp:extent {size}/><wp:docPr id="80" name="Grupp" descr="En grupp"/>'
            "<wp:cNvGraphicFramePr/><a:graphic><a:graphicData "
            'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"><wpg:wgp><wpg:cNvGrpSpPr/>'
            f'<wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/><a:chOff x="0" y="0"/><a:chExt {size}/></a:xfrm>'
            f"</wpg:grpSpPr>{shapes}</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )
    )


EDITED: Mapping[str, Callable[[Document], object]] = {
    "picture": lambda document: add_picture(document, "Regionens karta"),
    "silent picture": lambda document: add_picture(document, ""),
    "group": add_group,
}


@pytest.fixture(scope="module")
def documents(once: Once, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The Word files, by what they are."""
    folder = tmp_path_factory.mktemp("mallar")
    return cast(Mapping[str, bytes], once("documents for pdf", lambda: dict([*written(folder), *edited()])))


@pytest.fixture(scope="module")
def made(documents: Mapping[str, bytes], once: Once) -> Mapping[str, Rendered]:
    """All of them as PDFs, from one start of LibreOffice."""
    pdfs = once("documents as pdf", lambda: to_pdfs(list(documents.values())))
    return dict(zip(documents, pdfs, strict=True))


@pytest.fixture
def remarks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], list[str]]:
    """What pdfua holds against a PDF: findings of any weight, and rules that it could not try."""
    from pdfua.rules import structure

    whole = structure.as_integer

    def as_integer(value: object) -> int | None:
        # pdfua 0.1.3 asks a list of marks whether it is a number, and pikepdf answers with an error: without this the
        # rule of empty headings would be skipped for every heading that LibreOffice writes.
        return None if isinstance(value, pikepdf.Array) else whole(value)

    monkeypatch.setattr(structure, "as_integer", as_integer)

    def check(data: bytes) -> list[str]:
        path = tmp_path / "prov.pdf"
        path.write_bytes(data)
        report = pdfua.validate(str(path))
        found = [f"{entry.rule_id} {entry.location.describe()}: {entry.message}" for entry in report.findings]
        return found + [f"{entry.rule_id} not tried: {entry.skipped_reason}" for entry in report.skipped]

    return check


@pytest.fixture(scope="module")
def laid_out(made: Mapping[str, Rendered]) -> Mapping[str, list[Page]]:
    """The pages of the sample's reports and memos."""
    names = [f"{kind} {year}" for kind in ("report", "memo") for year, _ in PERIODS]
    return {name: list(pages(made[name].data)) for name in names}


def structure_of(opened: pikepdf.Pdf, role: str) -> Iterator[pikepdf.Object]:
    """The elements of the structure that have a role, in reading order."""

    def walk(node: object) -> Iterator[pikepdf.Object]:
        if isinstance(node, pikepdf.Array):
            for kid in node:
                yield from walk(kid)
        elif isinstance(node, pikepdf.Dictionary):
            if node.get("/S") == pikepdf.Name(role):
                yield node
            yield from walk(node.get("/K"))

    return walk(opened.Root.StructTreeRoot)


def texts_of(data: bytes) -> list[str]:
    """The alternative texts of a PDF's figures, "" where there is none."""
    with pikepdf.open(io.BytesIO(data)) as opened:
        return [str(figure.get("/Alt", "")) for figure in structure_of(opened, "/Figure")]


def about_of(data: bytes) -> bytes:
    """A PDF's metadata."""
    with pikepdf.open(io.BytesIO(data)) as opened:
        return opened.Root.Metadata.read_bytes()


def without_texts(data: bytes) -> bytes:
    """A PDF as LibreOffice writes it: no chart has a text."""
    with pikepdf.open(io.BytesIO(data)) as opened:
        for figure in structure_of(opened, "/Figure"):
            del figure["/Alt"]
        out = io.BytesIO()
        opened.save(out)
    return out.getvalue()


@needs_libreoffice
def test_every_document_that_rsplan_writes_passes_pdfua(made, remarks) -> None:
    documents = {name: one for name, one in made.items() if name not in EDITED}
    # The second checker has them all.
    tried = [name for at, name in enumerate(documents) if LONG or at % 6 == 0]
    assert {name: held for name in tried if (held := remarks(documents[name].data))} == {}
    # A machine need not have the fonts of the foreign paper's theme.
    told = {name: [each for each in one.findings if each.code != "RSP417"] for name, one in documents.items()}
    assert {name: each for name, each in told.items() if each} == {}
    assert len(documents) == 12


@needs_libreoffice
@pytest.mark.parametrize("profile", ["ua1", "2b"])
def test_every_document_is_what_it_claims_by_a_second_checker(profile: str, made) -> None:
    documents = {name: one.data for name, one in made.items() if name not in EDITED}
    reports = {name: page.validate_pdf_bytes(data, profile=profile) for name, data in documents.items()}
    assert {name: [one.message for one in found.failures] for name, found in reports.items() if found.failures} == {}
    assert all(b"pdfuaid:part" in about_of(data) and b"pdfaid:part" in about_of(data) for data in documents.values())


@needs_libreoffice
@needs_poppler
def test_at_most_one_page_but_the_last_is_less_than_a_third_full(laid_out) -> None:
    assert {name: found for name, one in laid_out.items() if len(found := sparse(one)) > 1} == {}
    half = Page(595, 842, tuple(Word(60, top, 500, top + 12, "ord") for top in range(90, 400, 18)))
    assert 0.4 < half.filled < 0.6
    assert sparse([half, half, half], share=0.7) == [1, 2]


@needs_libreoffice
@needs_poppler
def test_the_proposal_and_what_needs_attention_stand_on_the_reports_first_page(laid_out) -> None:
    for year, _ in PERIODS:
        first = laid_out[f"report {year}"][0].text
        assert first.index("Regiondirektörens förslag") < first.index("Läget i korthet") < first.index("Detta behöver")
        assert first.count("•") == 3


@needs_libreoffice
@needs_poppler
def test_signatures_stand_with_the_proposal_and_the_end_of_the_text_before_it(laid_out) -> None:
    for year, _ in PERIODS:
        (page,) = [one.text for one in laid_out[f"memo {year}"] if "Regiondirektörens förslag" in one.text]
        before, after = page.split("Regiondirektörens förslag", 1)
        assert "I tjänsten Regiondirektör Regionstabschef" in after
        assert "Utdrag till" in after
        assert len(before.split()) > 25


@needs_libreoffice
@needs_poppler
def test_the_contents_tell_the_pages_where_the_headings_stand(made) -> None:
    found = list(pages(made["report with contents"].data))
    entries = re.findall(r"(Bilaga \d\. .+?)\.{3,}\s?(\d+)", " ".join(page.text for page in found[:2]))
    assert len(entries) == 6
    for heading, number in entries:
        assert heading in found[int(number) - 1].text
    assert "Se tabell 4 i mitten." in found[1].text
    with pikepdf.open(io.BytesIO(made["report with contents"].data)) as opened:
        assert len(list(structure_of(opened, "/Link"))) >= len(entries)


@needs_libreoffice
@needs_poppler
def test_tables_and_charts_fit_foreign_paper_upright_and_lying(made) -> None:
    found = list(pages(made["report on foreign paper"].data))
    assert {round(page.width) for page in found} == {595, 842}
    for one in found:
        assert all(word.left >= 60 and word.right <= one.width - 60 for word in one.words)
    assert "Se tabell 2." in " ".join(one.text for one in found)


@needs_libreoffice
def test_what_has_a_figure_without_text_does_not_claim_to_be_accessible(made) -> None:
    about = about_of(made["silent picture"].data)
    assert b"<pdfuaid:part>" not in about
    assert page.validate_pdf_bytes(made["silent picture"].data, profile="2b").is_compliant
    assert not page.validate_pdf_bytes(made["silent picture"].data, profile="ua1").is_compliant


@needs_libreoffice
def test_the_first_cell_of_a_row_is_its_heading_and_titles_and_captions_are_what_they_are(made) -> None:
    with pikepdf.open(io.BytesIO(made["report 2025"].data)) as opened:
        longest = max(structure_of(opened, "/Table"), key=lambda table: len(table.K))
        rows = [row for row in longest.K if len(row.K) > 1]
        assert len(rows) > 20
        assert {str(row.K[0].S) for row in rows} == {"/TH"}
        assert {str(cell.S) for row in rows[1:] for cell in list(row.K)[1:]} == {"/TD"}
        roles = {str(name): str(role) for name, role in opened.Root.StructTreeRoot.RoleMap.items()}
        assert (roles["/Title"], roles["/caption"]) == ("/H1", "/Caption")


@needs_libreoffice
def test_a_note_has_its_number_with_the_link_back_and_an_id_of_its_own(made) -> None:
    with pikepdf.open(io.BytesIO(made["report 2025"].data)) as opened:
        (note,) = structure_of(opened, "/Note")
        assert str(note.ID) == "fotnot-1"
        assert str(note.K[0].S) == "/Lbl"
        (link,) = note.K[0].K
        number, reference = link.K
        assert str(reference.Obj.Subtype) == "/Link"
        parents = pikepdf.NumberTree(opened.Root.StructTreeRoot.ParentTree)
        assert parents[int(reference.Obj.StructParent)].objgen == link.objgen
        assert parents[int(link.Pg.StructParents)][number].objgen == link.objgen


def test_a_font_that_the_machine_lacks_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "stand_in_for", lambda font: "DejaVu Sans" if font == "Calibri" else "")
    (told,) = missing_fonts(render_memo(small_report(), MEMO).data)
    assert told.code == "RSP417"
    assert "typsnittet Calibri saknas på datorn. I pdf-filen visas DejaVu Sans i stället." in str(told)
    assert "fonts-crosextra-carlito" in (told.hint or "")


@needs_libreoffice
@pytest.mark.skipif(shutil.which("fc-match") is None, reason="fontconfig is not installed (fc-match)")
def test_the_users_own_folder_of_fonts_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = subprocess.run(
        ["fc-match", "--format", "%{file}", "DejaVu Sans"], capture_output=True, text=True, check=True
    )
    own = tmp_path / ".fonts"
    own.mkdir()
    with TTFont(shown.stdout) as font:
        for entry in font["name"].names:
            if entry.nameID in (1, 4, 6, 16):
                entry.string = "Vårt Eget" if entry.nameID != 6 else "VartEget"
        font.save(own / "eget.ttf")
    monkeypatch.setenv("HOME", str(tmp_path))
    theirs = changed(
        render_memo(small_report(), MEMO).data,
        lambda document: setattr(document.styles["Body Text"].font, "name", "Vårt Eget"),
    )
    made = to_pdf(theirs)
    assert [told.value for told in made.findings] == []
    with pikepdf.open(io.BytesIO(made.data)) as opened:
        fonts = {str(font.BaseFont) for one in opened.pages for font in dict(one.Resources.Font).values()}
    assert any("VartEget" in font for font in fonts)


@needs_libreoffice
def test_pdfua_would_see_a_figure_without_text_and_an_empty_heading(made, remarks) -> None:
    with pikepdf.open(io.BytesIO(made["report 2025"].data)) as opened:
        del next(structure_of(opened, "/Figure"))["/Alt"]
        del next(structure_of(opened, "/H1"))["/K"]
        out = io.BytesIO()
        opened.save(out)
    assert [remark.split()[0] for remark in remarks(out.getvalue())] == ["UA-13-004", "UA-14-001"]


@needs_libreoffice
@pytest.mark.parametrize("name", ["report 2025", "report 2024", "report 2021", "refreshed report"])
def test_each_chart_has_the_text_that_it_has_in_word(name: str, made, documents) -> None:
    texts = find(root_of(documents[name]), "//wp:docPr/@descr")
    assert all(text.startswith("Liggande staplar. ") for text in texts)
    assert texts_of(made[name].data) == texts
    assert len(set(texts)) == len(texts) > 0


@needs_libreoffice
def test_a_picture_keeps_its_text_and_the_chart_after_it_gets_its_own(made, remarks) -> None:
    picture, chart = texts_of(made["picture"].data)
    assert (picture, chart[:18]) == ("Regionens karta", "Liggande staplar. ")
    assert made["picture"].findings == ()
    assert remarks(made["picture"].data) == []


@needs_libreoffice
def test_a_picture_without_a_text_gives_a_finding_and_takes_no_others(made) -> None:
    picture, chart = texts_of(made["silent picture"].data)
    assert (picture, chart[:18]) == ("", "Liggande staplar. ")
    (told,) = made["silent picture"].findings
    assert told.code == "RSP416"
    assert '"Picture 2" har ingen alternativtext i Word' in str(told)


@needs_libreoffice
def test_figures_that_are_more_than_the_drawings_get_no_text_but_a_finding(made) -> None:
    assert texts_of(made["group"].data) == ["", "", ""]
    (told,) = made["group"].findings
    assert told.code == "RSP416"
    assert "pdf-filen har 3 figurer, dokumentet i Word 2 bilder, diagram och former" in str(told)


@needs_libreoffice
def test_figures_in_another_order_than_the_drawings_get_no_text_but_a_finding(made, documents) -> None:
    def swap(document: Document) -> None:
        first, second = (
            document.element.body.xpath(f".//w:drawing[.//wp:docPr[@name='{name}']]")[0]
            for name in ("Uppdrag per målområde", "Aktiviteter per enhet")
        )
        one, other = first.getparent(), second.getparent()
        one.append(second)
        other.append(first)

    rendered = mended(without_texts(made["report 2025"].data), changed(documents["report 2025"], swap))
    assert set(texts_of(rendered.data)) == {""}
    (told,) = rendered.findings
    assert 'platsen för "Aktiviteter per enhet" har en annan text eller storlek' in str(told)


@needs_libreoffice
def test_figures_of_the_same_size_that_have_changed_places_are_seen(made, documents) -> None:
    with pikepdf.open(io.BytesIO(without_texts(made["report 2025"].data))) as opened:
        first, second = list(structure_of(opened, "/Figure"))[:2]
        one, other = first.P, second.P
        one.K, other.K = [second if kid.objgen == first.objgen else kid for kid in one.K], [first]
        out = io.BytesIO()
        opened.save(out)
    rendered = mended(out.getvalue(), documents["report 2025"])
    assert set(texts_of(rendered.data)) == {""}
    (told,) = [told for told in rendered.findings if told.code == "RSP416"]
    assert "står på en annan plats än i Word" in str(told)


@pytest.mark.parametrize("parameters", [None, pikepdf.Dictionary(Predictor=1)])
def test_no_stream_ends_in_a_return_that_could_belong_to_the_end_of_line(parameters: pikepdf.Dictionary | None) -> None:
    ends_in_a_return = b"\x0c"
    assert zlib.compress(ends_in_a_return).endswith(b"\r")
    pdf = pikepdf.new()
    pdf.Root.Stream = pikepdf.Stream(pdf, ends_in_a_return)
    compressed = zlib.compress(ends_in_a_return)
    pdf.Root.Other = pikepdf.Stream(pdf, b"")
    pdf.Root.Other.write(compressed, filter=pikepdf.Name.FlateDecode, decode_parms=parameters)
    settle_streams(pdf, datetime(2025, 5, 12, tzinfo=UTC))
    out = io.BytesIO()
    pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert b"\r\nendstream" not in out.getvalue()
    with pikepdf.open(io.BytesIO(out.getvalue())) as opened:
        assert opened.Root.Stream.read_bytes() == opened.Root.Other.read_bytes() == ends_in_a_return


@needs_libreoffice
def test_a_decorative_picture_that_the_pdf_leaves_out_does_not_count(made, documents) -> None:
    name = "report of 300 rows"
    word = changed(documents[name], lambda document: add_picture(document, "", decorative=True))
    rendered = mended(without_texts(made[name].data), word)
    assert rendered.findings == ()
    assert texts_of(rendered.data) == texts_of(made[name].data) != [""]


@needs_libreoffice
def test_the_pdf_has_the_documents_own_date_title_and_language(made) -> None:
    with pikepdf.open(io.BytesIO(made["report 2025"].data)) as opened:
        assert str(opened.docinfo["/CreationDate"]) == "D:20250512000000Z"
        with opened.open_metadata() as about:
            assert about["xmp:CreateDate"] == "2025-05-12T00:00:00Z"
            assert about["pdfuaid:part"] == "1"
            assert about["dc:title"] == "Rapport om uppföljning av regionstyrelsens plan 2025"
        assert str(opened.Root.Lang) == "sv-SE"
        assert "/DocChecksum" not in opened.trailer


@needs_libreoffice
def test_the_command_writes_the_same_bytes_at_another_time(rsplan, sample: Path) -> None:
    done = rsplan("report", "--tertial", "april", "--year", 2025, "--document", "pdf", "--strict", cwd=sample)
    assert (done.returncode, done.stdout) == (0, "")
    assert "rapport.pdf" in done.stderr
    assert "tjansteskrivelse.pdf (inga anmärkningar)" in done.stderr
    folder = sample / "reports" / "2025-april"
    written = {path.name: path.read_bytes() for path in folder.glob("*.pdf")}
    again = rsplan("report", "--tertial", "april", "--document", "pdf", "--output", sample / "igen", cwd=sample)
    assert again.returncode == 0
    assert {path.name: path.read_bytes() for path in (sample / "igen").glob("*.pdf")} == written


def test_without_libreoffice_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr(pdf, "_USUAL_PLACES", ())
    with pytest.raises(ConfigurationError, match="apt install libreoffice-writer"):
        to_pdf(b"")


@pytest.mark.parametrize(("content", "message"), [("", "skrev ingen PDF"), ("%PDF-1.7 slut", "inte går att läsa")])
def test_a_libreoffice_that_writes_no_whole_pdf_is_named(
    content: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def convert(_program: str, _work: Path, sources: list[Path]) -> str:
        for source in sources if content else ():
            source.with_suffix(".pdf").write_text(content)
        return "utan förklaring"

    monkeypatch.setattr(pdf, "find_libreoffice", lambda: "soffice")
    monkeypatch.setattr(pdf, "_convert", convert)
    with pytest.raises(InputOutputError, match=message):
        to_pdf(render_memo(small_report(), MEMO).data)
