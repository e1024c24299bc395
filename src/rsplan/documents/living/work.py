"""One refresh on its way: what it writes with, what it has changed, and what it leaves to a person."""

from __future__ import annotations

from dataclasses import dataclass, field

from rsplan.documents.living.comments import Comments
from rsplan.documents.living.current import Current
from rsplan.documents.living.opened import Opened
from rsplan.documents.living.places import Places
from rsplan.documents.living.text import Revisions, set_text
from rsplan.documents.names import figure
from rsplan.documents.word.controls import short
from rsplan.documents.word.evidence import NAMESPACE, STORE_ID, ControlRecord
from rsplan.documents.word.ooxml import SDT, Element, child, element, qname
from rsplan.findings import Finding, finding


@dataclass(frozen=True, slots=True)
class Change:
    """One text that was renewed; "" before for what is new, after for what is gone."""

    place: str
    before: str
    after: str


@dataclass(slots=True)
class Work:
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
        # Word fills a bound control from the store and would undo the revision: it is bound again when renewed next.
        self.unbind_inside(target)
        self.revisions.set_text(target, text)

    def conflict(self, target: Element, where: str, base: str, theirs: str, new: str) -> None:
        """A text that a person has changed while its figure changed too: told, and noted beside it."""
        self.findings.append(finding("RSP501", where=where, value=theirs, base=base, new=new))
        self.note(
            target,
            f'Nu gäller: "{new}". Rsplan skrev tidigare: "{base}". Texten här är ändrad för hand och har lämnats.',
        )

    def note(self, target: Element, text: str) -> None:
        """A comment beside a text of the main part; other parts have no comments in Word."""
        if target.getroottree().getroot() is self.opened.body:
            self.comments.add(target, text)

    def unbind_inside(self, target: Element) -> None:
        """Take the binding from a control, or from those in a cell."""
        for control in target.iter(SDT):
            unbind(control)

    def rename_control(self, cell: Element, fact: str, text: str) -> None:
        """Give the control in a copied cell the name of the fact that it shows, or take it away."""
        for control in list(cell.iter(SDT)):
            if fact and fact in self.current.report.facts:
                self._name(control, fact, text)
            else:
                _unwrap(control)

    def _name(self, control: Element, fact: str, text: str) -> None:
        shown = figure(self.current.report, fact)
        self.last_key += 1
        self.last_id += 1
        record = ControlRecord(f"c{self.last_key}", shown.expression, shown.facts, text)
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


def unbind(control: Element) -> None:
    """Let a control be filled by its own text alone."""
    binding = child(control, "sdtPr", "dataBinding")
    if binding is not None:
        binding.getparent().remove(binding)  # type: ignore[union-attr]


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
