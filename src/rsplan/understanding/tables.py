"""From a sheet to its tables: columns of texts with their rows, every row kept or set aside with a reason.

Fills what a person reads into a merged or blank group cell. Knows layout, not statuses.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import itemgetter

from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.folding import fold
from rsplan.plan.model import Kind, SetAside
from rsplan.plan.period import Period
from rsplan.reading.workbook import Sheet, Workbook, cell_name
from rsplan.understanding.cell_texts import cell_text, column_texts
from rsplan.understanding.columns import settled
from rsplan.understanding.header_rows import find_headers
from rsplan.understanding.headings import Columns, Header, heading_key
from rsplan.understanding.notes import Note
from rsplan.understanding.row_guards import (
    CODES,
    EXAMPLE_ROW,
    LEGEND_ROW,
    STRUCK_ROW,
    VERDICT_ROW,
    guarded,
    in_other_cells,
    struck,
)
from rsplan.understanding.shared_status import marked, together

BLANK_ROW = "tom rad"
FOOTER_ROW = "summa eller fotnot"
HEADING_ROW = "mellanrubrik"
CONTINUED_ROW = "fortsättning på raden ovanför"
BELOW_ROW = "under tabellen"
_FEWEST_HEADS, _FEWEST_FOLLOWING, _FEWEST_CLEAR = 2, 3, 3
# A count of the rows in words: "12 uppdrag", "Antal rader: 12", "Totalt antal uppdrag 12 st".
_COUNTED = re.compile(
    r"(?=.*(?:\d|antal|summa|total))(?:(?:total[ta]?|totalt|summa|antal|antalet|rader|poster|uppdrag|nyckeltal|aktiviteter"
    r"|mål|st|styck|stycken|alla|i|varav|uppfyllda|inte|ej|delvis|försenade|pågående|planerade|genomförda|\d+)\b[\W_]*)+"
)
_GROUP_FIELDS = ("goal_area", "parent", "unit", "decided_by")
_OWN_GROUPS = ("goal_area", "unit")
_TOTAL = re.compile(
    r"^(?:(?:del)?summa\b.*|totalt?\b[^a-zåäö]*(?:summa|antal)?[^a-zåäö]*(?:(?:uppdrag|nyckeltal|aktiviteter|rader|poster|mål)\b.{0,12})?"
    r"|(?:totalt )?antal\b[^a-zåäö]*(?:(?:uppdrag|nyckeltal|aktiviteter|rader|poster|mål)\b\W*\d[\d\s]*)?)$"
)
_TOTAL_STARTS = {
    start for word in ("summa", "total", "antal", "delsu") for start in (word, word.capitalize(), word.upper())
}
_BEGINNING = itemgetter(slice(5))
_GROUP_LABEL = re.compile(r"^(?:målområde|strategi|perspektiv|mål)\s*\d*\s*:\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Table:
    """One table of a sheet. ``rows`` are the sheet's row indexes (from 0) of its items; ``columns`` field → texts of
    these rows, an export view's columns being named ``level.property``; ``groups`` the heading above each of these
    rows, empty where no headings stand between them.

    ``read`` counts every row below the header down to the next table or the last filled row; ``set_aside`` accounts for
    those that are not in ``rows``. ``end`` is the row after the last. ``notes`` are doubts about the headings.
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

    def values(self, field: str) -> list[str]:
        """The texts of a field, blank where the table lacks it."""
        return self.columns.get(field) or [""] * len(self.rows)


def tables_of(workbook: Workbook, sheet: Sheet, vocabulary: Vocabulary, period: Period | None = None) -> list[Table]:
    """The tables of a visible sheet, from the top; ``period`` is the run's."""
    columns = sheet.columns
    headers = find_headers(columns, vocabulary)
    tables = []
    for at, header in enumerate(headers):
        before = max((other.row + 1 for other in headers[:at] if _share_columns(other, header)), default=0)
        after = next(
            (other for other in headers[at + 1 :] if other.row > header.row and _share_columns(other, header)), None
        )
        start = title_start(sheet, after, header.row + 1) if after else _last_filled(columns) + 1
        top = title_start(sheet, header, before) if before else 0
        wide = _widened(header, headers, len(columns))
        tables.append(
            _Area(workbook, sheet, columns, wide, top, max(start, header.row + 1), vocabulary, period).table()
        )
    return tables


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


def kind_named_in(text: str, vocabulary: Vocabulary) -> Kind | None:
    """The only kind that a name tells ("Aktiviteter per april"), else None."""
    words = re.split(r"[^a-zåäö]+", fold(text.replace("_", " ")))
    kinds = {vocabulary.kind_names[word] for word in words if word in vocabulary.kind_names}
    return kinds.pop() if len(kinds) == 1 else None


def looks_like_total(text: str) -> bool:
    """True for the first text of a row of sums: "Summa", "Totalt antal: 12", "Delsumma Nära vård"."""
    return text[:5].casefold() in ("summa", "total", "antal", "delsu") and bool(_TOTAL.match(fold(text)))


class _Area:
    """The part of a sheet that belongs to one header, while it becomes a table."""

    def __init__(
        self,
        workbook: Workbook,
        sheet: Sheet,
        columns: Columns,
        header: Header,
        top: int,
        end: int,
        vocabulary: Vocabulary,
        period: Period | None,
    ) -> None:
        self.workbook, self.sheet, self.vocabulary = workbook, sheet, vocabulary
        self._cells, self._start, self._end = columns, header.row + 1, end
        self._texts: dict[int, list[str]] = {}
        self.titles = tuple(self._titles(header, top))
        self._owners = {found.kind for found in header.readings.values() if found.kind and not found.weak}
        self.kind = self._kind(header)
        header, chosen = self._by_choice(header)
        self.header, self.notes = settled(
            header, self.column, self.kind, vocabulary, period, sheet.looks.hidden_columns
        )
        self.notes = [*chosen, *self.notes]
        if self.header.shared:
            self._texts[self.header.shared[0]] = together([self.column(at) for at in self.header.shared])
        self.kind = self._kind(self.header)
        self.findings: list[Finding] = []
        self._clear: list[bool] = []
        self._last_clear = -1
        self.aside: dict[str, dict[int, str]] = {}

    def _by_choice(self, header: Header) -> tuple[Header, list[Note]]:
        """The header with the status that crosses tell, read into the first of their columns."""
        if not header.choices or "status" in header.fields:
            return header, []
        first = header.choices[0]
        self._texts[first] = marked({header.texts[at]: self.column(at) for at in header.choices})
        several = ", ".join(f'"{header.texts[at]}"' for at in header.choices)
        note = Note("RSP264", first, {"several": several, "how": "var rad har ett kryss i en av dem"})
        return replace(header, fields={**header.fields, "status": first}), [note]

    def column(self, at: int) -> list[str]:
        """The texts of a column below the header, merged cells filled."""
        if at not in self._texts:
            texts = column_texts(self._cells[at][self._start : self._end])
            self._fill_merged(at, texts)
            self._texts[at] = texts
        return self._texts[at]

    def _fill_merged(self, at: int, texts: list[str]) -> None:
        """A merged cell's text holds for all the rows that it covers."""
        for top, left, bottom, _ in self.sheet.merges:
            if left == at and bottom > top >= self._start:
                for row in range(top + 1, min(bottom, self._end - 1) + 1):
                    texts[row - self._start] = texts[row - self._start] or texts[top - self._start]

    def _titles(self, header: Header, top: int) -> Iterator[tuple[int, int, str]]:
        for row in range(top, header.first_row):
            for at in range(header.left, header.right):
                value = self._cells[at][row]
                if isinstance(value, str) and value.strip():
                    yield row, at, cell_text(value)

    def _kind(self, header: Header) -> Kind | None:
        """The kind of the items: told by a heading, else by the nearest title, the sheet's name, the file's name."""
        if header.kind is not None:
            return header.kind
        names = [*(text for _, _, text in reversed(self.titles)), self.sheet.name, self.workbook.name]
        told = next((kind for name in names if (kind := kind_named_in(name, self.vocabulary))), None)
        if told is None and len(self._owners) == 1:
            return next(iter(self._owners))
        if told is None and "target" in header.fields:
            return Kind.INDICATORS
        return told

    def table(self) -> Table:
        kept = self._kept()
        rows = [self._start + at for at in kept]
        header = self.header
        columns = {field: self._at(kept, column) for field, column in header.columns.items()}
        columns |= {f"{level}.{prop}": self._at(kept, column) for (level, prop), column in header.view.items()}
        columns |= {f"{kind}.title": self._at(kept, column) for kind, column in header.kinds.items()}
        groups = self._running_headings(kept)
        self._fill_blanks(columns, rows)
        aside = tuple(
            SetAside(reason, tuple(self._start + at + 1 for at in found)) for reason, found in self.aside.items()
        )
        return Table(
            self.workbook, self.sheet, header, self.kind, rows, columns, groups, self._end - self._start, self._end,
            self.titles, aside, tuple(self.findings), tuple(self.notes),
        )  # fmt: skip

    def _at(self, kept: list[int], column: int) -> list[str]:
        texts = self.column(column)
        return texts[:] if len(kept) == len(texts) else [texts[at] for at in kept]

    # --- rows ---------------------------------------------------------------------------------------------------

    def _kept(self) -> list[int]:
        """The positions below the header of the rows that are items; the others are set aside."""
        count = self._end - self._start
        clear = self._clear_items(count)
        guarded = self._guarded(count)
        if all(clear) and not guarded:
            return list(range(count))
        self._last_clear = max((at for at, is_clear in enumerate(clear) if is_clear), default=-1)
        self._clear = clear
        patterned = self._patterned(count)
        kept = []
        for at in range(count):
            if reason := guarded.get(at):
                self._set_aside_guarded(at, reason)
            elif at in patterned:
                self.aside.setdefault(patterned[at], {})[at] = self._title(at)
            elif clear[at] or not (reason := self._reason(at)):
                kept.append(at)
            else:
                self._set_aside(at, reason)
        return kept

    def _patterned(self, count: int) -> dict[int, str]:
        """Rows of nothing but a name that come again in one pattern: each above rows with a status, from the first row
        on, they are headings; each below a row of its own, what is written there goes on.
        """
        status = self.header.fields.get("status")
        if status is None or self.header.title is None or self.header.view or not any(self._clear):
            return {}
        states = self.column(status)
        if (ends := self._ends_at(states)) is not None:
            column = self.header.fields["status"]
            self._say(codes.ANOTHER_TABLE_BELOW, self._start + ends, column, states[ends], count=count - ends - 1)
            return dict.fromkeys(range(ends, count), BELOW_ROW)
        bare = [at for at in range(count) if not self._clear[at] and not states[at] and self._is_bare(at)]
        heads = all(self._clear[at + 1 : at + 2] == [True] for at in bare)
        if len(bare) >= _FEWEST_HEADS and bare[0] == 0 and heads:
            for at in bare:
                self._say(codes.SUBHEADING_OR_ROW, self._start + at, self.header.title, self._title(at))
            return dict.fromkeys(bare, HEADING_ROW)
        follow = all(at and self._clear[at - 1] for at in bare)
        if len(bare) >= _FEWEST_FOLLOWING and follow and len(bare) * 5 >= sum(self._clear) * 3:
            at = bare[0]
            row, title = self._start + at, self.header.title
            self._say(codes.CONTINUED_ROWS, row, title, self._title(at), count=len(bare))
            return dict.fromkeys(bare, CONTINUED_ROW)
        return {}

    def _ends_at(self, states: list[str]) -> int | None:
        """Where another table begins: a row with the heading of the statuses in the place of a status."""
        meant = {text for text in set(states) if self.vocabulary.columns.get(heading_key(text)) == "status"}
        return next((at for at, text in enumerate(states) if text in meant), None) if meant else None

    def _is_bare(self, at: int) -> bool:
        filled = self._filled(at)
        plain = len(filled) == 1 and filled[0][0] == self.header.title
        return plain and not self._is_heading(at, *filled[0])

    def _is_below(self, at: int, filled: list[tuple[int, str]]) -> bool:
        """True for a row without a status below the last that has one, after a blank row or as a count of the rows,
        in a table where nearly all have a status."""
        clear = sum(self._clear)
        if (
            "status" not in self.header.fields
            or self._of(at, "status")
            or at < self._last_clear
            or clear < _FEWEST_CLEAR
        ):
            return False
        between = range(self._last_clear + 1, at)
        if clear * 5 < (self._last_clear + 1) * 4 or len(filled) < 2:
            return False
        counted = any(text.isdigit() for _, text in filled) and any(
            _COUNTED.fullmatch(fold(text)) for _, text in filled
        )
        return counted or any(not self._filled(above) for above in between)

    def _guarded(self, count: int) -> dict[int, str]:
        """The rows that have a name and a status and are no items for all that."""
        title = self.header.title
        if title is None or "status" not in self.header.fields:
            return {}
        states = self.column(self.header.fields["status"])
        groups = {name: self.column(at) for name, at in self.header.columns.items() if name in _GROUP_FIELDS}
        own = [texts for name, texts in groups.items() if name in _OWN_GROUPS]
        # A number in the place of a status is a sum, which has its own reason.
        found = {
            at: reason
            for at, reason in guarded(self.column(title), list(groups.values()), own)
            if states[at] and not states[at].isdigit()
        }
        beside = [self.column(at) for name, at in self.header.columns.items() if name in ("key", *_OWN_GROUPS)]
        comments = self.column(self.header.fields["comment"]) if "comment" in self.header.fields else []
        found |= dict.fromkeys(in_other_cells(beside, comments), EXAMPLE_ROW)
        words = self.vocabulary.status_words
        if len(legend := [at for at, name in enumerate(self.column(title)) if states[at] and fold(name) in words]) > 1:
            found |= dict.fromkeys(legend, LEGEND_ROW)
        rows = range(self._start, self._start + count)
        self._say_struck_statuses(states, rows)
        return found | {at: STRUCK_ROW for at in struck(self.sheet, rows, title) if self._title(at)}

    def _say_struck_statuses(self, states: list[str], rows: range) -> None:
        column, title = self.header.fields["status"], self.header.title or 0
        alone = [at for at in struck(self.sheet, rows, column) if states[at] and not self._look_is_struck(at, title)]
        if alone:
            at = alone[0]
            self._say(codes.STATUS_STRUCK_OUT, self._start + at, column, states[at], count=len(alone))

    def _look_is_struck(self, at: int, column: int) -> bool:
        return self.sheet.look(self._start + at, column).strike

    def _set_aside_guarded(self, at: int, reason: str) -> None:
        text, column = self._title(at), self.header.title or 0
        for group in self._group_columns().values() if reason == VERDICT_ROW else ():
            texts = self.column(group)  # what the group's own row tells of it holds for the rows below
            if texts[at] and texts[at + 1 : at + 2] == [""]:
                texts[at + 1] = texts[at]
        self.aside.setdefault(reason, {})[at] = text
        self._say(CODES[reason], self._start + at, column, text)

    def _clear_items(self, count: int) -> list[bool]:
        """Rows that have both a name and a status, and do not look like a sum."""
        if self.header.view:
            named = [
                self.column(at)
                for (level, prop), at in self.header.view.items()
                if prop == "title" and level != "goal_area"
            ]
            return [any(texts) for texts in zip(*named, strict=True)]
        title, status = self.header.title, self.header.fields.get("status")
        if title is None or status is None:
            return [False] * count
        names, states = self.column(title), self.column(status)
        may_be_total = not _TOTAL_STARTS.isdisjoint(map(_BEGINNING, names))
        if not may_be_total and "" not in names and "" not in states:
            return [True] * count
        totals = {text for text in names if text[:5] in _TOTAL_STARTS and looks_like_total(text)}
        return [bool(name and state) and name not in totals for name, state in zip(names, states, strict=True)]

    def _reason(self, at: int) -> str | None:
        """Why a row is no item, None if it is one."""
        filled = self._filled(at)
        if not filled:
            return BLANK_ROW
        if self._has_known_status(at):
            return None
        if len(filled) == 1:
            return self._reason_of_single(at, *filled[0])
        first, title = filled[0][1], self._title(at)
        if looks_like_total(title or first) and not self._of(at, "key") and not self._of(at, "horizon"):
            return FOOTER_ROW
        if not title and len(filled) == 2 and self._is_note(first, at):
            return FOOTER_ROW
        return BELOW_ROW if self._is_below(at, filled) else None

    def _reason_of_single(self, at: int, column: int, text: str) -> str | None:
        """Why a row with a single text is no item: a sum or a note, or a heading over the rows below."""
        header, title = self.header, self.header.title
        if looks_like_total(text) or self._is_note(text, at):
            return FOOTER_ROW
        below = at > self._last_clear
        if self._is_heading(at, column, text):
            return FOOTER_ROW if below else HEADING_ROW
        if column != title:
            return None
        if below and _COUNTED.fullmatch(fold(text)):
            return FOOTER_ROW
        if below and at and not self._filled(at - 1):
            return FOOTER_ROW
        grouped = "goal_area" in header.fields or len(header.kinds) > 1 or len(header.columns) < 3
        heads = at + 1 < len(self._clear) and self._clear[at + 1]
        return HEADING_ROW if heads and not grouped else None

    def _is_heading(self, at: int, column: int, text: str) -> bool:
        """True for what can only be a heading: it is merged, names a kind, or stands left of the names."""
        title = self.header.right if self.header.title is None else self.header.title
        left = column < title and column not in self._own_columns()
        return left or self._merged_across(at, column) or kind_named_in_full(text, self.vocabulary)

    def _own_columns(self) -> set[int]:
        """Columns that tell something of an item itself: a row with one of them lacks its name."""
        fields = self.header.fields
        names = {at for (_, prop), at in self.header.view.items() if prop == "title"}
        return (
            {fields[name] for name in ("status", "key", "horizon", "unit") if name in fields}
            | {*self.header.kinds.values()}
            | names
        )

    def _is_note(self, text: str, at: int) -> bool:
        """A filter, a source or a date of printing, below the last item. A name that begins with "Antal" is a name."""
        named = self._title(at) == text and text[:5] in _TOTAL_STARTS
        return at > self._last_clear and not named and fold(text).startswith(self.vocabulary.footer)

    def _set_aside(self, at: int, reason: str) -> None:
        filled = self._filled(at)
        self.aside.setdefault(reason, {})[at] = filled[0][1] if filled else ""
        if not filled:
            return
        column, text = filled[0]
        row = self._start + at
        if reason == BELOW_ROW:
            self._say(codes.BELOW_THE_TABLE, row, column, text)
            return
        plain = looks_like_total(text) or self._is_note(text, at) or self._is_heading(at, column, text)
        if column == self.header.title and not plain:
            self._say("RSP225", row, self.header.fields.get("status", column), text)
        elif reason == FOOTER_ROW:
            self._say("RSP208", row, column, text)
        else:
            self._say("RSP209", row, column, text)

    def _say(self, code: str, row: int, column: int, value: str | None = None, **words: object) -> None:
        cell = cell_name(row, column)
        self.findings.append(
            finding(code, file=self.workbook.name, sheet=self.sheet.name, cell=cell, value=value, **words)
        )

    def _filled(self, at: int) -> list[tuple[int, str]]:
        used = self.header.used
        texts = (
            (column, self.column(column)[at] if column in used else cell_text(self._cells[column][self._start + at]))
            for column in range(self.header.left, self.header.right)
        )
        return [(column, text) for column, text in texts if text]

    def _of(self, at: int, field: str) -> str:
        column = self.header.fields.get(field)
        return "" if column is None else self.column(column)[at]

    def _title(self, at: int) -> str:
        return "" if self.header.title is None else self.column(self.header.title)[at]

    def _has_known_status(self, at: int) -> bool:
        text = self._of(at, "status")
        return bool(text) and self.vocabulary.any_status(text) is not None

    def _merged_across(self, at: int, column: int) -> bool:
        row = self._start + at
        return any(top <= row <= bottom and left <= column < right for top, left, bottom, right in self.sheet.merges)

    # --- groups -------------------------------------------------------------------------------------------------

    def _running_headings(self, kept: list[int]) -> list[str]:
        """The heading row above each item."""
        self._say_last_rows(kept)
        headings = self.aside.get(HEADING_ROW)
        if not headings:
            return []
        current, running = "", {}
        for at in range(self._end - self._start):
            current = headings.get(at, current)
            running[at] = _GROUP_LABEL.sub("", current)
        return [running[at] for at in kept]

    def _say_last_rows(self, kept: list[int]) -> None:
        """Rows with nothing but a name below the last with a status, where nearly all others have one: they may be
        notes."""
        status, clear = self.header.fields.get("status"), sum(self._clear)
        if status is None or clear < _FEWEST_CLEAR or clear * 5 < (self._last_clear + 1) * 4:
            return
        for at in kept[bisect_right(kept, self._last_clear) :]:
            if self._is_bare(at):
                self._say(codes.LAST_ROW_ONLY_A_NAME, self._start + at, self.header.title or 0, self._title(at))

    def _fill_blanks(self, columns: dict[str, list[str]], rows: list[int]) -> None:
        """A group column filled only where the group begins holds for the rows below, and a name for further units."""
        places = self._group_columns()
        for name, column in places.items():
            if name in columns and _begins_groups(columns[name]):
                self._fill_down(columns[name], rows, column, "RSP226")
        self._fill_names(columns, rows)

    def _group_columns(self) -> dict[str, int]:
        """Columns left of the item's name, or that name what it belongs to."""
        header = self.header
        title = header.columns.get("title", header.right)
        fields = {
            name: at
            for name, at in header.columns.items()
            if name in ("goal_area", "parent") or (name in _GROUP_FIELDS and at < title)
        }
        levels = {
            f"{level}.{prop}": at
            for (level, prop), at in header.view.items()
            if prop == "title" and level == "goal_area"
        }
        return fields | levels

    def _fill_down(self, texts: list[str], rows: list[int], column: int, code: str) -> None:
        filled = []
        for at in range(1, len(texts)):
            if not texts[at] and texts[at - 1]:
                texts[at] = texts[at - 1]
                filled.append(at)
        if filled:
            at = filled[0]
            heading = self.header.texts.get(column, "")
            self._say(code, rows[at], column, texts[at], heading=heading, count=len(filled))

    def _fill_names(self, columns: dict[str, list[str]], rows: list[int]) -> None:
        """An activity named once and followed up by several units: the rows below have a unit and a status only."""
        title, unit, status = (columns.get(name) for name in ("title", "unit", "status"))
        if title is None or unit is None or status is None or "" not in title or self.header.view:
            return
        rest = [columns[name] for name in ("key",) if name in columns]
        own_group = [self.column(at) for name, at in self._group_columns().items() if name in ("goal_area", "parent")]
        found = []
        for at in range(1, len(title)):
            blank = not title[at] and not any(texts[at] for texts in rest)
            grouped = any(texts[rows[at] - self._start] for texts in own_group)
            if blank and not grouped and unit[at] and status[at] and title[at - 1] and unit[at] != unit[at - 1]:
                title[at] = title[at - 1]
                for texts in rest:
                    texts[at] = texts[at - 1]
                found.append(at)
        if found:
            self._say("RSP227", rows[found[0]], self.header.columns["title"], title[found[0]], count=len(found))


def kind_named_in_full(text: str, vocabulary: Vocabulary) -> bool:
    """True for a text that is nothing but a kind's name: the heading of a section."""
    return heading_key(text) in vocabulary.kind_names


def _begins_groups(texts: list[str]) -> bool:
    """True for a column that is filled where its groups begin: a quarter or more is blank, and hardly any two filled
    cells in a row say the same. Where the value is repeated on every row, a blank cell is a missing value.
    """
    blank = texts.count("")
    if blank * 4 < len(texts) or blank == len(texts):
        return False
    repeats = sum(bool(above) and above == below for above, below in pairwise(texts))
    return repeats * 10 <= len(texts) - blank
