"""Rows of several periods, boards or sexes in one table: those of the run are kept, or the run is refused.

A table may hold what several runs need, told by a column of its own: "Period", "Ansvarig nämnd", "Kön". To count all
its rows would add up what does not belong together. Knows periods and boards, not statuses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding
from rsplan.plan.folding import fold
from rsplan.plan.model import OF_SEX, Kind
from rsplan.plan.period import Period
from rsplan.understanding.cell_texts import short
from rsplan.understanding.items import Items
from rsplan.understanding.self_description import find_board, is_board
from rsplan.understanding.told_periods import NEVER, When, falls_within, fits, period_told
from rsplan.understanding.totals import looks_like_total

OTHER_PERIOD = "annan period"
OTHER_BOARD = "annan nämnd"
BY_SEX = "uppdelning på kön"
UNITS_TOGETHER = "alla enheter tillsammans"
_LONGEST_SEX = 30
# What all boards have to do is the run's board's too.
_ALL_BOARDS = re.compile(r"(?:alla|samtliga)(?: (?:nämnder|styrelser)\w*)?(?: och (?:nämnder|styrelser|bolag)\w*)?$")
# "Totalt", "Alla enheter", "Hela förvaltningen": beside rows of each, with the same names.
_ALL_UNITS = re.compile(
    r"(?:totalt?|summa|alla|samtliga)(?: (?:enheter|verksamheter|avdelningar|förvaltningar|skolor|bolag|tillsammans))?$"
    r"|(?:totalt?|summa|hela) \w+(?: \w+)?$"
    r"|(?:kommunen|regionen|förvaltningen|koncernen|bolaget|organisationen|nämnden) (?:totalt?|som helhet|samlat)$"
)
_LONGEST_SUM = 60
SLICED = ("period", "board", "sex")
# As statistics write them, flickor and pojkar too.
_LETTERS = {"k": "actual_women", "f": "actual_women", "m": "actual_men", "p": "actual_men"}


def of_the_run(part: Items, period: Period | None, board: str) -> Items:
    """The items of the run's period and board, the two sexes together, and all units together not beside each."""
    return _each_unit(_both_sexes(_of_board(_of_period(part, period), board)))


def _of_period(part: Items, period: Period | None) -> Items:
    texts = part.columns.get("period", [])
    heading = "T" if _is_tertial_column(texts) else ""
    told = {text: when for text in set(texts) if (when := period_told(heading + text)) != NEVER}
    if not told:
        return part
    if len(set(told.values())) < 2:
        return _of_one_period(part, texts, told, period)
    if period is None or not any(fits(when, period) for when in told.values()):
        return _refused(part, "period", codes.ROWS_OF_PERIODS_NONE_GIVEN, texts, period.label if period else "")
    best = _best([when for when in told.values() if fits(when, period)])
    keep = [text not in told or told[text] in best for text in texts]
    return _kept(part, keep, OTHER_PERIOD, "period", codes.ROWS_OF_PERIODS, period.label)


def _of_one_period(part: Items, texts: Sequence[str], told: Mapping[str, When], period: Period | None) -> Items:
    """The items, with a warning where most rows tell one period and that is not the run's."""
    rows = [row for row, text in zip(part.rows, texts, strict=True) if text in told]
    when = next(iter(told.values()))
    if period is None or len(rows) * 2 <= len(texts) or fits(when, period) or falls_within(when, period):
        return part
    cell, text = part.source.cell(rows[0], "period"), next(text for text in texts if text in told)
    where = f"cell {cell} och {len(rows) - 1} till" if len(rows) > 1 else f"cell {cell}"
    said = _say(part, rows[0], "period", codes.PERIOD_DIFFERS, text, where=where, expected=period.label)
    return part.set_aside("", (), said)


def _is_tertial_column(texts: Sequence[str]) -> bool:
    filled = set(texts) - {""}
    return bool(filled) and filled <= {"1", "2", "3"}


def _best(fitting: Sequence[When]) -> set[When]:
    """Of several that fit the run, those that say most: a row of "2025-04" before one of "2025"."""
    most = max(sum(part is not None for part in when) for when in fitting)
    return {when for when in fitting if sum(part is not None for part in when) == most}


def _of_board(part: Items, board: str) -> Items:
    texts = part.columns.get("board", [])
    of_all = {text for text in set(texts) if not text or _ALL_BOARDS.match(fold(text))}
    named = [text for text in set(texts) - of_all if not looks_like_total(text)]
    boards = {text: fold(find_board(text) or text) for text in named}
    if len(set(boards.values())) < 2:
        return part
    mine = {text for text in boards if board and is_board(text, board)}
    if not mine:
        code = codes.NO_ROWS_OF_THE_BOARD if board else codes.ROWS_OF_BOARDS
        return _refused(part, "board", code, [text for text in texts if text in boards], board)
    keep = [text in of_all or text in mine for text in texts]
    return _kept(part, keep, OTHER_BOARD, "board", codes.ROWS_OF_OTHER_BOARDS, board)


def _both_sexes(part: Items) -> Items:
    """Without the rows of one sex beside one of both; where there is none of both, the first row stays."""
    texts = part.columns.get("sex", [])
    sexes = {text: _sex_told(text) for text in set(texts)}
    if not any(sexes.values()):
        return part
    names = _names(part)
    told = [sexes[text] for text in texts]
    single = list(map(bool, told))
    whole = {name for name, one in zip(names, single, strict=True) if not one}
    part = _with_outcomes_by_sex(part, names, told) if part.kind is Kind.INDICATORS else part
    return _kept(part, [not one or name not in whole for name, one in zip(names, single, strict=True)], BY_SEX, "sex",
                 codes.SPLIT_BY_SEX, "")  # fmt: skip


def _each_unit(part: Items) -> Items:
    """Activities without their rows of all units together, beside those of each; of another item the row of all units
    is its own, and those of each are parts of it."""
    units = part.columns.get("unit", [])
    together = {text for text in set(units) if text and len(text) <= _LONGEST_SUM and _ALL_UNITS.match(fold(text))}
    if not together:
        return part
    names = _names(part)
    whole = [text in together for text in units]
    alone = {name for name, text in zip(names, units, strict=True) if text and text not in together}
    both = alone & {name for name, one in zip(names, whole, strict=True) if one}
    counted = part.kind is not Kind.ACTIVITIES
    keep = [name not in both or one is counted for name, one in zip(names, whole, strict=True)]
    said = next(text for text in units if text in together)
    return _kept(part, keep, UNITS_TOGETHER, "unit", codes.ROWS_OF_UNITS_TOGETHER, said)


def _names(part: Items) -> list[tuple[str, str]]:
    return [
        (fold(title), fold(area)) for title, area in zip(part.columns["title"], part.columns["goal_area"], strict=True)
    ]


def _sex_told(text: str) -> str:
    """The field of the outcome of the sex that a cell names, "" for both and for anything else."""
    if not text or len(text) > _LONGEST_SEX:
        return ""
    from rsplan.language.headingwords.reading import read_heading
    from rsplan.language.vocabulary import load_vocabulary

    reading = read_heading(text, load_vocabulary())
    return _LETTERS.get(fold(text), reading.field if reading and reading.field in OF_SEX and reading.weak else "")


def _with_outcomes_by_sex(part: Items, names: Sequence[tuple[str, str]], told: Sequence[str]) -> Items:
    """The items with the outcomes that stand on rows of one sex at those of both, and on which row each stands."""
    found = {
        (name, field): (outcome, str(row))
        for name, field, outcome, row in zip(names, told, part.columns["actual"], part.rows, strict=True)
        if field
    }
    columns: dict[str, list[str]] = {}
    for field in OF_SEX:
        own = part.columns[field]
        beside = [found.get((name, field), ("", "")) for name in names]
        columns[field] = [text or outcome for text, (outcome, _) in zip(own, beside, strict=True)]
        columns[f"{field}_row"] = ["" if text else row for text, (_, row) in zip(own, beside, strict=True)]
    return part.with_columns(**columns)


def _kept(part: Items, keep: Sequence[bool], reason: str, field: str, code: str, value: str) -> Items:
    rows = part.where(keep)
    if not rows:
        return part
    return part.set_aside(reason, rows, _say(part, rows[0], field, code, value, count=len(rows)))


def _refused(part: Items, field: str, code: str, texts: Sequence[str], value: str) -> Items:
    """The items as they are, with an error: which of ``texts`` is meant, nobody tells."""
    several = ", ".join(f'"{short(text, 30)}"' for text in list(dict.fromkeys(filter(None, texts)))[:4])
    told = {*texts} - {""}
    row = next(row for row, text in zip(part.rows, part.columns[field], strict=True) if text in told)
    return part.set_aside("", (), _say(part, row, field, code, value, several=several))


def _say(part: Items, row: int, field: str, code: str, value: str, **words: object) -> Finding:
    source = part.source
    return finding(code, file=source.file, sheet=source.sheet, cell=source.cell(row, field), value=value, **words)
