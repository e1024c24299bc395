"""A project folder: ``rsplan.toml`` and what lies around it, as settings. Knows no spreadsheets and no Word.

Every key is known: a misspelled one stops the run with the nearest that exists. A key under ``[periods.2025-april]``
overrides its namesake for that period only.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

import tomli

from rsplan.boundary.folders import entries, is_file, is_folder
from rsplan.boundary.inputs import SETTINGS, TEXT, WORDING, InputKind, leads_out, read_input_text
from rsplan.boundary.system_errors import named
from rsplan.findings import codes
from rsplan.findings.finding import ExportError, Finding, finding, stop
from rsplan.language.labels import REGION_COUNCIL
from rsplan.language.taught import Taught, layout_of
from rsplan.plan.period import Period, Tertial
from rsplan.project.accepted import Accepted, accepted_of
from rsplan.project.setting_keys import (
    DATES,
    PLACEHOLDER,
    PROJECT_FILE,
    check_keys,
    key,
    keys_of,
    period_keys_of,
    schema_of,
    values_of,
)
from rsplan.project.toml_errors import said_of_toml
from rsplan.reading.export_files import display_name, export_files
from rsplan.report.documents import DOCUMENTS, MEMO_TEXT, USUAL
from rsplan.report.wording import MalformedWordingError, Wording

# Folders of a project that a person fills and rsplan only reads.
INPUT_FOLDERS = ("exports", "texts", "templates", "kolada", "history", "economy")
COUNTINGS = ("follow-ups", "distinct")


def _text(written: Any) -> Any:
    """A text in a list of such. Raises ``ValueError`` for anything else."""
    if isinstance(written, str):
        return written
    raise ValueError(f"ska vara texter inom citattecken, inte {written}")


def _role(signatory: Any) -> Any:
    """A signatory's role, whether it is written as a text or as a table."""
    if isinstance(signatory, dict) and "role" not in signatory:
        raise ValueError('ska vara texter inom citattecken, eller tabeller med nyckeln "role"')
    return _text(signatory["role"] if isinstance(signatory, dict) else signatory)


def _day(written: Any) -> Any:
    """A date in a list of such. Raises ``ValueError`` for anything else."""
    if isinstance(written, datetime.date):
        return written
    raise ValueError("ska vara ett datum eller en lista av datum, t.ex. 2024-12-10")


@dataclass(frozen=True, slots=True)
class Settings:
    """A project's settings for one period. ``date`` is None where the file gives none."""

    root: Path
    period: Period
    organisation: str = key(str, "organisation", "name")
    board: str = key(str, "organisation", "board")
    unit: str = key(str, "organisation", "unit")
    plan_name: str = key(str, "plan", "name", "planen", in_period="plan_name")
    full_council: str = key(str, "plan", "full_council", REGION_COUNCIL)
    council_plan: str = key(str, "plan", "council_plan")
    decided: datetime.date | None = key(datetime.date, "plan", "decided", in_period="decided")  # noqa: RUF009 - a field, as the others
    revised: tuple[datetime.date, ...] = key(DATES, "plan", "revised", in_period="revised", entry=_day)
    documents: tuple[str, ...] = key(list, "documents", "write", USUAL, in_period="documents", allowed=DOCUMENTS)
    wording: str = key(str, "documents", "wording", "2025", in_period="wording")
    overview: bool = key(bool, "documents", "overview", True, in_period="overview")
    list_remarks: bool = key(bool, "documents", "remarks", False, in_period="remarks")
    count_activities: str = key(
        str, "documents", "count_activities", "follow-ups", in_period="count_activities", allowed=COUNTINGS
    )
    diarienummer: str = key(str, in_period="diarienummer")
    date: datetime.date | None = key(datetime.date, in_period="date")  # noqa: RUF009 - a field, as the others
    tertial_report: str = key(str, in_period="tertial_report")
    handler: str = key(str, "memo", "handler", in_period="handler")
    handler_email: str = key(str, "memo", "handler_email", in_period="handler_email")
    handler_phone: str = key(str, "memo", "handler_phone", in_period="handler_phone")
    proposer: str = key(str, "memo", "proposer", in_period="proposer")
    proposal: str = key(str, "memo", "proposal", in_period="proposal")
    changes: tuple[str, ...] = key(list, "memo", "changes", in_period="changes", entry=_text)
    attachments: tuple[str, ...] = key(list, "memo", "attachments", in_period="attachments", entry=_text)
    copies_to: tuple[str, ...] = key(list, "memo", "copies_to", in_period="copies_to", entry=_text)
    signatories: tuple[str, ...] = key(list, "memo", "signatories", in_period="signatories", entry=_role)
    unit_root: str = key(str, "units", "root")
    unit_parents: Mapping[str, str] = key(dict, "units", "parents")
    same: Mapping[str, Any] = key(dict, "same")
    vocabulary: Mapping[str, Any] = key(dict, "vocabulary")
    columns: Mapping[str, Any] = key(dict, "columns")
    thresholds: Mapping[str, Any] = key(dict, "thresholds")
    indicators: Mapping[str, Any] = key(dict, "indicators")
    kolada: Mapping[str, Any] = key(dict, "kolada")
    layouts: tuple[Taught, ...] = key(list, "layouts", entry=layout_of)
    accepted: tuple[Accepted, ...] = key(list, "accepted", entry=accepted_of)

    def but(self, **values: Any) -> Self:
        """The same settings with other values for some fields."""
        return replace(self, **values)

    @property
    def exports(self) -> Path:
        """The folder of the period's exports."""
        return exports_folder(self.root, self.period)

    @property
    def texts(self) -> Path:
        """The folder of the period's prose."""
        return self.root / "texts" / self.period.slug

    @property
    def reports(self) -> Path:
        """The folder that the period's documents are written to."""
        return self.root / "reports" / self.period.slug


# Table → key → type: for the check of the file, and for the handbook.
SCHEMA = schema_of(Settings)
PERIOD_KEYS = period_keys_of(Settings)


def find_project(start: Path) -> Path | None:
    """The nearest folder, from ``start`` upwards, that holds an rsplan.toml."""
    return next((folder for folder in (start, *start.parents) if is_file(folder / PROJECT_FILE)), None)


def require_project(folder: Path | None, here: Path) -> Path:
    """The project folder that was named, or the one around ``here``. Raises ``MissingInputError``."""
    if folder is not None:
        if is_file(folder / PROJECT_FILE):
            return folder
        raise stop(codes.FOLDER_NO_PROJECT, folder)
    found = find_project(here)
    if found is None:
        raise stop(codes.NO_PROJECT, here=here)
    return found


def periods_with_exports(root: Path) -> list[Period]:
    """The periods that have an exports folder with files, oldest first."""
    folder = root / "exports"
    return sorted(period for entry in entries(folder) if (period := _period_of(entry)) and entries(entry))


def choose_period(root: Path, tertial: Tertial, year: int | None) -> Period:
    """The tertial of a year; without a year, of the newest that has exports for it. Raises ``MissingInputError``."""
    available = periods_with_exports(root)
    if year is not None:
        return Period(year, tertial)
    years = [period.year for period in available if period.tertial is tertial]
    if not years:
        raise stop(
            codes.NO_EXPORTS_FOR_TERTIAL, month=tertial.month, folder=root / "exports", others=_listed(available)
        )
    return Period(max(years), tertial)


def exports_folder(root: Path, period: Period) -> Path:
    """Where a project keeps the exports of a period."""
    return root / "exports" / period.slug


def exports_of(settings: Settings) -> list[Path]:
    """The period's export files. Raises ``MissingInputError`` if there are none."""
    folder = settings.exports
    files = export_files(folder)
    if not files:
        state = "finns inte" if not is_folder(folder) else "har ingen export" if entries(folder) else "är tom"
        raise stop(codes.EXPORTS_FOLDER_EMPTY, folder, state=state, others=_listed(periods_with_exports(settings.root)))
    _refuse_leading_out(files, folder, settings.root)
    return files


def _refuse_leading_out(files: Iterable[Path], folder: Path, root: Path) -> None:
    """The folder may be a link that a person has laid, to a share; what lies in it stays there, or in the project."""
    with named(folder):
        astray = [path for path in files if leads_out(path, root) and leads_out(path, folder)]
    if astray:
        told = [finding(codes.EXPORT_LEADS_OUT, file=display_name(path)) for path in astray]
        raise ExportError(str(told[0]), findings=told)


def _period_of(folder: Path) -> Period | None:
    try:
        return Period.parse(folder.name) if is_folder(folder) else None
    except ValueError:
        return None


def _listed(periods: Iterable[Period]) -> str:
    names = ", ".join(period.slug for period in periods)
    return f"Exporter finns för: {names}." if names else "Projektet har inga exporter alls."


def load_settings(root: Path, period: Period) -> Settings:
    """The settings of a project for a period. Raises ``ConfigurationError`` with the file and the key."""
    data = _read_toml(root / PROJECT_FILE, SETTINGS, root)
    check_keys(Settings, data)
    own = data.get("periods", {}).get(period.slug, {})
    return Settings(root=root, period=period, **values_of(Settings, data, own))


def placeholders(settings: Settings) -> list[Finding]:
    """A finding for each text of the project file in which a placeholder is left."""
    found = []
    for field, at in keys_of(Settings):
        value = getattr(settings, field.name)
        if at.type is str and PLACEHOLDER in value:
            where = f"[{at.table}] {at.name}" if at.table else f"[periods.{settings.period.slug}] {at.in_period}"
            found.append(finding(codes.PLACEHOLDER_LEFT, file=PROJECT_FILE, value=value, at=where))
    return found


def _read_toml(path: Path, kind: InputKind, within: Path) -> dict[str, Any]:
    try:
        return tomli.loads(read_input_text(path, kind, within))
    except (ValueError, RecursionError) as error:
        raise stop(codes.NOT_TOML, path, said=said_of_toml(error)) from error


def read_wording(name: str, folders: Iterable[Path]) -> Wording:
    """The wording file ``ordval/NAME.toml`` of the first folder that has it. Raises ``ConfigurationError``."""
    seen: list[str] = []
    for folder in folders:
        path = folder / "ordval" / f"{name}.toml"
        if is_file(path):
            try:
                return Wording.of(_read_toml(path, WORDING, folder.parent))
            except MalformedWordingError as error:
                if error.known:
                    known = ", ".join(error.known)
                    raise stop(codes.WORDING_CHOICE_UNKNOWN, path, at=error, known=known) from error
                raise stop(codes.WORDING_MALFORMED, path, at=error) from error
        seen += [entry.stem for entry in entries(path.parent) if entry.suffix == ".toml"]
    names = ", ".join(dict.fromkeys(seen))
    raise stop(codes.WORDING_UNKNOWN, PROJECT_FILE, name=name, names=names)


def read_texts(settings: Settings, sections: Iterable[str]) -> tuple[dict[str, str], list[Finding]]:
    """The prose of a period by section, and a finding for each section without prose and each file without section."""
    known = [*sections, MEMO_TEXT]
    folder = settings.texts
    files = [path for path in entries(folder) if path.suffix == ".md"]
    texts = {path.stem: read_input_text(path, TEXT, settings.root) for path in files}
    missing = [name for name in known if not texts.get(name, "").strip() and _wanted(name, settings)]
    relative = f"texts/{settings.period.slug}"
    findings = [finding(codes.SECTION_WITHOUT_TEXT, value=name, path=f"{relative}/{name}.md") for name in missing]
    if not settings.documents:
        return texts, []
    findings += [
        finding(codes.TEXT_UNUSED, file=f"{relative}/{name}.md", wording=settings.wording, expected=", ".join(known))
        for name in texts
        if name not in known
    ]
    return {name: text for name, text in texts.items() if text.strip()}, findings


def _wanted(name: str, settings: Settings) -> bool:
    return any(DOCUMENTS[document].wants_text(name) for document in settings.documents if document in DOCUMENTS)
