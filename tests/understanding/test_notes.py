"""Every line that a message offers can be pasted as it stands: it is taken, and the message is not said again."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence

import pytest
from tables_support import Rows, grid

from rsplan.findings.finding import ExportError, Finding
from rsplan.language.vocabulary import Vocabulary, load_vocabulary
from rsplan.plan.period import Period, Tertial
from rsplan.understanding.notes import column_line
from rsplan.understanding.plan import read_plan

APRIL = Period(2025, Tertial.APRIL)
NAMES = ["Korta köerna", "Bygga vägar", "Stärka hälsan", "Måla taken", "Rita kartor"]
COLOURS = ["Grön", "Gul", "Grön", "Röd", "Grön"]
STATES = ["Pågående", "Klar", "Pågående", "Försenad", "Klar"]
LINE = re.compile(r'"(?:[^"\\]|\\.)+" = "(?:[^"\\]|\\.)+"')


def table(*columns: Sequence[object]) -> Rows:
    """Columns, each with its heading first, as rows."""
    return list(zip(*columns, strict=True))


UPPDRAG = ["Uppdrag", *NAMES]
CASES: dict[str, Rows] = {
    "RSP201": table(UPPDRAG, ["Status", *COLOURS[:4], "Halvdan"]),
    "RSP206": table(UPPDRAG, ["Status", *COLOURS], ["Ramsa", *"abcde"]),
    "RSP221": table(UPPDRAG, ["Status", *COLOURS], ["Enhhet", *"abcab"]),
    "RSP231": table(UPPDRAG, ["Hur läget är", *COLOURS], ["Enhet", *"abcab"]),
    "RSP235": table(["Vårt löfte", *NAMES], ["Hur det går", *COLOURS]),
    "RSP237": table(["Ting", *NAMES], ["Hur då", "Kör", "Vilar", "Kör", "Vilar", "Kör"]),
    "RSP248": table(UPPDRAG, ["Status", *COLOURS], ["Ansv. enhet", *"abcab"], ["Enh.", *"bbcab"]),
    "RSP265": table(UPPDRAG, ["Status", *COLOURS], ["Vår bild", *COLOURS[::-1]]),
    "RSP270": table(UPPDRAG, ["Status", "Bra", "Dåligt", "Bra", "Dåligt", "Bra"]),
    "RSP271": table(["Aktivitet", *NAMES], ["Status", "1. Pågående", *STATES[1:]]),
    "RSP272": table(["Aktivitet", *NAMES], ["Status", "Pågåede", *STATES[1:]]),
    "RSP273": table(UPPDRAG, ["Ansats", "Hög", "Låg", "Hög", "Låg", "Hög"], ["Enhet", *"ababa"]),
    "RSP274": table(["Nämndens uppdrag", *NAMES], ["Status", *COLOURS]),
    "RSP275": table(["Insats", *NAMES], ["Status", *STATES]),
    "RSP276": table(UPPDRAG, ["Nämndens läge", *COLOURS], ["Enhetens läge", *COLOURS[::-1]]),
    "RSP533": table(["Kontrollmoment", *NAMES], ["Utfall", *STATES]),
}


def findings(rows: Rows, words: Vocabulary, fills: Mapping[tuple[int, int], str] | None = None) -> list[Finding]:
    book = grid(rows, fills=fills) if fills else grid(rows)
    try:
        return list(read_plan([book], words, APRIL).findings)
    except ExportError as refused:
        return list(refused.findings)


def pasted(told: Finding) -> Vocabulary:
    """The words of a project that has the lines of a message; of several ways the first."""
    text = f"{told.message} {told.hint}"
    lines = LINE.findall(re.split(r', eller (?=")', text)[0])
    assert lines, text
    assert "[vocabulary]" in text or "[columns]" in text
    taught = {key: value for line in lines for key, value in tomllib.loads(line).items()}
    return load_vocabulary(taught, {}) if "[vocabulary]" in text else load_vocabulary({}, taught)


@pytest.mark.parametrize("code", CASES)
def test_a_line_pasted_as_it_stands_is_taken_and_the_message_is_gone(code: str) -> None:
    told = next(entry for entry in findings(CASES[code], load_vocabulary()) if entry.code == code)
    again = findings(CASES[code], pasted(told))
    assert not [entry for entry in again if (entry.code, entry.cell, entry.value) == (code, told.cell, told.value)]


@pytest.mark.parametrize(("noun", "code"), [("Uppdrag", "RSP210"), ("Aktivitet", "RSP232")])
def test_the_line_of_a_colour_makes_it_silent(noun: str, code: str) -> None:
    rows = table([noun, *NAMES], ["Status", *[None] * 5])
    fills = {(row, 1): "FF0000" if row % 2 else "00B050" for row in range(1, 6)}
    first = [entry for entry in findings(rows, load_vocabulary(), fills) if entry.code == code]
    assert len(first) == 2
    again = [entry for entry in findings(rows, pasted(first[0]), fills) if entry.code == code]
    assert [entry.value for entry in again] == [first[1].value]


@pytest.mark.parametrize("heading", ["Läge", 'Sa "ja"', "a\\b", "rad\nbruten", "Ärende (nr)"])
def test_the_line_of_a_heading_is_toml_that_teaches_it(heading: str) -> None:
    (key,) = tomllib.loads(column_line(heading, "status"))
    assert load_vocabulary({}, {key: "status"}).columns[" ".join(heading.split()).casefold()] == "status"
