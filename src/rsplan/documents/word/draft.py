"""The document being made: its package and everything that is counted and collected while it is filled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from msgspec import Struct, field

from rsplan.documents.office.ooxml import Element
from rsplan.documents.office.package import Package
from rsplan.documents.templating.jinja import TemplateEnvironment
from rsplan.documents.templating.slots import Slots
from rsplan.documents.templating.values import Placed
from rsplan.documents.word.controls import Controls
from rsplan.documents.word.footnotes import Footnotes
from rsplan.documents.word.lists import Lists
from rsplan.documents.word.styles import Stylebook
from rsplan.findings.finding import Finding
from rsplan.language.vocabulary import packaged_labels
from rsplan.report.on_demand import OnDemand
from rsplan.report.report import Report, Table

CaptionKind = Literal["table", "chart"]


class Draft(Struct):
    """One document on its way from template to bytes."""

    report: Report
    package: Package
    styles: Stylebook
    environment: TemplateEnvironment
    slots: Slots
    controls: Controls
    lists: Lists
    notes: Footnotes
    findings: list[Finding] = field(default_factory=list)
    prose: set[str] = field(default_factory=set)
    tables: list[str] = field(default_factory=list)
    captions: dict[tuple[CaptionKind, str], Element] = field(default_factory=dict)
    contents: list[tuple[Element, Contents]] = field(default_factory=list)
    references: list[tuple[Element, Reference]] = field(default_factory=list)

    def caption_label(self, kind: CaptionKind) -> str:
        """What stands before the number of a caption: "Tabell", "Diagram", or what the wording calls them."""
        name = f"caption_{kind}"
        return self.report.headings.get(name, "").strip() or str(packaged_labels()["document"][name])


class ProseBlock(Struct, frozen=True):
    """Prose that stands in place of a paragraph. ``path`` is what it is called in messages.

    ``placeholder`` is a marked paragraph before it, "" for none; ``name`` tells which section or text it is.
    """

    source: str
    path: str
    placeholder: str = ""
    name: str = ""


class TableBlock(Placed):
    """A table of the report, with its caption; false when there is nothing in it. A template may also go through its
    ``rows``, or its ``groups`` with their rows, and show the cells by their names.
    """

    __slots__ = ("table",)
    __match_args__ = ("table",)

    def __init__(self, table: Table, children: Callable[[], Mapping[str, Any]]) -> None:
        super().__init__(f"tables.{table.id}", OnDemand(children))
        self.table = table

    def __bool__(self) -> bool:
        return bool(self.table.columns and self.table.rows)


class ChartBlock(Struct, frozen=True):
    """A chart of a table of counts, with its caption unless what stands around it says the same."""

    table: Table
    captioned: bool = True


class Contents(Struct, frozen=True):
    """A table of contents down to a level of headings; ``width`` is the text's, in twentieths of a point."""

    levels: int
    width: int = 0


class Reference(Struct, frozen=True):
    """A cross-reference to a table, a chart or an appendix. ``title`` is the target's caption or heading."""

    kind: str
    name: str
    title: str


PlacedBlock = ProseBlock | TableBlock | ChartBlock | Contents
