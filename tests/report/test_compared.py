"""The sentences that compare, and the overview on the report's first page."""

from __future__ import annotations

import pytest
from conftest import SAMPLE
from msgspec.structs import replace
from word_support import find, root_of, template

from rsplan.documents.word.render import packaged_template, render_memo, render_report
from rsplan.findings import codes
from rsplan.findings.finding import finding
from rsplan.plan.period import Tertial
from rsplan.report.report import Report
from rsplan.runs.project_report import newest_settings, report_at_its_date, template_folder
from rsplan.runs.template import export_templates

TEXT = "//w:t"


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    wanted = {"april": (Tertial.APRIL, 2025), "augusti": (Tertial.AUGUSTI, 2025), "2021": (Tertial.AUGUSTI, 2021)}
    return {name: report_at_its_date(newest_settings(SAMPLE, *each)) for name, each in wanted.items()}


def said(data: bytes) -> str:
    return " ".join(each.text or "" for each in find(root_of(data), TEXT))


def test_within_a_plan_changes_are_said_and_between_plans_shares(reports: dict[str, Report]) -> None:
    same = reports["augusti"].sentences["assignments_compared"].text
    assert same == "jämfört med april är tre fler uppfyllda och tre färre delvis uppfyllda"
    other = reports["april"].sentences["assignments_compared"].text.replace("\u00a0", " ")
    assert other.startswith("andel uppfyllda 7 % (5 % i april 2024), delvis uppfyllda 93 % (92 %)")


def test_the_first_page_has_status_what_needs_attention_and_the_proposal(reports: dict[str, Report]) -> None:
    data = render_report(reports["april"], packaged_template("rapport.docx")).data
    root = root_of(data)
    text = said(data)
    places = [text.index(word) for word in ("Läget i korthet", "Detta behöver uppmärksamhet", "Inledning")]
    assert places == sorted(places)
    assert "Sex nyckeltal är röda" in text
    assert "Tolv aktiviteter är försenade" in text
    tags = [each.get(each.keys()[0]) for each in find(root, "//w:sdtPr/w:tag")]
    charts = [f"chart:{kind}_statuses" for kind in ("assignments", "indicators", "activities")]
    assert [tag for tag in tags if tag in charts] == charts
    assert {"assignments.total", "indicators.total", "activities.shown.total"} <= set(tags)
    described = [each.get("descr") for each in find(root, "//wp:docPr")][:3]
    assert all(described)
    assert "27 delvis uppfyllda" in described[0]


def test_a_project_or_a_template_may_leave_the_overview_out(reports: dict[str, Report]) -> None:
    report = reports["april"]
    without = replace(report, about=replace(report.about, overview=False))
    assert "Läget i korthet" not in said(render_report(without, packaged_template("rapport.docx")).data)


def test_remarks_stand_in_the_report_only_where_the_project_asks(reports: dict[str, Report]) -> None:
    about = {"value": "inledning", "path": "texts/2021-augusti/inledning.md"}
    report = replace(reports["2021"], findings=(finding(codes.SECTION_WITHOUT_TEXT, **about),))
    assert "anmärkning" not in said(render_report(report, packaged_template("rapport.docx")).data)
    asked = replace(report, about=replace(report.about, list_remarks=True))
    text = said(render_report(asked, packaged_template("rapport.docx")).data)
    assert "Exporterna gav en anmärkning:" in text
    assert str(report.findings[0])[1:] in text


def test_the_memo_of_2021_names_its_plan_and_that_of_2025_its_attachment(reports: dict[str, Report]) -> None:
    memo = packaged_template("tjansteskrivelse.docx")
    assert "Uppföljning av regionstyrelsens verksamhetsplan 2021" in said(render_memo(reports["2021"], memo).data)
    text = said(render_memo(reports["april"], memo).data)
    assert "Bilagor" in text
    assert "Rapport om uppföljning av regionstyrelsens plan 2025" in text


def test_the_handler_has_telephone_and_address_where_the_project_gives_them(reports: dict[str, Report]) -> None:
    report = reports["april"]
    about = replace(report.about, handler_email="post@regionen.example", handler_phone="000-00 00 00")
    text = said(render_memo(replace(report, about=about), packaged_template("tjansteskrivelse.docx")).data)
    assert "post@regionen.example" in text
    assert "000-00 00 00" in text


ROW = "<w:tr>{}</w:tr>"
CELL = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"


def looped(table: str, shown: str) -> str:
    rows = ("{%tr for row in " + table + " %}", shown, "{%tr endfor %}")
    return "<w:tbl><w:tblPr/><w:tblGrid/>" + "".join(ROW.format(CELL.format(row)) for row in rows) + "</w:tbl>"


@pytest.mark.parametrize(
    ("table", "shown", "rows", "first"),
    [
        (
            "tables.indicators.rows",
            "{{ row.title }}: {{ row.target }}, {{ row.comment }}",
            17,
            "30 %, Tre hälsocentraler",
        ),
        ("tables.assignments.rows", "{{ row.title }} {{ row.decided_by }} {{ row.unit }}", 29, "Folkhälsoenheten"),
        ("tables.activities_by_unit.rows", "{{ row.name }} {{ row.ongoing }} av {{ row.total }}", 19, "18 av 24"),
        ("tables.assignments.groups", "{{ row.heading }}", 6, "God och nära vård"),
    ],
)
def test_a_template_goes_through_the_rows_by_the_names_of_their_cells(
    reports: dict[str, Report], tmp_path, table: str, shown: str, rows: int, first: str
) -> None:
    data = render_report(reports["april"], template(tmp_path, looped(table, shown))).data
    made = find(root_of(data), "//w:tbl/w:tr")
    assert len(made) == rows
    assert first in "".join(each.text or "" for each in find(made[0], ".//w:t"))


def test_the_packaged_templates_are_taken_out_and_never_over_others(tmp_path) -> None:
    from rsplan.findings.finding import CannotCreateError

    folder = tmp_path / "templates"
    written = export_templates(folder)
    assert {path.relative_to(folder).as_posix() for path in written} >= {"rapport.docx", "ordval/2025.toml"}
    assert export_templates(folder) == []
    own = folder / "rapport.docx"
    own.write_bytes(b"min egen")
    (folder / "ordval" / "2021.toml").unlink()
    with pytest.raises(CannotCreateError):
        export_templates(folder)
    assert own.read_bytes() == b"min egen"
    assert not (folder / "ordval" / "2021.toml").exists()
    export_templates(folder, overwrite=True)
    assert own.read_bytes() == (template_folder() / "rapport.docx").read_bytes()
    assert (folder / "rapport.bak.docx").read_bytes() == b"min egen"
