"""What a document knows of its own making is read back from its XML part as it was written."""

from __future__ import annotations

from decimal import Decimal

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.documents.office.ooxml import parse, serialize
from rsplan.documents.word.evidence import (
    Cells,
    ChartRecord,
    ControlRecord,
    Evidence,
    FactRecord,
    InputRecord,
    RowRecord,
    TableRecord,
)
from rsplan.documents.word.evidence_xml import from_xml, to_xml

TEXT = st.text(st.sampled_from("aÅ \"<>&'\u00a0🟢1;,|"), max_size=8)
IDS = st.text("abc", min_size=1, max_size=6)
CONTROLS = st.builds(ControlRecord, IDS, TEXT, st.lists(IDS, max_size=2).map(tuple), TEXT)
VALUES = st.integers(-999, 99_999) | st.decimals(-99, 99, places=2)
FACTS = st.builds(
    FactRecord, IDS, VALUES, st.lists(st.builds(Cells, TEXT, TEXT, st.just("F5:F9 F12")), max_size=2).map(tuple)
)
ROWS = st.builds(
    RowRecord, st.sampled_from(["header", "row", "group", "total"]), TEXT, st.lists(TEXT, max_size=3).map(tuple)
)
TABLES = st.builds(TableRecord, IDS, TEXT, st.lists(ROWS, max_size=3).map(tuple), TEXT)


def written(**more: object) -> Evidence:
    told = {
        "kind": "report",
        "version": "1.0",
        "period": "2025-april",
        "board": "RS",
        "date": "2025-05-12",
        "counting": "follow-ups",
    }
    return Evidence(**{**told, **more})  # type: ignore[arg-type]


def read_back(evidence: Evidence) -> Evidence:
    return from_xml(parse(serialize(to_xml(evidence))))


@pytest.mark.parametrize(
    "more",
    [
        {}, {"wording": "2025", "diarienummer": "RS/1/2025", "template": "egen.docx", "template_sha256": "0" * 64,
         "seal": "ab"},
        {"inputs": (InputRecord("a.xlsx", "0" * 64, "12"),)}, {"remarks": ("En anmärkning.", "En till, <b>.")},
        {"comments": ("3", "4")},
        {"controls": (ControlRecord("k1", "assignments.total|ord('n')", ("assignments.total",), "tolv"),)},
        {"facts": (FactRecord("a", 12, (Cells("a.xlsx", "Blad 1", "F5:F9 F12"),)), FactRecord("b", Decimal("7.50")))},
        {"tables": (TableRecord("t", "T", (RowRecord("row", "U1 | Köer", ("Köer", "Grön"), ("", "green")),),
        "Beskrivning"),)},
        {"charts": (ChartRecord("c", "C", "Bild", ("april", "augusti"), (("Gröna", ("1", "2")), ("Röda", ("3", "4")))),
        )},
        {"tertial_report": "RS/27/2025"},
    ],
    ids=["nothing", "heads", "inputs", "remarks", "comments", "controls", "facts", "tables", "charts", "a report"],
)  # fmt: skip
def test_everything_is_read_back(more: dict[str, object]) -> None:
    evidence = written(**more)
    found = read_back(evidence)
    for name in ("kind", "period", "board", "date", "counting", *more):
        assert getattr(found, name) == getattr(evidence, name), name


@examples(15)
@given(
    st.lists(CONTROLS, max_size=3, unique_by=lambda one: one.id).map(tuple),
    st.lists(FACTS, max_size=3, unique_by=lambda one: one.id).map(tuple),
    st.lists(TABLES, max_size=2, unique_by=lambda one: one.id).map(tuple),
)
def test_whatever_texts_hold_they_come_back_letter_by_letter(
    controls: tuple[ControlRecord, ...], facts: tuple[FactRecord, ...], tables: tuple[TableRecord, ...]
) -> None:
    found = read_back(written(controls=controls, facts=facts, tables=tables))
    assert (found.controls, found.facts, found.tables) == (controls, facts, tables)
    assert found.control("okänd") is None
    assert all(found.control(each.id) == each for each in controls)


def test_a_chart_tells_its_values_as_numbers_and_a_row_the_look_of_a_column() -> None:
    chart = ChartRecord("c", "C", "", ("a",), (("Gröna", ("1", "22")),))
    assert chart.series_numbers == [("Gröna", [1, 22])]
    row = RowRecord("row", "k", ("a", "b"), ("", "green"))
    assert [row.look(at) for at in range(3)] == ["", "green", ""]
    assert TableRecord("t", "T", ()).header == ()


@pytest.mark.parametrize("value", ["²", "x", "1.5", "1" * 5_000])
def test_a_store_whose_bars_are_no_numbers_is_no_evidence(value: str) -> None:
    chart = ChartRecord("units#1", "", "", ("HR",), (("Försenade", (value,)),))
    with pytest.raises(ValueError, match=r"int|Exceeds"):
        read_back(written(charts=(chart,)))
