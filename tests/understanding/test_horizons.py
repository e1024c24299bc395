"""What kind of indicator each is, by its cell or by what stands above it."""

from __future__ import annotations

import pytest
from tables_support import VOCABULARY, cells, codes, grid

from rsplan.understanding.horizons import horizon_named
from rsplan.understanding.plan import read_plan

HEAD = ["Nyckeltal", "Typ", "Utfall", "Status"]


def horizons(rows: list[list[object]], **more: str) -> list[str]:
    return list(read_plan([grid(rows, **more)], VOCABULARY).indicators["horizon"])


@pytest.mark.parametrize(
    ("heading", "horizon"),
    [
        ("Finansiella nyckeltal", "financial"), ("Finansiella nyckeltal 2025", "financial"),
        ("Finansiella mål", "financial"), ("Ekonomi", "financial"), ("Långsiktiga nyckeltal", "long_term"),
        ("Lång sikt", "long_term"), ("Kortsiktiga_nyckeltal", "short_term"), ("Kortsiktiga indikatorer", "short_term"),
        ("Nyckeltal", None), ("Nyckeltal 2025", None), ("", None), ("Finansiella nyckeltal för regionen", None),
        ("God ekonomi", None), ("Uppdrag", None),
    ],
)  # fmt: skip
def test_a_heading_names_a_kind_of_indicator_and_nothing_besides(heading: str, horizon: str | None) -> None:
    assert horizon_named(heading, VOCABULARY) == horizon


@pytest.mark.parametrize(
    ("cell", "horizon"),
    [
        ("Finansiellt", "financial"), ("finansiellt nyckeltal", "financial"), ("Långsiktigt", "long_term"),
        ("Långsiktig indikator", "long_term"), ("Kortsiktigt nyckeltal", "short_term"), ("Nyckeltal", "short_term"),
        (None, "short_term"),
    ],
)  # fmt: skip
def test_a_cell_tells_the_kind_of_its_indicator(cell: str | None, horizon: str) -> None:
    rows = [HEAD, ["Sjukfrånvaro", cell, 5, "Grön"], ["Köer", "Kortsiktigt", 7, "Gul"]]
    assert horizons(rows) == [horizon, "short_term"]


def test_an_unknown_word_is_said_once_with_the_line_to_paste_and_counted_as_short_term() -> None:
    rows = [HEAD, ["A-mått", "Strategiskt", 5, "Grön"], ["B-mått", "Strategiskt", 7, "Gul"], ["C-mått", None, 7, "Gul"]]
    plan = read_plan([grid(rows)], VOCABULARY)
    assert set(plan.indicators["horizon"]) == {"short_term"}
    (said,) = [entry for entry in plan.findings if '"Strategiskt" = "kortsiktigt"' in str(entry)]
    assert said.cell == "B2"
    assert any("B4" in cells(plan, code) for code in codes(plan))


@pytest.mark.parametrize("where", ["sheet", "file", "title", "heading"])
def test_what_stands_above_tells_the_kind_where_no_cell_does(where: str) -> None:
    name = "Finansiella nyckeltal"
    head: list[object] = [name if where == "heading" else "Nyckeltal", "Utfall", "Status"]
    rows = [[name, None, None]] if where == "title" else []
    rows += [head, ["Resultat i procent", 5, "Grön"], ["Soliditet", 7, "Gul"]]
    more = {"name": name} if where == "sheet" else {"file": f"{name}.xlsx"} if where == "file" else {}
    assert horizons(rows, **more) == ["financial", "financial"]


def test_a_heading_between_rows_tells_the_kind_of_those_below_it() -> None:
    rows = [
        ["Nyckeltal", "Utfall", "Status"], ["Finansiella nyckeltal", None, None], ["Soliditet", 7, "Gul"],
        ["Långsiktiga nyckeltal", None, None], ["Hälsa", 5, "Grön"], ["Tillit", 5, "Grön"],
    ]  # fmt: skip
    assert horizons(rows) == ["financial", "long_term", "long_term"]


def test_a_cell_goes_before_what_stands_above() -> None:
    rows = [HEAD, ["Sjukfrånvaro", "Långsiktigt", 5, "Grön"], ["Köer", "Långsiktigt", 7, "Gul"]]
    assert horizons(rows, name="Finansiella nyckeltal") == ["long_term", "long_term"]
