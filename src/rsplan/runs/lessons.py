"""What is known of each table of some exports: its columns, its status wordings, and how surely. Nothing is asked here.

Three degrees, as everywhere: known or taught, worked out by a rule, not known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from rsplan.findings import codes
from rsplan.findings.finding import Finding
from rsplan.language.statuswords.column import nearest_status, read_column
from rsplan.language.vocabulary import BLANK_CELL, NOT_COUNTED, Vocabulary
from rsplan.plan.model import Fulfilment, Kind
from rsplan.runs.unread_sheets import tables_aside, unread_tables
from rsplan.understanding.cell_texts import cell_text
from rsplan.understanding.items import Items
from rsplan.understanding.plan import Examined
from rsplan.understanding.tables import SheetTable
from rsplan.understanding.taught import words_of

_SAMPLE_ROWS = 3
_MOST_WORDINGS = 60
_LONGEST_WORDING = 60
# What is said of how a table is read, and what no person has to be told twice once they have seen the reading.
SETTLED = frozenset(
    (
        codes.UNKNOWN_COLUMN,
        codes.HEADING_TWICE,
        codes.STATUS_BY_FILL,
        codes.COLUMN_WITHOUT_HEADING,
        codes.GROUP_CELLS_FILLED,
        codes.NAMES_FILLED,
        codes.STATUS_BY_CONTENT,
        codes.ACTIVITY_STATUS_BY_FILL,
        codes.RUNNING_NUMBERS,
        codes.UPPER_NAMES_FILLED,
        codes.SPLIT_BY_SEX,
        codes.STATUS_IN_SEVERAL_COLUMNS,
        codes.HIDDEN_COLUMN_COUNTED,
        codes.TEXT_OF_ASSIGNMENTS,
        codes.MEASURE_NOT_UNIT,
        codes.MOST_STATUSES_EMPTY,
        codes.KIND_DIFFERS,
        codes.ASIDE_BUT_ALONE,
        codes.SHEET_TURNED,
    )
)


class Degree(StrEnum):
    """How surely something is known."""

    KNOWN = "known"
    WORKED_OUT = "worked_out"
    UNKNOWN = "unknown"


class ColumnLesson(Struct, frozen=True):
    """A column: its letter, its heading, what it is read as in Swedish ("" for nothing), how surely, and by which rule.
    ``judged`` is True where a rule weighed one meaning against another, ``together`` has the headings of the columns
    that tell the status with this one.
    """

    at: int
    letter: str
    heading: str
    role: str
    degree: Degree
    rule: str = ""
    judged: bool = False
    together: str = ""


class WordingLesson(Struct, frozen=True):
    """A status wording: how many cells have it, what it means in Swedish ("" where that is not known), how surely, by
    which rule, and the known word that it resembles.
    """

    text: str
    count: int
    meaning: str
    degree: Degree
    rule: str = ""
    judged: bool = False
    guess: str = ""


class Lesson(Struct, frozen=True, dict=True):
    """A table with what is known of it. ``parts`` has its items, ``words`` the vocabulary of its sheet;
    ``unread`` is True for one that rsplan does not read as it stands, ``aside`` for one on a sheet that is hidden or
    that by its name holds a form, an archive or lists.
    """

    table: SheetTable
    parts: tuple[Items, ...]
    words: Vocabulary
    columns: tuple[ColumnLesson, ...]
    wordings: Mapping[Kind, tuple[WordingLesson, ...]]
    findings: tuple[Finding, ...]
    unread: bool = False
    aside: bool = False

    @property
    def rows(self) -> list[list[str]]:
        """The first items, cell by cell, in the order of the columns."""
        cells = self.table.sheet.columns
        return [[cell_text(cells[each.at][row]) for each in self.columns] for row in self.table.rows[:_SAMPLE_ROWS]]

    @property
    def settled(self) -> tuple[str, ...]:
        """The codes of what is said of how the table is read."""
        said = [*self.findings, *(entry for part in self.parts for entry in part.findings)]
        return tuple(sorted({entry.code for entry in said} & SETTLED))


def lessons_of(examined: Sequence[Examined], vocabulary: Vocabulary) -> list[Lesson]:
    """One lesson for each table, in the order of the files, also for those that are not read as they stand."""
    found = []
    for each in examined:
        read = [(table, parts, False, False) for table, parts in each.tables]
        read += [(table, (), True, False) for table in unread_tables(each, vocabulary)]
        read += [(table, (), True, True) for table in tables_aside(each, vocabulary)]
        for table, parts, unread, aside in read:
            words = words_of(vocabulary, each.workbook, table.sheet)
            lesson = _lesson(table, parts, words, each.findings, unread=unread)
            found.append(replace(lesson, aside=aside))
    return found


def _lesson(
    table: SheetTable, parts: tuple[Items, ...], words: Vocabulary, findings: Sequence[Finding], *, unread: bool
) -> Lesson:
    mine = tuple(entry for entry in findings if entry.sheet == table.sheet.name)
    wordings = {part.kind: tuple(_wordings(table, part, words)) for part in parts}
    return Lesson(table, parts, words, tuple(_columns(table, words)), wordings, mine, unread)


def _columns(table: SheetTable, words: Vocabulary) -> Iterator[ColumnLesson]:
    header = table.header
    notes = {note.column: note for note in table.notes}
    for at in sorted({*header.texts, *header.used}):
        letter, heading, role = table.sheet.column_name(at), header.texts.get(at, ""), role_of(table, at, words)
        note = notes.get(at)
        if note and note.code == codes.TEXT_OF_ASSIGNMENTS:
            role = words.field_label("comment")
        if note and note.code in (
            codes.HEADING_TRIMMED,
            codes.HEADING_COMPOSED,
            codes.STATUS_BY_CONTENT,
            codes.STATUS_IN_SEVERAL_COLUMNS,
            codes.TEXT_OF_ASSIGNMENTS,
        ):
            rule = str(note.words.get("rule") or note.words.get("how") or "av det som står i kolumnen")
            together = str(note.words["several"]) if note.code == codes.STATUS_IN_SEVERAL_COLUMNS else ""
            judged = note.code != codes.HEADING_TRIMMED
            yield ColumnLesson(at, letter, heading, role, Degree.WORKED_OUT, rule, judged, together)
        else:
            degree = Degree.UNKNOWN if at in header.unknown and not role else Degree.KNOWN
            yield ColumnLesson(at, letter, heading, role, degree, table.decided_by.get(at, "") if role else "")


def role_of(table: SheetTable, column: int, words: Vocabulary) -> str:
    """What a column is read as, as ``[columns]`` takes it: "status", "aktivitet"; "" where nothing reads it."""
    header = table.header
    for kind, at in header.kinds.items():
        if at == column:
            return words.noun(kind).one
    for (_, prop), at in header.view.items():
        if at == column:
            return words.field_label(prop)
    return next((words.field_label(field) for field, at in header.columns.items() if at == column), "")


def _wordings(table: SheetTable, part: Items, words: Vocabulary) -> Iterator[WordingLesson]:
    family = words.family(part.kind)
    texts = part.columns["status_text"]
    counts = Counter(texts)
    heading = table.header.texts.get(part_status(table, part), "")
    read = read_column(part.kind, counts, words, heading)
    for text, count in counts.most_common(_MOST_WORDINGS):
        if not text or len(text) > _LONGEST_WORDING:
            continue
        reading = read[text]
        if reading is None:
            guess = nearest_status(part.kind, text, words) or ""
            yield WordingLesson(text, count, "", Degree.UNKNOWN, guess=guess)
            continue
        label = words.label(family, reading.meaning).lower()
        degree = Degree.WORKED_OUT if reading.rules else Degree.KNOWN
        yield WordingLesson(text, count, label, degree, "; ".join(reading.rules), reading.judged)
    yield from _seen(part)


def _seen(part: Items) -> Iterator[WordingLesson]:
    """Colours of unknown meaning, and blank cells of activities."""
    for entry in part.findings:
        if entry.code == codes.FILL_WITHOUT_MEANING and entry.value:
            yield WordingLesson(entry.value, 0, "", Degree.UNKNOWN)
    pairs = zip(part.columns["status_text"], part.columns["status"], strict=True)
    blank = sum(not text and status == Fulfilment.UNKNOWN for text, status in pairs)
    coloured = any(entry.code in (codes.STATUS_LOOK_UNREAD, codes.FILL_WITHOUT_MEANING) for entry in part.findings)
    if blank and not coloured:
        yield WordingLesson(BLANK_CELL, blank, "", Degree.UNKNOWN)


def part_status(table: SheetTable, part: Items) -> int:
    """The column of a part's statuses, -1 where it has none."""
    name = part.source.columns.get("status", "")
    return next((at for at in range(len(table.sheet.columns)) if table.sheet.column_name(at) == name), -1)


def meanings(kind: Kind, words: Vocabulary, guess: str = "") -> list[str]:
    """What a wording of a kind may mean, as ``[vocabulary]`` takes it, the best guess first; at last, not counted."""
    family = words.family(kind)
    labels = [words.label(family, member).lower() for member in words.labels[family] if member != "unknown"]
    known = words.status(kind, guess) if guess else None
    best = [words.label(family, known).lower()] if known else []
    return list(dict.fromkeys([*best, *labels, NOT_COUNTED]))
