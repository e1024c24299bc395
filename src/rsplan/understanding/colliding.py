"""Words that head columns of two sorts, told apart by what stands below: "Mål", "Resultat", "Enhet", "Aktiviteter".

Knows columns, not rows. What is decided so is said, where a figure depends on it.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from rsplan.findings import codes
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.folding import fold
from rsplan.plan.model import Kind
from rsplan.understanding.candidates import undecided
from rsplan.understanding.column_content import holds_names
from rsplan.understanding.headings import Header, undated
from rsplan.understanding.notes import Note, column_line

ColumnOf = Callable[[int], list[str]]
_LONGEST_MEASURE, _MOST_MEASURES = 20, 15
_GOALS = frozenset({"mål", "målen"})


def goal_or_target(header: Header, column_of: ColumnOf, kind: Kind | None) -> Header:
    """ "Mål" over numbers is an indicator's target, and "Resultat" over numbers its outcome."""
    fields, doubled = dict(header.fields), dict(header.doubled)
    for heading, field_name, meant in (("mål", "goal_area", "target"), ("resultat", "status", "actual")):
        for column, text in header.texts.items():
            if undated(text) != heading or meant in fields or kind not in (None, Kind.INDICATORS):
                continue
            if not mostly_numbers(column_of(column)):
                continue
            if fields.get(field_name) == column:
                del fields[field_name]
                heir = next((at for at, first in doubled.items() if first == column), None)
                if heir is not None:
                    fields[field_name] = heir
                    doubled = {at: heir for at, first in doubled.items() if at != heir and first == column}
            doubled.pop(column, None)
            fields[meant] = column
    return replace(header, fields=fields, doubled=doubled)


def mostly_numbers(texts: list[str]) -> bool:
    """True where most filled cells have a digit."""
    filled = [text for text in texts if text]
    return bool(filled) and sum(any(map(str.isdigit, text)) for text in filled) * 2 > len(filled)


def goal_as_name(header: Header, column_of: ColumnOf, kind: Kind | None) -> tuple[Header, list[Note]]:
    """ "Mål" over names, where nothing else can be the name: the goals are what is followed up."""
    column = header.fields.get("goal_area")
    if header.title is not None or column is None or kind not in (None, Kind.ASSIGNMENTS):
        return header, []
    text = header.texts[column]
    if undated(text) not in _GOALS or not holds_names(column_of(column)):
        return header, []
    if rivals := [at for at in header.unknown if _better_names(column_of(at), column_of(column))]:
        columns, role = sorted((column, *rivals)), "uppdrag"
        code = codes.COLUMNS_EQUALLY_LIKELY
        return header, [undecided(code, header, columns, column_of, what="namnet", role=role)]
    fields = {name: at for name, at in header.fields.items() if name != "goal_area"}
    said = {"label": "namn på uppdrag", "rule": "ingen annan kolumn har namn", "line": column_line(text, "uppdrag")}
    return replace(header, fields=fields, kinds={Kind.ASSIGNMENTS: column}), [
        Note(codes.HEADING_COMPOSED, column, said)
    ]


def _better_names(texts: list[str], others: list[str]) -> bool:
    """True for a column in which every row has a name of its own, where the others' come again."""
    return holds_names(texts) and "" not in texts and len(set(texts)) == len(texts) > len(set(others))


def units_of_measure(header: Header, column_of: ColumnOf) -> tuple[Header, list[Note]]:
    """ "Enhet" over "%", "mnkr" and "ton" measures; the unit is another column with such a heading, if there is one."""
    column = header.fields.get("unit")
    if column is None or not _are_measures({fold(text) for text in column_of(column) if text}):
        return header, []
    fields = {name: at for name, at in header.fields.items() if name != "unit"}
    heirs = [at for at, first in header.doubled.items() if first == column]
    doubled = {at: first for at, first in header.doubled.items() if at not in heirs}
    if heirs:
        fields["unit"] = heirs[0]
        doubled |= dict.fromkeys(heirs[1:], heirs[0])
    return replace(header, fields=fields, doubled=doubled), [Note(codes.MEASURE_NOT_UNIT, column)]


def _are_measures(texts: set[str]) -> bool:
    if not texts or len(texts) > _MOST_MEASURES or max(map(len, texts)) > _LONGEST_MEASURE:
        return False
    from rsplan.language.headingwords.lexicon import measures

    return texts <= measures()


def text_beside(header: Header, column_of: ColumnOf, vocabulary: Vocabulary) -> tuple[Header, list[Note]]:
    """ "Aktiviteter" that are a text about the assignment on each row: they are no names, and the statuses are those of
    assignments."""
    column, parent = header.kinds.get(Kind.ACTIVITIES), header.kinds.get(Kind.ASSIGNMENTS)
    status = header.fields.get("status")
    if column is None or parent is None or status is None or holds_names(column_of(column)):
        return header, []
    names = column_of(parent)
    each_its_own = "" not in names and len(set(names)) == len(names)
    if not each_its_own or not _only_of(Kind.ASSIGNMENTS, Kind.ACTIVITIES, column_of(status), vocabulary):
        return header, []
    line = column_line(header.texts.get(column, ""), vocabulary.field_label("comment"))
    kinds: dict[Kind, int] = {kind: at for kind, at in header.kinds.items() if kind is not Kind.ACTIVITIES}
    return replace(header, kinds=kinds), [Note(codes.TEXT_OF_ASSIGNMENTS, column, {"line": line})]


def _only_of(kind: Kind, other: Kind, texts: list[str], vocabulary: Vocabulary) -> bool:
    """True where every status is a word of one kind of item, and none is one of the other's."""
    filled = {text for text in texts if text}
    mine = all(vocabulary.status(kind, text) for text in filled)
    return bool(filled) and mine and not any(vocabulary.status(other, text) for text in filled)
