"""Files of one kind that each tell a period, by their names, sheets and titles: those of the run's period are counted.

Only beside a file that is the run's, and only where everything that the other tells is another period. A year
alone, and a file beside one that tells nothing, is enough where most of its items stand in both. Knows names and
titles, not statuses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rsplan.findings import codes
from rsplan.findings.finding import finding
from rsplan.plan.folding import fold_column
from rsplan.plan.period import Period
from rsplan.understanding.items import Items
from rsplan.understanding.parallel_tables import period_in, period_of
from rsplan.understanding.self_description import told_by
from rsplan.understanding.slices import OTHER_PERIOD
from rsplan.understanding.told_periods import NEVER, When, falls_within, fits, period_told


def of_the_runs_files(parts: Sequence[Items], period: Period | None) -> list[Items]:
    """The items without those of files that tell another period than the run's, beside one of the same kind that does
    not."""
    kept = list(parts)
    if period is None or len({part.source.file for part in parts}) < 2:
        return kept
    by_kind: dict[object, list[int]] = defaultdict(list)
    for at, part in enumerate(parts):
        if part.rows:
            by_kind[part.kind].append(at)
    for places in by_kind.values():
        for at in _of_other_periods({at: parts[at] for at in places}, period):
            part = parts[at]
            cell = part.source.cell(part.rows[0], "title")
            said = finding(codes.ROWS_OF_PERIODS, file=part.source.file, sheet=part.source.sheet, cell=cell,
                           value=period.label, count=len(part.rows))  # fmt: skip
            kept[at] = part.set_aside(OTHER_PERIOD, part.rows, said)
    return kept


def _of_other_periods(parts: dict[int, Items], period: Period) -> Iterator[int]:
    """The places of the parts that are not of the run's period, where another is."""
    told = {at: _told(part) for at, part in parts.items()}
    sure = [at for at, found in told.items() if found and all(_is_of(when, period) for when in found)]
    mine = sure or [at for at, found in told.items() if not found]
    names = {name for at in mine for name in fold_column(parts[at].columns["title"])}
    files = {parts[at].source.file for at in mine}
    for at, part in parts.items():
        other = told[at] and not any(_is_of(when, period) for when in told[at]) and part.source.file not in files
        if other and ((sure and any(month for _, month in told[at])) or _are_known(part, names)):
            yield at


def _is_of(when: When, period: Period) -> bool:
    return fits(when, period) or falls_within(when, period)


def _told(part: Items) -> list[When]:
    """The periods that the name of a part's file, its sheet and its titles tell."""
    stem = part.source.file.rpartition(".")[0] or part.source.file
    names = [stem] if told_by(stem, "") else []
    names += [text for text in part.titles if period_in(text)]
    names += [period_of(part.source.sheet or "")]
    return [when for name in names if name and (when := period_told(name)) != NEVER]


def _are_known(part: Items, names: set[str]) -> bool:
    own = set(fold_column(part.columns["title"]))
    return sum(name in names for name in own) * 2 > len(own)
