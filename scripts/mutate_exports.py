"""Change one cell, row or column of a golden export at random, and see that no figure changes in silence.

For every change one of these must hold: the figures are those that an oracle predicts, which reads the changed rows by
itself and shares no code with rsplan; or a finding, or the refusal, names the changed cell. A change within one row may
besides move no figure further than that row can.

    python scripts/mutate_exports.py --count 20000 --seed 1            on grids, in this process
    python scripts/mutate_exports.py --count 300 --seed 2 --files      through files on disk and the real readers
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from openpyxl import Workbook as Book
from openpyxl import load_workbook

from rsplan.analysis.counts import count_facts
from rsplan.findings.finding import ExportError, Finding
from rsplan.language.vocabulary import load_vocabulary
from rsplan.plan.model import Plan
from rsplan.reading.workbook import Sheet, Workbook
from rsplan.understanding.plan import read_plan

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "data" / "sample" / "exports" / "2025-april"
VOCABULARY = load_vocabulary()
Grid = list[list[object]]
Figures = Counter[tuple[str, ...]]

# --- Golden exports -------------------------------------------------------------------------------------------------


@dataclass
class File:
    """A workbook of one sheet, as rows."""

    name: str
    sheet: str
    rows: Grid


def sample_files() -> list[File]:
    """The three files of the sample's april 2025."""
    files = []
    for path in sorted(SAMPLE.glob("*.xlsx")):
        page = load_workbook(path).active
        assert page is not None
        files.append(File(path.name, page.title, [list(row) for row in page.iter_rows(values_only=True)]))
    return files


def view_file() -> list[File]:
    """An export view: one flat table of three levels, colours glued to names, objects over several rows."""
    head = [
        "Malomrade_Namn",
        "Uppdrag_Namn",
        "Uppdrag_InterntID",
        "Nyckeltal_Namn",
        "Nyckeltal_InterntID",
        "Nyckeltal_Malvarde",
        "Aktivitet_Namn",
        "Aktivitet_InterntID",
        "Aktivitet_Enhet",
        "Aktivitet_Status",
    ]
    dice = random.Random(7)
    colours = ("Grön", "Gul", "Röd", "Inga data")
    states = ("Planerad", "Pågående", "Försenad", "Genomförd")
    rows: Grid = [list(head)]
    activity = 5000
    for goal in range(24):
        assignment = [f"Målområde {'ABCD'[goal % 4]}", f"{dice.choice(colours)}Uppdraget om sak {goal}", 100 + goal]
        measured = goal % 3 == 0
        indicator = [f"{dice.choice(colours)}Andelen av sak {goal}", 900 + goal, "30 %"] if measured else [None] * 3
        for _ in range(dice.randint(0, 3)):
            activity += 1
            for unit in dice.sample(["HR-enheten", "IT-enheten", "Sekretariatet", "Miljöenheten"], dice.randint(1, 3)):
                name = f"Genomföra arbete {activity}"
                rows.append([*assignment, *indicator, name, activity, unit, dice.choice(states)])
        if rows[-1][2] != 100 + goal:
            rows.append([*assignment, *indicator, None, None, None, None])
    return [File("exportvy-uppdrag-april-2025.xlsx", "Export", rows)]


def mixed_file() -> list[File]:
    """A table whose type column tells the kind of each row, under title rows, with a total at the foot."""
    dice = random.Random(8)
    rows: Grid = [
        ["Regionstyrelsens plan 2025", None, None, None, None, None],
        ["Uppföljning per april 2025", *[None] * 5],
        [None] * 6,
    ]
    rows.append(["Nr", "Typ", "Namn", "Målområde", "Enhet", "Bedömning"])
    for number in range(1, 61):
        kind = ("Uppdrag", "Nyckeltal", "Aktivitet")[number % 3]
        status = dice.choice(
            ("Planerad", "Pågående", "Försenad", "Klar")
            if kind == "Aktivitet"
            else ("Uppfyllt", "Delvis uppfyllt", "Inte uppfyllt")
        )
        rows.append(
            [
                f"X{number}",
                kind,
                f"{kind} nummer {number} om något",
                f"Område {number % 4}",
                f"Enhet {number % 5}",
                status,
            ]
        )
    rows.append(["Summa", None, None, None, None, 60])
    return [File("plan-april-2025.xlsx", "Plan", rows)]


GOLDEN: dict[str, Callable[[], list[File]]] = {"sample": sample_files, "view": view_file, "mixed": mixed_file}

# --- Changes --------------------------------------------------------------------------------------------------------


@dataclass
class Change:
    """One change: what was done, the cells that it touched (file, A1), and the files as they are now."""

    what: str
    files: list[File]
    cells: list[tuple[str, str]]
    rows: int = 1
    wide: bool = False
    file: str = ""


WORDS = [
    "Grön",
    "Gul",
    "Röd",
    "Ingen data",
    "Uppfyllt",
    "Delvis uppfyllt",
    "Inte uppfyllt",
    "Planerad",
    "Pågående enligt plan",
    "Försenad",
    "Genomförd",
    "Pausad",
    "Avbruten",
    "Klar",
]
ODD = [
    "Summa",
    "Totalt",
    "Antal: 12",
    "Totalt antal uppdrag: 29",
    "   ",
    "\u200b",
    "-",
    "–",
    "0",
    "nan",
    "NULL",
    "N/A",
    "=SUM(A1:A9)",
    "+46 63 14",
    "@x",
    "🟢",
    "🔴",
    "😀",
    "Uppdrag",
    "Status",
    "Aktivitet",
    "Nyckeltal",
    "Filter: alla",
    "#N/A",
    "ja",
    "Långsiktigt",
    "Regionstyrelsen",
    "april 2024",
    "augusti",
    "Målområde: Nytt",
    "A > B",
    "<b>fet</b>",
    "x" * 5000,
    "å" * 40000,
]


def name_of(row: int, column: int) -> str:
    """A1 from row and column from 0."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def typo(text: str, dice: random.Random) -> str:
    """One slip of the keyboard."""
    at = dice.randrange(len(text))
    return dice.choice(
        [
            text[:at] + text[at + 1 :],
            text[:at] + text[at] + text[at:],
            text[:at] + dice.choice("aeiounst") + text[at + 1 :],
            text[: at - 1] + text[at : at + 1] + text[at - 1 : at] + text[at + 1 :] if at else text + "x",
        ]
    )


def respaced(text: str, dice: random.Random) -> str:
    """The same text in other case, spaces or composition."""
    return dice.choice(
        [
            text.upper(),
            text.lower(),
            f"  {text} ",
            f"\u00a0{text}\u00a0",
            unicodedata.normalize("NFD", text),
            text.replace(" ", "  "),
            text.replace(" ", "\n"),
            text.replace(" ", "\u00a0"),
            f"{text}\u200b",
            text.title(),
        ]
    )


def changed(golden: Sequence[File], dice: random.Random) -> Change:
    """One change at random."""
    files = [File(file.name, file.sheet, [list(row) for row in file.rows]) for file in golden]
    file = dice.choice(files)
    kind = dice.choices(["cell", "swap", "row", "column"], [70, 15, 12, 3])[0]
    change = {"cell": change_cell, "swap": swap_cells, "row": change_row, "column": change_column}[kind](file, dice)
    change.files, change.file = files, file.name
    return change


def _pick(file: File, dice: random.Random) -> tuple[int, int]:
    """A cell; one in ten of the title and header rows, since they are few."""
    top = 5 if file.rows[0][0] and file.rows[0][1] is None else 1
    row = dice.randrange(top) if dice.random() < 0.1 else dice.randrange(top, len(file.rows))
    return row, dice.randrange(len(file.rows[0]))


def change_cell(file: File, dice: random.Random) -> Change:
    """A cell gets another value."""
    row, column = _pick(file, dice)
    old = file.rows[row][column]
    text = old if isinstance(old, str) else ""
    options: list[tuple[str, Callable[[], object]]] = [
        ("delete", lambda: None),
        ("word", lambda: dice.choice(WORDS)),
        ("odd", lambda: dice.choice(ODD)),
        ("number", lambda: dice.choice([0, 1, 3, -1, 2.5, 2025, 1e9, True, False])),
        ("date", lambda: date(2025, dice.randint(1, 12), 3)),
        ("copy", lambda: dice.choice(file.rows)[column]),
        ("elsewhere", lambda: dice.choice(dice.choice(file.rows))),
        ("blank text", lambda: ""),
    ]
    if text:
        options += [("typo", lambda: typo(text, dice))] * 3 + [("respaced", lambda: respaced(text, dice))] * 2
        options += [("longer", lambda: f"{text} {dice.choice(ODD)}"), ("glued", lambda: f"{dice.choice(WORDS)}{text}")]
    what, make = dice.choice(options)
    value = make()
    file.rows[row][column] = value
    return Change(f"{what} {name_of(row, column)}: {old!r} → {value!r}"[:160], [], [(file.name, name_of(row, column))])


def swap_cells(file: File, dice: random.Random) -> Change:
    """Two cells change places, half of the time in the same column."""
    (row, column), (other, place) = _pick(file, dice), _pick(file, dice)
    place = column if dice.random() < 0.5 else place
    rows = file.rows
    rows[row][column], rows[other][place] = rows[other][place], rows[row][column]
    cells = [(file.name, name_of(row, column)), (file.name, name_of(other, place))]
    return Change(f"swap {cells[0][1]} and {cells[1][1]}", [], cells, rows=2)


def change_row(file: File, dice: random.Random) -> Change:
    """A row is deleted, doubled, moved, or put in."""
    row, column = _pick(file, dice)
    width = len(file.rows[0])
    what = dice.choice(["delete", "double", "blank", "text", "swap", "header", "status only"])
    every = [(file.name, name_of(row, at)) for at in range(width)]
    below = [(file.name, name_of(row + 1, at)) for at in range(width)]
    if what == "delete":
        del file.rows[row]
    elif what == "double":
        to = dice.choice([row, len(file.rows)])
        file.rows.insert(to, list(file.rows[row]))
        every += below + [(file.name, name_of(to, at)) for at in range(width)]
    elif what == "blank":
        file.rows.insert(row, [None] * width)
    elif what == "text":
        file.rows.insert(row, [None] * width)
        file.rows[row][0 if dice.random() < 0.6 else column] = dice.choice(
            [*ODD, "Målområde: X", "Kommentar till raden ovan"]
        )
    elif what == "header":
        file.rows.insert(row, list(next(row for row in file.rows if all(isinstance(cell, str) for cell in row))))
    elif what == "status only":
        file.rows.insert(row, [None] * width)
        file.rows[row][-1 if width in (6, 10) else 4 if width == 8 else 6 if width == 9 else 4] = dice.choice(WORDS)
    else:
        other = dice.randrange(len(file.rows))
        file.rows[row], file.rows[other] = file.rows[other], file.rows[row]
        every += [(file.name, name_of(other, at)) for at in range(width)]
    return Change(f"row {row + 1}: {what}", [], every, rows=2, wide=row < 6 or what in ("swap", "header"))


def change_column(file: File, dice: random.Random) -> Change:
    """A column is deleted, put in, or moved."""
    width = len(file.rows[0])
    column, other = dice.randrange(width), dice.randrange(width)
    what = dice.choice(["delete", "blank", "swap", "double"])
    for row in file.rows:
        if what == "delete":
            del row[column]
        elif what == "blank":
            row.insert(column, None)
        elif what == "double":
            row.insert(other, row[column])
        else:
            row[column], row[other] = row[other], row[column]
    cells = [(file.name, name_of(row, at)) for row in range(len(file.rows)) for at in (column, other, column + 1)]
    return Change(f"column {column}: {what} {other}", [], cells, wide=True)


# --- The oracle -----------------------------------------------------------------------------------------------------

GREEN, YELLOW, RED, NONE = "green", "yellow", "red", "no_data"
FULFILMENT = {
    "grön": GREEN,
    "uppfyllt": GREEN,
    "🟢": GREEN,
    "gul": YELLOW,
    "delvis uppfyllt": YELLOW,
    "röd": RED,
    "red": RED,
    "🔴": RED,
    "inte uppfyllt": RED,
    "ingen data": NONE,
    "inga data": NONE,
    "-": NONE,
    "–": NONE,
    "n/a": NONE,
    "": NONE,
}
STATE = {
    "planerad": "planned",
    "pågående enligt plan": "ongoing",
    "pågående": "ongoing",
    "🟢": "ongoing",
    "försenad": "delayed",
    "🔴": "delayed",
    "genomförd": "completed",
    "klar": "completed",
    "pausad": "paused",
    "avbruten": "cancelled",
    "": "unknown",
}
HORIZON = {"kortsiktigt": "short_term", "långsiktigt": "long_term", "finansiellt": "financial", "": "short_term"}
# What a slip of the keyboard makes of known words, and is known too.
for form, word in (
    ("grönt", "grön"),
    ("gröna", "grön"),
    ("gult", "gul"),
    ("gula", "gul"),
    ("röda", "röd"),
    ("data saknas", ""),
):
    FULFILMENT[form] = FULFILMENT[word]
FULFILMENT["uppfylls"] = GREEN
for stem, ending in (("finansiell", "finansiellt"), ("kortsiktig", "kortsiktigt"), ("långsiktig", "långsiktigt")):
    HORIZON[stem] = HORIZON[f"{stem}a"] = HORIZON[ending]
for ending in ("uppfylld", "uppfyllda"):
    for before in ("", "delvis ", "inte "):
        FULFILMENT[before + ending] = FULFILMENT[f"{before}uppfyllt"]
for stem, word in (
    ("planerad", "planerat"),
    ("försenad", "försenat"),
    ("genomförd", "genomfört"),
    ("klar", "klart"),
    ("pausad", "pausat"),
):
    STATE[word] = STATE[f"{stem}e"] = STATE[f"{stem}a"] = STATE[stem]
HEADINGS = {
    "målområde": "goal_area",
    "uppdrag/nyckeltal": "parent",
    "enhet": "unit",
    "ansvarig enhet": "unit",
    "status": "status",
    "bedömning": "status",
    "id": "key",
    "nr": "key",
    "beslutad av": "decided_by",
    "typ": "horizon",
    "uppdrag": "assignments",
    "nyckeltal": "indicators",
    "aktivitet": "activities",
    "namn": "title",
    "målvärde": "target",
    "utfall": "actual",
    "kommentar": "comment",
    "startdatum": "start",
    "slutdatum": "end",
}
VIEW = {
    "malomrade_namn",
    "uppdrag_namn",
    "uppdrag_interntid",
    "nyckeltal_namn",
    "nyckeltal_interntid",
    "nyckeltal_malvarde",
    "aktivitet_namn",
    "aktivitet_interntid",
    "aktivitet_enhet",
    "aktivitet_status",
}
KINDS = ("activities", "indicators", "assignments")
TYPES = {"uppdrag": "assignments", "nyckeltal": "indicators", "aktivitet": "activities"}
_HIDDEN = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad\ufe0f"))


def plain(value: object) -> str:
    """A cell as the oracle compares it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",") if value != int(value) else str(int(value))
    if isinstance(value, date):
        return value.isoformat()[:10]
    text = re.sub("</?b>", "", unicodedata.normalize("NFKC", str(value)).translate(_HIDDEN))
    return " ".join(text.split()).lower()


@dataclass
class Item:
    """An item as the oracle sees it."""

    kind: str
    title: str
    key: str
    status: str
    groups: dict[str, str] = field(default_factory=dict)
    horizon: str = "short_term"
    parent: str = ""


def oracle(files: Sequence[File]) -> Figures | None:
    """The figures of the files; None where it has no opinion, since the headings are not as it knows them."""
    items: list[Item] = []
    for file in files:
        found = (
            _view_items(file)
            if any("_namn" in plain(cell) for row in file.rows[:3] for cell in row)
            else _table_items(file)
        )
        if found is None:
            return None
        items += found
    return _figures(items)


def _rows_below(file: File, known: Container[str]) -> tuple[dict[str, int], Grid] | None:
    """The columns by heading and the rows below the header, its repetitions left out; None for headings unknown to
    the oracle, twice the same, or missing over something.
    """
    at = next((n for n, row in enumerate(file.rows) if sum(plain(cell) in known for cell in row) >= 4), None)
    if at is None:
        return None
    header = [undated(re.sub("_+", "_", plain(cell)), known) for cell in file.rows[at]]
    columns: dict[str, int] = {}
    for column, name in enumerate(header):
        if not name and not any(plain(row[column]) for row in file.rows[at:]):
            continue
        if name not in known or name in columns:
            return None
        columns[name] = column
    return columns, [row for row in file.rows[at + 1 :] if [re.sub("_+", "_", plain(cell)) for cell in row] != header]


def undated(heading: str, known: Container[str]) -> str:
    """A heading without the period after it, if the rest is known: "status april 2025"."""
    rest = re.sub(r"(?:[ ,(]+(?:per|april|augusti|december|20[0-9]{2})[)]?)+$", "", heading)
    return rest if rest in known else heading


def _is_of_another_period(file: File, period: str | None) -> bool:
    """True where the heading of the statuses names another year or month than the files do."""
    headings = [
        plain(cell) for row in file.rows for cell in row if undated(plain(cell), HEADINGS) in ("status", "bedömning")
    ]
    told = {word for heading in headings for word in re.findall(r"april|augusti|december|20[0-9]{2}", heading)}
    return period is not None and not told <= set(period.split("-"))


def _table_items(file: File) -> list[Item] | None:
    below = _rows_below(file, HEADINGS)
    if below is None:
        return None
    fields = {HEADINGS[name]: column for name, column in below[0].items()}
    kind = next((kind for kind in KINDS if kind in fields), None)
    if kind and "title" in fields and {plain(row[fields[kind]]) for row in below[1]} <= {*TYPES, ""}:
        fields["horizon"] = fields.pop(kind)
        kind = next((kind for kind in KINDS if kind in fields), None)
    title = fields.get(kind or "title")
    if title is None or "status" not in fields or len(fields) < len(below[0]) or (kind and "title" in fields):
        return None
    types = [_type_of(plain(row[fields["horizon"]])) for row in below[1]] if "horizon" in fields else []
    named = kind
    if kind and sum(found is not None for found in types) * 2 > len(types):
        kind = None
    items = []
    for row in below[1]:
        cells = {name: plain(row[column]) for name, column in fields.items()}
        kind_here = kind or _type_of(cells.get("horizon", "")) or ("" if cells.get("horizon") else named)
        if not plain(row[title]) or not kind_here or _is_sum(cells, plain(row[title])):
            continue
        words = STATE if kind_here == "activities" else FULFILMENT
        groups = {name: cells.get(name, "") for name in ("goal_area", "decided_by", "unit")}
        groups["unit"] = re.split(" ?> ?", groups["unit"])[-1]
        is_indicator = kind_here == "indicators"  # a long term means something for these only
        horizon = horizon_of(cells.get("horizon", ""), by_type=kind is None) if is_indicator else "short_term"
        parent = next(
            (cells[name] for name in ("parent", "indicators", "assignments") if name in cells and name != kind), ""
        )
        status = status_of(cells["status"], words)
        items.append(Item(kind_here, plain(row[title]), cells.get("key", ""), status, groups, horizon, parent))
    return items


def _type_of(text: str) -> str | None:
    kinds = {TYPES[word] for word in re.split(r"[^a-zåäö]+", text) if word in TYPES}
    return kinds.pop() if len(kinds) == 1 else None


def _is_sum(cells: dict[str, str], title: str) -> bool:
    """A row of sums has a name that says so, no status and no id."""
    known = cells["status"] in STATE.keys() | FULFILMENT.keys() and cells["status"]
    return (
        bool(re.match(r"summa|totalt|antal: ", title))
        and not known
        and not cells.get("key")
        and not cells.get("horizon")
    )


def status_of(text: str, words: dict[str, str]) -> str:
    """What a status text means; several words together mean what all of them mean."""
    parts = (
        [text] if text in words else [part.strip(" –-") for part in re.split(r" [–-]+(?: |$)|([🟢🔴])", text) if part]
    )
    meanings = {words.get(part) for part in parts if part}
    return (meanings.pop() if len(meanings) == 1 else None) or "unknown"


def horizon_of(text: str, *, by_type: bool) -> str:
    """What a type says of an indicator; in a table of all kinds it stands beside the kind's name."""
    if not by_type:
        words = [word for word in re.findall(r"[\w-]+", text) if TYPES.get(word) != "indicators"]
        return HORIZON.get(" ".join(words), "short_term")
    return next((HORIZON[word] for word in text.split() if word in HORIZON), "short_term")


def _context(files: Sequence[File]) -> tuple[str | None, str | None]:
    """Period and board as most files say first: in their title rows, else in their names."""
    found: dict[str, Counter[str]] = {"year": Counter(), "tertial": Counter(), "board": Counter()}
    for file in files:
        top = next(
            (n for n, row in enumerate(file.rows) if sum(plain(cell) in HEADINGS.keys() | VIEW for cell in row) >= 4), 0
        )
        cells = [cell for row in file.rows[:top] for cell in row if isinstance(cell, str)]
        said: dict[str, str] = {}
        for written in [*cells, file.sheet, file.name.replace("_", " ")]:
            text = plain(written)
            if text.startswith("uttag"):
                continue
            years = set(re.findall(r"\b(20\d\d)\b", text))
            months = set(re.findall(r"\b(april|augusti|december)\b", text))
            board = re.search(r"\b(\w{3,}styrelsen)s?\b", text)
            glued = re.search(r"[a-zåäö][A-ZÅÄÖ]\w*styrelsen", written)
            said |= {"year": years.pop()} if len(years) == 1 and "year" not in said else {}
            said |= {"tertial": months.pop()} if len(months) == 1 and "tertial" not in said else {}
            said |= {"board": board[1].capitalize()} if board and not glued and "board" not in said else {}
        for what, value in said.items():
            found[what][value] += 1
    year, tertial, board = (next(iter(dict(found[what].most_common(1))), None) for what in ("year", "tertial", "board"))
    return f"{year}-{tertial}" if year and tertial else None, board


def _view_items(file: File) -> list[Item] | None:
    below = _rows_below(file, VIEW)
    if below is None:
        return None
    items: list[Item] = []
    seen: set[tuple[str, ...]] = set()
    for row in below[1]:
        cells = {name: row[column] for name, column in below[0].items()}
        goal, title_of = plain(cells.get("malomrade_namn")), {}
        for level, kind in (("uppdrag", "assignments"), ("nyckeltal", "indicators")):
            colour, title = _apart(cells.get(f"{level}_namn"))
            title_of[kind] = title
            item = Item(kind, title, plain(cells.get(f"{level}_interntid")), FULFILMENT[colour], {"goal_area": goal})
            # The first spelling of a name that comes again decides.
            _add(items, seen, item, plain(cells.get(f"{level}_namn")), "" if item.key else goal)
        state = plain(cells.get("aktivitet_status"))
        item = Item(
            "activities",
            plain(cells.get("aktivitet_namn")),
            plain(cells.get("aktivitet_interntid")),
            status_of(state, STATE),
            {"goal_area": goal, "unit": re.split(" ?> ?", plain(cells.get("aktivitet_enhet")))[-1]},
            parent=title_of["indicators"] or title_of["assignments"],
        )
        _add(items, seen, item, state, "" if item.key else item.parent)
    return items


def _add(items: list[Item], seen: set[tuple[str, ...]], item: Item, status: str, belongs: str) -> None:
    title = "" if item.kind != "activities" else item.title
    key = (item.kind, item.key, title, item.groups.get("unit", ""), status, belongs)
    if item.title and key not in seen:
        seen.add(key)
        items.append(item)


def _apart(value: object) -> tuple[str, str]:
    text = " ".join(unicodedata.normalize("NFC", str(value or "")).translate(_HIDDEN).split())
    for word in ("Inga data", "Ingen data", "Grön", "Gul", "Röd", "Delvis uppfyllt", "Inte uppfyllt", "Uppfyllt"):
        if text.startswith(word) and text[len(word) : len(word) + 1].isupper():
            return word.lower(), plain(text[len(word) :])
    return "", plain(text)


def _figures(items: Sequence[Item]) -> Figures:
    """Every figure that is not zero."""
    identities: dict[tuple[str, ...], Item] = {}
    ids = {
        (
            item.kind,
            item.parent if item.kind == "activities" else item.groups.get("goal_area", ""),
            item.title,
        ): item.key
        for item in reversed(items)
        if item.key
    }
    merged: list[Item] = []
    for item in items:
        belongs = item.parent if item.kind == "activities" else item.groups.get("goal_area", "")
        key = item.key or ids.get((item.kind, belongs, item.title), "")
        own = f"{key}|{item.title}" if key else f"{belongs}||{item.title}"
        item.key = own
        place = (item.kind, own, item.groups.get("unit", "") if item.kind == "activities" else "")
        if place in identities:
            if identities[place].status != item.status:
                identities[place].status = "unknown"
            continue
        identities[place] = item
        merged.append(item)
    return _tally(merged)


def _tally(items: Sequence[Item]) -> Figures:
    figures: Figures = Counter()
    main = [item for item in items if item.horizon != "long_term"]
    grouped = {(item.kind, name) for item in main for name, text in item.groups.items() if text}
    grouped.discard(("activities", "decided_by"))
    for item in items:
        keys: list[tuple[str, ...]] = []
        if item.kind == "indicators" and item.horizon != "short_term":
            keys.append((item.kind, f"horizon={item.horizon}"))
        if item.horizon != "long_term":
            keys.append((item.kind,))
            keys += [(item.kind, f"{n}={text}") for n, text in item.groups.items() if (item.kind, n) in grouped]
        for key in keys:
            figures[key] += 1
            figures[(*key, f"status={item.status}")] += 1
    states: dict[str, set[str]] = {}
    for item in items:
        if item.kind == "activities":
            states.setdefault(item.key, set()).add(item.status)
    for found in states.values():
        figures["activities", "distinct="] += 1
        figures["activities", f"distinct={_rolled_up(found)}"] += 1
    return figures


def _rolled_up(states: set[str]) -> str:
    if {"planned", "completed"} <= states and states <= {"planned", "completed", "cancelled"}:
        return "ongoing"
    return next(
        s for s in ("unknown", "delayed", "ongoing", "paused", "planned", "completed", "cancelled") if s in states
    )


# --- What rsplan says -----------------------------------------------------------------------------------------------


def told(files: Sequence[File], folder: Path | None) -> tuple[Figures | None, tuple[Finding, ...], Plan | None]:
    """The figures by rsplan, None where it refuses, and its findings."""
    try:
        plan = (
            read_plan([workbook_of(file) for file in files], VOCABULARY)
            if folder is None
            else _through_files(files, folder)
        )
    except ExportError as error:
        return None, error.findings, None
    figures: Figures = Counter()
    for fact in count_facts(plan, VOCABULARY):
        # Values of one indicator are no counts.
        if fact.value and isinstance(fact.value, int) and not any(name == "under" for name, _ in fact.where):
            figures[(fact.kind.value, *(f"{name}={plain(value)}" for name, value in fact.where))] = fact.value
    return figures, plan.findings, plan


def workbook_of(file: File) -> Workbook:
    """A file as the readers would give it."""
    rows = [[None if value == "" else value for value in row] for row in file.rows]
    return Workbook(file.name, "xlsx", "0" * 64, 1, (Sheet.of_rows(file.sheet, rows),))


def _through_files(files: Sequence[File], folder: Path) -> Plan:
    from rsplan.reading.exports import start_reading
    from rsplan.runs.plans import plan_from

    paths = []
    for file in files:
        book = Book()
        page = book.worksheets[0]
        page.title = file.sheet
        for number, row in enumerate(file.rows, 1):
            for column, value in enumerate(row, 1):
                if value not in (None, ""):
                    cell = page.cell(number, column)
                    cell.value = value[:32000] if isinstance(value, str) else value  # type: ignore[assignment]
                    if isinstance(value, str):
                        cell.data_type = "s"
        paths.append(folder / file.name)
        book.save(paths[-1])
    with start_reading(paths) as reading:
        return plan_from(reading, VOCABULARY, None)


# --- Verdicts -------------------------------------------------------------------------------------------------------


def verdict(change: Change, golden: tuple[Figures, Plan], folder: Path | None = None) -> str:
    """How a change is explained, "" where it is not."""
    figures, findings, plan = told(change.files, folder)
    named = [entry for entry in findings if _names(entry, change)]
    if figures is None:
        whole = change.wide and any(entry.file == change.file for entry in findings)
        return (
            "refused"
            if named or whole or any(entry.file == change.file and not entry.cell for entry in findings)
            else ""
        )
    assert plan is not None
    if _context(change.files) != (plan.period and plan.period.slug, plan.board) and not named:
        return ""
    if any(_is_of_another_period(file, _context(change.files)[0]) for file in change.files) and not named:
        return ""
    predicted = oracle(change.files)
    if predicted is not None and figures == predicted:
        said = named or any(_names(entry, change, row=True) for entry in findings)
        return "predicted" if said or not _must_be_said(figures, golden[0], change) else ""
    if not named:
        return ""
    if not change.wide and not _is_near(figures, golden[0], change.rows):
        return "" if not any(_is_heading(cell, change) for cell in change.cells) else "named heading"
    return "named"


def _must_be_said(figures: Figures, golden: Figures, change: Change) -> bool:
    """True where items were lost or became unknown without a row having been taken away."""
    if re.match(r"(?:row|column) .*: (?:delete|swap)", change.what):
        return False
    if change.what.startswith("swap") and all(_is_heading(cell, change) for cell in change.cells):
        return False  # two headings that are both known: the columns mean something else, and nothing is amiss
    kinds = ("assignments", "indicators", "activities")
    apart = ("indicators", "horizon=long_term")
    lost = sum(figures[kind,] - golden[kind,] for kind in kinds) + figures[apart] - golden[apart] < 0
    return lost or any(figures[kind, "status=unknown"] > golden[kind, "status=unknown"] for kind in kinds)


def _names(entry: Finding, change: Change, *, row: bool = False) -> bool:
    """True where a finding stands at a changed cell or mentions it; with ``row``, any cell of its row."""
    for file, cell in change.cells:
        if row:
            cell = f"[A-Z]+{cell.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}"
            number = cell.removeprefix("[A-Z]+")
            mentioned = f" rad {number}." in entry.message
            if entry.file == file and (mentioned or re.fullmatch(cell, entry.cell or "")):
                return True
        if entry.file == file and (entry.cell == cell or re.search(rf"\b{cell}\b", entry.message)):
            return True
        if re.search(rf"{re.escape(file)}, blad [^,]+, cell {cell}\b", entry.message):
            return True
    return False


def _is_heading(cell: tuple[str, str], change: Change) -> bool:
    """True for a cell of a header row or above."""
    return int(re.sub(r"\D", "", cell[1])) <= 5 and cell[0] == change.file


def _is_near(figures: Figures, golden: Figures, rows: int) -> bool:
    """True where no total has moved further than the changed rows can move it."""
    totals = [key for key in {*figures, *golden} if len(key) == 1 or key[1:] == ("distinct=",)]
    return all(abs(figures[key] - golden[key]) <= rows for key in totals)


def run(count: int, seed: int, folder: Path | None = None) -> Iterator[tuple[Change, str]]:
    """So many changes of the golden exports in turn, each with its verdict."""
    dice = random.Random(seed)
    golden = {name: make() for name, make in GOLDEN.items()}
    before: dict[str, tuple[Figures, Plan]] = {}
    for name, files in golden.items():
        figures, findings, plan = told(files, None)
        assert plan is not None, findings
        assert figures == oracle(files), (figures or Counter()) - (oracle(files) or Counter())
        before[name] = (figures or Counter(), plan)
    names = list(golden)
    for number in range(count):
        name = names[number % len(names)]
        change = changed(golden[name], dice)
        yield change, verdict(change, before[name], folder)


def main() -> int:
    """Run, and print what could not be explained. Exit code 1 if there is any."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--files", action="store_true", help="through files on disk and the real readers")
    arguments = parser.parse_args()
    tally: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for change, how in run(arguments.count, arguments.seed, Path(folder) if arguments.files else None):
            tally[how or "unexplained"] += 1
            if not how:
                print(f"{change.file}: {change.what}")
    print(", ".join(f"{count} {how}" for how, count in tally.most_common()), file=sys.stderr)
    return 1 if tally["unexplained"] else 0


if __name__ == "__main__":
    sys.exit(main())
