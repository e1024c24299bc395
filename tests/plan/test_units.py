"""Which unit lies under which: paths as people write them, the parents of the project, the root of a report."""

from __future__ import annotations

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.plan.units import SEPARATOR, UnitTree, ancestors, has_levels, leaves

TREE = UnitTree(parents={"Sekretariatet": "Regionstaben", "Regionstaben": "Regionen", "HR": "Regionstaben"})


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("HR", "HR"), ("", ""), ("  ", ""), ("Regionstaben > HR", "Regionstaben > HR"), ("Staben>HR", "Staben > HR"),
        ("Staben » HR", "Staben > HR"), ("Staben → HR → Lön", "Staben > HR > Lön"), ("Staben\\HR", "Staben > HR"),
        ("Staben / HR", "Staben > HR"), ("HR/Lön", "HR/Lön"), ("> HR >", "HR"), ("Staben › HR", "Staben > HR"),
        (" HR ", "HR"),
    ],
)  # fmt: skip
def test_a_cell_tells_a_way_by_any_of_the_usual_signs(text: str, path: str) -> None:
    assert UnitTree().path(text) == path


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("HR", "Regionen > Regionstaben > HR"), ("hr", "Regionen > Regionstaben > hr"),
        ("Regionstaben > HR", "Regionen > Regionstaben > HR"), ("Regionen", "Regionen"), ("Okänd", "Okänd"),
        ("HR > Lön", "Regionen > Regionstaben > HR > Lön"),
    ],
)  # fmt: skip
def test_the_project_says_what_lies_above_the_first_step(text: str, path: str) -> None:
    assert TREE.path(text) == path


def test_the_units_above_one_are_told_the_nearest_first() -> None:
    assert TREE.above("SEKRETARIATET") == ["Regionstaben", "Regionen"]
    assert TREE.above("Regionen") == []


@pytest.mark.parametrize(
    "parents",
    [{"A": "A"}, {"A": "B", "B": "A"}, {"A": "B", "B": "C", "C": "b"}, {"HR": "hr"}],
)
def test_no_unit_lies_under_itself(parents: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="ligger under sig själv"):
        UnitTree(parents=parents)


@pytest.mark.parametrize(
    ("root", "path", "held"),
    [
        ("", "Vad som helst", True), ("Regionstaben", "Regionen > Regionstaben > HR", True),
        ("regionstaben", "Regionen > Regionstaben", True), ("Regionstaben", "Regionen", False),
        ("Regionstaben", "Regionen > Trafik", False), ("Regionstaben > HR", "Regionen > Regionstaben > HR", True),
        ("HR", "Regionen > Regionstaben > Sekretariatet", False), ("Stab", "Regionen > Regionstaben", False),
    ],
)  # fmt: skip
def test_the_root_holds_itself_and_what_lies_below_it(root: str, path: str, held: bool) -> None:
    assert UnitTree(root, TREE.parents).holds(path) is held


@pytest.mark.parametrize(
    ("paths", "shown"),
    [
        (["A > HR", "B > IT"], ["HR", "IT"]), (["A > HR", "B > HR"], ["A > HR", "B > HR"]),
        (["A > HR", "B > hr", "C > IT"], ["A > HR", "B > hr", "IT"]), (["HR", "HR"], ["HR"]),
        (["A", "B > A"], ["A", "B > A"]), ([], []),
    ],
)  # fmt: skip
def test_a_table_shows_the_last_step_where_that_is_one_unit(paths: list[str], shown: list[str]) -> None:
    assert list(leaves(paths).values()) == shown


@pytest.mark.parametrize(
    ("paths", "levels"), [(["A", "B"], False), (["A", "A > B"], True), ([], False), (["A>B"], False)]
)
def test_there_are_levels_where_a_unit_lies_under_another(paths: list[str], levels: bool) -> None:
    assert has_levels(paths) is levels


@examples(40)
@given(st.lists(st.sampled_from(["HR", "IT", "Lön", "Ekonomi", "Staben"]), min_size=1, max_size=4))
def test_a_path_is_the_last_of_its_ancestors_and_is_read_as_itself(steps: list[str]) -> None:
    path = SEPARATOR.join(steps)
    assert UnitTree().path(path) == path == ancestors(path)[-1]
    assert [each.count(SEPARATOR) for each in ancestors(path)] == list(range(len(steps)))
    assert all(path.startswith(each) for each in ancestors(path))


def test_nothing_has_no_ancestors() -> None:
    assert ancestors("") == []
