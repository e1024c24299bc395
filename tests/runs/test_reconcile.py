"""``rsplan reconcile`` as a user runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SAMPLE

Run = Callable[..., subprocess.CompletedProcess[str]]
PLAN = SAMPLE / "plan" / "plan-2025.docx"


def test_a_difference_exits_1_and_names_both_places(rsplan: Run) -> None:
    done = rsplan("reconcile", PLAN, "--project", SAMPLE, "--tertial", "april", COLUMNS="200")
    assert done.returncode == 1
    assert "26 står ord för ord" in done.stdout
    assert "U25-29" in done.stdout
    assert "anges till 36,7, delarna ger 35,7" in done.stdout
    assert "10 muntliga, 3 skriftliga, 1 utan uppgift" in done.stdout


def test_json_holds_every_kind_and_sum(rsplan: Run) -> None:
    exports = sorted((SAMPLE / "exports" / "2025-april").glob("*.xlsx"))
    done = rsplan("reconcile", PLAN, *exports, "--format", "json")
    found = json.loads(done.stdout)
    assert done.returncode == 1
    assert (found["assignments"]["in_plan"], found["assignments"]["in_exports"]) == (28, 29)
    assert found["indicators"]["long_term_not_compared"] == 10
    assert [one["stated"] for one in found["sums"] if one["outcome"] == "differs"] == ["36.7"]


def test_a_plan_that_agrees_exits_0(rsplan: Run, tmp_path: Path) -> None:
    exports = SAMPLE / "exports" / "2025-april"
    plan = tmp_path / "plan.csv"
    titles = subprocess.run(
        [sys.executable, "-m", "rsplan", "explain", "assignments", exports / "uppdrag.xlsx", "--format", "json"],
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    rows = json.loads(titles.stdout)["rows"]
    lines = ["Uppdrag;Beslutad av", *(f'"{row["title"]}";' for row in rows)]
    plan.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = rsplan("reconcile", plan, exports / "uppdrag.xlsx")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(("name", "data", "code", "said"), [
    ("plan.docx", b"%PDF-1.7", 65, "en PDF"),
    ("plan.docx", b"PK\x03\x04 half a file", 65, "plan.docx"),
    ("plan.xlsx", b"PK\x03\x04 half a file", 65, "plan.xlsx"),
    ("plan.csv", "Utförare;Uppföljning\nVårdval;Avtal\n".encode(), 65, "Uppdrag och Beslutad av"),
    ("plan.csv", b"bara en rad text\n", 65, "ingen tabell"),
])  # fmt: skip
def test_a_plan_that_cannot_be_read_is_told(
    rsplan: Run, tmp_path: Path, name: str, data: bytes, code: int, said: str
) -> None:
    plan = tmp_path / name
    plan.write_bytes(data)
    done = rsplan("reconcile", plan, SAMPLE / "exports" / "2025-april" / "uppdrag.xlsx")
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr


def test_a_missing_plan_is_missing_input(rsplan: Run, tmp_path: Path) -> None:
    assert rsplan("reconcile", tmp_path / "ingen.docx", "--project", SAMPLE).returncode == 66
