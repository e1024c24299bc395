"""The fields of a template in groups: each says what it is, and no name of a unit or a goal area stands for itself."""

from __future__ import annotations

import pytest
from conftest import SAMPLE

from rsplan.documents.word.field_groups import Field, field_groups, fields_below
from rsplan.documents.word.template_check import template_fields
from rsplan.plan.period import Tertial
from rsplan.report.report import Report
from rsplan.runs.project_report import newest_settings, report_at_its_date


@pytest.fixture(scope="module", params=[(2025, Tertial.AUGUSTI), (2021, Tertial.AUGUSTI)], ids=["2025", "2021"])
def report(request: pytest.FixtureRequest) -> Report:
    """A period with a period before it, and one of another model of planning."""
    year, tertial = request.param
    return report_at_its_date(newest_settings(SAMPLE, tertial, year))


def told(report: Report) -> list[Field]:
    """Every field of every group."""
    return [field for group in field_groups(report) for field in group.fields]


def test_every_field_says_what_it_is_or_is_read_for_itself(report: Report) -> None:
    silent = [field.name for field in told(report) if not field.meaning]
    assert [name for name in silent if not name.startswith(("sentences.", "headings.", "texts."))] == []


def test_the_groups_have_every_field_once(report: Report) -> None:
    fields = told(report)
    names = [field.name for field in fields]
    assert len(set(names)) == len(names) < 250
    plain = set(names)
    for name, _ in template_fields(report):
        folded = [one for one in plain if one.endswith((".NAMN", ".…")) and name.startswith(one.rpartition(".")[0])]
        moved = "_to_" in name or name.endswith(".one_decimal") or name.startswith("tables.")
        assert name in plain or folded or moved, name


def test_what_lies_below_a_name_can_be_listed(report: Report) -> None:
    fields = fields_below(report, "assignments.")
    assert {field.name for field in fields} == {
        name for name, _ in template_fields(report) if name.startswith("assignments.")
    }
    assert all(field.meaning for field in fields)
