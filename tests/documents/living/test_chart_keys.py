"""The key below an overview's bar names the statuses that the exports have today."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from living_support import matrix

from rsplan.documents.living.text import original_text, visible_text
from rsplan.documents.office.ooxml import P, T
from rsplan.documents.office.package import Package, read_package
from rsplan.report.report import Report

CHANGE = "pausade aktiviteter"
OLD = "■ Planerade   ■ Pågående enligt plan   ■ Försenade   ■ Genomförda"


@pytest.fixture
def paused(reports: Mapping[str, Report]) -> Report:
    return reports[CHANGE]


def keys(data: bytes) -> list[str]:
    return [line.replace("\u00a0", " ") for line in matrix.all_text(data).split("\n") if "■" in line]


@pytest.mark.parametrize("tracked", [False, True])
def test_a_status_that_is_new_is_named_in_the_key(written: bytes, paused: Report, tracked: bool) -> None:
    before = keys(written)
    assert OLD in before
    done = matrix._refreshed(written, paused, tracked=tracked)
    after = keys(done.data)
    assert after == [f"{OLD}   □ Pausade" if line == OLD else line for line in before]


def test_a_tracked_key_can_be_taken_back(written: bytes, paused: Report, reports: Mapping[str, Report]) -> None:
    done = matrix._refreshed(written, paused, tracked=True)
    package = read_package(done.data, "x")
    lines = [found for found in package.tree(package.main).iter(P) if visible_text(found).startswith("■")]
    (line,) = (found for found in lines if "Pausade" in visible_text(found))
    assert original_text(line).replace("\u00a0", " ") == OLD
    for tracked in (True, False):
        back = matrix._refreshed(done.data, reports["inget"], tracked=tracked)
        assert keys(back.data) == keys(written)


def test_a_key_that_a_person_has_written_in_stays_and_is_told(written: bytes, paused: Report) -> None:
    def write(package: Package) -> None:
        line = next(
            one
            for one in package.tree(package.main).iter(P)
            if "Försenade" in visible_text(one) and "■" in visible_text(one)
        )
        list(line.iter(T))[-1].text += " (klara)"

    done = matrix._refreshed(matrix.edited(written, matrix.Edit("för hand", write)), paused)
    assert any("(klara)" in line for line in keys(done.data))
    assert "RSP503" in {entry.code for entry in done.findings}
