"""``rsplan report``: the board's report and its memo, whole or not at all, as the published ones read."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(path: Path, name: str) -> etree._Element:
    """One part of a Word file as XML."""
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read(name))


def text_of(element: etree._Element) -> str:
    """All text in an element, content controls included, with hard spaces as spaces."""
    return "".join(node.text or "" for node in element.iter(f"{W}t")).replace("\u00a0", " ")


def paragraphs(path: Path) -> list[tuple[str, str]]:
    """The body's paragraphs outside tables as (style, text)."""
    found = []
    for paragraph in part(path, "word/document.xml").iter(f"{W}p"):
        if any(True for _ in paragraph.iterancestors(f"{W}tbl")):
            continue
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        found.append(("" if style is None else style.get(f"{W}val"), text_of(paragraph)))
    return found


def headings(path: Path) -> list[str]:
    """The report's headings of the first level."""
    return [text for style, text in paragraphs(path) if style == "Heading1"]


@pytest.fixture
def april(rsplan, sample: Path) -> Path:
    """The folder of the written documents of april 2025."""
    done = rsplan("report", "--tertial", "april", cwd=sample)
    assert done.returncode == 0, done.stderr
    return sample / "reports" / "2025-april"


def test_two_documents_are_written_and_the_last_line_names_them(rsplan, sample: Path) -> None:
    done = rsplan("report", "--tertial", "april", cwd=sample)
    folder = sample / "reports" / "2025-april"
    assert {path.name for path in folder.iterdir() if not path.name.startswith(".")} == {
        "rapport.docx",
        "tjansteskrivelse.docx",
    }
    assert done.stdout == ""
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("rsplan: skrev ")
    assert "rapport.docx" in last
    assert "tjansteskrivelse.docx" in last


def test_the_sections_stand_in_the_order_of_the_published_report(april: Path) -> None:
    assert headings(april / "rapport.docx")[:9] == [
        "Regiondirektörens förslag",
        "Läget i korthet",
        "Inledning",
        "Innehåll i planen",
        "Resultat för uppdrag och nyckeltal efter april",
        "Arbete med åtgärder utifrån det ekonomiska läget",
        "Rapporteringar på regionstyrelsens möten",
        "Utvecklande arbetssätt gällande planering och uppföljning",
        "Sammanfattande analys",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "två av uppdragen är uppfyllda och 27 delvis uppfyllda",
        "fyra gröna, fyra gula, sex röda och tre har ingen data",
        "23 genomförda, 216 pågående enligt plan, 43 planerade och 12 försenade",
        "Planen innehåller totalt 29 uppdrag.",
    ],
)
def test_the_report_of_2025_says_its_computed_sentences(april: Path, sentence: str) -> None:
    assert sentence in text_of(part(april / "rapport.docx", "word/document.xml"))


@pytest.mark.parametrize(
    "sentence",
    [
        "två av uppdragen är helt uppfyllda, 35 delvis uppfyllda och ett inte uppfyllt. Av nyckeltalen är sju helt "
        "uppfyllda, tre delvis uppfyllda och åtta inte uppfyllda. Fem av nyckeltalen har inte gått att mäta.",
        "47 av de aktiviteterna planerade, 164 är pågående enligt plan, tio är försenade och tio är genomförda",
    ],
)
def test_the_report_of_2024_says_it_in_its_own_words(rsplan, sample: Path, sentence: str) -> None:
    assert rsplan("report", "--tertial", "april", "--year", "2024", cwd=sample).returncode == 0
    assert sentence in text_of(part(sample / "reports" / "2024-april" / "rapport.docx", "word/document.xml"))


def test_the_memo_of_2021_stands_alone_with_the_long_words(rsplan, sample: Path) -> None:
    assert rsplan("report", "--tertial", "augusti", "--year", "2021", cwd=sample).returncode == 0
    folder = sample / "reports" / "2021-augusti"
    assert [path.name for path in folder.iterdir() if path.suffix == ".docx"] == ["tjansteskrivelse.docx"]
    assert (
        "fyra tillfredsställande, målet uppnått, 12 inte helt tillfredsställande, pågående aktiviteter i rätt riktning "
        "och ett otillfredsställande, målen inte uppnådda"
    ) in text_of(part(folder / "tjansteskrivelse.docx", "word/document.xml"))


def test_how_activities_are_counted_is_a_real_footnote(april: Path) -> None:
    body = part(april / "rapport.docx", "word/document.xml")
    references = [node.get(f"{W}id") for node in body.iter(f"{W}footnoteReference")]
    notes = {note.get(f"{W}id"): text_of(note) for note in part(april / "rapport.docx", "word/footnotes.xml")}
    assert len(references) == 1
    assert notes[references[0]].strip().startswith("Inkluderar alla underliggande nivåer.")


def test_the_footnote_follows_the_choice_of_count(rsplan, sample: Path) -> None:
    settings = sample / "rsplan.toml"
    text = settings.read_text(encoding="utf-8").replace('"follow-ups"', '"distinct"')
    settings.write_text(text, encoding="utf-8")
    assert rsplan("report", "--tertial", "april", cwd=sample).returncode == 0
    path = sample / "reports" / "2025-april" / "rapport.docx"
    assert "262 aktiviteter" in text_of(part(path, "word/document.xml"))
    assert "räknas en gång" in text_of(part(path, "word/footnotes.xml"))


def test_the_title_block_and_the_page_numbers_are_those_of_an_authority(april: Path) -> None:
    path = april / "rapport.docx"
    with zipfile.ZipFile(path) as package:
        everything = {name: package.read(name).decode() for name in package.namelist() if name.endswith(".xml")}
    text = " ".join(text_of(part(path, name)) for name in everything if name.startswith("word/"))
    for word in ("Region Jämtland Härjedalen", "Sekretariatet", "2025-05-12", "RS/312/2025"):
        assert word in text
    headers = " ".join(xml for name, xml in everything.items() if re.match(r"word/(header|footer)\d", name))
    assert re.search(r"\bPAGE\b", headers)
    assert re.search(r"\bNUMPAGES\b", headers)


def test_the_appendix_lists_every_assignment_indicator_and_unit_with_words_not_colours_alone(april: Path) -> None:
    tables = list(part(april / "rapport.docx", "word/document.xml").iter(f"{W}tbl"))
    text = [text_of(table) for table in tables]
    assignments = next(entry for entry in text if "Beslutad av" in entry)
    assert assignments.count("Delvis uppfyllt") == 27
    assert assignments.count("Regionfullmäktige") == 24
    indicators = next(entry for entry in text if "Målvärde" in entry and "Kommentar" not in entry)
    assert (indicators.count("Grön"), indicators.count("Röd")) == (4, 6)
    assert next(entry for entry in text if "Enhet" in entry and "Summa" in entry).endswith(
        "43216" + "12" + "23" + "294"
    )


def test_the_memo_reads_as_the_published_one(april: Path) -> None:
    text = "\n".join(text for _, text in paragraphs(april / "tjansteskrivelse.docx"))
    order = ["Ärendebeskrivning", "Regiondirektörens förslag", "I tjänsten", "Regiondirektör", "Utdrag till"]
    places = [text.index(word) for word in order[:3]] + [text.rindex(word) for word in order[3:]]
    assert places == sorted(places)
    assert "Rapport om uppföljning av regionstyrelsens plan 2025 godkänns." in text
    assert "ändras från −42 % till −47 %." in text


def test_a_section_without_prose_shows_a_marked_placeholder_and_gives_a_finding(rsplan, sample: Path) -> None:
    (sample / "texts" / "2025-april" / "atgarder.md").unlink()
    done = rsplan("report", "--tertial", "april", "--strict", cwd=sample)
    assert done.returncode == 1
    assert "RSP401" in done.stderr
    path = sample / "reports" / "2025-april" / "rapport.docx"
    assert "texts/2025-april/atgarder.md" in text_of(part(path, "word/document.xml"))


def test_a_dry_run_says_what_would_be_written_and_writes_nothing(rsplan, sample: Path) -> None:
    done = rsplan("report", "--tertial", "april", "--dry-run", cwd=sample)
    assert done.returncode == 0
    assert "skulle skriva" in done.stderr
    assert not (sample / "reports").exists()


def test_documents_go_where_the_user_says(rsplan, sample: Path, tmp_path: Path) -> None:
    done = rsplan("report", "--tertial", "T1", "--document", "memo", "--output", tmp_path / "ut", cwd=sample)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (tmp_path / "ut").glob("*.docx")] == ["tjansteskrivelse.docx"]


def test_the_same_input_gives_the_same_bytes(rsplan, sample: Path) -> None:
    folder = sample / "reports" / "2025-april"
    runs = []
    for zone in ("UTC", "Pacific/Auckland"):
        assert rsplan("report", "--tertial", "april", cwd=sample, TZ=zone).returncode == 0
        runs.append({path.name: path.read_bytes() for path in folder.glob("*.docx")})
    assert runs[0] == runs[1]


def test_the_date_is_the_one_asked_for(rsplan, sample: Path) -> None:
    assert rsplan("report", "--tertial", "april", "--as-of", "2025-06-02", cwd=sample).returncode == 0
    path = sample / "reports" / "2025-april" / "rapport.docx"
    assert "2025-06-02" in text_of(part(path, "word/document.xml"))


def test_a_template_that_names_an_unknown_fact_stops_with_its_place(rsplan, sample: Path) -> None:
    from rsplan.runs.project_report import template_folder

    own = sample / "templates" / "rapport.docx"
    own.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(template_folder() / "rapport.docx") as source, zipfile.ZipFile(own, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                data = data.replace(
                    b"<w:sectPr", b"<w:p><w:r><w:t>{{ activities.delaid }}</w:t></w:r></w:p><w:sectPr", 1
                )
            target.writestr(name, data)
    done = rsplan("report", "--tertial", "april", cwd=sample)
    assert done.returncode == 2
    for word in ("rapport.docx", "activities.delaid", "activities.delayed"):
        assert word in done.stderr
    assert not (sample / "reports" / "2025-april" / "rapport.docx").exists()


def test_the_data_document_is_the_summary_as_json(rsplan, sample: Path) -> None:
    assert rsplan("report", "--tertial", "april", "--document", "data", cwd=sample).returncode == 0
    summary = rsplan("summary", "--tertial", "april", "--format", "json", cwd=sample).stdout
    assert (sample / "reports" / "2025-april" / "uppgifter.json").read_text(encoding="utf-8") == summary


def charts(path: Path) -> dict[str, str]:
    """The charts of a document: title and alternative text."""
    name = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    found = [node for node in part(path, "word/document.xml").iter(name) if node.get("descr")]
    return {node.get("name"): node.get("descr") for node in found}


def test_another_plan_is_compared_in_shares(april: Path) -> None:
    text = charts(april / "rapport.docx")[
        "Aktiviteter, andelar i procent, efter april 2024 och april 2025 (olika planer)"
    ]
    assert "April 2025: 15 planerade, 73 pågående enligt plan, 4 försenade och 8 genomförda" in text
    assert "April 2024: 20 planerade" in text


def test_without_a_period_within_the_year_before_no_change_is_drawn(rsplan, sample: Path) -> None:
    assert rsplan("report", "--tertial", "april", "--year", "2024", cwd=sample).returncode == 0
    titles = charts(sample / "reports" / "2024-april" / "rapport.docx")
    assert titles
    assert not [title for title in titles if "andelar i procent" in title]


def test_a_damaged_export_of_the_period_before_is_said_and_does_not_stop_the_report(rsplan, sample: Path) -> None:
    (sample / "exports" / "2024-april" / "uppdrag.xlsx").write_bytes(b"PK\x03\x04 avbruten")
    done = rsplan("report", "--tertial", "april", cwd=sample)
    assert done.returncode == 0
    assert "RSP310" in done.stderr
    assert "exports/2024-april" in done.stderr
    titles = charts(sample / "reports" / "2025-april" / "rapport.docx")
    assert titles
    assert not [title for title in titles if "andelar i procent" in title]


def test_a_figure_of_the_period_before_names_the_folder_of_its_cells() -> None:
    from datetime import date

    from conftest import SAMPLE, addresses

    from rsplan.plan.period import Period, Tertial
    from rsplan.project.settings import load_settings
    from rsplan.runs.project_report import project_report

    report = project_report(load_settings(SAMPLE, Period(2025, Tertial.AUGUSTI)), date(2025, 9, 12))
    found = addresses(report, "previous.assignments.red")
    assert len(found) == report.facts["previous.assignments.red"].value
    assert {address.file for address in found} <= {"2025-april/uppdrag.xlsx"}
    assert {address.file for address in addresses(report, "previous.activities.delayed")} == {
        "2025-april/aktiviteter.xlsx"
    }
