"""What is said of the wordings of a status column: one finding for each that was worked out or is not known, however
many cells have it, and a refusal where most cells give no status. Knows words and cells, not fills.

A wording is worked out by leaving out a number or a date (an information line), or by weighing words (a warning); what
the vocabulary or the project knows as it stands is not mentioned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from rsplan.findings import codes
from rsplan.findings.finding import Finding
from rsplan.language.statuswords.column import nearest_status, read_column
from rsplan.language.statuswords.reading import StatusReading
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.model import Kind
from rsplan.reading.workbook import Sheet
from rsplan.understanding.several_cells import where

Say = Callable[..., Finding]
_MOST_GUESSES = 200
_EXAMPLES = 3
_LONGEST_KEY = 60
# A single filled cell is told by itself: one word is no pattern.
_FEWEST_OF_MOST = 2


class Wordings(Struct, frozen=True, dict=True):
    """The wordings of one column: each text with its rows (from 1), and what it was read as.

    ``heading`` names the column, ``filled`` counts its cells with a text.
    """

    kind: Kind
    rows: Mapping[str, Sequence[int]]
    readings: Mapping[str, StatusReading | None]
    sheet: Sheet
    column: int
    heading: str
    filled: int

    def findings(self, vocabulary: Vocabulary, say: Say) -> Iterator[Finding]:
        """What there is to say, the refusal first."""
        unknown = {text: rows for text, rows in self.rows.items() if self.readings[text] is None}
        refused = self._is_refused(unknown)
        if refused:
            yield self._refusal(unknown, vocabulary, say)
        for at, (text, rows) in enumerate(unknown.items()):
            if refused and at >= _MOST_GUESSES:
                break
            yield self._unknown(text, rows, vocabulary, say, guess=at < _MOST_GUESSES)
        for text, rows in self.rows.items():
            reading = self.readings[text]
            if reading is not None and reading.rules:
                yield self._worked_out(text, rows, reading, vocabulary, say)

    def _is_refused(self, unknown: Mapping[str, Sequence[int]]) -> bool:
        count = _cells(unknown)
        return self.filled >= _FEWEST_OF_MOST and count * 2 > self.filled

    def _refusal(self, unknown: Mapping[str, Sequence[int]], vocabulary: Vocabulary, say: Say) -> Finding:
        first = next(iter(unknown))
        examples = ", ".join(f'"{shortened(text)}"' for text in list(unknown)[:_EXAMPLES])
        return say(
            codes.MOST_CELLS_UNKNOWN, unknown[first][0], "status", self.heading, examples=examples,
            count=_cells(unknown), total=self.filled, others=self._of_other_kind(unknown, vocabulary),
            line=line_to_paste(first, nearest_status(self.kind, first, vocabulary) or self._example()),
        )  # fmt: skip

    def _of_other_kind(self, unknown: Mapping[str, Sequence[int]], vocabulary: Vocabulary) -> str:
        """A sentence where the words are those of the other kinds of item."""
        other = Kind.ASSIGNMENTS if self.kind is Kind.ACTIVITIES else Kind.ACTIVITIES
        read = read_column(other, list(unknown)[:_MOST_GUESSES], vocabulary)
        if not all(reading and not reading.scaled for reading in read.values()):
            return ""
        whose = "uppdrags och nyckeltals" if other is Kind.ASSIGNMENTS else "aktiviteters"
        return f"Det är {whose} statusord, men raderna läses som {vocabulary.noun(self.kind).many}."

    def _unknown(self, text: str, rows: Sequence[int], vocabulary: Vocabulary, say: Say, *, guess: bool) -> Finding:
        nearest = nearest_status(self.kind, text, vocabulary) if guess else None
        told = say(
            codes.UNKNOWN_STATUS,
            rows[0],
            "status",
            text,
            where=where(self._all_cells(rows)),
            expected=vocabulary.expected(self.kind),
            nearest=f'Menades "{nearest}"? ' if nearest else "",
            line=line_to_paste(text, nearest or self._example()),
        )
        return replace(told, cells=self._all_cells(rows))

    def _worked_out(
        self, text: str, rows: Sequence[int], reading: StatusReading, vocabulary: Vocabulary, say: Say
    ) -> Finding:
        label = vocabulary.label(vocabulary.family(self.kind), reading.meaning).lower()
        return say(
            codes.STATUS_COMPOSED if reading.judged else codes.STATUS_TRIMMED,
            rows[0],
            "status",
            text,
            where=where(self._all_cells(rows)),
            label=label,
            rules="; ".join(reading.rules),
            line=line_to_paste(text, label),
        )

    def _all_cells(self, rows: Sequence[int]) -> tuple[str, ...]:
        return tuple(self.sheet.cell(row - 1, self.column) for row in rows)

    def _example(self) -> str:
        return "pågående" if self.kind is Kind.ACTIVITIES else "delvis uppfyllt"


def line_to_paste(text: str, meaning: str) -> str:
    """The line of rsplan.toml that teaches a wording."""
    plain = len(text) <= _LONGEST_KEY and text.isprintable()
    key = text.replace("\\", "\\\\").replace('"', '\\"') if plain else "ordet"
    return f'"{key}" = "{meaning}"'


def shortened(text: str) -> str:
    """A wording that fits in a message."""
    return text if len(text) <= _LONGEST_KEY else text[: _LONGEST_KEY - 1].rstrip() + "…"


def _cells(wordings: Mapping[str, Sequence[int]]) -> int:
    return sum(map(len, wordings.values()))
