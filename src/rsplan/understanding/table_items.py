"""From a table to plan items: what kind each row is, what its status means, what makes it itself.

Every doubt becomes a finding with the cell's address; a row leaves by ``Items.set_aside`` alone. Knows words, not
formats.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding
from rsplan.language.vocabulary import BLANK_CELL, Vocabulary, field_label
from rsplan.plan.folding import fold
from rsplan.plan.model import FIELDS, Kind, Ledger, Source
from rsplan.understanding.candidates import by_content
from rsplan.understanding.coloured_column import coloured_column
from rsplan.understanding.given_up import lines_over, said_to_go, without_given_up
from rsplan.understanding.headings import MOST_SPECIFIC
from rsplan.understanding.horizons import read_horizons
from rsplan.understanding.identity import keys_of
from rsplan.understanding.items import Items, Place
from rsplan.understanding.kind_names import kind_named_in_full
from rsplan.understanding.marked_out import marked_out
from rsplan.understanding.row_kinds import RowKinds, row_kinds
from rsplan.understanding.self_description import find_board
from rsplan.understanding.slices import SLICED
from rsplan.understanding.status_texts import status_texts
from rsplan.understanding.statuses import StatusColumn, read_statuses
from rsplan.understanding.tables import SheetTable
from rsplan.understanding.told_periods import NEVER, period_told
from rsplan.understanding.view_items import first_of_each_object, nearest_parent, same_rows

NO_TITLE = "namn saknas"
SAME_OBJECT = "samma objekt på flera rader"
OTHER_KIND = "annan typ av rad"
LEFT_OUT = "räknas inte enligt rsplan.toml"
_ORDER = tuple(reversed(MOST_SPECIFIC))
_GROUPS = ("goal_area", "decided_by", "unit")
# "Uppföljning per den 30 april 2025"; a longer text that names a month is a note.
_LONGEST_PERIOD = 36


def items_of(table: SheetTable, vocabulary: Vocabulary) -> list[Items]:
    """The items of a table, kind by kind: one kind, the levels of an export view, or as each row says."""
    if table.header.view:
        levels = {level for level, prop in table.header.view if prop == "title"}
        return [_view_items(table, level, vocabulary) for level in _ORDER if level in levels]
    kinds = row_kinds(table, vocabulary)
    if kinds is None:
        return [_items(table, table.kind, vocabulary, None)] if table.kind else []
    return [_items(table, kind, vocabulary, kinds) for kind in _ORDER if kind in kinds.kinds] or (
        [_items(table, table.kind, vocabulary, kinds)] if table.kind else []
    )


def _items(table: SheetTable, kind: Kind, vocabulary: Vocabulary, kinds: RowKinds | None) -> Items:
    letters = dict(table.header.columns)
    if table.header.units:
        letters["unit"] = next(iter(table.header.units))
    columns = {name: table.values(name) for name in FIELDS[kind] if name != "status"}
    columns["status_text"], columns["identity"] = table.values("status"), table.values("key")
    columns |= {name: table.values(name) for name in SLICED if name in letters}
    columns |= lines_over(table)
    groups = _goal_groups(table, vocabulary)
    if field := _sliced_by_groups(groups, columns):
        columns[field], groups = groups, []
        letters.setdefault(field, table.header.title or 0)
    if any(groups):
        columns["goal_area"] = [own or group for own, group in zip(columns["goal_area"], groups, strict=True)]
    if kinds is not None and kinds.by_level:
        columns["title"] = table.columns[f"{kind}.title"]
        columns |= {"parent": _parents(table, kind)} if kind is Kind.ACTIVITIES else {}
        letters["title"] = table.header.kinds[kind]
    if kinds is not None and kinds.names:
        columns["title"] = [*kinds.names]
    if kinds is not None and kinds.above:
        columns |= _below(kinds, kind, columns)
    items = _all_rows(table, kind, columns, letters)
    if kinds is not None:
        items = _of_its_kind(items, kinds)
    if "status" in table.columns or (at := coloured_column(table, kind)) is None:
        return _understood(items, Place(table, letters), vocabulary)
    letters["status"] = at
    named = {**items.source.columns, "status": table.sheet.column_name(at)}
    items = replace(items, source=replace(items.source, columns=named))
    return _understood(items.with_columns(_by_colours(table, at)), Place(table, letters), vocabulary)


def _by_colours(table: SheetTable, column: int) -> Finding:
    """That the colours of a column are read as the statuses."""
    words = by_content(table.header, column)
    cell = table.header.cell(column)
    settle = "Är det fel, ta med status i exporten. Är det rätt, godta det med rsplan learn, så sägs det inte igen."
    return finding(
        codes.STATUS_BY_CONTENT, file=table.workbook.name, sheet=table.sheet.name, cell=cell, value=words["value"],
        why="dess celler har statusfärger", settle=settle,
    )  # fmt: skip


def _below(kinds: RowKinds, kind: Kind, columns: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """What each row of a tree belongs to: its goal area, or what an activity stands below."""
    goals = [text if each is None else "" for each, text in kinds.above]
    items = [text if each not in (None, kind) else "" for each, text in kinds.above]
    return {
        name: [own or text for own, text in zip(columns[name], texts, strict=True)]
        for name, texts in (("goal_area", goals), ("parent", items))
        if name in columns
    }


def _all_rows(table: SheetTable, kind: Kind, columns: Mapping[str, list[str]], letters: Mapping[str, int]) -> Items:
    """Every row that the table has left, as items of a kind."""
    rows = [row + 1 for row in table.rows]
    name, sheet = table.workbook.name, table.sheet.name
    names = {field: table.sheet.column_name(at) for field, at in letters.items()}
    source = Source(name, sheet, names, table.sheet.turned)
    aside = tuple(entry for entry in table.set_aside if entry.rows)
    ledger = Ledger(name, sheet, kind, table.header.row + 1, table.read, len(rows), aside)
    return Items(kind, columns, rows, source, ledger, titles=tuple(text for _, _, text in table.titles))


def _sliced_by_groups(groups: Sequence[str], columns: Mapping[str, list[str]]) -> str | None:
    """The field that the headings between the rows tell: all of them boards, or all of them periods, two or more."""
    distinct = set(groups) - {""}
    if len(distinct) < 2:
        return None
    if "board" not in columns and all(map(find_board, distinct)):
        return "board"
    if "period" in columns or any(len(text) > _LONGEST_PERIOD for text in distinct):
        return None
    return "period" if NEVER not in map(period_told, distinct) else None


def _goal_groups(table: SheetTable, vocabulary: Vocabulary) -> list[str]:
    """The heading above each item, where it tells a goal area: not those that name a kind."""
    kind_names = {text for text in set(table.groups) if kind_named_in_full(text, vocabulary)}
    return ["" if text in kind_names else text for text in table.groups]


def _of_its_kind(items: Items, kinds: RowKinds) -> Items:
    """The rows of the kind that the items are of; what no kind takes is said by the first of them."""
    mine = [found is items.kind for found in kinds.kinds]
    first = items.kind is next((each for each in _ORDER if each in kinds.kinds), items.kind)
    elsewhere = {row for rows in kinds.aside.values() for row in rows}
    others = [row for row in items.where(mine) if row not in elsewhere]
    for reason, rows in kinds.aside.items():
        items = items.set_aside(reason, rows)
    return items.set_aside(OTHER_KIND, others, *(kinds.findings if first else ()))


def _parents(table: SheetTable, kind: Kind) -> list[str]:
    """The name that stands nearest above in a column of a more general kind."""
    higher = [other for other in MOST_SPECIFIC if other in table.header.kinds and other is not kind]
    current, parents = "", []
    for at in range(len(table.rows)):
        current = next((text for other in higher if (text := table.columns[f"{other}.title"][at])), current)
        parents.append(current)
    return parents


def _view_items(table: SheetTable, level: Kind, vocabulary: Vocabulary) -> Items:
    """The objects of one level of an export view: rows that name the same object (and unit, for activities) are one."""
    view = table.header.view
    blank = [""] * len(table.rows)
    own = {prop: f"{level}.{prop}" for owner, prop in view if owner == level}
    columns = {name: table.columns.get(own.get(name, ""), blank) for name in FIELDS[level] if name != "status"}
    columns["status_text"] = table.columns.get(own.get("status", ""), blank)
    columns["identity"] = columns["key"]
    columns["goal_area"] = table.values("goal_area.title")
    columns |= lines_over(table)
    if level is Kind.ACTIVITIES:
        columns["parent"] = nearest_parent(table, lambda titles, kind: _names(table, titles, kind, vocabulary))
    letters = {prop: column for (owner, prop), column in view.items() if owner == level}
    if ("goal_area", "title") in view:
        letters["goal_area"] = view["goal_area", "title"]
    items = _all_rows(table, level, columns, letters)
    named = zip(columns["title"], columns["key"], columns["status_text"], strict=True)
    items = items.set_aside(OTHER_KIND, items.where(list(map(any, named))))
    items = items.set_aside(
        SAME_OBJECT, items.where(first_of_each_object(items.columns, level)), *same_rows(table, level)
    )
    return _understood(items, Place(table, letters), vocabulary)


def _names(table: SheetTable, titles: list[str], level: Kind, vocabulary: Vocabulary) -> list[str]:
    if (level, "status") in table.header.view or not (apart := unglued(titles, level, vocabulary)):
        return titles
    return apart[1]


def _understood(items: Items, place: Place, vocabulary: Vocabulary) -> Items:
    """The items with the meaning of their words, and what makes each itself."""
    if "status" not in place.columns and (apart := unglued(items.columns["title"], items.kind, vocabulary)):
        items = items.with_columns(status_text=apart[0], title=apart[1])
    items = _as_a_person_reads(items, place, vocabulary)
    items = _without_left_out(_without_nameless(items, place, vocabulary), vocabulary)
    items = without_given_up(items, place, vocabulary)
    columns = items.columns
    title = place.columns.get("title", 0)
    at = place.columns.get("status", title)
    heading = place.table.header.texts.get(at, "")
    cells = StatusColumn(items.kind, columns["status_text"], items.rows, place.table.sheet, at, title, heading)
    statuses, doubts = read_statuses(cells, vocabulary, place.finding)
    items = items.with_columns(*doubts, status=statuses)
    if items.kind is Kind.INDICATORS:
        horizons, doubts = read_horizons(items, place, vocabulary)
        items = items.with_columns(*doubts, horizon=horizons)
    items = said_to_go(items, place)
    items = items.with_columns(*marked_out(items, place))
    columns = items.columns
    said = [*_missing(items, place), *_several_units(items, place)]
    keys, ids, doubts = keys_of(columns, items.rows, place)
    return items.with_columns(*said, *doubts, key=keys, id=ids)


def _as_a_person_reads(items: Items, place: Place, vocabulary: Vocabulary) -> Items:
    if "status" not in place.columns:
        return items
    at, texts = place.columns["status"], items.columns["status_text"]
    said = status_texts(place.table.sheet, at, texts, items.rows, items.kind, vocabulary)
    return items.with_columns(status_text=said)


def _without_nameless(items: Items, place: Place, vocabulary: Vocabulary) -> Items:
    nameless = items.where(list(map(bool, items.columns["title"])))
    noun = vocabulary.noun(items.kind).one
    return items.set_aside(
        NO_TITLE, nameless, *(place.finding(codes.ROW_WITHOUT_NAME, row, "title", kind=noun) for row in nameless)
    )


def _without_left_out(items: Items, vocabulary: Vocabulary) -> Items:
    """The items without those whose status the project has said is not to be counted."""
    if not vocabulary.left_out:
        return items
    gone = {text for text in set(items.columns["status_text"]) if fold(text or BLANK_CELL) in vocabulary.left_out}
    return items.set_aside(LEFT_OUT, items.where([text not in gone for text in items.columns["status_text"]]))


def unglued(titles: list[str], kind: Kind, vocabulary: Vocabulary) -> tuple[list[str], list[str]] | None:
    """Colours and names of titles that the export view has glued together: ``GrönUppdragets namn``.

    None where most names do not begin so: a name may begin with "Grön".
    """
    pattern = _glued(vocabulary, kind)
    matches = {title: pattern.match(title) for title in set(titles) if title}
    if not matches or sum(match is not None for match in matches.values()) * 2 < len(matches):
        return None
    words = {title: match.group(1) if match else "" for title, match in matches.items()}
    return [words.get(title, "") for title in titles], [title[len(words.get(title, "")) :].strip() for title in titles]


def _glued(vocabulary: Vocabulary, kind: Kind) -> re.Pattern[str]:
    words = sorted(vocabulary.words[vocabulary.family(kind)], key=len, reverse=True)
    spelled = "|".join(re.escape(word[:1].upper() + word[1:]) for word in words if word[:1].isalpha())
    return re.compile(f"({spelled})(?=[A-ZÅÄÖÉ0-9])")


def _missing(items: Items, place: Place) -> Iterator[Finding]:
    """Blank cells in a column of groups that is otherwise filled: counted, and said once a column."""
    for field in _GROUPS:
        texts = items.columns.get(field, [])
        if field in place.columns and "" in texts and any(texts):
            yield place.lacking(field, field_label(field), items.where(list(map(bool, texts))))


def _several_units(items: Items, place: Place) -> Iterator[Finding]:
    """Stratsys joins several values by semicolons: which of the units the status is about, nobody can tell."""
    units: Sequence[str] = items.columns["unit"]
    joined = [at for at, text in enumerate(units) if ";" in text]
    if joined:
        yield place.finding(codes.UNITS_IN_ONE_CELL, items.rows[joined[0]], "unit", units[joined[0]], count=len(joined))
