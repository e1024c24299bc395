"""Tables that a person keeps by hand in a form of ours: known headings, every cell as expected, or where a fault is.

Nothing is guessed of figures that no system has exported: a heading that is not known, a text for a number and a sum
among the rows stop the run. A form knows its headings from ``vocabulary.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NoReturn

from msgspec import Struct

from rsplan.findings import codes
from rsplan.findings.finding import RsplanError, stop
from rsplan.language.amounts import amount
from rsplan.language.numbers import unit_of
from rsplan.plan.folding import fold, heading_key
from rsplan.plan.model import Address
from rsplan.reading.workbook import Sheet, Workbook, cell_name, column_letter
from rsplan.understanding.cell_texts import cell_text

_FEWEST_HEADINGS = 2
_UNIT_AT_END = re.compile(r"[\s,(–-](?P<unit>mkr|mnkr|tkr|kkr|kr|mdkr)\)?$", re.IGNORECASE)
_IN_MKR = {"Mdkr": Decimal(1000), "Mkr": Decimal(1), "tkr": Decimal("0.001"), "kr": Decimal("0.000001")}
_SUM = re.compile(r"(?:summa|s:a|total|totalt|delsumma)\b")
# Above this no amount is money, and a sum would lose digits.
_MOST = Decimal(10) ** 15
# More decimals than these are what a spreadsheet's arithmetic has left.
_DECIMALS = Decimal("0.000001")


class Form(Struct, frozen=True):
    """A kind of table: its fields with the headings that are known for each, and those that it cannot be without."""

    name: str
    headings: Mapping[str, Sequence[str]]
    required: tuple[str, ...]

    def field(self, heading: str) -> str | None:
        """The field that a heading, without its unit of money, means."""
        key = heading_key(heading)
        return next((field for field, known in self.headings.items() if key in map(fold, known)), None)


class KeptRow(Struct, frozen=True):
    """A row of such a table: its texts by field, and where they stand. ``row`` counts from 1."""

    file: str
    sheet: str
    row: int
    texts: Mapping[str, str]
    columns: Mapping[str, int]
    units: Mapping[str, str]

    def address(self, field: str) -> Address:
        """The cell of a field."""
        return Address(self.file, self.sheet, f"{column_letter(self.columns.get(field, 0))}{self.row}")

    def text(self, field: str) -> str:
        """The text of a field that must have one. Raises ``ExportError`` for a blank cell."""
        return self.texts.get(field) or self._raise(codes.KEPT_CELL_BLANK, field)

    def in_mkr(self, field: str) -> Decimal | None:
        """The amount of a field in Mkr, None for a blank cell. Raises ``ExportError`` for a text, and for an amount
        whose unit neither the cell nor its heading tells.
        """
        text = self.texts.get(field, "")
        if not text:
            return None
        found = amount(text)
        if found is None or found.unit == "%" or abs(found.value) > _MOST:
            return self._raise(codes.KEPT_NOT_A_NUMBER, field)
        unit = found.unit or self.units.get(field, "")
        if not unit:
            return self._raise(codes.KEPT_WITHOUT_UNIT, field)
        value = found.value * _IN_MKR[unit]
        return value.quantize(_DECIMALS).normalize() + 0 if value else Decimal(0)

    def stopped(self, code: str, field: str, **words: str | Address) -> RsplanError:
        """The error of a finding on a field of this row, to be raised."""
        gaps: dict[str, Any] = {"value": self.texts.get(field, ""), **words}
        return stop(code, self.address(field), **gaps)

    def _raise(self, code: str, field: str) -> NoReturn:
        raise self.stopped(code, field)


def kept_rows(book: Workbook, forms: Sequence[Form]) -> Iterator[tuple[Form, KeptRow]]:
    """Every row of a file's visible sheets, each with the form of its table. Raises ``ExportError`` with the place."""
    for sheet in book.sheets:
        rows = [[cell_text(cell) for cell in sheet.row(row)] for row in range(sheet.height)]
        if sheet.hidden or not any(map(any, rows)):
            continue
        head = next((at for at, texts in enumerate(rows) if sum(map(bool, texts)) >= _FEWEST_HEADINGS), None)
        if head is None:
            raise _unknown(book, sheet, 0, forms)
        form, columns, units = _header(book, sheet, head, rows[head], forms)
        for at, texts in enumerate(rows[head + 1 :], head + 1):
            if any(texts):
                told = {field: texts[column] for field, column in columns.items()}
                row = KeptRow(book.name, sheet.name, at + 1, told, columns, units)
                yield form, _no_sum(row, texts, columns)


def _header(
    book: Workbook, sheet: Sheet, at: int, texts: Sequence[str], forms: Sequence[Form]
) -> tuple[Form, dict[str, int], dict[str, str]]:
    """The form of a table, the column of each of its fields, and the unit that a heading tells."""
    split = {column: _with_unit(text) for column, text in enumerate(texts) if text}
    known = [{form.field(heading) for heading, _ in split.values()} for form in forms]
    form = next((form for form, fields in zip(forms, known, strict=True) if fields.issuperset(form.required)), None)
    if form is None:
        raise _unknown(book, sheet, at, forms)
    columns: dict[str, int] = {}
    units: dict[str, str] = {}
    for column, (heading, unit) in split.items():
        field = form.field(heading)
        if field is None or field in columns:
            place = Address(book.name, sheet.name, cell_name(at, column))
            expected = ", ".join(names[0].capitalize() for names in form.headings.values())
            raise stop(codes.KEPT_COLUMN_UNKNOWN, place, value=texts[column], expected=expected)
        columns[field], units[field] = column, unit
    return form, columns, units


def _with_unit(heading: str) -> tuple[str, str]:
    found = _UNIT_AT_END.search(heading)
    return (heading[: found.start()].rstrip(" ,(–-"), unit_of(found["unit"])) if found else (heading, "")


def _unknown(book: Workbook, sheet: Sheet, row: int, forms: Sequence[Form]) -> RsplanError:
    expected = " eller ".join(
        f"{form.name}: {', '.join(form.headings[field][0].capitalize() for field in form.required)}" for form in forms
    )
    return stop(codes.KEPT_TABLE_UNKNOWN, Address(book.name, sheet.name, cell_name(row, 0)), expected=expected)


def _no_sum(row: KeptRow, texts: Sequence[str], columns: Mapping[str, int]) -> KeptRow:
    """The row, unless it is a sum of the others: to count it would be to count them twice."""
    for field, column in columns.items():
        if _SUM.match(fold(texts[column])):
            raise row.stopped(codes.KEPT_SUM_AMONG_ROWS, field)
    return row


def only_once(rows: Sequence[KeptRow], key: Callable[[KeptRow], object], field: str) -> None:
    """Raises ``ExportError`` where two rows tell the same thing, with both places."""
    seen: dict[object, KeptRow] = {}
    for row in rows:
        first = seen.setdefault(key(row), row)
        if first is not row:
            raise row.stopped(codes.KEPT_TWICE, field, other=first.address(field))
