"""``rsplan compare`` as its user meets it: periods, files, declared pairs, and what goes wrong."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from conftest import SAMPLE
from csv_diff import compare as csv_diff
from csv_diff import load_csv
from openpyxl import load_workbook

from rsplan.documents.changes import as_data, to_csv
from rsplan.documents.changes_table import print_changes
from rsplan.findings.finding import ConfigurationError, ExportError, MissingInputError
from rsplan.plan.model import Kind, Plan
from rsplan.plan.period import Period, Tertial
from rsplan.report.comparing import Compared
from rsplan.runs.compare import compare_files, compare_periods

Run = Callable[..., subprocess.CompletedProcess[str]]
EXPORTS = SAMPLE / "exports"
AUGUST = (Tertial.AUGUSTI, 2025)


@pytest.fixture(scope="module")
def august() -> Compared:
    return compare_periods(SAMPLE, *AUGUST, None)


def small(folder: Path, *lines: str) -> Path:
    """An export of assignments: id, title, status."""
    path = folder / "uppdrag.csv"
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(["Id;Uppdrag;Status", *lines]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of two periods of one plan, and one of the plan before."""
    (tmp_path / "rsplan.toml").write_text('[organisation]\nboard = "Nämnden"\n', encoding="utf-8")
    small(tmp_path / "exports" / "2024-april", "U24-01;Öva krisledning;Grön", "U24-02;Utbilda alla;Gul")
    small(tmp_path / "exports" / "2025-april", "U25-01;Öva krisledningen;Gul", "U25-02;Utbilda alla;Gul")
    small(tmp_path / "exports" / "2025-augusti", "U25-01;Öva krisledningen;Grön", "U25-02;Utbilda alla;Gul")
    return tmp_path


def test_the_json_of_the_interface(august: Compared) -> None:
    told = json.loads(json.dumps(as_data(august)))
    assert (told["from"], told["to"], told["same_plan"]) == ("2025-april", "2025-augusti", True)
    assignments = told["assignments"]
    assert (assignments["from"]["yellow"], assignments["to"]["yellow"]) == (27, 24)
    (flow,) = assignments["flows"]
    assert (flow["from"], flow["to"], flow["count"], len(flow["items"])) == ("yellow", "green", 3, 3)
    assert set(flow["items"][0]) == {"key", "title", "unit", "from_cell", "to_cell"}
    assert flow["items"][0]["from_cell"] == "2025-april/uppdrag.xlsx, blad Uppdrag, cell E10"
    assert {"added", "removed", "proposed"} <= set(assignments)


def test_a_cell_of_the_json_is_the_cell_of_the_export(august: Compared) -> None:
    for flow in as_data(august)["indicators"]["flows"]:
        for item in flow["items"]:
            file, sheet, cell = (part.split(" ")[-1] for part in item["to_cell"].split(", "))
            words = load_workbook(EXPORTS / file)[sheet][cell].value
            assert august.vocabulary.status(Kind.INDICATORS, words) == flow["to"]


def test_every_line_of_the_csv_is_one_change(august: Compared) -> None:
    lines = list(csv.DictReader(io.StringIO(to_csv(august))))
    moved = [line for line in lines if line["change"] == "flow" and line["kind"] == "activities"]
    assert len(moved) == 79 + 13 + 27 + 10
    assert sum(line["change"] == "actual" for line in lines) == 15


def as_csv(plan: Plan) -> io.StringIO:
    """The activities as csv-diff takes them: id and unit in one column."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["key", "status"])
    writer.writerows(zip(*keyed(plan.activities), strict=True))
    file.seek(0)
    return file


def keyed(frame: pd.DataFrame) -> tuple[list[str], list[str]]:
    keys = [f"{own}|{unit}" for own, unit in zip(frame["id"], frame["unit"], strict=True)]
    return keys, frame["status"].tolist()


def test_csv_diff_names_the_same_rows(tmp_path: Path) -> None:
    """The peer: csv-diff, on the same rows."""
    old, new = tmp_path / "old.xlsx", tmp_path / "new.xlsx"
    shutil.copy(EXPORTS / "2025-april" / "aktiviteter.xlsx", old)
    book = load_workbook(EXPORTS / "2025-augusti" / "aktiviteter.xlsx")
    sheet = book["Aktiviteter"]
    ids = next(cell for row in sheet.iter_rows(max_row=5) for cell in row if cell.value == "Id")
    sheet.cell(30, ids.column).value = "A25-999"
    sheet.delete_rows(20, 3)
    book.save(new)
    mine = compare_files([old], [new]).changes
    theirs = csv_diff(*(load_csv(as_csv(plan), key="key") for plan in (mine.before, mine.now)))
    found = mine.kinds[Kind.ACTIVITIES]
    before, now = (keyed(plan.activities)[0] for plan in (mine.before, mine.now))
    assert sorted(now[at] for at in found.pairing.new) == sorted(row["key"] for row in theirs["added"])
    assert sorted(before[at] for at in found.pairing.gone) == sorted(row["key"] for row in theirs["removed"])
    moved = [now[pair[1]] for flow in found.flows for pair in flow.pairs]
    assert sorted(moved) == sorted(row["key"] for row in theirs["changed"])
    assert min(len(theirs["added"]), len(theirs["removed"]), len(theirs["changed"])) > 0


def test_two_folders_need_no_project(rsplan: Run) -> None:
    done = rsplan("compare", EXPORTS / "2021-april", EXPORTS / "2021-augusti", "--format", "json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert [flow["count"] for flow in told["assignments"]["flows"]] == [1]
    assert told["same_plan"]


def test_several_files_stand_on_each_side_of_the_dashes(rsplan: Run) -> None:
    sides = [[EXPORTS / f"2021-{month}" / f"{name}.xlsx" for name in ("resultatmal", "matetal")] for month in
             ("april", "augusti")]  # fmt: skip
    done = rsplan("compare", "--format", "json", *sides[0], "--", *sides[1])
    assert done.returncode == 0, done.stderr
    assert sum(flow["count"] for flow in json.loads(done.stdout)["indicators"]["flows"]) == 4
    done = rsplan("compare", *sides[0], *sides[1])
    assert done.returncode == 2
    assert "--" in done.stderr


@pytest.mark.parametrize("extra", [["--tertial", "april"], ["--against", "2024-april"], ["--project", "."]])
def test_files_and_periods_are_one_or_the_other(rsplan: Run, extra: list[str]) -> None:
    assert rsplan("compare", *extra, "a.xlsx", "b.xlsx").returncode == 2


# Declared pairs


def declare(project: Path, *lines: str) -> None:
    path = project / "rsplan.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n[same]\n" + "\n".join(lines) + "\n", encoding="utf-8")


def test_a_proposed_line_can_be_pasted(project: Path) -> None:
    between = (project, Tertial.APRIL, 2025, Period.parse("2024-april"))
    first = compare_periods(*between)
    assert len(first.changes.kinds[Kind.ASSIGNMENTS].pairing.pairs) == 1
    ((_, _, line),) = first.proposals(Kind.ASSIGNMENTS)
    declare(project, line)
    second = compare_periods(*between)
    assert len(second.changes.kinds[Kind.ASSIGNMENTS].pairing.pairs) == 2
    assert second.proposals(Kind.ASSIGNMENTS) == []


@pytest.mark.parametrize(
    ("line", "nearest"), [('"U24-01" = "U25-011"', "U25-01"), ('"U24-011" = "U25-01"', "U24-01")]
)  # fmt: skip
def test_a_pair_that_no_period_knows_is_refused(project: Path, line: str, nearest: str) -> None:
    declare(project, line)
    with pytest.raises(ConfigurationError) as error:
        compare_periods(project, Tertial.APRIL, 2025, Period.parse("2024-april"))
    assert line in str(error.value)
    assert f'Menades "{nearest}"?' in str(error.value)


def test_a_pair_of_other_plans_is_left_alone(project: Path) -> None:
    declare(project, '"U24-01" = "U25-01"', '"U22-07" = "U23-09"')
    assert compare_periods(project, *AUGUST, None).changes.same_plan


def test_an_id_that_stands_on_several_titles_is_refused_with_them(project: Path) -> None:
    small(project / "exports" / "2024-april", "U24-01;Öva krisledning;Grön", "U24-01;Utbilda alla;Gul", "U24-03;Ny;Gul")
    declare(project, '"U24-01" = "U25-01"')
    with pytest.raises(ConfigurationError) as refused:
        compare_periods(project, Tertial.APRIL, 2025, Period.parse("2024-april"))
    said = str(refused.value)
    assert refused.value.code == "RSP353"
    assert all(part in said for part in ('"U24-01" = "U25-01"', "Öva krisledning", "Utbilda alla", 'Menades "U24-03"?'))


def test_between_plans_no_move_of_a_status_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small(project / "exports" / "2024-april", "U24-01;Öva krisledning;Grön", "U24-02;Utbilda alla;Röd")
    found = compare_periods(project, Tertial.APRIL, 2025, Period.parse("2024-april"))
    assert found.changes.kinds[Kind.ASSIGNMENTS].flows
    print_changes(found)
    told = capsys.readouterr().out
    assert "Samma i båda planerna: 1" in told
    assert "Inte uppfyllt →" not in told
    assert ",flow," not in to_csv(found)


@pytest.mark.parametrize("second", ['"U24-02" = "u25-01"', '"u24-01" = "U25-02"'])
def test_an_id_declared_twice_is_refused(project: Path, second: str) -> None:
    declare(project, '"U24-01" = "U25-01"', second)
    with pytest.raises(ConfigurationError, match=r"\[same\]"):
        compare_periods(project, *AUGUST, None)


def test_an_id_with_another_title_is_told_with_both_cells(project: Path) -> None:
    small(project / "exports" / "2025-augusti", "U25-01;Något helt annat;Grön", "U25-02;Utbilda alla;Gul")
    found = compare_periods(project, *AUGUST, None)
    (told,) = found.findings
    assert "2025-augusti/uppdrag.csv" in str(told)
    assert "2025-april/uppdrag.csv" in str(told)
    assert '"U25-01" = "U25-01"' in str(told)
    pairing = found.changes.kinds[Kind.ASSIGNMENTS].pairing
    assert (len(pairing.gone), len(pairing.new)) == (1, 1)


# What goes wrong


def test_without_an_earlier_period_of_the_plan_the_one_to_write_is_told(project: Path) -> None:
    with pytest.raises(MissingInputError) as error:
        compare_periods(project, Tertial.APRIL, 2025, None)
    assert error.value.exit_code == 66
    assert "2024-april" in error.value.message
    assert "--against 2024-april" in str(error.value)


def test_without_any_earlier_period_nothing_is_proposed(project: Path) -> None:
    with pytest.raises(MissingInputError) as error:
        compare_periods(project, Tertial.APRIL, 2024, None)
    assert "--against" not in str(error.value)


@pytest.mark.parametrize("against", ["2023-april", "2025-augusti", "2025-april"])
def test_a_period_that_is_unknown_or_not_earlier_is_refused(project: Path, against: str) -> None:
    with pytest.raises(ConfigurationError) as error:
        compare_periods(project, Tertial.APRIL, 2025, Period.parse(against))
    assert error.value.exit_code == 2
    assert "2024-april" in str(error.value)


@pytest.mark.parametrize("against", ["igår", "2024", "2024-maj"])
def test_a_period_that_is_none_is_refused(rsplan: Run, project: Path, against: str) -> None:
    done = rsplan("compare", "--tertial", "augusti", "--against", against, cwd=project)
    assert done.returncode == 2
    assert "2024-april" in done.stderr


def test_earlier_exports_that_cannot_be_read_stop_the_comparison(project: Path) -> None:
    (project / "exports" / "2025-april" / "uppdrag.csv").write_bytes(b"PK\x03\x04 half a workbook")
    with pytest.raises(ExportError) as error:
        compare_periods(project, *AUGUST, None)
    assert error.value.exit_code == 65
    assert "exports/2025-april" in str(error.value)
    assert "uppdrag.csv" in str(error.value)


def test_a_folder_without_exports_is_missing_input(tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    with pytest.raises(MissingInputError, match="tom"):
        compare_files([tmp_path / "tom"], [EXPORTS / "2025-april"])


def test_what_a_cell_holds_cannot_steer_the_terminal_or_be_computed(rsplan: Run, tmp_path: Path) -> None:
    before = small(tmp_path / "a", "U1;=1+1 [bold]x[/bold];Gul")
    now = small(tmp_path / "b", "U1;=1+1 [bold]x[/bold];Grön")
    table = rsplan("compare", before, now)
    assert "[bold]x[/bold]" in table.stdout
    lines = rsplan("compare", before, now, "--format", "csv").stdout.splitlines()
    assert ",'=1+1" in lines[1]
