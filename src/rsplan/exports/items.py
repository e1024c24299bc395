"""From a table to plan items: what kind they are, what their statuses mean, which rows say the same thing.

Every doubt becomes a finding with the cell's address; no row disappears without a reason. Knows words, not formats.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from rsplan.exports.grid import cell_name, column_letter
from rsplan.exports.tables import Table
from rsplan.findings import Finding, finding
from rsplan.model import FIELDS, ActivityState, Fulfilment, Horizon, Kind, Ledger, SetAside, Source
from rsplan.vocabulary import Vocabulary, fold

_NO_TITLE = "namn saknas"
_DUPLICATE = "dubblett"
_SAME_OBJECT = "samma objekt på flera rader"
_OTHER_KIND = "annan typ av rad"
_ORDER = (Kind.ASSIGNMENTS, Kind.INDICATORS, Kind.ACTIVITIES)


@dataclass(frozen=True)
class Items:
    """The items of one kind in one table: a frame with the kind's fields and ``row``, and the account of its rows."""

    kind: Kind
    frame: pd.DataFrame
    source: Source
    ledger: Ledger
    findings: tuple[Finding, ...]


def kind_of(table: Table, names: Iterable[str], vocabulary: Vocabulary) -> Kind | None:
    """The kind of a table's items: told by its headings, else by the first of ``names`` (sheet, title rows, file)."""
    if table.header.kind is not None:
        return table.header.kind
    for name in names:
        if (kind := kind_named_in(name, vocabulary)) is not None:
            return kind
    if "target" in table.header.fields or "horizon" in table.header.fields:
        return Kind.INDICATORS
    return None


def kind_named_in(text: str, vocabulary: Vocabulary) -> Kind | None:
    """The only kind that a name tells ("Aktiviteter per april"), else None."""
    words = re.split(r"[^a-zåäö]+", fold(text.replace("_", " ")))
    kinds = {vocabulary.kind_names[word] for word in words if word in vocabulary.kind_names}
    return kinds.pop() if len(kinds) == 1 else None


def items_of(table: Table, kind: Kind | None, vocabulary: Vocabulary) -> Iterator[Items]:
    """The items of a table, kind by kind: one kind, the levels of an export view, or as a column of kinds says."""
    if table.header.view:
        levels = {level for level, prop in table.header.view if prop == "title"}
        for level in _ORDER:
            if level in levels:
                yield _view_items(table, level, vocabulary)
        return
    by_row = _kinds_by_row(table, vocabulary)
    if by_row:
        for each in _ORDER:
            if each in by_row:
                yield _items(table, each, vocabulary, [found is each for found in by_row])
    elif kind is not None:
        yield _items(table, kind, vocabulary, None)


def _kinds_by_row(table: Table, vocabulary: Vocabulary) -> list[Kind | None]:
    """The kind that each row's type column names; empty where the column tells something else or is missing."""
    values = table.columns.get("horizon")
    if not values or table.header.kind is not None:
        return []
    kinds = [kind_named_in(value, vocabulary) for value in values]
    return kinds if any(kinds) else []


def _items(table: Table, kind: Kind, vocabulary: Vocabulary, mine: list[bool] | None) -> Items:
    columns = dict(table.columns)
    count = len(table.rows)
    frame = pd.DataFrame({name: columns.get(name, [""] * count) for name in FIELDS[kind] if name not in ("status",)})
    frame["status_text"] = columns.get("status", [""] * count)
    frame["row"] = [row + 1 for row in table.rows]
    frame["identity"] = columns.get("key", [""] * count)
    others: list[SetAside] = list(table.set_aside)
    if mine is not None:
        outside = [row for row, own in zip(frame["row"], mine, strict=True) if not own]
        others.append(SetAside(_OTHER_KIND, tuple(outside)))
        frame = frame[mine]
    return _finish(table, kind, vocabulary, frame, dict(table.header.columns), others)


def _view_items(table: Table, level: Kind, vocabulary: Vocabulary) -> Items:
    """The objects of one level of an export view: rows with the same id (and unit, for activities) are one object."""
    view = table.header.view
    own = {prop: f"{level}.{prop}" for owner, prop in view if owner == level}
    count = len(table.rows)
    frame = pd.DataFrame(
        {name: table.columns.get(own.get(name, ""), [""] * count) for name in FIELDS[level] if name != "status"}
    )
    frame["status_text"] = table.columns.get(own.get("status", ""), [""] * count)
    frame["goal_area"] = table.columns.get("goal_area.title", [""] * count)
    if level is Kind.ACTIVITIES:
        frame["parent"] = _nearest_parent(table, count)
    frame["row"] = [row + 1 for row in table.rows]
    frame["identity"] = table.columns.get(own.get("key", ""), [""] * count)
    letters = {prop: column for (owner, prop), column in view.items() if owner == level}
    has_item = (frame["title"] != "") | (frame["identity"] != "")
    others = [*table.set_aside, SetAside(_OTHER_KIND, tuple(frame.loc[~has_item, "row"]))]
    frame = frame[has_item]
    same = ["identity", "title", "unit"] if level is Kind.ACTIVITIES else ["identity", "title"]
    repeated = frame.duplicated([*same, "status_text"])
    others.append(SetAside(_SAME_OBJECT, tuple(frame.loc[repeated, "row"])))
    return _finish(table, level, vocabulary, frame[~repeated], letters, others)


def _nearest_parent(table: Table, count: int) -> list[str]:
    indicators = table.columns.get("indicators.title", [""] * count)
    assignments = table.columns.get("assignments.title", [""] * count)
    return [indicator or assignment for indicator, assignment in zip(indicators, assignments, strict=True)]


def _finish(
    table: Table,
    kind: Kind,
    vocabulary: Vocabulary,
    frame: pd.DataFrame,
    columns: Mapping[str, int],
    aside: list[SetAside],
) -> Items:
    findings = list(table.findings)
    place = _Place(table, columns)
    frame = frame.reset_index(drop=True)
    frame = _unglue(frame, kind, vocabulary, columns)
    nameless = frame["title"] == ""
    if nameless.any():
        aside.append(SetAside(_NO_TITLE, tuple(frame.loc[nameless, "row"])))
        noun = vocabulary.labels["kinds"][kind]["one"]
        findings += [place.finding("RSP202", row, "title", kind=noun) for row in frame.loc[nameless, "row"]]
        frame = frame[~nameless].reset_index(drop=True)
    frame["status"], status_findings = _statuses(frame, kind, vocabulary, place)
    findings += status_findings
    if kind is Kind.INDICATORS:
        frame["horizon"] = [_horizon(text, vocabulary) for text in frame["horizon"]]
    if "unit" in columns or kind is not Kind.ACTIVITIES:
        findings += _missing_groups(frame, columns, place)
    frame["key"] = _keys(frame)
    source = Source(table.workbook.name, table.sheet.name, {name: column_letter(at) for name, at in columns.items()})
    ledger = Ledger(
        table.workbook.name,
        table.sheet.name,
        kind,
        table.header.row + 1,
        table.read,
        len(frame),
        tuple(entry for entry in aside if entry.rows),
    )
    return Items(kind, frame, source, ledger, tuple(findings))


@dataclass(frozen=True)
class _Place:
    """Where a table's cells stand, for findings."""

    table: Table
    columns: Mapping[str, int]

    def cell(self, row: int, field: str) -> str:
        return cell_name(int(row) - 1, self.columns.get(field, self.columns.get("title", 0)))

    def finding(self, code: str, row: int, field: str, value: str | None = None, **words: object) -> Finding:
        name, sheet = self.table.workbook.name, self.table.sheet.name
        return finding(code, file=name, sheet=sheet, cell=self.cell(row, field), value=value, **words)


def _unglue(frame: pd.DataFrame, kind: Kind, vocabulary: Vocabulary, columns: Mapping[str, int]) -> pd.DataFrame:
    """The export view glues the colour's word to the name: ``GrönUppdragets namn``. Take them apart.

    Done only where no status column stands in the table and most names begin so: a name may begin with "Grön".
    """
    if "status" in columns or frame.empty:
        return frame
    pattern = _glued(vocabulary, kind)
    matches = [pattern.match(title) for title in frame["title"]]
    if sum(match is not None for match in matches) * 2 < len(matches):
        return frame
    frame = frame.copy()
    frame["status_text"] = [match.group(1) if match else "" for match in matches]
    frame["title"] = [
        title[match.end(1) :].strip() if match else title for match, title in zip(matches, frame["title"], strict=True)
    ]
    return frame


def _glued(vocabulary: Vocabulary, kind: Kind) -> re.Pattern[str]:
    words = sorted(vocabulary.words[vocabulary.family(kind)], key=len, reverse=True)
    spelled = "|".join(re.escape(word[:1].upper() + word[1:]) for word in words if word[:1].isalpha())
    return re.compile(f"({spelled})(?=[A-ZÅÄÖÉ0-9])")


def _statuses(
    frame: pd.DataFrame, kind: Kind, vocabulary: Vocabulary, place: _Place
) -> tuple[list[str], list[Finding]]:
    meanings = {text: vocabulary.status(kind, text) if text else None for text in frame["status_text"].unique()}
    blank = ActivityState.UNKNOWN.value if kind is Kind.ACTIVITIES else Fulfilment.NO_DATA.value
    unknown = Fulfilment.UNKNOWN.value
    family = vocabulary.family(kind)
    findings: list[Finding] = []
    statuses: list[str] = []
    fills = place.table.sheet.fills
    for text, row in zip(frame["status_text"], frame["row"], strict=True):
        meaning = meanings[text]
        if meaning is not None:
            statuses.append(meaning)
        elif text:
            statuses.append(unknown)
            nearest = vocabulary.nearest(vocabulary.words[family], text)
            hint = f'Menades "{nearest}"? ' if nearest else ""
            findings.append(
                place.finding("RSP201", row, "status", text, nearest=hint, expected=vocabulary.expected(kind))
            )
        elif (colour := _fill_status(fills, row, place, kind)) is not None:
            statuses.append(colour)
            findings.append(place.finding("RSP210", row, "status", label=vocabulary.label(family, colour)))
        else:
            statuses.append(blank)
            noun = vocabulary.labels["kinds"][kind]["one"]
            label = vocabulary.label(family, blank).lower()
            code = "RSP211" if kind is Kind.ACTIVITIES else "RSP205"
            findings.append(place.finding(code, row, "status", kind=noun, label=label))
    return statuses, findings


def _fill_status(fills: Mapping[tuple[int, int], str], row: int, place: _Place, kind: Kind) -> str | None:
    """The status that a cell shows by nothing but its fill, read by hue; None for no fill or an undecided colour."""
    if not fills:
        return None
    column = place.columns.get("status", place.columns.get("title", 0))
    rgb = fills.get((int(row) - 1, column))
    return colour_status(rgb, kind) if rgb else None


def colour_status(rgb: str, kind: Kind) -> str | None:
    """What a fill ("RRGGBB") means, by hue: green, yellow to orange, red, grey; for activities green is "ongoing".

    White and colours outside these hues mean nothing.
    """
    red, green, blue = (int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4))
    high, low = max(red, green, blue), min(red, green, blue)
    if high - low < 0.08:
        return Fulfilment.NO_DATA.value if 0.3 < high < 0.93 and kind is not Kind.ACTIVITIES else None
    hue = _hue(red, green, blue, high, low)
    if 75 <= hue < 170:
        return ActivityState.ONGOING.value if kind is Kind.ACTIVITIES else Fulfilment.GREEN.value
    if 25 <= hue < 75:
        return None if kind is Kind.ACTIVITIES else Fulfilment.YELLOW.value
    if hue < 20 or hue >= 340:
        return ActivityState.DELAYED.value if kind is Kind.ACTIVITIES else Fulfilment.RED.value
    return None


def _hue(red: float, green: float, blue: float, high: float, low: float) -> float:
    spread = high - low
    if high == red:
        return ((green - blue) / spread % 6) * 60
    if high == green:
        return ((blue - red) / spread + 2) * 60
    return ((red - green) / spread + 4) * 60


def _horizon(text: str, vocabulary: Vocabulary) -> str:
    return vocabulary.horizon(text) or Horizon.SHORT_TERM.value


def _missing_groups(frame: pd.DataFrame, columns: Mapping[str, int], place: _Place) -> list[Finding]:
    """A blank goal area or decider in a column that is otherwise filled: counted, and said."""
    findings = []
    for field in ("goal_area", "decided_by", "unit"):
        if field in columns and field in frame and (frame[field] != "").any():
            blank = frame.loc[frame[field] == "", "row"]
            findings += [place.finding("RSP212", row, field, field=_FIELD_NAMES[field]) for row in blank]
    return findings


_FIELD_NAMES = {"goal_area": "målområde", "decided_by": "beslutad av", "unit": "enhet"}


def _keys(frame: pd.DataFrame) -> list[str]:
    """What makes an item itself: its id and its name; where there is no id, what it belongs to and its name.

    The name is part of it, so that an id used for two things does not make them one.
    """
    parents = frame["parent"] if "parent" in frame else frame["goal_area"]
    folded = {text: fold(text) for column in (frame["title"], parents) for text in column.unique()}
    return [
        f"{identity}\x1f{folded[title]}" if identity else f"{folded[parent]}\x1f{folded[title]}"
        for identity, title, parent in zip(frame["identity"], frame["title"], parents, strict=True)
    ]


def without_duplicates(items: list[Items], vocabulary: Vocabulary) -> list[Items]:
    """One row for each item (each item and unit, for activities), over all tables of a kind.

    A second row that says the same is set aside; one that says another status leaves the item counted once, with
    unknown status; both are findings that name the other place.
    """
    if not items:
        return []
    kind = items[0].kind
    noun = vocabulary.labels["kinds"][kind]["one"]
    both = pd.concat([part.frame.assign(part=at) for at, part in enumerate(items)], ignore_index=True)
    same = ["key", "unit"] if kind is Kind.ACTIVITIES else ["key"]
    repeated = both.duplicated(same)
    if not repeated.any():
        return [replace(part, findings=part.findings + tuple(_reused_ids(part, noun))) for part in items]
    places = [_place_of(part) for part in items]
    first = both[~repeated].set_index(same)
    found: dict[int, list[Finding]] = {}
    conflicts: list[int] = []
    for at in both.index[repeated]:
        row = both.loc[at]
        original = first.loc[tuple(row[name] for name in same) if len(same) > 1 else row[same[0]]]
        other = places[int(original["part"])]
        where = f"{other.file}, cell {other.cell(int(original['row']))}"
        mine = places[int(row["part"])]
        code = "RSP203" if row["status"] == original["status"] else "RSP204"
        if code == "RSP204":
            conflicts.append(int(both.index[(both["part"] == original["part"]) & (both["row"] == original["row"])][0]))
        found.setdefault(int(row["part"]), []).append(
            finding(
                code, file=mine.file, sheet=mine.sheet, cell=mine.cell(int(row["row"])), value=row["status_text"] or row["title"],
                kind=f'{noun} "{_short(row["title"])}"', other=where, other_value=original["status_text"],
            )
        )  # fmt: skip
    both.loc[conflicts, "status"] = Fulfilment.UNKNOWN.value
    return [
        _without(part, both[(both["part"] == at) & ~repeated], found.get(at, []), both[(both["part"] == at) & repeated])
        for at, part in enumerate(items)
    ]


def _place_of(part: Items) -> Source:
    return part.source


def _short(text: str, width: int = 60) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def _without(part: Items, kept: pd.DataFrame, found: list[Finding], dropped: pd.DataFrame) -> Items:
    aside = part.ledger.set_aside
    if len(dropped):
        aside = (*aside, SetAside(_DUPLICATE, tuple(int(row) for row in dropped["row"])))
    ledger = replace(part.ledger, counted=len(kept), set_aside=aside)
    return replace(part, frame=kept.drop(columns="part"), ledger=ledger, findings=part.findings + tuple(found))


def _reused_ids(part: Items, noun: str) -> Iterator[Finding]:
    """An id that stands on items of different names: counted apart, and said."""
    frame = part.frame[part.frame["identity"] != ""]
    titles = frame.drop_duplicates(["identity", "key"])
    for at in titles.index[titles.duplicated("identity")]:
        row = titles.loc[at]
        first = titles[titles["identity"] == row["identity"]].iloc[0]
        yield finding(
            "RSP213", file=part.source.file, sheet=part.source.sheet, cell=part.source.cell(int(row["row"]), "key"),
            value=str(row["identity"]), kind=noun, title=_short(str(row["title"])), other_title=_short(str(first["title"])),
            other=part.source.cell(int(first["row"]), "key"),
        )  # fmt: skip
