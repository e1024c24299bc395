"""What each column of a table is: one decision over all its columns, for every role at once.

The evidence is what the headings say (as they stand, or by their parts), what stands in the columns (statuses, names,
numbers, measures, periods, boards), the columns beside, the kind that titles, sheet and file tell, and the period of
the run. The rules stand in one order, ``_RULES``: an exact heading holds unless what stands below it contradicts, the
parts of a heading need the content to bear them out, and content alone decides last. A rule gives a role only where one
column is clearly best; where two are equal it leaves a note that shows both with the lines for either, which stops the
run where a figure depends on it. Each column remembers the rule that decided it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cached_property

from msgspec import Struct

from rsplan.findings import codes
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.model import Kind
from rsplan.plan.period import Period
from rsplan.understanding import columns as by_content
from rsplan.understanding.candidates import twice
from rsplan.understanding.colliding import goal_as_name, goal_or_target, mostly_numbers, text_beside, units_of_measure
from rsplan.understanding.columns import Content, content_of
from rsplan.understanding.group_statuses import OwnCells, without_group_statuses
from rsplan.understanding.headings import Header
from rsplan.understanding.inferred import HeaderReader, with_names, with_properties
from rsplan.understanding.notes import Note
from rsplan.understanding.sliced_columns import sliced_by_content
from rsplan.understanding.unit_columns import per_unit

ColumnOf = Callable[[int], list[str]]
Told = tuple[Header, list[Note]]


class Evidence(Struct, frozen=True, dict=True):
    """What there is to go by, beside the headings: the texts of each column, the kind that the surroundings tell, the
    words, the run's period, and the ``hidden`` columns, which give way. ``own`` tells of each cell of a column whether
    it has something of its own, and is not merged with the one above."""

    column_of: ColumnOf
    kind: Kind | None
    vocabulary: Vocabulary
    period: Period | None = None
    hidden: Collection[int] = ()
    own: OwnCells = lambda _: ()

    @cached_property
    def _contents(self) -> dict[tuple[int, str, Kind | None], Content]:
        return {}

    def content(self, header: Header, column: int) -> Content:
        """What a column holds, each worked out once."""
        heading = "" if header.view else header.texts.get(column, "")
        kind = None if header.view else self.kind_in(header)
        key = (column, heading, kind)
        if key not in self._contents:
            self._contents[key] = content_of(self.column_of(column), kind, self.vocabulary, heading)
        return self._contents[key]

    def kind_in(self, header: Header) -> Kind | None:
        """The kind of the items: a heading's outweighs that of the surroundings."""
        return header.kind or self.kind

    def _are_states(self, texts: list[str]) -> bool:
        """True for statuses of activities that are none of an assignment's."""
        as_activities, as_assignments = (
            content_of(texts, kind, self.vocabulary, "") for kind in (Kind.ACTIVITIES, Kind.ASSIGNMENTS)
        )
        return as_activities.is_status and not as_assignments.statuses

    def reader(self, header: Header) -> HeaderReader:
        """What decides about readings of headings."""
        return HeaderReader(
            self.column_of,
            lambda at: self.content(header, at).is_status,
            lambda at: mostly_numbers(self.column_of(at)),
            lambda at: self._are_states(self.column_of(at)),
        )


class Decision(Struct, frozen=True, dict=True):
    """The header with a role for each column that has one, what there is to say of it, and by which rule (in Swedish)
    a column got its role; nothing where its heading told it as it stands."""

    header: Header
    notes: tuple[Note, ...]
    decided_by: Mapping[int, str]


# --- The rules, in the order in which they are asked ---------------------------------------------------------------

Rule = Callable[[Header, Evidence], Told]


def _counts(header: Header, known: Evidence) -> Told:
    return by_content.without_counts(header, known.column_of), []


def _types(header: Header, known: Evidence) -> Told:
    header = by_content.types_not_names(header, known.column_of, known.vocabulary)
    return by_content.types_by_content(header, known.column_of, known.vocabulary, known.kind)


def _names(header: Header, known: Evidence) -> Told:
    return with_names(header, known.reader(header))


def _goals_as_names(header: Header, known: Evidence) -> Told:
    return goal_as_name(header, known.column_of, known.kind)


def _measures(header: Header, known: Evidence) -> Told:
    return units_of_measure(header, known.column_of)


def _targets(header: Header, known: Evidence) -> Told:
    return goal_or_target(header, known.column_of, known.kind_in(header)), []


def _properties(header: Header, known: Evidence) -> Told:
    return with_properties(header, known.kind_in(header), known.reader(header))


def _parts(header: Header, known: Evidence) -> Told:
    return sliced_by_content(header, known.column_of)


def _periods(header: Header, known: Evidence) -> Told:
    return by_content.of_the_period(header, known.column_of, known.vocabulary, known.period)


def _groups(header: Header, known: Evidence) -> Told:
    return without_group_statuses(header, known.own, lambda at: known.content(header, at).is_status)


def _units(header: Header, known: Evidence) -> Told:
    def is_status(column: int) -> bool:
        return known.content(header, column).is_status

    return per_unit(header, known.kind_in(header), known.column_of, is_status, known.vocabulary)


def _statuses(header: Header, known: Evidence) -> Told:
    return by_content.status_column(header, lambda at: known.content(header, at), known.hidden, known.column_of)


def _texts_beside(header: Header, known: Evidence) -> Told:
    return text_beside(header, known.column_of, known.vocabulary)


_RULES: tuple[tuple[str, Rule], ...] = (
    ("talen under rubriken", _counts),
    (by_content.TYPES, _types),
    ("rubrikens delar och namnen under den", _names),
    ("namnen under rubriken, som ingen annan kolumn har", _goals_as_names),
    ("måtten under rubriken", _measures),
    ("talen under rubriken", _targets),
    ("statusarna där grupperna börjar", _groups),
    ("rubrikens delar och det som står under den", _properties),
    ("perioderna eller nämnderna i kolumnen", _parts),
    ("rubriken och körningens period", _periods),
    ("rubrikernas enheter", _units),
    ("statusorden i kolumnen", _statuses),
    ("texterna om varje uppdrag", _texts_beside),
)


def decided(header: Header, known: Evidence) -> Decision:
    """The roles of all columns of a table."""
    by: dict[int, str] = {}
    if header.view:
        return Decision(header, tuple(_of_view(header, known)), by)
    notes: list[Note] = []
    for name, rule in _RULES:
        before = _roles(header)
        header, said = rule(header, known)
        notes += said
        by |= {at: name for at, role in _roles(header).items() if before.get(at) != role}
    notes = [note for note in notes if note.column not in header.shared or note.code == codes.STATUS_IN_SEVERAL_COLUMNS]
    notes += _afterwards(header, known, notes)
    notes = [note for at, note in enumerate(notes) if note not in notes[:at]]
    return Decision(header, tuple(notes), {at: by[at] for at in _roles(header) if at in by})


def _roles(header: Header) -> dict[int, object]:
    """Each column that has a role, with it."""
    roles: dict[int, object] = {at: pair for pair, at in header.view.items()}
    roles |= {at: field for field, at in header.fields.items()} | {at: kind for kind, at in header.kinds.items()}
    return roles | dict.fromkeys(header.shared, "status")


def _afterwards(header: Header, known: Evidence, notes: list[Note]) -> list[Note]:
    """What the decision as a whole leaves to be said: another column fits a role better, or has none."""

    def content(column: int) -> Content:
        return known.content(header, column)

    said = [*by_content.misplaced(header, content), *by_content.seen_by_nobody(header, known.hidden)]
    if not any(note.code in by_content.UNDECIDED for note in notes):
        said += by_content.unused(header, content, known.column_of)
    if header.kinds and "title" in header.fields:
        title = header.fields["title"]
        said.append(Note(codes.HEADING_TWICE, title, twice(header, title, header.title or 0)))
    return [*said, *by_content.doubled(header)]


def _of_view(header: Header, known: Evidence) -> list[Note]:
    unused = by_content.unused(header, lambda column: known.content(header, column), known.column_of)
    return [
        *by_content.doubled(header),
        *by_content.misplaced_in_view(header, known.column_of, known.vocabulary),
        *unused,
    ]
