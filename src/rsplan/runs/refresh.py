"""What ``refresh`` does: today's figures into a document that a person has edited. No clock is read."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from rsplan.boundary.folders import is_file
from rsplan.boundary.inputs import TEMPLATE, read_input
from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding
from rsplan.project.writing import Put, locked, refuse_open, settle, write_together
from rsplan.runs.edited_document import import_living, names_in, open_edited, settings_of
from rsplan.runs.ownership import Inputs, is_same_file, refuse_name, write_outputs
from rsplan.runs.project_report import project_report, template_folders

if TYPE_CHECKING:
    from rsplan.documents.living.renewal import Change
    from rsplan.documents.word.evidence import Evidence
    from rsplan.project.settings import Settings


class Refresh(Struct, frozen=True):
    """What a refresh came to. ``data`` is None where the document already says what the exports say."""

    source: Path
    target: Path
    before: bytes
    data: bytes | None
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    inputs: Inputs


def refresh_document(
    document: Path, *, tracked: bool = False, output: Path | None = None, project: Path | None = None,
    as_of: date | None = None,
) -> Refresh:  # fmt: skip
    """The document with today's figures: nothing is written yet. Raises an ``RsplanError``."""
    target = output or document
    if output is not None:
        refuse_name(output, ".docx")
    for path in (document, target):
        settle(path.parent)
        refuse_open(path)
    opened, data = open_edited(document)
    settings, findings = settings_of(opened.evidence, document, project)
    when = as_of or settings.date or date.fromisoformat(opened.evidence.date)

    report = project_report(settings, when, import_living, names=names_in(opened.evidence))
    from rsplan.documents.living.refresh import refresh

    done = refresh(opened, report, when, tracked=tracked)
    unchanged = None if output is None else data
    # What is missing among the texts matters when a document is made, not when it is renewed.
    of_exports = [entry for entry in report.findings if not entry.code.startswith("RSP4")]
    found = (*of_exports, *findings, *_other_template(opened.evidence, settings), *done.findings)
    return Refresh(
        document, target, data, done.data or unchanged, done.changes, found, Inputs(settings.root, (document,))
    )


def _other_template(evidence: Evidence, settings: Settings) -> list[Finding]:
    """That the template of the document is another today: what is new in it comes into no document that is written."""
    name = evidence.template
    if not name or Path(name).name != name:
        return []
    path = next((found for folder in template_folders(settings) if is_file(found := folder / name)), None)
    if path is None or sha256(read_input(path, TEMPLATE)).hexdigest() == evidence.template_sha256:
        return []
    return [finding(codes.TEMPLATE_CHANGED, file=name)]


def write_refresh(refresh: Refresh, *, overwrite: bool = False) -> Path | None:
    """Write a refreshed document whole, and keep what it replaces beside it; the path of that copy.

    Another file than the document itself is replaced only if it is rsplan's own, or with ``overwrite``.
    """
    if refresh.data is None:
        return None
    target = refresh.target
    if is_same_file(target, refresh.source):
        with locked(target.parent):
            kept = write_together(target.parent, [Put(target, refresh.data, refresh.before, keep=True)])
    else:
        kept = write_outputs(target.parent, {target: refresh.data}, refresh.inputs, overwrite=overwrite)
    return next(iter(kept), None)
