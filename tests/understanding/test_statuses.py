"""What status cells mean: words first, then colours; what is not plainly known is said and never guessed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st
from tables_support import VOCABULARY, cells, codes, grid

from rsplan.findings.finding import ExportError
from rsplan.language.vocabulary import load_vocabulary
from rsplan.plan.model import Kind, Plan
from rsplan.reading.looks import Looks
from rsplan.understanding.plan import read_plan
from rsplan.understanding.statuses import blank_status

GREEN, YELLOW, RED, ODD = "00B050", "FFFF00", "FF0000", "8064A2"
NAMES = ["Korta köerna", "Bygga vägar", "Stärka hälsan", "Måla taken", "Gräva diken"]


def plan_of(texts: Sequence[object], noun: str = "Uppdrag", **more: object) -> Plan:
    return read_plan([grid([[noun, "Status"], *zip(NAMES, texts, strict=False)], **more)], VOCABULARY)


def statuses(plan: Plan, kind: str = "assignments") -> list[str]:
    return list(getattr(plan, kind)["status"])


@pytest.mark.parametrize(
    ("texts", "fills", "read"),
    [
        (["Grön", None], {}, ["green", "no_data"]), ([None, "Gul"], {1: GREEN}, ["green", "yellow"]),
        ([None, None, "Grön"], {1: RED, 2: YELLOW}, ["red", "yellow", "green"]),
        (["Grön", "Gul"], {1: GREEN, 2: YELLOW}, ["green", "yellow"]), (["Grön", "Gul"], {1: RED}, ["green", "yellow"]),
        ([None, "Gul"], {1: ODD}, ["unknown", "yellow"]), (["Hm", "Gul"], {1: GREEN}, ["unknown", "yellow"]),
    ],
    ids=["blank", "a fill", "two fills", "both agree", "they differ", "a colour of no meaning", "an unknown word"],
)  # fmt: skip
def test_words_go_before_colours_and_colours_before_nothing(
    texts: list[object], fills: dict[int, str], read: list[str]
) -> None:
    plan = plan_of(texts, fills={(row, 1): rgb for row, rgb in fills.items()})
    assert statuses(plan) == read


def test_a_word_and_a_fill_that_differ_are_said_with_the_cell() -> None:
    plan = plan_of(["Grön", "Gul"], fills={(1, 1): RED, (2, 1): YELLOW})
    assert any(cells(plan, code) == ["B2"] for code in codes(plan))


@pytest.mark.parametrize(
    ("noun", "kind", "blank"),
    [("Uppdrag", Kind.ASSIGNMENTS, "no_data"), ("Nyckeltal", Kind.INDICATORS, "no_data"),
    ("Aktivitet", Kind.ACTIVITIES, "unknown")],
)  # fmt: skip
def test_a_blank_cell_is_no_data_but_of_an_activity_nobody_knows(noun: str, kind: Kind, blank: str) -> None:
    words = ["Klar", None, "Pågår"] if kind is Kind.ACTIVITIES else ["Grön", None, "Gul"]
    plan = plan_of(words, noun)
    assert statuses(plan, kind.value)[1] == blank == blank_status(kind)
    assert any(cells(plan, code) == ["B3"] for code in codes(plan))


def test_where_the_looks_could_not_be_read_a_blank_cell_is_unknown() -> None:
    with pytest.raises(ExportError, match="B3"):
        plan_of(["Grön", None, "Gul"], looks=Looks(unread="färgerna gick inte att läsa"))


def test_what_a_blank_cell_means_may_be_taught() -> None:
    words = load_vocabulary({"tom cell": "grön"})
    plan = read_plan([grid([["Uppdrag", "Status"], ["Köer", None], ["Vägar", "Gul"]])], words)
    assert statuses(plan) == ["green", "yellow"]


def test_unknown_words_are_said_once_a_wording_with_all_their_cells() -> None:
    plan = plan_of(["Grön", "Halvvägs", "Gul", "Halvvägs", "Röd"])
    (said,) = [entry for entry in plan.findings if entry.value == "Halvvägs"]
    assert said.cells == ("B3", "B5")
    assert '"Halvvägs" = ' in str(said)


def test_a_column_of_mostly_unknown_words_is_refused() -> None:
    with pytest.raises(ExportError, match="Läget"):
        read_plan(
            [grid([["Uppdrag", "Status"], *zip(NAMES, ["Bra", "Sådär", "Läget", "Hm", "Grön"], strict=True)])],
            VOCABULARY,
        )


def test_words_of_the_other_kind_are_told_to_be_so() -> None:
    with pytest.raises(ExportError) as refused:
        plan_of(["Pågår", "Försenad", "Planerad", "Pågår", "Klar"], "Nyckeltal")
    assert "statusord" in str(refused.value) or any("statusord" in str(entry) for entry in refused.value.findings)


KNOWN = [word for word in VOCABULARY.words["fulfilment"] if word.isalpha()]


@examples(20)
@given(
    st.lists(st.sampled_from(KNOWN), min_size=2, max_size=5),
    st.sampled_from([str.upper, str.title, str.lower, " {} ".format]),
)
def test_every_known_word_means_its_status_in_any_case_and_order(words: list[str], form: object) -> None:
    plan = plan_of([form(word) for word in words])  # type: ignore[operator]
    meant = [VOCABULARY.status(Kind.ASSIGNMENTS, word) for word in words]
    assert statuses(plan) == meant
    assert statuses(plan_of(words[::-1])) == meant[::-1]


@pytest.mark.parametrize("kind", [Kind.ASSIGNMENTS, Kind.ACTIVITIES])
def test_no_known_word_means_the_same_when_it_is_denied(kind: Kind) -> None:
    noun = "Aktivitet" if kind is Kind.ACTIVITIES else "Uppdrag"
    done = {"green", "completed", "cancelled", "ongoing", "delayed", "planned", "paused"}
    words = [word for word in VOCABULARY.words[VOCABULARY.family(kind)]
             if word.isalpha() and VOCABULARY.status(kind, word) in done and not word.startswith(("ej", "in",
              "o"))]  # fmt: skip
    assert len(words) > 5
    for start in range(0, len(words), 5):
        part = words[start : start + 5]
        denied = [f"inte {word}" for word in part]
        try:
            read = statuses(plan_of(denied, noun), kind.value)
        except ExportError:
            continue  # most of the column is unknown: refused is not wrong
        meant = [VOCABULARY.status(kind, word) for word in part]
        assert [word for word, one, other in zip(denied, read, meant, strict=True) if one == other] == []
