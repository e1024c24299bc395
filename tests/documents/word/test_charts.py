"""Charts at any data: figures only where there is room, many bars by size on one page, texts that agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from lxml import etree
from word_support import find, parts_of, small_report

from rsplan.documents.living.document import open_document
from rsplan.documents.living.refresh import refresh
from rsplan.documents.office.package import read_package
from rsplan.documents.word.charts import Design, chart_of, chart_xml
from rsplan.documents.word.palette import palette_of
from rsplan.documents.word.render import packaged_template, render_report
from rsplan.report.report import Column, Group, Row, Table

NAMESPACES = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
IDS = ("planned", "ongoing", "delayed", "completed")
WIDTH, HEIGHT = 8_220, 11_719


def table(*rows: tuple[str, tuple[int, ...]]) -> Table:
    """Counts of activities by unit."""
    names = ("Planerade", "Pågående enligt plan", "Försenade", "Genomförda")
    ones = ("planerad", "pågående enligt plan", "försenad", "genomförd")
    columns = (Column("Enhet"), *(Column(n, "number", 1, o) for n, o in zip(names, ones, strict=True)))
    columns = (*columns, Column("Summa", "number"))
    facts = ("", *(f"activities.by_unit.x.{name}" for name in IDS), "activities.by_unit.x")
    made = tuple(Row((name, *values, sum(values)), facts) for name, values in rows)
    return Table("activities_by_unit", "Aktiviteter per enhet", columns, (Group("", made),))


def units(count: int) -> Table:
    """A table of so many units, each larger than the one before."""
    return table(*((f"Enhet {number}", (1, number, 0, 2)) for number in range(count)))


def drawn(chart_table: Table, height: int = HEIGHT):
    """The chart's part."""
    package = read_package(packaged_template("rapport.docx").read_bytes(), "rapport.docx")
    chart = chart_of(chart_table)
    assert chart is not None
    written = chart_xml(chart, "rId1", Design(palette_of(package), "Calibri"), WIDTH, height)
    return etree.fromstring(written)


def hidden(part) -> list[tuple[str, str]]:
    """The figures that are left out: series and bar."""
    return [
        (series.findtext("c:tx//c:v", namespaces=NAMESPACES), found.find("c:idx", NAMESPACES).get("val"))
        for series in part.iterfind(".//c:ser", NAMESPACES)
        for found in series.iterfind("c:dLbls/c:dLbl", NAMESPACES)
        if found.find("c:delete", NAMESPACES) is not None
    ]


def test_a_figure_stands_only_on_a_bar_that_is_as_wide_as_it() -> None:
    part = drawn(table(("Stor", (1, 290, 3, 100)), ("Liten", (0, 20, 2, 0))))
    assert hidden(part) == [("Planerade", "0"), ("Försenade", "0"), ("Försenade", "1")]


def test_the_alternative_text_has_every_figure_and_agrees_in_number() -> None:
    chart = chart_of(table(("Stor", (1, 290, 1, 100)), ("Liten", (0, 1, 2, 1))))
    assert chart is not None
    assert chart.description == (
        "Liggande staplar. Aktiviteter per enhet. "
        "Stor: 1 planerad, 290 pågående enligt plan, 1 försenad och 100 genomförda. "
        "Liten: 1 pågående enligt plan, 2 försenade och 1 genomförd."
    )


def test_few_bars_keep_the_order_of_the_table_and_many_stand_by_size() -> None:
    few, many = chart_of(units(12)), chart_of(units(13))
    assert few is not None
    assert many is not None
    assert few.categories[:2] == ("Enhet 0", "Enhet 1")
    assert many.categories[:2] == ("Enhet 12", "Enhet 11")


@pytest.mark.parametrize("count", [1, 29, 60, 300])
def test_a_chart_is_never_higher_than_its_page_and_its_text_never_smaller_than_seven_points(count: int) -> None:
    small = small_report()
    report = replace(small, tables={**small.tables, "activities_by_unit": units(count)})
    parts = parts_of(render_report(report, packaged_template("rapport.docx")).data)
    heights = [int(cy) for cy in find(etree.fromstring(parts["word/document.xml"]), "//wp:extent/@cy")]
    sizes = [int(size) for size in etree.fromstring(parts["word/charts/chart1.xml"]).xpath("//@sz")]
    assert max(heights) <= HEIGHT * 635
    assert min(sizes) >= 700
    chart = chart_of(units(count))
    assert chart is not None
    assert len(chart.categories) == min(count, 60)
    assert ("de 60 största" in chart.title) == (count > 60)


def test_a_renewed_chart_shows_the_figures_that_have_room_now() -> None:
    before, after = table(("A", (1, 290, 3, 0)), ("B", (0, 2, 9, 1))), table(("A", (150, 2, 3, 0)), ("B", (0, 2, 9, 1)))
    small = small_report()
    report = replace(small, tables={**small.tables, "activities_by_unit": before})
    data = render_report(report, packaged_template("rapport.docx")).data
    newer = replace(report, tables={**report.tables, "activities_by_unit": after})
    renewed = refresh(open_document(data, "rapport.docx"), newer, date(2025, 5, 12), tracked=False).data
    shown = next(
        etree.fromstring(part)
        for name, part in parts_of(renewed).items()
        if name.startswith("word/charts/chart") and b"Enhet" not in part and b"Planerade" in part
    )
    assert hidden(shown) == hidden(drawn(after))
    assert hidden(shown) != hidden(drawn(before))
