"""Charts native to Word, editable, with their data embedded: stacked bars made from one of the report's tables.

Written directly (ECMA-376 part 1, 21.2): a charting library would cost more to import than the whole report to render.
Colours differ in lightness, so that they are told apart in grey and by the colour-blind; every bar has its figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rsplan.documents.office.ooxml import Element, escaped, parse, parse_fragment
from rsplan.documents.word.chart_data import workbook_bytes
from rsplan.documents.word.draft import Draft
from rsplan.documents.word.styles import BODY
from rsplan.documents.word.table_xml import caption_element
from rsplan.language.swedish import digits, join_list
from rsplan.report.report import Table

_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_EMU_PER_TWIP, _EMU_PER_CM = 635, 360_000
_FONT_SIZE = 900
_NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


@dataclass(frozen=True, slots=True)
class _Look:
    """How a status is drawn: its colour, that of the figure on it, and a pattern where lightness does not suffice."""

    fill: str
    label: str = "1A1A1A"
    pattern: str = ""


# By lightness (CIE L*): 32, 61, 85 for the three colours; 31, 49, 66, 90 for the states of activities.
_LOOKS: Mapping[str, _Look] = {
    "green": _Look("4DA37F"),
    "yellow": _Look("F5D06F"),
    "red": _Look("8C2D19", "FFFFFF"),
    "no_data": _Look("8A9499", pattern="ltUpDiag"),
    "completed": _Look("1F4E5F", "FFFFFF"),
    "delayed": _Look("C0562B", "FFFFFF"),
    "ongoing": _Look("7FB2C6"),
    "planned": _Look("D5E5EC"),
}
_OTHER = _Look("5B4B8A", pattern="pct20")


@dataclass(frozen=True, slots=True)
class Series:
    """One status over the categories."""

    name: str
    status: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as data."""

    name: str
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]

    @property
    def description(self) -> str:
        """The alternative text: every figure of the chart in words."""
        rows = (
            f"{category}: " + (join_list(self._figures(number)) or "inga")
            for number, category in enumerate(self.categories)
        )
        return f"Liggande staplar. {self.title}. {'. '.join(rows)}."

    def _figures(self, number: int) -> list[str]:
        return [f"{digits(one.values[number])} {one.name.lower()}" for one in self.series if one.values[number]]


def chart_of(table: Table) -> Chart | None:
    """The chart of a table of counts: its rows are categories, its columns but the sums are series."""
    rows = [row for row in table.rows if row.facts]
    numbers = range(1, len(table.columns) - 1)
    if not rows:
        return None
    series = tuple(
        Series(table.columns[number].heading, rows[0].facts[number].rpartition(".")[2], values)
        for number in numbers
        if any(values := tuple(int(str(row.cells[number])) for row in rows))
    )
    return Chart(table.id, table.caption, tuple(str(row.cells[0]) for row in rows), series) if series else None


def chart_elements(draft: Draft, part: str, table: Table, width: int) -> list[Element]:
    """Caption and chart of a table of counts; nothing where it has no figures."""
    chart = chart_of(table)
    if chart is None:
        return []
    drawing = _drawing(draft, part, chart, width)
    style = draft.styles.paragraph(BODY)
    written = draft.controls.block_xml(
        f"chart:{chart.name}", chart.title, f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r>{drawing}</w:r></w:p>'
    )
    return [caption_element(draft, "Diagram", chart.title), parse_fragment(written)]


def _drawing(draft: Draft, part: str, chart: Chart, width: int) -> str:
    relation = _add_parts(draft, part, chart)
    height = min(2.0 + 0.62 * len(chart.categories) * max(1.0, 1.25 if _long_names(chart) else 1.0), 22.0)
    described = escaped(draft.slots.clean(chart.description))
    return (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width * _EMU_PER_TWIP}" cy="{round(height * _EMU_PER_CM)}"/>'
        f'<wp:docPr id="1" name="{escaped(draft.slots.clean(chart.title))}" descr="{described}"/>'
        "<wp:cNvGraphicFramePr/>"
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def _long_names(chart: Chart) -> bool:
    return max(map(len, chart.categories)) > 32


def _add_parts(draft: Draft, part: str, chart: Chart) -> str:
    package = draft.package
    drawn = package.free_name("word/charts/chart{}.xml")
    book = package.free_name("word/embeddings/chart{}.xlsx")
    package.default_type("xlsx", _WORKBOOK_TYPE)
    package.add(book, "", chart_workbook(chart.title, chart.categories, series_of(chart), draft.slots.clean))
    package.add(drawn, _CHART_TYPE, b"")
    relation = package.relate(drawn, "package", book)
    package.replace(drawn, parse(draft.slots.clean(chart_xml(chart, relation))))
    return package.relate(part, "chart", drawn)


def series_of(chart: Chart) -> list[tuple[str, Sequence[str | int]]]:
    """The names and values of a chart's series."""
    return [(one.name, one.values) for one in chart.series]


def chart_workbook(
    title: str,
    categories: Sequence[str],
    series: Iterable[tuple[str, Sequence[str | int]]],
    clean: Callable[[str], str],
) -> bytes:
    """The workbook behind a chart."""
    return workbook_bytes(title, [("", categories), *series], clean)


def chart_xml(chart: Chart, workbook: str) -> str:
    """The chart's part; ``workbook`` is the relationship to the file with its data."""
    series = "".join(_series_xml(chart, number) for number in range(len(chart.series)))
    most = max(sum(one.values[row] for one in chart.series) for row in range(len(chart.categories)))
    quiet = '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="9DB2BA"/></a:solidFill></a:ln></c:spPr>'
    return (
        f'<c:chartSpace {_NAMESPACES}><c:date1904 val="0"/><c:lang val="sv-SE"/><c:roundedCorners val="0"/><c:chart>'
        '<c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:barChart><c:barDir val="bar"/>'
        f'<c:grouping val="stacked"/><c:varyColors val="0"/>{series}<c:gapWidth val="45"/><c:overlap val="100"/>'
        '<c:axId val="111111111"/><c:axId val="222222222"/></c:barChart>'
        '<c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{quiet}<c:crossAx val="222222222"/>'
        '<c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
        '<c:tickLblSkip val="1"/>'
        '<c:noMultiLvlLbl val="0"/></c:catAx>'
        '<c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{most}"/><c:min val="0"/></c:scaling>'
        '<c:delete val="1"/><c:axPos val="b"/><c:numFmt formatCode="0" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        '<c:crossAx val="111111111"/><c:crosses val="max"/></c:valAx></c:plotArea>'
        '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend><c:plotVisOnly val="1"/>'
        '<c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f"{_text(_FONT_SIZE, '1A1A1A')}"
        f'<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _series_xml(chart: Chart, number: int) -> str:
    one = chart.series[number]
    look = _LOOKS.get(one.status, _OTHER)
    column = _column(number + 1)
    last = len(chart.categories) + 1
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>'
        f"<c:tx><c:strRef><c:f>Data!${column}$1</c:f>{_texts([one.name])}</c:strRef></c:tx>"
        f'<c:spPr>{_fill(look)}<a:ln w="9525"><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:ln></c:spPr>'
        '<c:invertIfNegative val="0"/>'
        # Zero has no bar, so it needs no figure: the empty third part of the format hides it.
        '<c:dLbls><c:numFmt formatCode="0;-0;;" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
        f"{_text(_FONT_SIZE, look.label)}"
        '<c:dLblPos val="ctr"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f"<c:cat><c:strRef><c:f>Data!$A$2:$A${last}</c:f>{_texts(chart.categories)}</c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>Data!${column}$2:${column}${last}</c:f>{_numbers(one.values)}</c:numRef></c:val></c:ser>"
    )


def _fill(look: _Look) -> str:
    if not look.pattern:
        return f'<a:solidFill><a:srgbClr val="{look.fill}"/></a:solidFill>'
    return (
        f'<a:pattFill prst="{look.pattern}"><a:fgClr><a:srgbClr val="{look.fill}"/></a:fgClr>'
        '<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>'
    )


def _text(size: int, colour: str) -> str:
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}"><a:solidFill><a:srgbClr val="{colour}"/>'
        '</a:solidFill><a:latin typeface="+mn-lt"/></a:defRPr></a:pPr><a:endParaRPr lang="sv-SE"/></a:p></c:txPr>'
    )


def _texts(texts: Sequence[str]) -> str:
    points = "".join(f'<c:pt idx="{n}"><c:v>{escaped(text)}</c:v></c:pt>' for n, text in enumerate(texts))
    return f'<c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache>'


def _numbers(values: Sequence[int]) -> str:
    points = "".join(f'<c:pt idx="{n}"><c:v>{value}</c:v></c:pt>' for n, value in enumerate(values))
    return f'<c:numCache><c:formatCode>0</c:formatCode><c:ptCount val="{len(values)}"/>{points}</c:numCache>'


def _column(number: int) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number]
