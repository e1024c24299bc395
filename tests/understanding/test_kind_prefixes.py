"""Names that begin with what the row is are read so, whatever heads them; a name that holds such a word is a name."""

from __future__ import annotations

import pytest
from tables_support import VOCABULARY, cells, codes, counts, grid

from rsplan.findings.finding import ExportError
from rsplan.plan.model import Plan
from rsplan.understanding.kind_prefixes import prefixed
from rsplan.understanding.plan import read_plan

ROWS = [("Uppdrag", "Utreda bron", "Uppfyllt"), ("Aktivitet", "Måla om", "Planerad"), ("Aktivitet", "Resa", "Klar"),
        ("Uppdrag", "Bygga hus", "Inte uppfyllt"), ("Aktivitet", "Gå oftare", "Pågår")]  # fmt: skip


def read(form: str, heading: str = "Plan", *, rows=ROWS) -> Plan:
    named = [[form.format(kind, at, name), "Chefen", state] for at, (kind, name, state) in enumerate(rows, 1)]
    return read_plan([grid([[heading, "Ansvarig", "Läge"], *named])], VOCABULARY)


@pytest.mark.parametrize(
    "form", ["{0}: {2}", "{0} {1}: {2}", "{0} {1} – {2}", "[{0}] {2}", "({0} 1.{1}) {2}", "{0} - {2}"]
)
@pytest.mark.parametrize("heading", ["Plan", "Aktivitet", "Namn"])
def test_each_row_is_of_the_kind_before_its_name(form: str, heading: str) -> None:
    plan = read(form, heading)
    assert counts(plan, "assignments") == {"total": 2, "green": 1, "red": 1}
    assert counts(plan, "activities") == {"total": 3, "planned": 1, "completed": 1, "ongoing": 1}
    assert (codes(plan), cells(plan, "RSP585")) == (["RSP585"], ["A2"])
    assert [*plan.activities["title"]] == ["Måla om", "Resa", "Gå oftare"]
    assert [*plan.activities["parent"]] == ["Utreda bron", "Utreda bron", "Bygga hus"]


def test_a_goal_area_is_what_the_rows_below_it_belong_to() -> None:
    rows = [("Mål", "Vård", "Grön"), *ROWS[:3], ("Mål", "Klimat", "Gul"), *ROWS[3:]]
    plan = read("{0}: {2}", rows=rows)
    assert counts(plan, "assignments")["total"] == 2
    assert [*plan.assignments["goal_area"]] == ["Vård", "Klimat"]


def test_a_row_without_the_word_is_told_where_nearly_all_have_it() -> None:
    rows = [*ROWS, *[("Aktivitet", f"Resa {at}", "Klar") for at in range(8)]]
    named = [[f"{kind}: {name}", state] for kind, name, state in rows]
    plan = read_plan([grid([["Namn", "Status"], *named, ["Cykla mer", "Klar"]])], VOCABULARY)
    assert (counts(plan, "activities")["total"], codes(plan)) == (11, ["RSP228", "RSP585"])


@pytest.mark.parametrize(
    "names",
    [
        ["Aktivitet: Måla", "Aktivitet: Resa", "Aktivitet: Gå", "Aktivitet: Bada"],
        ["Uppdrag granskning: nu", "Målning: hus", "Resa: tåg", "Aktivitetsplan: ny"],
        ["Uppdrag: Måla", "Resa", "Aktivitet: Gå", "Bada"],
        ["Måla", "Resa", "Gå", "Bada"],
    ],
)
def test_other_names_are_names(names: list[str]) -> None:
    assert prefixed(names, VOCABULARY) is None


def test_without_a_heading_of_the_statuses_the_sheet_is_refused_as_before() -> None:
    named = [[f"{kind}: {name}", state] for kind, name, state in ROWS]
    with pytest.raises(ExportError):
        read_plan([grid([["Plan", "Ljus"], *named])], VOCABULARY)
