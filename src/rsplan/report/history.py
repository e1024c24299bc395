"""Other periods beside the report's own: which facts they give, and what may be set beside what.

``previous`` is the latest earlier period of the same plan, ``year_before`` the same tertial of the year before. Within
a plan, counts are compared and ``change.*`` are their differences; between plans, which hold different items, shares.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from rsplan.analysis.change_facts import flow_facts, measure_changes, since_previous
from rsplan.analysis.counts import count_facts, with_shown
from rsplan.analysis.facts import CHANGE_OF_COUNT, SHARE_OF_KIND, Fact, facts_by_id
from rsplan.analysis.item_sentences import whole_percent
from rsplan.analysis.measures import PERCENT, per_cent
from rsplan.plan.model import STATUSES, Kind
from rsplan.plan.period import CHANGE, PREVIOUS, SHARE, YEAR_BEFORE
from rsplan.report.comparing import plans_differ

if TYPE_CHECKING:
    from rsplan.analysis.compare import Changes
    from rsplan.language.vocabulary import Vocabulary
    from rsplan.plan.model import Plan
    from rsplan.plan.period import Period

History = Mapping[str, "Plan"]


class Comparison(Struct, frozen=True):
    """The report's period beside another one: ``name`` is that one's in the history, ``same_plan`` whether counts may
    be compared, ``heading`` and ``note`` what a document says of it.
    """

    name: str
    earlier: Period
    now: Period
    same_plan: bool
    heading: str
    note: str = ""


def history_facts(
    history: History, facts: Mapping[str, Fact], vocabulary: Vocabulary, distinct: bool, changes: Changes | None = None
) -> dict[str, Fact]:
    """The facts of the other periods under their names, the shares of statuses, and the changes within the plan:
    differences of counts, flows with the items behind them (``changes``), and outcomes that have moved.
    """
    found = _shares(facts)
    for name, plan in history.items():
        own = with_shown(facts_by_id(count_facts(plan, vocabulary)), distinct)
        own |= _shares(own)
        found |= {f"{name}.{key}": replace(fact, id=f"{name}.{key}", of=name) for key, fact in own.items()}
    if PREVIOUS in history:
        found |= {fact.id: fact for fact in _changes(facts, found)}
    if changes is not None:
        earlier = {name: fact for name, fact in found.items() if fact.of == PREVIOUS}
        moved = measure_changes(changes, facts, earlier)
        found |= facts_by_id([*flow_facts(changes, vocabulary, earlier=PREVIOUS), *moved])
    return found


def _main(facts: Mapping[str, Fact]) -> Iterator[tuple[Kind, str, Fact]]:
    """The count of every status of every kind."""
    for kind in Kind:
        for status in STATUSES[kind]:
            yield kind, str(status.value), facts[f"{kind}.{status}"]


def _shares(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """What part of its kind has each status, in whole per cent and to one decimal; a kind without items has none."""
    shares = {}
    for kind, status, fact in _main(facts):
        if total := facts[f"{kind}.total"].count:
            name = f"{SHARE}.{kind}.{status}"
            value = whole_percent(fact.count, total)
            label = f"{fact.label}, andel i procent"
            shares[name] = replace(fact, id=name, value=value, label=label, unit=SHARE_OF_KIND)
            exact = f"{name}.one_decimal"
            shares[exact] = replace(
                fact, id=exact, value=per_cent(fact.count, total), label=f"{label} med en decimal", unit=PERCENT
            )
    return shares


def _changes(facts: Mapping[str, Fact], others: Mapping[str, Fact]) -> Iterator[Fact]:
    for kind in Kind:
        for part in ("total", *(str(status.value) for status in STATUSES[kind])):
            now, before = facts[f"{kind}.{part}"], others[f"{PREVIOUS}.{kind}.{part}"]
            name = f"{CHANGE}.{kind}.{part}"
            yield replace(now, id=name, value=now.count - before.count, label=since_previous(now), unit=CHANGE_OF_COUNT)


def comparison(plan: Plan, history: History, vocabulary: Vocabulary) -> Comparison | None:
    """What the report sets beside its own figures: the plan's earlier period, else the year before in shares."""
    name = next((name for name in (PREVIOUS, YEAR_BEFORE) if name in history), None)
    if name is None or plan.period is None or (earlier := history[name].period) is None:
        return None
    if name == PREVIOUS:
        months = f"från {earlier.tertial.month} till {plan.period.tertial.month} {plan.period.year}"
        heading = f"Förändring sedan förra uppföljningen: {months}"
        return Comparison(name, earlier, plan.period, True, heading)
    years = f"{earlier.year} och {plan.period.year}"
    heading = f"Förändring sedan förra uppföljningen i {earlier.tertial.month}: {years}"
    return Comparison(name, earlier, plan.period, False, heading, plans_differ(history[name], plan, vocabulary))
