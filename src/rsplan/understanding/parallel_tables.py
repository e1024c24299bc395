"""Tables of one kind that each tell a period, a board or a unit: by their sheets' names, or by the titles above them.

What stands in two such tables is not added up: the run's period and board are counted, or the run is refused; an
activity on the sheets of several units is followed up by each. Knows names and titles, not statuses.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.folding import fold, fold_column
from rsplan.plan.model import Kind
from rsplan.plan.period import Period
from rsplan.understanding.headings import heading_key, undated
from rsplan.understanding.items import Items
from rsplan.understanding.kind_names import kind_named_in
from rsplan.understanding.self_description import find_board, is_board, stands_for_board
from rsplan.understanding.slices import OTHER_BOARD, OTHER_PERIOD
from rsplan.understanding.told_periods import NEVER, fits, period_told

_FEWEST_UNITS = 3
# A title that speaks of where items come from, or of the years of a plan, does not say whose follow-up stands below.
_OF_THE_PLAN = re.compile(
    r"\b(?:från|beslut\w*|antag\w*|given|givna|gett|tilldel\w*|fastställ\w*|\w*plan\w*|budget\w*|mål\w*|uppdragsgivare)\b"
)
# A line that tells when the file was made says nothing of the period that it reports.
_MADE = re.compile(r"(?:uttag\w*|utskriven|utskrift|export\w*|skapad|hämtad|senast|genererad|uppdaterad)\b")
# A title of items that are over; beside another year than the run's they are not the run's.
_ENDED = re.compile(
    r"\b(?:avslutad\w*|genomförd\w*|slutförd\w*|klara|färdig\w*|arkiv\w*|tidigare|föregående|histori\w*)\b"
)
# A year in such a name is when something is to be reached: "Mål 2026", "Vision 2030".
_AIMS = re.compile(r"mål|vision|agenda|strategi|till |senast")
# Names of sheets that are about all units, or about none.
_NO_UNIT = re.compile(
    r"\b(?:alla|allt|samtliga|hela|total\w*|summ\w*|samman\w*|översikt\w*|samlad\w*|(?:blad|sheet|data|export|tabell|lista|del)\d*)\b"
)


def of_the_runs_tables(parts: Sequence[Items], period: Period | None, board: str) -> list[Items]:
    """The items without those of tables that their titles or sheets give another period or board than the run's."""
    parts = _without_next_year(parts, period)
    parts = _sliced(
        parts,
        period_of,
        period_in,
        lambda told: period is not None and fits(period_told(told), period),
        (OTHER_PERIOD, codes.ROWS_OF_PERIODS, codes.ROWS_OF_PERIODS_NONE_GIVEN, period.label if period else ""),
    )
    return _sliced(parts, _board_of, _board_in, lambda told: bool(board) and is_board(told, board),
                   (OTHER_BOARD, codes.ROWS_OF_OTHER_BOARDS, codes.ROWS_OF_BOARDS, board))  # fmt: skip


def period_of(name: str) -> str:
    """The part of a sheet's name that tells a period, empty where none does."""
    key = heading_key(name.replace("_", " "))
    rest = undated(key)
    told = key.removeprefix(rest).strip()
    return told if told and period_told(told) != NEVER else ""


def _board_of(name: str) -> str:
    return find_board(name) or (name.strip() if stands_for_board(name.strip()) else "")


def period_in(title: str) -> str:
    """A title that says of which period the table below is. A year alone may be that of the plan, or of its targets."""
    year, month = NEVER if _MADE.match(fold(title)) else period_told(title)
    if month is None and (year is None or _OF_THE_PLAN.search(fold(title))):
        return ""
    return title


def _board_in(title: str) -> str:
    """The board that a title names as the one whose items follow, not as the one that has decided on them."""
    return "" if _OF_THE_PLAN.search(fold(title)) else _board_of(title)


def _sliced(
    parts: Sequence[Items],
    by_sheet: Callable[[str], str],
    by_title: Callable[[str], str],
    is_the_runs: Callable[[str], bool],
    words: tuple[str, str, str, str],
) -> list[Items]:
    """The items of each group of parallel tables, cut to those that are the run's; refused where none is."""
    kept = list(parts)
    for places in _of_one_kind(parts):
        told = {at: next(filter(None, map(by_title, reversed(parts[at].titles))), "") for at in places}
        kept = _cut_to_run(kept, told, told, is_the_runs, words)
    for places in _parallel(kept):
        names = {at: parts[at].source.sheet or "" for at in places}
        kept = _cut_to_run(kept, names, {at: by_sheet(name) for at, name in names.items()}, is_the_runs, words)
    for places in _named_alike(kept):
        names = {at: parts[at].source.sheet or "" for at in places}
        told = {at: by_sheet(name) for at, name in names.items()}
        if any(text and is_the_runs(text) for text in told.values()):
            kept = _cut_to_run(kept, names, told, is_the_runs, words)
    return kept


def _cut_to_run(
    parts: list[Items],
    names: Mapping[int, str],
    told: Mapping[int, str],
    is_the_runs: Callable[[str], bool],
    words: tuple[str, str, str, str],
) -> list[Items]:
    ended = words[0] == OTHER_PERIOD and _has_ended(names, told, is_the_runs)
    if len({_meant(text) for text in told.values()} - {""}) < 2 and not ended:
        return parts
    mine = [at for at in names if not told[at] or is_the_runs(told[at])]
    known = ended or any(told[at] for at in mine)
    cut = dict(_cut(parts, names, mine, words) if known else _refused(parts, names, words))
    return [cut.get(at, part) for at, part in enumerate(parts)]


def _has_ended(names: Mapping[int, str], told: Mapping[int, str], is_the_runs: Callable[[str], bool]) -> bool:
    """True where some tables tell nothing and the title or the sheet of another says that its items ended earlier:
    "Avslutade 2024"."""
    ended = [at for at, text in told.items() if text and _ENDED.search(fold(names[at])) and not is_the_runs(text)]
    return bool(ended) and len(ended) == sum(map(bool, told.values())) < len(told)


def _meant(text: str) -> object:
    """What two texts have in common that tell the same: the period, else the board's name."""
    when = period_told(text)
    return when if when != NEVER else fold(text)


def _refused(
    parts: Sequence[Items], names: Mapping[int, str], words: tuple[str, str, str, str]
) -> Iterable[tuple[int, Items]]:
    _, _, refused, value = words
    several = ", ".join(f'"{name}"' for name in dict.fromkeys(filter(None, names.values())))
    place = next(iter(names))
    first = parts[place]
    yield place, first.set_aside("", (), _say(first, refused, value, several=several))


def _cut(
    parts: Sequence[Items], names: Mapping[int, str], mine: Sequence[int], words: tuple[str, str, str, str]
) -> Iterable[tuple[int, Items]]:
    reason, left_out, _, value = words
    for at in set(names) - set(mine):
        part = parts[at]
        yield at, part.set_aside(reason, part.rows, _say(part, left_out, value, count=len(part.rows)))


def _of_one_kind(parts: Sequence[Items]) -> list[list[int]]:
    """The positions of the parts of one file that are of one kind, where there are several."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, part in enumerate(parts):
        if part.rows:
            groups[part.source.file, part.kind].append(at)
    return [places for places in groups.values() if len(places) > 1]


def _parallel(parts: Sequence[Items]) -> list[list[int]]:
    """The positions of the parts that are of one kind and one shape, on several sheets of one file."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for places in _of_one_kind(parts):
        for at in places:
            groups[places[0], tuple(sorted(parts[at].source.columns))].append(at)
    return [places for places in groups.values() if len({parts[at].source.sheet for at in places}) > 1]


def _without_next_year(parts: Sequence[Items], period: Period | None) -> list[Items]:
    """The items without those on sheets named by the year after the run's, which cannot be followed up yet, where other
    sheets of the file have items of the kind."""
    kept = list(parts)
    for places in _of_one_kind(parts) if period else ():
        names = {at: fold(parts[at].source.sheet or "") for at in places}
        years = {at: period_told(name)[0] for at, name in names.items() if not _AIMS.search(name)}
        later = [at for at, year in years.items() if period and year == period.year + 1]
        if later and len(later) < len(places) and period:
            words = (OTHER_PERIOD, codes.ROWS_OF_PERIODS, "", period.label)
            for at, cut in _cut(kept, names, [at for at in places if at not in later], words):
                kept[at] = cut
    return kept


def _named_alike(parts: Sequence[Items]) -> list[list[int]]:
    """The positions of the parts of one kind, whatever their shape, on sheets whose names differ in a period only:
    "2025" and "2026", "Uppdrag april" and "Uppdrag december"."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for places in _of_one_kind(parts):
        for at in places:
            name = parts[at].source.sheet or ""
            if told := period_of(name):
                groups[places[0], heading_key(name.replace("_", " ")).removesuffix(told)].append(at)
    return [places for places in groups.values() if len({parts[at].source.sheet for at in places}) > 1]


def with_units_of_sheets(parts: Sequence[Items], vocabulary: Vocabulary) -> list[Items]:
    """Activities on one sheet a unit, with the unit that the sheet's name tells: three sheets or more of one shape,
    with mostly the same activities, none of which says its unit."""
    kept = list(parts)
    for places in _parallel(parts):
        group = [parts[at] for at in places]
        if group[0].kind is not Kind.ACTIVITIES or not _are_units(group, vocabulary):
            continue
        for at in places:
            part = parts[at]
            said = [_say(part, codes.SHEETS_AS_UNITS, "", count=len(places))] if at == places[0] else []
            kept[at] = part.with_columns(*said, unit=[part.source.sheet or ""] * len(part.rows))
    return kept


def _are_units(group: Sequence[Items], vocabulary: Vocabulary) -> bool:
    names = [part.source.sheet or "" for part in group]
    if len(set(names)) < _FEWEST_UNITS or len(set(names)) < len(names):
        return False
    if any(any(part.columns.get("unit", ())) or any(part.columns.get("identity", ())) for part in group):
        return False
    return all(_may_be_unit(name, vocabulary) for name in names) and _are_shared(group)


def _may_be_unit(name: str, vocabulary: Vocabulary) -> bool:
    key = fold(name.replace("_", " "))
    says_another_thing = kind_named_in(name, vocabulary) or vocabulary.any_status(key) or _NO_UNIT.search(key)
    return any(map(str.isalpha, key)) and not says_another_thing and not period_of(name) and not _board_of(name)


def _are_shared(group: Sequence[Items]) -> bool:
    """True where most activities stand on several of the sheets."""
    counts = Counter(name for part in group for name in set(fold_column(part.columns["title"])))
    return sum(count > 1 for count in counts.values()) * 2 > len(counts)


def _say(part: Items, code: str, value: str, **words: object) -> Finding:
    source = part.source
    cell = source.cell(part.rows[0], "title")
    return finding(code, file=source.file, sheet=source.sheet, cell=cell, value=value, **words)
