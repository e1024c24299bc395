"""The rules that decide a column by what stands in it. Knows words, not rows; ``column_roles.py`` asks them in turn.

A heading alone is not enough where two columns have the same one, where "Mål" may be a goal area or a target, or where
nobody gave the statuses a heading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from rsplan.findings import codes
from rsplan.language.statuswords.column import read_column
from rsplan.language.vocabulary import Vocabulary, field_label
from rsplan.plan.model import OF_SEX, Fulfilment, Kind
from rsplan.plan.period import Period
from rsplan.understanding.candidates import by_content, swapped, twice, undecided, unused_beside
from rsplan.understanding.headings import Header, heading_key, undated
from rsplan.understanding.inferred import shared_by, statuses_undecided
from rsplan.understanding.notes import Note, column_line
from rsplan.understanding.shared_status import are_marks, never_together
from rsplan.understanding.told_periods import falls_within, fits, may_be_of, period_told

ColumnOf = Callable[[int], list[str]]
_MOST_DISTINCT, _MOST_KINDS = 400, 20
TYPES = "slagen av rader under rubriken"
# Which column has the statuses is then said already, with the columns that may.
UNDECIDED = (codes.STATUSES_OF_PERIODS, codes.COLUMNS_EQUALLY_LIKELY, codes.STATUSES_OF_ANOTHER_PERIOD)
# What a heading of an earlier follow-up says: it is history, not the status.
_EARLIER = re.compile(
    r"\b(?:föregående|förra|tidigare|fg|föreg|vid årets (?:början|ingång)|förr|i fjol|senaste|prognos\w*)\b"
)


class Content(Struct, frozen=True):
    """What a column holds: how many cells are filled, and how many of those are statuses."""

    filled: int
    statuses: int
    plain: bool

    @property
    def is_status(self) -> bool:
        """True for a column of statuses: nearly all are known words, and not all of them say that there is nothing."""
        return self.statuses * 5 >= self.filled * 4 > 0 and not self.plain


def doubled(header: Header) -> list[Note]:
    """What is said of headings that mean the same as another."""
    return [Note(codes.HEADING_TWICE, column, twice(header, column, other)) for column, other in header.doubled.items()]


def content_of(texts: list[str], kind: Kind | None, vocabulary: Vocabulary, heading: str) -> Content:
    """What a column of these texts holds, for a kind of item and under a heading."""
    counts = Counter(texts)
    filled = len(texts) - counts.pop("", 0)
    if len(counts) > _MOST_DISTINCT:
        return Content(filled, 0, False)
    meaning: dict[str, str] = {}
    for each in (kind,) if kind else (Kind.ACTIVITIES, Kind.ASSIGNMENTS):
        read = read_column(each, counts, vocabulary, heading)
        meaning |= {text: reading.meaning for text, reading in read.items() if reading}
    known = sum(count for text, count in counts.items() if text in meaning)
    return Content(filled, known, set(meaning.values()) <= {Fulfilment.NO_DATA.value})


def without_counts(header: Header, column_of: ColumnOf) -> Header:
    """A column "Aktiviteter" of nothing but numbers counts activities; it does not name them."""
    counts = {kind for kind, at in header.kinds.items() if _all_numbers(column_of(at))}
    if not counts or (len(counts) == len(header.kinds) and "title" not in header.fields):
        return header
    return replace(header, kinds={kind: at for kind, at in header.kinds.items() if kind not in counts})


def types_not_names(header: Header, column_of: ColumnOf, vocabulary: Vocabulary) -> Header:
    """A column "Uppdrag" of nothing but "Uppdrag", "Nyckeltal" … tells the kind of each row; another one names it."""
    if "title" not in header.fields or "horizon" in header.fields:
        return header
    for kind, column in header.kinds.items():
        filled = {text for text in column_of(column) if text}
        if filled and all(heading_key(text) in vocabulary.kind_names for text in filled):
            kinds = {other: at for other, at in header.kinds.items() if other is not kind}
            return replace(header, kinds=kinds, fields={**header.fields, "horizon": column})
    return header


def types_by_content(
    header: Header, column_of: ColumnOf, vocabulary: Vocabulary, kind: Kind | None
) -> tuple[Header, list[Note]]:
    """A column of nothing but kinds, "Mål", "Aktivitet", under a heading that says nothing of it ("Nivå"): it tells the
    kind of each row, where another column names them and the surroundings tell no other ``kind``. Goals that have
    statuses may be what the items belong to instead ("Kopplad till")."""
    status = _status_told(header)
    if header.kinds or status is None or "title" not in header.fields or "horizon" in header.fields:
        return header, []
    for column in header.unknown:
        if len(set(column_of(column))) > _MOST_KINDS:
            continue
        texts = [heading_key(text) for text in column_of(column)]
        kinds = {vocabulary.kind_names[text] for text in set(texts) if text in vocabulary.kind_names}
        goals = {text for text in set(texts) if vocabulary.columns.get(text) == "goal_area"}
        several = len(kinds) + bool(goals) > 1 and kinds and kind in (None, *kinds)
        plain = set(texts) - {""} <= {*vocabulary.kind_names, *goals}
        rated = any(text in goals and state for text, state in zip(texts, column_of(status), strict=True))
        if several and plain and not rated:
            unknown = {at: text for at, text in header.unknown.items() if at != column}
            line = column_line(header.texts[column], field_label("horizon"))
            said = Note(codes.HEADING_COMPOSED, column, {"label": field_label("horizon"), "rule": TYPES, "line": line})
            return replace(header, fields={**header.fields, "horizon": column}, unknown=unknown), [said]
    return header, []


def _status_told(header: Header) -> int | None:
    """The column of the statuses by its heading, as it stands or by its parts."""
    by_parts = [at for at, found in header.readings.items() if found.field == "status"]
    return header.fields.get("status", by_parts[0] if len(by_parts) == 1 else None)


def _all_numbers(texts: list[str]) -> bool:
    return any(texts) and all(text.isdigit() for text in texts if text)


def of_the_period(
    header: Header, column_of: ColumnOf, vocabulary: Vocabulary, period: Period | None
) -> tuple[Header, list[Note]]:
    """Of columns that each tell a period the run's is the field; the others are history. None of the run's is an error
    where they hold statuses."""
    fields, unknown, notes = dict(header.fields), dict(header.unknown), []
    for field_name, every in header.dated.items():
        columns = [at for at in every if field_name != "status" or _has_statuses(column_of(at), vocabulary)]
        mine = [at for at in columns if period and fits(period_told(header.texts[at]), period)]
        if len(mine) == 1:
            fields[field_name] = mine[0]
            unknown = {at: text for at, text in unknown.items() if at not in columns}
        elif field_name == "status" and columns:
            code = codes.STATUSES_OF_PERIODS
            notes.append(undecided(code, header, columns, column_of, what="statusen", role=field_name))
    if period:
        notes += _of_another(header, fields, vocabulary, period)
    return replace(header, fields=fields, unknown=unknown), notes


def _of_another(header: Header, fields: Mapping[str, int], vocabulary: Vocabulary, period: Period) -> Iterator[Note]:
    """The only column of a field, where its heading tells another period than the run's: its statuses are not the
    run's, its outcomes may be the latest that there are. A heading that somebody has taught means what they say.
    """
    for name, code in (
        ("status", codes.STATUSES_OF_ANOTHER_PERIOD),
        *((name, codes.OUTCOMES_OF_ANOTHER_PERIOD) for name in ("actual", *OF_SEX)),
    ):
        column = fields.get(name)
        if column is None or name in header.dated or heading_key(header.texts[column]) in vocabulary.columns:
            continue
        if falls_within(period_told(header.texts[column]), period):
            continue
        if name == "status" and may_be_of(header.texts[column], period):
            code = codes.STATUS_OF_A_LOOSE_PERIOD
        yield Note(code, column, {"period": period.label})


def _has_statuses(texts: list[str], vocabulary: Vocabulary) -> bool:
    """True for a column of statuses, and for one that nobody has filled yet."""
    return not any(texts) or content_of(texts, None, vocabulary, "").is_status


def unused(header: Header, content: Callable[[int], Content], column_of: ColumnOf) -> Iterator[Note]:
    """Columns that hold statuses and that nothing reads: neither guessed nor passed over. Check marks beside a status
    say something else ("Avstämd")."""
    status = header.fields.get("status")
    of_sex: set[int] = set()
    if status is not None:
        of_sex = {at for at, found in header.readings.items() if found.field == "status_of_sex"}
        beside = {"other": header.texts.get(status, "")}
        yield from (Note(codes.STATUS_OF_ONE_SEX, column, beside) for column in sorted(of_sex))
    asked = {at for at, found in header.readings.items() if found.asked} if "status" in header.fields else set()
    for column, text in header.unknown.items():
        passed = column in asked | of_sex or _EARLIER.search(heading_key(text))
        if not passed and content(column).is_status and not (status is not None and are_marks([column_of(column)])):
            yield Note(codes.STATUS_COLUMN_UNUSED, column, unused_beside(header, column, column_of))
    for column in range(header.left, header.right):
        if column not in header.texts and column not in header.used and content(column).is_status:
            yield Note(codes.STATUS_COLUMN_UNUSED, column, unused_beside(header, column, column_of))


def seen_by_nobody(header: Header, hidden: Collection[int]) -> Iterator[Note]:
    """A column that is read although nobody sees it."""
    for name in ("status", "title"):
        if (column := header.columns.get(name)) in hidden and column is not None:
            yield Note(codes.HIDDEN_COLUMN_COUNTED, column)


def status_column(
    header: Header, content: Callable[[int], Content], hidden: Collection[int], column_of: ColumnOf
) -> tuple[Header, list[Note]]:
    """The column of statuses: among several with such headings the one that holds most known words; without any, the
    one column whose texts are statuses, or several of which each row has something in one."""
    first = header.fields.get("status")
    if first is not None:
        rivals = [at for at, taken in header.doubled.items() if taken == first]
        best = max([first, *rivals], key=lambda at: (at not in hidden, content(at).statuses, at == first))
        equal = [at for at in rivals if at not in hidden and _says_otherwise(header, first, at, content, column_of)]
        if equal and first not in hidden:
            return header, [statuses_undecided(header, [first, *equal], column_of)]
        if not header.shared and (others := _beside(header, first, content, column_of)):
            return shared_by(header, [first, *others])
        if best == first:
            return _of_the_items(header, first, content)
        doubled = {at: (best if taken == first else taken) for at, taken in header.doubled.items() if at != best}
        return replace(header, fields={**header.fields, "status": best}, doubled={**doubled, first: best}), []
    taken_columns = header.used
    nameless = [at for at in range(header.left, header.right) if at not in header.texts]
    free = sorted({*header.unknown, *nameless} - set(taken_columns))
    candidates = [at for at in free if content(at).is_status]
    if len(candidates) > 1 and set(candidates) <= header.unknown.keys() and not header.dated:
        if never_together([column_of(at) for at in candidates]):
            return shared_by(header, candidates)
        return header, [statuses_undecided(header, candidates, column_of)]
    if len(candidates) != 1:
        return header, []
    column = candidates[0]
    unknown = {at: text for at, text in header.unknown.items() if at != column}
    settled_header = replace(header, fields={**header.fields, "status": column}, unknown=unknown)
    return settled_header, [Note(codes.STATUS_BY_CONTENT, column, by_content(header, column))]


def _of_the_items(header: Header, first: int, content: Callable[[int], Content]) -> tuple[Header, list[Note]]:
    """Another column with a heading of statuses, where the first holds words but none of them is one of these items':
    "Färg" beside "Status T1" of activities."""
    if content(first).statuses or not content(first).filled:
        return header, []
    others = [at for at, found in header.readings.items() if found.field == "status" and content(at).is_status]
    others += [
        at for at in header.unknown if at not in others and content(at).is_status and _is_status_heading(header, at)
    ]
    if len(others) != 1:
        return header, []
    unknown = {at: text for at, text in header.unknown.items() if at != others[0]} | {first: header.texts[first]}
    readings = {at: found for at, found in header.readings.items() if at != others[0]}
    moved = replace(header, fields={**header.fields, "status": others[0]}, unknown=unknown, readings=readings)
    return moved, [Note(codes.STATUS_BY_CONTENT, others[0], by_content(header, others[0]))]


def _is_status_heading(header: Header, column: int) -> bool:
    return undated(header.texts[column]) == "status"


def _beside(header: Header, first: int, content: Callable[[int], Content], column_of: ColumnOf) -> list[int]:
    """The columns of statuses that nothing reads and that have something only where the status has nothing."""
    free = [at for at, text in header.unknown.items() if not _EARLIER.search(heading_key(text))]
    others = [at for at in free if content(at).is_status]
    return others if others and never_together([column_of(at) for at in (first, *others)]) else []


def _says_otherwise(
    header: Header, first: int, rival: int, content: Callable[[int], Content], column_of: ColumnOf
) -> bool:
    """True for two columns of statuses under different headings, both filled, that do not say the same."""
    if heading_key(header.texts[first]) == heading_key(header.texts[rival]) or _EARLIER.search(
        heading_key(header.texts[rival])
    ):
        return False
    if not content(first).is_status or not content(rival).is_status:
        return False
    pairs = list(zip(column_of(first), column_of(rival), strict=True))
    both = [pair for pair in pairs if all(pair)]
    return len(both) * 2 > len(pairs) and any(one != other for one, other in both)


def misplaced(header: Header, content: Callable[[int], Content]) -> Iterator[Note]:
    """Headings that have changed places: none of the statuses is known, and another column holds statuses."""
    status = header.fields.get("status")
    if status is None or content(status).statuses or not content(status).filled:
        return
    for column in sorted(set(header.texts) - {status}):
        if content(column).is_status:
            yield Note(codes.WRONG_STATUS_COLUMN, status, swapped(header, status, column))


def misplaced_in_view(header: Header, column_of: ColumnOf, vocabulary: Vocabulary) -> Iterator[Note]:
    """As ``misplaced``, in an export view."""
    for (level, prop), status in header.view.items():
        if prop != "status" or level not in tuple(Kind):
            continue
        contents = {column: content_of(column_of(column), Kind(level), vocabulary, "") for column in header.texts}
        if contents[status].filled and not contents[status].statuses:
            for column in header.texts:
                if contents[column].is_status:
                    yield Note(codes.WRONG_STATUS_COLUMN, status, swapped(header, status, column))
