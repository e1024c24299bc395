"""The files that the benchmarks read: a large export and the peer's template. Deterministic."""

from __future__ import annotations

import re
from pathlib import Path

import xlsxwriter
from docx import Document
from openpyxl import load_workbook

_FIGURE = re.compile(r"\{\{.*?\}\}")
_NOTE = re.compile(r"\[\^\w+\]:?")
_STATES = ("Planerad", "Pågående enligt plan", "Pågående enligt plan", "Försenad", "Genomförd")


def activities_workbook(path: Path, rows: int, month: str = "april", year: int = 2025) -> Path:
    """An export of activities with title rows above the header, as the sample's, of any length."""
    book = xlsxwriter.Workbook(path, {"constant_memory": False})
    sheet = book.add_worksheet("Aktiviteter")
    sheet.write(0, 0, f"Regionstyrelsen – Aktiviteter {year}")
    sheet.write(1, 0, f"Uppföljning per {month} {year}")
    sheet.write_row(
        4, 0, ["Målområde", "Uppdrag/nyckeltal", "Aktivitet", "Enhet", "Status", "Startdatum", "Slutdatum", "Id"]
    )
    for number in range(rows):
        cells = [
            f"Målområde {number % 7}",
            f"Uppdrag {number % 90}",
            f"Genomföra insats {number} enligt den beslutade handlingsplanen",
            f"Enhet {number % 60}",
            _STATES[(number * 7919) % len(_STATES)],
            "2025-01-01",
            "2025-12-31",
            f"AKT-{number:06}",
        ]
        sheet.write_row(5 + number, 0, cells)
    book.close()
    return path


def assignments_workbook(path: Path, rows: int) -> Path:
    """An export of assignments as the sample's, of any length."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Uppdrag")
    sheet.write(0, 0, "Regionstyrelsen – Uppdrag 2025")
    sheet.write(1, 0, "Uppföljning per april 2025 (tertial 1)")
    sheet.write_row(4, 0, ["Målområde", "Uppdrag", "Beslutad av", "Ansvarig enhet", "Status", "Id"])
    for number in range(rows):
        decided = "Regionstyrelsen" if number % 5 == 0 else "Regionfullmäktige"
        status = ("Uppfyllt", "Delvis uppfyllt", "Delvis uppfyllt", "Ej uppfyllt")[(number * 7919) % 4]
        title = f"Säkerställa att beslutad åtgärd {number} genomförs inom tilldelad ram och följs upp"
        sheet.write_row(
            5 + number, 0, [f"Målområde {number % 7}", title, decided, "Regionstaben", status, f"UPP-{number:05}"]
        )
    book.close()
    return path


def with_one_status_changed(path: Path) -> None:
    """The sample's activities with one delayed that was not."""
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    cell = next(cell for row in sheet.iter_rows(min_row=6) for cell in row if cell.value == "Pågående enligt plan")
    cell.value = "Försenad"
    book.save(path)


def table_template(path: Path, rows: str, columns: list[str]) -> Path:
    """A template of one table and nothing else."""
    document = Document()
    _table(document, rows, columns)
    document.save(str(path))
    return path


def plain_template(path: Path, texts: Path) -> Path:
    """A template as an analyst would write it for docxtpl: the sample's prose with figures in it, and the tables of
    rsplan's report. No charts, no footnotes, no contents list.
    """
    document = Document()
    for text in sorted(texts.glob("*.md")):
        document.add_heading(text.stem, 1)
        for paragraph in filter(None, text.read_text(encoding="utf-8").split("\n\n")):
            document.add_paragraph(_FIGURE.sub("{{ year }}", _NOTE.sub("", paragraph)))
    for family in ("assignments", "indicators", "activities"):
        document.add_paragraph(
            f"{{% for name, count in {family}.items() %}}{{{{ name }}}}: {{{{ count }}}} {{% endfor %}}"
        )
        _table(document, f"{family}_change", ["Status", "Före", "Nu"])
    _table(document, "assignments_by_area", ["Målområde", "Uppfyllt", "Delvis uppfyllt"])
    _table(document, "indicators_by_area", ["Målområde", "Grön", "Gul", "Röd", "Ingen data"])
    _table(document, "assignment_rows", ["Målområde", "Uppdrag", "Beslutad av", "Status"])
    _table(document, "indicator_rows", ["Målområde", "Nyckeltal", "Målvärde", "Utfall", "Status"])
    _table(document, "unit_rows", ["Enhet", "Planerad", "Pågående enligt plan", "Försenad", "Genomförd"])
    document.save(str(path))
    return path


def _table(document: object, rows: str, columns: list[str]) -> None:
    table = document.add_table(rows=4, cols=len(columns))  # type: ignore[attr-defined]
    for cell, heading in zip(table.rows[0].cells, columns, strict=True):
        cell.text = heading
    table.rows[1].cells[0].text = f"{{%tr for row in {rows} %}}"
    for cell, heading in zip(table.rows[2].cells, columns, strict=True):
        cell.text = f'{{{{ row["{heading}"] }}}}'
    table.rows[3].cells[0].text = "{%tr endfor %}"
