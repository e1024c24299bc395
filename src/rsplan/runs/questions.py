"""What has to be asked of a table that rsplan cannot be sure of, the best guess first, and what each answer teaches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from rsplan.findings import codes
from rsplan.language.swedish import counted
from rsplan.language.vocabulary import BLANK_CELL, Vocabulary, field_label
from rsplan.plan.model import OF_SEX, Kind
from rsplan.runs.lessons import ColumnLesson, Degree, Lesson, WordingLesson, meanings
from rsplan.understanding.cell_texts import cell_text
from rsplan.understanding.column_content import holds_classes, holds_names
from rsplan.understanding.header_by_shape import counts_rows
from rsplan.understanding.headings import IGNORED
from rsplan.understanding.parted_names import lines_for_each, parted_names
from rsplan.understanding.turned_sheets import statuses_across

_EXAMPLES = 3
_LONGEST_EXAMPLE = 30
_PROPERTIES = ("status", "title", "unit", "goal_area", "decided_by", "parent", "target", "actual", *OF_SEX,
               "comment", "key", "horizon", "period", "board", "ignored")  # fmt: skip
# A table without the column of that role, the columns that may be it, or one whose heading may say it.
_NAMELESS, _STATUSLESS = (
    (codes.TABLE_WITHOUT_NAMES,),
    (
        codes.TABLE_WITHOUT_STATUS,
        codes.PERHAPS_STATUS_COLUMN,
        codes.STATUS_COLUMN_UNUSED,
        codes.STATUSES_OF_PERIODS,
        codes.STATUSES_OF_ANOTHER_PERIOD,
    ),
)


class Choice(Struct, frozen=True):
    """An answer: what it says, and the headings and wordings that it teaches, or whether the sheet is counted."""

    label: str
    columns: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    counted: bool | None = None

    @property
    def teaches(self) -> bool:
        """True where the answer says something to keep."""
        return bool(self.columns or self.words) or self.counted is not None


class Question(Struct, frozen=True):
    """Something to ask of a table. The first choice is the best guess, ``worked_out`` where a rule gave it;
    ``doubtful`` where a rule weighed meanings, or none gave it.
    """

    text: str
    choices: tuple[Choice, ...]
    doubtful: bool = True
    worked_out: bool = False


def questions_of(lesson: Lesson) -> Iterator[Question]:
    """Everything that has to be asked of a table now; an answer may bring new questions."""
    if lesson.aside:
        yield _of_sheet(lesson)
        return
    missing = list(_missing(lesson))
    yield from missing
    if missing:
        return
    for column in lesson.columns:
        if column.together:
            yield _of_columns_together(column)
        elif column.degree is Degree.WORKED_OUT and column.heading:
            yield _of_column(lesson, column)
    for kind, wordings in lesson.wordings.items():
        for wording in wordings:
            if wording.degree is not Degree.KNOWN:
                yield _of_wording(wording, kind, lesson.words)


def _of_sheet(lesson: Lesson) -> Question:
    """A sheet that is not read although it has a table."""
    sheet = lesson.table.sheet
    why = "är dolt" if sheet.hidden else "står åt sidan, efter sitt namn"
    rows = counted(len(lesson.table.rows), "rad", "rader")
    text = f'Bladet "{sheet.name}" {why}, men har en tabell med {rows}. Ska den räknas?'
    choices = (Choice("nej", counted=False), Choice("ja", counted=True))
    return Question(text, choices, worked_out=not sheet.hidden)


def _missing(lesson: Lesson) -> Iterator[Question]:
    """What the table cannot be counted without: names, statuses, the kind."""
    told = {entry.code for entry in lesson.findings}
    header, words = lesson.table.header, lesson.words
    if header.title is None and not header.view and (lesson.unread or told & set(_NAMELESS)):
        yield _which(lesson, "namnen", _names_first(lesson), _name_role(lesson))
    elif not lesson.parts and codes.TABLE_OF_UNKNOWN_KIND in told and header.title is not None:
        heading = header.texts.get(header.title, "")
        nouns = [words.noun(kind).one for kind in Kind]
        choices = tuple(Choice(noun, {heading: noun}) for noun in nouns)
        yield Question(f'Vad är raderna i tabellen med rubriken "{heading}"?', choices)
    elif codes.NAMES_PARTED in told:
        yield from _parted(lesson)
    elif codes.COLUMNS_EQUALLY_LIKELY in told:
        yield from _equally_likely(lesson)
    elif "status" not in header.fields and (lesson.unread or (lesson.parts and told & set(_STATUSLESS))):
        yield _which(lesson, "statusen", _statuses_first(lesson), "status")


def _which(lesson: Lesson, what: str, columns: list[int], role: str) -> Question:
    texts = lesson.table.header.texts
    choices = [Choice(f"{texts[at]} ({_examples(lesson, at)})", {texts[at]: role}) for at in columns]
    left_out = Choice("ingen av dem: tabellen räknas inte", counted=False)
    choices = [left_out, *choices] if _lists_no_items(lesson) else [*choices, left_out]
    return Question(f"Vilken kolumn har {what}?", tuple(choices))


def _lists_no_items(lesson: Lesson) -> bool:
    """True for a table that counts rows instead of listing them, and for one that lies on its side."""
    sheet = lesson.table.sheet
    return lesson.unread and (
        counts_rows(sheet, lesson.table.header.row) or statuses_across(sheet, lesson.words) is not None
    )


def _equally_likely(lesson: Lesson) -> Iterator[Question]:
    header = lesson.table.header
    for note in lesson.table.notes:
        if note.code == codes.COLUMNS_EQUALLY_LIKELY:
            columns = sorted(note.choices)
            what = str(note.words["what"])
            role = "status" if what == "statusen" else _name_role(lesson)
            choices = tuple(
                Choice(
                    f"{header.texts[at]} ({_examples(lesson, at)})",
                    {header.texts[other]: role if other == at else field_label(IGNORED) for other in columns},
                )
                for at in columns
            )
            yield Question(f"Vilken av kolumnerna är {what}?", choices)


def _parted(lesson: Lesson) -> Iterator[Question]:
    """Whether rows with the same name are one item, or one each."""
    found = parted_names(lesson.table, lesson.parts)
    if found is None:
        return
    name, part = (lesson.table.header.texts[at] for at in (found.title, found.part))
    each = dict(lines_for_each(name, part, lesson.parts, lesson.words))
    text = f'Flera rader har samma namn i "{name}" men olika status, och "{part}" skiljer dem åt. Vad räknas?'
    once = {part: lesson.words.field_label(IGNORED)}
    yield Question(text, (Choice(f'varje rad, med namnet i "{part}"', each), Choice(f'varje "{name}" en gång', once)))


def _name_role(lesson: Lesson) -> str:
    kind = lesson.table.kind
    return lesson.words.noun(kind).one if kind else lesson.words.field_label("title")


def _free(lesson: Lesson) -> list[int]:
    header = lesson.table.header
    return [at for at in sorted(header.texts) if at not in header.used]


def _names_first(lesson: Lesson) -> list[int]:
    return sorted(_free(lesson), key=lambda at: not holds_names(_texts(lesson, at)))


def _statuses_first(lesson: Lesson) -> list[int]:
    return sorted(_free(lesson), key=lambda at: (not _are_statuses(lesson, at), not holds_classes(_texts(lesson, at))))


def _are_statuses(lesson: Lesson, column: int) -> bool:
    texts = [text for text in _texts(lesson, column) if text]
    return bool(texts) and sum(bool(lesson.words.any_status(text)) for text in texts) * 2 > len(texts)


def _texts(lesson: Lesson, column: int) -> list[str]:
    cells = lesson.table.sheet.columns[column]
    return [cell_text(cells[row]) for row in lesson.table.rows]


def _examples(lesson: Lesson, column: int) -> str:
    texts = [text for text in dict.fromkeys(_texts(lesson, column)) if text][:_EXAMPLES]
    short = (text if len(text) <= _LONGEST_EXAMPLE else f"{text[: _LONGEST_EXAMPLE - 1]}…" for text in texts)
    return ", ".join(short) or "tom"


def _of_column(lesson: Lesson, column: ColumnLesson) -> Question:
    text = f'Rubriken "{column.heading}" ({_examples(lesson, column.at)}): vad är det?'
    roles = dict.fromkeys([column.role, *_roles(lesson)])
    return Question(text, tuple(Choice(role, {column.heading: role}) for role in roles), column.judged, worked_out=True)


def _of_columns_together(column: ColumnLesson) -> Question:
    """Several columns that tell the status on each row: none of them is the status by itself, so no heading is
    taught."""
    text = f"Statusen läses ur kolumnerna {column.together} tillsammans ({column.rule}): stämmer det?"
    return Question(text, (Choice("ja"), Choice("nej: tabellen räknas inte", counted=False)), worked_out=True)


def _roles(lesson: Lesson) -> list[str]:
    words = lesson.words
    return [words.field_label(name) for name in _PROPERTIES] + [words.noun(kind).one for kind in Kind]


def _of_wording(wording: WordingLesson, kind: Kind, words: Vocabulary) -> Question:
    shown = "En statuscell utan text" if wording.text == BLANK_CELL else f'Statusen "{wording.text}"'
    count = f" ({wording.count} celler)" if wording.count > 1 else ""
    rule = f": {wording.rule}" if wording.rule else ""
    choices = [
        Choice(each, words={wording.text: each}) for each in meanings(kind, words, wording.meaning or wording.guess)
    ]
    if wording.degree is Degree.UNKNOWN and not wording.guess:
        choices.insert(0, Choice("vet inte"))
    known = wording.degree is Degree.WORKED_OUT
    return Question(f"{shown}{count} betyder{rule}", tuple(choices), wording.judged or not known, worked_out=known)
