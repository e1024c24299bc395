"""Which sheets of a workbook are read, with their tables: not hidden ones, nor those that stand aside by their names.

What the project has said of a sheet outweighs both. A sheet that stands aside is read where it is the only one with a
table, and that is said.
"""

from __future__ import annotations

from msgspec import Struct

from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.period import Period
from rsplan.reading.workbook import Sheet, Workbook
from rsplan.understanding.choices_sheets import lists_choices
from rsplan.understanding.sheet_guards import stands_aside
from rsplan.understanding.tables import SheetTable, tables_of
from rsplan.understanding.taught import is_left_out, is_taken_in, words_of
from rsplan.understanding.turned_sheets import turned_tables


class ReadSheet(Struct, frozen=True, dict=True):
    """A sheet that is read, the words that hold on it, and its tables."""

    sheet: Sheet
    words: Vocabulary
    tables: list[SheetTable]


def sheets_to_read(
    workbook: Workbook, vocabulary: Vocabulary, expected: Period | None
) -> tuple[list[ReadSheet], list[Finding]]:
    """The sheets that are read for a run of the expected period, and what there is to say of the others."""
    found, aside = [], []
    for sheet in workbook.sheets:
        if is_left_out(vocabulary, workbook, sheet):
            continue
        away = sheet.hidden or stands_aside(sheet, workbook.sheets, vocabulary)
        if away and not is_taken_in(vocabulary, workbook, sheet):
            aside.append(sheet)
        else:
            found.append(_read(workbook, sheet, vocabulary, expected))
    found, findings = _without_choices(workbook, found, vocabulary)
    if not any(each.tables for each in found):
        visible = [_read(workbook, sheet, vocabulary, expected) for sheet in aside if not sheet.hidden]
        alone = [each for each in visible if each.tables]
        if len(alone) == 1:
            found += alone
            aside.remove(alone[0].sheet)
            findings += _alone(workbook, alone[0].sheet, vocabulary)
    findings += [
        finding(codes.HIDDEN_SHEET if sheet.hidden else codes.SHEET_ASIDE, file=workbook.name, sheet=sheet.name)
        for sheet in aside
    ]
    return found, findings


def _without_choices(
    workbook: Workbook, found: list[ReadSheet], vocabulary: Vocabulary
) -> tuple[list[ReadSheet], list[Finding]]:
    """The sheets without those of the choices of drop-down lists, beside another with a table, and what there is to
    say of these."""
    kept, findings = [], []
    for each in found:
        others = [table for other in found if other is not each for table in other.tables]
        taken_in = not others or is_taken_in(vocabulary, workbook, each.sheet)
        cell = None if taken_in else lists_choices(each.sheet, others, each.words)
        if cell is None:
            kept.append(each)
        else:
            findings.append(finding(codes.CHOICES_SHEET, file=workbook.name, sheet=each.sheet.name, cell=cell))
    return kept, findings


def _alone(workbook: Workbook, sheet: Sheet, vocabulary: Vocabulary) -> list[Finding]:
    """That a sheet is read although it stands aside, where nobody has accepted it."""
    taught = [each for each in vocabulary.taught if each.holds_for(workbook.name, sheet.name)]
    if any(codes.ASIDE_BUT_ALONE in each.accepted for each in taught):
        return []
    return [finding(codes.ASIDE_BUT_ALONE, file=workbook.name, sheet=sheet.name)]


def _read(workbook: Workbook, sheet: Sheet, vocabulary: Vocabulary, expected: Period | None) -> ReadSheet:
    words = words_of(vocabulary, workbook, sheet)
    tables = tables_of(workbook, sheet, words, expected) or turned_tables(workbook, sheet, words, expected)
    return ReadSheet(sheet, words, tables)
