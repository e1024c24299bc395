"""What is said of a sheet: rows that nobody sees, and why no table was found where there seems to be one.

Knows headings and status words, not items.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.model import Fulfilment, Kind
from rsplan.reading.workbook import Sheet, Workbook, cell_name
from rsplan.understanding.cell_texts import cell_text, column_texts
from rsplan.understanding.header_by_shape import counts_rows, header_row, headings_of
from rsplan.understanding.headings import heading_key
from rsplan.understanding.left_out_notices import tells_rows_left_out
from rsplan.understanding.missing_header import heading_above, heading_suspects, rival_statuses, unknown_headings
from rsplan.understanding.notes import column_line, under_columns
from rsplan.understanding.tables import SheetTable
from rsplan.understanding.turned_sheets import lies_across, statuses_across, turned

_LONGEST_HEADING = 40
_SHORTEST_NOTICE = 12
_FEWEST_STATUSES, _MOST_STATUSES = 3, 200
_SEARCHED_ABOVE = 20


def sheet_findings(
    workbook: Workbook, sheet: Sheet, tables: Sequence[SheetTable], vocabulary: Vocabulary
) -> Iterator[Finding]:
    """What there is to say of a visible sheet with its tables."""
    file, name = workbook.name, sheet.name
    for row, column, text in _notices(sheet, tables):
        yield finding(codes.ROWS_LEFT_OUT, file=file, sheet=name, cell=cell_name(row, column), value=text)
    if tables:
        if sheet.hidden_rows:
            cell = f"A{min(sheet.hidden_rows) + 1}"
            yield finding(codes.HIDDEN_ROWS, file=file, sheet=name, cell=cell, count=len(sheet.hidden_rows))
        return
    first = _statuses_without_header(sheet, vocabulary)
    if first is not None and (at := _other_register(sheet, first[0], vocabulary)):
        value = cell_text(sheet.columns[at[1]][at[0]])
        line = under_columns(column_line(value, vocabulary.noun(Kind.ACTIVITIES).one))
        yield finding(codes.OTHER_REGISTER, file=file, sheet=name, cell=cell_name(*at), value=value, line=line)
    elif first is not None and first == statuses_across(sheet, vocabulary):
        yield _without_header(workbook, turned(sheet), first[::-1], vocabulary)
    elif first is not None:
        yield _without_header(workbook, sheet, first, vocabulary)
    elif (lying := lies_across(sheet, vocabulary)) is not None:
        yield _without_header(workbook, turned(sheet), lying[::-1], vocabulary)
    elif (at := _vital_heading(sheet, vocabulary)) is not None:
        value = cell_text(sheet.columns[at[1]][at[0]])
        yield finding(codes.HEADING_WITHOUT_TABLE, file=file, sheet=name, cell=cell_name(*at), value=value)
    elif any(value is not None for column in sheet.columns for value in column):
        yield finding(codes.SHEET_WITHOUT_TABLE, file=file, sheet=name, nearest="")


def without_any_table(workbook: Workbook, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Why the sheets of a workbook in which nothing is known are no tables: they count rows instead of listing them, or
    some headings would have to be known."""
    for sheet in workbook.sheets:
        row = None if sheet.hidden else header_row(sheet)
        if row is not None and counts_rows(sheet, row):
            at = min(headings_of(sheet, row))
            cell, value = cell_name(row, at), cell_text(sheet.columns[at][row])
            yield finding(codes.COUNTS_NOT_ITEMS, file=workbook.name, sheet=sheet.name, cell=cell, value=value)
        elif row is not None and (found := unknown_headings(sheet, row, vocabulary)):
            cell, told = found[0].cell, " ".join(map(str, found))
            yield finding(
                codes.HEADINGS_UNKNOWN, file=workbook.name, sheet=sheet.name, cell=cell, value=found[0].text,
                suspects=told,
            )  # fmt: skip


def _notices(sheet: Sheet, tables: Sequence[SheetTable]) -> Iterator[tuple[int, int, str]]:
    """The cells outside the items of a sheet that say that rows are missing."""
    items = {row for table in tables for row in table.rows}
    for row in (row for row in range(sheet.height) if row not in items):
        for column, value in enumerate(sheet.row(row)):
            told = isinstance(value, str) and len(value) >= _SHORTEST_NOTICE and tells_rows_left_out(cell_text(value))
            if told:
                yield row, column, cell_text(value)


def _without_header(workbook: Workbook, sheet: Sheet, first: tuple[int, int], vocabulary: Vocabulary) -> Finding:
    """Statuses without a header row: the headings above them that are not known, each with the line that teaches it."""
    suspects = heading_suspects(sheet, *first, vocabulary)
    cell = suspects[0].cell if suspects else sheet.cell(*first)
    rivals = rival_statuses(sheet, *first, vocabulary)
    mine = [suspect for suspect in suspects if not rivals or suspect.meant != "status"]
    told = "".join(f" {suspect}" for suspect in (*mine, *filter(None, [rivals])))
    told = told or heading_above(sheet, *first, vocabulary)
    value = suspects[0].text if suspects else None
    return finding(
        codes.STATUSES_WITHOUT_HEADER, file=workbook.name, sheet=sheet.name, cell=cell, value=value, suspects=told
    )


def _other_register(sheet: Sheet, first: int, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """The heading above the first status that tells of controls or risks: the sheet is another register."""
    from rsplan.language.headingwords.lexicon import other_registers

    for row in range(max(0, first - _SEARCHED_ABOVE), first):
        for column, value in enumerate(sheet.row(row)):
            if isinstance(value, str) and heading_key(value) in other_registers() - vocabulary.headings:
                return row, column
    return None


def _vital_heading(sheet: Sheet, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """The first cell of a sheet without a table that names a kind of item or a status column."""
    vital = vocabulary.kind_names.keys() | {name for name, field in vocabulary.columns.items() if field == "status"}
    for row, values in enumerate(sheet.rows):
        for column, value in enumerate(values):
            if isinstance(value, str) and len(value) < _LONGEST_HEADING and heading_key(value) in vital:
                return row, column
    return None


def _statuses_without_header(sheet: Sheet, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """The first of a column of status words in a sheet where no header was recognised."""
    for at, column in enumerate(sheet.columns):
        texts = column_texts(column)
        distinct = set(texts) - {""}
        if len(distinct) > _MOST_STATUSES:
            continue
        known = {text for text in distinct if vocabulary.any_status(text) not in (None, Fulfilment.NO_DATA)}
        rows = [row for row, text in enumerate(texts) if text in known]
        # Each word once is a legend; a table has some of them several times.
        if len(rows) >= _FEWEST_STATUSES and len(rows) > len(known):
            return rows[0], at
    return statuses_across(sheet, vocabulary)
