"""A tree with all names in one column: what tells its levels, and when it is a flat table after all."""

from __future__ import annotations

from typing import Any

import pytest
from tables_support import VOCABULARY, cells, codes, counts, grid

from rsplan.reading.looks import Look, Looks
from rsplan.understanding.plan import read_plan

# Depth, number, name, status: two assignments with two activities each.
TREE = [
    (0, "1", "Korta köerna", "Grön"), (1, "1.1", "Anställ fler", "Pågår"), (1, "1.2", "Ring upp", "Klar"),
    (0, "2", "Stärka hälsan", "Röd"), (1, "2.1", "Gå ut", "Pågår"), (1, "2.2", "Mät trycket", "Försenad"),
]  # fmt: skip
GROUPS = [(depth, number, name, "Grön" if depth else "Gul") for depth, number, name, _ in TREE]
HEAD = ["Benämning", "Status"]


def _spaces(tree):
    return [HEAD, *[["   " * depth + name, status] for depth, _, name, status in tree]], {}


def _numbers(tree):
    return [HEAD, *[[f"{number} {name}", status] for _, number, name, status in tree]], {}


def _number_column(tree):
    return [["Nr", *HEAD], *[[number, name, status] for _, number, name, status in tree]], {}


def _level_column(tree):
    return [["Nivå", *HEAD], *[[depth + 1, name, status] for depth, _, name, status in tree]], {}


def _looks(tree, looks: Looks):
    return [HEAD, *[[name, status] for _, _, name, status in tree]], {"looks": looks}


def _indent(tree):
    return _looks(tree, Looks({(at, 0): Look(indent=2) for at, row in enumerate(tree, 1) if row[0]}))


def _outline(tree):
    return _looks(tree, Looks(levels={at: 1 for at, row in enumerate(tree, 1) if row[0]}))


def _bold(tree):
    return _looks(tree, Looks(bold={(at, 0) for at, row in enumerate(tree, 1) if not row[0]}))


def _capitals(tree):
    return [HEAD, *[[name if depth else name.upper(), status] for depth, _, name, status in tree]], {}


SIGNS = (_spaces, _numbers, _number_column, _level_column, _indent, _outline, _bold, _capitals)


def read(made, title: str):
    rows, more = made
    named = [["Benämning" if text is None else title if text == "Benämning" else text for text in rows[0]], *rows[1:]]
    return read_plan([grid(named, **more)], VOCABULARY)


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("title", ["Benämning", "Uppdrag"])
def test_levels_with_the_words_of_two_kinds_are_two_kinds(sign: Any, title: str) -> None:
    plan = read(sign(TREE), title)
    assert counts(plan, "assignments") == {"total": 2, "green": 1, "red": 1}
    assert counts(plan, "activities") == {"total": 4, "ongoing": 2, "completed": 1, "delayed": 1}
    assert next(iter(plan.activities["parent"])).upper().endswith("KORTA KÖERNA")
    assert len(cells(plan, "RSP288")) == 1


@pytest.mark.parametrize("sign", SIGNS)
def test_a_row_above_others_of_its_kind_is_their_heading_and_said_once(sign: Any) -> None:
    plan = read(sign(GROUPS), "Uppdrag")
    assert counts(plan, "assignments") == {"total": 4, "green": 4}
    (said,) = [entry for entry in plan.findings if entry.code == "RSP289"]
    assert len(said.cells) == 2


@pytest.mark.parametrize("sign", SIGNS)
def test_a_heading_without_a_status_is_told_only(sign: Any) -> None:
    plan = read(
        sign([(depth, number, name, status if depth else None) for depth, number, name, status in GROUPS]), "Uppdrag"
    )
    assert counts(plan, "assignments") == {"total": 4, "green": 4}
    assert {"RSP225", "RSP290"} & set(codes(plan))
    assert not {"RSP205", "RSP289"} & set(codes(plan))


def test_what_is_emphasised_here_and_there_is_no_level() -> None:
    rows, _ = _looks(GROUPS, Looks())
    bold = Looks(bold={(2, 0), (3, 0)})
    plan = read((rows, {"looks": bold}), "Uppdrag")
    assert (counts(plan, "assignments")["total"], codes(plan)) == (6, [])


@pytest.mark.parametrize("filled", [0, 1])
def test_every_second_row_filled_is_a_banded_table_and_no_tree(filled: int) -> None:
    names = [[f"{word} kommunen", "Grön"] for word in ("Laga", "Måla", "Städa", "Bygga", "Riva", "Dränera")]
    looks = Looks({(at, column): Look(fill="E2EFDA") for at in range(1 + filled, 7, 2) for column in (0, 1)})
    plan = read(([HEAD, *names], {"looks": looks}), "Uppdrag")
    assert counts(plan, "assignments") == {"total": 6, "green": 6}
    assert "RSP289" not in codes(plan)


@pytest.mark.parametrize("marked", [Look(fill="FFFF00"), None])
@pytest.mark.parametrize("places", [(1, 3, 6), (1, 4)])
def test_rows_as_full_as_the_others_are_marked_and_no_headings(marked: Look | None, places: tuple[int, ...]) -> None:
    names = [
        [f"{word} skolan", "Grön", "Rektorn"] for word in ("Laga", "Måla", "Städa", "Bygga", "Riva", "Dränera", "Så")
    ]
    filled = Looks({(at, column): marked for at in places for column in range(3)} if marked else {})
    looks = filled if marked else Looks(bold={(at, 0) for at in places})
    plan = read(([[*HEAD, "Ansvarig"], *names], {"looks": looks}), "Uppdrag")
    assert counts(plan, "assignments") == {"total": 7, "green": 7}
    (said,) = [entry for entry in plan.findings if entry.code == "RSP569"]
    assert len(said.cells) == len(places)


def test_emphasised_rows_that_lack_what_the_others_have_are_headings() -> None:
    names = [[name, "Gul" if at in (0, 3) else "Grön", None if at in (0, 3) else "Rektorn"]
             for at, name in enumerate(("Vård", "Laga", "Måla", "Skola", "Bygga", "Riva"))]  # fmt: skip
    plan = read(([[*HEAD, "Ansvarig"], *names], {"looks": Looks(bold={(1, 0), (4, 0)})}), "Uppdrag")
    assert counts(plan, "assignments") == {"total": 4, "green": 4}
    assert {"RSP289"} <= set(codes(plan))
