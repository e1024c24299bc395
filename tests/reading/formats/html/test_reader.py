"""The tables of a web page: each is a sheet, called what the page calls it."""

from __future__ import annotations

import pytest

from rsplan.reading.formats.html.reader import read_html

ONE = "<table><tr><th>Namn</th></tr></table>"
CAPTIONED = "<table><caption>Uppdrag</caption><tr><th>Namn</th></tr></table>"


@pytest.mark.parametrize(
    ("body", "names"),
    [
        (ONE, ["Tabell 1"]),
        (f"<h2>Aktiviteter</h2>{ONE}", ["Aktiviteter"]),
        (f"<h1>2025</h1><h2>Uppdrag</h2>{ONE}<div><h2>Nyckeltal</h2><p>Se</p>{ONE}</div>", ["Uppdrag", "Nyckeltal"]),
        (f"<h2>Aktiviteter</h2>{ONE}{ONE}", ["Aktiviteter", "Tabell 2"]),
        (f"<h2>Aktiviteter</h2>{CAPTIONED}", ["Uppdrag"]),
        (f"<h2>Uppdrag</h2>{ONE}<h2>Uppdrag</h2>{ONE}", ["Uppdrag", "Tabell 2"]),
        (f"<h2> </h2>{ONE}", ["Tabell 1"]),
        ("<h2>Uppdrag</h2><table><tr><td><h3>Nyckeltal</h3></td></tr></table>" + ONE, ["Uppdrag", "Tabell 2"]),
    ],
)  # fmt: skip
def test_a_table_is_called_by_its_caption_else_by_the_heading_above_it(body: str, names: list[str]) -> None:
    sheets, _ = read_html(f"<html><head><meta charset='utf-8'></head><body>{body}</body></html>".encode())
    assert [sheet.name for sheet in sheets] == names
