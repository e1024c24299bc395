"""What ``learn`` does: settle what rsplan could not be sure of in some exports, once, and keep it in ``rsplan.toml``.

Nothing is asked and printed here: the questions go to whoever can answer, and what is learnt comes back as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from rsplan.boundary.folders import is_file
from rsplan.boundary.inputs import SETTINGS, read_input
from rsplan.findings.catalogue import Severity
from rsplan.language.taught import Taught, matches
from rsplan.language.vocabulary import Vocabulary, load_vocabulary
from rsplan.project.learnt import same_layout, with_layouts
from rsplan.project.setting_keys import PROJECT_FILE
from rsplan.project.writing import Put, locked, write_together
from rsplan.reading.exports import Unreadable, start_reading
from rsplan.runs.plans import refusal_of

if TYPE_CHECKING:
    from rsplan.findings.finding import Finding
    from rsplan.plan.period import Period
    from rsplan.project.settings import Settings
    from rsplan.reading.workbook import Workbook
    from rsplan.runs.lessons import Lesson
    from rsplan.runs.questions import Choice, Question

# The answer to a question, None for none.
Answer = Callable[["Lesson", "Question"], "Choice | None"]
_MOST_ROUNDS = 8
# The end of a name that tells a period, a date or a copy's number: the next export has another one there.
_DATED = re.compile(
    r"(?:[\s_.,()-]*+(?:\d++|t[123]|tertial|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november"
    r"|december|jan|feb|mar|apr|jun|jul|aug|sep|okt|nov|dec))++[\s_.)-]*$",
    re.IGNORECASE,
)


class Learnt(Struct, frozen=True, dict=True):
    """What was learnt: the tables as they were read, and as they are read with it, the layouts, and the project file
    before and after.

    ``open`` are the questions that nobody has answered.
    """

    before_answers: tuple[Lesson, ...]
    lessons: tuple[Lesson, ...]
    layouts: tuple[Taught, ...]
    open: tuple[Question, ...]
    path: Path
    before: str
    after: str

    @property
    def refusals(self) -> list[Finding]:
        """What still stops a run of these exports, once for each cell."""
        said = [entry for lesson in self.lessons for entry in lesson.findings]
        said += [entry for lesson in self.lessons for part in lesson.parts for entry in part.findings]
        return list(dict.fromkeys(entry for entry in said if entry.severity is Severity.ERROR))


def learn(
    paths: Sequence[Path], root: Path, settings: Settings | None, expected: Period | None, answer: Answer
) -> Learnt:
    """Learn the tables of some exports for the project file in ``root``, which need not be there yet. Nothing is
    written.

    Raises an ``RsplanError`` for a file that cannot be read.
    """
    path = root / PROJECT_FILE
    before = read_input(path, SETTINGS).decode("utf-8") if is_file(path) else ""
    return learn_workbooks(read_workbooks(paths), root, settings, expected, answer, before)


def learn_workbooks(
    workbooks: Sequence[Workbook],
    root: Path,
    settings: Settings | None,
    expected: Period | None,
    answer: Answer,
    before: str,
) -> Learnt:
    """As ``learn``, of workbooks that have been read, for a project file whose text is ``before``."""
    teacher = _Teacher(workbooks, settings, expected, answer)
    first = tuple(teacher.read())
    lessons = teacher.lessons(first)
    layouts = tuple(teacher.layouts(lessons))
    return Learnt(
        first,
        tuple(lessons),
        layouts,
        tuple(teacher.unanswered),
        root / PROJECT_FILE,
        before,
        with_layouts(before, layouts),
    )


def write_learnt(learnt: Learnt) -> bool:
    """Write the project file, whole or not at all; False where it says all this already."""
    if learnt.after == learnt.before:
        return False
    seen = learnt.before.encode() if is_file(learnt.path) else None
    with locked(learnt.path.parent):
        write_together(learnt.path.parent, [Put(learnt.path, learnt.after.encode(), seen=seen)])
    return True


def read_workbooks(paths: Sequence[Path]) -> list[Workbook]:
    """The workbooks of some files. Raises an ``RsplanError`` for one that cannot be read."""
    with start_reading(paths) as reading:
        import rsplan.understanding.plan  # noqa: F401 - while the files are being read

        results = reading.results()
    if unreadable := [result for result in results if isinstance(result, Unreadable)]:
        raise refusal_of(unreadable)
    return [result for result in results if not isinstance(result, Unreadable)]


class _Teacher:
    """The tables of some workbooks, while answers to what they leave open come in."""

    def __init__(
        self, workbooks: Sequence[Workbook], settings: Settings | None, expected: Period | None, answer: Answer
    ) -> None:
        self._workbooks, self._settings, self._expected, self._answer = workbooks, settings, expected, answer
        self._taught: dict[tuple[str, str, int], Taught] = {}
        self._asked: set[tuple[str, str, str]] = set()
        self.unanswered: list[Question] = []

    def lessons(self, lessons: Sequence[Lesson]) -> Sequence[Lesson]:
        """The tables as they are read once every question has been asked."""
        from rsplan.runs.questions import questions_of

        for _ in range(_MOST_ROUNDS):
            answered = False
            for lesson in lessons:
                for question in questions_of(lesson):
                    answered = self._ask(lesson, question) or answered
            if not answered:
                break
            lessons = self.read()
        return lessons

    def _ask(self, lesson: Lesson, question: Question) -> bool:
        """Ask once; True where the answer teaches something."""
        table = lesson.table
        asked = (table.workbook.name, table.sheet.name, question.text)
        if asked in self._asked:
            return False
        self._asked.add(asked)
        choice = self._answer(lesson, question)
        if choice is None:
            self.unanswered.append(question)
        if choice is None or not choice.teaches:
            return False
        at = _place(lesson)
        known = self._taught.get(at, Taught(files=table.workbook.name, sheet=table.sheet.name))
        words = {**known.words, **choice.words}
        self._taught[at] = replace(
            known,
            columns={**known.columns, **choice.columns},
            words=words,
            counted=known.counted if choice.counted is None else choice.counted,
        )
        return True

    def read(self) -> list[Lesson]:
        """The tables as they are read with what has been learnt so far."""
        from rsplan.runs.lessons import lessons_of
        from rsplan.understanding.plan import examine

        vocabulary = self._vocabulary()
        examined = [examine(workbook, vocabulary, self._expected) for workbook in self._workbooks]
        return lessons_of(examined, vocabulary)

    def _vocabulary(self) -> Vocabulary:
        known = self._settings
        words, columns = (known.vocabulary, known.columns) if known else ({}, {})
        layouts = known.layouts if known else ()
        return load_vocabulary(words, columns, (*layouts, *self._taught.values()))

    def layouts(self, lessons: Iterable[Lesson]) -> list[Taught]:
        """What is to be kept of each table of which something was learnt, or whose layout has changed; sheets that are
        not to be counted are no tables any more.
        """
        known = list(self._settings.layouts) if self._settings else []
        found = []
        for lesson in lessons:
            taught = self._taught.get(_place(lesson), Taught())
            layout = self._layout(lesson, taught)
            learnt = taught.columns or taught.words or (layout.accepted and not lesson.unread)
            if learnt or same_layout(known, layout) is not None:
                found.append(layout)
        of_sheets = [each for each in self._taught.values() if each.counted is not None]
        return found + [Taught(files=each.files, sheet=each.sheet, counted=each.counted) for each in of_sheets]

    def _layout(self, lesson: Lesson, taught: Taught) -> Taught:
        from rsplan.understanding.taught import headings_of, layout_of

        table = lesson.table
        known = layout_of(table, self._vocabulary())
        files = known.files if known and known.headings else self._pattern(table.workbook)
        sheet = known.sheet if known and known.headings else _sheet_pattern(table.workbook, table.sheet.name)
        accepted = {*(known.accepted if known else ()), *lesson.settled}
        return replace(
            taught,
            files=files,
            sheet=sheet,
            headings=headings_of(table.header),
            seen=tuple(dict.fromkeys(each.text for every in lesson.wordings.values() for each in every)),
            accepted=tuple(sorted(accepted)),
        )

    def _pattern(self, workbook: Workbook) -> str:
        """The files that the layout is of: those of the same name, whatever period it tells; the very name where that
        would take in another of the files.
        """
        stem, dot, suffix = workbook.name.rpartition(".")
        pattern = f"{_DATED.sub('', stem or workbook.name)}*{dot}{suffix if dot else ''}"
        others = [each.name for each in self._workbooks if each.name != workbook.name]
        return workbook.name if any(matches(pattern, name) for name in others) else pattern


def _place(lesson: Lesson) -> tuple[str, str, int]:
    """Where a table is: the file, the sheet and the row of its headings."""
    table = lesson.table
    return table.workbook.name, table.sheet.name, table.header.row


def _sheet_pattern(workbook: Workbook, sheet: str) -> str:
    """The sheets that the layout is of: any where the workbook has one, else those of the name without its period."""
    if sum(not each.hidden for each in workbook.sheets) < 2:
        return ""
    pattern = _DATED.sub("*", sheet)
    others = [each.name for each in workbook.sheets if each.name != sheet]
    return sheet if pattern == "*" or any(matches(pattern, name) for name in others) else pattern
