"""Charts at any data: figures only where there is room, many bars by size on one page, texts that agree."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from math import ceil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace
from word_support import find, lines, paragraphs, parts_of, root_of, small_report, template

from rsplan.documents.living.charts import find_charts
from rsplan.documents.living.check import check
from rsplan.documents.living.document import open_document
from rsplan.documents.living.refresh import refresh
from rsplan.documents.office.ooxml import qname
from rsplan.documents.office.package import read_package
from rsplan.documents.office.typefaces import WIDEST, letters
from rsplan.documents.word.chart_bars import Chart, Series, chart_of, pieces_of
from rsplan.documents.word.chart_room import spacing_for
from rsplan.documents.word.charts import Design, chart_xml, design_of
from rsplan.documents.word.palette import palette_of
from rsplan.documents.word.render import packaged_template, render_report
from rsplan.findings import codes
from rsplan.report.report import Column, Group, Report, Row, Table

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


def sixty(count: int = 60, longest: int = 0) -> Table:
    """So many units, each smaller than the one before; the first has so many more activities that are ongoing."""
    return table(*((f"Enhet {number:02}", (1, 80 - number + (number == 0) * longest, 0, 2)) for number in range(count)))


def wide(shown: Table, folder: Path) -> tuple[Report, bytes]:
    """A report with a table and its chart on A4 in landscape."""
    section = '<w:sectPr><w:pgSz w:w="16838" w:h="11906"/></w:sectPr>'
    body = paragraphs("{{p chart('activities_by_unit') }}") + f"<w:p><w:pPr>{section}</w:pPr></w:p>"
    path = template(folder, body)
    small = small_report()
    report = replace(small, tables={**small.tables, "activities_by_unit": shown})
    return report, render_report(report, path).data


def charts_in(data: bytes) -> list[dict[str, dict[str, str]]]:
    """The values of the charts of a document, by series and category."""
    found = find_charts(open_document(data, "rapport.docx"))
    return [drawn.data for name in found for drawn in found[name]]


def ends_in(data: bytes) -> set[str]:
    """Where the axes of the charts of a document end."""
    parts = (etree.fromstring(part) for name, part in parts_of(data).items() if name.startswith("word/charts/chart"))
    return {str(end) for part in parts for end in part.xpath("//c:valAx//c:max/@val", namespaces=NAMESPACES)}


def test_more_bars_than_a_page_holds_come_in_pieces_of_one_scale_each_with_its_text(tmp_path: Path) -> None:
    _, data = wide(sixty(), tmp_path)
    shown = charts_in(data)
    assert [len(one["Planerade"]) for one in shown] == [30, 30]
    assert ends_in(data) == {"83"}
    body = root_of(data)
    told = [text.split(". ")[1] for text in find(body, "//wp:docPr/@descr")]
    assert told == ["Aktiviteter per enhet, del 1 av 2", "Aktiviteter per enhet, del 2 av 2"]
    assert list(filter(None, lines(data))) == ["Diagram 1. Aktiviteter per enhet", "Aktiviteter per enhet, del 2 av 2"]


@pytest.mark.parametrize("kept", [True, False], ids=["as written", "saved without its names"])
def test_a_refresh_renews_every_piece(tmp_path: Path, kept: bool) -> None:
    report, data = wide(sixty(), tmp_path)
    if not kept:
        data = renamed(data)
    newer = replace(report, tables={**report.tables, "activities_by_unit": sixty(62, longest=40)})
    renewed = refresh(open_document(data, "rapport.docx"), newer, date(2025, 5, 12), tracked=False)
    assert renewed.data is not None
    chart = chart_of(newer.tables["activities_by_unit"])
    assert chart is not None
    first, second = charts_in(renewed.data)
    for series in chart.series:
        values = dict(zip(chart.categories, map(str, series.values), strict=True))
        assert first[series.name] | second[series.name] == values
        assert len(first[series.name]) == len(second[series.name]) == 30
    assert ends_in(renewed.data) == {"123"}
    if kept:
        texts = find(root_of(renewed.data), "//wp:docPr/@descr")
        assert [f"de 60 största, del {number} av 2. Enhet" in text for number, text in enumerate(texts, 1)] == [
            True
        ] * 2
    again = refresh(open_document(renewed.data, "rapport.docx"), newer, date(2025, 5, 12), tracked=False)
    assert again.data is None


def test_a_chart_that_gets_more_bars_than_it_holds_is_told(tmp_path: Path) -> None:
    report, data = wide(sixty(12), tmp_path)
    told = {}
    for count in (12, 13, 45):
        shown = sixty(count, longest=40)
        newer = replace(report, tables={**report.tables, "activities_by_unit": shown})
        renewed = refresh(open_document(data, "rapport.docx"), newer, date(2025, 5, 12), tracked=False)
        assert [len(one["Planerade"]) for one in charts_in(renewed.data or b"")] == [count]
        told[count] = [str(found) for found in renewed.findings if found.code == codes.CHART_CROWDED]
    assert told[12] == told[13] == []
    assert len(told[45]) == 1
    assert '"Aktiviteter per enhet" har fått 45 staplar' in told[45][0]


def renamed(data: bytes) -> bytes:
    """The document as LibreOffice leaves it: controls without names, drawings without texts."""
    package = read_package(data, "rapport.docx")
    body = package.tree(package.main)
    for tag in list(body.iter(qname("w:tag"))):
        tag.getparent().remove(tag)
    for drawing in body.iter(qname("wp:docPr")):
        drawing.attrib.pop("descr")
    return package.write()


def test_two_drawings_of_one_size_that_have_changed_places_in_word_are_told(tmp_path: Path) -> None:
    names, report = ("units", "areas"), small_report()
    shown = {
        name: replace(table(("A", (1, number, 3, 0))), id=name, caption=name) for number, name in enumerate(names, 5)
    }
    report = replace(report, tables={**report.tables, **shown})
    body = "".join(paragraphs(f"{{{{p chart('{name}', caption=false) }}}}") for name in names)
    package = read_package(render_report(report, template(tmp_path, body)).data, "rapport.docx")
    one, other = package.tree(package.main).iter(qname("w:drawing"))
    above, below = one.getparent(), other.getparent()
    assert above is not None
    assert below is not None
    above.append(other)
    below.append(one)
    opened = open_document(package.write(), "rapport.docx")
    assert {name: len(found) for name, found in find_charts(opened).items()} == {"units": 1, "areas": 1}
    told = check(opened, report, {}, ()).differences
    assert {(one.expression, one.written, one.current) for one in told} >= {
        ("tables.units", "6", "5"),
        ("tables.areas", "5", "6"),
    }


WORDS = st.text(st.sampled_from("abcdefgåmw"), min_size=1, max_size=40)
NAMES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


@settings(max_examples=30, deadline=None)
@given(
    names=st.lists(NAMES, min_size=1, max_size=60),
    series=st.lists(WORDS, min_size=1, max_size=6),
    width=st.integers(2_600, 15_000),
    most=st.integers(5_000, 13_000),
)
def test_every_name_has_its_lines_and_no_piece_is_higher_than_its_page(
    names: list[str], series: list[str], width: int, most: int
) -> None:
    spacing = spacing_for(names, series, width, most)
    chart = Chart("units", "Enheter", tuple(names), (Series("Alla", "planned", (1,) * len(names)),))
    pieces = pieces_of(chart, spacing.pieces)
    assert [name for piece in pieces for name in piece.categories] == names
    assert spacing.size >= 7
    for piece in pieces:
        room = spacing.room(len(piece.categories))
        assert room.height <= most or len(piece.categories) == 1
        assert room.height * room.down >= len(piece.categories) * spacing.row - 1
        assert room.across > 0.3
    room = spacing.left / (spacing.size * 20) * 1000
    heights = [ceil(letters(WIDEST).width_of(name) / room) * spacing.size * 20 for name in names]
    assert all((one + other) / 2 <= spacing.row for one, other in pairwise(heights))
    if spacing.pieces > 1:
        fewer = spacing_for(names, series, width, most, most_pieces=spacing.pieces - 1)
        assert not fewer.holds(len(names))


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


def test_bars_of_shares_end_together_also_where_whole_per_cents_do_not_add_to_a_hundred() -> None:
    names = ("Period", "Gröna", "Gula", "Röda", "Antal")
    facts = ("", "share.indicators.green", "share.indicators.yellow", "share.indicators.red", "indicators.total")
    earlier = ("", *(f"previous.{fact}" for fact in facts[1:]))
    rows = (Row(("April", 33, 33, 33, 18), earlier), Row(("Augusti", 34, 34, 33, 17), facts))
    columns = tuple(Column(name, "number") for name in names)
    shown = Table("indicators_by_period", "Nyckeltal, andelar i procent", columns, (Group("", rows),))
    chart = chart_of(shown)
    assert chart is not None
    assert chart.shares
    written = chart_xml(
        chart, "rId1", design_of(read_package(packaged_template("rapport.docx").read_bytes(), "r")), 8_000, 2_000
    )
    assert '<c:grouping val="percentStacked"/>' in written
    assert "<c:max" not in written
    counts = chart_of(sixty(3))
    assert counts is not None
    assert not counts.shares
