"""Why a row below a header is no item: blank, a heading over others, a sum, a note, a form's example, another table.

Every row that leaves does so by ``RowAccount.set_aside``. Knows rows, not what a status means.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from itertools import takewhile

from rsplan.findings import codes
from rsplan.findings.finding import Finding
from rsplan.plan.folding import fold, fold_column
from rsplan.understanding.area import GROUP_FIELDS, Area
from rsplan.understanding.clear_rows import clear_rows, sums_of_groups
from rsplan.understanding.given_up_sections import says_given_up
from rsplan.understanding.headings import heading_key
from rsplan.understanding.kind_names import kind_named_in_full, names_statuses
from rsplan.understanding.left_out_notices import tells_rows_left_out
from rsplan.understanding.look_guards import struck, unlike_their_look
from rsplan.understanding.row_account import RowAccount
from rsplan.understanding.row_guards import (
    CODES,
    EXAMPLE_ROW,
    LEGEND_ROW,
    STRUCK_ROW,
    VERDICT_ROW,
    guarded,
    guides_the_writer,
    in_other_cells,
)
from rsplan.understanding.rows_beside import OTHERS_ROW, SEX_ROW, beside_the_above
from rsplan.understanding.status_sections import StatusSections
from rsplan.understanding.told_periods import period_told
from rsplan.understanding.totals import begins_as_total, counts_rows, is_of_which, looks_like_total

NO_SECTIONS = StatusSections()
BLANK_ROW = "tom rad"
FOOTER_ROW = "summa eller fotnot"
HEADING_ROW = "mellanrubrik"
CONTINUED_ROW = "fortsättning på raden ovanför"
BELOW_ROW = "under tabellen"
_FEWEST_HEADS, _FEWEST_FOLLOWING, _FEWEST_CLEAR = 2, 3, 3
_SHARE = re.compile(r"\d{1,3}[.,]\d{1,4}(?: ?%)?|\d{1,3} ?%")
_LONGEST_HEADING = 30
_REMARKS = ("obs!", "obs:", "obs ", "nb! ", "notera ")
_CAPTIONS = ("förklaring", "förklaringar", "legend")
_PAGE = re.compile(r"sid(?:a|an)?\.? ?\d{1,3}(?: ?(?:\(\d{1,3}\)|av \d{1,3}|/ ?\d{1,3}))?", re.IGNORECASE)
_OWN_GROUPS = ("goal_area", "unit")


def account_of(area: Area, sections: StatusSections = NO_SECTIONS) -> RowAccount:
    """The rows of an area, those that are no items set aside with what there is to say of it. ``sections`` are the
    headings that tell the statuses."""
    account = RowAccount(area.count)
    sums = sums_of_groups(area)
    clear = clear_rows(area, sums)
    guards = _guarded(area, account)
    leaving = _Leaving(area, account, clear, sums, sections)
    if not all(clear) or guards or leaving.has_another_header():
        leaving.go(guards)
        account.findings += _of_another_year(area, account)
    return account


def _of_another_year(area: Area, account: RowAccount) -> Iterator[Finding]:
    """That a heading between the rows names another year than the run's, and how many rows below it are counted."""
    headings = account.left_for(HEADING_ROW)
    if not headings or area.period is None:
        return
    kept, ends = account.kept, [*sorted(headings)[1:], area.count]
    for at, end in zip(sorted(headings), ends, strict=True):
        year, _ = period_told(headings[at])
        count = bisect_left(kept, end) - bisect_right(kept, at)
        if count and year not in (None, area.period.year):
            column = next(place for place, text in area.filled(at) if text == headings[at])
            yield area.finding(codes.HEADING_OF_ANOTHER_YEAR, at, column, headings[at], year=year, count=count)


# --- Rows that have a name and a status ---------------------------------------------------------------------------


def _guarded(area: Area, account: RowAccount) -> dict[int, str]:
    """The rows that have a name and a status and are no items for all that."""
    header = area.header
    title = header.title
    if title is None or "status" not in header.fields:
        return {}
    states, names = area.column(header.fields["status"]), area.column(title)
    groups = {name: area.column(at) for name, at in header.columns.items() if name in GROUP_FIELDS}
    own = [texts for name, texts in groups.items() if name in _OWN_GROUPS]
    # A number in the place of a status is a sum, which has its own reason.
    found = {
        at: reason
        for at, reason in guarded(names, list(groups.values()), own)
        if states[at] and not states[at].isdigit()
    }
    beside = [area.column(at) for name, at in header.columns.items() if name in ("key", *_OWN_GROUPS)]
    comments = area.column(header.fields["comment"]) if "comment" in header.fields else []
    found |= dict.fromkeys(in_other_cells(beside, comments), EXAMPLE_ROW)
    if names and guides_the_writer([area.column(at)[0] for at in sorted(header.used)]):
        found[0] = EXAMPLE_ROW
    words = area.vocabulary.status_words
    if len(legend := [at for at, key in enumerate(fold_column(names)) if key in words and states[at]]) > 1:
        found |= dict.fromkeys(legend, LEGEND_ROW)
    found |= dict.fromkeys(_below_a_caption(area, names, states), LEGEND_ROW)
    found |= {at: FOOTER_ROW for at, text in enumerate(states) if _PAGE.fullmatch(text)}
    found |= dict.fromkeys(_signed(area, names, states), BELOW_ROW)
    for reason, code, beside_it in beside_the_above(names, states):
        said = area.finding(code, beside_it[0], title, names[beside_it[0]], count=len(beside_it))
        account.findings.append(said)
        found |= dict.fromkeys(beside_it, reason)
    rows = range(area.start, area.end)
    account.findings += unlike_their_look(area, title, header.fields["status"])
    return found | {at: STRUCK_ROW for at in struck(area.sheet, rows, title) if names[at]}


def _below_a_caption(area: Area, names: list[str], states: list[str]) -> Iterator[int]:
    """The rows below "Teckenförklaring" that have a status each, none of them twice, and nothing else."""
    used = area.header.used
    for caption, key in enumerate(fold_column(names)):
        if states[caption] or not key.rstrip(":").endswith(_CAPTIONS):
            continue
        below = list(takewhile(lambda at: states[at], range(caption + 1, area.count)))
        words = {fold(states[at]) for at in below}
        only = all(sum(bool(area.column(column)[at]) for column in used) == 2 for at in below)
        if len(below) > 1 and len(words) == len(below) and words <= area.vocabulary.status_words and only:
            yield from below


def _signed(area: Area, names: list[str], states: list[str]) -> Iterator[int]:
    """The rows below the last status that begin with a label and a colon, "Upprättad av:", "Datum:", or that have a
    share where no row above has one: "Andel klara"."""
    known = {text for text in set(states) if area.vocabulary.any_status(text)}
    last = next((at for at in reversed(range(area.count)) if states[at] in known), -1)
    if last >= 0:
        shares = {text for text in set(states) if _SHARE.fullmatch(text)} - set(states[: last + 1])
        below = (at for at in range(last + 1, area.count) if states[at])
        yield from (at for at in below if names[at].endswith(":") or (states[at] in shares and len(known) > 1))


# --- Rows that lack a name or a status ----------------------------------------------------------------------------


class _Leaving:
    """The rows of an area on their way out; ``clear`` says of each whether it has a name and a status, ``sums`` are
    those that add a group up, ``sections`` the headings that tell the statuses."""

    def __init__(
        self, area: Area, account: RowAccount, clear: list[bool], sums: Collection[int], sections: StatusSections
    ) -> None:
        self._area, self._account, self._clear = area, account, clear
        self._sums, self._sections = sums, sections
        self._last_clear = self._last_of(clear)

    @staticmethod
    def _last_of(clear: list[bool]) -> int:
        return next((at for at in reversed(range(len(clear))) if clear[at]), -1)

    def go(self, guards: dict[int, str]) -> None:
        """Set aside every row that is no item; ``guards`` are the reasons of those known already: a row above a legend
        at the foot of a table is below its last item.
        """
        self._last_clear = self._last_of([is_clear and at not in guards for at, is_clear in enumerate(self._clear)])
        patterned = self._patterned()
        for at in range(self._area.count):
            if reason := guards.get(at):
                self._leave_guarded(at, reason)
            elif at in patterned:
                self._account.set_aside(patterned[at], {at: self._area.title(at)})
            elif not self._clear[at] and (reason := self._reason(at)):
                self._leave(at, reason)
        self._account.findings += self._last_rows()

    def has_another_header(self) -> bool:
        """True where the headings of another table stand among the rows, with a name and a status as items have."""
        status = self._area.header.fields.get("status")
        return (
            status is not None and not self._area.header.view and self._ends_at(self._area.column(status)) is not None
        )

    def _patterned(self) -> dict[int, str]:
        """Rows of nothing but a name that come again in one pattern: each above rows with a status, from the first row
        on, they are headings; each below a row of its own, what is written there goes on.
        """
        area, header, count = self._area, self._area.header, self._area.count
        status = header.fields.get("status")
        if self._sections.headings:
            self._account.findings.append(self._sections.said(area))
            return dict.fromkeys(self._sections.headings, HEADING_ROW)
        if status is None or header.title is None or header.view or not any(self._clear):
            return {}
        states = area.column(status)
        if (ends := self._ends_at(states)) is not None:
            self._say(codes.ANOTHER_TABLE_BELOW, ends, status, states[ends], count=count - ends - 1)
            return dict.fromkeys(range(ends, count), BELOW_ROW)
        bare = [at for at in range(count) if not self._clear[at] and not states[at] and self._is_bare(at)]
        heads = all(self._clear[at + 1 : at + 2] == [True] for at in bare)
        if len(bare) >= _FEWEST_HEADS and bare[0] == 0 and heads:
            for at in bare:
                self._say(codes.SUBHEADING_OR_ROW, at, header.title, area.title(at))
            return dict.fromkeys(bare, HEADING_ROW)
        follow = all(at and self._clear[at - 1] for at in bare)
        if len(bare) >= _FEWEST_FOLLOWING and follow and len(bare) * 5 >= sum(self._clear) * 3:
            self._say(codes.CONTINUED_ROWS, bare[0], header.title, area.title(bare[0]), count=len(bare))
            return dict.fromkeys(bare, CONTINUED_ROW)
        return {}

    def _ends_at(self, states: list[str]) -> int | None:
        """Where another table begins: a row with the heading of the statuses in the place of a status."""
        meant = {text for text in set(states) if self._area.vocabulary.columns.get(heading_key(text)) == "status"}
        places = (at for at, text in enumerate(states) if text in meant)
        return next((at for at in places if self._may_be_headings(at)), None) if meant else None

    def _may_be_headings(self, at: int) -> bool:
        """True for a row of short texts, all different and without a number: one with an id is an item, and "Status"
        in it a slip."""
        texts = [text for _, text in self._area.filled(at)]
        plain = all(len(text) <= _LONGEST_HEADING and not any(map(str.isdigit, text)) for text in texts)
        return plain and len(set(texts)) == len(texts)

    def _is_bare(self, at: int) -> bool:
        filled = self._area.filled(at)
        plain = len(filled) == 1 and filled[0][0] == self._area.header.title
        return plain and not self._is_heading(at, *filled[0])

    def _reason(self, at: int) -> str | None:
        """Why a row is no item, None if it is one."""
        area = self._area
        filled = area.filled(at)
        if not filled:
            return BLANK_ROW
        if at in self._sums:
            return FOOTER_ROW
        if self._has_known_status(at):
            return None
        if len(filled) == 1:
            return self._reason_of_single(at, *filled[0])
        first, title = filled[0][1], area.title(at)
        if title in ("", first) and not area.of(at, "status") and self._heads_given_up(at, first):
            return HEADING_ROW
        total = looks_like_total(title or first) or (looks_like_total(first) and counts_rows(title))
        if total and not area.of(at, "key") and not area.of(at, "horizon"):
            return FOOTER_ROW
        if not title and len(filled) == 2 and self._is_note(first, at):
            return FOOTER_ROW
        if at > self._last_clear >= 0 and self._counts(title) and area.of(at, "status").isdigit():
            return FOOTER_ROW
        return BELOW_ROW if self._is_below(at, filled) else None

    @staticmethod
    def _counts(title: str) -> bool:
        return begins_as_total(title) or is_of_which(title)

    def _has_known_status(self, at: int) -> bool:
        text = self._area.of(at, "status")
        return bool(text) and self._area.vocabulary.any_status(text) is not None

    def _is_below(self, at: int, filled: list[tuple[int, str]]) -> bool:
        """True for a row without a status below the last that has one, after a blank row or as a count of the rows,
        in a table where nearly all have a status."""
        if "status" not in self._area.header.fields or self._area.of(at, "status") or at < self._last_clear:
            return False
        if not self._is_well_filled() or len(filled) < 2:
            return False
        between = range(self._last_clear + 1, at)
        counted = any(text.isdigit() for _, text in filled) and any(counts_rows(text) for _, text in filled)
        return counted or any(not self._area.filled(above) for above in between)

    def _is_well_filled(self) -> bool:
        """True where nearly all rows down to the last with a status have one."""
        clear = sum(self._clear)
        return clear >= _FEWEST_CLEAR and clear * 5 >= (self._last_clear + 1) * 4

    def _reason_of_single(self, at: int, column: int, text: str) -> str | None:
        """Why a row with a single text is no item: a sum or a note, or a heading over the rows below."""
        header, title = self._area.header, self._area.header.title
        if looks_like_total(text) or self._is_note(text, at):
            return FOOTER_ROW
        below = at > self._last_clear
        if self._heads_given_up(at, text):
            return HEADING_ROW
        if self._is_heading(at, column, text):
            return FOOTER_ROW if below else HEADING_ROW
        if column != title:
            return None
        if counts_rows(text) and (below or begins_as_total(text) or text[0].isdigit()):
            return FOOTER_ROW
        if below and self._is_apart(at):
            return FOOTER_ROW
        if self._is_remark(text):
            return HEADING_ROW
        grouped = "goal_area" in header.fields or len(header.kinds) > 1 or len(header.columns) < 3
        heads = at + 1 < len(self._clear) and self._clear[at + 1]
        return HEADING_ROW if heads and (not grouped or names_statuses(text, self._area.vocabulary)) else None

    def _is_remark(self, text: str) -> bool:
        """True for a sentence between the rows, "OBS! Stäm av datum.", where no item's name is one."""
        if not text.endswith((".", "!")) and not text.casefold().startswith(_REMARKS):
            return False
        names = [self._area.title(at) for at, clear in enumerate(self._clear) if clear]
        return len(names) >= _FEWEST_CLEAR and not any(name.endswith((".", "!")) for name in names)

    def _heads_given_up(self, at: int, text: str) -> bool:
        """True for a line that says that the rows below it are given up, where there are any."""
        return says_given_up(text) is not None and any(map(self._area.filled, range(at + 1, self._area.count)))

    def _is_apart(self, at: int) -> bool:
        """True for a row below a blank one, perhaps with other notes between."""
        above = at - 1
        while above > self._last_clear and above in self._account.left_for(FOOTER_ROW):
            above -= 1
        return above >= 0 and not self._area.filled(above)

    def _is_heading(self, at: int, column: int, text: str) -> bool:
        """True for what can only be a heading: it is merged, names a kind, or stands left of the names."""
        header = self._area.header
        title = header.right if header.title is None else header.title
        left = column < title and column not in self._own_columns()
        return left or self._area.is_merged_across(at, column) or kind_named_in_full(text, self._area.vocabulary)

    def _own_columns(self) -> set[int]:
        """Columns that tell something of an item itself: a row with one of them lacks its name."""
        header = self._area.header
        names = {at for (_, prop), at in header.view.items() if prop == "title"}
        own = {header.fields[name] for name in ("status", "key", "horizon", "unit") if name in header.fields}
        return own | {*header.kinds.values()} | names

    def _is_note(self, text: str, at: int) -> bool:
        """A filter, a source or a date of printing, below the last item. A name that begins with "Antal" is a name."""
        if at <= self._last_clear or (self._area.title(at) == text and begins_as_total(text)):
            return False
        return fold(text).startswith(self._area.vocabulary.footer) or tells_rows_left_out(text)

    # --- leaving, and what is said of it ------------------------------------------------------------------------

    def _leave_guarded(self, at: int, reason: str) -> None:
        area = self._area
        text, column = area.title(at), area.header.title or 0
        for group in area.group_columns.values() if reason == VERDICT_ROW else ():
            texts = area.column(group)  # what the group's own row tells of it holds for the rows below
            if texts[at] and texts[at + 1 : at + 2] == [""]:
                texts[at + 1] = texts[at]
        if reason in (SEX_ROW, OTHERS_ROW):  # said once, of all of them
            self._account.set_aside(reason, {at: text})
            return
        if reason == FOOTER_ROW:
            self._leave(at, reason)
            return
        code = codes.BELOW_THE_TABLE if reason == BELOW_ROW else CODES[reason]
        self._account.set_aside(reason, {at: text}, area.finding(code, at, column, text))

    def _leave(self, at: int, reason: str) -> None:
        filled = self._area.filled(at)
        if not filled:
            self._account.set_aside(reason, {at: ""})
            return
        column, text = filled[0]
        self._account.set_aside(reason, {at: text}, self._said(at, reason, column, text))

    def _said(self, at: int, reason: str, column: int, text: str) -> Finding:
        header = self._area.header
        if reason == BELOW_ROW:
            return self._area.finding(codes.BELOW_THE_TABLE, at, column, text)
        plain = looks_like_total(text) or self._is_note(text, at) or self._is_heading(at, column, text)
        if column == header.title and not plain and not self._heads_given_up(at, text):
            return self._area.finding(codes.SUBHEADING_OR_ROW, at, header.fields.get("status", column), text)
        return self._area.finding(codes.SUM_ROW if reason == FOOTER_ROW else codes.SUBHEADING, at, column, text)

    def _last_rows(self) -> Iterator[Finding]:
        """Rows with nothing but a name below the last with a status, where nearly all others have one, and any below
        headings that tell the statuses: they may be notes."""
        kept = self._account.kept
        if not self._sections.headings:
            if "status" not in self._area.header.fields or not self._is_well_filled():
                return
            kept = kept[bisect_right(kept, self._last_clear) :]
        for at in kept:
            if self._is_bare(at):
                title = self._area.title(at)
                how = "med mellanrubrikens status" if self._sections.headings else "utan status"
                yield self._area.finding(codes.LAST_ROW_ONLY_A_NAME, at, self._area.header.title or 0, title, how=how)

    def _say(self, code: str, at: int, column: int, value: str | None = None, /, **words: object) -> None:
        self._account.findings.append(self._area.finding(code, at, column, value, **words))
