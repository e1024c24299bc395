"""What prose says of single items, held against the plan of the period that it speaks of."""

from __future__ import annotations

import time
from datetime import date

import pytest
from conftest import SAMPLE

from rsplan.documents.living.item_claims import ItemReader
from rsplan.documents.living.prose import ProseReader
from rsplan.plan.period import Period
from rsplan.project.settings import load_settings
from rsplan.report.report import Report
from rsplan.runs.other_periods import EVERY_PERIOD
from rsplan.runs.project_report import project_report


@pytest.fixture(scope="module")
def april() -> Report:
    return project_report(load_settings(SAMPLE, Period.parse("2025-april")), date(2025, 5, 12), names=EVERY_PERIOD)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Inom målområdet uppnås inte nyckeltalen för hög säkerhet i nätverksansluten hårdvara och andel genomförda "
         "riktade hälsosamtal utifrån listade personer.", []),
        ("Inom målområdet uppnås nyckeltalen för hög säkerhet i nätverksansluten hårdvara och andel genomförda "
         "riktade hälsosamtal utifrån listade personer.", [True, True]),
        ("Nyckeltalen för skuldsättningstak och koldioxidutsläpp uppnås.", [True]),
        ("Bruttokostnadsutvecklingen och nettokostnadsutvecklingen uppnås inte för perioden.", []),
        ("Bruttokostnadsutvecklingen och nettokostnadsutvecklingen uppnås för perioden.", [True, True]),
        ("Leverantörstroheten uppnås inte.", [False]),
        ("Inte heller nyckeltalet för koldioxidutsläppet.", []),
        ("Inte heller nyckeltalet för skuldsättningstaket.", [True]),
        ("Inte heller nyckeltalet för skuldsättningstaket bör ändras.", []),
        ("För perioden är nyckeltalet för koldioxidutsläppet inte uppnått.", []),
        ("För perioden är nyckeltalet för koldioxidutsläppet uppnått.", [True]),
        ("I april 2024 var nyckeltalet för koldioxidutsläppet uppnått.", [True]),
        ("I april 2024 uppnåddes nyckeltalen för riktade hälsosamtal för 50-åringar.", []),
        ("Bruttokostnadsutvecklingen är ett område att följa.", []),
        ("Nyckeltalen för kvalitet och miljö uppnås.", []),
    ],
)  # fmt: skip
def test_items_are_named_in_many_ways_and_their_status_in_words(text: str, wrong: list[bool], april: Report) -> None:
    assert [one.wrong for one in ProseReader(april, {}).verdicts(text)] == wrong


def test_a_claim_of_another_period_names_that_period(april: Report) -> None:
    (found,) = ProseReader(april, {}).verdicts("I april 2024 var nyckeltalet för koldioxidutsläppet uppnått.")
    assert found.expression.startswith('year_before.indicators["Koldioxid')


def test_a_sentence_of_one_endless_word_is_read_in_time(april: Report) -> None:
    start = time.process_time()
    assert not list(ItemReader(april.plan, april.vocabulary).claims("A" * 3000 + " slutar"))
    assert time.process_time() - start < 5
