"""What Word's automatic numbering shows before headings ("Bilaga 2", "1.3"). Knows numbering.xml, nothing of reports.

The rules are those of ECMA-376 part 1, 17.9: a paragraph's own numbering comes before its style's, and a level begins
anew when one above it has counted on. What the document's own lists start at anew is not followed: headings have none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from rsplan.documents.office.ooxml import Element, child, qname, wattr, whole_number
from rsplan.documents.office.package import Package
from rsplan.documents.word.styles import Stylebook

_LEVEL = re.compile("%([1-9])")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class HeadingNumbers:
    """Counts the headings of one document; asked once for each, in the document's order."""

    def __init__(self, package: Package, styles: Stylebook) -> None:
        self.styles = styles
        part = next(package.related(package.main, "numbering"), None)
        root = package.tree(part) if part else None
        found = [] if root is None else list(root.iterfind(qname("w:num")))
        patterns = {} if root is None else {wattr(one, "abstractNumId"): one for one in root.iter(_ABSTRACT)}
        self.levels: dict[str, Mapping[int, Element]] = {
            wattr(number, "numId") or "": _levels(patterns.get(wattr(child(number, "abstractNumId"))))
            for number in found
        }
        self.counted: dict[str, dict[int, int]] = {}

    def next(self, heading: Element) -> str:
        """What stands before a heading, without its full stop; "" before one that is not numbered."""
        number, depth = self._numbering(heading)
        levels = self.levels.get(number, {})
        if depth not in levels:
            return ""
        counted = self.counted.setdefault(number, {})
        counted[depth] = counted.get(depth, _start(levels[depth]) - 1) + 1
        for deeper in [one for one in counted if one > depth]:
            del counted[deeper]

        def shown(found: re.Match[str]) -> str:
            level = int(found[1]) - 1
            form = wattr(child(levels[level], "numFmt")) if level in levels else None
            return _FORMS.get(form or "", str)(counted.get(level, 1))

        return _LEVEL.sub(shown, wattr(child(levels[depth], "lvlText")) or "").rstrip(". ")

    def _numbering(self, heading: Element) -> tuple[str, int]:
        """The list and the level of a heading: its own, or its style's."""
        own = child(heading, "pPr", "numPr")
        if own is not None:
            return wattr(child(own, "numId")) or "", whole_number(wattr(child(own, "ilvl")))
        style = wattr(child(heading, "pPr", "pStyle"))
        for _ in range(10):
            found = self.styles.by_id.get(style or "")
            if found is None:
                break
            if (numbered := child(found, "pPr", "numPr")) is not None:
                number = wattr(child(numbered, "numId")) or ""
                tied = (
                    depth
                    for depth, level in self.levels.get(number, {}).items()
                    if wattr(child(level, "pStyle")) == style
                )
                return number, next(tied, whole_number(wattr(child(numbered, "ilvl"))))
            style = wattr(child(found, "basedOn"))
        return "", 0


_ABSTRACT = qname("w:abstractNum")


def _levels(pattern: Element | None) -> dict[int, Element]:
    found = [] if pattern is None else pattern.iterfind(qname("w:lvl"))
    return {whole_number(wattr(level, "ilvl")): level for level in found}


def _start(level: Element) -> int:
    return whole_number(wattr(child(level, "start")), 1)


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written


_FORMS: Mapping[str, Callable[[int], str]] = {
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "none": lambda _: "",
}
