"""The files of ``history/``: values of indicators from before the exports, one a line, as CSV.

    indicator;period;value;sex;unit;source
    N25-01;2019-T1;31,5 %;K;;Årsredovisning 2019

``indicator``, ``period`` and ``value`` must be there, in any order. What is wrong stops the run, with file and line.
"""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rsplan.analysis.measures import read_measure
from rsplan.analysis.series import HistoryRow, Point, Sex
from rsplan.analysis.time_points import read_time
from rsplan.boundary.folders import entries
from rsplan.boundary.inputs import HISTORY, read_input
from rsplan.findings import codes
from rsplan.findings.finding import RsplanError, stop
from rsplan.plan.folding import fold

if TYPE_CHECKING:
    from rsplan.analysis.time_points import TimePoint

FOLDER = "history"
COLUMNS = ("indicator", "period", "value", "sex", "unit", "source")
_NEEDED = COLUMNS[:3]
_SEXES = {
    "": Sex.ALL, "t": Sex.ALL, "alla": Sex.ALL, "totalt": Sex.ALL,
    "k": Sex.WOMEN, "kvinnor": Sex.WOMEN, "m": Sex.MEN, "män": Sex.MEN,
}  # fmt: skip
_Known = dict[tuple[str, "TimePoint", Sex, str], str]


def read_history(root: Path) -> list[HistoryRow]:
    """Every line of every file of a project's history. Raises an ``RsplanError``."""
    known: _Known = {}
    return [
        row
        for path in entries(root / FOLDER)
        if path.suffix.casefold() == ".csv" and not path.name.startswith((".", "~"))
        for row in _rows(path, root, known)
    ]


def _rows(path: Path, root: Path, known: _Known) -> Iterator[HistoryRow]:
    name = f"{FOLDER}/{path.name}"
    lines = _lines(_text(path, root), name)
    if not lines:
        return
    columns = _columns(lines[0][1], f"{name}, rad {lines[0][0]}")
    for number, cells in lines[1:]:
        place = f"{name}, rad {number}"
        if len(cells) > len(columns) and any(cells[len(columns) :]):
            raise stop(codes.HISTORY_TOO_MANY, place, count=len(cells), expected=len(columns))
        told = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
        row = _row({column: told.get(column, "") for column in COLUMNS}, place)
        key = (fold(row.indicator), row.point.time, row.sex, fold(row.unit))
        if key in known:
            raise stop(codes.HISTORY_DOUBLED, place, indicator=row.indicator, period=told["period"], other=known[key])
        known[key] = place
        yield row


def _text(path: Path, root: Path) -> str:
    data = read_input(path, HISTORY, root)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")  # as a Swedish Excel saves CSV


def _lines(text: str, name: str) -> list[tuple[int, list[str]]]:
    """The lines that are not empty, with their numbers, cut by what the first of them is cut by."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(";\t,", key=first.count)
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    found, began = [], 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append((began, cells))
            began = reader.line_num + 1
    except csv.Error as error:
        raise stop(codes.HISTORY_BROKEN, f"{name}, rad {reader.line_num}", said=error) from error
    return found


def _columns(heading: Sequence[str], place: str) -> list[str]:
    columns = [cell.strip().casefold() for cell in heading]
    for at, column in enumerate(columns):
        if column not in COLUMNS or column in columns[:at]:
            near = difflib.get_close_matches(column, COLUMNS, n=1)
            hint = f"Menades {near[0]}? " if near and near[0] not in columns else ""
            raise stop(codes.HISTORY_COLUMN, place, column=heading[at].strip(), expected=", ".join(COLUMNS), hint=hint)
    missing = [column for column in _NEEDED if column not in columns]
    if missing:
        raise stop(codes.HISTORY_COLUMN_MISSING, place, missing=", ".join(missing), expected=", ".join(COLUMNS))
    return columns


def _row(told: Mapping[str, str], place: str) -> HistoryRow:
    if not told["indicator"]:
        raise _unread("indicator", told, place, "nyckeltalets id eller namn")
    time = read_time(told["period"])
    if time is None:
        raise _unread("period", told, place, "2024, 2024-april (eller 2024-T1), 2024-K2 eller 2024-03")
    measure = read_measure(told["value"])
    if measure is None or measure.bound:
        raise _unread("value", told, place, 'ett tal, till exempel "31,5 %" eller "-34,8"')
    sex = _SEXES.get(told["sex"].casefold())
    if sex is None:
        raise _unread("sex", told, place, "K, M eller T (tomt är T, alla)")
    return HistoryRow(told["indicator"], Point(time, measure, place, told["source"]), sex, told["unit"])


def _unread(column: str, told: Mapping[str, str], place: str, expected: str) -> RsplanError:
    return stop(codes.HISTORY_UNREAD, place, column=column, value=told[column], expected=expected)
