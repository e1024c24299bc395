"""Items that a comment, a name, a status or the line above them says are given up: "Utgår enligt beslut".

An activity that is given up is counted as cancelled; an assignment or an indicator has no such status and is left out.
What may mean something else ("Ersätts av …", "Ej aktuell") is counted as it stands. Each is said, once a wording.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from rsplan.findings import codes
from rsplan.findings.finding import Finding
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.model import ActivityState, Fulfilment, Kind
from rsplan.understanding.cell_texts import short
from rsplan.understanding.given_up_sections import says_given_up
from rsplan.understanding.items import Items, Place
from rsplan.understanding.tables import SheetTable

GIVEN_UP = "utgår"
# The columns of items with the line above each, and the one over the heading above it.
_LINES = LINE, OVER, GROUP = ("given_up_by", "given_up_over", "goal_area")
_WORDS = (
    r"utgår|utgått|utgick|struk(?:en|et|na)|avbrut(?:en|et|na)|avbröts|nedlag(?:d|t|da)|inställ(?:d|t|da)"
    r"|bort?tag(?:en|et|na)|makulera(?:d|t|de)|avförd|avfört|avförda"
)
# What may follow the word in a comment that says nothing else of the item.
_REASON = (
    r"(?:\W*+$|\s*[.,;:(–—-]|\s+(?:enligt|enl|på grund|pga|p\.?\s?g\.?\s?a|ur|då|eftersom|efter|genom|i och med"
    r"|från och|fr\.?\s?o\.?\s?m|fom|per|beslut|sedan|under|i samband|20\d\d)\b)"
)
_OF_THE_ITEM = r"\W*+(?:(?:uppdraget|aktiviteten|nyckeltalet|målet|raden)\s+)?(?:har\s+|är\s+|blev\s+)?"
_SAID = re.compile(rf"{_OF_THE_ITEM}(?:{_WORDS})\b{_REASON}", re.IGNORECASE)
_PERHAPS = re.compile(
    rf"{_OF_THE_ITEM}(?:(?:ska|kommer att|föreslås|bör|kan)\s+)?(?:{_WORDS}|utgå|stryk[as]+|avbryt[as]+|avbrutits"
    r"|ställs in|läggs ned?|lagts ned?|avslutas|ersätts|ersatt[as]?|tas bort|tagits bort|(?:över)?flytta(?:[std]|de|ts)"
    r"|slås (?:ihop|samman)|slagits (?:ihop|samman)|sammansla(?:gen|get|gits)"
    r"|överför(?:d|t|da|s|ts) till (?:nästa|annan|annat|20\d\d)|skjuts (?:upp|fram)"
    r"|(?:ej|inte|icke)\s+(?:längre\s+)?(?:aktuell|aktuellt|relevant|genomförbar)\w*|vilande|vilar|pausa[dst]"
    r"|(?:[^.]{0,30}\b)?(?:ej|inte|icke)\s+(?:längre\s+)?(?:räknas|följas? upp|ingå|ingår|medräknas)"
    r"|(?:[^.]{0,30}\b)?(?:(?:räknas|ingår)\s+(?:ej|inte|icke)|följs\s+(?:ej|inte|icke)\s+upp))\b"
    r"(?! från)",
    re.IGNORECASE,
)
# A name with the word in brackets, in capitals, or set off by a colon or a dash.
_BEGINS = re.compile(rf"\W*?[(\[*]\s*(?:{_WORDS})\b[^)\]*]{{0,40}}[)\]*]|\W*+(?:{_WORDS})(?:\s*[:–—]|\s+-\s)",
                     re.IGNORECASE)  # fmt: skip
_CAPITALS = re.compile(rf"\W*+(?:{_WORDS.upper()})\b")
_ENDS = re.compile(rf"(?:[(\[*]|[,;–—]|\s-)\s*(?:{_WORDS})\b[^()\[\]]{{0,40}}[)\]*]?\W*+$", re.IGNORECASE)
_PERHAPS_IN_NAME = re.compile(
    r"[(\[]\s*(?:avsluta[dt]|ersatt|ersätts|flytta[dts]+|pausa[dt]|vilande|stryks|ska utgå|ej aktuell\w*)\b"
    r"[^()\[\]]*[)\]]",
    re.IGNORECASE,
)
_WORD = re.compile(rf"\b(?:{_WORDS})\b", re.IGNORECASE)
_STATUS = re.compile(rf"\W*+(?:{_WORDS}|stryks)\b(?:\W*+|\W++(?:enligt|enl|per|den|20\d\d)\b.{{0,60}})$", re.IGNORECASE)
# One of these is in every text that any pattern fits: most columns have none, and are passed by.
_STEMS = (
    "utg", "struk", "stryk", "avbr", "nedlag", "inställ", "ställs in", "lägg", "lagts", "tas", "tag", "makuler",
    "räknas", "ingå", "följ", "avför", "avslut",
    "ersat", "ersät", "flytt", "slås", "slag", "överför", "skjut", "aktuell",
    "relevant", "genomförbar", "vila", "pausa",
)  # fmt: skip
_AT_AN_END = {ActivityState.CANCELLED.value, ActivityState.COMPLETED.value, Fulfilment.UNKNOWN.value}


def without_given_up(items: Items, place: Place, vocabulary: Vocabulary) -> Items:
    """The items without those that their status says are given up, where that is no status of their kind."""
    if items.kind is Kind.ACTIVITIES:
        return items
    texts = items.columns["status_text"]
    gone = {text for text in set(texts) if _STATUS.match(text) and vocabulary.status(items.kind, text) is None}
    rows = {row: text for row, text in zip(items.rows, texts, strict=True) if text in gone}
    return items.set_aside(GIVEN_UP, rows, *_said(items, place, rows, "status", codes.GIVEN_UP_LEFT_OUT))


def said_to_go(items: Items, place: Place) -> Items:
    """The items with those given up that a comment or a name says so of."""
    for field, says in _PLACES.items():
        texts = items.columns.get(field, [])
        distinct = set(texts) - {""} if field in _LINES else _with_a_stem(texts)
        going = {text: sure for text in distinct if (sure := says(text)) is not None}
        if not going:
            continue
        status = items.columns["status"]
        rows = {row: text for row, text, state in zip(items.rows, texts, status, strict=True)
                if text in going and state not in _AT_AN_END}  # fmt: skip
        certain = {row: text for row, text in rows.items() if going[text]}
        doubtful = {row: text for row, text in rows.items() if not going[text]}
        items = items.with_columns(*_said(items, place, doubtful, field, codes.COMMENT_SAYS_CANCELLED))
        items = _given_up(items, place, certain, field)
    return items


def _given_up(items: Items, place: Place, rows: Mapping[int, str], field: str) -> Items:
    if items.kind is not Kind.ACTIVITIES:
        return items.set_aside(GIVEN_UP, rows, *_said(items, place, rows, field, codes.GIVEN_UP_LEFT_OUT))
    cancelled = ActivityState.CANCELLED.value
    status = [
        cancelled if row in rows else state for row, state in zip(items.rows, items.columns["status"], strict=True)
    ]
    return items.with_columns(*_said(items, place, rows, field, codes.GIVEN_UP_CANCELLED), status=status)


def _with_a_stem(texts: Sequence[str]) -> Iterator[str]:
    distinct = set(texts) - {""}
    joined = "\n".join(distinct).casefold()
    stems = [stem for stem in _STEMS if stem in joined]
    for text in distinct if stems else ():
        folded = text.casefold()
        if any(stem in folded for stem in stems):
            yield text


def _in_comment(text: str) -> bool | None:
    """True where a comment says that the item is given up, False where it may, None where it does not."""
    if _SAID.match(text):
        return True
    return False if _PERHAPS.match(text) else None


def _in_name(text: str) -> bool | None:
    """The same of a name."""
    if _BEGINS.match(text) or _CAPITALS.match(text) or _ENDS.search(text):
        return True
    return False if _PERHAPS_IN_NAME.search(text) else None


def _perhaps_by_line(text: str) -> bool | None:
    """False where a line over the heading above an item says that what stands below it is, or may be, given up."""
    return None if says_given_up(text) is None else False


# Where it is said, in the order in which it is asked: in a cell of the item, or by a line that it stands below.
_PLACES: Mapping[str, Callable[[str], bool | None]] = {
    "comment": _in_comment, "title": _in_name, LINE: says_given_up, GROUP: says_given_up, OVER: _perhaps_by_line,
}  # fmt: skip


def lines_over(table: SheetTable) -> dict[str, list[str]]:
    """The lines over each row of a table that say, or may say, that it is given up, as columns of its items: between
    the rows, or as the title of a table of its own."""
    title = table.titles[-1][2] if table.titles else ""
    above, over = table.given_up
    if says_given_up(title) is not None:
        above = [text or title for text in above or [""] * len(table.rows)]
    return {name: texts for name, texts in ((LINE, above), (OVER, over)) if any(texts)}


def _said(items: Items, place: Place, rows: Mapping[int, str], field: str, code: str) -> Iterator[Finding]:
    """One finding for each wording, with the cells of all its rows."""
    told: dict[str, list[int]] = {}
    for row, text in rows.items():
        found = _WORD.search(text) if field == "title" else None
        told.setdefault(found[0].casefold() if found else text.casefold(), []).append(row)
    status = dict(zip(items.rows, items.columns["status_text"], strict=True))
    for same in told.values():
        by_line = field in _LINES
        words = {"status": status[same[0]], "count": len(same), "says": "står under" if by_line else "säger"}
        said = place.finding(code, same[0], field, short(rows[same[0]]), **words)
        yield replace(said, cells=tuple(place.cell(row, field) for row in same))
