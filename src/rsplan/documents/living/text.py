"""The text of a piece of Word: read as it would be with every revision accepted or rejected, and set in its formatting.

Knows runs and revisions, nothing of reports.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from copy import deepcopy
from difflib import SequenceMatcher
from itertools import groupby

from rsplan.documents.office.ooxml import (
    NAMESPACES,
    RPR,
    SDT,
    SDT_PR,
    Element,
    P,
    R,
    T,
    child,
    element,
    text_content,
    wattr,
)
from rsplan.language.swedish import JOINER

AUTHOR = "rsplan"
_W = "{" + NAMESPACES["w"] + "}"
DELETED = frozenset({f"{_W}del", f"{_W}moveFrom"})
INSERTED = frozenset({f"{_W}ins", f"{_W}moveTo"})
DEL_TEXT = f"{_W}delText"
_SKIPPED = frozenset(
    {
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
        SDT_PR,
        f"{_W}sdtEndPr",
        f"{_W}pPr",
        RPR,
        f"{_W}instrText",
        f"{_W}delInstrText",
        f"{_W}tcPr",
        f"{_W}trPr",
        f"{_W}tblPr",
        f"{_W}txbxContent",  # a box has paragraphs of its own, wherever it is anchored
    }
)
# What stands around words and is nothing without them.
_SHELLS = frozenset(f"{_W}{name}" for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "dir", "bdo"))
_SHELL_PROPERTIES = frozenset(f"{_W}{name}" for name in ("smartTagPr", "customXmlPr"))
_SIGNS = {
    f"{_W}tab": "\t",
    f"{_W}ptab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "",
}
_CONTENT = frozenset({T, DEL_TEXT, *_SIGNS})
_RUN_OWN = frozenset({RPR, f"{_W}lastRenderedPageBreak"})
_TOKENS = re.compile(r"\w+|\W")


# Reading


def visible_text(node: Element) -> str:
    """The text as it is with every revision accepted."""
    return "".join(_pieces(node, INSERTED, DELETED))


def original_text(node: Element) -> str:
    """The text as it is with every revision rejected."""
    return "".join(_pieces(node, DELETED, INSERTED))


def text_around(node: Element, holes: Container[Element], hole: str) -> str:
    """The visible text with some elements in it each replaced by a sign; what only binds signs together left out."""
    return "".join(_pieces(node, INSERTED, DELETED, holes, hole)).replace(JOINER, "")


def _pieces(
    node: Element,
    kept: frozenset[str],
    left_out: frozenset[str],
    holes: Container[Element] = (),
    hole: str = "",
) -> Iterator[str]:
    paragraphs = 0
    for found in node:
        tag = found.tag
        if not isinstance(tag, str) or tag in _SKIPPED or tag in left_out or _is_prompt(found):
            continue
        if found in holes:
            yield hole
        elif tag in (T, DEL_TEXT):
            yield found.text or ""
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        else:
            if tag == P:
                paragraphs += 1
                if paragraphs > 1:
                    yield "\n"
            yield from _pieces(found, kept, left_out, holes, hole)


def visible_runs(node: Element) -> list[Element]:
    """The runs with text of their own that are not deleted, in order."""
    found: list[Element] = []
    _collect(node, found)
    return found


def _collect(node: Element, found: list[Element]) -> None:
    for inner in node:
        tag = inner.tag
        if not isinstance(tag, str) or tag in DELETED or tag in _SKIPPED or _is_prompt(inner):
            continue
        if tag == R and any(content.tag in _CONTENT for content in inner):
            found.append(inner)
        elif tag != R:
            _collect(inner, found)


def _is_prompt(found: Element) -> bool:
    """Whether it is an empty control that shows Word's own words: they are not text of the document."""
    return found.tag == SDT and is_shown_as_placeholder(found)


def run_text(run: Element) -> str:
    """The text of one run."""
    return "".join(
        found.text or "" if found.tag in (T, DEL_TEXT) else _SIGNS[str(found.tag)]
        for found in run
        if found.tag in _CONTENT
    )


def is_out_of_reach(node: Element) -> bool:
    """Whether some of its words stand where no run can be given others: in alternative content, in a ruby."""
    settable = "".join(map(run_text, visible_runs(node)))
    return _letters(visible_text(node)) != _letters(settable)


def _letters(text: str) -> str:
    return "".join(text.split())


def pending_by_others(node: Element) -> bool:
    """Whether a person's revision of the text waits to be accepted or rejected, in it or around it."""
    inside = (found for found in node.iter(*DELETED, *INSERTED))
    around = (found for found in node.iterancestors(*DELETED))
    return any(wattr(found, "author") != AUTHOR for found in (*inside, *around)) and not _wholly_inserted(node)


def _wholly_inserted(node: Element) -> bool:
    """Whether the whole text is one insertion, as when a sentence was pasted: that changes nothing in it."""
    runs = visible_runs(node)
    inserted = all(next(run.iterancestors(*INSERTED), None) is not None for run in runs)
    return bool(runs) and inserted and next(node.iter(*DELETED), None) is None


def is_struck(node: Element) -> bool:
    """Whether all its words are deleted by a person's revision, in it or around it, that waits to be answered."""
    around = next(node.iterancestors(*DELETED), None) is not None
    gone = around or (not visible_runs(node) and next(node.iter(*DELETED), None) is not None)
    return gone and pending_by_others(node) and not pending_by_us(node)


def pending_by_us(node: Element) -> bool:
    """Whether a revision of ours waits in the text."""
    return any(wattr(found, "author") == AUTHOR for found in node.iter(*DELETED, *INSERTED))


# Writing


def shared_out(pieces: Sequence[str], text: str) -> list[str]:
    """The new text cut so that each piece goes where the old piece that it resembles was.

    A word that stays keeps its formatting, a word that changes takes that of the word it replaces.
    """
    if len(pieces) == 1:
        return [text]
    owners = [number for number, piece in enumerate(pieces) for _ in piece]
    old, new = _TOKENS.findall("".join(pieces)), _TOKENS.findall(text)
    starts = [0]
    for token in old:
        starts.append(starts[-1] + len(token))
    shares = [""] * len(pieces)
    last = 0
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            position = starts[i]
            for letter in "".join(new[k:m]):
                last = owners[position]
                shares[last] += letter
                position += 1
        elif m > k:
            last = owners[starts[i]] if j > i else last
            shares[last] += "".join(new[k:m])
    return shares


def set_text(node: Element, text: str) -> None:
    """Give a piece of Word a new text, in the formatting that its words have."""
    if is_shown_as_placeholder(node):
        _drop_prompt(node)
    runs = visible_runs(node)
    if not runs:
        _home(node).append(element("r", *text_content(text)))
        return
    shares = shared_out([run_text(run) for run in runs], text)
    kept = next((number for number, share in enumerate(shares) if share), 0)
    for number, (run, share) in enumerate(zip(runs, shares, strict=True)):
        if run_text(run) != share:
            _set_run(run, share, keep=number == kept)


def _drop_prompt(control: Element) -> None:
    """An empty control that gets a text shows it as text: no more in Word's own words or their grey."""
    properties = child(control, "sdtPr")
    for name in ("showingPlcHdr", "placeholder"):
        found = child(properties, name) if properties is not None else None
        if found is not None:
            _remove(found)
    for run in list(control.iter(R)):
        for found in [inner for inner in run if inner.tag in _CONTENT]:
            run.remove(found)
        _drop_if_empty(run)


def _drop_if_empty(run: Element) -> None:
    """A run without anything in it goes, and what stood around it alone. A picture or a note keeps its run."""
    found = run
    while found.tag in _SHELLS or found is run:
        parent = found.getparent()
        if parent is None or any(inner.tag != RPR and inner.tag not in _SHELL_PROPERTIES for inner in found):
            return
        parent.remove(found)
        found = parent


def _home(node: Element) -> Element:
    """Where a first run goes: the last paragraph, or the content of a control."""
    paragraph = next(node.iter(P), None)
    if paragraph is not None:
        return paragraph
    content = child(node, "sdtContent")
    return content if content is not None else node


def _set_run(run: Element, text: str, *, keep: bool) -> None:
    contents = [found for found in run if found.tag in _CONTENT]
    position = run.index(contents[0])
    for found in contents:
        run.remove(found)
    for number, made in enumerate(text_content(text)):
        run.insert(position + number, made)
    if not text and not keep:
        _drop_if_empty(run)


def _remove(found: Element) -> None:
    parent = found.getparent()
    if parent is not None:
        parent.remove(found)


# Writing as a revision


class Revisions:
    """Makes revisions of one document: numbered, by rsplan, at a date that is given."""

    def __init__(self, roots: Sequence[Element], date: str) -> None:
        self.date = f"{date}T00:00:00Z"
        used = [
            int(value)
            for root in roots
            for found in root.iter(*_NUMBERED)
            if (value := wattr(found, "id")) is not None and value.lstrip("-").isdigit()
        ]
        self.last = max(used, default=0)

    def mark(self, name: str, *children: Element) -> Element:
        """A revision element: ``ins``, ``del`` …"""
        self.last += 1
        made = element(name, *children)
        for key, value in (("id", str(self.last)), ("author", AUTHOR), ("date", self.date)):
            made.set(f"{_W}{key}", value)
        return made

    def set_text(self, node: Element, text: str) -> None:
        """Strike the text and insert the new one, each whole; or take back our own revision that waits."""
        if pending_by_us(node) and original_text(node) == text:
            _take_back(node)
            return
        runs = visible_runs(node)
        shares = shared_out([run_text(run) for run in runs], text) if runs else [text]
        if not runs:
            _home(node).append(self.mark("ins", element("r", *text_content(text))))
            return
        for group in _by_place(list(zip(runs, shares, strict=True))):
            made = [_run_like(run, share) for run, share in group if share]
            if made:
                after = _own_insertion(group[-1][0])
                (group[-1][0] if after is None else after).addnext(self.mark("ins", *made))
        self._strike_all(node, runs)

    def set_runs(self, paragraph: Element, new: Sequence[Element]) -> None:
        """Strike every run of a paragraph and insert others, each with its look; or take back what waits."""
        if pending_by_us(paragraph) and original_text(paragraph) == "".join(map(visible_text, new)):
            _take_back(paragraph)
            return
        runs = visible_runs(paragraph)
        after = _own_insertion(runs[-1])
        (runs[-1] if after is None else after).addnext(self.mark("ins", *new))
        self._strike_all(paragraph, runs)

    def mark_inserted(self, node: Element) -> None:
        """Mark every run of a new piece as inserted."""
        for run in visible_runs(node):
            inserted = self.mark("ins")
            run.addprevious(inserted)
            inserted.append(run)

    def mark_cell_inserted(self, cell: Element) -> None:
        """Mark a cell of a new column as inserted, with what it says."""
        self.mark_inserted(cell)
        properties = child(cell, "tcPr")
        if properties is None:
            properties = element("tcPr")
            cell.insert(0, properties)
        properties.append(self.mark("cellIns"))

    def keep_look(self, cell: Element) -> None:
        """Remember how a cell is set before that is changed, if nobody has yet."""
        properties = child(cell, "tcPr")
        if properties is None or child(properties, "tcPrChange") is not None:
            return
        was = deepcopy(properties)
        for found in [found for found in was if found.tag in _CELL_REVISIONS]:
            was.remove(found)
        properties.append(self.mark("tcPrChange", was))

    def keep_grid(self, grid: Element) -> None:
        """Remember the widths of a table's columns before they are changed, if nobody has yet."""
        if child(grid, "tblGridChange") is not None:
            return
        self.last += 1
        change = element("tblGridChange", deepcopy(grid))
        change.set(f"{_W}id", str(self.last))
        grid.append(change)

    def _strike_all(self, node: Element, runs: Sequence[Element]) -> None:
        """Strike runs of a node, and leave no insertion behind that has nothing in it."""
        for run in runs:
            self._strike(run)
        for found in [found for found in node.iter(*INSERTED) if len(found) == 0]:
            _remove(found)

    def _strike(self, run: Element) -> None:
        """Mark a run as deleted; what only stood there as our own insertion goes away. What is no text stays."""
        _apart_from_text(run)
        if _own_insertion(run) is not None:
            _remove(run)
            return
        before = run.getprevious()
        for found in run.iter(T):
            found.tag = DEL_TEXT
        if before is not None and before.tag == f"{_W}del" and wattr(before, "author") == AUTHOR:
            before.append(run)
            return
        struck = self.mark("del")
        run.addprevious(struck)
        struck.append(run)


def _by_place(pieces: list[tuple[Element, str]]) -> list[list[tuple[Element, str]]]:
    """Runs with their texts, those together that stand in the same link or line: a link gets no words but its own."""
    return [list(found) for _, found in groupby(pieces, lambda piece: _place(piece[0]))]


def _place(run: Element) -> Element | None:
    inserted = _own_insertion(run)
    return (run if inserted is None else inserted).getparent()


def _apart_from_text(run: Element) -> None:
    """Put what a run holds besides text, a picture or a note, in runs of its own after it."""
    for found in reversed([inner for inner in run if inner.tag not in _CONTENT and inner.tag not in _RUN_OWN]):
        look = run.find(RPR)
        run.addnext(element("r", *([deepcopy(look)] if look is not None else []), found))


def _own_insertion(run: Element) -> Element | None:
    inserted = next(run.iterancestors(*INSERTED), None)
    return inserted if wattr(inserted, "author") == AUTHOR else None


_CELL_REVISIONS = tuple(f"{_W}{name}" for name in ("cellIns", "cellDel", "cellMerge", "tcPrChange"))
_NUMBERED = tuple(
    f"{_W}{name}"
    for name in (
        "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tcPrChange", "trPrChange", "tblPrChange",
        "sectPrChange", "tblGridChange", "cellIns", "cellDel", "bookmarkStart", "commentRangeStart",
        "moveFromRangeStart",
        "moveToRangeStart", "customXmlInsRangeStart", "customXmlDelRangeStart", "permStart",
    )
)  # fmt: skip


def _run_like(run: Element, text: str) -> Element:
    look = run.find(RPR)
    return element("r", *([deepcopy(look)] if look is not None else []), *text_content(text))


def _take_back(node: Element) -> None:
    for found in list(node.iter(*INSERTED)):
        if wattr(found, "author") == AUTHOR:
            _remove(found)
    for found in list(node.iter(*DELETED)):
        if wattr(found, "author") == AUTHOR:
            for text in found.iter(DEL_TEXT):
                text.tag = T
            parent = found.getparent()
            if parent is not None:
                position = parent.index(found)
                parent[position : position + 1] = list(found)


def is_shown_as_placeholder(control: Element) -> bool:
    """Whether a control is empty and shows Word's own words ("Klicka eller tryck här …")."""
    return child(control, "sdtPr", "showingPlcHdr") is not None
