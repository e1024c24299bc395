"""What a piece of Word says: with every revision accepted or rejected, and where revisions wait in it.

Knows runs and revisions, nothing of reports.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from rsplan.documents.office.ooxml import NAMESPACES, RPR, SDT, SDT_PR, Element, P, R, T, child, wattr
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
_SIGNS = {
    f"{_W}tab": "\t",
    f"{_W}ptab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "",
}
CONTENT = frozenset({T, DEL_TEXT, *_SIGNS})


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
        if tag == R and any(content.tag in CONTENT for content in inner):
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
        if found.tag in CONTENT
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


def is_shown_as_placeholder(control: Element) -> bool:
    """Whether a control is empty and shows Word's own words ("Klicka eller tryck här …")."""
    return child(control, "sdtPr", "showingPlcHdr") is not None
