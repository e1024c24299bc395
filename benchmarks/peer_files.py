"""The files that the benchmarks read: a large export and the peer's template. Deterministic."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter
from docx import Document

_STATES = ("Planerad", "Pågående enligt plan", "Pågående enligt plan", "Försenad", "Genomförd")


def activities_workbook(path: Path, rows: int) -> Path:
    """An export of activities with title rows above the header, as the sample's, of any length."""
    book = xlsxwriter.Workbook(path, {"constant_memory": False})
    sheet = book.add_worksheet("Aktiviteter")
    sheet.write(0, 0, "Regionstyrelsen – Aktiviteter 2025")
    sheet.write(1, 0, "Uppföljning per april 2025 (tertial 1)")
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


def plain_template(path: Path) -> Path:
    """A template as an analyst would write it for docxtpl: counts in the text and three tables."""
    document = Document()
    document.add_heading("Uppföljning", 1)
    for family in ("assignments", "indicators", "activities"):
        document.add_paragraph(
            f"{{% for name, count in {family}.items() %}}{{{{ name }}}}: {{{{ count }}}} {{% endfor %}}"
        )
    _table(document, "assignment_rows", ["Målområde", "Uppdrag", "Beslutad av", "Status"])
    _table(document, "indicator_rows", ["Nyckeltal", "Målvärde", "Utfall", "Status"])
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
