"""Charts native to Word, editable, with their data embedded: stacked bars made from one of the report's tables.

Written directly (ECMA-376 part 1, 21.2): a charting library would cost more to import than the whole report to render.
A figure that its bar is too narrow for is left out; the alternative text, and the table beside, have every figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy

from msgspec import Struct

from rsplan.documents.office.ooxml import Element, P, escaped, parse, parse_fragment, qname
from rsplan.documents.office.package import Package
from rsplan.documents.office.themes import theme_font
from rsplan.documents.word.chart_bars import Chart, chart_of, pieces_of
from rsplan.documents.word.chart_data import workbook_bytes
from rsplan.documents.word.chart_key import key_xml
from rsplan.documents.word.chart_room import Room, bare_room, spacing_for
from rsplan.documents.word.draft import Draft
from rsplan.documents.word.palette import INK, PAPER, Bar, Palette, palette_of
from rsplan.documents.word.styles import BODY, paragraph_properties, spacing_of
from rsplan.documents.word.table_xml import caption_element, further_caption
from rsplan.report.report import Table

_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_EMU_PER_TWIP = 635
_NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
# LibreOffice breaks a figure between its digits where it finds its chart too low.
_ON_ONE_LINE = ' wrap="none"'


class Design(Struct, frozen=True):
    """How the charts of a document look: its colours and its font."""

    palette: Palette
    font: str


def design_of(package: Package) -> Design:
    """The design of a document's charts, by its theme."""
    return Design(palette_of(package), theme_font(package, "minorHAnsi") or "Calibri")


def chart_elements(
    draft: Draft, part: str, table: Table, width: int, height: int, look: Element | None, *, captioned: bool = True
) -> list[Element]:
    """Caption and chart of a table of counts; nothing where it has no figures. More bars than the page holds come in
    pieces. One bar without a caption has its key in words below it, instead of a legend and a name.

    ``width`` is that of the text, ``height`` the most that the chart may take, both in twentieths of a point; ``look``
    are the properties of the paragraph that the chart stands in.
    """
    chart = chart_of(table)
    if chart is None:
        return []
    if not captioned and len(chart.categories) == 1:
        return [_element(draft, part, chart, (width, bare_room(width)), look, key_of=table)]
    spacing = spacing_for(chart.categories, chart.legend, width, height)
    made = [caption_element(draft, "chart", table.id, chart.title)] if captioned else []
    for number, piece in enumerate(pieces_of(chart, spacing.pieces)):
        if number and captioned:
            made.append(further_caption(draft, piece.title))
        made.append(_element(draft, part, piece, (width, spacing.room(len(piece.categories))), look))
    return made


def _element(
    draft: Draft, part: str, chart: Chart, size: tuple[int, Room], look: Element | None, key_of: Table | None = None
) -> Element:
    """A chart, or a piece of one, with the key of a table's one bar where that is wanted."""
    design = design_of(draft.package)
    drawing = f"<w:p><w:r>{_drawing(draft, part, chart, design, *size)}</w:r></w:p>"
    key = f"<w:p>{key_xml(key_of, design.palette, draft.slots.clean)}</w:p>" if key_of else ""
    made = parse_fragment(draft.controls.block_xml(f"chart:{chart.name}", chart.title, drawing + key))
    drawn, *below = made.iter(P)
    for paragraph in (drawn, *below):
        paragraph.insert(0, _properties(draft, look))
    # A line of text may have air in it, a line that is a drawing has none.
    spacing = spacing_of(drawn[0])
    spacing.set(qname("w:line"), "240")
    spacing.set(qname("w:lineRule"), "auto")
    return made


def _properties(draft: Draft, look: Element | None) -> Element:
    return deepcopy(look) if look is not None else paragraph_properties(draft.styles.paragraph(BODY))


def _drawing(draft: Draft, part: str, chart: Chart, design: Design, width: int, room: Room) -> str:
    relation = _add_parts(draft, part, chart, design, room)
    described = escaped(draft.slots.clean(chart.description))
    return (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width * _EMU_PER_TWIP}" cy="{room.height * _EMU_PER_TWIP}"/>'
        f'<wp:docPr id="1" name="{escaped(draft.slots.clean(chart.title))}" descr="{described}"/>'
        "<wp:cNvGraphicFramePr/>"
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def _add_parts(draft: Draft, part: str, chart: Chart, design: Design, room: Room) -> str:
    package = draft.package
    drawn = package.free_name("word/charts/chart{}.xml")
    book = package.free_name("word/embeddings/chart{}.xlsx")
    package.default_type("xlsx", _WORKBOOK_TYPE)
    package.add(book, "", chart_workbook(chart.title, chart.categories, series_of(chart), draft.slots.clean))
    package.add(drawn, _CHART_TYPE, b"")
    relation = package.relate(drawn, "package", book)
    package.replace(drawn, parse(draft.slots.clean(_written(chart, relation, design, room))))
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


def chart_xml(chart: Chart, workbook: str, design: Design, width: int, height: int, *, bare: bool = False) -> str:
    """The chart's part; ``workbook`` is the relationship to the file with its data, ``width`` and ``height`` what the
    drawing may take, in twentieths of a point. One that is ``bare`` has neither names nor a legend."""
    if bare:
        return _written(chart, workbook, design, bare_room(width))
    spacing = spacing_for(chart.categories, chart.legend, width, height, most_pieces=1)
    return _written(chart, workbook, design, spacing.room(len(chart.categories)))


def _written(chart: Chart, workbook: str, design: Design, room: Room) -> str:
    series = "".join(_series_xml(chart, number, design, room) for number in range(len(chart.series)))
    quiet = '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="9DB2BA"/></a:solidFill></a:ln></c:spPr>'
    names = "none" if room.bare else "low"
    grouping, end = ("percentStacked", "") if chart.shares else ("stacked", f'<c:max val="{chart.longest}"/>')
    legend = "" if room.bare else '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>'
    return (
        f'<c:chartSpace {_NAMESPACES}><c:date1904 val="0"/><c:lang val="sv-SE"/><c:roundedCorners val="0"/><c:chart>'
        f'<c:autoTitleDeleted val="1"/><c:plotArea>{_layout(room)}<c:barChart><c:barDir val="bar"/>'
        f'<c:grouping val="{grouping}"/><c:varyColors val="0"/>{series}<c:gapWidth val="{room.gap}"/>'
        '<c:overlap val="100"/>'
        '<c:axId val="111111111"/><c:axId val="222222222"/></c:barChart>'
        '<c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        f'<c:delete val="{int(room.bare)}"/>'
        '<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="{names}"/>{quiet}{_text(room.size, INK, design.font)}'
        '<c:crossAx val="222222222"/>'
        '<c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
        '<c:tickLblSkip val="1"/>'
        '<c:noMultiLvlLbl val="0"/></c:catAx>'
        '<c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/>'
        f'{end}<c:min val="0"/></c:scaling>'
        '<c:delete val="1"/><c:axPos val="b"/><c:numFmt formatCode="0" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        '<c:crossAx val="111111111"/><c:crosses val="max"/></c:valAx></c:plotArea>'
        f'{legend}<c:plotVisOnly val="1"/>'
        '<c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f"{_text(9.0, INK, design.font)}"
        f'<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _layout(room: Room) -> str:
    """Where the bars stand, in shares of the drawing: the names get what they need, the legend has its place below."""
    places = (("x", room.left), ("y", room.top), ("w", room.across), ("h", room.down))
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        + "".join(f'<c:{name} val="{share:.4f}"/>' for name, share in places)
        + "</c:manualLayout></c:layout>"
    )


def _series_xml(chart: Chart, number: int, design: Design, room: Room) -> str:
    one = chart.series[number]
    look = design.palette.bar(one.status)
    column = _column(number + 1)
    last = len(chart.categories) + 1
    hidden = [at for at, value in enumerate(one.values) if value and not room.holds(value, chart.longest)]
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>'
        f"<c:tx><c:strRef><c:f>Data!${column}$1</c:f>{_texts([one.name])}</c:strRef></c:tx>"
        f"<c:spPr>{_fill(look)}{_edge(look)}</c:spPr>"
        f'<c:invertIfNegative val="0"/><c:dLbls>{"".join(map(_no_label, hidden))}'
        # Zero has no bar, so it needs no figure: the empty third part of the format hides it.
        f'<c:numFmt formatCode="0;-0;;" sourceLinked="0"/><c:spPr>{_behind(look)}<a:ln><a:noFill/></a:ln></c:spPr>'
        f"{_text(room.size, look.label, design.font, _ON_ONE_LINE)}"
        '<c:dLblPos val="ctr"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f"<c:cat><c:strRef><c:f>Data!$A$2:$A${last}</c:f>{_texts(chart.categories)}</c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>Data!${column}$2:${column}${last}</c:f>{_numbers(one.values)}</c:numRef></c:val></c:ser>"
    )


def _no_label(point: int) -> str:
    return f'<c:dLbl><c:idx val="{point}"/><c:delete val="1"/></c:dLbl>'


def _fill(look: Bar) -> str:
    if not look.pattern:
        return f'<a:solidFill><a:srgbClr val="{look.fill}"/></a:solidFill>'
    return (
        f'<a:pattFill prst="{look.pattern}"><a:fgClr><a:srgbClr val="{look.fill}"/></a:fgClr>'
        f'<a:bgClr><a:srgbClr val="{PAPER}"/></a:bgClr></a:pattFill>'
    )


def _edge(look: Bar) -> str:
    """A white gap between bars; one with a pattern has an edge of its own colour, or it would have no end."""
    colour, width = (look.fill, 9525) if look.pattern else (PAPER, 19050)
    return f'<a:ln w="{width}"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:ln>'


def _behind(look: Bar) -> str:
    """The ground of a figure: paper where it would else stand on a pattern."""
    return f'<a:solidFill><a:srgbClr val="{PAPER}"/></a:solidFill>' if look.pattern else "<a:noFill/>"


def _text(size: float, colour: str, font: str, body: str = "") -> str:
    return (
        f'<c:txPr><a:bodyPr{body}/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{round(size * 100)}"><a:solidFill>'
        f'<a:srgbClr val="{colour}"/></a:solidFill><a:latin typeface="{escaped(font)}"/></a:defRPr></a:pPr>'
        '<a:endParaRPr lang="sv-SE"/></a:p></c:txPr>'
    )


def _texts(texts: Sequence[str]) -> str:
    points = "".join(f'<c:pt idx="{n}"><c:v>{escaped(text)}</c:v></c:pt>' for n, text in enumerate(texts))
    return f'<c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache>'


def _numbers(values: Sequence[int]) -> str:
    points = "".join(f'<c:pt idx="{n}"><c:v>{value}</c:v></c:pt>' for n, value in enumerate(values))
    return f'<c:numCache><c:formatCode>0</c:formatCode><c:ptCount val="{len(values)}"/>{points}</c:numCache>'


def _column(number: int) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number]
