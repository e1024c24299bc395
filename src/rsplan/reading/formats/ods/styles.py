"""The styles of an OpenDocument spreadsheet as looks, and its conditional formats as ``looks.Condition``.

After OpenDocument 1.3 part 3, 16 and 20, and LibreOffice's ``calcext``. Lives in the child process.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from rsplan.reading.cell_references import area_of
from rsplan.reading.colours import shown_fill, shown_ink, written
from rsplan.reading.icon_sets import ICONS, NO_COLOUR
from rsplan.reading.looks import PLAIN, Condition, Look

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from rsplan.reading.looks import Area

_SYMBOL_FONTS = ("wingdings", "webdings", "symbol", "opensymbol")
_MOST_PARENTS = 20
_NO_STYLE = "en villkorsstyrd färg vars format inte finns i filen"
_BOLD = 600
_REFERENCE = re.compile(r"\[\.(\$?[A-Z]+\$?[0-9]+)\]")
# What stands between the values of a function, outside its texts.
_SEPARATOR = re.compile(r'"[^"]*"|;')
_COMPARISON = re.compile(r"\s*+(?:cell-content\(\)\s*+)?(!=|<=|>=|=|<|>)(.*)", re.DOTALL)
_CALL = re.compile(r"\s*+(?:cell-content-)?(?:is-)?([a-z-]++)\((.*)\)\s*", re.DOTALL)
_OPERATORS = {
    "=": "equal", "!=": "notEqual", "<": "lessThan", "<=": "lessThanOrEqual", ">": "greaterThan",
    ">=": "greaterThanOrEqual",
}  # fmt: skip
_TEXT_RULES = {
    "contains-text": "containsText", "not-contains-text": "notContainsText", "begins-with": "beginsWith",
    "ends-with": "endsWith",
}  # fmt: skip
_MAP = ("condition", "apply-style-name", "base-cell-address")
_FORMULA_RULES = ("formula", "true-formula", "formula-is")


class Style:
    """One style: its parent, what it says itself, and the rules that lead to others."""

    def __init__(self, parent: str) -> None:
        self.parent = parent
        self.said: dict[str, object] = {}
        self.maps: list[tuple[str, str, str]] = []


class Styles:
    """The cell styles of a document, taken in as its XML passes."""

    def __init__(self) -> None:
        self._styles: dict[str, Style] = {}
        self._by_family: dict[str, dict[str, Style]] = {"table-cell": self._styles, "text": {}}
        self._current: Style | None = None
        self._looks: dict[str, Look] = {}
        self._bold: set[str] = set()
        self._fonts: dict[str, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element outside the tables."""
        if tag in ("style:style", "style:default-style"):
            family = attributes.get("style:family", "")
            self._current = Style(attributes.get("style:parent-style-name", "")) if family in self._by_family else None
            if self._current:
                self._by_family[family][attributes.get("style:name", "")] = self._current
                # Rules call a style by the name that people see.
                if shown := attributes.get("style:display-name"):
                    self._by_family[family].setdefault(shown, self._current)
        elif tag == "style:font-face":
            self._fonts[attributes.get("style:name", "")] = attributes.get("svg:font-family", "")
        elif self._current and tag == "style:map":
            said = (
                attributes.get(f"style:{name}", "") for name in ("condition", "apply-style-name", "base-cell-address")
            )
            self._current.maps.append(tuple(said))  # type: ignore[arg-type]
        elif not tag.startswith("style:"):
            self._current = None  # formats of numbers have rules too, and are no styles of cells
        elif self._current:
            self._current.said |= _said(tag, attributes, self._fonts)

    def look(self, name: str) -> Look:
        """The look of a style, with what it has from its parents."""
        if name not in self._looks:
            said: dict[str, object] = {}
            for style in self._line(name):
                said = {**style.said, **said}
            if said.pop("bold", False):
                self._bold.add(name)
            self._looks[name] = replace(PLAIN, **said)
        return self._looks[name]

    def look_of_rule(self, name: str) -> Look:
        """The look of a style that a rule leads to; a doubt where there is no such style."""
        return self.look(name) if name in self._styles else Look(doubt=_NO_STYLE)

    def is_bold(self, name: str) -> bool:
        """True for a style with a bold font."""
        self.look(name)
        return name in self._bold

    def strikes(self, name: str) -> bool:
        """True for a style of text, a part of a cell, that strikes it out."""
        style = self._by_family["text"].get(name)
        return style is not None and bool(style.said.get("strike"))

    def maps(self, name: str) -> list[tuple[str, str, str]]:
        """The rules of a style: condition, the style that it leads to, and the cell that it was written for."""
        return next((style.maps for style in self._line(name) if style.maps), [])

    def _line(self, name: str) -> Iterator[Style]:
        for _ in range(_MOST_PARENTS):
            style = self._styles.get(name)
            if style is None:
                break
            yield style
            name = style.parent
        if "" in self._styles:
            yield self._styles[""]  # the default style has no name


def _said(tag: str, attributes: dict[str, str], fonts: dict[str, str]) -> dict[str, object]:
    if tag == "style:table-cell-properties" and (colour := attributes.get("fo:background-color")):
        return {"fill": shown_fill(written(colour))}
    if tag == "style:text-properties":
        return dict(_said_of_text(attributes, fonts))
    if tag == "style:paragraph-properties" and (margin := attributes.get("fo:margin-left")):
        return {"indent": _steps(margin)}
    return {}


def _said_of_text(attributes: dict[str, str], fonts: dict[str, str]) -> Iterator[tuple[str, object]]:
    if colour := attributes.get("fo:color"):
        yield "ink", shown_ink(written(colour))
    line = attributes.get("style:text-line-through-style") or attributes.get("style:text-line-through-type")
    if line:
        yield "strike", line != "none"
    if weight := attributes.get("fo:font-weight"):
        yield "bold", weight == "bold" or (weight.isdecimal() and int(weight) >= _BOLD)
    name = attributes.get("style:font-name", "")
    if family := (attributes.get("fo:font-family") or fonts.get(name) or name).strip("'\" ").lower():
        yield "font", next((each for each in _SYMBOL_FONTS if family.startswith(each)), "")


def _steps(margin: str) -> int:
    """An indent in steps of Excel's width, some 0.35 cm; at least one for any indent."""
    found = re.fullmatch(r"([\d.]+)(cm|mm|in|pt)", margin)
    if not found or not float(found[1]):
        return 0
    centimetres = float(found[1]) * {"cm": 1, "mm": 0.1, "in": 2.54, "pt": 0.0353}[found[2]]
    return max(1, round(centimetres / 0.353))


def condition(said: str, areas: tuple[Area, ...], base: str, look: Look, priority: int) -> Condition:
    """A rule as OpenDocument writes it; one of no known kind where it is not understood."""
    first = area_of(base.rpartition(".")[2].replace("$", ""))
    origin = first[:2] if first else None
    plain = Condition(areas, "unknown", priority, stop=True, look=look, origin=origin)
    formula = _SEPARATOR.sub(lambda found: "," if found[0] == ";" else found[0], _REFERENCE.sub(r"\1", said))
    if found := _COMPARISON.fullmatch(formula):
        return replace(plain, kind="cellIs", operator=_OPERATORS[found[1]], formulas=(found[2],))
    if (found := _CALL.fullmatch(formula)) is None:
        return plain
    name, inner = found.groups()
    if name in ("between", "not-between"):
        operator = "between" if name == "between" else "notBetween"
        return replace(plain, kind="cellIs", operator=operator, formulas=tuple(re.split("[,;]", inner, maxsplit=1)))
    if name in _TEXT_RULES:
        return replace(plain, kind=_TEXT_RULES[name], text=inner.strip().strip('"'))
    return replace(plain, kind="expression", formulas=(inner,)) if name in _FORMULA_RULES else plain


def icon_set(name: str, entries: list[tuple[str, str]], areas: tuple[Area, ...], priority: int) -> Condition:
    """A set of icons, its limits by kind and value."""
    kinds = {"number": "num"}
    limits = tuple((kinds.get(kind, kind), value, True) for kind, value in entries)
    icons = ICONS.get(name) or ICONS.get(f"{name}1") or (NO_COLOUR,) * len(entries)
    return Condition(areas, "iconSet", priority, icons=icons, limits=limits)


def areas_of(addresses: str) -> tuple[Area, ...]:
    """The areas of "Blad1.D2:Blad1.D15 Blad1.F2"; without the names of sheets, which may hold spaces."""
    found = re.findall(r"\.(\$?[A-Z]{1,3}\$?[0-9]+)(?::(?:[^:]*?\.)?(\$?[A-Z]{1,3}\$?[0-9]+))?", addresses)
    areas = (area_of(f"{first}:{last or first}".replace("$", "")) for first, last in found)
    return tuple(area for area in areas if area)
