"""Numbered and bulleted lists: real Word numbering, each numbered list from its own first number."""

from __future__ import annotations

from msgspec import Struct, field

from rsplan.documents.office.ooxml import Element, child, element, qname, wattr, whole_number
from rsplan.documents.office.package import Package
from rsplan.documents.word.styles import BULLETS, NUMBERS, Stylebook

_NUMBERING = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_BULLETS = ("•", "–", "▪")
_FORMATS = (("decimal", "%{}."), ("lowerLetter", "%{})"), ("lowerRoman", "%{}."))


class Lists(Struct):
    """The numbering part of one document."""

    package: Package
    styles: Stylebook
    shared: dict[bool, str] = field(default_factory=dict)

    def new(self, start: int | None) -> str:
        """The numbering id of a list; ``start`` is its first number, None for bullets. Bulleted lists share one."""
        if start is None:
            if False not in self.shared:
                self.shared[False] = self._instance(self._pattern(numbered=False), None)
            return self.shared[False]
        return self._instance(self._pattern(numbered=True), start)

    def _root(self) -> Element:
        main = self.package.main
        part = next(self.package.related(main, "numbering"), None)
        if part is None:
            part = self.package.usual_name("word/numbering.xml")
            self.package.add(part, _NUMBERING, element("numbering"))
            self.package.relate(main, "numbering", part)
        return self.package.tree(part)

    def _pattern(self, *, numbered: bool) -> str:
        """The abstract numbering of the list style, made if the style has none."""
        root = self._root()
        number = self.styles.numbering(NUMBERS if numbered else BULLETS)
        for found in root.iterfind(qname("w:num")):
            if number is not None and wattr(found, "numId") == number:
                return wattr(child(found, "abstractNumId")) or "0"
        key = f"rsplan-{'numbers' if numbered else 'bullets'}"
        for found in root.iterfind(qname("w:abstractNum")):
            if wattr(child(found, "name")) == key:
                return wattr(found, "abstractNumId") or "0"
        return self._new_pattern(root, key, numbered=numbered)

    def _new_pattern(self, root: Element, key: str, *, numbered: bool) -> str:
        taken = [whole_number(wattr(found, "abstractNumId"), 0) for found in root.iterfind(qname("w:abstractNum"))]
        made = str(max(taken, default=-1) + 1)
        levels = [_level(depth, numbered=numbered) for depth in range(9)]
        pattern = element("abstractNum", element("multiLevelType", val="multilevel"), element("name", val=key), *levels)
        pattern.set(qname("w:abstractNumId"), made)
        root.insert(len(taken), pattern)
        return made

    def _instance(self, pattern: str, start: int | None) -> str:
        root = self._root()
        taken = [whole_number(wattr(found, "numId"), 0) for found in root.iterfind(qname("w:num"))]
        made = str(max(taken, default=0) + 1)
        number = element("num", element("abstractNumId", val=pattern), numId=made)
        if start is not None:
            for depth in range(9):
                first = element("startOverride", val=str(start if depth == 0 else 1))
                number.append(element("lvlOverride", first, ilvl=str(depth)))
        later = root.find(qname("w:numIdMacAtCleanup"))
        if later is not None:
            later.addprevious(number)
        else:
            root.append(number)
        return made


def _level(depth: int, *, numbered: bool) -> Element:
    form, text = _FORMATS[depth % 3] if numbered else ("bullet", _BULLETS[depth % 3])
    indent = element("ind", left=str(357 * (depth + 1)), hanging="357")
    return element(
        "lvl",
        element("start", val="1"),
        element("numFmt", val=form),
        element("lvlText", val=text.format(depth + 1)),
        element("lvlJc", val="left"),
        element("pPr", indent),
        ilvl=str(depth),
    )
