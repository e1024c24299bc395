"""What ``report`` does: read, analyse, render the documents, and write them.

Nothing is printed here and no clock is read: results are returned, errors raised.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rsplan.findings.finding import ConfigurationError, Finding
from rsplan.project.settings import Settings
from rsplan.project.writing import refuse_open, settle
from rsplan.runs.ownership import Inputs, write_outputs
from rsplan.runs.project_report import find_template, project_report

if TYPE_CHECKING:
    from rsplan.report.report import Report


_FILE_NAMES = {
    "report": "rapport.docx",
    "memo": "tjansteskrivelse.docx",
    "data": "uppgifter.json",
    "pdf": "rapport.pdf",
}


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a run: which, where it goes, its bytes, and what its making left in doubt."""

    name: str
    path: Path
    data: bytes
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """What a run has made: the report as data, and the documents that are to be written."""

    report: Report
    documents: tuple[Document, ...]
    folder: Path
    inputs: Inputs

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything in doubt, from the exports to the documents."""
        extra = [entry for document in self.documents for entry in document.findings]
        return (*self.report.findings, *dict.fromkeys(extra))


def make_documents(settings: Settings, as_of: date, names: Iterable[str] = (), output: Path | None = None) -> Run:
    """Read, analyse, and render the documents named (the project's, if none): nothing is written yet."""
    wanted = tuple(dict.fromkeys(names)) or settings.documents
    for name in wanted:
        if name not in _RENDERERS:
            raise ConfigurationError(f"Dokumentet {name} kan inte göras ännu.", f"Välj bland: {', '.join(_RENDERERS)}.")
    folder = output or settings.reports
    settle(folder)
    for name in wanted:
        refuse_open(folder / _FILE_NAMES[name])
    report = project_report(replace(settings, documents=wanted), as_of, lambda: _import_renderers(wanted))
    documents = tuple(_RENDERERS[name](report, settings, folder / _FILE_NAMES[name]) for name in wanted)
    return Run(report, documents, folder, Inputs(settings.root))


def _import_renderers(names: Iterable[str]) -> None:
    """Import what the documents need, while the reading of the exports is under way."""
    if set(names) & {"report", "memo", "pdf"}:
        import rsplan.documents.word.render  # noqa: F401


def _word_report(report: Report, settings: Settings, path: Path) -> Document:
    from rsplan.documents.word.render import render_report

    rendered = render_report(report, find_template(settings, "rapport.docx"))
    return Document("report", path, rendered.data, rendered.findings)


def _word_memo(report: Report, settings: Settings, path: Path) -> Document:
    from rsplan.documents.word.render import render_memo

    rendered = render_memo(report, find_template(settings, "tjansteskrivelse.docx"))
    return Document("memo", path, rendered.data, rendered.findings)


def _data(report: Report, _: Settings, path: Path) -> Document:
    from rsplan.documents.data import to_json

    return Document("data", path, to_json(report, by=None).encode())


def _pdf(report: Report, settings: Settings, path: Path) -> Document:
    from rsplan.documents.pdf.conversion import find_libreoffice, to_pdf

    find_libreoffice()
    word = _word_report(report, settings, path)
    made = to_pdf(word.data)
    return Document("pdf", path, made.data, (*word.findings, *made.findings))


_RENDERERS: dict[str, Callable[[Any, Settings, Path], Document]] = {
    "report": _word_report,
    "memo": _word_memo,
    "data": _data,
    "pdf": _pdf,
}


def write_documents(run: Run, *, overwrite: bool = False) -> list[Path]:
    """Write every document of a run, all or none; the copies that were kept.

    What a person has edited is not replaced: raises ``CannotCreateError`` before anything is written. With
    ``overwrite`` it is, and a copy is kept.
    """
    outputs = {document.path: document.data for document in run.documents}
    return write_outputs(run.folder, outputs, run.inputs, overwrite=overwrite)
