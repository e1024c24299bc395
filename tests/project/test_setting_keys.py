"""What a project file may hold: every key known, of its type, a period's own outweighing the one for all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.findings.finding import ConfigurationError
from rsplan.project.setting_keys import DATES, check_keys, key, keys_of, period_keys_of, schema_of, values_of


def _even(number: Any) -> Any:
    if number % 2:
        raise ValueError("ska vara jämnt")
    return number // 2


@dataclass(frozen=True)
class Kept:
    """Settings of every sort of key."""

    name: str = key(str, "organisation", "name", "okänd", in_period="name")
    write: tuple[str, ...] = key(list, "documents", "write", ("a",), in_period="write", allowed=("a", "b"))
    counting: str = key(str, "documents", "counting", "x", allowed=("x", "y"))
    overview: bool = key(bool, "documents", "overview", True)
    revised: tuple[date, ...] = key(DATES, "plan", "revised", in_period="revised")
    number: str = key(str, in_period="number")
    words: dict[str, str] = key(dict, "words")  # noqa: RUF009 - a field, as the others
    evens: tuple[int, ...] = key(list, "plan", "evens", entry=_even)
    layouts: tuple[Any, ...] = key(list, "layouts", entry=lambda entry: entry["a"])


def read(data: dict[str, Any], period: dict[str, Any] | None = None) -> Kept:
    check_keys(Kept, data)
    return Kept(**values_of(Kept, data, period or {}))


def test_what_the_file_leaves_out_is_as_usual_or_empty() -> None:
    kept = read({})
    assert (kept.name, kept.write, kept.overview, kept.revised, kept.number, kept.words) == (
        "okänd",
        ("a",),
        True,
        (),
        "",
        {},
    )


@pytest.mark.parametrize(
    ("data", "period", "field", "value"),
    [
        ({"organisation": {"name": "Regionen"}}, {}, "name", "Regionen"),
        ({"organisation": {"name": "Regionen"}}, {"name": "Kommunen"}, "name", "Kommunen"), ({}, {"name": "Kommunen"},
        "name", "Kommunen"),
        ({"documents": {"write": ["b", "a"]}}, {}, "write", ("b", "a")), ({"documents": {"write": ["b"]}},
        {"write": ["a"]}, "write", ("a",)),
        ({"documents": {"write": []}}, {}, "write", ()), ({"documents": {"overview": False}}, {}, "overview", False),
        ({"plan": {"revised": date(2025, 1, 1)}}, {}, "revised", (date(2025, 1, 1),)),
        ({"plan": {"revised": [date(2025, 1, 1), date(2025, 2, 1)]}}, {}, "revised", (date(2025, 1, 1),
        date(2025, 2, 1))),
        ({}, {"number": "RS/1/2025"}, "number", "RS/1/2025"), ({"words": {"Bra": "grön"}}, {},
        "words", {"Bra": "grön"}),
        ({"plan": {"evens": [2, 4]}}, {}, "evens", (1, 2)), ({"layouts": [{"a": 1}, {"a": 2}]}, {}, "layouts", (1, 2)),
    ],
)  # fmt: skip
def test_a_value_reaches_its_field_and_a_periods_own_outweighs_the_one_for_all(
    data: dict[str, Any], period: dict[str, Any], field: str, value: object
) -> None:
    assert getattr(read(data, period), field) == value


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"organisaton": {}}, "organisaton.*Menades organisation"), ({"organisation": {"nmae": "x"}},
        "nmae.*Menades name"),
        ({"zzz": {}}, "Kända namn"), ({"organisation": {"name": 5}}, "name.*text inom citattecken"),
        ({"organisation": "x"}, "ska vara en tabell"),
        ({"documents": {"write": "a"}}, "en lista"), ({"documents": {"overview": "ja"}}, "true eller false"),
        ({"plan": {"revised": "2025-01-01"}}, "ett datum eller en lista"), ({"layouts": {}}, r"\[\[layouts\]\]"),
        ({"periods": {"2025-maj": {}}}, "ingen period"), ({"periods": {"2025-april": {"nme": "x"}}},
        "nme.*Menades name"),
        ({"periods": {"2025-april": {"overview": True}}}, "overview"), ({"periods": {"2025-april": {"name": 1}}},
        "text"),
    ],
)  # fmt: skip
def test_a_name_that_is_not_known_or_a_value_of_another_type_stops_with_the_nearest(
    data: dict[str, Any], said: str
) -> None:
    with pytest.raises(ConfigurationError, match=said):
        check_keys(Kept, data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"documents": {"write": ["a", "c"]}}, "c.*a, b"), ({"documents": {"counting": "z"}}, "x, y"),
        ({"plan": {"evens": [2, 3]}}, r"\[plan\] evens.*jämnt"),
    ],
)  # fmt: skip
def test_a_value_that_is_not_allowed_stops_with_those_that_are(data: dict[str, Any], said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        read(data)


def test_the_schema_follows_from_the_fields() -> None:
    assert set(schema_of(Kept)) == {"organisation", "documents", "plan", "words", "layouts", "periods"}
    assert set(schema_of(Kept)["documents"]) == {"write", "counting", "overview"}
    assert schema_of(Kept)["words"] == {}
    assert set(period_keys_of(Kept)) == {"name", "write", "revised", "number"}
    assert [field.name for field, _ in keys_of(Kept)][:3] == ["name", "write", "counting"]


@examples(25)
@given(
    st.sampled_from(["organisation", "documents", "plan", "words", "layouts"]),
    st.integers(0, 12),
    st.sampled_from("abcxyz"),
)
def test_one_letter_wrong_in_a_name_never_passes(table: str, at: int, letter: str) -> None:
    wrong = table[: at % len(table)] + letter + table[at % len(table) + 1 :]
    if wrong not in schema_of(Kept):
        with pytest.raises(ConfigurationError, match=wrong):
            check_keys(Kept, {wrong: {}})
