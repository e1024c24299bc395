"""When the plan was decided and revised, as the prose says it and as the project does."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from rsplan.documents.living.plan_dates import PlanDates, wrong_dates

Run = Callable[..., subprocess.CompletedProcess[str]]
PLAN = PlanDates("regionstyrelsens plan", 2025, date(2024, 10, 1), (date(2024, 12, 10), date(2025, 2, 4)))


@pytest.mark.parametrize(
    ("sentence", "settings"),
    [
        ("På styrelsens sammanträde den 1 oktober 2023, § 145 fastställdes Regionstyrelsens plan och budget 2025.",
         ["plan.decided"]),
        ("På styrelsens sammanträde den 1 oktober 2024, § 145 fastställdes Regionstyrelsens plan och budget 2025.",
         []),
        ("Regionstyrelsens plan 2025 fastställdes av styrelsen den 2 oktober 2024, § 145, och reviderades den 9 mars "
         "2025.", ["plan.decided", "plan.revised"]),
        ("Planen reviderades den 10 december 2024, § 203.", []),
        ("Planen reviderades den 4 februari 2025.", []),
        ("Planen har reviderats den 5 februari 2025.", ["plan.revised"]),
        ("Regionstyrelsen fastställde sin plan den 1 oktober 2023.", ["plan.decided"]),
        ("Regionstyrelsen  fastställde\u00a0sin plan den 1 oktober 2023.", ["plan.decided"]),
        ("Regionstyrelsens plan för 2024 fastställdes den 8 november 2023.", []),
        ("Åtgärdsplanen fastställdes den 3 mars 2025.", []),
        ("Regionplanen 2025–2027 fastställdes den 19 juni 2024 (RS/61/2024).", []),
        ("Målen i planen fastställdes den 3 mars 2025.", []),
        ("Uppföljningen av regionstyrelsens plan beslutades den 27 maj 2025.", []),
        ("Planen ska fastställas den 30 september 2025.", []),
        ("Planen fastställdes i oktober 2023.", []),
        ("Den reviderade planen fastställdes den 10 december 2024.", []),
        ("Planen fastställdes den 31 november 2024.", []),
    ],
)  # fmt: skip
def test_only_what_the_plan_itself_is_said_to_be_is_held_against_the_project(
    sentence: str, settings: list[str]
) -> None:
    assert [one.setting for one in wrong_dates(sentence, PLAN)] == settings


def test_a_project_that_says_nothing_contradicts_nothing() -> None:
    unsaid = PlanDates("planen", 2025)
    assert not list(wrong_dates("Planen fastställdes den 1 oktober 2023 och reviderades den 2 maj 2025.", unsaid))


def test_another_boards_plan_is_known_by_the_name_that_the_project_gives_it() -> None:
    plan = PlanDates("barn- och utbildningsnämndens verksamhetsplan", 2025, date(2024, 11, 20))
    said = "Verksamhetsplanen fastställdes den 20 november 2023."
    assert [one.current for one in wrong_dates(said, plan)] == ["den 20 november 2024"]
    assert not list(wrong_dates("Planen för lokaler fastställdes den 20 november 2023.", plan))


def test_the_published_slip_is_a_difference_and_its_absence_is_none(rsplan: Run, sample: Path) -> None:
    text = sample / "texts" / "2025-april" / "inledning.md"
    memo = ("--tertial", "april", "--year", "2025", "--project", sample, "--document", "report")
    document = sample / "reports" / "2025-april" / "rapport.docx"
    assert rsplan("report", *memo).returncode == 0
    assert rsplan("check", document).returncode == 0
    text.write_text(text.read_text(encoding="utf-8").replace("1 oktober 2024", "1 oktober 2023"), encoding="utf-8")
    assert rsplan("report", *memo).returncode == 0
    done = rsplan("check", document)
    assert done.returncode == 1
    assert all(said in done.stdout for said in ("den 1 oktober 2023", "den 1 oktober 2024", "plan.decided"))
