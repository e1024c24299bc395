"""What a person has put in a Word file besides words, before and after a refresh: nothing lost, nothing there twice.

Notes, pictures, fields, formulas, ranges, controls, revisions and comments of people: each stands once where it stood
once, and no id is used twice that was not so before. Counts elements and attributes, and knows nothing of rsplan's code
but the names that it gives to its own things.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from rsplan.documents.office.ooxml import NAMESPACES, Element
from rsplan.documents.office.package import Package, read_package

_W = "{" + NAMESPACES["w"] + "}"
_W14 = "{" + NAMESPACES["w14"] + "}"
AUTHOR = "rsplan"
_STORIES = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments\w*)\.xml")
# What rsplan writes and takes away itself, and the shells that go with their words.
_WORDS_AND_TABLES = frozenset(
    f"{_W}{name}"
    for name in (
        "tbl", "tr", "tc", "p", "r", "t", "tab", "br", "cr", "sdtContent", "delText", "proofErr", "pPr", "rPr", "trPr",
        "tcPr", "tblPr", "tblGrid", "gridCol", "tblPrEx", "sdtPr", "sdtEndPr", "sdt", "hyperlink", "smartTag", "bdo",
        "dir", "customXml", "lastRenderedPageBreak", "noBreakHyphen", "softHyphen",
    )
)  # fmt: skip
_FORMATS = frozenset(f"{_W}{name}" for name in ("pPr", "rPr", "trPr", "tcPr", "tblPr", "tblGrid", "tblPrEx", "sdtPr"))
_CHANGES = frozenset(f"{_W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "sectPr"))
_COMMENT_MARKS = frozenset(f"{_W}comment{name}" for name in ("RangeStart", "RangeEnd", "Reference"))
_UNIQUE = {
    f"{_W}bookmarkStart": f"{_W}id", f"{_W}commentRangeStart": f"{_W}id", f"{_W}commentReference": f"{_W}id",
    f"{_W}permStart": f"{_W}id", f"{_W}footnoteReference": f"{_W}id", f"{_W}endnoteReference": f"{_W}id",
    f"{_W}comment": f"{_W}id", f"{_W}p": f"{_W14}paraId",
    "{" + NAMESPACES["wp"] + "}docPr": "id",
}  # fmt: skip
Things = Counter[tuple[str, str, tuple[tuple[str, str], ...]]]


def faults(before: bytes, after: bytes) -> Iterator[str]:
    """What is lost, what is there once more, and which ids have come to be used twice."""
    was, now = read_package(before, "x"), read_package(after, "x")
    things, left = others_things(was), others_things(now)
    for (part, name, about), count in (things - left).items():
        yield f"{count} {name} {dict(about)} i {part} är borta"
    for (part, name, about), count in (left - things).items():
        yield f"{count} {name} {dict(about)} i {part} har tillkommit"
    doubled = _doubled(now) - _doubled(was)
    yield from (f"{what} {value!r} finns {count + 1} gånger" for (what, value), count in doubled.items())
    yield from sorted({*_unended(now)} - {*_unended(was)})  # LibreOffice drops the end of a bookmark over rows


def others_things(package: Package) -> Things:
    """Everything that is neither words and tables nor rsplan's own, by part, name and attributes."""
    found: Things = Counter()
    ours = _own_comments(package)
    for part in _stories(package):
        for one in package.tree(part).iter(etree.Element):
            if _is_others(one, ours):
                about = tuple(sorted((name, str(value)) for name, value in one.attrib.items() if not _may_change(name)))
                found[part, etree.QName(one).localname, about] += 1
    return found


def _may_change(attribute: str) -> bool:
    """The numbers of Word's saves, and what a chart's alternative text says of its figures."""
    return "rsid" in attribute or attribute == "descr"


def _stories(package: Package) -> list[str]:
    return sorted(part for part in package.raw if _STORIES.fullmatch(part))


def _own_comments(package: Package) -> set[str]:
    part = next(iter(package.related(package.main, "comments")), None)
    comments = package.tree(part).iter(f"{_W}comment") if part else ()
    return {one.get(f"{_W}id", "") for one in comments if one.get(f"{_W}author") == AUTHOR}


def _is_others(one: Element, own_comments: set[str]) -> bool:
    if one.tag in _WORDS_AND_TABLES or one.get(f"{_W}author") == AUTHOR:
        return False
    if one.tag in _COMMENT_MARKS and one.get(f"{_W}id") in own_comments:
        return False
    if one.tag == f"{_W}bookmarkStart" and (one.get(f"{_W}name") or "").startswith("_rsplan_"):
        return False
    if one.tag == f"{_W}bookmarkEnd" or (one.getparent() is None):
        return False
    inside = list(one.iterancestors())
    if any(up.tag in _FORMATS for up in inside) and one.tag not in _CHANGES:
        return False
    return not any(up.tag == f"{_W}comment" and up.get(f"{_W}author") == AUTHOR for up in inside)


def _doubled(package: Package) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for part in _stories(package):
        for one in package.tree(part).iter(*_UNIQUE):
            if _is_fallback(one):
                continue
            value = one.get(_UNIQUE[str(one.tag)])
            if value:
                found[f"{part} {etree.QName(one).localname}", value] += 1
    return Counter({key: count - 1 for key, count in found.items() if count > 1})


def _is_fallback(one: Element) -> bool:
    return any(etree.QName(up).localname == "Fallback" for up in one.iterancestors())


def _unended(package: Package) -> Iterator[str]:
    """Ranges without an end or with one before their beginning, in the main part."""
    root = package.tree(package.main)
    places = {one: at for at, one in enumerate(root.iter())}
    for kind in ("bookmark", "commentRange", "perm", "moveFromRange", "moveToRange"):
        ends = {one.get(f"{_W}id"): one for one in root.iter(f"{_W}{kind}End")}
        for start in root.iter(f"{_W}{kind}Start"):
            end = ends.get(start.get(f"{_W}id"))
            if end is None or places[end] < places[start]:
                yield f"{kind} {start.get(f'{_W}id')} slutar inte efter sin början"
