"""What a project has taught of single tables: the words that hold on a sheet, and what has changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tables_support import VOCABULARY, counts, grid

from rsplan.language.taught import Taught
from rsplan.plan.model import Kind, Plan
from rsplan.understanding.plan import read_plan

ROWS = [
    ["Vad", "Hur", "Vem"],
    ["Korta köerna", "Bra", "HR"],
    ["Bygga vägar", "Illa", "IT"],
    ["Stärka hälsan", "Bra", "HR"],
]
COLUMNS = {"Vad": "uppdrag", "Hur": "status", "Vem": "enhet"}
WORDS = {"Bra": "green", "Illa": "red"}
FIGURES = {"total": 3, "green": 2, "red": 1}


def plan_of(
    *taught: Taught, rows: Sequence[Sequence[object]] = ROWS, name: str = "Blad1", file: str = "bok.xlsx"
) -> Plan:
    return read_plan([grid(rows, name, file)], replace(VOCABULARY, taught=tuple(taught)))


def meant(columns: Mapping[str, str]) -> dict[str, str]:
    """Headings as a layout has them in a vocabulary: folded, each with its field or kind."""
    return dict(columns)


@pytest.mark.parametrize(
    "where",
    [{}, {"files": "bok.xlsx"}, {"files": "BOK*"}, {"sheet": "Blad1"}, {"sheet": "blad?"}, {"named": "bok*"},
     {"named": "Blad1"},
     {"files": "*.xlsx", "sheet": "Blad*"}],
)  # fmt: skip
def test_what_is_taught_of_a_file_or_a_sheet_holds_there(where: dict[str, str]) -> None:
    plan = plan_of(Taught(columns=meant(COLUMNS), words=WORDS, **where))  # type: ignore[arg-type]
    assert counts(plan, "assignments") == FIGURES
    assert list(plan.assignments["unit"]) == ["HR", "IT", "HR"]


@pytest.mark.parametrize(
    "where", [{"files": "annan.xlsx"}, {"sheet": "Blad2"}, {"files": "bok.xlsx", "sheet": "Blad2"}, {"named": "x*"}]
)
def test_and_nowhere_else(where: dict[str, str]) -> None:
    from rsplan.findings.finding import ExportError

    with pytest.raises(ExportError):
        plan_of(Taught(columns=meant(COLUMNS), words=WORDS, **where))  # type: ignore[arg-type]


def test_a_heading_with_wildcards_stands_for_those_of_the_sheet_and_a_plain_one_outweighs_it() -> None:
    columns = {"Va*": "uppdrag", "H?r": "status", "V*": "kommentar", "Vem": "enhet"}
    plan = plan_of(Taught(columns={name: columns[name] for name in ("H?r", "Va*", "Vem")}, words=WORDS))
    assert counts(plan, "assignments") == FIGURES
    assert list(plan.assignments["unit"]) == ["HR", "IT", "HR"]


@pytest.mark.parametrize(
    ("kind", "noun", "figures"),
    [(Kind.ACTIVITIES, "Aktivitet", {"total": 3, "completed": 2, "delayed": 1}),
     (Kind.ASSIGNMENTS, "Uppdrag", {"total": 3, "green": 2, "red": 1})],
)  # fmt: skip
def test_words_taught_of_a_kind_hold_for_its_tables(kind: Kind, noun: str, figures: dict[str, int]) -> None:
    taught = [
        Taught(kind=Kind.ACTIVITIES, words={"Bra": "completed", "Illa": "delayed"}),
        Taught(kind=Kind.ASSIGNMENTS, words=WORDS),
    ]
    rows = [[noun, "Status", "Enhet"], *ROWS[1:]]
    for order in (taught, taught[::-1]):
        assert counts(plan_of(*order, rows=rows), kind.value) == figures


LAYOUT = Taught(
    "bok.xlsx", "Blad1", columns=meant(COLUMNS), words=WORDS, headings=("Vad", "Hur", "Vem"), seen=("Bra", "Illa")
)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (ROWS, []), ([["Vad", "Hur", "Vem", "Ny"], *([*row, "x"] for row in ROWS[1:])], ['rubriken "Ny" är ny']),
        ([row[:2] for row in ROWS], ['rubriken "Vem" är borta']),
        ([[row[0], row[2], row[1]] for row in ROWS], ['kolumnerna "Vem", "Hur" har bytt plats']),
        ([*ROWS, ["Måla", "Halvbra", "HR"]], ['statusordet "Halvbra" är nytt']),
        ([["VAD:", " hur", "Vem*"], *ROWS[1:]], []),
        ([["Vad", "Hur", "Ny", "Nyare"], *([row[0], row[1], "anm 7", "anm 8"] for row in ROWS[1:])],
         ['rubriken "Vem" är borta', 'rubrikerna "Ny", "Nyare" är nya']),
    ],
    ids=["nothing", "a new one", "one gone", "changed places", "a new word", "in other letters", "gone and new"],
)  # fmt: skip
def test_what_has_changed_since_a_layout_was_learnt_is_told(rows: Sequence[Sequence[object]], said: list[str]) -> None:
    plan = plan_of(LAYOUT, rows=rows)
    told = [
        str(entry)
        for entry in plan.findings
        if "är ny" in str(entry) or "är borta" in str(entry) or "bytt plats" in str(entry)
    ]
    assert len(told) == bool(said)
    assert all(part in told[0] for part in said)


@examples(8)
@given(st.permutations(range(3)), st.permutations(range(3)))
def test_a_layout_learnt_reads_its_columns_in_any_order(columns: list[int], rows: list[int]) -> None:
    turned = [[row[at] for at in columns] for row in (ROWS[0], *(ROWS[1:][at] for at in rows))]
    assert counts(plan_of(LAYOUT, rows=turned), "assignments") == FIGURES


@pytest.mark.parametrize("counted", [False, True])
def test_a_sheet_may_be_left_out_for_good_or_taken_in(counted: bool) -> None:
    keep = grid([["Uppdrag", "Status"], ["Måla", "Grön"], ["Gräva", "Gul"]], "Uppdrag", "a.xlsx")
    old = grid([["Uppdrag", "Status"], ["Riva", "Röd"], ["Rita", "Röd"]], "Arkiv", "b.xlsx")
    words = replace(VOCABULARY, taught=(Taught(files="b.xlsx", headings=("Uppdrag", "Status"), counted=counted),))
    assert counts(read_plan([keep, old], words), "assignments")["total"] == (4 if counted else 2)
