"""One status told by several columns: a cross below "Grön", "Gul" or "Röd", or one column a board. Knows cells only.

No more than one of the columns has something on each row; where two have, the row's text names both, and is no status.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rsplan.plan.folding import fold

# What a person puts in the column that holds; a number would be a count.
YES_MARKS = frozenset({"x", "xx", "✓", "✔", "✗", "✘", "☑", "☒", "•", "●", "■", "ja", "sant", "true"})
NO_MARKS = frozenset({"", "☐", "□", "nej", "falskt", "false", "-", "–"})


def are_marks(columns: Sequence[Sequence[str]]) -> bool:
    """True for columns of crosses and nothing else, at least one."""
    texts = {fold(text) for column in columns for text in column} - NO_MARKS
    return bool(texts) and texts <= YES_MARKS


def marked(columns: Mapping[str, Sequence[str]]) -> list[str]:
    """For each row the heading of the column that is marked; what is no mark stands as it is."""
    rows = zip(*columns.values(), strict=True)
    return [" / ".join(filter(None, map(_one, columns, row))) for row in rows]


def _one(heading: str, text: str) -> str:
    key = fold(text)
    if key in NO_MARKS:
        return ""
    return heading if key in YES_MARKS else f"{heading}: {text}"


def never_together(columns: Sequence[Sequence[str]]) -> bool:
    """True where no row has something in two of the columns."""
    return all(sum(map(bool, row)) < 2 for row in zip(*columns, strict=True))


def together(columns: Sequence[Sequence[str]]) -> list[str]:
    """For each row the text of the column that has one."""
    return [" / ".join(filter(None, row)) for row in zip(*columns, strict=True)]
