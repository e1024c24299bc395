"""Specimens of the markup that Word itself writes, put into a report of rsplan's: what ``refresh_matrix.py`` tries too.

Word wraps, splits and numbers what it saves: revision ids, proof marks, fields, content controls of fifteen kinds,
alternate content, ranges, notes, boxes, merged cells. Each specimen puts one such thing around, beside or inside a
figure, a sentence or a row of rsplan's. Built from ECMA-376 and Microsoft's extensions [MS-DOCX], since no file that
Word has saved is at hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy

from lxml import etree

from rsplan.documents.living.controls import binding_key
from rsplan.documents.living.document import open_document
from rsplan.documents.living.table_search import find_tables
from rsplan.documents.living.text import visible_text
from rsplan.documents.office.ooxml import NAMESPACES, SDT, TC, TR, Element, P, R, T, child, parse, qname, wattr
from rsplan.documents.office.package import Package
from rsplan.documents.word.seal import store_part

_OTHER = {
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "w16cid": "http://schemas.microsoft.com/office/word/2016/wordml/cid",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
SPACES = NAMESPACES | _OTHER
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
SENTENCE, LONE = "sentences.activities|stor", "activities.delayed|ord"
BY = 'w:author="Sekreteraren" w:date="2025-05-10T08:00:00Z"'
MINE = "Handskrivet ord"
_PROSE = "Det ekonomiska läget följs upp"
_RULES, _COUNTS = "assignments", "activities_by_unit"


def made(source: str) -> Element:
    """One element from its XML, with every prefix that Word uses."""
    found: Element = etree.fromstring(f"<root {_DECLARED}>{source}</root>".encode())[0]
    return found


def _run(text: str, look: str = "") -> str:
    return f'<w:r w:rsidRPr="00B71A2C">{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


# --- Places -----------------------------------------------------------------------------------------------------------


def control(package: Package, name: str = SENTENCE) -> Element:
    """The first control of a figure or a sentence: one with that very name, else one whose name begins so."""
    named = [(one, wattr(child(one, "sdtPr", "alias")) or "") for one in package.tree(package.main).iter(SDT)]
    exact = [one for one, alias in named if alias == name]
    return next(iter([*exact, *(one for one, alias in named if alias.startswith(name))]))


def paragraph_of(found: Element) -> Element:
    """The paragraph that something stands in."""
    return next(found.iterancestors(P))


def prose(package: Package, words: str = _PROSE) -> Element:
    """A paragraph of a person's."""
    return next(one for one in package.tree(package.main).iter(P) if words in visible_text(one))


def rows(package: Package, name: str = _RULES) -> list[Element]:
    """The rows of a table of rsplan's."""
    return list(table(package, name).iter(TR))


def table(package: Package, name: str = _RULES) -> Element:
    """A table of rsplan's, by its name among the tables of the report."""
    opened = open_document(package.write(), "x")
    return find_tables(package.tree(package.main), opened.evidence.tables)[name][0][0]


def cell(package: Package, name: str, row: int, column: int) -> Element:
    """A cell of a table of rsplan's."""
    return list(rows(package, name)[row].iter(TC))[column]


def around(found: Element, source: str, place: str = "") -> None:
    """Put an element around another; ``place`` is the path to where it goes in."""
    holder = made(source)
    found.addprevious(holder)
    inside = holder.find(place, SPACES) if place else holder
    inside.append(found)


def beside(found: Element, before: str, after: str = "") -> None:
    """Put elements before and after another."""
    for one in _several(before):
        found.addprevious(one)
    for one in reversed(_several(after)):
        found.addnext(one)


def _several(source: str) -> list[Element]:
    return list(etree.fromstring(f"<root {_DECLARED}>{source}</root>".encode()))


def content(found: Element) -> Element:
    """What a control holds."""
    inside = child(found, "sdtContent")
    assert inside is not None
    return inside


def unwrap(found: Element) -> None:
    """Take an element away, not what it holds."""
    parent = found.getparent()
    inside = content(found) if found.tag == SDT else found
    at = parent.index(found)
    parent[at : at + 1] = list(inside)


def add_part(package: Package, name: str, content_type: str, source: str, kind: str) -> None:
    """A part that the main one refers to."""
    package.add(name, content_type, parse(source))
    package.relate(package.main, kind, name)


# --- Runs and paragraphs ----------------------------------------------------------------------------------------------


def revision_ids(package: Package) -> None:
    """What every save of Word's leaves on every paragraph and run, with proof marks in the middle of words."""
    for number, one in enumerate(package.tree(package.main).iter(P)):
        for name in ("rsidR", "rsidRPr", "rsidRDefault", "rsidP"):
            one.set(qname(f"w:{name}"), f"00{number:06X}")
        one.set(qname("w14:paraId"), f"{0x10000000 + number:08X}")
        one.set(qname("w14:textId"), "77777777")
    for one in list(package.tree(package.main).iter(R)):
        one.set(qname("w:rsidR"), "00AB12CD")
    for one in list(package.tree(package.main).iter(SDT)):
        if child(one, "sdtContent", "r") is not None:
            _halve(content(one), '<w:proofErr w:type="spellStart"/>')


def _halve(holder: Element, between: str = "") -> None:
    """Two runs of one, cut in the middle of its text."""
    run = next(one for one in holder.iter(R) if one.find(T) is not None)
    text = run.find(T).text or ""
    other = deepcopy(run)
    run.find(T).text, other.find(T).text = text[: len(text) // 2], text[len(text) // 2 :]
    run.addnext(other)
    beside(other, between)


def inside(source: str, *, name: str = SENTENCE) -> Callable[[Package], None]:
    """Something between two halves of a sentence of rsplan's."""

    def make(package: Package) -> None:
        _halve(content(control(package, name)), source)

    return make


def about(before: str, after: str = "", *, name: str = SENTENCE) -> Callable[[Package], None]:
    """Something before and after a control of rsplan's."""
    return lambda package: beside(control(package, name), before, after)


def wrapped(source: str, place: str = "", *, name: str = SENTENCE) -> Callable[[Package], None]:
    """Something around a control of rsplan's."""
    return lambda package: around(control(package, name), source, place)


def wrapped_words(source: str, place: str = "") -> Callable[[Package], None]:
    """Something around the words in a control of rsplan's."""

    def make(package: Package) -> None:
        around(next(content(control(package)).iter(R)), source, place)

    return make


_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {0} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
_FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
_RUBY = (
    '<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="10"/><w:hpsRaise w:val="18"/>'
    '<w:hpsBaseText w:val="22"/><w:lid w:val="sv-SE"/></w:rubyPr><w:rt><w:r><w:t>läs</w:t></w:r></w:rt>'
    "<w:rubyBase><w:r><w:t>ord</w:t></w:r></w:rubyBase></w:ruby></w:r>"
)
_MATH = "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"
_BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0"'
    ' simplePos="0" relativeHeight="251659264" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
    '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
    '<wp:extent cx="914400" cy="457200"/><wp:wrapNone/><wp:docPr id="7701" name="Ruta" descr="En ruta"/>'
    '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
    '<wps:cNvSpPr txBox="1"/><wps:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
    "<wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
    '</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape id="_x0000_s1026" style="width:72pt">'
    "<v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
    "</w:r>"
)
_BOXED = _BOX.format(f"<w:p><w:r><w:t>{MINE} i en ruta</w:t></w:r></w:p>")


def own_control(kind: str, holds: str, identity: int = 88_001) -> str:
    """A content control of a person's."""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="Eget"/><w:tag w:val="eget"/><w:id w:val="{identity}"/>{kind}</w:sdtPr>'
        f"<w:sdtContent>{holds}</w:sdtContent></w:sdt>"
    )


_KINDS = {
    "lista": '<w:dropDownList><w:listItem w:displayText="Handskrivet ord" w:value="a"/></w:dropDownList>',
    "kombinationsruta": '<w:comboBox><w:listItem w:displayText="Handskrivet ord" w:value="a"/></w:comboBox>',
    "datum": '<w:date w:fullDate="2025-05-12T00:00:00Z"><w:dateFormat w:val="yyyy-MM-dd"/><w:lid w:val="sv-SE"/>'
    '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>',
    "text": "<w:text/>",
    "formaterad text": "",
    "ekvation": "<w:equation/>",
    "källa": "<w:citation/>",
    "grupp": "<w:lock w:val='contentLocked'/><w:group/>",
    "utseende": '<w15:color w:val="4472C4"/><w15:appearance w15:val="hidden"/>',
    "byggblock": '<w:docPartObj><w:docPartGallery w:val="Quick Parts"/><w:docPartUnique/></w:docPartObj>',
}
_CHECKBOX = own_control(
    '<w14:checkbox><w14:checked w14:val="1"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>',
    '<w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/></w:rPr>'
    "<w:t>☒</w:t></w:r>",
)


def locked(package: Package) -> None:
    """A control of rsplan's that a person has locked, coloured and given an end of its own."""
    properties = child(control(package), "sdtPr")
    identity = child(properties, "id")
    beside(identity, "", '<w:lock w:val="sdtContentLocked"/>')
    properties.append(made('<w15:color w:val="FF0000"/>'))
    beside(properties, "", "<w:sdtEndPr><w:rPr><w:b/></w:rPr></w:sdtEndPr>")


def block_control(package: Package) -> None:
    """A sentence that is alone in its paragraph: the whole paragraph comes to stand in the control."""
    found = control(package, "sentences.indicators_total")
    paragraph = paragraph_of(found)
    whole = deepcopy(paragraph)
    for one in [one for one in whole if one.tag != qname("w:pPr")]:
        whole.remove(one)
    whole.extend(list(content(found)))
    for one in list(content(found)):
        content(found).remove(one)
    content(found).append(whole)
    paragraph.addnext(found)
    if not visible_text(paragraph).strip():
        paragraph.getparent().remove(paragraph)


def control_in_group(package: Package) -> None:
    """A group around the paragraph of a sentence, with a repeating section in it."""
    around(
        paragraph_of(control(package)),
        own_control("<w15:repeatingSection/>", own_control("<w15:repeatingSectionItem/>", "", 88_002)),
        "w:sdtContent/w:sdt/w:sdtContent",
    )


def contents_control(package: Package) -> None:
    """A table of contents in its control, as Word inserts it."""
    field = _FIELD.format('TOC \\o "1-3" \\h \\z \\u')
    beside(
        prose(package),
        own_control(
            '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>',
            f'<w:p><w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9062"/></w:tabs></w:pPr>{field}'
            f'<w:hyperlink w:anchor="_Toc1" w:history="1">{_run(MINE)}<w:r><w:tab/></w:r></w:hyperlink></w:p>'
            f"<w:p>{_FIELD_END}</w:p>",
        ),
    )


def sections(package: Package) -> None:
    """A section break in the paragraph of a sentence: a landscape page ends there."""
    paragraph = paragraph_of(control(package))
    properties = child(paragraph, "pPr")
    if properties is None:
        properties = made("<w:pPr/>")
        paragraph.insert(0, properties)
    properties.append(
        made(
            '<w:sectPr w:rsidR="00AB12CD"><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
            '<w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708"'
            ' w:gutter="0"/><w:cols w:space="708"/></w:sectPr>'
        )
    )


def comment_with_threads(package: Package) -> None:
    """A comment of a person's on a figure, answered, with the three parts that newer versions of Word add."""
    word, office = (
        "application/vnd.openxmlformats-officedocument.wordprocessingml",
        "http://schemas.microsoft.com/office",
    )
    bodies = "".join(
        f'<w:comment w:id="{number}" {BY} w:initials="S"><w:p w14:paraId="5A5A000{number}" w14:textId="77777777"><w:r>'
        f"<w:annotationRef/></w:r><w:r><w:t>{MINE} i kommentar {number}</w:t></w:r></w:p></w:comment>"
        for number in (0, 1)
    )
    add_part(
        package,
        "word/comments.xml",
        f"{word}.comments+xml",
        f"<w:comments {_DECLARED}>{bodies}</w:comments>",
        "comments",
    )
    for name, kind, source in (
        ("commentsExtended", f"{office}/2011/relationships/commentsExtended",
         '<w15:commentsEx {0}><w15:commentEx w15:paraId="5A5A0000" w15:done="0"/>'
         '<w15:commentEx w15:paraId="5A5A0001" w15:paraIdParent="5A5A0000" w15:done="0"/></w15:commentsEx>'),
        ("commentsIds", f"{office}/2016/09/relationships/commentsIds",
         '<w16cid:commentsIds {0}><w16cid:commentId w16cid:paraId="5A5A0000" w16cid:durableId="2A2A0000"/>'
         '<w16cid:commentId w16cid:paraId="5A5A0001" w16cid:durableId="2A2A0001"/></w16cid:commentsIds>'),
    ):  # fmt: skip
        add_part(package, f"word/{name}.xml", f"{word}.{name}+xml", source.format(_DECLARED), kind)
    for name in (SENTENCE, LONE):
        number = 0 if name == SENTENCE else 1
        beside(
            control(package, name),
            f'<w:commentRangeStart w:id="{number}"/>',
            f'<w:commentRangeEnd w:id="{number}"/><w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
            f'<w:commentReference w:id="{number}"/></w:r>',
        )


def note(kind: str, place: Callable[[Package], Element]) -> Callable[[Package], None]:
    """A footnote or an endnote of a person's, in a run of its own."""

    def make(package: Package) -> None:
        part = next(iter(package.related(package.main, f"{kind}s")), None)
        if part is None:
            part = f"word/{kind}s.xml"
            edges = "".join(
                f'<w:{kind} w:type="{name}" w:id="{at}"><w:p><w:r><w:{name}/></w:r></w:p></w:{kind}>'
                for at, name in ((-1, "separator"), (0, "continuationSeparator"))
            )
            content_type = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml"
            add_part(package, part, content_type, f"<w:{kind}s {_DECLARED}>{edges}</w:{kind}s>", f"{kind}s")
        words = f'<w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t xml:space="preserve"> {MINE} i not</w:t></w:r></w:p>'
        package.tree(part).append(made(f'<w:{kind} w:id="77">{words}</w:{kind}>'))
        place(package).append(made(f'<w:r><w:{kind}Reference w:id="77"/></w:r>'))

    return make


# --- Revisions of a person's ------------------------------------------------------------------------------------------


def struck_words(package: Package) -> None:
    """The sentence is deleted with changes tracked."""
    run = next(content(control(package)).iter(R))
    around(run, f'<w:del w:id="9101" {BY}/>')
    for text in list(run.iter(T)):
        text.tag = qname("w:delText")


def moved_paragraph(package: Package) -> None:
    """The paragraph of a sentence is moved with changes tracked: it stands in both places."""
    paragraph = paragraph_of(control(package))
    other = deepcopy(paragraph)
    prose(package, "Sammantaget kan konstateras").addnext(other)
    for one, kind, number in ((paragraph, "moveFrom", 9_201), (other, "moveTo", 9_205)):
        properties = child(one, "pPr")
        if properties is None:
            properties = made("<w:pPr/>")
            one.insert(0, properties)
        look = child(properties, "rPr")
        if look is None:
            look = made("<w:rPr/>")
            properties.append(look)
        look.insert(0, made(f'<w:{kind} w:id="{number}" {BY}/>'))
        for at, run in enumerate([run for run in one.iter(R) if next(run.iterancestors(P)) is one]):
            around(run, f'<w:{kind} w:id="{number + 20 + at}" {BY}/>')
        beside(
            one,
            f'<w:{kind}RangeStart w:id="{number + 1}" {BY} w:name="move9201"/>',
            f'<w:{kind}RangeEnd w:id="{number + 1}"/>',
        )
        for inner in one.iter(SDT):
            if kind == "moveTo":
                child(inner, "sdtPr", "id").set(qname("w:val"), str(88_100 + number))


def changed_formats(package: Package) -> None:
    """Formats of a paragraph, a run, a cell, a row and a table, changed with changes tracked."""
    found = control(package)
    run = next(content(found).iter(R))
    look = run.find(qname("w:rPr"))
    if look is None:
        look = made("<w:rPr/>")
        run.insert(0, look)
    look.append(made(f'<w:rPrChange w:id="9301" {BY}><w:rPr><w:b/></w:rPr></w:rPrChange>'))
    row = rows(package)[2]
    properties = child(next(row.iter(TC)), "tcPr")
    properties.append(
        made(f'<w:tcPrChange w:id="9302" {BY}><w:tcPr><w:tcW w:w="900" w:type="dxa"/></w:tcPr></w:tcPrChange>')
    )
    holder = child(row, "trPr")
    if holder is None:
        holder = made("<w:trPr/>")
        row.insert(0, holder)
    holder.append(made(f'<w:trPrChange w:id="9303" {BY}><w:trPr/></w:trPrChange>'))


def row_mark(kind: str, at: int) -> Callable[[Package], None]:
    """A row that is inserted or deleted with changes tracked: an inserted one is a person's copy."""

    def make(package: Package) -> None:
        row = rows(package)[at]
        if kind == "ins":
            other = deepcopy(row)
            row.addnext(other)
            row = other
            _say(next(row.iter(TC)), f"{MINE} i en spårad rad")
        holder = child(row, "trPr")
        if holder is None:
            holder = made("<w:trPr/>")
            row.insert(0, holder)
        holder.append(made(f'<w:{kind} w:id="9401" {BY}/>'))
        for number, run in enumerate(list(row.iter(R))):
            around(run, f'<w:{kind} w:id="{9410 + number}" {BY}/>')
            for text in list(run.iter(T)) if kind == "del" else ():
                text.tag = qname("w:delText")

    return make


def _say(found: Element, text: str) -> None:
    texts = list(found.iter(T))
    for one in texts[1:]:
        one.text = ""
    texts[0].text = text


def joined_paragraphs(package: Package) -> None:
    """The mark between the paragraph of a sentence and the next is deleted with changes tracked."""
    paragraph = paragraph_of(control(package))
    properties = child(paragraph, "pPr")
    if properties is None:
        properties = made("<w:pPr/>")
        paragraph.insert(0, properties)
    properties.append(made(f'<w:rPr><w:del w:id="9501" {BY}/></w:rPr>'))


# --- Tables -----------------------------------------------------------------------------------------------------------


def cell_control(package: Package) -> None:
    """Word lets a control that fills a cell be one of the cell, around it, instead of one in its line."""
    found = next(cell(package, _COUNTS, 2, 2).iter(SDT), None)
    if found is None:
        around(cell(package, _COUNTS, 2, 2), own_control("", ""), "w:sdtContent")
        return
    holder = next(found.iterancestors(TC))
    runs = list(content(found))
    found.addprevious(runs[0])
    found.getparent().remove(found)
    holder.addprevious(found)
    content(found).append(holder)


def control_of_paragraph_in_cell(package: Package) -> None:
    """The control stands around the paragraph of its cell."""
    found = next(cell(package, _COUNTS, 3, 1).iter(SDT))
    paragraph = paragraph_of(found)
    runs = list(content(found))
    paragraph.addprevious(found)
    content(found).append(paragraph)
    paragraph.extend(runs)


def row_control(package: Package) -> None:
    """A repeating section of a person's around a row."""
    around(
        rows(package)[4],
        own_control("<w15:repeatingSection/>", own_control("<w15:repeatingSectionItem/>", "", 88_002)),
        "w:sdtContent/w:sdt/w:sdtContent",
    )


def own_row(properties: str, cells: str, at: int = 3, name: str = _RULES) -> Callable[[Package], None]:
    """A row of a person's."""

    def make(package: Package) -> None:
        beside(rows(package, name)[at], "", f'<w:tr w:rsidR="00AB12CD">{properties}{cells}</w:tr>')

    return make


def _tc(text: str, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="1500" w:type="dxa"/>{properties}</w:tcPr><w:p>{_run(text)}</w:p></w:tc>'


def looks(package: Package) -> None:
    """Conditional formats, exceptions and heights, as Word writes them for every row and cell."""
    for row in rows(package):
        for one in row.iter(TC):
            child(one, "tcPr").insert(0, made('<w:cnfStyle w:val="001000000000"/>'))
        properties = child(row, "trPr")
        if properties is None:
            properties = made("<w:trPr/>")
            row.insert(0, properties)
        properties.insert(0, made('<w:cnfStyle w:val="000000100000"/>'))
        row.insert(0, made('<w:tblPrEx><w:tblCellMar><w:top w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPrEx>'))


def floating(package: Package) -> None:
    """A table with text around it, moved by hand."""
    properties = child(table(package, _COUNTS), "tblPr")
    style = child(properties, "tblStyle")
    position = made(
        '<w:tblpPr w:leftFromText="141" w:rightFromText="141" w:vertAnchor="text" w:horzAnchor="margin" w:tblpY="1"/>'
    )
    if style is not None:
        style.addnext(position)
    else:
        properties.insert(0, position)


def nested(package: Package) -> None:
    """A table of a person's in a cell of rsplan's."""
    beside(
        next(cell(package, _RULES, 3, 0).iter(P)),
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="1500"/></w:tblGrid>'
        f"<w:tr>{_tc(f'{MINE} i inre tabell')}</w:tr></w:tbl>",
    )


def nested_in_own(package: Package) -> None:
    """A table of rsplan's, put in a cell of a person's."""
    found = table(package, _COUNTS)
    holder = next(found.iterancestors(SDT), found)
    around(
        holder,
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid><w:tr>'
        '<w:tc><w:tcPr><w:tcW w:w="9000" w:type="dxa"/></w:tcPr></w:tc></w:tr></w:tbl>',
        "w:tr/w:tc",
    )
    beside(holder, "", f"<w:p>{_run(f'{MINE} under tabellen')}</w:p>")


def bookmark_over_rows(package: Package) -> None:
    """A bookmark of a person's from one row into another, and one over columns."""
    first, last = cell(package, _RULES, 2, 0), cell(package, _RULES, 6, 0)
    next(first.iter(P)).insert(0, made('<w:bookmarkStart w:id="9601" w:name="Rader"/>'))
    next(last.iter(P)).append(made('<w:bookmarkEnd w:id="9601"/>'))
    next(first.iter(P)).insert(0, made('<w:bookmarkStart w:id="9602" w:name="Kolumner" w:colFirst="0" w:colLast="1"/>'))
    next(last.iter(P)).append(made('<w:bookmarkEnd w:id="9602"/>'))


def bookmark_between_rows(package: Package) -> None:
    """Word puts the ends of a bookmark between rows, too."""
    found = rows(package)
    beside(found[3], '<w:bookmarkStart w:id="9603" w:name="Mellan"/>')
    beside(found[7], "", '<w:bookmarkEnd w:id="9603"/>')


def in_cell(source: str, row: int = 3, column: int = 0, name: str = _RULES) -> Callable[[Package], None]:
    """Something of a person's at the end of a cell's paragraph."""
    return lambda package: next(cell(package, name, row, column).iter(P)).extend(_several(source))


# --- Emptied, unwrapped -----------------------------------------------------------------------------------------------

_PROMPT = "Klicka eller tryck här för att ange text."


def emptied(how: str, name: str = SENTENCE) -> Callable[[Package], None]:
    """A control whose words a person has taken out, in each way that Word has of writing it."""

    def make(package: Package) -> None:
        found = control(package, name)
        for one in list(content(found)):
            content(found).remove(one)
        if how == "prompt":
            binding = child(found, "sdtPr", "dataBinding")
            beside(binding, '<w:placeholder><w:docPart w:val="A81F0000000000000000000000000000"/></w:placeholder>'
                   "<w:showingPlcHdr/>")  # fmt: skip
            content(found).append(made(_run(_PROMPT, '<w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>')))
        elif how == "spaces":
            content(found).append(made(_run("  ")))
        elif how == "run":
            content(found).append(made("<w:r><w:rPr><w:b/></w:rPr></w:r>"))
        key = binding_key(found)
        store = package.tree(store_part(package))
        for one in store[0]:
            if etree.QName(one).localname == key:
                one.text = ""

    return make


def freed(name: str, *, words: str = "") -> Callable[[Package], None]:
    """ "Remove content control": its words are kept, and perhaps more is written beside them."""

    def make(package: Package) -> None:
        found = control(package, name)
        if words:
            beside(found, "", _run(words))
        unwrap(found)

    return make


def all_freed(package: Package) -> None:
    """Every control goes, its words stay."""
    while (found := next(package.tree(package.main).iter(SDT), None)) is not None:
        unwrap(found)


# --- All of them ------------------------------------------------------------------------------------------------------


def _plain() -> Iterator[tuple[str, Callable[[Package], None], tuple[str, ...]]]:
    simple = f'<w:fldSimple w:instr=" STYLEREF 1 ">{_run(MINE)}</w:fldSimple>'
    yield "fält", about(simple), (MINE,)
    yield "sammansatt fält före", about(_FIELD.format("DATE") + _run(MINE) + _FIELD_END), (MINE,)
    yield "kontroll i ett fälts resultat", about(_FIELD.format("REF Rader \\h"), _FIELD_END), ()
    yield "fält i kontrollen", inside(simple), ()
    yield "länk runt", wrapped('<w:hyperlink w:anchor="_Toc1" w:history="1"/>'), ()
    yield "länk i kontrollen", inside(f'<w:hyperlink w:anchor="_Toc1">{_run(" ")}</w:hyperlink>'), ()
    yield "smart etikett runt", wrapped('<w:smartTag w:uri="urn:x" w:element="place"/>'), ()
    yield "smart etikett i", wrapped_words('<w:smartTag w:uri="urn:x" w:element="place"/>'), ()
    yield "egen XML runt", wrapped('<w:customXml w:uri="urn:x" w:element="a"/>'), ()
    yield "tillåtelse runt", about('<w:permStart w:id="9701" w:edGrp="everyone"/>', '<w:permEnd w:id="9701"/>'), ()
    yield "tillåtelse i", inside('<w:permStart w:id="9701" w:edGrp="everyone"/><w:permEnd w:id="9701"/>'), ()
    yield "bokmärke runt", about('<w:bookmarkStart w:id="9702" w:name="Egen"/>', '<w:bookmarkEnd w:id="9702"/>'), ()
    yield "bokmärke i", inside('<w:bookmarkStart w:id="9702" w:name="Egen"/><w:bookmarkEnd w:id="9702"/>'), ()
    yield "ruby bredvid", about(_RUBY), ()
    yield "ruby i", inside(_RUBY), ()
    yield "matematik bredvid", about(_MATH), ()
    yield "matematik i", inside(_MATH), ()
    yield "textruta bredvid", about(_BOXED), ()
    yield "textruta i", inside(_BOXED), ()
    yield "tecken bredvid", about('<w:r><w:sym w:font="Wingdings" w:char="F0E0"/><w:noBreakHyphen/><w:cr/></w:r>'), ()
    yield "tecken i", inside('<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>'), ()
    yield "ptab bredvid", about('<w:r><w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/></w:r>'), ()
    yield "sidbrytning bredvid", about('<w:r><w:br w:type="page"/></w:r>', '<w:r><w:br w:type="column"/></w:r>'), ()
    yield "skriftriktning", wrapped('<w:bdo w:val="ltr"/>'), ()
    yield "kontroll klistrad med spårning", wrapped(f'<w:ins w:id="9703" {BY}/>'), ()
    yield "kryssruta bredvid", about(_CHECKBOX), ()
    for kind, properties in _KINDS.items():
        yield f"egen kontroll ({kind}) bredvid", about(own_control(properties, _run(MINE))), (MINE,)
        if kind not in ("lista", "kombinationsruta", "datum", "text", "källa", "ekvation"):
            yield f"egen kontroll ({kind}) runt", wrapped(own_control(properties, ""), "w:sdtContent"), ()
    yield "revisionsnummer", revision_ids, ()


def _others() -> Iterator[tuple[str, Callable[[Package], None], tuple[str, ...]]]:
    yield "låst kontroll", locked, ()
    yield "kontroll av ett stycke", block_control, ()
    yield "kontroll i upprepat avsnitt", control_in_group, ()
    yield "innehållsförteckning", contents_control, (MINE,)
    yield "avsnittsbrytning", sections, ()
    yield "kommentarstråd", comment_with_threads, ()
    yield "fotnot i kontrollen", note("footnote", lambda p: content(control(p))), (f"{MINE} i not",)
    yield "slutnot i kontrollen", note("endnote", lambda p: content(control(p))), (f"{MINE} i not",)
    yield "fotnot i cell", note("footnote", lambda p: next(cell(p, _RULES, 3, 0).iter(P))), (f"{MINE} i not",)
    yield "struken mening", struck_words, ()
    yield "flyttat stycke med spårning", moved_paragraph, ()
    yield "spårade format", changed_formats, ()
    yield "spårad ny rad", row_mark("ins", 3), (f"{MINE} i en spårad rad",)
    yield "spårad struken rad", row_mark("del", 3), ()
    yield "spårat hopslaget stycke", joined_paragraphs, ()
    yield "kontroll av en cell", cell_control, ()
    yield "kontroll av cellens stycke", control_of_paragraph_in_cell, ()
    yield "upprepad rad", row_control, ()
    yield (
        "rad med tomrum",
        own_row('<w:trPr><w:gridBefore w:val="1"/><w:wBefore w:w="1500" w:type="dxa"/></w:trPr>', _tc(MINE) + _tc("x")),
        (MINE,),
    )
    yield "rad med vMerge", own_row("", _tc(MINE, '<w:vMerge w:val="restart"/>') + _tc("x") + _tc("y")), (MINE,)
    yield (
        "rad med hMerge",
        own_row("", _tc(MINE, '<w:hMerge w:val="restart"/>') + _tc("", "<w:hMerge/>") + _tc("y")),
        (MINE,),
    )
    yield "villkorade format", looks, ()
    yield "flytande tabell", floating, ()
    yield "inre tabell", nested, (f"{MINE} i inre tabell",)
    yield "tabell i egen cell", nested_in_own, (f"{MINE} under tabellen",)
    yield "bokmärke över rader", bookmark_over_rows, ()
    yield "bokmärke mellan rader", bookmark_between_rows, ()
    yield "textruta i cell", in_cell(_BOXED), ()
    yield "textruta i statuscell", in_cell(_BOXED, 2, 2), ()
    yield "lista i cell", in_cell(own_control(_KINDS["lista"], _run(f" {MINE}"))), (MINE,)
    yield "fält i cell", in_cell(_FIELD.format("DATE") + _run(MINE) + _FIELD_END), (MINE,)
    yield "matematik i cell", in_cell(_MATH), ()
    yield "ruby i cell", in_cell(_RUBY), ()
    for how in ("prompt", "spaces", "run", "nothing"):
        yield f"tömd kontroll ({how})", emptied(how), ()
    yield "tömd siffra", emptied("prompt", LONE), ()
    for name in ("sentences.activities|stor", "sentences.assignments", "sentences.indicators|stor", LONE):
        yield f"frigjord {name}", freed(name), ()
    yield "frigjord med tillägg", freed("sentences.activities|stor", words=f" {MINE}."), (MINE,)
    yield "alla frigjorda", all_freed, ()


SPECIMENS = (*_plain(), *_others())
