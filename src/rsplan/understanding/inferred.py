"""Headings understood from their parts, held against what stands below them. Knows columns, not rows.

A heading by its parts is taken where nothing else is meant by the same: an exact heading always wins, a name needs
names below it, and where two columns are equally good the run stops and names both. Each that is taken is said once,
with the rule; a judgement (a word that may be something else, an abbreviation) is a warning.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from rsplan.findings import codes
from rsplan.language.vocabulary import field_label, packaged_labels
from rsplan.plan.model import OF_SEX, Kind
from rsplan.understanding.candidates import undecided
from rsplan.understanding.column_content import holds_names, holds_numbers
from rsplan.understanding.headings import MOST_SPECIFIC, Header
from rsplan.understanding.notes import Note, column_line
from rsplan.understanding.shared_status import never_together

if TYPE_CHECKING:
    from rsplan.language.headingwords.reading import HeadingReading

ColumnOf = Callable[[int], list[str]]
# Told of an item, and no figure depends on them: known, and nothing is said.
_NOT_USED = ("responsible", "date")
# Several of them are no contradiction, or are dealt with by themselves.
_MANY = ("status", "comment")
# What a heading may be understood as besides a name.
_MEANT = (
    "status", "unit", "goal_area", "decided_by", "target", "actual", "comment", "key", "parent", "start", "end",
    "period", "board", "sex", "actual_women", "actual_men", "horizon", "direction",
)  # fmt: skip


class HeaderReader(Struct, frozen=True):
    """What decides about a header's readings: its columns, and whether one holds statuses, numbers, or activities'
    statuses and no others."""

    column_of: ColumnOf
    is_status: Callable[[int], bool]
    is_number: Callable[[int], bool]
    are_states: Callable[[int], bool]

    def holds_names(self, header: Header, column: int) -> bool:
        """True for a column of names; of an item that several units follow up, each with its unit."""
        texts = self.column_of(column)
        unit = header.fields.get("unit")
        if unit is None or holds_names(texts):
            return holds_names(texts)
        pairs = zip(texts, self.column_of(unit), strict=True)
        return holds_names([f"{text}\x1f{name}" if text else "" for text, name in pairs])


def with_names(header: Header, reader: HeaderReader) -> tuple[Header, list[Note]]:
    """The header with the columns of names that its readings tell."""
    notes: list[Note] = []
    header = _with_names_for_classes(header, reader)
    for kind in MOST_SPECIFIC:
        columns = [at for at, found in header.readings.items() if found.kind is kind and found.field == "title"]
        header, said = _with_name(header, [at for at in columns if not header.readings[at].weak], kind, reader)
        notes += said
    if header.title is None or _names_what_measures_belong_to(header, reader):
        header, said = _with_weak_name(header, reader)
        notes += said
    if header.title is None:
        header, said = _with_mixed_names(header, reader)
        notes += said
    return header, notes


def _with_names_for_classes(header: Header, reader: HeaderReader) -> Header:
    """The header without "Objekt" as a name, where a few texts come again below it and another column has the names:
    what an action is about."""
    plain = header.fields.get("title")
    if plain is None or header.kinds or reader.holds_names(header, plain):
        return header
    named = [at for at, found in header.readings.items() if found.field == "title" and found.kind]
    if not any(reader.holds_names(header, at) for at in named):
        return header
    fields = {name: at for name, at in header.fields.items() if name != "title"}
    return replace(header, fields=fields, unknown={**header.unknown, plain: header.texts[plain]})


def _with_name(header: Header, columns: Sequence[int], kind: Kind, reader: HeaderReader) -> tuple[Header, list[Note]]:
    """One kind's names, where no exact heading has them."""
    if not columns or kind in header.kinds or "title" in header.fields:
        return header, []
    above = MOST_SPECIFIC[: MOST_SPECIFIC.index(kind)]
    if any(other in header.kinds for other in above):
        return _taken(header, columns[0], kind) if len(columns) == 1 else (header, [])
    named = [at for at in columns if reader.holds_names(header, at)]
    if len(named) > 1:
        return header, [_names_undecided(header, named, reader)]
    return _taken(header, named[0], kind) if named else (header, [])


def _with_weak_name(header: Header, reader: HeaderReader) -> tuple[Header, list[Note]]:
    """Names below a word that may be something else, where no other column can be the name."""
    weak = [at for at, found in header.readings.items() if found.kind and (found.weak or found.field == "description")]
    weak = [at for at in weak if header.readings[at].field in ("title", "description")]
    named = [at for at in weak if reader.holds_names(header, at)]
    if len(named) > 1:
        return header, [_names_undecided(header, named, reader)]
    if not named:
        return header, []
    kind = header.readings[named[0]].kind
    assert kind is not None
    return _taken(header, named[0], kind, judged=True)


def _names_what_measures_belong_to(header: Header, reader: HeaderReader) -> bool:
    """True for "Uppdrag" with a few names that come again beside "Åtgärd", where activities' statuses stand."""
    at, status = header.kinds.get(Kind.ASSIGNMENTS), header.fields.get("status")
    if at is None or status is None or len(header.kinds) > 1 or "title" in header.fields:
        return False
    return not reader.holds_names(header, at) and reader.are_states(status)


def _with_mixed_names(header: Header, reader: HeaderReader) -> tuple[Header, list[Note]]:
    """The one column of names of several kinds, "Uppdrag / aktivitet": the rows tell which each is."""
    mixed = [at for at, found in header.readings.items() if found.field == "title" and not found.kind and found.weak]
    if len(mixed) != 1 or not reader.holds_names(header, mixed[0]):
        return header, []
    note = _said(header, mixed[0], header.readings[mixed[0]], field_label("title"), judged=True)
    return replace(_without(header, mixed[0]), fields={**header.fields, "title": mixed[0]}), [note]


def _taken(header: Header, column: int, kind: Kind, *, judged: bool = False) -> tuple[Header, list[Note]]:
    reading = header.readings[column]
    nouns = _nouns(kind)
    note = _said(header, column, reading, f"namn på {nouns['many']}", nouns["one"], judged=judged)
    return replace(_without(header, column), kinds={**header.kinds, kind: column}), [note]


def _nouns(kind: Kind) -> dict[str, str]:
    """What a kind is called in a message."""
    nouns: dict[str, str] = packaged_labels()["kinds"][kind]
    return nouns


def with_properties(header: Header, kind: Kind | None, reader: HeaderReader) -> tuple[Header, list[Note]]:
    """The header with the other columns that its readings tell; a property of another kind than the rows' is not
    theirs."""
    header = replace(header, readings={at: _by_content(at, found, reader) for at, found in header.readings.items()})
    mine = {at: found for at, found in header.readings.items() if _may_be_told(found, kind, reader, at)}
    header, notes = _with_status(header, [at for at, found in mine.items() if found.field == "status"], reader)
    for field in dict.fromkeys(found.field for found in mine.values()):
        # A column of statuses is a status or nothing: what else its heading says is not believed.
        columns = [at for at, found in mine.items() if found.field == field and not reader.is_status(at)]
        if field in _NOT_USED:
            header = _without(header, *columns)
        elif field in _MEANT and field != "status" and field not in header.fields and len(columns) == 1:
            notes.append(_said(header, columns[0], mine[columns[0]], field_label(field)))
            header = replace(_without(header, columns[0]), fields={**header.fields, field: columns[0]})
        elif field in OF_SEX and len(columns) > 1 and all(mine[at].dated for at in columns):
            header = replace(header, dated={**header.dated, field: tuple(columns)})
        elif field in _MEANT and field not in (*_MANY, *header.fields) and len(columns) > 1:
            role = field_label(field)
            code = codes.COLUMNS_UNDECIDED
            notes.append(undecided(code, header, columns, reader.column_of, what=role, role=role))
    return header, notes


def _may_be_told(reading: HeadingReading, kind: Kind | None, reader: HeaderReader, column: int) -> bool:
    """True for a property of the rows' own kind; an outcome of one sex is an indicator's, and "Kvinnor" alone is one
    over numbers only."""
    if reading.field in OF_SEX:
        return kind in (None, Kind.INDICATORS) and (not reading.weak or holds_numbers(reader.column_of(column)))
    return reading.kind in (None, kind) or reading.weak


def _by_content(column: int, reading: HeadingReading, reader: HeaderReader) -> HeadingReading:
    """What only the content tells: "Resultat" over numbers is the outcome, over statuses the status."""
    if reading.field == "description":
        return replace(reading, field="comment")
    if reading.field == "status_or_comment":
        return replace(reading, field="status" if reader.is_status(column) else "comment", judged=True)
    if reading.field == "follow_up":
        return replace(reading, field="status", judged=True) if reader.is_status(column) else reading
    if reading.field != "result":
        return reading
    if reader.is_status(column):
        return replace(reading, field="status", judged=True)
    return replace(reading, field="actual", judged=True) if reader.is_number(column) else reading


def _with_status(header: Header, columns: Sequence[int], reader: HeaderReader) -> tuple[Header, list[Note]]:
    """The one column of statuses; of several that each tell a period the run's is taken elsewhere."""
    if not columns or {"status"} & {*header.fields, *header.dated}:
        return header, []
    filled = [at for at in columns if reader.is_status(at)] or columns
    if len(filled) == 1:
        at = filled[0]
        note = _said(header, at, header.readings[at], field_label("status"))
        return replace(_without(header, at), fields={**header.fields, "status": at}), [note]
    if all(header.readings[at].dated for at in filled):
        return replace(header, dated={**header.dated, "status": tuple(filled)}), []
    if all(header.readings[at].owned for at in filled) and never_together([reader.column_of(at) for at in filled]):
        return shared_by(header, filled)
    return header, [statuses_undecided(header, filled, reader.column_of)]


def shared_by(header: Header, columns: Sequence[int]) -> tuple[Header, list[Note]]:
    """One status column a board or unit, of which each row has something in one."""
    note = Note(
        codes.STATUS_IN_SEVERAL_COLUMNS,
        columns[0],
        {"several": _several(header, columns), "how": "var rad har en text i en av dem"},
    )
    fields = {**header.fields, "status": columns[0]}
    return replace(_without(header, *columns), fields=fields, shared=tuple(columns)), [note]


def _several(header: Header, columns: Sequence[int]) -> str:
    return ", ".join(f'"{header.texts[at]}"' for at in columns)


def _names_undecided(header: Header, columns: Sequence[int], reader: HeaderReader) -> Note:
    kinds = {header.readings[at].kind for at in columns}
    kind = kinds.pop() if len(kinds) == 1 else None
    role = _nouns(kind)["one"] if kind else field_label("title")
    code = codes.COLUMNS_EQUALLY_LIKELY
    return undecided(code, header, columns, reader.column_of, what="namnet", role=role)


def statuses_undecided(header: Header, columns: Sequence[int], column_of: ColumnOf) -> Note:
    """Several columns that may each be the status."""
    code = codes.COLUMNS_EQUALLY_LIKELY
    return undecided(code, header, columns, column_of, what="statusen", role=field_label("status"))


def _without(header: Header, *columns: int) -> Header:
    """The header with these columns no longer unknown."""
    return replace(
        header,
        unknown={at: text for at, text in header.unknown.items() if at not in columns},
        readings={at: found for at, found in header.readings.items() if at not in columns},
    )


def _said(
    header: Header, column: int, reading: HeadingReading, meant: str, taught: str = "", *, judged: bool = False
) -> Note:
    code = codes.HEADING_COMPOSED if judged or reading.judged else codes.HEADING_TRIMMED
    line = column_line(header.texts[column], taught or meant)
    return Note(code, column, {"label": meant, "rule": reading.rule, "line": line})
