"""Bad input: one clear Swedish message with what to do next, the exit code of the interface, nothing written."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest


def files_in(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def no_period(_: Path) -> list[str]:
    return ["report", "--tertial", "december", "--year", "2025"]


def empty_folder(sample: Path) -> list[str]:
    (sample / "exports" / "2026-april").mkdir()
    return ["report", "--tertial", "april", "--year", "2026"]


def no_known_table(sample: Path) -> list[str]:
    folder = sample / "exports" / "2026-april"
    folder.mkdir()
    book = openpyxl.Workbook()
    book.active.append(["Kommun", "Invånare"])
    book.active.append(["Östersund", 64000])
    book.save(folder / "befolkning.xlsx")
    return ["report", "--tertial", "april", "--year", "2026"]


def unknown_tertial(_: Path) -> list[str]:
    return ["report", "--tertial", "maj"]


def misspelled_key(sample: Path) -> list[str]:
    path = sample / "rsplan.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("wording =", "wordning ="), encoding="utf-8")
    return ["report", "--tertial", "april"]


def unknown_wording(sample: Path) -> list[str]:
    path = sample / "rsplan.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('wording = "2025"', 'wording = "2035"'), encoding="utf-8")
    return ["report", "--tertial", "april"]


def broken_toml(sample: Path) -> list[str]:
    (sample / "rsplan.toml").write_text("[organisation\n", encoding="utf-8")
    return ["report", "--tertial", "april"]


def unknown_fact_in_text(sample: Path) -> list[str]:
    path = sample / "texts" / "2025-april" / "resultat.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n\n{{ activities.delaid }}\n", encoding="utf-8")
    return ["report", "--tertial", "april"]


def missing_file(_: Path) -> list[str]:
    return ["summary", "finns-inte.xlsx"]


def output_is_a_file(sample: Path) -> list[str]:
    (sample / "ut").write_text("", encoding="utf-8")
    return ["report", "--tertial", "april", "--output", "ut"]


def open_in_word(sample: Path) -> list[str]:
    folder = sample / "reports" / "2025-april"
    folder.mkdir(parents=True)
    (folder / "~$rapport.docx").write_bytes(b"\x05owner")
    return ["report", "--tertial", "april"]


CASES: list[tuple[Callable[[Path], list[str]], int, list[str]]] = [
    (no_period, 66, ["2025-december", "finns inte", "2025-april", "--tertial"]),
    (empty_folder, 66, ["2026-april", "tom", "Lägg periodens"]),
    (no_known_table, 65, ["befolkning.xlsx", "ingen tabell", "rsplan learn"]),
    (unknown_tertial, 2, ["maj", "april, augusti eller december"]),
    (misspelled_key, 2, ["rsplan.toml", "wordning", "Menades wording?"]),
    (unknown_wording, 2, ["2035", "2021, 2024, 2025"]),
    (broken_toml, 2, ["rsplan.toml", "TOML"]),
    (unknown_fact_in_text, 2, ["resultat.md", "activities.delaid", "delayed"]),
    (missing_file, 66, ["finns-inte.xlsx"]),
    (output_is_a_file, 73, ["ut", "--output"]),
    (open_in_word, 75, ["rapport.docx", "öppen", "Stäng"]),
]


@pytest.mark.parametrize(("spoil", "code", "words"), CASES, ids=[case[0].__name__ for case in CASES])
def test_the_message_says_what_is_wrong_and_nothing_is_written(
    rsplan, sample: Path, spoil: Callable[[Path], list[str]], code: int, words: list[str]
) -> None:
    arguments = spoil(sample)
    before = files_in(sample)
    done = rsplan(*arguments, cwd=sample)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    for word in words:
        assert word in done.stderr
    written = {path for path in files_in(sample) - before if path.name != ".rsplan.lock"}
    assert not written


def test_outside_a_project_the_user_is_told_how_to_get_one(rsplan, tmp_path: Path) -> None:
    done = rsplan("report", "--tertial", "april", cwd=tmp_path)
    assert done.returncode == 66
    assert "rsplan.toml" in done.stderr
    assert "--project" in done.stderr
    assert "rsplan init" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["sumary"], ["sumary", "Menades summary?"]),
        (["summary", "--tertal", "april"], ["--tertal", "Menades --tertial?"]),
        (["report"], ["--tertial saknas"]),
        (["report", "--tertial", "april", "--as-of", "12 maj"], ["12 maj", "2025-05-12"]),
        (["summary", "--year", "95"], ["--year"]),
    ],
)
def test_a_wrong_command_line_is_told_in_swedish_with_the_nearest_name(rsplan, arguments, words) -> None:
    done = rsplan(*arguments)
    assert done.returncode == 2
    for word in words:
        assert word in done.stderr
    assert "Error" not in done.stderr


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user whom the file system can refuse")
def test_a_folder_without_write_access_is_named(rsplan, sample: Path) -> None:
    (sample / "reports").mkdir()
    (sample / "reports").chmod(0o500)
    done = rsplan("report", "--tertial", "april", cwd=sample)
    assert done.returncode == 77
    assert "behörighet" in done.stderr
