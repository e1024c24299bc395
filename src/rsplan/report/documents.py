"""Which documents a report can be made into: for each its file, its renderer, its template and what it needs.

The one list of them: the command line, the settings, the reading of other periods and the writing all ask here. Knows
no format; a renderer is named, and imported when its document is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from rsplan.findings.finding import Finding

if TYPE_CHECKING:
    from rsplan.report.report import Report

# The prose that a template asks for besides the sections of the wording.
MEMO_TEXT = "tjansteskrivelse"


class Rendered(Struct, frozen=True):
    """A document's bytes, and what its making left in doubt."""

    data: bytes
    findings: tuple[Finding, ...] = ()


class DocumentKind(Struct, frozen=True):
    """One kind of document. ``renderer`` is ``module:function``: a report and a template's path give ``Rendered``.

    ``converter`` is one more function, which makes the document of the renderer's bytes. ``history`` has every other
    period read; without it, those are read that the template or a text names. ``usual`` documents are written when
    neither the user nor the project says which.
    """

    file: str
    renderer: str
    template: str = ""
    converter: str = ""
    sections: bool = False
    text: str = ""
    history: bool = False
    usual: bool = False

    def wants_text(self, name: str) -> bool:
        """Whether the document shows a text of the project: a section's, or one of its own."""
        return name == self.text or (self.sections and name not in _OWN_TEXTS)

    def import_functions(self) -> None:
        """Import what the making needs, which may take long."""
        for function in filter(None, (self.renderer, self.converter)):
            _function(function)

    def make(self, report: Report, template: Path | None) -> Rendered:
        """The document of a report. Raises an ``RsplanError``."""
        rendered: Rendered = _function(self.renderer)(report, template)
        if not self.converter:
            return rendered
        converted: Rendered = _function(self.converter)(rendered.data)
        return Rendered(converted.data, (*rendered.findings, *converted.findings))


_WORD, _PDF = "rsplan.documents.word.render", "rsplan.documents.pdf.conversion:to_pdf"

# Name, as users and programs write it → what it is. A new document is a new entry.
DOCUMENTS: Mapping[str, DocumentKind] = {
    "report": DocumentKind("rapport.docx", f"{_WORD}:render_report", "rapport.docx", sections=True, usual=True),
    "memo": DocumentKind(
        "tjansteskrivelse.docx", f"{_WORD}:render_memo", "tjansteskrivelse.docx", text=MEMO_TEXT, usual=True
    ),
    "data": DocumentKind("uppgifter.json", "rsplan.documents.data:render_data"),
    "pdf": DocumentKind("rapport.pdf", f"{_WORD}:render_report", "rapport.docx", _PDF, sections=True),
    "memo-pdf": DocumentKind(
        "tjansteskrivelse.pdf", f"{_WORD}:render_memo", "tjansteskrivelse.docx", _PDF, text=MEMO_TEXT
    ),
}
USUAL = tuple(name for name, kind in DOCUMENTS.items() if kind.usual)
_OWN_TEXTS = frozenset(kind.text for kind in DOCUMENTS.values())


def asked_for(names: Iterable[str], usual: Iterable[str]) -> tuple[str, ...]:
    """The documents that some names ask for: "pdf" is the report, and the memo too where the project writes one.

    ``usual`` are the documents of the project, which are meant where nothing is named.
    """
    wanted = tuple(dict.fromkeys(names)) or tuple(usual)
    with_memo = "pdf" in wanted and "memo" in (*wanted, *usual)
    return tuple(dict.fromkeys((*wanted, *(("memo-pdf",) if with_memo else ()))))


def templates_of(names: Iterable[str]) -> set[str]:
    """The templates of some documents."""
    return {kind.template for name in names if (kind := DOCUMENTS.get(name)) and kind.template}


def _function(dotted: str) -> Callable[..., Rendered]:
    module, _, name = dotted.partition(":")
    found: Callable[..., Rendered] = getattr(import_module(module), name)
    return found
