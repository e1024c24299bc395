"""The catalogue of findings is what the code uses and what the handbook lists."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

from rsplan.findings.catalogue import Severity, catalogue
from rsplan.findings.finding import ERRORS, RsplanError, finding, stop

HANDBOOK = (ROOT / "docs" / "anmarkningar.md").read_text(encoding="utf-8")
SOURCES = {path: path.read_text(encoding="utf-8") for path in (ROOT / "src" / "rsplan").rglob("*.py")}
NAMES = {rule.name: code for code, rule in catalogue().items() if rule.name}
USED = {
    NAMES.get(named, bare)
    for path, text in SOURCES.items()
    if path.name not in ("catalogue.py", "codes.py")
    for bare, named in re.findall(r"\b(RSP\d{3})\b|\bcodes\.([A-Z0-9_]+)\b", text)
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
    gaps: dict[str, object] = dict.fromkeys(re.findall(r"\{(\w+)\}", rule.message + rule.hint), "x") | {"value": "x"}
    gaps |= dict.fromkeys(re.findall(r"\{(\w+):", rule.message + rule.hint), 2)
    made = finding(rule.code, **gaps)
    assert re.search(r"[.?!](?:\s|$)|x$", made.message)
    assert made.hint or rule.severity is Severity.INFO


def test_a_finding_is_called_by_its_name() -> None:
    assert len(NAMES) == sum(bool(rule.name) for rule in catalogue().values())
    rooms = (
        "boundary/",
        "cli/",
        "documents/word/",
        "documents/office/",
        "documents/pdf/",
        "project/",
        "reading/",
        "runs/",
    )
    texts = {path.relative_to(ROOT / "src" / "rsplan").as_posix(): text for path, text in SOURCES.items()}
    assert [path for path, text in texts.items() if path.startswith(rooms) and re.search(r'"RSP\d{3}"', text)] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_an_error_says_what_the_catalogue_says_of_its_code(path: Path) -> None:
    errors = {error.__name__ for error in ERRORS.values()} | {RsplanError.__name__}
    inline = [
        call.lineno
        for call in ast.walk(ast.parse(SOURCES[path]))
        if isinstance(call, ast.Call) and ast.unparse(call.func) in errors
        for text in ast.walk(call)  # one that is made of findings has words of the catalogue
        if isinstance(text, ast.Constant) and re.search("[a-zåäö]{3,} [a-zåäö]{2,}", str(text.value))
    ]
    assert inline == []


@pytest.mark.parametrize("code", sorted(code for code, rule in catalogue().items() if rule.exit))
def test_what_stops_a_run_has_an_exit_code_of_the_interface_and_its_code(code: str) -> None:
    rule = catalogue()[code]
    gaps = dict.fromkeys(re.findall(r"\{(\w+)[:}]", rule.message + rule.hint), 2)
    error = stop(code, "a.docx", **gaps)
    assert (error.code, error.exit_code) == (code, ERRORS[rule.exit].exit_code)
    assert error.message.startswith("a.docx: ")


def test_a_finding_is_named_and_not_numbered_where_it_is_seen() -> None:
    bare = {path.name: re.findall(r'"RSP\d{3}"', text) for path, text in SOURCES.items() if path.name != "codes.py"}
    assert {name: found for name, found in bare.items() if found} == {}


def test_a_number_agrees_with_its_noun_in_every_message() -> None:
    """A gap that counts has both forms of the word after it: "1 rad", "2 rader"; but for what does not change."""
    texts = [text for rule in catalogue().values() for text in (rule.message, rule.hint)]
    after = {found for text in texts for found in re.findall(r"\{(?:count|read|aside)\} (\w+)", text)}
    assert after <= {"av", "blad"}
