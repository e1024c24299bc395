"""Gives a piece of Word a new text, in the formatting that its words have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from rsplan.documents.living.text import CONTENT, is_shown_as_placeholder, run_text, visible_runs
from rsplan.documents.office.ooxml import NAMESPACES, RPR, Element, P, R, child, element, text_content

_W = "{" + NAMESPACES["w"] + "}"
# What stands around words and is nothing without them.
_SHELLS = frozenset(f"{_W}{name}" for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "dir", "bdo"))
_SHELL_PROPERTIES = frozenset(f"{_W}{name}" for name in ("smartTagPr", "customXmlPr"))
_TOKENS = re.compile(r"\w+|\W")


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
        home_of(node).append(element("r", *text_content(text)))
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
            take_out(found)
    for run in list(control.iter(R)):
        for found in [inner for inner in run if inner.tag in CONTENT]:
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


def home_of(node: Element) -> Element:
    """Where a first run goes: the last paragraph, or the content of a control."""
    paragraph = next(node.iter(P), None)
    if paragraph is not None:
        return paragraph
    content = child(node, "sdtContent")
    return content if content is not None else node


def _set_run(run: Element, text: str, *, keep: bool) -> None:
    contents = [found for found in run if found.tag in CONTENT]
    position = run.index(contents[0])
    for found in contents:
        run.remove(found)
    for number, made in enumerate(text_content(text)):
        run.insert(position + number, made)
    if not text and not keep:
        _drop_if_empty(run)


def take_out(found: Element) -> None:
    """Take an element out of where it stands, if it stands anywhere."""
    parent = found.getparent()
    if parent is not None:
        parent.remove(found)
