"""Years and tertials, told from options, folder names, headings and file names."""

from __future__ import annotations

import pytest

# ruff: noqa: PT011 - the value itself is the message; the caller words it
from rsplan.plan.period import Period, Tertial, find_tertial, find_year


@pytest.mark.parametrize("text", ["april", "April", " 1 ", "T1", "t1"])
def test_a_tertial_is_named_by_month_or_number(text: str) -> None:
    assert Tertial.parse(text) is Tertial.APRIL


@pytest.mark.parametrize("text", ["maj", "4", "T4", "", "0", "tapril4"])
def test_other_words_are_no_tertial(text: str) -> None:
    with pytest.raises(ValueError):
        Tertial.parse(text)


def test_periods_are_ordered_by_time() -> None:
    slugs = ["2025-april", "2024-december", "2024-april", "2024-T2"]
    assert [period.slug for period in sorted(map(Period.parse, slugs))] == [
        "2024-april",
        "2024-augusti",
        "2024-december",
        "2025-april",
    ]


@pytest.mark.parametrize("slug", ["april-2025", "2025", "25-april", "2025-maj", "3025-april"])
def test_a_folder_with_another_name_is_no_period(slug: str) -> None:
    with pytest.raises(ValueError):
        Period.parse(slug)


@pytest.mark.parametrize(
    ("text", "year", "tertial"),
    [
        ("Uppföljning per april 2025 (tertial 1)", 2025, Tertial.APRIL),
        ("aktiviteter_2024_T2.xlsx", 2024, Tertial.AUGUSTI),
        ("Delårsrapport augusti 2021", 2021, Tertial.AUGUSTI),
        ("Årsbokslut 2024", 2024, Tertial.DECEMBER),
        ("Regionplan och budget 2025–2027", None, None),
        ("Från april till augusti 2025", 2025, None),
        ("Aktiviteter", None, None),
        ("RS/12025/1", None, None),
        ("2025-04-30", 2025, Tertial.APRIL),
        ("U\u0308ppfo\u0308ljning per a\u030arsbokslut 2024", 2024, Tertial.DECEMBER),
    ],
)
def test_a_heading_tells_year_and_tertial_only_when_it_names_one(text, year, tertial) -> None:
    assert find_year(text) == year
    assert find_tertial(text) == tertial


@pytest.mark.parametrize(
    ("text", "tertial"),
    [
        ("Delår 1", Tertial.APRIL), ("Delårsrapport 2 2025", Tertial.AUGUSTI), ("Första delåret", Tertial.APRIL),
        ("Delårsrapport april", Tertial.APRIL), ("Delårsbokslut", Tertial.AUGUSTI), ("Delår 1 och delår 2", None),
        ("Första tertialet", Tertial.APRIL), ("Helår 2025", Tertial.DECEMBER), ("T1 och T2", None),
    ],
)  # fmt: skip
def test_a_report_that_comes_twice_a_year_is_told_by_its_number_or_its_month(
    text: str, tertial: Tertial | None
) -> None:
    assert find_tertial(text) is tertial
