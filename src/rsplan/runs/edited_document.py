"""A document that a person has edited: opened, and the settings of the project that it belongs to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rsplan.boundary.folders import is_file
from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding, stop
from rsplan.plan.period import Period
from rsplan.project.setting_keys import PROJECT_FILE
from rsplan.project.settings import Settings, find_project, load_settings

if TYPE_CHECKING:
    from rsplan.documents.living.document import Opened
    from rsplan.documents.word.evidence import Evidence


def open_edited(document: Path) -> tuple[Opened, bytes]:
    from rsplan.documents.living.document import open_document
    from rsplan.documents.living.foreign_files import read_document

    data = read_document(document)
    return open_document(data, document.name), data


def settings_of(evidence: Evidence, document: Path, project: Path | None) -> tuple[Settings, list[Finding]]:
    """The project's settings for the document's period, with the choices that the document was made with."""
    root = _project_of(document, project)
    settings = load_settings(root, Period.parse(evidence.period))
    if settings.board and evidence.board and settings.board != evidence.board:
        raise stop(
            codes.DOCUMENT_OF_OTHER_BOARD, document=document.name, board=evidence.board, root=root, other=settings.board
        )
    told = [
        finding(codes.SETTING_CHANGED, what=what, value=written, new=now)
        for what, written, now in (
            ("Ordvalet", evidence.wording, settings.wording),
            ("Sättet att räkna aktiviteter", evidence.counting, settings.count_activities),
        )
        if written and written != now
    ]
    wording, counting = evidence.wording or settings.wording, evidence.counting or settings.count_activities
    documents = settings.documents if evidence.kind in settings.documents else (*settings.documents, evidence.kind)
    return settings.but(wording=wording, count_activities=counting, documents=documents), told


def names_in(evidence: Evidence) -> str:
    """Every name that a document's controls, tables and charts were made from, as one text."""
    controls = (control.expression for control in evidence.controls)
    return " ".join((*controls, *(fact.id for fact in evidence.facts), *(chart.id for chart in evidence.charts)))


def _project_of(document: Path, project: Path | None) -> Path:
    if project is not None:
        if is_file(project / PROJECT_FILE):
            return project
        raise stop(codes.NAMED_FOLDER_NO_PROJECT, project)
    found = find_project(document.resolve().parent)
    if found is None:
        raise stop(codes.DOCUMENT_WITHOUT_PROJECT, document)
    return found


def known_numbers(settings: Settings) -> dict[str, str]:
    """The settings that a document states as text: its diarienummer and date."""
    return {
        "diarienummer": settings.diarienummer,
        "tertial_report": settings.tertial_report,
        "date": settings.date.isoformat() if settings.date else "",
    }


def import_living() -> None:
    """Import what takes long, while the exports are being read."""
    import rsplan.documents.living.check
    import rsplan.documents.living.refresh  # noqa: F401
