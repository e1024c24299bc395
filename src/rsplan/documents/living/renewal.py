"""One refresh on its way: what it writes with, what it has changed, and what it leaves to a person."""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import replace

from rsplan.documents.living.comments import Comments
from rsplan.documents.living.controls import BOOKMARK, MARK, Known, marked_key
from rsplan.documents.living.document import Opened
from rsplan.documents.living.expressions import Current
from rsplan.documents.living.locations import Places
from rsplan.documents.living.retyping import set_text
from rsplan.documents.living.revisions import Revisions
from rsplan.documents.office.ooxml import HYPERLINK, SDT, Element, P, child, element, qname, wattr
from rsplan.documents.templating.names import figure
from rsplan.documents.word.controls import short
from rsplan.documents.word.evidence import NAMESPACE, STORE_ID, ControlRecord
from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding

_LINES = (P, HYPERLINK)
_BOOKMARK_END = qname("w:bookmarkEnd")


class Change(Struct, frozen=True):
    """One text that was renewed; "" before for what is new, after for what is gone."""

    place: str
    before: str
    after: str


class Work(Struct):
    """The refresh of one document. ``revisions`` is None where changes are not tracked."""

    opened: Opened
    current: Current
    places: Places
    comments: Comments
    revisions: Revisions | None
    changes: list[Change] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    made: list[ControlRecord] = field(default_factory=list)
    handled: set[Element] = field(default_factory=set)
    theirs: set[Element] = field(default_factory=set)
    last_key: int = 0
    last_id: int = 0

    def change(self, place: str, before: str, after: str) -> None:
        """Remember a change."""
        self.changes.append(Change(place, before, after))

    def set_text(self, target: Element, text: str) -> None:
        """Give a control or a cell its new text."""
        if self.revisions is None:
            set_text(target, text)
            return
        self.loosen_inside(target)
        self.revisions.set_text(target, text)

    def conflict(self, target: Element, where: str, base: str, theirs: str, new: str) -> None:
        """A text that a person has changed while its figure changed too: told, and noted beside it."""
        self.findings.append(finding(codes.EDITED_AND_CHANGED, where=where, value=theirs, base=base, new=new))
        self.note(
            target,
            f'Nu gäller: "{new}". Rsplan skrev tidigare: "{base}". Texten här är ändrad för hand och har lämnats.',
        )

    def note(self, target: Element, text: str) -> None:
        """A comment beside a text of the main part; other parts have no comments in Word."""
        if target.getroottree().getroot() is self.opened.body:
            self.comments.add(target, text)

    def note_gone(self, target: Element, what: str) -> None:
        """A comment beside what the exports no longer hold."""
        self.note(target, f"{what} finns inte i exporten längre.")

    def loosen_inside(self, target: Element) -> None:
        """Make a control, or those in a cell, hold a revision until it is accepted or rejected.

        Word fills a bound control from the store and would undo the revision; LibreOffice joins old and new in a
        control of plain text. So it is neither, and a bookmark says which it is, until it is renewed next.
        """
        known = Known((*self.opened.evidence.controls, *self.made))
        for control in target.iter(SDT):
            record = known.record(control)
            if record is not None and self.revisions is not None:
                unbind(control)
                _remove(child(control, "sdtPr", "text"))
                self._mark(control, record.id, self.revisions)

    def _mark(self, control: Element, key: str, revisions: Revisions) -> None:
        parent = control.getparent()
        if marked_key(control) or parent is None or parent.tag not in _LINES:
            return
        names = {wattr(found, "name") for found in control.getroottree().getroot().iter(BOOKMARK)}
        wanted = [f"{MARK}{key}", *(f"{MARK}{key}_{number}" for number in range(2, 1_000))]
        revisions.last += 1
        number = str(revisions.last)
        control.addprevious(
            element("bookmarkStart", id=number, name=next(name for name in wanted if name not in names))
        )
        control.addnext(element("bookmarkEnd", id=number))

    def new_id(self, control: Element) -> None:
        """A copied control gets an id of its own."""
        found = child(control, "sdtPr", "id")
        if found is not None:
            self.last_id += 1
            found.set(qname("w:val"), str(self.last_id))

    def free_others(self, cell: Element) -> None:
        """In a copied cell only rsplan's controls stay: a person's would say there what they chose elsewhere."""
        known = Known((*self.opened.evidence.controls, *self.made))
        for control in [one for one in cell.iter(SDT) if known.record(one) is None]:
            _unwrap(control)

    def rename_control(self, cell: Element, fact: str, text: str) -> None:
        """Give the control in a copied cell the name of the fact that it shows, or take it away."""
        for control in list(cell.iter(SDT)):
            if fact and fact in self.current.report.facts:
                self._name(control, fact, text)
            else:
                _unwrap(control)

    def remember(self, record: ControlRecord) -> ControlRecord:
        """Remember a sentence once more, as it stands in another place."""
        self.last_key += 1
        self.made.append(replace(record, id=f"c{self.last_key}"))
        return self.made[-1]

    def _name(self, control: Element, fact: str, text: str) -> None:
        shown = figure(self.current.report, fact)
        self.name_control(control, shown.expression, shown.facts, text)

    def name_control(self, control: Element, expression: str, facts: tuple[str, ...], text: str) -> None:
        """Make a copied control show another expression, with an id, a name and a place in the store of its own."""
        self.last_key += 1
        self.last_id += 1
        record = ControlRecord(f"c{self.last_key}", expression, facts, text)
        self.made.append(record)
        properties = child(control, "sdtPr")
        if properties is None:
            return
        for name in ("alias", "tag", "id", "dataBinding"):
            found = child(properties, name)
            if found is not None:
                properties.remove(found)
        look = 1 if child(properties, "rPr") is not None else 0
        names = (element("alias", val=short(record.expression)), element("tag", val=short(record.expression)))
        for number, made in enumerate((*names, element("id", val=str(self.last_id)))):
            properties.insert(look + number, made)
        bind(control, record.id)


def tighten(control: Element, record: ControlRecord) -> None:
    """Make a control what it was before a revision waited in it: named, of plain text, bound to the store."""
    properties = child(control, "sdtPr")
    if properties is None:
        return
    _unmark(control)
    place = 1 if child(properties, "rPr") is not None else 0
    for name in ("tag", "alias"):
        if child(properties, name) is None:
            properties.insert(place, element(name, val=short(record.expression)))
    if child(properties, "text") is None:
        properties.append(element("text"))
    bind(control, record.id)


def _unmark(control: Element) -> None:
    content = child(control, "sdtContent")
    beside = control.getprevious()
    starts = [*([beside] if beside is not None else []), *(content if content is not None else [])]
    numbers = {
        wattr(one, "id") for one in starts if one.tag == BOOKMARK and (wattr(one, "name") or "").startswith(MARK)
    }
    root = control.getroottree().getroot()
    for found in [one for one in root.iter(BOOKMARK, _BOOKMARK_END) if wattr(one, "id") in numbers]:
        _remove(found)


def _remove(found: Element | None) -> None:
    if found is not None and found.getparent() is not None:
        found.getparent().remove(found)  # type: ignore[union-attr]


def unbind(control: Element) -> None:
    """Let a control be filled by its own text alone."""
    _remove(child(control, "sdtPr", "dataBinding"))


def bind(control: Element, key: str) -> None:
    """Bind a control to a text of the store."""
    properties = child(control, "sdtPr")
    if properties is None or child(properties, "dataBinding") is not None:
        return
    binding = element("dataBinding")
    binding.set(qname("w:prefixMappings"), f"xmlns:r='{NAMESPACE}'")
    binding.set(qname("w:xpath"), f"/r:document/r:figures/r:{key}")
    binding.set(qname("w:storeItemID"), STORE_ID)
    text = child(properties, "text")
    if text is not None:
        text.addprevious(binding)
    else:
        properties.append(binding)


def _unwrap(control: Element) -> None:
    parent, content = control.getparent(), child(control, "sdtContent")
    if parent is None or content is None:
        return
    position = parent.index(control)
    parent[position : position + 1] = list(content)
