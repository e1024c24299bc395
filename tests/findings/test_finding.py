"""A finding says where, what and what next, and agrees with its numbers; an error stops a run with its code."""

from __future__ import annotations

import json

import pytest

from rsplan.findings import codes
from rsplan.findings.catalogue import Severity, catalogue, families
from rsplan.findings.finding import ERRORS, ExitCode, ExportError, InputOutputError, RsplanError, finding, place, stop

COUNTED = next(code for code, rule in catalogue().items() if "{count:" in rule.message)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (("a.xlsx", "Blad1", "F17"), "a.xlsx, blad Blad1, cell F17"), (("a.xlsx",), "a.xlsx"),
        (("a.xlsx", None, "F17"), "a.xlsx, cell F17"),
        (("a.xlsx", ""), "a.xlsx"), ((None, "Blad1"), "blad Blad1"), ((None,), ""),
    ],
)  # fmt: skip
def test_a_place_names_what_is_known_of_it(parts: tuple[str | None, ...], said: str) -> None:
    assert place(*parts) == said


def test_a_finding_fills_the_gaps_of_its_rule_and_keeps_its_place() -> None:
    made = finding(codes.ANOTHER_TABLE_BELOW, file="a.xlsx", sheet="Blad1", cell="B7", value="Risk", count=1)
    assert made.place == "a.xlsx, blad Blad1, cell B7"
    assert '"Risk"' in made.message
    assert str(made) == f"{made.place}: {made.message} {made.hint}"
    assert made.severity is Severity.WARNING


@pytest.mark.parametrize(("count", "words"), [(1, "1 rad "), (2, "2 rader "), (0, "0 rader ")])
def test_a_message_agrees_with_its_number(count: int, words: str) -> None:
    assert words in finding(codes.ANOTHER_TABLE_BELOW, value="Risk", count=count).message


def test_a_code_or_a_gap_that_the_catalogue_does_not_know_is_a_bug() -> None:
    with pytest.raises(KeyError):
        finding("RSP000")
    with pytest.raises(KeyError):
        finding(codes.ANOTHER_TABLE_BELOW, value="x")
    with pytest.raises(KeyError):
        stop("RSP000")


def test_braces_in_what_a_file_holds_are_text() -> None:
    made = finding(codes.ANOTHER_TABLE_BELOW, value="{count} {x!r} {0}", count=3)
    assert "{count} {x!r} {0}" in made.message


def test_a_finding_is_plain_values_with_every_cell_where_there_are_several() -> None:
    one = finding(codes.ANOTHER_TABLE_BELOW, cell="B7", value="Risk", count=1)
    assert json.loads(json.dumps(one.as_dict()))["cell"] == "B7"
    assert "cells" not in one.as_dict()
    from msgspec.structs import replace

    assert replace(one, cells=("B7",)).as_dict() == one.as_dict()
    assert replace(one, cells=("B7", "B9")).as_dict()["cells"] == ["B7", "B9"]


STOPPING = [rule for rule in catalogue().values() if rule.exit]


@pytest.mark.parametrize("name", sorted({rule.exit for rule in STOPPING}))
def test_what_stops_a_run_is_the_error_that_its_rule_names(name: str) -> None:
    assert name in ERRORS
    assert issubclass(ERRORS[name], RsplanError)
    assert ERRORS[name].exit_code is not ExitCode.DONE


def test_an_error_says_where_first_and_what_next_last_and_keeps_every_finding() -> None:
    said = finding(codes.ANOTHER_TABLE_BELOW, value="x", count=1)
    error = stop(codes.SETTING_WRONG, "rsplan.toml", at="[plan] name", what="ska vara en text", findings=[said])
    assert str(error).startswith("rsplan.toml: ")
    assert error.findings == (said,)
    assert error.code == codes.SETTING_WRONG
    assert str(error).endswith(error.hint)


def test_an_error_may_be_another_where_it_depends_on_what_was_asked_for() -> None:
    error = stop(codes.SETTING_WRONG, at="x", what="y", as_=ExportError)
    assert type(error) is ExportError
    assert error.exit_code is ExitCode.DATA
    assert InputOutputError.exit_code is ExitCode.IO


def test_the_kinds_of_error_are_told_apart_by_their_exit_codes() -> None:
    numbers = [error.exit_code for name, error in ERRORS.items() if name not in ("data", "document")]
    assert len(set(numbers)) == len(numbers)
    assert ERRORS["data"].exit_code is ERRORS["document"].exit_code


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_every_code_belongs_to_a_family_and_weighs_something(code: str) -> None:
    assert code[:4] in families()
    assert catalogue()[code].severity in Severity
    assert COUNTED in catalogue()
