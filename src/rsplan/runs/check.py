"""What ``check`` does: a document that a person has edited, held against today's exports."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rsplan.runs.edited_document import import_living, known_numbers, names_in, open_edited, settings_of
from rsplan.runs.other_periods import EVERY_PERIOD
from rsplan.runs.project_report import project_report

if TYPE_CHECKING:
    from rsplan.documents.living.check import Checked


def check_document(document: Path, *, project: Path | None = None) -> Checked:
    """The document against today's exports. Raises an ``RsplanError``."""
    opened, _ = open_edited(document)
    settings, findings = settings_of(opened.evidence, document, project)
    when = settings.date or date.fromisoformat(opened.evidence.date)

    report = project_report(settings, when, import_living, names=f"{names_in(opened.evidence)} {EVERY_PERIOD}")
    from rsplan.documents.living.check import check

    return check(opened, report, known_numbers(settings), findings)
