"""What is said behind a status is left out where it fits it, and makes it unknown where it may not."""

from __future__ import annotations

import pytest
from tables_support import VOCABULARY

from rsplan.language.statuswords.column import read_column
from rsplan.plan.model import Kind


def meaning(kind: Kind, text: str) -> str:
    reading = read_column(kind, [text], VOCABULARY)[text]
    return reading.meaning if reading else "unknown"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Försenad. Leverantören har inte levererat.", "delayed"),
        ("Försenad: saneringen dyrare än beräknat", "delayed"),
        ("Ej påbörjad. Startar efter sommaren.", "planned"), ("Ej påbörjad (start hösten)", "planned"),
        ("Ej påbörjad: startar när medel beviljats", "planned"), ("Pågår: 22 av 60 besök gjorda", "ongoing"),
        ("Pågår. Två av tre moment är gjorda.", "ongoing"), ("Pågår – rapport klar", "ongoing"),
        ("Pågår. Enkäten är utskickad och svaren sammanställs i maj.", "ongoing"),
        ("Påbörjad. Upphandling klar, avtal ej tecknat", "ongoing"), ("Klar: beslut KS § 45", "completed"),
        ("Klar, slutbesiktigad 14 mars", "completed"), ("Avslutad – inga anmärkningar", "completed"),
        ("Plan.", "planned"), ("Klar: 340 besökare", "completed"), ("Klar: avtal till 2028", "completed"),
        ("Avbruten, ingen finansiering", "cancelled"), ("Pausad: väntar på nytt beslut", "paused"),
    ],
)  # fmt: skip
def test_a_remark_that_fits_the_state_before_it_is_left_out(text: str, expected: str) -> None:
    assert meaning(Kind.ACTIVITIES, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Pågår, klar", "Pågår. Pausad.", "Pågår: försenad leverans", "Pågår. Avbröts i maj", "Pågår – medel saknas",
        "Pågår – något ej enligt plan", "Planerad: påbörjad", "Ej påbörjad: delar har startat", "Försenad: nu klar",
        "Klar: utom etapp 2", "Klar: två av fem enheter", "Klar: ej utvärderad",
        "Klar: senast i juni", "Klar: 50 % kvar",
        "Genomförd: 2 av 4 utbildningar", "Försenad, inga avvikelser", "Klar – slutet av maj", "Klar, senast juni",
        "Klar. ++ --", "Klar – § 12", "Försenad. 12 34",
        "Påbörjad, start hösten 2025", "Klar: återstår rapport", "Avslutad: fortsätter 2026",
    ],
)  # fmt: skip
def test_a_remark_that_may_change_the_state_leaves_it_unknown(text: str) -> None:
    assert meaning(Kind.ACTIVITIES, text) == "unknown"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Klart 14/3", "completed"), ("Klart 1/3", "unknown"), ("0 % – ej påbörjad", "planned"),
        ("0 % – klar", "unknown"),
        ("100 % – klar", "completed"), ("Klart på två av tre enheter", "ongoing"),
        ("Klart på tre av tre enheter", "unknown"), ("Ska påbörjas efter sommaren", "planned"),
        ("Pågår (var försenad vid T1)", "ongoing"), ("Pågår (klart 2025-09)", "ongoing"),
        ("Klar (senast 2025-06)", "unknown"), ("Pågår. Beräknas klar i juni.", "ongoing"),
        ("Klar. Följs upp i höst.", "completed"), ("Klar. Följs upp, ej klar", "unknown"),
        ("Avbruten efter beslut i ledningsgruppen", "cancelled"), ("Pågår e. plan", "ongoing"),
        ("○ Ej påbörjad", "planned"), ("Pågåene", "ongoing"),
    ],
)  # fmt: skip
def test_days_parts_and_former_states_are_weighed(text: str, expected: str) -> None:
    assert meaning(Kind.ACTIVITIES, text) == expected


def test_some_of_several_is_in_part() -> None:
    assert meaning(Kind.ASSIGNMENTS, "Uppfyllt på två av tre enheter") == "yellow"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mäts ej i T1", "no_data"), ("Mäts T1", "unknown"), ("Mäts i december", "no_data"),
        ("Mäts ej i december", "unknown"), ("Kan inte mätas i april", "no_data"), ("Kan mätas i april", "unknown"),
        ("Gul 1)", "yellow"), ("Röd – medel saknas", "red"), ("Gul - väntar på beslut från staten", "yellow"),
        ("Grön – medel saknas", "unknown"), ("Röd – resurser saknas hos förvaltningen", "red"),
    ],
)  # fmt: skip
def test_what_an_indicator_lacks_or_has_no_data_for(text: str, expected: str) -> None:
    assert meaning(Kind.INDICATORS, text) == expected
