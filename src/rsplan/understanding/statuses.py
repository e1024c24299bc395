"""What the status cells of a table mean: words first, then what is seen in a cell without words. Knows no rows' names.

Every status that is not plainly a known word becomes a finding with its cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from rsplan.findings import codes
from rsplan.findings.finding import Finding
from rsplan.language.statuswords.column import read_column
from rsplan.language.statuswords.reading import StatusReading
from rsplan.language.vocabulary import BLANK_CELL, Vocabulary
from rsplan.plan.folding import fold
from rsplan.plan.model import ActivityState, Fulfilment, Kind
from rsplan.reading.workbook import Sheet
from rsplan.understanding.column_content import holds_dates
from rsplan.understanding.seen import Seen, Sight, is_symbol
from rsplan.understanding.several_cells import where
from rsplan.understanding.wordings import Wordings, line_to_paste

Say = Callable[..., Finding]
_FEWEST_OF_MOST = 3
# "1", "A", "G2": what a colour may be given to.
_CODE, _MOST_CODES = re.compile(r"[^\W_]{1,2}"), 6
_LEGEND = re.compile(r"\s*[=:–]\s*|\s+-\s+")


class StatusColumn(Struct, frozen=True, dict=True):
    """The status cells of some rows: their texts and, per row (from 1), the place to look at. ``heading`` names the
    column in what is said of it.
    """

    kind: Kind
    texts: Sequence[str]
    rows: Sequence[int]
    sheet: Sheet
    column: int
    title: int
    heading: str = ""


def blank_status(kind: Kind) -> str:
    """What an empty status cell means: no data, but for an activity that nobody knows its state."""
    return ActivityState.UNKNOWN.value if kind is Kind.ACTIVITIES else Fulfilment.NO_DATA.value


def read_statuses(column: StatusColumn, vocabulary: Vocabulary, say: Say) -> tuple[list[str], list[Finding]]:
    """The status of each row, a member's value, and what is in doubt. ``say`` makes a finding of a status cell."""
    kind = column.kind
    meanings = {text: vocabulary.status(kind, text) if text else None for text in set(column.texts)}
    if all(meanings.values()) and not column.sheet.looks:
        return [meanings[text] or "" for text in column.texts], []
    readings = read_column(kind, column.texts, vocabulary, column.heading, column.sheet.legend)
    reader = _Reader(column, vocabulary, say, readings)
    statuses = [reader.status(text, row) for text, row in zip(column.texts, column.rows, strict=True)]
    return statuses, [*reader.findings, *reader.summed_up()]


class _Reader:
    def __init__(
        self, column: StatusColumn, vocabulary: Vocabulary, say: Say, readings: Mapping[str, StatusReading | None]
    ) -> None:
        self._column, self._vocabulary, self._say, self._readings = column, vocabulary, say, readings
        self._family = vocabulary.family(column.kind)
        self._rows: dict[str, list[int]] = {}
        self._filled: dict[tuple[str, str], list[int]] = {}
        self._unclear: dict[tuple[str, str], list[int]] = {}
        self._blanks: list[int] = []
        self.findings: list[Finding] = []
        self._sight = Sight(
            column.sheet, column.kind, column.column, column.title, column.rows,
            vocabulary.words[self._family].get, self._worded, self._read,
        )  # fmt: skip
        self._painted_codes = self._codes_painted()

    def _codes_painted(self) -> frozenset[str]:
        """The numbers and letters that say nothing themselves and each have a colour: 1 is always green."""
        column = self._column
        strange = {text for text in {*column.texts} if text and self._readings[text] is None}
        if strange and holds_dates(sorted(strange)) and strange == {*filter(None, column.texts)}:
            return self._days_painted(strange)
        if not strange or len(strange) > _MOST_CODES or not all(_CODE.fullmatch(text) for text in strange):
            return frozenset()
        seen: dict[str, set[str | None]] = {}
        for text, row in zip(column.texts, column.rows, strict=True):
            if text in strange:
                seen.setdefault(text, set()).add(self._sight.of(row, text).status)
        meant = [statuses for statuses in seen.values() if len(statuses) == 1 and None not in statuses]
        several = len({*map(frozenset, meant)}) > 1
        return frozenset(strange) if several and len(meant) == len(seen) else frozenset()

    def _days_painted(self, days: set[str]) -> frozenset[str]:
        """The days of assessment, where the fill of nearly every one tells a status: the text says when, no more."""
        column = self._column
        seen = [self._sight.of(row, text).status for text, row in zip(column.texts, column.rows, strict=True) if text]
        told = [status for status in seen if status]
        return frozenset(days) if len(set(told)) > 1 and len(told) * 10 >= len(seen) * 9 else frozenset()

    def status(self, text: str, row: int) -> str:
        reading = self._readings[text] if text else None
        meaning = reading.meaning if reading else None
        seen = self._sight.of(row, text)
        if meaning is not None:
            self._rows.setdefault(text, []).append(row)
            if seen.status not in (None, meaning) and self._column.kind is not Kind.ACTIVITIES:
                self._add(codes.WORD_AND_FILL_DIFFER, row, text, label=self._label(str(seen.status)))
            return meaning
        coloured = not text or text in self._painted_codes or seen.colour == self._coloured_sign(text, row)
        if seen.status is not None and coloured:
            self._filled.setdefault((seen.status, seen.colour), []).append(row)
            return seen.status
        if text:
            self._rows.setdefault(text, []).append(row)
            return Fulfilment.UNKNOWN.value
        return self._blank(row, seen)

    def _coloured_sign(self, text: str, row: int) -> str:
        """The colour that stands for a text that says nothing itself: its own, or that of its icon."""
        look = self._sight.look(row)
        return look.icon or (f"#{look.ink}" if look.ink and is_symbol(text, look) else "-")

    def _blank(self, row: int, seen: Seen) -> str:
        """A cell without words or a known colour: blank only where it is known that there is nothing to be seen. What a
        blank cell means may be taught."""
        unread = self._column.sheet.looks.unread
        if unread or seen.doubt:
            self._unclear.setdefault((codes.STATUS_LOOK_UNREAD, unread or seen.doubt), []).append(row)
            return Fulfilment.UNKNOWN.value
        if seen.colour:
            self._unclear.setdefault((codes.FILL_WITHOUT_MEANING, seen.colour), []).append(row)
            return Fulfilment.UNKNOWN.value
        if taught := self._vocabulary.words[self._family].get(BLANK_CELL):
            return taught
        self._blanks.append(row)
        return blank_status(self._column.kind)

    def _said_of_blanks(self) -> Finding:
        """That cells are blank, and as what they are counted: one finding however many they are."""
        column = self._column
        code = codes.ACTIVITY_WITHOUT_STATUS if column.kind is Kind.ACTIVITIES else codes.NO_STATUS
        cells = tuple(column.sheet.cell(row - 1, column.column) for row in self._blanks)
        label = self._label(blank_status(column.kind))
        return replace(self._say(code, self._blanks[0], "status", None, where=where(cells), label=label), cells=cells)

    def _label(self, status: str) -> str:
        return self._vocabulary.label(self._family, status).lower()

    def _worded(self, text: str) -> str | None:
        """The status that a legend's text names: "Grön", "Grön = uppfyllt". None where its parts do not agree."""
        parts = [text, *_LEGEND.split(text)]
        known = {status for part in parts if (status := self._vocabulary.status(self._column.kind, part.strip()))}
        return known.pop() if len(known) == 1 else None

    def _read(self, words: str) -> str | None:
        """The status that the words of a legend mean, by the grammar too."""
        reading = read_column(self._column.kind, [words], self._vocabulary)[words]
        return reading.meaning if reading else None

    def summed_up(self) -> Iterator[Finding]:
        """One finding for each wording that is not known as it stands, each status that colours gave and each thing
        unclear, and one where most cells are blank.
        """
        column = self._column
        filled = sum(map(bool, column.texts))
        wordings = Wordings(
            column.kind, self._rows, self._readings, column.sheet, column.column, column.heading, filled
        )
        yield from wordings.findings(self._vocabulary, self._say)
        if self._blanks:
            yield self._said_of_blanks()
        code = codes.ACTIVITY_STATUS_BY_FILL if self._column.kind is Kind.ACTIVITIES else codes.STATUS_BY_FILL
        taught = self._vocabulary.words[self._family]
        for (status, colour), rows in self._filled.items():
            if taught.get(fold(colour)) != status:
                label = self._label(status)
                line = line_to_paste(colour, label)
                yield self._say(code, rows[0], "status", colour, label=label, count=len(rows), line=line)
        for (code, why), rows in self._unclear.items():
            yield self._say(code, rows[0], "status", why, count=len(rows))
        if len(self._blanks) * 2 > len(self._column.rows) >= _FEWEST_OF_MOST and self._family == "fulfilment":
            words = {"count": len(self._blanks), "all": len(self._column.rows)}
            label = self._label(blank_status(self._column.kind))
            yield self._say(codes.MOST_STATUSES_EMPTY, self._blanks[0], "status", None, label=label, **words)

    def _add(self, code: str, row: int, value: str | None, **words: object) -> None:
        self.findings.append(self._say(code, row, "status", value, **words))
