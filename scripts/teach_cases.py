"""What one lesson makes of exports that are not read right: ``python scripts/teach_cases.py FOLDER [WORD...]``.

Each folder in FOLDER holds exports and an ``expected.json``: ``files``, ``year``, ``tertial`` and the counts that a
careful reader gives each kind. Each is copied to a project of its own and taught twice: with ``learn --accept``, then
by a person who knows the answers (those of the answers offered that give the expected counts). What is learnt is
written, read again from ``rsplan.toml`` and counted. Prints a line a case that was not right from the beginning, with
what the run says where it cannot be taught; exits with 1 where one that has been taught is counted otherwise.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rsplan.cli.prompts import accept_worked_out
from rsplan.findings.finding import RsplanError
from rsplan.plan.model import Kind
from rsplan.plan.period import Period, Tertial
from rsplan.project.settings import Settings, load_settings
from rsplan.runs.learn import Answer, Learnt, learn_workbooks, read_workbooks, write_learnt
from rsplan.runs.plans import vocabulary_of
from rsplan.understanding.plan import read_plan

if TYPE_CHECKING:
    from rsplan.language.vocabulary import Vocabulary
    from rsplan.plan.model import Plan
    from rsplan.reading.workbook import Workbook
    from rsplan.runs.lessons import Lesson, WordingLesson
    from rsplan.runs.questions import Choice, Question

_MOST_TRIES = 600
_SETTINGS = '[organisation]\nname = ""\n'
Counts = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Case:
    """A folder of exports with what they hold."""

    folder: Path
    files: tuple[str, ...]
    period: Period
    expected: Counts

    @classmethod
    def of(cls, folder: Path) -> Case:
        """The case of a folder."""
        told: dict[str, Any] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
        period = Period(int(told["year"]), Tertial.parse(told["tertial"]))
        return cls(folder, tuple(told["files"]), period, {kind: told[kind] for kind in Kind})

    def is_right(self, counts: Counts | str) -> bool:
        """True where every count that is told is the expected one."""
        return not isinstance(counts, str) and all(
            counts[kind].get(name, 0) == count for kind, told in self.expected.items() for name, count in told.items()
        )


@dataclass
class Answers:
    """A person's answers: the choices at the places that are given, then the first of each; of a wording, what agrees
    with the ``expected`` counts. ``offered`` says how many choices each question had.
    """

    expected: Counts
    given: Sequence[int] = ()
    offered: list[int] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def __call__(self, lesson: Lesson, question: Question) -> Choice:
        known = self._of_wording(lesson, question)
        if known is not None:
            self.asked.append(f"{question.text} {known.label}")
            return known
        at = len(self.offered)
        choice = question.choices[self.given[at] if at < len(self.given) else 0]
        self.offered.append(len(question.choices))
        self.asked.append(f"{question.text} {choice.label}")
        return choice

    def _of_wording(self, lesson: Lesson, question: Question) -> Choice | None:
        text = next((text for choice in question.choices for text in choice.words), None)
        for kind, wordings in lesson.wordings.items():
            if any(each.text == text for each in wordings):
                meant = meanings_by_count(wordings, self.expected[kind], kind, lesson.words)
                return next((each for each in question.choices if each.label == meant.get(text or "")), None)
        return None


def meanings_by_count(
    wordings: Sequence[WordingLesson], expected: dict[str, int], kind: Kind, words: Vocabulary
) -> dict[str, str]:
    """A meaning for each wording so that their cells add up to the expected counts; empty where there is none."""
    family = words.family(kind)
    labels = {words.label(family, each).lower(): each for each in words.labels[family] if each in expected}
    left = Counter({each: count for each, count in expected.items() if each != "total"})
    left.subtract(labels[each.meaning] for each in wordings for _ in range(each.count) if each.meaning in labels)

    def found(unknown: Sequence[WordingLesson]) -> dict[str, str] | None:
        if not unknown:
            return {}
        first = unknown[0]
        for label, each in labels.items():
            if left[each] < first.count or each == "unknown":
                continue
            left[each] -= first.count
            if (rest := found(unknown[1:])) is not None:
                return {first.text: label, **rest}
            left[each] += first.count
        return None

    return found([each for each in wordings if not each.meaning]) or {}


class Pupil:
    """A project of its own with a case's exports, which have been read once."""

    def __init__(self, case: Case, root: Path) -> None:
        self._case, self._root = case, root
        for name in case.files:
            shutil.copy(case.folder / name, root / name)
        self._books: list[Workbook] = read_workbooks([root / name for name in case.files])

    def untaught(self) -> Counts | str:
        """The counts without a lesson; what is said where there are none."""
        return self._counted(None)

    def taught(self, answer: Answer) -> tuple[Counts | str, Learnt]:
        """The counts in a new project after one lesson, with what was learnt."""
        path = self._root / "rsplan.toml"
        path.write_text(_SETTINGS, encoding="utf-8")
        learnt = learn_workbooks(self._books, self._root, self._settings(), self._case.period, answer, _SETTINGS)
        write_learnt(learnt)
        return self._counted(self._settings()), learnt

    def _settings(self) -> Settings:
        return load_settings(self._root, self._case.period)

    def _counted(self, settings: Settings | None) -> Counts | str:
        try:
            return counts_of(read_plan(self._books, vocabulary_of(settings), self._case.period))
        except RsplanError as error:
            return str(error)


def counts_of(plan: Plan) -> Counts:
    """How many items each kind has in all and of each status."""
    frames = {Kind.ASSIGNMENTS: plan.assignments, Kind.INDICATORS: plan.indicators, Kind.ACTIVITIES: plan.activities}
    return {kind: {"total": len(frame), **Counter(map(str, frame["status"]))} for kind, frame in frames.items()}


def answers_of(pupil: Pupil, case: Case) -> Answers | None:
    """The answers that make a case right, None where no answers among the first hundreds do."""
    for given in _in_turn(pupil, case):
        answers = Answers(case.expected, given)
        if case.is_right(pupil.taught(answers)[0]):
            return answers
    return None


def _in_turn(pupil: Pupil, case: Case) -> Iterator[tuple[int, ...]]:
    """The answers, those that differ least from the best guesses first."""
    waiting: list[tuple[int, ...]] = [()]
    for _ in range(_MOST_TRIES):
        if not waiting:
            return
        given = waiting.pop(0)
        yield given
        answers = Answers(case.expected, given)
        pupil.taught(answers)
        for at in range(len(given), len(answers.offered)):
            filled = given + (0,) * (at - len(given))
            waiting += [(*filled, choice) for choice in range(1, answers.offered[at])]


def report_of(case: Case) -> tuple[str, bool]:
    """A line about one case, "" where it is right as it stands, and whether it is right once it is taught."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            pupil = Pupil(case, Path(folder))
        except RsplanError as error:
            return f"cannot be taught: {error}", True
        untaught = pupil.untaught()
        if isinstance(untaught, str) and not any(told["total"] for told in case.expected.values()):
            return "refused, and there is nothing to count", True
        if case.is_right(untaught):
            accepted, _ = pupil.taught(accept_worked_out)
            return ("", True) if case.is_right(accepted) else (f"RIGHT BEFORE, NOT AFTER: {accepted}", False)
        if case.is_right(pupil.taught(accept_worked_out)[0]):
            return "right after learn --accept", True
        answers = answers_of(pupil, case)
        if answers is not None:
            return "right after " + "; ".join(answers.asked), True
        if isinstance(untaught, str):
            return f"cannot be taught: {untaught}", True
        return f"NOT RIGHT: {pupil.taught(Answers(case.expected))[0]}", False


def main(root: Path, words: Sequence[str]) -> int:
    """Teach every case whose folder's name holds one of the words; all of them without."""
    folders = sorted(path.parent for path in root.glob("*/expected.json"))
    folders = [each for each in folders if not words or any(word in each.name for word in words)]
    wrong = 0
    for folder in folders:
        line, right = report_of(Case.of(folder))
        wrong += not right
        if line:
            print(f"{folder.name}: {line}", flush=True)
    print(f"{len(folders)} cases, {wrong} counted otherwise once taught")
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    raise SystemExit(main(Path(sys.argv[1]), sys.argv[2:]))
