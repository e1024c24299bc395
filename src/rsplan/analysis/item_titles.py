"""What the items that a fact counts are called. Knows nothing of files or Word."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from rsplan.analysis.facts import Fact, RowsBehind

if TYPE_CHECKING:
    from rsplan.plan.model import Plan


def titles_of(plan: Plan) -> Callable[[Fact], list[str]]:
    """Gives the titles of the items that a fact of the plan counts, in the order of the export.

    As many as the fact counts: an activity that several units follow up has the unit after its title.
    """
    rows_behind = RowsBehind(plan)

    def titles(fact: Fact) -> list[str]:
        items = plan.frame(fact.kind).iloc[rows_behind(fact)]
        if any(column == "distinct" for column, _ in fact.where):
            items = items.drop_duplicates("key")
        named = items["title"].tolist()
        return [
            f"{title} ({unit})" if unit and named.count(title) > 1 else title
            for title, unit in zip(named, items["unit"].tolist(), strict=True)
        ]

    return titles
