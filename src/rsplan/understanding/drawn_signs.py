"""The signs that a font of pictures draws for letters: "J" in Wingdings is a face. Knows no meanings."""

from __future__ import annotations

from rsplan.reading.workbook import Sheet
from rsplan.understanding.sheet_cells import Place, with_values

# The signs that are read by their form; dots and flags are read by their colour. Symbol fonts keep their letters from
# U+F020 on, or at the letters' own place.
_WINGDINGS = {"J": "☺", "K": "😐", "L": "☹", "ü": "✓", "þ": "☑"}


def as_drawn(sheet: Sheet) -> Sheet:
    """The sheet with the signs that Wingdings draws for letters: "J" is "☺", "ü" is "✓"."""
    drawn: dict[Place, object] = {}
    for row, column in (at for at, look in sheet.looks.cells.items() if look.font == "wingdings"):
        values = sheet.columns[column] if column < len(sheet.columns) else ()
        value = values[row] if row < len(values) else None
        if isinstance(value, str) and len(value) == 1 and (sign := _WINGDINGS.get(chr(ord(value) & 0xFF))):
            drawn[row, column] = sign
    return with_values(sheet, drawn)
