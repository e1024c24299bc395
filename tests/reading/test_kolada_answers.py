"""Saved answers of Kolada as values, and what is no answer told for what it is."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from rsplan.findings.finding import ExportError
from rsplan.plan.kolada import KoladaAnswers, Sex
from rsplan.reading.kolada_answers import kolada_answers

URL = "https://api.kolada.se/v3/data/kpi/U07417?per_page=2&page="


def entry(value: Any = 4.1, *, region: str = "0023", year: int = 2024, sex: str = "T", **more: Any) -> dict[str, Any]:
    one = {"gender": sex, "value": value, "status": "", "count": 1, **more}
    return {"kpi": "U07417", "municipality": region, "period": year, "values": [one]}


def answer(*entries: dict[str, Any], following: str | None = None, before: str | None = None) -> dict[str, Any]:
    return {"values": list(entries), "next_url": following, "previous_url": before, "count": len(entries)}


def read(*answers: Any) -> KoladaAnswers:
    return kolada_answers([(f"kolada/{at}.json", json.dumps(each).encode()) for at, each in enumerate(answers, 1)])


def test_every_value_has_its_region_year_sex_and_file() -> None:
    both = {
        **entry(),
        "values": [*entry(4.1)["values"], *entry(4.5, sex="K")["values"], *entry(3.9, sex="M")["values"]],
    }
    found = read(answer(both, entry(5, region="0000")))
    told = [(one.municipality, one.sex, one.value) for one in found.values]
    assert told == [
        ("0023", Sex.ALL, Decimal("4.1")), ("0023", Sex.WOMEN, Decimal("4.5")), ("0023", Sex.MEN, Decimal("3.9")),
        ("0000", Sex.ALL, Decimal(5)),
    ]  # fmt: skip
    assert (found.values[1].place.file, found.values[1].place.cell) == ("kolada/1.json", "U07417 0023 2024 K")


def test_a_missing_value_is_missing_and_a_deleted_one_is_gone() -> None:
    found = read(answer(entry(None, status="Missing"), entry(0, year=2023), entry(7, year=2022, isdeleted=True)))
    assert [(one.year, one.value, one.status) for one in found.values] == [(2024, None, "Missing"), (2023, 0, "")]
    assert found.values[0].value is None


def test_digits_are_kept_as_they_are_written() -> None:
    data = json.dumps(answer(entry("VALUE"))).replace('"VALUE"', "12.30").encode()
    assert str(kolada_answers([("a.json", data)]).values[0].value) == "12.30"


def test_what_a_measure_is_called_is_read_beside_its_values() -> None:
    named = answer({"id": "U07417", "title": "Väntande  90 dagar,\nandel (%)", "is_divided_by_gender": 1})
    assert read(answer(entry()), named).titles == {"U07417": "Väntande 90 dagar, andel (%)"}


@pytest.mark.parametrize("marks_itself", [True, False])
def test_pages_belong_together_in_several_files_or_in_one(marks_itself: bool) -> None:
    first = answer(entry(), following=f"{URL}2")
    second = answer(entry(year=2023), following=f"{URL}3", before=f"{URL}1" if marks_itself else None)
    third = answer(entry(year=2022), before=f"{URL}2" if marks_itself else None)
    assert len(read([first, second, third]).values) == 3
    if marks_itself:
        assert len(read(third, first, second).values) == 3


@pytest.mark.parametrize("kept", [[0], [0, 2], [1]])
def test_a_page_that_is_missing_stops_with_its_address(kept: list[int]) -> None:
    pages = [
        answer(entry(), following=f"{URL}2"),
        answer(entry(year=2023), following=f"{URL}3", before=f"{URL}1"),
        answer(entry(year=2022), before=f"{URL}2"),
    ]
    with pytest.raises(ExportError, match=r"kolada/\d.json: .*page=[23]"):
        read(*(pages[at] for at in kept))


def test_pages_by_offset_are_told_apart_as_well() -> None:
    start = "https://api.kolada.se/v3/data/kpi/U07417?limit=2&offset="
    first, last = answer(entry(), following=f"{start}2"), answer(entry(year=2023), before=f"{start}0")
    assert len(read(first, last).values) == 2
    with pytest.raises(ExportError, match="offset=2"):
        read(first)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "tom"), (b"  \n", "tom"), (b"\xff\xfe\x00", "inte text i UTF-8"),
        (b"<!DOCTYPE html><title>502</title>", "en webbsida"), (b"{'values': []}", "inte JSON .rad 1, tecken 2"),
        (b'{"values": [', "inte JSON"), (b"[" * 100_000, "JSON i "), (b'{"values": NaN}', "inte JSON"),
        (b"5", "JSON, men"),
        (b'{"values": [], "next_page": null}', "version 2"), (b'{"detail": "Not Found"}', 'ett felsvar: "Not Found"'),
        (b'{"kpi": []}', "JSON, men inget svar"), (b'{"values": [5]}', r"values\[0\] "),
        (b'{"values": [{"id": "0023"}]}', "har varken"),
        (json.dumps(answer({**entry(), "period": "2024"})).encode(), "saknar period"),
        (json.dumps(answer(entry(sex="X"))).encode(), "saknar gender"),
        (json.dumps(answer(entry("4,1"))).encode(), "inte är ett tal"),
        (json.dumps(answer(entry(True))).encode(), "inte är ett tal"),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_told_for_what_it_is(data: bytes, what: str) -> None:
    with pytest.raises(ExportError, match=f"kolada/svar.json: .*{what}"):
        kolada_answers([("kolada/svar.json", data)])


def test_a_value_that_two_files_tell_otherwise_stops() -> None:
    assert len(read(answer(entry(4.1)), answer(entry(4.1))).values) == 1
    with pytest.raises(ExportError, match=r"kolada/2.json.*U07417 0023 2024 T.*kolada/1.json"):
        read(answer(entry(4.1)), answer(entry(4.2)))
