"""A short form of the mutation test of the exports, and of its oracle; scripts/mutate_exports.py runs the long one."""

from __future__ import annotations

import subprocess
import sys

import mutate_exports
import pytest
from conftest import LONG


@pytest.fixture(scope="module")
def mutate() -> dict[str, object]:
    return vars(mutate_exports)


def test_no_change_of_an_export_changes_a_figure_in_silence(mutate) -> None:
    unexplained = [change.what for change, how in mutate["run"](600 if LONG else 30, 1) if not how]
    assert unexplained == []


def test_the_measurement_finds_a_reader_that_loses_a_row(mutate, monkeypatch: pytest.MonkeyPatch) -> None:
    told = mutate["told"]

    def careless(files, folder):
        figures, findings, plan = told(files, folder)
        quiet = tuple(entry for entry in findings if entry.code not in ("RSP201", "RSP202"))
        return figures, quiet, plan

    monkeypatch.setitem(mutate, "told", careless)
    assert any(not how for _, how in mutate["run"](60, 4))


def test_changes_go_through_files_and_the_real_readers_too() -> None:
    command = [sys.executable, mutate_exports.__file__, "--count", "5", "--seed", "5", "--files"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "predicted" in done.stderr


def test_the_oracle_knows_the_published_figures(mutate) -> None:
    figures = mutate["oracle"](mutate["sample_files"]())
    assert [figures[kind,] for kind in ("assignments", "indicators", "activities")] == [29, 17, 294]
    assert figures["activities", "distinct="] == 262
