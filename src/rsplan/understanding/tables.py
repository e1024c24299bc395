"""From a sheet to its tables: columns of texts with their rows, every row kept or set aside with a reason.

Where each table begins and ends. Knows layout, not statuses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from rsplan.findings.finding import Finding
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.model import Kind, SetAside
from rsplan.plan.period import Period
from rsplan.reading.workbook import Sheet, Workbook
from rsplan.understanding.area import Area
from rsplan.understanding.cell_texts import cell_text
from rsplan.understanding.given_up_sections import lines_above
from rsplan.understanding.group_cells import filled_down, running_headings
from rsplan.understanding.header_by_content import header_by_content
from rsplan.understanding.header_rows import find_headers
from rsplan.understanding.headings import Columns, Header
from rsplan.understanding.kind_prefixes import header_by_prefixes
from rsplan.understanding.notes import Note
from rsplan.understanding.row_reasons import HEADING_ROW, account_of
from rsplan.understanding.status_sections import status_sections


class SheetTable(Struct, frozen=True, dict=True):
    """One table of a sheet. ``rows`` are the sheet's row indexes (from 0) of its items; ``columns`` field → texts of
    these rows, an export view's columns being named ``level.property``; ``groups`` the heading above each of these
    rows, empty where no headings stand between them. ``given_up`` is, where one stands there, the line above each of
    these rows that says that it is given up, and the one that stands over the heading above it.

    ``read`` counts every row below the header down to the next table or the last filled row; ``set_aside`` accounts for
    those that are not in ``rows``. ``end`` is the row after the last. ``notes`` are doubts about the headings,
    ``decided_by`` has the rule by which each column got its role.
    """

    workbook: Workbook
    sheet: Sheet
    header: Header
    kind: Kind | None
    rows: list[int]
    columns: Mapping[str, list[str]]
    groups: list[str]
    read: int
    end: int
    titles: tuple[tuple[int, int, str], ...]
    set_aside: tuple[SetAside, ...]
    findings: tuple[Finding, ...] = ()
    notes: tuple[Note, ...] = ()
    decided_by: Mapping[int, str] = field(default_factory=dict)
    given_up: tuple[list[str], list[str]] = ([], [])

    def values(self, field: str) -> list[str]:
        """The texts of a field, blank where the table lacks it."""
        return self.columns.get(field) or [""] * len(self.rows)


def tables_of(
    workbook: Workbook, sheet: Sheet, vocabulary: Vocabulary, period: Period | None = None
) -> list[SheetTable]:
    """The tables of a visible sheet, from the top; ``period`` is the run's."""
    columns = sheet.columns
    headers = find_headers(columns, vocabulary) or header_by_content(columns, vocabulary)
    headers = headers or header_by_prefixes(columns, vocabulary)
    headers = [replace(header, turned=sheet.turned) for header in headers]
    tables: list[SheetTable] = []
    for at, header in enumerate(headers):
        before = max((other.row + 1 for other in headers[:at] if _share_columns(other, header)), default=0)
        after = next(
            (other for other in headers[at + 1 :] if other.row > header.row and _share_columns(other, header)), None
        )
        start = title_start(sheet, after, header.row + 1) if after else _last_filled(columns) + 1
        top = title_start(sheet, header, before) if before else 0
        wide = _widened(header, headers, len(columns))
        area = Area(workbook, sheet, wide, top, max(start, header.row + 1), vocabulary, period)
        tables += [_table(area)] if not area.header.units else _of_units(area, wide)
    return tables


def _of_units(area: Area, header: Header) -> Iterator[SheetTable]:
    """The table of an area once for each unit that has a column of statuses, with that column and the unit. What is
    said of all of them is said with the first."""
    units = area.header.units
    said: set[Finding] = set()
    for at, column in enumerate(sorted(units)):
        unknown = {place: text for place, text in header.unknown.items() if place not in units}
        mine = replace(header, fields={**header.fields, "status": column}, unknown=unknown)
        table = _table(Area(area.workbook, area.sheet, mine, area.top, area.end, area.vocabulary, area.period))
        yield replace(
            table,
            header=replace(table.header, units={column: units[column]}),
            columns={**table.columns, "unit": [units[column]] * len(table.rows)},
            findings=tuple(entry for entry in table.findings if entry not in said),
            notes=(*(note for note in area.notes if note.column in units), *table.notes) if not at else (),
        )
        said |= {*table.findings}


def _table(area: Area) -> SheetTable:
    """The table that an area holds."""
    sections = status_sections(area)
    account = account_of(area, sections)
    kept, header = account.kept, area.header
    columns = {name: _at(area, kept, column) for name, column in header.columns.items()}
    columns |= {f"{level}.{prop}": _at(area, kept, column) for (level, prop), column in header.view.items()}
    columns |= {f"{kind}.title": _at(area, kept, column) for kind, column in header.kinds.items()}
    headings = account.left_for(HEADING_ROW)
    if sections.headings:
        columns["status"] = sections.below(kept)
        headings = {at: text for at, text in headings.items() if not sections.headings.get(at)}
    groups = running_headings(headings, kept)
    filled = list(filled_down(area, columns, kept))
    return SheetTable(
        area.workbook, area.sheet, header, area.kind, [area.start + at for at in kept], columns, groups, area.count,
        area.end, area.titles, account.entries(area.start + 1), (*account.findings, *filled), tuple(area.notes),
        area.decided_by, lines_above(headings, kept) if headings else ([], []),
    )  # fmt: skip


def _at(area: Area, kept: list[int], column: int) -> list[str]:
    texts = area.column(column)
    return texts[:] if len(kept) == len(texts) else [texts[at] for at in kept]


def _share_columns(one: Header, other: Header) -> bool:
    return one.left < other.right and other.left < one.right


def _widened(header: Header, headers: Sequence[Header], width: int) -> Header:
    """A header that has its rows to itself reaches over the whole sheet; one beside others to the next one."""
    beside = [other for other in headers if other is not header and not _share_columns(other, header)]
    left = max((other.right for other in beside if other.right <= header.left), default=0)
    right = min((other.left for other in beside if other.left >= header.right), default=width)
    return replace(header, left=left, right=right)


def title_start(sheet: Sheet, header: Header, least: int) -> int:
    """The first of the title rows right above a header: rows of a single text, perhaps with blank rows below them."""
    row = header.first_row
    while row > least and not _texts_in(sheet, row - 1, header):
        row -= 1
    titled = row
    while titled > least and len(_texts_in(sheet, titled - 1, header)) == 1:
        titled -= 1
    return titled if titled < row else header.first_row


def _texts_in(sheet: Sheet, row: int, header: Header) -> list[int]:
    return [at for at in range(header.left, header.right) if cell_text(sheet.columns[at][row])]


def _last_filled(columns: Columns) -> int:
    last = -1
    for column in columns:
        at = len(column) - 1
        while at > last and not cell_text(column[at]):
            at -= 1
        last = max(last, at)
    return last
