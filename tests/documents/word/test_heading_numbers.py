"""Numbers of headings as Word counts them: levels, letters, Roman numerals, and lists that begin anew."""

from __future__ import annotations

from word_support import small_report

from rsplan.documents.office.ooxml import Element, parse_fragment
from rsplan.documents.office.package import Package, read_package
from rsplan.documents.word.heading_numbers import HeadingNumbers
from rsplan.documents.word.render import new_draft, packaged_template

LEVELS = (("decimal", "%1."), ("upperLetter", "%1.%2"), ("lowerRoman", "(%3)"))


def numbered(package: Package) -> HeadingNumbers:
    """The packaged template's headings, numbered in three levels by a list of their own."""
    root = package.tree(next(package.related(package.main, "numbering")))
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="Heading{at + 1}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(LEVELS)
    )
    root.append(parse_fragment(f'<w:abstractNum w:abstractNumId="90">{levels}</w:abstractNum>'))
    root.append(parse_fragment('<w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    styles = new_draft(small_report(), package).styles
    for at in range(3):
        properties = styles.by_id[f"Heading{at + 1}"].find("{*}pPr")
        assert properties is not None
        properties.insert(0, parse_fragment('<w:numPr><w:numId w:val="90"/></w:numPr>'))
    return HeadingNumbers(package, styles)


def heading(style: str, own: str = "") -> Element:
    """A heading of a style, with numbering of its own if it has any."""
    return parse_fragment(f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{own}</w:pPr></w:p>')


def test_headings_are_counted_level_by_level() -> None:
    numbers = numbered(read_package(packaged_template("rapport.docx").read_bytes(), "rapport.docx"))
    styles = ("Heading1", "Heading2", "Heading2", "Heading3", "Heading3", "Heading1", "Heading2")
    assert [numbers.next(heading(style)) for style in styles] == ["1", "1.A", "1.B", "(i)", "(ii)", "2", "2.A"]


def test_a_heading_may_have_a_list_of_its_own_or_none() -> None:
    numbers = numbered(read_package(packaged_template("rapport.docx").read_bytes(), "rapport.docx"))
    assert numbers.next(heading("Bilagerubrik")) == "Bilaga 1"
    assert numbers.next(heading("Bilagerubrik", '<w:numPr><w:numId w:val="0"/></w:numPr>')) == ""
    assert numbers.next(heading("Bilagerubrik")) == "Bilaga 2"
    assert numbers.next(heading("Title")) == ""
