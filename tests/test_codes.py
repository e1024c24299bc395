"""The catalogue of findings is what the code uses and what the handbook lists."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from rsplan.findings.catalogue import Severity, catalogue
from rsplan.findings.finding import finding

ROOT = Path(__file__).parent.parent
HANDBOOK = (ROOT / "docs" / "anmarkningar.md").read_text(encoding="utf-8")
SOURCES = {path: path.read_text(encoding="utf-8") for path in (ROOT / "src" / "rsplan").rglob("*.py")}
USED = {
    code for path, text in SOURCES.items() if path.name != "catalogue.py" for code in re.findall(r"\bRSP\d{3}\b", text)
}


def test_the_handbooks_list_of_codes_is_current() -> None:
    done = subprocess.run([sys.executable, ROOT / "scripts" / "make_codes.py", "--check"], check=False)
    assert done.returncode == 0, "run scripts/make_codes.py"


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_every_code_is_listed_with_its_message(code: str) -> None:
    assert f"### {code} {catalogue()[code].title}" in HANDBOOK


def test_every_code_that_the_program_uses_is_catalogued() -> None:
    assert sorted(USED - set(catalogue())) == []


def test_every_code_of_tables_and_sums_is_used() -> None:
    assert sorted({code for code in catalogue() if code[:4] in ("RSP2", "RSP3")} - USED) == []


@pytest.mark.parametrize("rule", catalogue().values(), ids=lambda rule: rule.code)
def test_a_message_is_a_sentence_and_a_warning_says_what_to_do(rule) -> None:
    gaps = dict.fromkeys(re.findall(r"\{(\w+)\}", rule.message + rule.hint), "x") | {"value": "x"}
    made = finding(rule.code, **gaps)
    assert re.search(r"[.?!](?:\s|$)|x$", made.message)
    assert made.hint or rule.severity is Severity.INFO
