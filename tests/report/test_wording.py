"""A wording as values: what is missing is as usual, what is wrong is named with its place."""

from __future__ import annotations

from typing import Any

import pytest

from rsplan.language.vocabulary import packaged_labels
from rsplan.plan.model import FIELDS, STATUSES, Kind
from rsplan.report.wording import ITEM_COLUMNS, ITEM_TABLES, MalformedWordingError, SectionWording, Wording

SECTION = {"id": "resultat", "heading": "Resultat"}


def test_a_wording_that_says_nothing_is_the_usual_one() -> None:
    empty = Wording.of({})
    assert empty == Wording()
    assert empty.every_heading == packaged_labels()["document"]
    assert all(empty.heading(name) == text for name, text in empty.every_heading.items())


def test_a_heading_of_its_own_goes_before_the_usual_and_leaves_the_others() -> None:
    own = Wording.of({"headings": {"assignments": "Grunduppdrag"}})
    assert own.heading("assignments") == own.every_heading["assignments"] == "Grunduppdrag"
    assert own.heading("indicators") == Wording().heading("indicators")


@pytest.mark.parametrize(
    ("entries", "sections"),
    [
        ([], ()), ([SECTION], (SectionWording("resultat", "Resultat"),)),
        ([{**SECTION, "fallback": " Text kommer.\n"}], (SectionWording("resultat", "Resultat", "Text kommer."),)),
        ([SECTION, {"id": "a", "heading": ""}], (SectionWording("resultat", "Resultat"), SectionWording("a", ""))),
    ],
)  # fmt: skip
def test_sections_stand_in_their_order(entries: list[dict[str, str]], sections: tuple[SectionWording, ...]) -> None:
    assert Wording.of({"sections": entries}).sections == sections


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ({"headings": []}, "[headings]"), ({"headings": {"a": 1}}, "[headings] a"), ({"status": "x"}, "[status]"),
        ({"status": {"a": []}}, "[status] a"),
        ({"footnotes": 3}, "[footnotes]"), ({"sentences": []}, "[sentences]"), ({"sections": {}}, "[[sections]]"),
        ({"sections": ["a"]}, "[[sections]]"),
        ({"sections": [{"id": "a"}]}, "[[sections]] heading"), ({"sections": [{"heading": "a"}]}, "[[sections]] id"),
        ({"sections": [{**SECTION, "fallback": 1}]}, "[[sections]] fallback"), ({"columns": []}, "[columns]"),
        ({"columns": {"x": []}}, "[columns] x: x"),
        ({"columns": {"indicators": ["x"]}}, "[columns] indicators: x"), ({"columns": {"indicators": "unit"}},
        "[columns] indicators: unit"),
        ({"deviations": {"activities": ["red"]}}, "[deviations] activities: red"), ({"deviations": {"x": ["red"]}},
        "[deviations] x"),
        ({"columns": {"assignments": ["target"]}}, "[columns] assignments: target"),
    ],
)  # fmt: skip
def test_what_no_wording_has_is_named_with_its_place(data: dict[str, Any], place: str) -> None:
    with pytest.raises(MalformedWordingError) as malformed:
        Wording.of(data)
    assert str(malformed.value).startswith(place)


@pytest.mark.parametrize("table", ITEM_TABLES)
def test_every_table_of_items_may_have_the_columns_of_its_kind_and_no_others(table: str) -> None:
    kind = Kind(table.removesuffix("_deviating"))
    allowed = [name for name in FIELDS[kind] if name in ITEM_COLUMNS]
    assert Wording.of({"columns": {table: allowed}}).columns[table] == tuple(allowed)
    for name in set(ITEM_COLUMNS) - set(allowed):
        with pytest.raises(MalformedWordingError) as malformed:
            Wording.of({"columns": {table: [name]}})
        assert malformed.value.known == tuple(allowed)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_status_of_a_kind_may_be_a_deviation(kind: Kind) -> None:
    statuses = [str(status.value) for status in STATUSES[kind]]
    assert Wording.of({"deviations": {kind.value: statuses[::-1]}}).deviations == {kind.value: tuple(statuses[::-1])}
