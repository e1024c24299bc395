"""Prose read for numbers that name the plan's own things: what is a claim, what of it agrees, and what is doubtful."""

from __future__ import annotations

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.documents.living.prose import Claim, ProseReader
from rsplan.language.swedish import cardinal
from rsplan.plan.model import Kind
from rsplan.report.report import Report


def claims(report: Report, sentence: str) -> list[tuple[int, str, str]]:
    """The number, the kind and the status of each claim."""
    return [(claim.number, claim.kind.value, claim.status) for claim in ProseReader(report, {}).claims(sentence)]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Planen har 29 uppdrag.", [(29, "assignments", "")]),
        ("Tjugonio uppdrag följs upp.", [(29, "assignments", "")]),
        ("Det finns 1\u00a0294 aktiviteter.", [(1294, "activities", "")]),
        ("De 17 nyckeltalen följs.", [(17, "indicators", "")]),
        ("Fem av nyckeltalen är gröna.", [(5, "indicators", "green")]),
        ("Av nyckeltalen är fem gröna.", [(5, "indicators", "green")]),
        ("Tolv försenade aktiviteter.", [(12, "activities", "delayed")]),
        ("Aktiviteterna: 12 försenade.", [(12, "activities", "delayed")]),
        ("Av uppdragen är två uppfyllda och 27 delvis uppfyllda.", [(2, "assignments", "green"),
        (27, "assignments", "yellow")]),
        ("Fyra indikatorer är inte uppfyllda.", [(4, "indicators", "red")]), ("Ett uppdrag är klart.", []),
        ("En aktivitet är försenad.", []),
        ("Mötet har 12 punkter.", []), ("År 2025 fanns uppdrag.", []), ("Enligt § 12 gäller uppdragen.", []),
        ("12 procent av uppdragen.", []),
        ("Den 12 maj beslutades uppdragen.", []), ("12 nya uppdrag gavs.", []), ("Uppdragen kostar 12 miljoner.", []),
        ("", []), ("² uppdrag, 5² uppdrag och ③ uppdrag.", []), (f"{'1' * 5_000} uppdrag.", []),
        ("Tre månader återstår av uppdraget.", []), ("Planen (RS/12/2025) har uppdrag.", []), ("12, uppdrag.", []),
    ],
)  # fmt: skip
def test_a_claim_is_a_number_with_a_thing_of_the_plan(
    sentence: str, found: list[tuple[int, str, str]], today: Report
) -> None:
    assert claims(today, sentence) == found


@pytest.mark.parametrize(
    ("sentence", "horizon"),
    [("Sju finansiella nyckeltal följs.", "financial"), ("Sju långsiktiga nyckeltal följs.", "long_term"),
    ("Sju kortsiktiga nyckeltal följs.", ""),
     ("Sju nyckeltal följs.", "")],
)  # fmt: skip
def test_the_kind_of_indicators_is_part_of_the_claim(sentence: str, horizon: str, today: Report) -> None:
    (claim,) = ProseReader(today, {}).claims(sentence)
    assert (claim.kind, claim.horizon) == (Kind.INDICATORS, horizon)


def facts(report: Report, *names: str) -> list[int]:
    return [report.facts[name].count for name in names]


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("Planen har {} uppdrag.", "assignments.total"), ("{} uppdrag är delvis uppfyllda.", "assignments.yellow"),
        ("Av aktiviteterna är {} försenade.", "activities.delayed"),
        ("{} aktiviteter är pågående.", "activities.ongoing"),
        ("{} av nyckeltalen är röda.", "indicators.red"),
    ],
)  # fmt: skip
def test_the_figure_of_the_plan_agrees_in_figures_and_in_words_and_another_does_not(
    pattern: str, name: str, today: Report
) -> None:
    (count,) = facts(today, name)
    reader = ProseReader(today, {})
    for said in (str(count), cardinal(count, "n") if count < 1_000 else str(count)):
        assert list(reader.verdicts(pattern.format(said.capitalize()))) == []
    (verdict,) = reader.verdicts(pattern.format(10_000))
    assert verdict.wrong
    assert (verdict.current, verdict.expression) == (str(count), name)


def test_what_was_right_when_it_was_written_is_wrong_since_and_what_never_was_is_doubtful(today: Report) -> None:
    (total,) = facts(today, "assignments.total")
    sentence = f"Planen har {total - 1} uppdrag."
    assert [found.wrong for found in ProseReader(today, {}).verdicts(sentence)] == [False]
    assert [found.wrong for found in ProseReader(today, {"assignments.total": total - 1}).verdicts(sentence)] == [True]


def test_parts_that_are_more_than_their_whole_contradict(today: Report) -> None:
    total, green, yellow = facts(today, "assignments.total", "assignments.green", "assignments.yellow")
    right = f"Av {total} uppdrag är {green} uppfyllda och {yellow} delvis uppfyllda."
    assert not [found for found in ProseReader(today, {}).verdicts(right) if found.why.startswith("delarna")]


@pytest.mark.parametrize("when", ["Förra året", "I fjol", "Tidigare", "Jämfört med föregående uppföljning", "År 2019"])
def test_a_sentence_about_another_time_never_contradicts(when: str, today: Report) -> None:
    found = list(ProseReader(today, {}).verdicts(f"{when} fanns 10000 uppdrag."))
    assert [verdict.wrong for verdict in found] == [False]
    assert found[0].why == "meningen handlar om en annan tid"


@examples(25)
@given(st.integers(2, 400).filter(lambda number: not 1900 <= number <= 2099))
def test_a_number_in_words_claims_what_it_claims_in_figures(today: Report, number: int) -> None:
    sentence = "Planen har {} uppdrag, och det går bra."
    assert claims(today, sentence.format(cardinal(number, "n"))) == claims(today, sentence.format(number))
    assert claims(today, sentence.format(number)) == [(number, "assignments", "")]


def test_a_claim_shows_what_it_was_read_from(today: Report) -> None:
    (claim,) = ProseReader(today, {}).claims("I planen finns tolv försenade aktiviteter just nu.")
    assert claim == Claim("tolv försenade aktiviteter", 12, Kind.ACTIVITIES, "delayed")
