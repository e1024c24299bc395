"""Where in a document something stands, in words that a person finds it by: the heading above, the part, the table."""

from __future__ import annotations

from rsplan.documents.living.document import Opened
from rsplan.documents.living.text import visible_text
from rsplan.documents.office.ooxml import Element, P, child, wattr
from rsplan.documents.office.package import Package
from rsplan.documents.word.styles import Stylebook

_PARTS = (("header", "sidhuvudet"), ("footer", "sidfoten"), ("footnotes", "fotnoterna"), ("endnotes", "slutnoterna"))


class Places:
    """The places of one document."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._styles = Stylebook(opened.package, _no_lender)

    def of(self, part: str, element: Element) -> str:
        """The place of an element: ``avsnittet "Inledning"``."""
        if part != self._opened.main:
            return next((name for kind, name in _PARTS if kind in part), part)
        heading = self.heading(element)
        return f'avsnittet "{heading}"' if heading else "början av dokumentet"

    def heading(self, element: Element) -> str:
        """The text of the heading above an element, "" where there is none."""
        body = next(element.iterancestors("{*}body"), None)
        block = next((found for found in (element, *element.iterancestors()) if found.getparent() is body), None)
        while block is not None:
            block = block.getprevious()
            if block is not None and block.tag == P and self.is_heading(block):
                return visible_text(block).strip()
        return ""

    def forget(self) -> None:
        """Let go of what was only read, so that it is written as it came."""
        self._opened.package.trees.pop(self._styles.part, None)

    def is_heading(self, paragraph: Element) -> bool:
        """Whether a paragraph is a heading."""
        return bool(self._styles.heading_level(wattr(child(paragraph, "pPr", "pStyle"))))


def _no_lender() -> Package:
    raise LookupError("a document that is only read borrows no styles")
