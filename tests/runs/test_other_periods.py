"""Other periods beside the report's own: which are read, what is compared, and what the prose may say of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from conftest import SAMPLE, Run, addresses

from rsplan.documents.living.prose import ProseReader
from rsplan.plan.model import STATUSES, Kind
from rsplan.plan.period import Period
from rsplan.project.settings import load_settings
from rsplan.report.report import Report
from rsplan.runs.other_periods import EVERY_PERIOD, periods_named
from rsplan.runs.project_report import project_report


def report_of(slug: str, names: str = EVERY_PERIOD) -> Report:
    settings = load_settings(SAMPLE, Period.parse(slug))
    return project_report(settings, date(settings.period.year, 9, 1), names=names)


@pytest.fixture(scope="module")
def august() -> Report:
    return report_of("2025-augusti")


@pytest.fixture(scope="module")
def memo_2021() -> Report:
    return report_of("2021-augusti")


def counts(report: Report, prefix: str, kind: Kind) -> dict[str, int]:
    statuses = (str(status.value) for status in STATUSES[kind])
    found = {status: report.facts[f"{prefix}{kind}.{status}"].value for status in statuses}
    return {status: value for status, value in found.items() if value}


@pytest.mark.parametrize(
    ("period", "named", "read"),
    [
        ("2025-augusti", "previous.activities.delayed", {"previous": "2025-april"}),
        ("2025-augusti", "change.activities.delayed", {"previous": "2025-april"}),
        ("2025-augusti", "year_before.activities.delayed", {"year_before": "2024-augusti"}),
        ("2025-augusti", "assignments_by_period", {"previous": "2025-april"}),
        ("2025-april", "assignments_by_period", {"year_before": "2024-april"}),
        ("2025-april", "previous.activities.delayed", {}),
        ("2024-december", "comparison.heading", {"previous": "2024-augusti"}),
        ("2025-augusti", "activities.delayed changed", {}),
        ("2025-augusti", EVERY_PERIOD, {"previous": "2025-april", "year_before": "2024-augusti"}),
    ],
)
def test_only_the_periods_that_are_named_are_read(period: str, named: str, read: Mapping[str, str]) -> None:
    found = periods_named(load_settings(SAMPLE, Period.parse(period)), [named])
    assert {name: other.slug for name, other in found.items()} == read


@pytest.mark.parametrize("kind", Kind)
def test_before_and_change_add_to_now(august: Report, kind: Kind) -> None:
    for part in ("total", *(str(status.value) for status in STATUSES[kind])):
        before, change, now = (august.facts[f"{start}{kind}.{part}"].value for start in ("previous.", "change.", ""))
        assert before + change == now


def test_the_facts_of_another_period_lead_to_its_own_cells(august: Report) -> None:
    for name in ("previous.activities.delayed", "year_before.indicators.red", "year_before.share.indicators.red"):
        folder = "2025-april" if name.startswith("previous") else "2024-augusti"
        assert {address.file.partition("/")[0] for address in addresses(august, name)} == {folder}


def test_shares_are_whole_per_cents_of_their_kind() -> None:
    april = report_of("2025-april")
    shares = {
        name: april.facts[f"share.activities.{name}"].value for name in ("planned", "ongoing", "delayed", "completed")
    }
    assert shares == {"planned": 15, "ongoing": 73, "delayed": 4, "completed": 8}
    assert april.facts["year_before.share.activities.planned"].value == 20


def test_plans_that_differ_are_compared_in_shares_and_the_difference_is_said() -> None:
    april = report_of("2025-april")
    assert april.comparison is not None
    assert not april.comparison.same_plan
    assert "38 respektive 29 uppdrag" in april.comparison.note
    table = april.tables["assignments_by_period"]
    assert table.caption == "Uppdrag, andelar i procent, efter april 2024 och april 2025 (olika planer)"
    assert "olika" not in report_of("2025-augusti").tables["assignments_by_period"].caption
    assert [row.cells[0] for row in table.rows] == ["April 2024", "April 2025"]
    assert [sum(int(str(cell)) for cell in row.cells[1:-1]) for row in table.rows] == [100, 100]


def test_the_april_of_2021_is_computed(memo_2021: Report) -> None:
    assert counts(memo_2021, "previous.", Kind.ASSIGNMENTS) == {"green": 4, "yellow": 11, "red": 2}
    assert memo_2021.sentences["previous.assignments"].text == (
        "fyra tillfredsställande, målet uppnått, 11 inte helt tillfredsställande, pågående aktiviteter i rätt riktning "
        "och två otillfredsställande, målen inte uppnådda"
    )
    assert set(memo_2021.sentences["previous.assignments"].facts) <= set(memo_2021.facts)


def test_explain_knows_a_figure_of_the_period_before(rsplan: Run) -> None:
    done = rsplan(
        "explain", "previous.activities.delayed", "--project", SAMPLE, "--tertial", "augusti", "--year", "2025"
    )
    assert done.returncode == 0, done.stderr
    assert "previous.activities.delayed = 12" in done.stdout
    assert "2025-april" in done.stdout


def test_a_period_that_is_not_there_is_an_unknown_figure(rsplan: Run) -> None:
    done = rsplan("explain", "previous.activities.delayed", "--project", SAMPLE, "--tertial", "april", "--year", "2025")
    assert done.returncode == 2
    assert "finns inte" in done.stderr


APRIL = "Tertialrapporten per april visade att av de 17 resultatmålen var fyra tillfredsställande, "


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (APRIL + "11 inte helt tillfredsställande och två otillfredsställande.", 0),
        (APRIL + "12 inte helt tillfredsställande och tre otillfredsställande.", 2),
        ("Av de 17 resultatmålen är fyra tillfredsställande, 12 inte helt tillfredsställande.", 0),
        ("Vid mötet i december 2019 var fem resultatmål otillfredsställande.", 0),
    ],
)
def test_a_claim_about_an_earlier_period_is_held_against_that_period(memo_2021: Report, text: str, wrong: int) -> None:
    found = list(ProseReader(memo_2021, {}).verdicts(text))
    assert len([verdict for verdict in found if verdict.wrong]) == wrong


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Förra året var sju uppdrag uppfyllda och 25 delvis uppfyllda.", ""),
        ("Av 29 uppdrag är två uppfyllda och 27 delvis uppfyllda.", ""),
        ("Av 20 uppdrag är två uppfyllda och 27 delvis uppfyllda.", "delarna blir 29 av 20"),
    ],
)
def test_parts_that_are_more_than_their_whole_contradict(text: str, told: str) -> None:
    found = [verdict.why for verdict in ProseReader(report_of("2025-april"), {}).verdicts(text) if verdict.wrong]
    assert told in found if told else not found


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Nyckeltalet för koldioxidutsläppet är uppnått.", "wrong"),
        ("Nyckeltalet för regionens koldioxidutsläpp från tjänsteresor uppnås under perioden.", "wrong"),
        ("Nyckeltalet för koldioxidutsläppet uppnås inte för perioden.", "agrees"),
        ("Inte heller nyckeltalet för koldioxidutsläppet.", "agrees"),
        ("Nyckeltalet för koldioxidutsläppet är delvis uppnått.", "doubtful"),
        ("Nyckeltalet för något helt annat är uppnått.", "agrees"),
        ("Nyckeltalet för koldioxidutsläppet blir svårt att uppnå.", "agrees"),
        ("År 2024 var nyckeltalet för koldioxidutsläppet uppnått.", "agrees"),
        ("Nyckeltalet för koldioxidutsläppet bedöms ses över.", "agrees"),
    ],
)
def test_prose_that_names_an_item_is_held_against_its_status(text: str, verdict: str) -> None:
    found = list(ProseReader(report_of("2025-april"), {}).verdicts(text))
    assert {"agrees": [], "wrong": [True], "doubtful": [False]}[verdict] == [one.wrong for one in found]


def test_a_memo_may_name_the_period_before(rsplan: Run, sample: Path) -> None:
    text = sample / "texts" / "2025-augusti" / "tjansteskrivelse.md"
    added = "\n\nI april var {{ previous.activities.delayed }} aktiviteter försenade, nu {{ activities.delayed }}.\n"
    text.write_text(text.read_text(encoding="utf-8") + added, encoding="utf-8")
    period = ("--tertial", "augusti", "--year", "2025", "--project", sample)
    assert rsplan("report", *period, "--document", "memo").returncode == 0
    done = rsplan("check", sample / "reports" / "2025-augusti" / "tjansteskrivelse.docx")
    assert done.returncode == 0, done.stdout + done.stderr
