"""Lists that a template repeats, a paragraph or a row an entry: longer and shorter as the exports are.

An entry is known by its controls, ``remarks[2].text``. The remarks stand behind the sentence that says how many there
are, so they have a place also where there were none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rsplan.documents.living.controls import Control
from rsplan.documents.living.own_content import holds_other_things
from rsplan.documents.living.renewal import Work
from rsplan.documents.living.retyping import set_text
from rsplan.documents.living.row_moves import mark_row_inserted, strike_row
from rsplan.documents.living.said_numbers import same
from rsplan.documents.living.table_columns import copy_of
from rsplan.documents.living.text import visible_text
from rsplan.documents.office.ooxml import SDT, TR, Element, P, child, element, parse_fragment, qname, wattr
from rsplan.findings import codes
from rsplan.findings.finding import finding

REMARKS, REMARKS_SENTENCE = "remarks", "remarks_sentence"
LEDGERS = "ledgers"
_NAMES = {REMARKS: "Anmärkningarna", LEDGERS: "Exporternas tabeller"}
_ENTRY = re.compile(r"(remarks|ledgers)\[(\d+)\]\.(\w+)")
_LIST_STYLE = "ListBullet"


def renew_lists(work: Work, controls: Iterable[Control]) -> set[Element]:
    """Bring every list to the length that it has today; the controls of entries that have gone."""
    report = work.current.report
    lengths = {REMARKS: work.current.length(REMARKS), LEDGERS: len(report.ledgers)}
    gone: set[Element] = set()
    controls = list(controls)
    for name, length in lengths.items():
        gone |= _Entries(work, name, controls).renewed(length)
    return gone


class _Entries:
    """One list of a document: the entries that it shows by their number, each with its paragraph or row."""

    def __init__(self, work: Work, name: str, controls: list[Control]) -> None:
        self.work, self.name = work, name
        records = work.opened.evidence.controls
        self.written = {int(found[2]) for one in records if (found := self._entry(one.expression))}
        self.sentence = next((one.element for one in controls if one.record.expression == REMARKS_SENTENCE), None)
        self.holders: dict[int, Element] = {}
        self.shown: dict[Element, list[Control]] = {}
        for control in controls:
            found = self._entry(control.record.expression)
            holder = _holder(control.element)
            if found and holder is not None and not control.struck:
                self.holders[int(found[2])] = holder
                self.shown.setdefault(holder, []).append(control)

    def _entry(self, expression: str) -> re.Match[str] | None:
        found = _ENTRY.fullmatch(expression)
        return found if found and found[1] == self.name else None

    def renewed(self, length: int) -> set[Element]:
        """Take away what is no more, put in what is new; the controls that went."""
        gone: set[Element] = set()
        left = 0
        for number in sorted(number for number in self.holders if number >= length):
            holder = self.holders[number]
            if self._untouched(holder):
                gone |= {control.element for control in self.shown[holder]}
                self._take_away(holder)
            else:
                left += 1
        new = [number for number in range(length) if number not in self.written]
        lacking = [number for number in new if not self._put_in(number)]
        if left or (lacking and self._may_be_shown()):
            self.work.findings.append(finding(codes.OTHER_INPUTS, what=_NAMES[self.name]))
        return gone

    def _may_be_shown(self) -> bool:
        """False where there were entries when the document was written, and it showed none: a memo has no such list."""
        evidence = self.work.opened.evidence
        had_entries = bool(evidence.inputs if self.name == LEDGERS else evidence.remarks)
        return bool(self.written) or self.sentence is not None or not had_entries

    def _untouched(self, holder: Element) -> bool:
        if holder.tag == P and child(holder, "pPr", "sectPr") is not None:
            return False
        written = "".join(control.record.text for control in self.shown[holder])
        shown = visible_text(holder) if holder.tag == P else "".join(map(visible_text, holder.iter(P)))
        return same(shown, written) and not holds_other_things(holder)

    def _take_away(self, holder: Element) -> None:
        self.work.change(self._place(), visible_text(holder), "")
        if self.work.revisions is None:
            holder.getparent().remove(holder)  # type: ignore[union-attr]
        elif holder.tag == TR:
            strike_row(self.work, holder)
        else:
            self.work.set_text(holder, "")
            _mark_paragraph(holder, self.work.revisions.mark("del"))

    def _place(self) -> str:
        return _NAMES[self.name].lower()

    def _put_in(self, number: int) -> bool:
        """A new entry after the last one, like it, or behind the sentence; False where there is no place for it."""
        made = self._next() if self.holders else self._first()
        if made is None:
            return False
        self.holders[number] = made
        self._fill(made, number)
        self.work.change(self._place(), "", visible_text(made))
        return True

    def _next(self) -> Element | None:
        last = self.holders[max(self.holders)]
        if last.getparent() is None:
            return None
        made = copy_of(last)
        last.addnext(made)
        return made

    def _first(self) -> Element | None:
        """The first entry of a list that was empty, with the look of its sentence and the style of lists."""
        beside = _holder(self.sentence) if self.sentence is not None else None
        if self.written or self.sentence is None or beside is None or beside.tag != P:
            return None
        control = copy_of(self.sentence)
        made = element("p", *_style(self.work), control)
        beside.addnext(made)
        return made

    def _fill(self, made: Element, number: int) -> None:
        for control in list(made.iter(SDT)):
            alias = wattr(child(control, "sdtPr", "alias")) or ""
            field = found[3] if (found := self._entry(alias)) else "text"
            expression = f"{self.name}[{number}].{field}"
            text = self.work.current.text(expression) or ""
            set_text(control, text)
            self.work.name_control(control, expression, (), text)
        if self.work.revisions is None:
            return
        if made.tag == TR:
            mark_row_inserted(self.work, made)
        else:
            self.work.loosen_inside(made)
            self.work.revisions.mark_inserted(made)
            _mark_paragraph(made, self.work.revisions.mark("ins"))


def _style(work: Work) -> Iterator[Element]:
    part = next(iter(work.opened.package.related(work.opened.main, "styles")), None)
    styles = work.opened.package.tree(part).iter(qname("w:style")) if part else ()
    if any(wattr(one, "styleId") == _LIST_STYLE for one in styles):
        yield parse_fragment(f'<w:pPr><w:pStyle w:val="{_LIST_STYLE}"/></w:pPr>')


def _holder(control: Element) -> Element | None:
    return next((one for one in control.iterancestors(P, TR) if one.tag == TR or _stands_free(one)), None)


def _stands_free(paragraph: Element) -> bool:
    return next(paragraph.iterancestors(TR), None) is None


def _mark_paragraph(paragraph: Element, mark: Element) -> None:
    """Mark the end of a paragraph as inserted or deleted."""
    properties = child(paragraph, "pPr")
    if properties is None:
        properties = element("pPr")
        paragraph.insert(0, properties)
    look = child(properties, "rPr")
    if look is None:
        look = element("rPr")
        after = [one for one in properties if one.tag in (qname("w:sectPr"), qname("w:pPrChange"))]
        if after:
            after[0].addprevious(look)
        else:
            properties.append(look)
    look.insert(0, mark)
