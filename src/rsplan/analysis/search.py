"""Which rows of a plan hold a word: in title, comment or unit, part of a word too, however it is hyphenated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from rsplan.plan.folding import fold
from rsplan.plan.model import Kind

if TYPE_CHECKING:
    from rsplan.plan.model import Plan

SEARCHED = ("title", "comment", "unit")
_HYPHEN = "[-\u2010\u2011]"
_HAS_HYPHEN = re.compile(_HYPHEN)
_DIVIDED = re.compile(rf"(?<=\w){_HYPHEN}\s*(?=\w)")


class Found(Struct, frozen=True):
    """A row that holds the word: its kind, its position in the kind's frame, and the first field that holds it."""

    kind: Kind
    position: int
    field: str


class Word:
    """What is looked for: case, Unicode form, spacing, hyphens make no difference. Raises ``ValueError`` if blank."""

    def __init__(self, text: str) -> None:
        self._forms = set(_forms(text))
        if "" in self._forms:
            raise ValueError(text)
        self._known: dict[str, bool] = {}

    def is_in(self, text: str) -> bool:
        """Whether a text holds the word: "Kontinuitets-\\nhantering" holds "kontinuitetshantering", and "hantering"."""
        # The same names stand in every period's exports.
        if (known := self._known.get(text)) is None:
            known = self._known[text] = any(form in told for told in _forms(text) for form in self._forms)
        return known


def _forms(text: str) -> tuple[str, ...]:
    """A text as it is, and with its divided words whole."""
    folded = fold(text)
    return (folded, _DIVIDED.sub("", folded)) if _HAS_HYPHEN.search(folded) else (folded,)


def rows_with(plan: Plan, word: Word) -> Iterator[Found]:
    """The rows of a plan that hold the word, kind by kind in the order of the exports."""
    for kind in Kind:
        frame = plan.frame(kind)
        texts = {field: frame[field].tolist() for field in SEARCHED}
        holds = {text: word.is_in(text) for text in {text for told in texts.values() for text in told}}
        for position in range(len(frame)):
            field = next((field for field in SEARCHED if holds[texts[field][position]]), None)
            if field is not None:
                yield Found(kind, position, field)
