"""``rsplan check``: what a document says against what the exports say, in its figures, tables, charts and prose."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run
from living_support import matrix

from rsplan.documents.living.check import check
from rsplan.documents.living.document import open_document
from rsplan.documents.living.prose import ProseReader
from rsplan.documents.living.references import doubts, outdated
from rsplan.report.report import Report


def differences(data: bytes, report: Report) -> list[tuple[str, str, str]]:
    found = check(open_document(data, "rapport.docx"), report, {}, ())
    return [(one.written, one.current, one.expression) for one in found.differences]


def edited(data: bytes, change: Callable[..., None]) -> bytes:
    return bytes(matrix.edited(data, matrix.Edit("", change)))


def test_a_document_agrees_with_the_exports_that_it_was_made_from(written: bytes, today: Report) -> None:
    found = check(open_document(written, "rapport.docx"), today, {}, ())
    assert found.differences == ()
    assert found.compared > 300


@pytest.mark.sampled(2)
@pytest.mark.parametrize("period", ["2025-april", "2025-augusti", "2024-april", "2021-augusti"])
def test_the_published_prose_gives_no_noise(period: str, rsplan: Run, sample: Path) -> None:
    year, month = period.split("-")
    rsplan("report", "--tertial", month, "--year", year, "--project", sample)
    documents = sorted((sample / "reports" / period).glob("*.docx"))
    assert documents
    for document in documents:
        done = rsplan("check", document)
        assert done.returncode == 0, done.stdout
        assert done.stderr.count("RSP5") <= 2, done.stderr


def test_a_figure_that_a_person_typed_over_is_found(written: bytes, today: Report) -> None:
    data = edited(written, lambda package: matrix.say(matrix.control(package, "activities.delayed"), "77"))
    assert ("77", "12", "activities.delayed|ord('n')") in differences(data, today)


def test_a_sentence_in_other_words_with_the_same_numbers_agrees(written: bytes, today: Report) -> None:
    words = "Nu är 4 av nyckeltalen gröna, fyra gula och sex röda; 3 har ingen data"
    name = "sentences.indicators|stor"
    data = edited(written, lambda package: matrix.say(matrix.control(package, name), words))
    assert differences(data, today) == []
    wrong = edited(written, lambda package: matrix.say(matrix.control(package, name), words.replace("sex", "sju")))
    assert [one[2] for one in differences(wrong, today)] == [name]


def test_a_status_and_a_figure_typed_over_in_tables_are_found(written: bytes, today: Report) -> None:
    def change(package: object) -> None:
        matrix.say(matrix.cell_paragraph(matrix.rows(matrix.table(package, matrix.ASSIGNMENTS))[2], 2), "Uppfyllt")
        matrix.say(matrix.cell_paragraph(matrix.rows(matrix.table(package, matrix.UNITS))[1], 2), "777")

    found = differences(edited(written, change), today)
    assert ("Uppfyllt", "◊ Delvis uppfyllt", "tables.assignments") in found
    assert [one[0] for one in found] == ["Uppfyllt", "777"]


def test_a_status_without_its_symbol_agrees(written: bytes, today: Report) -> None:
    def change(package: object) -> None:
        found = matrix.table(package, matrix.ASSIGNMENTS)
        matrix.say(matrix.cell_paragraph(matrix.rows(found)[2], 2), "delvis uppfyllt")

    assert differences(edited(written, change), today) == []


def test_a_chart_whose_data_was_changed_is_found(written: bytes, today: Report) -> None:
    def change(package: object) -> None:
        part = "word/charts/chart1.xml"
        value = next(package.tree(part).iter("{*}val")).find(".//{*}v")  # type: ignore[attr-defined]
        value.text = "55"

    found = differences(edited(written, change), today)
    assert found
    assert found[0][0] == "55"


def test_the_command_prints_a_table_or_json(living_project: Path, rsplan: Run, tmp_path: Path) -> None:
    import shutil

    changed = Path(shutil.copytree(living_project, tmp_path / "prov"))
    document = changed / "rapport.docx"
    document.write_bytes(matrix.written(changed))
    matrix.CHANGES["ett uppdrag blev uppfyllt"](changed)
    table = rsplan("check", document)
    assert table.returncode == 1
    assert "sentences.assignments" in table.stdout
    assert "tre av uppdragen" in table.stdout
    told = rsplan("check", document, "--format", "json")
    data = json.loads(told.stdout)
    assert told.returncode == 1
    assert not data["agrees"]
    assert {"place", "written", "current", "expression"} == set(data["differences"][0])
    assert data["compared"] > 300


# The plan has 29 assignments (2 green, 27 yellow), 17 indicators (4, 4, 6 and 3) and 294 activities (12 delayed).
CLAIMS = {
    "Planen har 29 uppdrag.": [],
    "Planen har 38 uppdrag.": ["wrong 38 29"],
    "Tolv försenade aktiviteter följs upp.": [],
    "Elva försenade aktiviteter följs upp.": ["wrong 11 12"],
    "Fyra av nyckeltalen är gröna.": [],
    "Fem av nyckeltalen är gröna.": ["wrong 5 4"],
    "Fem av de 17 kortsiktiga nyckeltalen är gröna.": ["wrong 5 4"],
    "Av nyckeltalen är fyra gröna, fyra gula och sju röda.": ["wrong 7 6"],
    "Två uppdrag är uppfyllda och 27 delvis uppfyllda.": [],
    "Två uppdrag är uppfyllda och 25 delvis uppfyllda.": ["wrong 25 27"],
    "År 2024 hade planen 38 uppdrag.": ["doubt 38 29"],
    "Jämfört med föregående år, då 20 aktiviteter var försenade, är läget bättre.": ["doubt 20 12"],
    "En aktivitet är försenad på grund av sjukdom.": [],
    "Arbetet har gett 30 % av uppdragen mer tid.": [],
    "Enligt § 145 har uppdragen fördelats den 12 maj 2025.": [],
    "Budgeten är 26 miljoner kronor för aktiviteterna.": [],
    "Styrelsen har 294 aktiviteter, varav tre är nya.": [],
    "Regionstyrelsen gav tre nya uppdrag till förvaltningen.": [],
}


@pytest.mark.parametrize("sentence", CLAIMS)
def test_numbers_in_prose_are_held_against_facts(sentence: str, today: Report) -> None:
    found = ProseReader(today, {}).verdicts(sentence)
    assert [f"{'wrong' if one.wrong else 'doubt'} {one.claim.number} {one.current}" for one in found] == CLAIMS[
        sentence
    ]


def test_a_number_that_was_right_when_the_document_was_written_is_wrong_when_it_has_changed(today: Report) -> None:
    assert [one.wrong for one in ProseReader(today, {}).verdicts("Planen har 28 uppdrag.")] == [False]
    assert [one.wrong for one in ProseReader(today, {"assignments.total": 28}).verdicts("Planen har 28 uppdrag.")] == [
        True
    ]


def test_stale_prose_in_a_document_is_a_difference(written: bytes, today: Report) -> None:
    def change(package: object) -> None:
        matrix.say(matrix.paragraph_with(package, "Syftet med den här"), "Sammanlagt är tretton aktiviteter försenade.")

    found = differences(edited(written, change), today)
    assert [one[1:] for one in found] == [("12", "activities.delayed")]


OWN = {"diarienummer": "RS/312/2025", "tertial_report": "RS/27/2025", "date": "2025-05-12"}
DETAILS = {
    "Ärendet har diarienummer RS/312/2025.": [],
    "Ärendet har diarienummer RS/321/2025.": ["RS/321/2025"],
    "Ärendet har diarienummer RS/312/2024.": ["RS/312/2024"],
    "Miljöplan 2026–2030 (RS/516/2024) och uppsikt (RS/118/2025).": [],
    "Beslutet togs den 1 oktober 2024, § 145.": [],
    "Beslutet togs den 31 april 2025.": ["den 31 april 2025"],
    "Mötet hålls måndagen den 12 maj 2025.": [],
    "Mötet hålls tisdagen den 12 maj 2025.": ["tisdagen den 12 maj 2025"],
    "Rapporten är daterad den 12 maj 2024.": ["den 12 maj 2024"],
    "Mötet den 27–28 maj 2025 behandlar ärendet.": [],
}


@pytest.mark.parametrize("sentence", DETAILS)
def test_diary_numbers_and_dates_in_prose_are_held_against_the_settings(sentence: str) -> None:
    assert [shown for shown, _ in doubts(sentence, OWN)] == DETAILS[sentence]


def test_a_setting_that_has_changed_since_is_found_where_the_document_states_it() -> None:
    now = {**OWN, "diarienummer": "RS/400/2025", "date": "2025-05-19"}
    assert list(outdated("Diarienummer RS/312/2025", OWN, now)) == [("RS/312/2025", "RS/400/2025", "diarienummer")]
    assert list(outdated("Datum 2025-05-12", OWN, now)) == [("2025-05-12", "2025-05-19", "date")]
    assert list(outdated("Diarienummer RS/312/20250", OWN, now)) == []
