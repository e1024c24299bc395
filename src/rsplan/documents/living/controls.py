"""The controls of an opened document: which of rsplan's each one is, and what it says now.

A control is known by its binding, which survives every program; then by its title, since LibreOffice drops the tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from rsplan.documents.living.document import Opened
from rsplan.documents.living.expressions import Current
from rsplan.documents.living.own_content import holds_filled_control
from rsplan.documents.living.said_numbers import plain
from rsplan.documents.living.sentence_pieces import Pieces
from rsplan.documents.living.text import (
    is_out_of_reach,
    is_shown_as_placeholder,
    is_struck,
    pending_by_others,
    text_around,
    visible_text,
)
from rsplan.documents.office.ooxml import SDT, TR, Element, P, child, qname, wattr
from rsplan.documents.word.controls import short
from rsplan.documents.word.evidence import STORE_ID, ControlRecord

if TYPE_CHECKING:
    from rsplan.report.report import Report

BOOKMARK = qname("w:bookmarkStart")
MARK = "_rsplan_"
_FEW_WORDS = 2  # fewer may stand anywhere
_HOLE = "\ufffc"
_MARKED = re.compile(rf"{MARK}(c\d+)(?:_\d+)?")
_BOUND = re.compile(r"figures(?:\[1\])?/\w+:(c\d+)(?:\[1\])?$")


class Control(Struct, frozen=True):
    """A control that shows a computed text."""

    part: str
    element: Element
    record: ControlRecord
    text: str
    pending: bool
    struck: bool = False  # all its words are deleted, until a person rejects that

    @property
    def bound(self) -> bool:
        """Whether Word fills it from the store."""
        return child(self.element, "sdtPr", "dataBinding") is not None


def find_controls(opened: Opened) -> list[Control]:
    """Every control that shows a computed text, part by part, in the order of the text."""
    known = Known(opened.evidence.controls)
    bound = dict(opened.evidence.bound)
    every = [
        control
        for part in opened.parts
        for element in opened.package.tree(part).iter(SDT)
        if not in_struck_row(element) and (control := _control(part, element, known)) is not None
    ]
    # A paragraph that was moved with changes tracked stands in both places: only where it is now does it count.
    standing = {control.record.id for control in every if not control.struck}
    found = [control for control in every if not control.struck or control.record.id not in standing]
    return list(_with_stored_texts(found, bound))


def in_struck_row(found: Element) -> bool:
    """Whether it stands in a row that is deleted, until that is rejected."""
    return any(child(row, "trPr", "del") is not None for row in found.iterancestors(TR))


class Known:
    """The records of a document by what a control may still say of itself."""

    def __init__(self, records: tuple[ControlRecord, ...]) -> None:
        self.by_key = {record.id: record for record in records}
        self.by_name: dict[str, ControlRecord] = {}
        for record in records:
            self.by_name.setdefault(short(record.expression), record)

    def record(self, control: Element) -> ControlRecord | None:
        """The record of a control, if it is one of ours."""
        names = [name for kind in ("alias", "tag") if (name := wattr(child(control, "sdtPr", kind)))]
        bound = self.by_key.get(binding_key(control) or "")
        # A control from another document may be bound to the same key: its names tell.
        if bound is not None and (not names or short(bound.expression) in names):
            return bound
        named = next((self.by_name[name] for name in names if name in self.by_name), None)
        return named or (self.by_key.get(marked_key(control)) if not names else None)


def binding_key(control: Element) -> str | None:
    """The key that a control is bound to in our store."""
    binding = child(control, "sdtPr", "dataBinding")
    if binding is None or (wattr(binding, "storeItemID") or "").upper() != STORE_ID.upper():
        return None
    match = _BOUND.search(wattr(binding, "xpath") or "")
    return match[1] if match else None


def marked_key(control: Element) -> str:
    """The key of the bookmark that a control has while a revision of ours waits in it, "" for none.

    LibreOffice takes every name from such a control, and puts a bookmark that stands before it inside.
    """
    content = child(control, "sdtContent")
    beside = control.getprevious()
    starts = [beside, *(content if content is not None else ())]
    names = (wattr(one, "name") or "" for one in starts if one is not None and one.tag == BOOKMARK)
    return next((match[1] for name in names if (match := _MARKED.fullmatch(name))), "")


def _control(part: str, element: Element, known: Known) -> Control | None:
    record = known.record(element)
    if record is None:
        return None
    text = "" if is_shown_as_placeholder(element) else visible_text(element)
    pending = pending_by_others(element) or holds_filled_control(element) or is_out_of_reach(element)
    return Control(part, element, record, text, pending, is_struck(element))


def _with_stored_texts(controls: list[Control], bound: dict[str, str]) -> Iterator[Control]:
    """Word shows the stored text over a bound control's own: where only that changed, it is what a person sees."""
    changed = {control.record.id for control in controls if control.text != control.record.text}
    for control in controls:
        key = control.record.id
        stored = bound.get(key, control.record.text)
        if control.bound and key not in changed and stored not in (control.record.text, ""):
            yield replace(control, text=stored)
        else:
            yield control


class Unwrapped(Struct, frozen=True):
    """A sentence, or a piece of one, that stands in a paragraph as text alone.

    ``copied``: it stands in a control of its own as well. ``piece``: it is neither as it was written nor as today.
    """

    record: ControlRecord
    part: str
    paragraph: Element
    text: str
    copied: bool = False
    piece: bool = False


def unwrapped_texts(opened: Opened, controls: list[Control], current: Current) -> Iterator[Unwrapped]:
    """The sentences whose words stand as they were written, outside controls: freed from theirs, or copied as text.
    Then the pieces of sentences that have grown old.

    A sentence may stand in several places: each has its own control, and is missed where that one is gone.
    """
    shown = {control.record.id for control in controls}
    in_tables = _shown_in_tables(opened, current.report)
    records = [
        record
        for record in opened.evidence.controls
        if len(record.text.split()) > _FEW_WORDS and not in_tables.intersection(record.facts[:1])
    ]
    known = {control.element for control in controls}
    places = [(part, found) for part in opened.parts for found in opened.package.tree(part).iter(P)]
    texts = [plain(text_around(found, known, _HOLE)) for _, found in places]
    for record in records:
        if record.id not in shown and (at := _take(texts, plain(record.text))) is not None:
            yield Unwrapped(record, *places[at], record.text)
    everything = "\n".join(texts)
    for wanted, record in {plain(record.text): record for record in records if record.id in shown}.items():
        while wanted in everything and (at := _take(texts, wanted)) is not None:
            yield Unwrapped(record, *places[at], record.text, copied=True)
    records.sort(key=lambda record: record.id in shown)  # a sentence without its control is the likelier source
    pieces = Pieces((record, new) for record in records if (new := current.text(record.expression)) is not None)
    for place, text in zip(places, texts, strict=True):
        for one in pieces.found(text):
            yield Unwrapped(one.record, *place, one.text, copied=one.record.id in shown, piece=True)


def _take(texts: list[str], wanted: str) -> int | None:
    """Cut a text out of the first one that holds it; which that is."""
    at = next((number for number, text in enumerate(texts) if wanted in text), None)
    if at is not None:
        texts[at] = texts[at].replace(wanted, _HOLE, 1)
    return at


def _shown_in_tables(opened: Opened, report: Report) -> set[str]:
    return {
        fact
        for record in opened.evidence.tables
        if (table := report.tables.get(record.id)) is not None
        for row in (*table.rows, *([table.total] if table.total is not None else []))
        for fact in row.facts
    }


def missing_controls(opened: Opened, controls: list[Control], report: Report) -> list[ControlRecord]:
    """The controls that a person has removed, each expression once; those of tables are told with their tables."""
    in_tables = _shown_in_tables(opened, report)
    there = {control.record.expression for control in controls}
    gone = {
        record.expression: record
        for record in opened.evidence.controls
        if record.expression not in there and not in_tables.intersection(record.facts[:1])
    }
    return list(gone.values())
