"""Whether colours follow from targets and outcomes: the sample's 127, and the rules one by one."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from functools import cache

import pytest
from conftest import SAMPLE
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rsplan.analysis.colour_audit import (
    NO_DIRECTION,
    Audited,
    AuditRules,
    Direction,
    IndicatorRule,
    Judgement,
    Unexplained,
    Verdict,
    audit,
    judge,
    unexplained,
    without_direction,
)  # fmt: skip
from rsplan.analysis.measures import read_measure
from rsplan.plan.model import Fulfilment, Plan
from rsplan.plan.period import Period
from rsplan.project.audit_settings import audit_rules
from rsplan.project.settings import load_settings
from rsplan.runs.summary import summarise_project

PERIODS = ("2021-april", "2021-augusti", "2024-april", "2024-augusti", "2024-december", "2025-april", "2025-augusti")
UP, DOWN = IndicatorRule(Direction.UP), IndicatorRule(Direction.DOWN)
OF_COLOUR = {status.value: status for status in Fulfilment}


@cache
def plan_of(slug: str) -> Plan:
    period = Period.parse(slug)
    return summarise_project(SAMPLE, period.tertial, period.year).plan


@cache
def rules_of_sample() -> AuditRules:
    return audit_rules(load_settings(SAMPLE, Period.parse("2025-april")))


def of_all_periods(rules: AuditRules) -> list[Audited]:
    return [one for slug in PERIODS for one in audit(plan_of(slug), rules)]


def test_titles_and_operators_alone_decide_42_of_the_127_coloured_rows() -> None:
    found = of_all_periods(AuditRules())
    assert len(found) == 127
    assert Counter(one.judged.verdict for one in found) == {Verdict.AGREES: 42, Verdict.UNDECIDABLE: 85}
    assert {one.judged.rule for one in found if one.judged.verdict is Verdict.UNDECIDABLE} == {NO_DIRECTION}


def test_with_the_directions_given_122_are_decided_and_none_contradicts() -> None:
    found = of_all_periods(rules_of_sample())
    assert Counter(one.judged.verdict for one in found) == {Verdict.AGREES: 122, Verdict.PARTLY: 5}


def test_outcome_by_target_alone_would_contradict_38_and_cannot_read_7() -> None:
    """The rule that others use ("actual ≥ target × 0.9"), on the same rows."""
    contradicted = unread = 0
    for one in of_all_periods(AuditRules()):
        target, outcome = read_measure(one.target), read_measure(one.outcome)
        if target is None or outcome is None:
            unread += 1
            continue
        share = 100 * outcome.value / target.value if target.value else Decimal(0)
        colour = Fulfilment.GREEN if share >= 100 else Fulfilment.YELLOW if share >= 90 else Fulfilment.RED
        contradicted += colour is not one.status
    assert (contradicted, unread) == (38, 7)


def test_nothing_of_the_sample_is_without_a_direction() -> None:
    assert [without_direction(plan_of(slug), rules_of_sample()) for slug in PERIODS] == [[]] * 7


def test_every_changed_colour_that_can_be_decided_is_found() -> None:
    for one in of_all_periods(rules_of_sample()):
        others = {
            status for status in (Fulfilment.GREEN, Fulfilment.YELLOW, Fulfilment.RED) if status is not one.status
        }
        for status in others:
            own = rules_of_sample().of(one.id, one.title)
            judged = judge(status, one.title, "", one.target, one.outcome, own, rules_of_sample())
            possible = status in one.judged.expected
            assert judged.verdict is (Verdict.PARTLY if possible else Verdict.CONTRADICTS), (one.id, status)


CASES = [
    # target, outcome, rule, colour it gives (or the answer), degree
    ("30 %", "27 %", UP, "yellow", "90"), ("30 %", "26,9 %", UP, "red", "89.7"), ("30 %", "30 %", UP, "green", None),
    ("165", "171", DOWN, "yellow", "96.5"), ("165", "165", DOWN, "green", None),
    ("5,0 %", "6,3 %", DOWN, "red", "79.4"),
    ("-42 %", "-31 %", DOWN, "red", "73.8"), ("-42 %", "-39 %", DOWN, "yellow", "92.9"),
    ("-42 %", "-43 %", DOWN, "green", None), ("-34,8 %", "-33,9 %", UP, "green", None),
    ("-34,8 %", "-36 %", UP, "partly_decidable", None), ("-3,1 %", "1,8 %", DOWN, "partly_decidable", None),
    ("30 %", "0 %", UP, "partly_decidable", None), ("0", "26", UP, "green", None),
    ("0", "-1", UP, "partly_decidable", None),
    ("<16%", "12,4 %", UP, "partly_decidable", None), ("<16%", "12,4 %", IndicatorRule(), "green", None),
    ("<16%", "16 %", IndicatorRule(), "partly_decidable", None), ("≥ 90 %", "90 %", IndicatorRule(), "green", None),
    ("I jämförelse med riket", "4,1 % (riket 6,3 %)", DOWN, "green", None),
    ("I jämförelse med riket", "6,9 % (riket 6,3 %)", DOWN, "yellow", "91.3"),
    ("I jämförelse med riket", "4,1 %", DOWN, "not_decidable", None),
    ("Ska öka", "30 %", UP, "not_decidable", None), ("30 %", "", UP, "not_decidable", None),
    ("", "30 %", UP, "not_decidable", None), ("30 %", "27 kr", UP, "not_decidable", None),
    ("95 %", "94,5 %", UP, "yellow", "99.5"),
]  # fmt: skip


@pytest.mark.parametrize(("target", "outcome", "own", "answer", "degree"), CASES)
def test_a_target_and_an_outcome_give_one_colour_or_say_why_not(
    target: str, outcome: str, own: IndicatorRule, answer: str, degree: str | None
) -> None:
    asked = OF_COLOUR.get(answer, Fulfilment.RED)
    judged = judge(asked, "Andel", "", target, outcome, own, AuditRules())
    expected = Verdict.AGREES if answer in OF_COLOUR else Verdict(answer)
    assert judged.verdict is expected, judged.rule
    assert (None if judged.degree is None else str(round(judged.degree, 1)).removesuffix(".0")) == degree


def test_between_99_and_100_is_a_borderline_case() -> None:
    yellow = judge(Fulfilment.YELLOW, "", "", "100", "99", UP, AuditRules())
    assert (yellow.verdict, yellow.borderline) == (Verdict.AGREES, True)
    assert judge(Fulfilment.YELLOW, "", "", "100", "98,9", UP, AuditRules()).borderline is False


@pytest.mark.parametrize(("title", "column", "target", "direction"), [
    ("Energianvändning (minska)", "", "5", Direction.DOWN), ("Livsmedel (öka)", "", "5", Direction.UP),
    ("Soliditet (ökning)", "", "5", Direction.UP), ("Kostnad (målet är en lägre utveckling)", "", "5", Direction.DOWN),
    ("Antal fall", "Minska", "5", Direction.DOWN), ("Antal fall (öka)", "Lägre är bättre", "5", Direction.DOWN),
    ("Andel", "Högre", "5", Direction.UP), ("Andel", "↑", "5", Direction.UP), ("Tak", "", "<16%", Direction.DOWN),
    ("Golv", "", "minst 16 %", Direction.UP), ("Andel", "", "5", None), ("Andel", "okänt", "5", None),
    ("Andel (öka), ska bli lägre", "", "5", None), ("Frisktal (högst fem sjukdagar)", "", "62 %", None),
])  # fmt: skip
def test_the_direction_is_told_and_never_assumed(title: str, column: str, target: str, direction: object) -> None:
    judged = judge(Fulfilment.GREEN, title, column, target, "4", IndicatorRule(), AuditRules())
    assert judged.direction is direction
    assert (judged.rule == NO_DIRECTION) is (direction is None)


def test_a_project_gives_its_own_limits_and_intervals() -> None:
    own = replace(UP, yellow_from=Decimal(80))
    assert judge(Fulfilment.YELLOW, "", "", "100", "85", own, AuditRules()).verdict is Verdict.AGREES
    between = replace(DOWN, yellow_between=(Decimal("-3.1"), Decimal(2)))
    found = [judge(Fulfilment.YELLOW, "", "", "-3,1 %", text, between, AuditRules()) for text in ("1,8 %", "2,1 %")]
    assert [one.verdict for one in found] == [Verdict.AGREES, Verdict.CONTRADICTS]


@given(st.integers(1, 10_000), st.integers(1, 10_000))
def test_a_mirrored_target_gives_the_mirrored_answer(target: int, outcome: int) -> None:
    """Rising towards a positive target and reducing towards a negative one are the same walk."""

    def verdicts(own: IndicatorRule, sign: int) -> list[Judgement]:
        colours = (Fulfilment.GREEN, Fulfilment.YELLOW, Fulfilment.RED)
        return [judge(one, "", "", str(sign * target), str(sign * outcome), own, AuditRules()) for one in colours]

    assert [one.verdict for one in verdicts(UP, 1)] == [one.verdict for one in verdicts(DOWN, -1)]


@given(st.integers(-9_999, 9_999), st.integers(-9_999, 9_999), st.sampled_from([UP, DOWN]))
def test_green_is_right_exactly_where_the_target_is_met(target: int, outcome: int, own: IndicatorRule) -> None:
    judged = judge(Fulfilment.GREEN, "", "", str(target), str(outcome), own, AuditRules())
    met = outcome >= target if own is UP else outcome <= target
    assert (judged.verdict is Verdict.AGREES) is met
    assert judged.met is met


def test_a_colour_and_an_outcome_that_do_not_move_together_are_named() -> None:
    now = audit(plan_of("2025-augusti"), rules_of_sample())
    assert list(unexplained(audit(plan_of("2025-april"), rules_of_sample()), now)) == []
    first, second = now[0], now[1]
    before = [
        replace(first, status=Fulfilment.GREEN),
        replace(second, outcome="1 %", judged=replace(second.judged, expected=(Fulfilment.RED,))),
    ]
    assert first.status is not Fulfilment.GREEN
    found = list(unexplained(before, [first, second]))
    assert [(one.what, one.now.id) for one in found] == [
        (Unexplained.COLOUR_ALONE, first.id), (Unexplained.LIMIT_ALONE, second.id),
    ]  # fmt: skip
