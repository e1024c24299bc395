"""What ``report`` does: read, analyse, render the documents, and write them.

Nothing is printed here and no clock is read: results are returned, errors raised.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from rsplan.findings.finding import Finding
from rsplan.project.accepted import Accepted, without_accepted
from rsplan.project.settings import Settings
from rsplan.project.writing import refuse_open, settle
from rsplan.report.documents import DOCUMENTS, asked_for
from rsplan.runs.ownership import Inputs, write_outputs
from rsplan.runs.project_report import find_template, project_report

if TYPE_CHECKING:
    from rsplan.report.report import Report


class Document(Struct, frozen=True):
    """One document of a run: which, where it goes, its bytes, and what its making left in doubt."""

    name: str
    path: Path
    data: bytes
    findings: tuple[Finding, ...] = ()


class Run(Struct, frozen=True):
    """What a run has made: the report as data, and the documents that are to be written."""

    report: Report
    documents: tuple[Document, ...]
    folder: Path
    inputs: Inputs
    accepted: tuple[Accepted, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything in doubt, from the exports to the documents."""
        extra = [entry for document in self.documents for entry in document.findings]
        return (*self.report.findings, *without_accepted(dict.fromkeys(extra), self.accepted)[0])


def make_documents(settings: Settings, as_of: date, names: Iterable[str] = (), output: Path | None = None) -> Run:
    """Read, analyse, and render the documents named (the project's, if none): nothing is written yet."""
    wanted = asked_for(names, settings.documents)
    folder = output or settings.reports
    settle(folder)
    paths = {name: folder / DOCUMENTS[name].file for name in wanted}
    for path in paths.values():
        refuse_open(path)
    report = project_report(settings.but(documents=wanted), as_of, lambda: _import_renderers(wanted))
    documents = tuple(_document(name, report, settings, path) for name, path in paths.items())
    return Run(report, documents, folder, Inputs(settings.root), settings.accepted)


def _import_renderers(names: Iterable[str]) -> None:
    """Import what the documents need, while the reading of the exports is under way."""
    for name in names:
        DOCUMENTS[name].import_functions()


def _document(name: str, report: Report, settings: Settings, path: Path) -> Document:
    kind = DOCUMENTS[name]
    made = kind.make(report, find_template(settings, kind.template) if kind.template else None)
    return Document(name, path, made.data, made.findings)


def write_documents(run: Run, *, overwrite: bool = False) -> list[Path]:
    """Write every document of a run, all or none; the copies that were kept.

    What a person has edited is not replaced: raises ``CannotCreateError`` before anything is written. With
    ``overwrite`` it is, and a copy is kept.
    """
    outputs = {document.path: document.data for document in run.documents}
    return write_outputs(run.folder, outputs, run.inputs, overwrite=overwrite)
