"""The sample project says what it claims to say. Reads its files with openpyxl alone, without rsplan."""

import re
import subprocess
import sys
import tomllib
import zipfile
from collections import Counter
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from conftest import ROOT
from openpyxl import load_workbook

SAMPLE = ROOT / "data" / "sample"
EXPORTS = SAMPLE / "exports"
TEXTS = SAMPLE / "texts"
SCRIPT = ROOT / "scripts" / "make_sample.py"
PERIODS = sorted(path.name for path in EXPORTS.iterdir())
WORKBOOKS = sorted(EXPORTS.rglob("*.xlsx"))
TEXT_FILES = sorted(TEXTS.rglob("*.md"))

FULFILMENT = ("Uppfyllt", "Delvis uppfyllt", "Inte uppfyllt", "Ingen data")
COLOUR = ("Grön", "Gul", "Röd", "Ingen data")
FULFILMENT_2021 = (
    "Tillfredsställande, målet uppnått",
    "Inte helt tillfredsställande, pågående aktiviteter i rätt riktning",
    "Otillfredsställande, målen inte uppnådda",
    "Ingen data",
)
STATES = ("Planerad", "Pågående enligt plan", "Försenad", "Genomförd")

HEADINGS = {
    "uppdrag": ["Målområde", "Uppdrag", "Beslutad av", "Ansvarig enhet", "Status", "Kommentar", "Id"],
    "nyckeltal": [*["Målområde", "Nyckeltal", "Typ", "Beslutad av", "Målvärde", "Utfall", "Status", "Kommentar", "Id"]],
    "aktiviteter": [
        *["Målområde", "Uppdrag/nyckeltal", "Aktivitet", "Enhet", "Status", "Startdatum", "Slutdatum", "Id"]
    ],
    "resultatmal": ["Strategi", "Resultatmål", "Status", "Kommentar", "Id"],
    "matetal": ["Strategi", "Mätetal", "Målvärde", "Utfall", "Status", "Kommentar", "Id"],
}

# The table of data/sample/README.md.
FIGURES = [
    ("2025-april", "uppdrag", FULFILMENT, (2, 27, 0, 0)),
    ("2025-april", "nyckeltal", COLOUR, (4, 4, 6, 3)),
    ("2025-april", "aktiviteter", STATES, (43, 216, 12, 23)),
    ("2025-augusti", "uppdrag", FULFILMENT, (5, 24, 0, 0)),
    ("2025-augusti", "nyckeltal", COLOUR, (5, 5, 5, 2)),
    ("2025-augusti", "aktiviteter", STATES, (16, 151, 15, 112)),
    ("2024-april", "uppdrag", FULFILMENT, (2, 35, 1, 0)),
    ("2024-april", "nyckeltal", COLOUR, (7, 3, 8, 5)),
    ("2024-april", "aktiviteter", STATES, (47, 164, 10, 10)),
    ("2024-augusti", "uppdrag", FULFILMENT, (5, 32, 1, 0)),
    ("2024-augusti", "nyckeltal", COLOUR, (8, 3, 8, 4)),
    ("2024-augusti", "aktiviteter", STATES, (17, 132, 13, 69)),
    ("2024-december", "uppdrag", FULFILMENT, (13, 24, 1, 0)),
    ("2024-december", "nyckeltal", COLOUR, (10, 5, 7, 1)),
    ("2024-december", "aktiviteter", STATES, (0, 13, 35, 183)),
    ("2021-april", "resultatmal", FULFILMENT_2021, (4, 11, 2, 0)),
    ("2021-april", "matetal", COLOUR, (8, 4, 6, 16)),
    ("2021-augusti", "resultatmal", FULFILMENT_2021, (4, 12, 1, 0)),
    ("2021-augusti", "matetal", COLOUR, (10, 5, 6, 13)),
]


@cache
def rows(period: str, file: str) -> list[dict[str, object]]:
    page = load_workbook(EXPORTS / period / f"{file}.xlsx").active
    header, *body = page.iter_rows(min_row=5, values_only=True)
    return [dict(zip(header, row, strict=True)) for row in body]


def column(period: str, file: str, heading: str) -> list[object]:
    return [row[heading] for row in rows(period, file)]


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def test_there_are_seven_periods() -> None:
    assert sorted({period for period, *_ in FIGURES}) == PERIODS


@pytest.mark.parametrize(("period", "file", "words", "counts"), FIGURES)
def test_the_statuses_of_a_period_are_those_of_the_table(
    period: str, file: str, words: tuple[str, ...], counts: tuple[int, ...]
) -> None:
    found = Counter(column(period, file, "Status"))
    assert tuple(found[word] for word in words) == counts
    assert sum(found.values()) == sum(counts)


def test_the_readme_has_the_same_table() -> None:
    readme = (SAMPLE / "README.md").read_text(encoding="utf-8")
    for period, _, _, counts in FIGURES:
        line = next(line for line in readme.splitlines() if period.replace("-", " ") in line)
        assert " / ".join(map(str, counts)) in line


@pytest.mark.parametrize(("year", "council", "own"), [(2025, 24, 5), (2024, 30, 8)])
def test_the_council_and_the_board_decide_the_published_numbers_of_assignments(
    year: int, council: int, own: int
) -> None:
    deciders = Counter(column(f"{year}-april", "uppdrag", "Beslutad av"))
    assert deciders == {"Regionfullmäktige": council, "Regionstyrelsen": own}


def test_eight_of_the_seventeen_indicators_of_2025_are_financial() -> None:
    assert Counter(column("2025-april", "nyckeltal", "Typ")) == {"Finansiellt": 8, "Kortsiktigt": 9}


def test_the_red_indicators_of_2025_are_those_that_the_report_names() -> None:
    red = [str(row["Nyckeltal"]) for row in rows("2025-april", "nyckeltal") if row["Status"] == "Röd"]
    named = ["hälsosamtal", "hårdvara", "koldioxid", "Bruttokostnad", "Nettokostnad", "Bruttokostnad"]
    assert len(red) == len(named)
    assert all(word in title for word, title in zip(named, red, strict=True))


def test_the_red_and_green_indicators_of_2024_are_those_that_the_report_names() -> None:
    titles = {
        word: " ".join(str(r["Nyckeltal"]) for r in rows("2024-april", "nyckeltal") if r["Status"] == word)
        for word in ("Röd", "Grön")
    }
    for word in ("Bruttokostnad", "Nettokostnad", "IT-säkerhet", "Koldioxid", "Avfallsmängd"):
        assert word in titles["Röd"]
    for word in ("Soliditet", "Kassalikviditet", "Skuldsättning", "Helpdesk", "hälsosamtal", "läkemedel"):
        assert word in titles["Grön"]


def test_targets_stand_as_the_plan_writes_them() -> None:
    targets = column("2025-april", "nyckeltal", "Målvärde")
    assert {"-34,8 %", "<16%", "I jämförelse med riket", 165, 5, "-42 %"} <= set(targets)


@pytest.mark.parametrize("period", [period for period in PERIODS if not period.startswith("2021")])
def test_an_indicator_without_data_has_no_outcome_and_the_others_have_one(period: str) -> None:
    for row in rows(period, "nyckeltal"):
        assert (row["Utfall"] is None) == (row["Status"] == "Ingen data"), row["Id"]


@pytest.mark.parametrize("path", WORKBOOKS, ids=name)
def test_a_workbook_has_one_visible_sheet_with_title_rows_and_its_header_on_row_5(path: Path) -> None:
    book = load_workbook(path)
    page = book.active
    year, tertial = path.parent.name.split("-")
    assert [sheet.sheet_state for sheet in book] == ["visible"]
    assert page["A1"].value == f"Regionstyrelsen – {page.title} {year}"
    assert str(page["A2"].value).startswith(f"Uppföljning per {tertial} {year} (tertial ")
    assert re.fullmatch(r"Uttag ur Stratsys \d{4}-\d\d-\d\d", str(page["A3"].value))
    assert [cell.value for cell in page[4]] == [None] * page.max_column
    assert [cell.value for cell in page[5]] == HEADINGS[path.stem]
    assert page.freeze_panes == "A6"


@pytest.mark.parametrize("path", WORKBOOKS, ids=name)
def test_no_two_rows_have_the_same_id_and_unit(path: Path) -> None:
    keys = Counter((row["Id"], row.get("Enhet")) for row in rows(path.parent.name, path.stem))
    assert keys.most_common(1)[0][1] == 1


@pytest.mark.parametrize("year", [2021, 2024, 2025])
def test_items_keep_their_ids_and_titles_through_the_year(year: int) -> None:
    periods = [period for period in PERIODS if period.startswith(str(year))]
    for file in (path.stem for path in WORKBOOKS if path.parent.name == periods[0]):
        fixed = ["Id", HEADINGS[file][1], *(["Aktivitet", "Enhet"] if file == "aktiviteter" else [])]
        versions = [[[row[heading] for heading in fixed] for row in rows(period, file)] for period in periods]
        assert all(version == versions[0] for version in versions)


@pytest.mark.parametrize(("period", "distinct"), [("2025-april", 262), ("2024-april", 196)])
def test_an_activity_passed_down_to_several_units_has_a_row_for_each(period: str, distinct: int) -> None:
    by_id: dict[object, list[dict[str, object]]] = {}
    for row in rows(period, "aktiviteter"):
        by_id.setdefault(row["Id"], []).append(row)
    assert len(by_id) == distinct
    shared = [each for each in by_id.values() if len(each) > 1]
    assert {len(each) for each in shared} <= {2, 3, 4, 5}
    assert all(len({(r["Aktivitet"], r["Startdatum"], r["Slutdatum"]) for r in each}) == 1 for each in shared)
    assert any(len({row["Status"] for row in each}) > 1 for each in shared)


@pytest.mark.parametrize("period", [period for period in PERIODS if not period.startswith("2021")])
def test_every_activity_belongs_to_an_item_of_the_plan_and_every_assignment_has_one(period: str) -> None:
    assignments = set(column(period, "uppdrag", "Uppdrag"))
    parents = set(column(period, "aktiviteter", "Uppdrag/nyckeltal"))
    assert assignments <= parents <= assignments | set(column(period, "nyckeltal", "Nyckeltal"))


@pytest.mark.parametrize(("year", "period_end"), [(2024, datetime(2024, 4, 30)), (2025, datetime(2025, 4, 30))])
def test_dates_are_dates_and_agree_with_the_state_after_april(year: int, period_end: datetime) -> None:
    for row in rows(f"{year}-april", "aktiviteter"):
        start, end = row["Startdatum"], row["Slutdatum"]
        assert isinstance(start, datetime)
        assert isinstance(end, datetime)
        assert start < end
        assert (start > period_end) == (row["Status"] == "Planerad"), row["Id"]
        assert row["Status"] != "Pågående enligt plan" or end > period_end, row["Id"]


def test_dates_are_shown_as_year_month_day() -> None:
    page = load_workbook(EXPORTS / "2025-april" / "aktiviteter.xlsx").active
    assert {page.cell(row, 6).number_format for row in range(6, page.max_row + 1)} == {"yyyy-mm-dd"}


def test_the_script_would_write_what_is_committed() -> None:
    result = subprocess.run([sys.executable, SCRIPT, "--check"], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_two_runs_write_the_same_bytes() -> None:
    code = (
        "import hashlib, runpy, sys; make = runpy.run_path(sys.argv[1]); "
        "print(hashlib.sha256(b''.join(content for _, content in make['exports']())).hexdigest())"
    )
    command = [sys.executable, "-c", code, str(SCRIPT)]
    digests = {subprocess.run(command, capture_output=True, text=True, check=True).stdout for _ in range(2)}
    assert len(digests) == 1


@pytest.mark.parametrize("path", WORKBOOKS, ids=name)
def test_a_workbook_carries_no_time_of_its_making(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        stamps = {entry.date_time for entry in package.infolist()}
        core = package.read("docProps/core.xml").decode()
    extracted = str(load_workbook(path).active["A3"].value).removeprefix("Uttag ur Stratsys ")
    assert stamps == {(*map(int, extracted.split("-")), 8, 0, 0)}
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {f"{extracted}T08:00:00Z"}


def test_no_file_holds_an_address_or_a_telephone_number() -> None:
    contact = re.compile(r"[\w.]+@[\w.]+\.\w|\b0\d{1,3}[- ]\d{2,3} ?\d{2} ?\d{2}\b|\b07\d[- ]?\d{3}")
    texts = [path.read_text(encoding="utf-8") for path in [*TEXT_FILES, SAMPLE / "rsplan.toml"]]
    cells = [str(value) for path in WORKBOOKS for row in rows(path.parent.name, path.stem) for value in row.values()]
    assert [found.group() for text in [*texts, *cells] if (found := contact.search(text))] == []


@pytest.mark.parametrize("path", TEXT_FILES, ids=name)
def test_the_prose_keeps_the_house_rules_of_swedish(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"\d %|§ \d|\d-\d", text) == []
    assert re.findall(r"(?:^|[.!?] )\d", text, re.MULTILINE) == []
    assert re.findall(r"(?:^|[.!?] )\{\{ sentences\.\w+ \}\}", text, re.MULTILINE) == []
    assert "  " not in text


@pytest.mark.parametrize("period", ["2025-april", "2024-april"])
def test_the_computed_figures_are_not_typed_in_the_prose(period: str) -> None:
    text = " ".join(path.read_text(encoding="utf-8") for path in sorted((TEXTS / period).glob("*.md")))
    typed = r"\b(29|38|294|231|216|164) |\d+ (uppdrag|nyckeltal|aktiviteter)\b"
    assert re.findall(typed, text) == []
    assert "{{ sentences.activities_total }}[^aktiviteter]" in text


def test_every_period_has_its_settings() -> None:
    settings = tomllib.loads((SAMPLE / "rsplan.toml").read_text(encoding="utf-8"))
    assert sorted(settings["periods"]) == PERIODS
    assert all({"diarienummer", "date"} <= set(period) for period in settings["periods"].values())
