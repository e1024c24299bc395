"""A document's styles by the names that people see; a style that a template lacks is lent by the packaged one.

Knows styles.xml, nothing of content.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import cached_property

from msgspec import Struct, field

from rsplan.documents.office.ooxml import Element, child, element, qname, wattr, whole_number
from rsplan.documents.office.package import Package

_STYLES = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
BODY = "Body Text"
PLACEHOLDER = "Platshållare"
TABLE = "Rsplantabell"
CELL, CELL_HEAD, CELL_NUMBER = "Tabelltext", "Tabellrubrik", "Tabellsiffra"
TABLE_NOTE = "Tabellnot"
CAPTION, QUOTE, CODE = "caption", "Quote", "Kod"
BULLETS, NUMBERS = "List Bullet", "List Number"
NOTE, NOTE_MARK, LINK = "footnote text", "footnote reference", "Hyperlink"

# What rsplan itself sets; ``rsplan template check`` asks for them by these names.
NEEDED: tuple[tuple[str, str], ...] = (
    *(("paragraph", name) for name in ("heading 1", "heading 2", "heading 3", BODY, PLACEHOLDER, CELL, CELL_HEAD)),
    *(("paragraph", name) for name in (CELL_NUMBER, TABLE_NOTE, CAPTION, QUOTE, CODE, BULLETS, NUMBERS, NOTE)),
    ("character", NOTE_MARK),
    ("character", LINK),
    ("table", TABLE),
)

# The names that Word shows in Swedish for its own styles.
SHOWN = {
    "heading 1": "Rubrik 1", "heading 2": "Rubrik 2", "heading 3": "Rubrik 3", "body text": "Brödtext",
    "caption": "Beskrivning", "quote": "Citat", "list bullet": "Punktlista", "list number": "Numrerad lista",
    "footnote text": "Fotnotstext", "footnote reference": "Fotnotsreferens", "hyperlink": "Hyperlänk",
}  # fmt: skip

# What a paragraph's properties have after its spacing (ECMA-376 part 1, 17.3.1.26).
_AFTER_SPACING = {
    qname(f"w:{name}")
    for name in (
        "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment",
        "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
    )
}  # fmt: skip


class Stylebook(Struct, dict=True):
    """The styles of one document."""

    package: Package
    lender: Callable[[], Package]
    lent: list[str] = field(default_factory=list)

    @cached_property
    def part(self) -> str:
        """The name of the styles part. A document without one, which shows as its program likes, gets the lender's
        defaults."""
        return next(self.package.related(self.package.main, "styles"), "") or self._added()

    def _added(self) -> str:
        lender = Stylebook(self.lender(), self.lender)
        theirs = lender.package.tree(lender.part)
        defaults = [child(theirs, "docDefaults"), *map(lender.by_id.get, map(lender.default, ("paragraph", "table")))]
        styles = element("styles", *(deepcopy(found) for found in defaults if found is not None))
        part = self.package.usual_name("word/styles.xml")
        self.package.add(part, _STYLES, styles)
        self.package.relate(self.package.main, "styles", part)
        return part

    @cached_property
    def by_name(self) -> dict[tuple[str, str], str]:
        """Style ids by kind and folded name."""
        return {
            (wattr(style, "type") or "", (wattr(child(style, "name")) or "").casefold()): wattr(style, "styleId") or ""
            for style in self.package.tree(self.part).iterfind(qname("w:style"))
        }

    @cached_property
    def by_id(self) -> dict[str, Element]:
        """Style elements by id."""
        return {wattr(style, "styleId") or "": style for style in self.package.tree(self.part).iter(qname("w:style"))}

    def paragraph(self, name: str) -> str:
        """The id of a paragraph style."""
        return self._id("paragraph", name)

    def sized(self, name: str, points: float) -> str:
        """The id of a paragraph style like another, of another size. LibreOffice forgets the size of a run where that
        stands first in a table or in a bound control, but not its style's."""
        based, half = self.paragraph(name), round(points * 2)
        key = ("paragraph", f"{name} {points:g} p".casefold())
        if key not in self.by_name:
            style_id = f"{based}{half}"
            while style_id in self.by_id:
                style_id += "Rsplan"
            style = element(
                "style",
                element("name", val=f"{name} {points:g} p"),
                element("basedOn", val=based),
                element("semiHidden"),
                element("rPr", element("sz", val=str(half)), element("szCs", val=str(half))),
                type="paragraph",
                customStyle="1",
                styleId=style_id,
            )
            self.package.tree(self.part).append(style)
            self.by_id[style_id], self.by_name[key] = style, style_id
        return self.by_name[key]

    def character(self, name: str) -> str:
        """The id of a character style."""
        return self._id("character", name)

    def table(self, name: str) -> str:
        """The id of a table style."""
        return self._id("table", name)

    def missing(self) -> list[str]:
        """The styles that rsplan sets and the document lacks, as Word shows their names."""
        return [
            SHOWN.get(name.casefold(), name) for kind, name in NEEDED if (kind, name.casefold()) not in self.by_name
        ]

    def heading_level(self, style_id: str | None) -> int:
        """Which heading a style is, from 1; 0 for none."""
        for _ in range(10):
            style = self.by_id.get(style_id or "")
            if style is None:
                return 0
            level = whole_number(wattr(child(style, "pPr", "outlineLvl")), -1)
            if 0 <= level < 9:
                return level + 1
            name = (wattr(child(style, "name")) or "").casefold()
            if name.startswith("heading ") and (level := whole_number(name[8:])):
                return level
            style_id = wattr(child(style, "basedOn"))
        return 0

    def numbering(self, name: str) -> str | None:
        """The numbering that a paragraph style brings with it."""
        return wattr(child(self.by_id[self.paragraph(name)], "pPr", "numPr", "numId"))

    def _id(self, kind: str, name: str) -> str:
        key = (kind, name.casefold())
        if key not in self.by_name:
            self.by_name[key] = self._borrow(kind, name)
        return self.by_name[key]

    def _borrow(self, kind: str, name: str) -> str:
        lender = Stylebook(self.lender(), self.lender)
        if (kind, name.casefold()) not in lender.by_name:
            raise KeyError(f"the packaged template lacks the style {name}")
        style = deepcopy(lender.by_id[lender.by_name[kind, name.casefold()]])
        style_id = wattr(style, "styleId") or name
        while style_id in self.by_id:
            style_id += "Rsplan"
        style.set(qname("w:styleId"), style_id)
        self._rebase(style, kind, lender)
        numbering = child(style, "pPr", "numPr")
        if numbering is not None:
            numbering.getparent().remove(numbering)  # type: ignore[union-attr]
        self.package.tree(self.part).append(style)
        self.by_id[style_id] = style
        self.lent.append(SHOWN.get(name.casefold(), name))
        return style_id

    def _rebase(self, style: Element, kind: str, lender: Stylebook) -> None:
        """Let a borrowed style build on the document's own style of the same name, or its default."""
        for link in ("basedOn", "next", "link"):
            found = child(style, link)
            if found is None:
                continue
            named = wattr(child(lender.by_id[wattr(found) or ""], "name")) or ""
            own = self.by_name.get((kind, named.casefold())) or self.default(kind)
            if own and link != "link":
                found.set(qname("w:val"), own)
            else:
                style.remove(found)

    def default(self, kind: str) -> str:
        """The id of the style that text or tables without one have, "" for none."""
        return next(
            (
                key
                for key, style in self.by_id.items()
                if wattr(style, "type") == kind and wattr(style, "default") == "1"
            ),
            "",
        )


def paragraph_properties(style_id: str, *more: Element) -> Element:
    """``w:pPr`` with a style."""
    return element("pPr", element("pStyle", val=style_id), *more)


def spacing_of(properties: Element) -> Element:
    """The spacing of a paragraph, put in its place where there is none."""
    found = properties.find(qname("w:spacing"))
    if found is not None:
        return found
    made = element("spacing")
    later = next((other for other in properties if other.tag in _AFTER_SPACING), None)
    if later is None:
        properties.append(made)
    else:
        later.addprevious(made)
    return made
