"""The files of ``history/``: what is read, and what stops the run with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rsplan.analysis.series import Sex
from rsplan.findings.finding import ExportError, RsplanError
from rsplan.project.history_files import COLUMNS, read_history

HEADING = "indicator;period;value;sex;unit;source\n"


def history(project: Path, text: str, name: str = "tidigare.csv", encoding: str = "utf-8") -> None:
    folder = project / "history"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(text.encode(encoding, "surrogatepass"))


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("indicator;period;utfall\nN25-01;2022;3\n", "rad 1", 'kolumnen "utfall"'),
        ("indicator;period;valeu\nN25-01;2022;3\n", "rad 1", "Menades value?"),
        ("indicator;period;value;value\nN25-01;2022;3;4\n", "rad 1", "två gånger"),
        ("indicator;period\nN25-01;2022\n", "rad 1", "kolumner saknas: value"),
        (HEADING + "N25-01;2022;tre;;;\n", "rad 2", 'kolumnen value har "tre". Väntade ett tal'),
        (HEADING + "N25-01;2022;;;;\n", "rad 2", "Väntade ett tal"),
        (HEADING + "\nN25-01;2022-T5;3;;;\n", "rad 3", "Väntade 2024, 2024-april"),
        (HEADING + "N25-01;2022;3;X;;\n", "rad 2", "Väntade K, M eller T"),
        (HEADING + ";2022;3;;;\n", "rad 2", "nyckeltalets id eller namn"),
        (HEADING + "N25-01;2022-T1;3;;;\nN25-01;2022-april;4;;;\n", "rad 3", "(history/tidigare.csv, rad 2)"),
        (HEADING + "N25-01;2022;3;;;;x\n", "rad 2", "7 värden"),
    ],
)
def test_what_is_wrong_in_history_stops_with_file_line_and_what_was_expected(
    text: str, line: str, expected: str, tmp_path: Path
) -> None:
    history(tmp_path, text)
    with pytest.raises(ExportError) as refused:
        read_history(tmp_path)
    said = f"{refused.value} {refused.value.hint}"
    assert f"history/tidigare.csv, {line}" in said
    assert expected in said


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_file_of_excel_is_read(encoding: str, delimiter: str, tmp_path: Path) -> None:
    text = "Indicator;Period;Value;Sex\r\nHälsofrämjandeindex;2022-T3;4.5;Män\r\n".replace(";", delimiter)
    history(tmp_path, text, encoding=encoding)
    (row,) = read_history(tmp_path)
    assert (row.indicator, row.point.time.slug, str(row.point.value)) == ("Hälsofrämjandeindex", "2022-december", "4.5")
    assert (row.sex, row.point.place) == (Sex.MEN, "history/tidigare.csv, rad 2")


def test_a_value_may_stand_in_one_file_only(tmp_path: Path) -> None:
    history(tmp_path, HEADING + "N1;2022;3;;;\n", "a.csv")
    history(tmp_path, HEADING + "N1;2022;3;;;\n", "b.csv")
    with pytest.raises(ExportError, match=r"history/b\.csv, rad 2.*history/a\.csv, rad 2"):
        read_history(tmp_path)


def test_a_year_and_a_month_a_sex_and_a_unit_are_values_of_their_own(tmp_path: Path) -> None:
    lines = ["N1;2022;3;;;", "N1;2022-12;3;;;", "N1;2022;3;K;;", "N1;2022;3;;Enheten;", "N2;2022;3;;;"]
    history(tmp_path, HEADING + "\n".join(lines))
    assert len(read_history(tmp_path)) == 5


def test_no_folder_an_empty_file_and_other_files_are_no_values(tmp_path: Path) -> None:
    assert read_history(tmp_path) == []
    history(tmp_path, "")
    history(tmp_path, "hej", "läs mig.txt")
    history(tmp_path, HEADING, ".dold.csv")
    assert read_history(tmp_path) == []


CELL = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


CELLS = st.lists(st.one_of(CELL, st.sampled_from([*COLUMNS, "2022", "3 %", "K"])), max_size=7)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(CELLS, max_size=4))
def test_whatever_stands_there_is_read_or_refused_with_its_file(rows: list[list[str]], tmp_path: Path) -> None:
    history(tmp_path, HEADING + "\n".join(";".join(row) for row in rows))
    refused = None
    try:
        read_history(tmp_path)
    except RsplanError as error:
        refused = str(error)
    assert refused is None or "history/tidigare.csv, rad" in refused
