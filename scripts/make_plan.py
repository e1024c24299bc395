"""Make the sample's decided plan, ``plan-2025.docx`` and ``.xlsx``, from its text; its slips and sums stay as they are.

``--check`` exits 1 if what is committed says anything else. Lines with tabs are rows of a table.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from docx import Document
from docx.document import Document as DocxDocument
from openpyxl import Workbook

FOLDER = Path(__file__).parent.parent / "data" / "sample" / "plan"
TEXT = FOLDER / "plan-2025.txt"
_LONGEST_HEADING = 90
_CONTENTS = "....."
_EPOCH = (1980, 1, 1, 0, 0, 0)
# What the libraries write of the moment of making.
_CLOCK = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms)")

Block = str | list[list[str]]


def blocks(text: str) -> Iterator[Block]:
    """The paragraphs, and the tables: lines without a blank one between them, of which some have tabs."""
    for group in re.split(r"\n\s*\n", text):
        lines = [line for line in group.split("\n") if line.strip()]
        rows = [line.split("\t") for line in lines]
        if len(rows) > 1 and any(len(row) > 1 for row in rows) and _CONTENTS not in group:
            width = max(map(len, rows))
            yield [row + [""] * (width - len(row)) for row in rows]
        else:
            yield from lines


def docx_bytes(text: str) -> bytes:
    """The plan as a Word file."""
    document: DocxDocument = Document()
    document.core_properties.author = "Regionstyrelsen"
    for block in blocks(text):
        if isinstance(block, str):
            heading = len(block) <= _LONGEST_HEADING and block[-1].isalnum() and "\t" not in block
            document.add_paragraph(block, style="Heading 2" if heading else None)
            continue
        table = document.add_table(rows=0, cols=len(block[0]), style="Table Grid")
        for row in block:
            for cell, said in zip(table.add_row().cells, row, strict=True):
                cell.text = said
    out = io.BytesIO()
    document.save(out)
    return _without_clock(out.getvalue())


def xlsx_bytes(text: str) -> bytes:
    """The plan as a workbook: everything on one sheet, the prose too, an empty row between the parts."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Plan 2025"
    at = 1
    for block in blocks(text):
        for row in [[block]] if isinstance(block, str) else block:
            for column, said in enumerate(row, start=1):
                if said:
                    cell = sheet.cell(at, column, said)
                    cell.data_type = "s"  # as written: "<16%" and "-42 %" are no formulas
            at += 1
        at += 1
    out = io.BytesIO()
    book.save(out)
    return _without_clock(out.getvalue())


def _without_clock(data: bytes) -> bytes:
    """The same file with no time in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            new.writestr(entry, _CLOCK.sub(rb"\g<1>2024-09-23T00:00:00Z\g<2>", old.read(name)))
    return out.getvalue()


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def main() -> int:
    """Write both files, or compare them."""
    text = TEXT.read_text(encoding="utf-8")
    made = {"plan-2025.docx": docx_bytes(text), "plan-2025.xlsx": xlsx_bytes(text)}
    if "--check" in sys.argv[1:]:
        return int(any(_parts((FOLDER / name).read_bytes()) != _parts(data) for name, data in made.items()))
    for name, data in made.items():
        (FOLDER / name).write_bytes(data)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
