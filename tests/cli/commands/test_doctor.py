"""rsplan doctor tells what was understood and what was not, also when a run would stop."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from openpyxl import load_workbook
from tables_support import change, write

from rsplan.documents.quarantine import harmless

Run = Callable[..., CompletedProcess[str]]
HEAD = ["Aktivitet", "Enhet", "Status", "Id"]


def test_doctor_shows_formats_tables_columns_and_where_the_period_comes_from(rsplan: Run, sample: Path) -> None:
    done = rsplan("doctor", "--tertial", "april", "--year", "2025", cwd=sample)
    assert done.returncode == 0, done.stderr
    for words in (
        "aktiviteter.xlsx", "Format: xlsx", "Kontroll: alla celler jämförda", "rubriker på rad 5", "→ hör till",
        "Aktiviteter: 294 rader lästa, 294 räknade", "Tertial: april (cell A2 på bladet Aktiviteter)",
        "Styrelse eller nämnd: Regionstyrelsen", "Period: april 2025",
    ):  # fmt: skip
        assert words in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_doctor_answers_also_where_a_run_would_stop(rsplan: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", [["Aktivitett", *HEAD[1:]], ["Utbilda", "HR", "Klar", 1]])
    done = rsplan("doctor", path)
    assert done.returncode == 65
    assert "RSP214" in done.stdout
    assert "Tabell på bladet Blad1, rubriker på rad 1" in done.stdout
    assert rsplan("summary", path).returncode == 65


def test_doctor_gives_the_reason_of_a_file_that_cannot_be_read_beside_those_that_can(
    rsplan: Run, tmp_path: Path
) -> None:
    good = write(tmp_path / "a.xlsx", [HEAD, ["Utbilda", "HR", "Klar", 1]])
    (tmp_path / "tom.xlsx").write_bytes(b"")
    done = rsplan("doctor", good, tmp_path / "tom.xlsx", tmp_path / "saknas.xlsx")
    assert done.returncode == 65
    assert "RSP106" in done.stdout
    assert "RSP101" in done.stdout
    assert "Aktiviteter: 1 rad läst, 1 räknade" in done.stdout


def test_a_missing_file_alone_has_its_own_exit_code(rsplan: Run, tmp_path: Path) -> None:
    assert rsplan("doctor", tmp_path / "saknas.xlsx").returncode == 66


def test_doctor_lists_what_was_not_understood(rsplan: Run, tmp_path: Path) -> None:
    rows = [
        [*HEAD, "Ennhet"],
        ["A", "HR", "Försenda", 1, None],
        ["B", "HR", "Försenda", 2, None],
        [None, "HR", "Klar", 3, None],
        ["D", "HR", "Klar", 4],
        ["E", "HR", "Klar", 5],
        ["Summa", None, 5],
    ]
    done = rsplan("doctor", write(tmp_path / "a.xlsx", rows), "--format", "json")
    answer = json.loads(done.stdout)
    assert [(word["value"], word["count"]) for word in answer["unknown_statuses"]] == [("Försenda", 2)]
    (account,) = answer["files"][0]["tables"][0]["accounts"]
    assert account == {
        "kind": "activities",
        "read": 6,
        "counted": 4,
        "set_aside": {"summa eller fotnot": [7], "namn saknas": [4]},
    }
    assert {"RSP201", "RSP202", "RSP206", "RSP208"} <= {entry["code"] for entry in answer["findings"]}
    assert answer["exit_code"] == done.returncode == 0


def test_doctor_tells_hidden_sheets_and_rows(rsplan: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", {"Nu": [HEAD, ["A", "HR", "Klar", 1]], "Förr": [HEAD]})

    def hide(book: object) -> None:
        book["Förr"].sheet_state = "hidden"  # type: ignore[index]
        book["Nu"].row_dimensions[2].hidden = True  # type: ignore[index]

    done = rsplan("doctor", change(path, hide))
    assert "Nu (2 rader, 4 kolumner, 1 dold rad); Förr (1 rad, 4 kolumner, dolt, läses inte)" in " ".join(
        done.stdout.split()
    )


def test_the_quarantine_holds_the_doubtful_rows_and_nothing_that_excel_computes(rsplan: Run, tmp_path: Path) -> None:
    rows = [HEAD, ["A", "HR", "+46 Klar", 1], ["-B", "@HR", "Hm\t", 2], ["C", "HR", "Klar", 3], ["D", "HR", "Klar", 4]]
    path = write(tmp_path / "a.xlsx", rows)
    change(path, lambda book: _as_text(book["Blad1"]["A2"], '=cmd|"/c calc"!A1'))
    target = tmp_path / "karantän.xlsx"
    done = rsplan("doctor", path, "--quarantine", target)
    assert done.returncode == 0, done.stderr
    page = load_workbook(target).active
    cells = [cell for row in page.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert [[cell.value for cell in row][:4] for row in page.iter_rows(min_row=2)] == [
        ["a.xlsx", "Blad1", "C2", "RSP201"],
        ["a.xlsx", "Blad1", "C3", "RSP201"],
    ]
    assert [page["G2"].value, page["I2"].value, page["G3"].value, page["H3"].value] == [
        "'=cmd|\"/c calc\"!A1", "'+46 Klar", "'-B", "'@HR",
    ]  # fmt: skip
    assert b"<f>" not in _sheet_xml(target)
    first = target.read_bytes()
    rsplan("doctor", path, "--quarantine", target)
    assert target.read_bytes() == first


def _as_text(cell: object, text: str) -> None:
    cell.value = text  # type: ignore[attr-defined]
    cell.data_type = "s"  # type: ignore[attr-defined]


def _sheet_xml(path: Path) -> bytes:
    import zipfile

    with zipfile.ZipFile(path) as package:
        return package.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_text_that_could_be_computed_stands_behind_an_apostrophe(text: str) -> None:
    assert str(harmless(text)).startswith("'")


@pytest.mark.parametrize("value", [None, 3, -3.5, True, "Försenad", "a=b", ""])
def test_other_values_stay_as_they_are(value: object) -> None:
    assert harmless(value) == value


def test_control_characters_and_lone_surrogates_can_be_written() -> None:
    assert harmless("a\x00b\ud800") == "a\ufffdb?"
