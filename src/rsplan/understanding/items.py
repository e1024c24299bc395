"""From a table to plan items: what kind each row is, what its status means, what makes it itself.

Every doubt becomes a finding with the cell's address; no row disappears without a reason. Knows words, not formats.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rsplan.findings.finding import Finding, finding
from rsplan.language.vocabulary import Vocabulary, fold, fold_column
from rsplan.plan.model import FIELDS, Horizon, Kind, Ledger, SetAside, Source
from rsplan.reading.workbook import cell_name, column_letter
from rsplan.understanding.headings import MOST_SPECIFIC
from rsplan.understanding.statuses import StatusColumn, read_statuses
from rsplan.understanding.tables import HEADING_ROW, Table, kind_named_in, kind_named_in_full

NO_TITLE = "namn saknas"
SAME_OBJECT = "samma objekt på flera rader"
OTHER_KIND = "annan typ av rad"
GOAL_ROW = "målområde, inget uppdrag"
UNKNOWN_KIND = "okänd typ av rad"
_ORDER = tuple(reversed(MOST_SPECIFIC))
_GROUPS = {"goal_area": "målområde", "decided_by": "beslutad av", "unit": "enhet", "horizon": "typ", "key": "id"}
_FEWEST_LEVEL_ROWS = 2


@dataclass(frozen=True)
class Items:
    """The items of one kind in one table: field → texts, the row (from 1) of each, the account of all rows."""

    kind: Kind
    columns: Mapping[str, list[str]]
    rows: list[int]
    source: Source
    ledger: Ledger
    findings: tuple[Finding, ...]


def items_of(table: Table, vocabulary: Vocabulary) -> list[Items]:
    """The items of a table, kind by kind: one kind, the levels of an export view, or as each row says."""
    if table.header.view:
        levels = {level for level, prop in table.header.view if prop == "title"}
        return [_view_items(table, level, vocabulary) for level in _ORDER if level in levels]
    kinds = _row_kinds(table, vocabulary)
    if kinds is None:
        return [_items(table, table.kind, vocabulary, None)] if table.kind else []
    return [_items(table, kind, vocabulary, kinds) for kind in _ORDER if kind in kinds.kinds] or (
        [_items(table, table.kind, vocabulary, kinds)] if table.kind else []
    )


@dataclass(frozen=True)
class _RowKinds:
    """The kind of each row, None for those that are no item: these are set aside with reason and finding."""

    kinds: list[Kind | None]
    aside: tuple[SetAside, ...] = ()
    findings: tuple[Finding, ...] = ()
    by_level: bool = False


def _row_kinds(table: Table, vocabulary: Vocabulary) -> _RowKinds | None:
    """How the rows of a mixed table are told apart: by a type column, by headings between them, or by the column that
    holds the name. None for a table of one kind."""
    return _by_type(table, vocabulary) or _by_section(table, vocabulary) or _by_level(table)


def _by_type(table: Table, vocabulary: Vocabulary) -> _RowKinds | None:
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
    findings = tuple(_at(table, "RSP228", row, column, text) for row, text in strange)
    aside = (_set_aside(GOAL_ROW, goals), _set_aside(UNKNOWN_KIND, strange))
    return _RowKinds([named[text] for text in types], aside, findings)


def _set_aside(reason: str, found: Sequence[tuple[int, str]]) -> SetAside:
    return SetAside(reason, tuple(row + 1 for row, _ in found))


def _at(table: Table, code: str, row: int, column: int, value: str | None = None, **words: object) -> Finding:
    """A finding of a cell given by row and column from 0."""
    cell = cell_name(row, column)
    return finding(code, file=table.workbook.name, sheet=table.sheet.name, cell=cell, value=value, **words)


def _by_section(table: Table, vocabulary: Vocabulary) -> _RowKinds | None:
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
    return _RowKinds(
        kinds,
        (_set_aside(UNKNOWN_KIND, strange),),
        tuple(_at(table, "RSP228", row, column, "") for row, _ in strange),
    )


def _by_level(table: Table) -> _RowKinds | None:
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
    findings = [_at(table, "RSP209", table.rows[at], place[at], names[deepest[at]][at]) for at in headings]
    if is_flat and len(counted) > 1:
        first = next(at for at in higher if deepest[at] in counted)
        findings.append(_at(table, "RSP247", table.rows[first], place[first], names[deepest[first]][first]))
    return _RowKinds(
        [levels[level] if level in counted else None for level in deepest],
        (_set_aside(HEADING_ROW, [(table.rows[at], "") for at in headings]),),
        tuple(findings),
        by_level=True,
    )


def _items(table: Table, kind: Kind, vocabulary: Vocabulary, kinds: _RowKinds | None) -> Items:
    columns = {name: table.values(name) for name in FIELDS[kind] if name != "status"}
    columns["status_text"] = table.values("status")
    columns["identity"] = table.values("key")
    letters = dict(table.header.columns)
    findings: list[Finding] = []
    aside = list(table.set_aside)
    kind_names = {text for text in set(table.groups) if kind_named_in_full(text, vocabulary)}
    groups = ["" if text in kind_names else text for text in table.groups]
    if any(groups):
        columns["goal_area"] = [own or group for own, group in zip(columns["goal_area"], groups, strict=True)]
    rows = [row + 1 for row in table.rows]
    if kinds is not None:
        if kinds.by_level:
            columns["title"] = table.columns[f"{kind}.title"]
            columns |= {"parent": _parents(table, kind)} if kind is Kind.ACTIVITIES else {}
            letters["title"] = table.header.kinds[kind]
        mine = [found is kind for found in kinds.kinds]
        if kind is next(each for each in _ORDER if each in kinds.kinds):
            findings += kinds.findings
        elsewhere = {row for entry in kinds.aside for row in entry.rows}
        other = tuple(row for row, own in zip(rows, mine, strict=True) if not own and row not in elsewhere)
        aside += [*kinds.aside, SetAside(OTHER_KIND, other)]
        columns, rows = _picked(columns, rows, mine)
    return _finish(table, kind, vocabulary, columns, rows, letters, aside, findings)


def _parents(table: Table, kind: Kind) -> list[str]:
    """The name that stands nearest above in a column of a more general kind."""
    higher = [other for other in MOST_SPECIFIC if other in table.header.kinds and other is not kind]
    current, parents = "", []
    for at in range(len(table.rows)):
        current = next((text for other in higher if (text := table.columns[f"{other}.title"][at])), current)
        parents.append(current)
    return parents


def _picked(
    columns: Mapping[str, list[str]], rows: list[int], keep: Sequence[bool]
) -> tuple[dict[str, list[str]], list[int]]:
    places = [at for at, wanted in enumerate(keep) if wanted]
    return {name: [texts[at] for at in places] for name, texts in columns.items()}, [rows[at] for at in places]


def _view_items(table: Table, level: Kind, vocabulary: Vocabulary) -> Items:
    """The objects of one level of an export view: rows that name the same object (and unit, for activities) are one."""
    view = table.header.view
    blank = [""] * len(table.rows)
    own = {prop: f"{level}.{prop}" for owner, prop in view if owner == level}
    columns = {name: table.columns.get(own.get(name, ""), blank) for name in FIELDS[level] if name != "status"}
    columns["status_text"] = table.columns.get(own.get("status", ""), blank)
    columns["identity"] = columns["key"]
    columns["goal_area"] = table.values("goal_area.title")
    if level is Kind.ACTIVITIES:
        columns["parent"] = _nearest_parent(table, vocabulary)
    rows = [row + 1 for row in table.rows]
    named = [
        bool(title or key or text)
        for title, key, text in zip(columns["title"], columns["key"], columns["status_text"], strict=True)
    ]
    aside = [
        *table.set_aside,
        SetAside(OTHER_KIND, tuple(row for row, own_row in zip(rows, named, strict=True) if not own_row)),
    ]
    columns, rows = _picked(columns, rows, named)
    first = _first_of_each_object(columns, level)
    aside.append(SetAside(SAME_OBJECT, tuple(row for row, is_first in zip(rows, first, strict=True) if not is_first)))
    columns, rows = _picked(columns, rows, first)
    findings = _same_rows(table) if level is _deepest(table) else []
    letters = {prop: column for (owner, prop), column in view.items() if owner == level}
    if ("goal_area", "title") in view:
        letters["goal_area"] = view["goal_area", "title"]
    return _finish(table, level, vocabulary, columns, rows, letters, aside, findings)


def _deepest(table: Table) -> Kind:
    return next(kind for kind in MOST_SPECIFIC if (kind, "title") in table.header.view)


def _same_rows(table: Table) -> list[Finding]:
    """Rows of an export view that say nothing new: an object comes again beside other things, not by itself."""
    first: dict[tuple[str, ...], int] = {}
    texts = zip(*(table.columns[f"{level}.{prop}"] for level, prop in table.header.view), strict=True)
    column = table.header.view[_deepest(table), "title"]
    found = []
    for row, cells in zip(table.rows, texts, strict=True):
        other = first.setdefault(cells, row)
        if other != row:
            found.append(_at(table, "RSP245", row, column, other=other + 1))
    return found


def _first_of_each_object(columns: Mapping[str, list[str]], level: Kind) -> list[bool]:
    """True for the first row of each object. Without an id it is known by its name and what it belongs to."""
    belongs = columns["parent"] if level is Kind.ACTIVITIES else columns["goal_area"]
    units = columns["unit"] if level is Kind.ACTIVITIES else [""] * len(belongs)
    seen: set[tuple[str, ...]] = set()
    first = []
    for identity, title, parent, unit, status in zip(
        columns["identity"], columns["title"], belongs, units, columns["status_text"], strict=True
    ):
        key = (identity, fold(title), "" if identity else fold(parent), fold(unit), fold(status))
        first.append(key not in seen)
        seen.add(key)
    return first


def _nearest_parent(table: Table, vocabulary: Vocabulary) -> list[str]:
    indicators, assignments = (_names(table, kind, vocabulary) for kind in (Kind.INDICATORS, Kind.ASSIGNMENTS))
    return [indicator or assignment for indicator, assignment in zip(indicators, assignments, strict=True)]


def _names(table: Table, level: Kind, vocabulary: Vocabulary) -> list[str]:
    titles = table.values(f"{level}.title")
    if (level, "status") in table.header.view or not (apart := unglued(titles, level, vocabulary)):
        return titles
    return apart[1]


def _finish(
    table: Table,
    kind: Kind,
    vocabulary: Vocabulary,
    columns: dict[str, list[str]],
    rows: list[int],
    letters: Mapping[str, int],
    aside: list[SetAside],
    findings: list[Finding],
) -> Items:
    place = _Place(table, letters)
    if "status" not in letters and (apart := unglued(columns["title"], kind, vocabulary)):
        columns["status_text"], columns["title"] = apart
    columns, rows = _without_nameless(columns, rows, kind, vocabulary, place, aside, findings)
    title = letters.get("title", 0)
    status_column = StatusColumn(kind, columns["status_text"], rows, table.sheet, letters.get("status", title), title)
    columns["status"], doubts = read_statuses(status_column, vocabulary, place.finding)
    findings += doubts
    if kind is Kind.INDICATORS:
        columns["horizon"], doubts = _horizons(columns["horizon"], rows, vocabulary, place)
        findings += doubts
    findings += _missing(columns, rows, letters, place)
    findings += _several_units(columns, rows, place)
    columns["key"], doubts = keys_of(columns, rows, place)
    findings += doubts
    source = Source(table.workbook.name, table.sheet.name, {name: column_letter(at) for name, at in letters.items()})
    ledger = Ledger(
        file=table.workbook.name,
        sheet=table.sheet.name,
        kind=kind,
        header_row=table.header.row + 1,
        read=table.read,
        counted=len(rows),
        set_aside=tuple(entry for entry in aside if entry.rows),
    )
    return Items(kind, columns, rows, source, ledger, tuple(findings))


@dataclass(frozen=True)
class _Place:
    """Where a table's cells stand, for findings. Rows from 1, as in the spreadsheet."""

    table: Table
    columns: Mapping[str, int]

    def cell(self, row: int, field: str) -> str:
        return cell_name(row - 1, self.columns.get(field, self.columns.get("title", 0)))

    def finding(self, code: str, row: int, at: str, value: str | None = None, /, **words: object) -> Finding:
        name, sheet = self.table.workbook.name, self.table.sheet.name
        return finding(code, file=name, sheet=sheet, cell=self.cell(row, at), value=value, **words)


def _without_nameless(
    columns: dict[str, list[str]],
    rows: list[int],
    kind: Kind,
    vocabulary: Vocabulary,
    place: _Place,
    aside: list[SetAside],
    findings: list[Finding],
) -> tuple[dict[str, list[str]], list[int]]:
    if "" not in columns["title"]:
        return columns, rows
    named = [bool(title) for title in columns["title"]]
    nameless = tuple(row for row, has_name in zip(rows, named, strict=True) if not has_name)
    aside.append(SetAside(NO_TITLE, nameless))
    noun = vocabulary.labels["kinds"][kind]["one"]
    findings += [place.finding("RSP202", row, "title", kind=noun) for row in nameless]
    return _picked(columns, rows, named)


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


def _horizons(
    texts: list[str], rows: list[int], vocabulary: Vocabulary, place: _Place
) -> tuple[list[str], list[Finding]]:
    """The kind of each indicator. Without a word for it an indicator is short-term; an unknown word is said."""
    known = {text: _horizon(text, vocabulary) for text in set(texts)}
    findings = [
        place.finding("RSP238", row, "horizon", text, label=vocabulary.label("horizon", Horizon.SHORT_TERM).lower())
        for text, row in zip(texts, rows, strict=True)
        if not known[text]
    ]
    blank = [row for text, row in zip(texts, rows, strict=True) if not text] if any(texts) else []
    findings += [place.finding("RSP212", row, "horizon", field=_GROUPS["horizon"]) for row in blank]
    return [known[text] or Horizon.SHORT_TERM.value for text in texts], findings


def _horizon(text: str, vocabulary: Vocabulary) -> str | None:
    """The kind of indicator that a text names: "Finansiellt", "Långsiktigt nyckeltal"; None if the word is unknown."""
    if horizon := vocabulary.horizon(text):
        return horizon
    words = [word for word in re.split(r"[^\w-]+", fold(text)) if word]
    words = [word for word in words if vocabulary.kind_names.get(word) is not Kind.INDICATORS]
    plain = not text or (not words and kind_named_in(text, vocabulary) is Kind.INDICATORS)
    return Horizon.SHORT_TERM.value if plain else vocabulary.horizon(" ".join(words))


def _missing(
    columns: Mapping[str, list[str]], rows: list[int], letters: Mapping[str, int], place: _Place
) -> Iterator[Finding]:
    """A blank cell in a column of groups that is otherwise filled: counted, and said."""
    for field in ("goal_area", "decided_by", "unit"):
        texts = columns.get(field, [])
        if field in letters and "" in texts and any(texts):
            for text, row in zip(texts, rows, strict=True):
                if not text:
                    yield place.finding("RSP212", row, field, field=_GROUPS[field])


def _several_units(columns: Mapping[str, list[str]], rows: list[int], place: _Place) -> list[Finding]:
    """Stratsys joins several values by semicolons: which of the units the status is about, nobody can tell."""
    joined = [at for at, text in enumerate(columns["unit"]) if ";" in text]
    if not joined:
        return []
    return [place.finding("RSP246", rows[joined[0]], "unit", columns["unit"][joined[0]], count=len(joined))]


def keys_of(columns: Mapping[str, list[str]], rows: list[int], place: _Place) -> tuple[list[str], list[Finding]]:
    """What makes each item itself: its id and its name; without an id, what it belongs to and its name.

    The name is part of it, so that an id used for two things does not make them one. An item whose id is missing is the
    one with an id that has the same name and belongs to the same. A column of numbers that begins again is no id.
    """
    titles = columns["title"]
    belongs = columns["parent"] if "parent" in columns else columns["goal_area"]
    names, parents, identities = map(fold_column, (titles, belongs, columns["identity"]))
    findings: list[Finding] = []
    reused = _reused(identities, names)
    if _is_running_number(identities, reused):
        row = place.table.header.row + 1
        findings.append(place.finding("RSP233", row, "key", place.table.header.texts.get(place.columns.get("key", 0))))
        identities = [""] * len(identities)
    else:
        findings += _reused_ids(columns, rows, reused, identities, names, place)
    if any(identities) and "" in identities:
        findings += _filled_in(identities, list(zip(parents, names, strict=True)), rows, place)
    return [
        f"{identity or parent}\x1f{name}" for identity, name, parent in zip(identities, names, parents, strict=True)
    ], findings


def _reused(identities: list[str], names: list[str]) -> dict[str, int]:
    """Each id that stands on items of different names, with the position of its first."""
    different = len(set(identities))
    if different == len(identities) or len(set(zip(identities, names, strict=True))) == different:
        return {}
    first: dict[str, int] = {}
    reused: dict[str, int] = {}
    for at, (identity, name) in enumerate(zip(identities, names, strict=True)):
        if identity and names[first.setdefault(identity, at)] != name:
            reused[identity] = first[identity]
    return reused


def _is_running_number(identities: list[str], reused: Mapping[str, int]) -> bool:
    """True where most ids that come again stand on something else: then they are numbers that begin anew."""
    if len(reused) < 3:
        return False
    seen: set[str] = set()
    again = {identity for identity in identities if identity in seen or seen.add(identity)}  # type: ignore[func-returns-value]
    return len(reused) * 2 > len(again)


def _reused_ids(
    columns: Mapping[str, list[str]],
    rows: list[int],
    reused: Mapping[str, int],
    identities: list[str],
    names: list[str],
    place: _Place,
) -> Iterator[Finding]:
    """An id that stands on items of different names: counted apart, and said at each of the later ones."""
    if not reused:
        return
    told: set[tuple[str, str]] = set()
    for at, identity in enumerate(identities):
        if identity not in reused:
            continue
        first, title = reused[identity], columns["title"][at]
        pair = (identity, names[at])
        if names[at] != names[first] and pair not in told:
            told.add(pair)
            yield place.finding(
                "RSP213",
                rows[at],
                "key",
                columns["identity"][at],
                title=short(title),
                own=place.cell(rows[at], "title"),
                other_title=short(columns["title"][first]),
                other=place.cell(rows[first], "key"),
                other_own=place.cell(rows[first], "title"),
            )


def _filled_in(
    identities: list[str], names: list[tuple[str, str]], rows: list[int], place: _Place
) -> Iterator[Finding]:
    known: dict[tuple[str, str], str] = {}
    for identity, name in zip(identities, names, strict=True):
        if identity:
            known.setdefault(name, identity)
    for at, identity in enumerate(list(identities)):
        if not identity:
            identities[at] = known.get(names[at], "")
            yield place.finding("RSP234", rows[at], "key")


def short(text: str, width: int = 60) -> str:
    """A text that fits in a message."""
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"
