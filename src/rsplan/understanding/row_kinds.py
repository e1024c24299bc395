"""How the rows of a mixed table are told apart: by a type column, by headings between them, or by the column that holds
the name. Knows kinds, not statuses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding
from rsplan.language.statuswords.column import read_column
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.folding import fold
from rsplan.plan.model import Kind
from rsplan.understanding.cell_texts import cell_text, short
from rsplan.understanding.headings import MOST_SPECIFIC
from rsplan.understanding.kind_names import kind_named_in, kind_named_in_full
from rsplan.understanding.kind_prefixes import Prefixed, prefixed
from rsplan.understanding.levels import Levels, levels_of
from rsplan.understanding.notes import column_line, or_write
from rsplan.understanding.row_reasons import HEADING_ROW
from rsplan.understanding.several_cells import where
from rsplan.understanding.tables import SheetTable

GOAL_ROW = "målområde, inget uppdrag"
UNKNOWN_KIND = "okänd typ av rad"
_FEWEST_LEVEL_ROWS = 2


class RowKinds(Struct, frozen=True, dict=True):
    """The kind of each row, None for those that are no item: ``aside`` has their rows (from 1) by reason. ``above`` is
    the name of what each row stands below in a tree, by kind; None for a goal area's. ``names`` are the rows' names
    where they stood with the kind before them.
    """

    kinds: list[Kind | None]
    aside: Mapping[str, list[int]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    by_level: bool = False
    above: Sequence[tuple[Kind | None, str]] = ()
    names: Sequence[str] = ()


def row_kinds(table: SheetTable, vocabulary: Vocabulary) -> RowKinds | None:
    """How the rows of a mixed table are told apart: by a type column, by headings between them, or by the column that
    holds the name. None for a table of one kind."""
    found = _by_type(table, vocabulary) or _by_prefix(table, vocabulary)
    found = found or _by_section(table, vocabulary) or _by_level(table)
    return found or _by_depth(table, vocabulary)


def _by_type(table: SheetTable, vocabulary: Vocabulary) -> RowKinds | None:
    types = table.values("horizon")
    named = {text: kind_named_in(text, vocabulary) for text in set(types)}
    if not {kind for kind in named.values() if kind} - {table.header.kind}:
        return None
    if table.header.kind is not None:
        # One strange type in a table of nothing but indicators is a slip, and said as such.
        if sum(named[text] is not None for text in types) * 2 <= len(types):
            return None
        named[""] = table.header.kind
    goals: list[tuple[int, str]] = []
    strange: list[tuple[int, str]] = []
    for text, row in zip(types, table.rows, strict=True):
        if named[text] is None:
            (goals if vocabulary.columns.get(fold(text)) == "goal_area" else strange).append((row, text))
    column = table.header.columns["horizon"]
    findings = tuple(_unknown_kinds(table, column, strange, vocabulary))
    aside = {GOAL_ROW: _numbers(goals), UNKNOWN_KIND: _numbers(strange)}
    return RowKinds([named[text] for text in types], aside, findings)


def _unknown_kinds(
    table: SheetTable, column: int, strange: Sequence[tuple[int, str]], vocabulary: Vocabulary
) -> Iterator[Finding]:
    """One finding for each word that tells no kind, with the line that would."""
    example = vocabulary.noun(Kind.ACTIVITIES).one
    for text in dict.fromkeys(text for _, text in strange):
        rows = [row for row, other in strange if other == text]
        cells = tuple(table.sheet.cell(row, column) for row in rows)
        settle = or_write(column_line(text, example) if text else "")
        words = {"where": where(cells), "count": len(rows), "settle": settle}
        yield replace(cell_finding(table, codes.UNKNOWN_ROW_KIND, rows[0], column, text, **words), cells=cells)


def _numbers(found: Sequence[tuple[int, str]]) -> list[int]:
    return [row + 1 for row, _ in found]


def cell_finding(
    table: SheetTable, code: str, row: int, column: int, value: str | None = None, **words: object
) -> Finding:
    """A finding of a cell given by row and column from 0."""
    cell = table.sheet.cell(row, column)
    return finding(code, file=table.workbook.name, sheet=table.sheet.name, cell=cell, value=value, **words)


def _by_prefix(table: SheetTable, vocabulary: Vocabulary) -> RowKinds | None:
    """Rows whose names begin with what they are, "Uppdrag: …", "Aktivitet: …"; a row of a goal area is a heading."""
    found = None if table.header.view else prefixed(table.values("title"), vocabulary)
    if found is None or not any(found.kinds):
        return None
    column = table.header.title or 0
    goals = [row for row, word, kind in zip(table.rows, found.words, found.kinds, strict=True) if word and not kind]
    strange = [(row, "") for row, word in zip(table.rows, found.words, strict=True) if not word]
    counts = Counter(kind for kind in found.kinds if kind)
    told = ", ".join(f"{count} {vocabulary.noun(kind).many}" for kind, count in counts.items())
    first = next(at for at, word in enumerate(found.words) if word)
    example = table.values("title")[first]
    said = cell_finding(table, codes.KIND_BEFORE_NAMES, table.rows[first], column, short(example), told=told)
    unknown = _unknown_kinds(table, column, strange, vocabulary)
    aside = {GOAL_ROW: [row + 1 for row in goals], UNKNOWN_KIND: _numbers(strange)}
    return RowKinds(found.kinds, aside, (said, *unknown), above=_above(found), names=found.names)


def _above(found: Prefixed) -> list[tuple[Kind | None, str]]:
    """For each row the nearest above of another kind; for one of the most general kind the goal area above."""
    above: list[tuple[Kind | None, str]] = []
    higher: dict[Kind | None, str] = {}
    for word, kind, name in zip(found.words, found.kinds, found.names, strict=True):
        more = [other for other in (Kind.INDICATORS, Kind.ASSIGNMENTS) if kind is Kind.ACTIVITIES and other in higher]
        above.append((more[0], higher[more[0]]) if more else (None, higher.get(None, "") if kind else ""))
        if word and kind is None:
            higher = {}
        if word:
            higher[kind] = name
    return above


def _by_section(table: SheetTable, vocabulary: Vocabulary) -> RowKinds | None:
    if table.header.kind is not None or not any(kind_named_in_full(text, vocabulary) for text in set(table.groups)):
        return None
    kinds: list[Kind | None] = []
    current = table.kind
    for text in table.groups:
        if text and kind_named_in_full(text, vocabulary):
            current = kind_named_in(text, vocabulary)
        kinds.append(current)
    strange = [(row, "") for row, kind in zip(table.rows, kinds, strict=True) if kind is None]
    column = table.header.title or 0
    return RowKinds(
        kinds,
        {UNKNOWN_KIND: _numbers(strange)},
        tuple(_unknown_kinds(table, column, strange, vocabulary)),
    )


def _by_level(table: SheetTable) -> RowKinds | None:
    """Rows of a tree, each named in the column of its own kind. Names of a kind that has no status on any row of its
    own are headings over the others.
    """
    levels = [kind for kind in MOST_SPECIFIC if kind in table.header.kinds]
    if len(levels) < 2:
        return None
    names = [table.columns[f"{kind}.title"] for kind in levels]
    deepest = [next((level for level, texts in enumerate(names) if texts[at]), 0) for at in range(len(table.rows))]
    higher = [at for at, level in enumerate(deepest) if level]
    flat = sum(bool(texts[at]) for texts in names[1:] for at, level in enumerate(deepest) if not level)
    is_flat = flat * 2 > len(deepest) - len(higher)
    if len(higher) < _FEWEST_LEVEL_ROWS or (is_flat and len(higher) * 10 < len(deepest)):
        return None
    status = table.values("status")
    counted = {0} | {deepest[at] for at in higher if status[at]}
    headings = [at for at in higher if deepest[at] not in counted]
    place = {at: table.header.kinds[levels[deepest[at]]] for at in higher}
    findings = [
        cell_finding(table, codes.SUBHEADING, table.rows[at], place[at], names[deepest[at]][at]) for at in headings
    ]
    if is_flat and len(counted) > 1:
        first = next(at for at in higher if deepest[at] in counted)
        findings.append(
            cell_finding(table, codes.UPPER_NAMES_FILLED, table.rows[first], place[first], names[deepest[first]][first])
        )
    return RowKinds(
        [levels[level] if level in counted else None for level in deepest],
        {HEADING_ROW: [table.rows[at] + 1 for at in headings]},
        tuple(findings),
        by_level=True,
    )


def _by_depth(table: SheetTable, vocabulary: Vocabulary) -> RowKinds | None:
    """Rows of a tree with all names in one column. The statuses tell the kind of each level; what stands above rows of
    the same kind is a heading over them, with or without a status of its own.
    """
    if "status" not in table.header.fields or not (levels := levels_of(table)):
        return None
    by_depth = {depth: _kind_by_statuses(table, levels, depth, vocabulary) for depth in set(levels.depths)}
    deepest = by_depth[max(by_depth)] or table.kind
    if deepest is None:
        return None
    kinds = {depth: kind if kind is not deepest else None for depth, kind in by_depth.items()}
    kinds[max(by_depth)] = deepest
    parents = levels.parents()
    names = table.values("title")
    above = [(kinds[levels.depths[at]], names[at]) if at is not None else (None, "") for at in parents]
    headings = [at for at, depth in enumerate(levels.depths) if kinds[depth] is None]
    if levels.by_look and _are_as_full(table, headings):
        return RowKinds([deepest] * len(table.rows), findings=(_said_of_emphasis(table, levels, headings),))
    findings = [_said_of_tree(table, levels, kinds, vocabulary)] if len(set(kinds.values()) - {None}) > 1 else []
    findings += [_said_of_headings(table, levels, headings)] if headings else []
    rows = [kinds[depth] for depth in levels.depths]
    return RowKinds(rows, {HEADING_ROW: [table.rows[at] + 1 for at in headings]}, tuple(findings), above=above)


def _are_as_full(table: SheetTable, headings: Sequence[int]) -> bool:
    """True where rows that only look like headings have all that the other rows have, status and more: they are items
    that somebody has marked."""
    header, sheet = table.header, table.sheet
    columns = {*range(header.left, header.right)} - {header.title, header.fields.get("status")}
    if not headings or not all(table.values("status")[at] for at in headings):
        return False
    rest = [at for at in range(len(table.rows)) if at not in set(headings)]
    shares = [
        [
            sum(bool(cell_text(sheet.columns[column][table.rows[at]])) for at in some) * 2 > len(some)
            for column in columns
        ]
        for some in (headings, rest)
    ]
    return any(shares[1]) and all(mine or not theirs for mine, theirs in zip(*shares, strict=True))


def _said_of_emphasis(table: SheetTable, levels: Levels, headings: Sequence[int]) -> Finding:
    column = table.header.title or 0
    name = table.values("title")[headings[0]]
    said = cell_finding(
        table, codes.MARKED_ROWS, table.rows[headings[0]], column, name, how=levels.how, count=len(headings)
    )
    return replace(said, cells=tuple(table.sheet.cell(table.rows[at], column) for at in headings))


def _kind_by_statuses(table: SheetTable, levels: Levels, depth: int, vocabulary: Vocabulary) -> Kind | None:
    """The kind whose words the statuses of one level are; None where they are words of both, or there are none."""
    states = table.values("status")
    texts = {states[at] for at, each in enumerate(levels.depths) if each == depth} - {""}
    read = {kind: read_column(kind, list(texts), vocabulary) for kind in (Kind.ASSIGNMENTS, Kind.ACTIVITIES)}
    told = {kind: all(found and not found.scaled for found in each.values()) for kind, each in read.items()}
    fits = [kind for kind, plain in told.items() if texts and plain]
    return fits[0] if len(fits) == 1 else None


def _said_of_tree(
    table: SheetTable, levels: Levels, kinds: Mapping[int, Kind | None], vocabulary: Vocabulary
) -> Finding:
    """That the levels are of different kinds, and how many rows each has."""
    count = Counter(levels.depths)
    told = [f"{count[depth]} {vocabulary.noun(kind).many}" for depth, kind in sorted(kinds.items()) if kind]
    column = table.header.title or 0
    first = table.values("title")[0]
    return cell_finding(table, codes.TREE_BY_LEVELS, table.rows[0], column, first, how=levels.how, told=", ".join(told))


def _said_of_headings(table: SheetTable, levels: Levels, places: Sequence[int]) -> Finding:
    """That the rows above others are headings; a warning where they have a status."""
    states, names, column = table.values("status"), table.values("title"), table.header.title or 0
    telling = [at for at in places if states[at]]
    first = (telling or places)[0]
    code = codes.GROUP_ROWS_WITH_STATUS if telling else codes.GROUP_ROWS
    said = cell_finding(table, code, table.rows[first], column, names[first], how=levels.how, count=len(places))
    return replace(said, cells=tuple(table.sheet.cell(table.rows[at], column) for at in places))
