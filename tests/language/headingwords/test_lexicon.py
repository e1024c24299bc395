"""The grammar of headings held against a table that was written by reading, and not by its rules."""

from __future__ import annotations

import tomllib
from pathlib import Path

from rsplan.language.headingwords.reading import read_heading
from rsplan.language.vocabulary import load_vocabulary
from rsplan.plan.model import Kind
from rsplan.understanding.headings import heading_key, undated

VOCABULARY = load_vocabulary()
TABLE = tomllib.loads(Path(__file__).with_name("headings_by_reading.toml").read_text(encoding="utf-8"))
MEANT = {
    "namn på uppdrag": ("title", Kind.ASSIGNMENTS), "namn på nyckeltal": ("title", Kind.INDICATORS),
    "namn på aktiviteter": ("title", Kind.ACTIVITIES), "status": ("status", None), "enhet": ("unit", None),
    "kommentar": ("comment", None), "målvärde": ("target", None), "utfall": ("actual", None),
    "prognos": ("forecast", None), "namn på rader av flera slag": ("title", None), "unknown": None,
}  # fmt: skip
EVERY = [(MEANT[name], text) for name, table in TABLE.items() for text in table["texts"]]
UNREAD_OF_A_HUNDRED = 3


def read(text: str) -> tuple[str, Kind | None] | None:
    """Field and kind; the kind only of a name, since any item has a status."""
    key = heading_key(text)
    if kind := VOCABULARY.kind_names.get(key):
        return "title", kind
    if field := VOCABULARY.columns.get(key) or VOCABULARY.columns.get(undated(text)):
        return field, None
    found = read_heading(text, VOCABULARY)
    return (found.field, found.kind if found.field == "title" else None) if found else None


def test_no_heading_is_read_as_what_no_careful_reader_takes_it_for() -> None:
    assert {text: read(text) for meant, text in EVERY if read(text) not in (meant, None)} == {}


def test_nearly_every_heading_is_read() -> None:
    unread = [text for meant, text in EVERY if meant and read(text) is None]
    assert len(unread) * 100 <= UNREAD_OF_A_HUNDRED * len(EVERY), unread
