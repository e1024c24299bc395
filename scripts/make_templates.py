"""Make templates/rapport.docx and templates/tjansteskrivelse.docx: ordinary Word files with styles and Jinja tags.

    python scripts/make_templates.py            write them
    python scripts/make_templates.py --check    exit 1 if the files in the repository are not these

An organisation copies a template into its project, opens it in Word and makes it its own; rsplan asks only for the
styles that it sets, by their names. Measures are in twentieths of a point (twips): 567 to the centimetre.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from lxml import etree

from rsplan.documents.office.ooxml import DECLARED, escaped, parse
from rsplan.documents.office.package import Package

FOLDER = Path(__file__).parent.parent / "templates"
HEAD_FONT, TEXT_FONT = "Arial", "Calibri"
INK, ACCENT, RULE = "1A1A1A", "1F4E5F", "9DB2BA"
PAGE_WIDTH, LEFT, RIGHT = 11_906, 1_701, 1_417
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"


# Styles


def paragraph_style(
    style_id: str, name: str, *, based: str = "Normal", follows: str = "", look: str = "", run: str = "",
    priority: int = 99, quick: bool = True,
) -> str:  # fmt: skip
    """A paragraph style. ``look`` is the inside of ``w:pPr``, ``run`` of ``w:rPr``."""
    custom = "" if name in BUILT_IN else 'w:customStyle="1" '
    return (
        f'<w:style w:type="paragraph" {custom}w:styleId="{style_id}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="{based}"/>'
        + (f'<w:next w:val="{follows}"/>' if follows else "")
        + f'<w:uiPriority w:val="{priority}"/>{"<w:qFormat/>" if quick else ""}'
        + (f"<w:pPr>{look}</w:pPr>" if look else "")
        + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + "</w:style>"
    )


BUILT_IN = {
    "heading 1", "heading 2", "heading 3", "heading 4", "Title", "Body Text", "List Bullet", "List Number", "Quote", "caption",
    "footnote text", "header", "footer", "toc 1", "toc 2", "toc 3",
}  # fmt: skip


def sized(points: float, *more: str) -> str:
    """Run properties with a size; ``more`` goes before it, in the order of the schema."""
    return f'{"".join(more)}<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def spaced(before: float = 0, after: float = 0, line: int = 0) -> str:
    """Spacing in points; ``line`` in 240ths of a line."""
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"{lines}/>'


HEADING_FONT = '<w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi" w:eastAsiaTheme="majorEastAsia" w:cstheme="majorBidi"/>'
BOLD = "<w:b/><w:bCs/>"
LETTERSPACED = '<w:spacing w:val="20"/>'
COLOUR = f'<w:color w:val="{ACCENT}"/>'


def styles() -> str:
    """word/styles.xml."""
    right_tab = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'
    listed = '<w:numPr><w:numId w:val="{}"/></w:numPr>' + spaced(after=4, line=264)
    heading = '<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/>{}<w:outlineLvl w:val="{}"/>'
    return f"""<w:styles {DECLARED}>
<w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" w:cstheme="minorBidi"/>
<w:color w:val="{INK}"/><w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="sv-SE" w:eastAsia="sv-SE" w:bidi="ar-SA"/>
</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>
{latent_styles()}
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>
<w:pPr><w:widowControl/></w:pPr></w:style>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>
<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>
<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>
<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>
<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/>
<w:semiHidden/><w:unhideWhenUsed/></w:style>
{paragraph_style("BodyText", "Body Text", look=spaced(after=8, line=264), priority=1)}
{paragraph_style("Title", "Title", follows="BodyText", look="<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/>" + spaced(after=14), run=HEADING_FONT + sized(19, BOLD, COLOUR), priority=10)}
{paragraph_style("Heading1", "heading 1", follows="BodyText", look=heading.format(spaced(before=20, after=6), 0), run=HEADING_FONT + sized(14, BOLD, COLOUR), priority=9)}
{paragraph_style("Heading2", "heading 2", follows="BodyText", look=heading.format(spaced(before=14, after=4), 1), run=HEADING_FONT + sized(11.5, BOLD), priority=9)}
{paragraph_style("Heading3", "heading 3", follows="BodyText", look=heading.format(spaced(before=10, after=3), 2), run=HEADING_FONT + sized(10, BOLD), priority=9)}
{paragraph_style("Heading4", "heading 4", follows="BodyText", look=heading.format(spaced(before=10, after=3), 3), run=HEADING_FONT + sized(9.5, BOLD), priority=9)}
{paragraph_style("Bilagerubrik", "Bilagerubrik", based="Heading1", follows="BodyText", look='<w:numPr><w:numId w:val="3"/></w:numPr><w:suppressAutoHyphens/>' + spaced(before=28, after=10), priority=9)}
{paragraph_style("Dokumenttyp", "Dokumenttyp", follows="Title", look="<w:keepNext/>" + spaced(after=5), run=HEADING_FONT + sized(9, BOLD, COLOUR, LETTERSPACED), priority=11)}
{paragraph_style("Dokumentuppgift", "Dokumentuppgift", look='<w:keepNext/><w:tabs><w:tab w:val="left" w:pos="1701"/></w:tabs>' + spaced(after=2) + '<w:ind w:left="1701" w:hanging="1701"/>', run=sized(10), priority=12)}
{paragraph_style("DokumentuppgiftSist", "Dokumentuppgift sist", based="Dokumentuppgift", look=f'<w:keepNext w:val="0"/><w:pBdr><w:bottom w:val="single" w:sz="6" w:space="6" w:color="{RULE}"/></w:pBdr>' + spaced(after=10), priority=12)}
{paragraph_style("ListBullet", "List Bullet", look=listed.format(1), run="", priority=20)}
{paragraph_style("ListNumber", "List Number", look=listed.format(2), run="", priority=20)}
{paragraph_style("Quote", "Quote", look=spaced(before=2, after=8, line=259) + '<w:ind w:left="567" w:right="567"/>', run="<w:i/><w:iCs/>", priority=21)}
{paragraph_style("Kod", "Kod", look=spaced(after=8) + '<w:ind w:left="357"/>', run='<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/><w:noProof/>' + sized(9.5), priority=22)}
{paragraph_style("Platshallare", "Platshållare", look='<w:shd w:val="clear" w:color="auto" w:fill="FFF3B0"/>' + spaced(after=8, line=264), run="<w:i/><w:iCs/>", priority=23)}
{paragraph_style("Caption", "caption", follows="BodyText", look="<w:keepNext/>" + spaced(before=12, after=4), run=HEADING_FONT + sized(9, BOLD), priority=24)}
{paragraph_style("Tabelltext", "Tabelltext", look=spaced(before=2, after=2), run=sized(9.5), priority=25)}
{paragraph_style("Tabellrubrik", "Tabellrubrik", based="Tabelltext", look="<w:keepNext/><w:suppressAutoHyphens/>", run=BOLD, priority=25)}
{paragraph_style("Tabellsiffra", "Tabellsiffra", based="Tabelltext", look='<w:jc w:val="right"/>', priority=25)}
{paragraph_style("Tabellnot", "Tabellnot", look=spaced(before=4, after=8), run=sized(9), priority=25)}
{"".join(paragraph_style(f"TOC{n}", f"toc {n}", look=right_tab + spaced(after=3) + f'<w:ind w:left="{(n - 1) * 284}"/>', priority=39, quick=False) for n in (1, 2, 3))}
{paragraph_style("Underskrift", "Underskrift", look="<w:keepNext/><w:keepLines/>" + spaced(before=40), priority=26)}
{paragraph_style("FootnoteText", "footnote text", look=spaced(after=2), run=sized(9), quick=False)}
<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>
<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Platshllartext"><w:name w:val="Placeholder Text"/><w:basedOn w:val="DefaultParagraphFont"/>
<w:uiPriority w:val="99"/><w:semiHidden/><w:rPr><w:color w:val="666666"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:basedOn w:val="DefaultParagraphFont"/>
<w:uiPriority w:val="99"/><w:rPr><w:color w:val="0B5394"/><w:u w:val="single"/></w:rPr></w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="Uppgiftsnamn"><w:name w:val="Uppgiftsnamn"/>
<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="12"/><w:qFormat/><w:rPr><w:color w:val="4D5B61"/></w:rPr></w:style>
{paragraph_style("Header", "header", look=right_tab, run=sized(9), quick=False)}
{paragraph_style("Organisation", "Organisation", based="Header", run=HEADING_FONT + sized(12, BOLD, COLOUR), quick=False)}
{paragraph_style("Footer", "footer", look=right_tab, run=sized(9), quick=False)}
{table_style()}
</w:styles>"""


def latent_styles() -> str:
    """What Word's list of styles shows: ours, and of Word's own only those that the template uses."""
    shown = "".join(
        f'<w:lsdException w:name="{name}" w:semiHidden="0" w:unhideWhenUsed="0" w:qFormat="1"/>'
        for name in (
            "Normal",
            "heading 1",
            "heading 2",
            "heading 3",
            "Title",
            "Body Text",
            "List Bullet",
            "List Number",
            "Quote",
            "caption",
        )
    )
    return (
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" '
        f'w:defQFormat="0" w:count="376">{shown}</w:latentStyles>'
    )


def table_style() -> str:
    """The one table style: rules between rows, a marked header, a ruled row of sums."""

    def line(edge: str, size: int, colour: str) -> str:
        return f'<w:{edge} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'

    return f"""<w:style w:type="table" w:customStyle="1" w:styleId="Rsplantabell"><w:name w:val="Rsplantabell"/>
<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="30"/><w:qFormat/>
<w:tblPr><w:tblBorders>{line("top", 8, ACCENT)}{line("bottom", 8, ACCENT)}{line("insideH", 4, "C9D3D7")}</w:tblBorders>
<w:tblCellMar><w:top w:w="20" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="20" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr>{BOLD}</w:rPr><w:tcPr><w:tcBorders>{line("bottom", 8, ACCENT)}</w:tcBorders>
<w:shd w:val="clear" w:color="auto" w:fill="E1EAED"/><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>
<w:tblStylePr w:type="lastRow"><w:rPr>{BOLD}</w:rPr><w:tcPr><w:tcBorders>{line("top", 8, ACCENT)}</w:tcBorders></w:tcPr></w:tblStylePr>
</w:style>"""


OWN_LIST = 4
IN_OWN_LIST = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{OWN_LIST}"/></w:numPr>'


def numbering() -> str:
    """word/numbering.xml: bullets, numbers and appendices, each tied to its style."""
    bullets = "".join(level(depth, "bullet", "•–▪"[depth % 3], "ListBullet") for depth in range(9))
    kinds = (("decimal", "%{}."), ("lowerLetter", "%{})"), ("lowerRoman", "%{}."))
    numbers = "".join(
        level(depth, kinds[depth % 3][0], kinds[depth % 3][1].format(depth + 1), "ListNumber") for depth in range(9)
    )
    appendix = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Bilagerubrik"/>'
        '<w:suff w:val="space"/><w:lvlText w:val="Bilaga %1."/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
    )
    patterns = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="{kind}"/>{levels}</w:abstractNum>'
        for number, (kind, levels) in enumerate(
            (("multilevel", bullets), ("multilevel", numbers), ("singleLevel", appendix))
        )
    )
    instances = "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(3))
    # A list of the template's own counts from one, whatever numbered lists the texts have before it.
    own = (
        f'<w:num w:numId="{OWN_LIST}"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    return f"<w:numbering {DECLARED}>{patterns}{instances}{own}</w:numbering>"


def level(depth: int, kind: str, text: str, style: str) -> str:
    """One level of a list; the first is tied to its style."""
    tied = f'<w:pStyle w:val="{style}"/>' if depth == 0 else ""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{tied}<w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{357 * (depth + 1)}" w:hanging="357"/></w:pPr></w:lvl>'
    )


# Text


def p(style: str, *runs: str, more: str = "") -> str:
    """A paragraph of runs; a plain text is made a run. ``more`` are properties of its own."""
    inner = "".join(run if run.startswith("<w:") else r(run) for run in runs)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{inner}</w:p>'


def r(text: str, look: str = "") -> str:
    """A run; a tab in the text becomes a tab."""
    parts = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escaped(part)}</w:t>' if part else "" for part in text.split("\t")
    )
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{parts}</w:r>"


def field(code: str, shown: str) -> str:
    """A field with the text that it showed last."""
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>{shown}</w:t></w:r></w:fldSimple>'


def page_number() -> str:
    """ "1(5)", as Swedish authorities number pages."""
    return field("PAGE", "1") + r("(") + field("NUMPAGES", "1") + r(")")


def detail(label: str, value: str, *, last: bool = False) -> str:
    """A line of the title block; the last one has a rule below it."""
    style = "DokumentuppgiftSist" if last else "Dokumentuppgift"
    return p(style, r(label, '<w:rStyle w:val="Uppgiftsnamn"/>'), r(f"\t{value}"))


def optional(name: str, *paragraphs: str) -> str:
    """Paragraphs that are there only if a setting is."""
    return p("BodyText", f"{{%p if {name} %}}") + "".join(paragraphs) + p("BodyText", "{%p endif %}")


def loop(statement: str, *paragraphs: str) -> str:
    """Paragraphs for each of something."""
    return p("BodyText", f"{{%p for {statement} %}}") + "".join(paragraphs) + p("BodyText", "{%p endfor %}")


def section_end() -> str:
    """The page: A4, first page with a head of its own."""
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId7"/><w:headerReference w:type="first" r:id="rId8"/>'
        f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="16838"/><w:pgMar w:top="1701" w:right="{RIGHT}" w:bottom="1418" w:left="{LEFT}" '
        'w:header="737" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )


def report_body() -> str:
    """The report: title block, sections, appendices, the account of the figures."""
    return "".join((
        p("Dokumenttyp", "Rapport"),
        p("Title", "{{ headings.report }}"),
        detail("Till", "{{ board }}"),
        optional("unit", detail("Från", "{{ unit }}")),
        detail("Datum", "{{ date }}"),
        optional("diarienummer", detail("Diarienummer", "{{ diarienummer }}")),
        detail("Avser", "{{ period.label }}", last=True),
        optional(f"overview and {said(*ATTENTION)}", overview()),
        loop("s in sections", p("Heading1", "{{ s.heading }}"), p("BodyText", "{{p s.body }}")),
        deviations(),
        appendix("assignments", "chart('assignments_by_goal_area')"),
        appendix("indicators"),
        appendix("activities_by_unit", "chart('activities_by_unit')", heading="activities"),
        p("BodyText", "{%p if tables.assignments_by_period or tables.indicators_by_period or tables.activities_by_period %}"),
        p("Bilagerubrik", "{{ comparison.heading }}"),
        p("BodyText", "{%p if comparison.note %}"),
        p("BodyText", "{{ comparison.note }}"),
        p("BodyText", "{%p endif %}"),
        p("BodyText", "{%p if tables.flows %}"),
        p("BodyText", "{{p table('flows') }}"),
        p("BodyText", "{%p endif %}"),
        p("BodyText", "{{p chart('assignments_by_period') }}"),
        p("BodyText", "{{p chart('indicators_by_period') }}"),
        p("BodyText", "{{p chart('activities_by_period') }}"),
        p("BodyText", "{%p if tables.changed_items %}"),
        p("BodyText", "{{p table('changed_items') }}"),
        p("BodyText", "{%p endif %}"),
        p("BodyText", "{%p endif %}"),
        p("Bilagerubrik", "{{ headings.appendix_figures }}"),
        p("BodyText", "Siffrorna i rapporten är hämtade ur de exporter från Stratsys som står i tabellen. De avser "
          "{{ period.label }}{% if period_before.label %}, och det som de jämförs med avser "
          "{{ period_before.label }}{% endif %}. Varje rad i exporterna är antingen räknad eller åsidosatt av en känd anledning, till exempel för "
          "att den är en mellanrubrik eller en summa.", more="<w:keepNext/><w:keepLines/>"),
        ledger_table(),
        optional(
            "list_remarks",
            p("Tabellnot", "{{ remarks_sentence }}"),
            loop("remark in remarks", p("ListBullet", "{{ remark.text }}")),
        ),
        section_end(),
    ))  # fmt: skip


KINDS = ("assignments", "indicators", "activities")
# A sentence for each kind, and the table where its items stand.
ATTENTION = {
    "indicators_red": "indicators_deviating",
    "assignments_red": "assignments_deviating",
    "activities_delayed": "activities_deviating",
}


def said(*names: str) -> str:
    """The condition that a wording has some sentences: one of an organisation's own may lack them."""
    return " and ".join(f"sentences.{name} is defined" for name in names)


def reference_to(table: str) -> str:
    """ " Se tabell 1." where there is such a table."""
    return f"{{% if tables.{table} %}} Se\N{NO-BREAK SPACE}{{{{ reference('table', '{table}') }}}}.{{% endif %}}"


def overview() -> str:
    """What the board can decide from: the proposal, which so never leaves the first page, how each kind stands, and what
    needs attention."""
    rows = (
        f"{{{{ sentences.{kind} | stor }}}}.{{% if {said(f'{kind}_compared')} and sentences.{kind}_compared %}} {{{{ sentences.{kind}_compared | stor }}}}.{{% endif %}}"
        for kind in KINDS
    )
    totals = ("assignments.total", "indicators.total", "activities.shown.total")
    return "".join((
        optional(
            "decision",
            p("Heading1", "{{ proposer | default('Förvaltningen', true) | genitiv }} förslag"),
            p("BodyText", "{{p proposal }}"),
        ),
        p("Heading1", "{{ headings.overview }}"),
        overview_table(zip(KINDS, totals, rows, strict=True)),
        p("Heading2", "{{ headings.attention }}"),
        *(p("ListBullet", f"{{{{ sentences.{name} | stor }}}}.{reference_to(table)}") for name, table in ATTENTION.items()),
    ))  # fmt: skip


def overview_table(kinds: Iterable[tuple[str, str, str]]) -> str:
    """A row for each kind that has items: how many and what they are, beside the bar of their statuses."""
    widths = (4_600, TEXT_WIDTH - 4_600)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)

    def cell(width: int, *paragraphs: str, span: str = "") -> str:
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}</w:tcPr>{"".join(paragraphs)}</w:tc>'

    def statement(text: str) -> str:
        return f"<w:tr>{cell(widths[0], p('Tabelltext', text))}{cell(widths[1], p('Tabelltext'))}</w:tr>"

    heads = zip(widths, ("Läge", "Fördelning"), strict=True)
    head = "".join(cell(width, p("Tabellrubrik", text)) for width, text in heads)
    rows = "".join(
        statement(f"{{%tr if {said(kind)} and {total} %}}")
        + "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + cell(
            widths[0],
            p("Tabellrubrik", f"{{{{ headings.{kind} }}}}: {{{{ {total} }}}}"),
            p("Tabelltext", text),
        )
        + cell(widths[1], p("Tabelltext", f"{{{{p chart('{kind}_statuses', caption=false) }}}}"))
        + "</w:tr>"
        + statement("{%tr endif %}")
        for kind, total, text in kinds
    )
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="Rsplantabell"/>'
        f'<w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        '<w:tblCaption w:val="Läget i korthet"/>'
        '<w:tblDescription w:val="För varje slag antal och status i ord, och ett diagram av detsamma."/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{rows}</w:tbl>"
    )


def deviations() -> str:
    """The first appendix: what a board has to look at, a table for each kind that has something."""
    tables = [f"{kind}_deviating" for kind in ("indicators", "assignments", "activities")]
    named = " or ".join(f"tables.{name}" for name in tables)
    return "".join((
        p("BodyText", f"{{%p if {named} %}}"),
        p("Bilagerubrik", "{{ headings.appendix_deviations }}"),
        *(optional(f"tables.{name}", p("BodyText", f"{{{{p table('{name}') }}}}")) for name in tables),
        p("BodyText", "{%p endif %}"),
    ))  # fmt: skip


def appendix(table: str, chart: str = "", heading: str = "") -> str:
    """An appendix with a chart and a table, left out if the table is empty."""
    name = heading or table
    return "".join((
        p("BodyText", f"{{%p if tables.{table} %}}"),
        p("Bilagerubrik", f"{{{{ headings.appendix_{name} }}}}"),
        p("BodyText", f"{{{{p {chart} }}}}") if chart else "",
        p("BodyText", f"{{{{p table('{table}') }}}}"),
        p("BodyText", "{%p endif %}"),
    ))  # fmt: skip


def ledger_table() -> str:
    """The inputs, as an ordinary Word table whose middle row is repeated."""
    # Each holds its heading in the widest of the fonts that stand in for a missing one.
    widths = (2_750, 1_500, 1_150, 1_250, TEXT_WIDTH - 6_650)
    heads = ("Fil", "Blad", "Lästa rader", "Räknade", "Åsidosatta")
    values = ("{{ l.file }}", "{{ l.sheet }}", "{{ l.read }}", "{{ l.counted }}", "{{ l.aside }}")

    def cell(width: int, style: str, text: str, *, right: bool) -> str:
        side = '<w:jc w:val="right"/>' if right else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/>{side}'
            f"</w:pPr>{r(text) if text else ''}</w:p></w:tc>"
        )

    def row(style: str, texts: tuple[str, ...], head: bool = False) -> str:
        cells = "".join(cell(w, style, t, right=n > 1) for n, (w, t) in enumerate(zip(widths, texts, strict=True)))
        return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{cells}</w:tr>"

    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    caption = p("Caption", r("Tabell "), field("SEQ Tabell \\* ARABIC", "1"), r(". Exporterna och deras rader"))
    return (
        caption + '<w:tbl><w:tblPr><w:tblStyle w:val="Rsplantabell"/>'
        f'<w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        '<w:tblCaption w:val="Exporterna och deras rader"/>'
        '<w:tblDescription w:val="Hur många rader som lästes, räknades och åsidosattes i varje export."/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
        + row("Tabellrubrik", heads, head=True)
        + row("Tabelltext", ("{%tr for l in ledgers %}", "", "", "", ""))
        + row("Tabelltext", values)
        + row("Tabelltext", ("{%tr endfor %}", "", "", "", ""))
        + "</w:tbl>"
    )


def memo_body() -> str:
    """The cover memo: head, case, proposal, signatures, copies."""
    return "".join((
        p("Dokumenttyp", "Tjänsteskrivelse"),
        p("Title", "{{ headings.memo }}"),
        detail("Till", "{{ board }}"),
        optional("unit", detail("Från", "{{ unit }}")),
        optional("handler", detail("Handläggare", "{{ handler }}")),
        optional("handler_phone", detail("Telefon", "{{ handler_phone }}")),
        optional("handler_email", detail("E-post", "{{ handler_email }}")),
        optional("diarienummer", detail("Diarienummer", "{{ diarienummer }}")),
        detail("Datum", "{{ date }}", last=True),
        p("Heading1", "Ärendebeskrivning"),
        # Its last paragraph goes with the proposal, and the proposal with the signatures: none stands alone on a page.
        p("BodyText", "{{p text('tjansteskrivelse') }}", more="<w:keepNext/>"),
        p("Heading1", "{{ proposer | default('Förvaltningen', true) | genitiv }} förslag"),
        p("BodyText", "{{p proposal }}", more="<w:keepNext/><w:keepLines/>"),
        optional("signatories", p("Heading1", "I tjänsten"), loop("role in signatories", p("Underskrift", "{{ role }}"))),
        optional("attachments", p("Heading1", "{{ headings.attachments }}"),
                 loop("title in attachments", p("ListNumber", "{{ title }}", more=IN_OWN_LIST))),
        optional("copies_to", p("Heading1", "Utdrag till"), p("BodyText", "{{ copies_to | join(', ') }}")),
        section_end(),
    ))  # fmt: skip


def header(title: str) -> str:
    """The head of the following pages: title, diarienummer, page."""
    number = "{% if diarienummer %}, {{ diarienummer }}{% endif %}"
    inner = p("Header", r("{{ headings." + title + " }}"), r(number), r("\t"), page_number())
    return f"<w:hdr {DECLARED}>{inner}</w:hdr>"


def first_header() -> str:
    """The head of the first page: the organisation and its unit, and the page."""
    look = '<w:rPr><w:b w:val="0"/><w:bCs w:val="0"/><w:color w:val="1A1A1A"/><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>'
    number = page_number().replace("<w:r>", f"<w:r>{look}")
    return f"<w:hdr {DECLARED}>{p('Organisation', r('{{ organisation }}'), r(chr(9)), number)}</w:hdr>"


def footnotes() -> str:
    """The lines between text and footnotes."""
    return (
        f'<w:footnotes {DECLARED}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )


def settings() -> str:
    """word/settings.xml."""
    return f"""<w:settings {DECLARED}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>
<w:autoHyphenation/><w:consecutiveHyphenLimit w:val="2"/><w:hyphenationZone w:val="425"/><w:doNotHyphenateCaps/>
<w:characterSpacingControl w:val="doNotCompress"/>
<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>
<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:themeFontLang w:val="sv-SE"/><w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>
<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>"""


def fonts() -> str:
    """word/fontTable.xml."""
    listed = "".join(
        f'<w:font w:name="{name}"><w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>'
        for name, family, pitch in (
            (HEAD_FONT, "swiss", "variable"),
            (TEXT_FONT, "swiss", "variable"),
            ("Consolas", "modern", "fixed"),
        )
    )
    return f"<w:fonts {DECLARED}>{listed}</w:fonts>"


def theme() -> str:
    """word/theme/theme1.xml: the two fonts and the colours that Word offers."""
    colours = (
        ("dk1", "1A1A1A"), ("lt1", "FFFFFF"), ("dk2", ACCENT), ("lt2", "E1EAED"), ("accent1", "1F4E5F"), ("accent2", "3B7D4F"),
        ("accent3", "D9A514"), ("accent4", "B5392B"), ("accent5", "6B7A80"), ("accent6", "5B4B8A"), ("hlink", "0B5394"),
        ("folHlink", "5B4B8A"),
    )  # fmt: skip
    scheme = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colours)
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"

    def font(name: str) -> str:
        return f'<a:latin typeface="{name}"/><a:ea typeface=""/><a:cs typeface=""/>'

    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Rapport"><a:themeElements>'
        f'<a:clrScheme name="Rapport">{scheme}</a:clrScheme><a:fontScheme name="Rapport">'
        f"<a:majorFont>{font(HEAD_FONT)}</a:majorFont><a:minorFont>{font(TEXT_FONT)}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Rapport"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


# The file

CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
TITLES = {"report": "rapport", "memo": "tjänsteskrivelse"}


def template(body: str, title: str) -> bytes:
    """A whole Word file."""
    types = etree.Element(
        "{http://schemas.openxmlformats.org/package/2006/content-types}Types",
        nsmap={None: "http://schemas.openxmlformats.org/package/2006/content-types"},
    )
    package = Package("mall", {}, types)
    package.default_type("rels", "application/vnd.openxmlformats-package.relationships+xml")
    package.default_type("xml", "application/xml")
    main = "word/document.xml"
    package.add(
        main, f"{MAIN}.document.main+xml", parse(f"<w:document {DECLARED}><w:body>{body}</w:body></w:document>")
    )
    package.relate("", "officeDocument", main)
    for name, kind, content_type, source in (
        ("styles.xml", "styles", f"{MAIN}.styles+xml", styles()),
        ("numbering.xml", "numbering", f"{MAIN}.numbering+xml", numbering()),
        ("settings.xml", "settings", f"{MAIN}.settings+xml", settings()),
        ("fontTable.xml", "fontTable", f"{MAIN}.fontTable+xml", fonts()),
        ("footnotes.xml", "footnotes", f"{MAIN}.footnotes+xml", footnotes()),
        ("theme/theme1.xml", "theme", "application/vnd.openxmlformats-officedocument.theme+xml", theme()),
        ("header1.xml", "header", f"{MAIN}.header+xml", header(title)),
        ("header2.xml", "header", f"{MAIN}.header+xml", first_header()),
    ):
        add(package, main, name, kind, content_type, source)
    package.add("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", properties(title))
    package.relate("", CORE, "docProps/core.xml")
    return package.write()


def properties(title: str) -> etree._Element:
    """docProps/core.xml: what the file is and its language, and no author."""
    return parse(
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Mall för {TITLES[title]}</dc:title>'
        "<dc:language>sv-SE</dc:language></cp:coreProperties>"
    )


def add(package: Package, main: str, name: str, kind: str, content_type: str, source: str) -> None:
    """A part with its relationship. In this order the heads get the ids 7 and 8."""
    root = parse(source.replace("\n", ""))
    etree.cleanup_namespaces(root)
    package.add(f"word/{name}", content_type, root)
    package.relate(main, kind, f"word/{name}")


def main() -> int:
    """Write the templates, or compare."""
    made = {"rapport.docx": template(report_body(), "report"), "tjansteskrivelse.docx": template(memo_body(), "memo")}
    if "--check" in sys.argv[1:]:
        stale = [name for name, data in made.items() if (FOLDER / name).read_bytes() != data]
        print(
            "\n".join(f"{FOLDER / name} is not what the script makes" for name in stale) or "templates are up to date"
        )
        return 1 if stale else 0
    for name, data in made.items():
        (FOLDER / name).write_bytes(data)
        print(FOLDER / name)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
