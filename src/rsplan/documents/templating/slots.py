"""Slots: places in a text where a value goes in later, so that no value ever travels as Markdown or XML.

A slot is marked by private-use characters around its number; the number's digits are private-use characters too, so
that no parser on the way sees a figure, a quote or a space in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field

_OPEN, _CLOSE, _ZERO = "\ue000", "\ue001", 0xE010
_MARK = re.compile("\ue000([\ue010-\ue019]+)\ue001")
_DIGITS = {_ZERO + digit: str(digit) for digit in range(10)}
_PRIVATE = re.compile("[\ue000-\ue01f]")

# What XML 1.0 cannot hold, but for the form feed and vertical tab, which are line breaks in Excel.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n?|[\x0b\x0c]")


class Slots(Struct):
    """The values of one document by number, and the texts that had to be cleaned on the way."""

    values: list[object] = field(default_factory=list)
    cleaned: list[str] = field(default_factory=list)

    def put(self, value: object) -> str:
        """The mark of a new slot that holds the value."""
        self.values.append(value)
        digits = "".join(chr(_ZERO + int(digit)) for digit in str(len(self.values) - 1))
        return f"{_OPEN}{digits}{_CLOSE}"

    def pieces(self, text: str) -> Iterator[str | Slot]:
        """The text cut at its slots: text, slot, text … Marks that no slot answers to stay text."""
        end = 0
        for mark in _MARK.finditer(text):
            number = int(mark[1].translate(_DIGITS))
            if number < len(self.values):
                if mark.start() > end:
                    yield text[end : mark.start()]
                yield Slot(self.values[number])
                end = mark.end()
        if end < len(text):
            yield text[end:]

    def clean(self, text: str) -> str:
        """The text without what no document can hold; what was taken out is remembered in ``cleaned``."""
        if text.isprintable():
            return text
        kept = _BREAKS.sub("\n", text)
        if _FORBIDDEN.search(kept):
            self.cleaned.append(text)
            kept = _FORBIDDEN.sub("", kept)
        return kept

    def clean_source(self, text: str) -> str:
        """A Markdown source without forged slots or what no document can hold."""
        if _PRIVATE.search(text):
            self.cleaned.append(text)
            text = _PRIVATE.sub("", text)
        return self.clean(text)


class Slot(Struct, frozen=True):
    """The value of one slot, as found in a text."""

    value: object


def has_slot(text: str | None) -> bool:
    """Whether a text holds a slot."""
    return bool(text) and _OPEN in text  # type: ignore[operator]
