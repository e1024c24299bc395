"""The looks of the cells of a web page: its style sheet, its attributes, and what elements mean by themselves.

Simple selectors only (names, classes, ids, and those within others), which is what programs write. Lives in the child
process.
"""

from __future__ import annotations

import re

from rsplan.reading.colours import shown_fill, shown_ink, written
from rsplan.reading.looks import Look

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from lxml.html import HtmlElement

    Compound = tuple[str, frozenset[str], str]
    Declarations = dict[str, str]

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMPOUND = re.compile(r"([a-zA-Z][\w-]*|\*)?((?:[.#][\w-]+)*)")
_DECLARATION = re.compile(r"([\w-]+)\s*:\s*([^;]+)")
_STRUCK_TAGS = ("s", "strike", "del")
_BOLD_TAGS = ("b", "strong", "th")
_HEAVY = ("bold", "bolder", "600", "700", "800", "900")
_SYMBOL_FONTS = ("wingdings", "webdings", "symbol")
_MOST_RULES = 2_000
_ABOVE = ("tr", "tbody", "thead", "tfoot", "table")
_ELSEWHERE = "färgen står i en stilmall som inte följer med filen"


class PageLooks:
    """The style sheet of a page, and with it the look of each cell."""

    def __init__(self, page: HtmlElement) -> None:
        self._rules: list[tuple[tuple[int, int, int, int], list[Compound], Declarations]] = []
        for sheet in page.iter("style"):
            self._take(_COMMENT.sub(" ", sheet.text or ""))
        self._rules.sort(key=lambda rule: rule[0])
        self._elsewhere = any("stylesheet" in (link.get("rel") or "").lower() for link in page.iter("link"))
        self._known: dict[tuple[object, ...], Declarations] = {}

    def look(self, cell: HtmlElement) -> Look:
        """The look of a cell: its own, that of what is in it, and the fill of what it lies on."""
        own = self._said(cell)
        inner = [self._said(element) for element in _wrapping(cell)]
        above = [self._said(element) for element in cell.iterancestors() if element.tag in _ABOVE]
        fill = next((found for said in (own, *inner, *above) if (found := _fill(said))), "")
        font = _last("font-family", own, inner).strip("'\" ").lower()
        struck = any("line-through" in said.get(name, "") for said in (own, *inner, *above) for name in _LINES)
        struck = struck or any(element.tag in _STRUCK_TAGS for element in _wrapping(cell))
        return Look(
            fill=shown_fill(fill),
            ink=shown_ink(written(_last("color", own, inner))),
            font=next((each for each in _SYMBOL_FONTS if font.startswith(each)), ""),
            strike=struck,
            doubt=_ELSEWHERE if self._elsewhere and not fill and cell.get("class") else "",
        )

    def is_bold(self, cell: HtmlElement) -> bool:
        """True for a cell all of whose text is bold; a cell of headings is so by itself."""
        said = [self._said(element) for element in (cell, *_wrapping(cell))]
        weight = _last("font-weight", said[0], said[1:])
        return weight in _HEAVY if weight else any(each.tag in _BOLD_TAGS for each in (cell, *_wrapping(cell)))

    def left_unstruck(self, cell: HtmlElement) -> str | None:
        """What is left of a cell of which parts are struck out, nothing where all are; None where none is."""
        if not len(cell):
            return None
        parts = [(str(text), self._is_struck(text, cell)) for text in cell.xpath(".//text()") if text.strip()]
        return " ".join(text for text, struck in parts if not struck) if any(struck for _, struck in parts) else None

    def _is_struck(self, text: Any, cell: HtmlElement) -> bool:
        element = text.getparent().getparent() if text.is_tail else text.getparent()
        while element is not cell:
            said = self._said(element)
            if element.tag in _STRUCK_TAGS or any("line-through" in said.get(name, "") for name in _LINES):
                return True
            element = element.getparent()
        return False

    def hides(self, element: HtmlElement) -> bool:
        """True for an element that is not shown."""
        said = self._said(element)
        return said.get("display") == "none" or said.get("visibility") in ("hidden", "collapse")

    def _take(self, text: str) -> None:
        for selectors, body in _RULE.findall(text):
            declarations = _declared(body)
            for selector in selectors.split(","):
                compounds = [_compound(part) for part in selector.replace(">", " ").split()]
                if not declarations or not compounds or None in compounds or len(self._rules) >= _MOST_RULES:
                    continue
                known = [compound for compound in compounds if compound]
                weights = (sum(bool(i) for _, _, i in known), sum(len(c) for _, c, _ in known),
                           sum(bool(t) for t, _, _ in known), len(self._rules))  # fmt: skip
                self._rules.append((weights, known, declarations))

    def _said(self, element: HtmlElement) -> Declarations:
        """What the style sheet and the element's attributes say of it."""
        line = (element, *element.iterancestors())
        key = tuple((each.tag, each.get("class"), each.get("id")) for each in line)
        if key not in self._known:
            said: Declarations = {}
            for _, compounds, declarations in self._rules:
                if _matches(element, compounds):
                    said |= declarations
            self._known[key] = said
        return {**_attributes(element), **self._known[key], **_declared(element.get("style") or "")}


_LINES = ("text-decoration", "text-decoration-line", "text-line-through")


def _wrapping(cell: HtmlElement) -> Iterator[HtmlElement]:
    """The elements that hold all the text of a cell, from the outermost on; in a cell without text, the first ones."""
    element = cell
    while len(element) and not (element.text or "").strip():
        child = element[0]
        if not isinstance(child.tag, str) or (child.tail or "").strip() or _has_text(element[1:]):
            return
        yield child
        element = child


def _has_text(elements: list[HtmlElement]) -> bool:
    return any("".join(element.itertext()).strip() or (element.tail or "").strip() for element in elements)


def _attributes(element: HtmlElement) -> Declarations:
    said = {"background-color": element.get("bgcolor")}
    if element.tag == "font":
        said |= {"color": element.get("color"), "font-family": element.get("face")}
    return {name: value for name, value in said.items() if value}


def _declared(text: str) -> Declarations:
    """What a block says; ``background`` says a colour among other things, and none where it names none."""
    found: Declarations = {}
    for name, value in _DECLARATION.findall(text):
        said = value.replace("!important", "").strip()
        if name.lower() == "background":
            colours = [part for part in said.split() if written(part)] or [said]
            found["background-color"] = colours[0]
        else:
            found[name.lower()] = said
    return found


def _compound(text: str) -> Compound | None:
    found = _COMPOUND.fullmatch(text)
    if not found or not text:
        return None
    names = re.findall(r"[.#][\w-]+", found[2])
    identity = next((name[1:] for name in names if name.startswith("#")), "")
    tag = (found[1] or "").lower().replace("*", "")
    return tag, frozenset(name[1:] for name in names if name.startswith(".")), identity


def _matches(element: HtmlElement, compounds: list[Compound]) -> bool:
    if not _is(element, compounds[-1]):
        return False
    above = iter(element.iterancestors())
    return all(any(_is(other, compound) for other in above) for compound in reversed(compounds[:-1]))


def _is(element: HtmlElement, compound: Compound) -> bool:
    tag, classes, identity = compound
    fits = (not tag or element.tag == tag) and (not identity or element.get("id") == identity)
    return fits and classes <= set((element.get("class") or "").split())


def _fill(said: Declarations) -> str:
    return written(said.get("background-color", ""))


def _last(name: str, own: Declarations, inner: list[Declarations]) -> str:
    """What the innermost element says that says anything."""
    return next((said[name] for said in (*reversed(inner), own) if name in said), "")
