"""A decided plan held against the exports, for the terminal and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rich.padding import Padding
from rich.text import Text

from rsplan.analysis.reconciliation import ExportedItem, Pair, Reconciled
from rsplan.analysis.table_sums import StatedSum, SumOutcome, TwiceStated
from rsplan.documents.console import PlainConsole

if TYPE_CHECKING:
    from rsplan.analysis.decided_plan import DecidedItem
    from rsplan.report.reconciled_plan import ReconciledPlan

_MOST_LONG = 160


def print_reconciliation(found: ReconciledPlan, console: PlainConsole | None = None) -> None:
    """Print what agrees as counts, and what differs by place, to standard output."""
    console = console or PlainConsole()
    period = f" efter {found.period.label}" if found.period else ""
    heading = f"{found.document} mot exporterna{period}"
    console.print(Text(heading, style="bold"))
    console.print("─" * min(len(heading), console.width))
    for one in found.kinds:
        _print_kind(one, found, console)
    _print_sums(found, console)
    if found.meetings:
        _print_meetings(found, console)


def _print_kind(one: Reconciled, found: ReconciledPlan, console: PlainConsole) -> None:
    noun = found.vocabulary.noun(one.kind).many
    planned = [*(pair.decided for pair in (*one.same, *one.reworded)), *one.missing]
    exported = [*(pair.exported for pair in (*one.same, *one.reworded)), *one.added]
    console.print(
        Text(f"{noun.capitalize()}: {_counted(planned)} i planen, {_counted(exported)} i exporterna", style="bold")
    )
    _line(console, f"{len(one.same)} står ord för ord")
    if one.yearly:
        _line(console, f"{len(one.yearly)} långsiktiga i planen följs upp en gång om året och jämförs inte")
    for said, lines in _differences(one):
        if lines:
            _line(console, f"{len(lines)} {said}")
            for text in lines:
                console.print(Padding(Text(text), (0, 0, 0, 4)))


def _differences(one: Reconciled) -> Iterator[tuple[str, list[str]]]:
    yield "är troligen omformulerade (förslag):", [_both(pair) for pair in one.reworded]
    yield "finns i planen men inte i exporterna:", [_decided(item) for item in one.missing]
    yield "finns i exporterna men inte i planen:", [_exported(item) for item in one.added]
    yield (
        "har en annan beslutande:",
        [
            f"{_shortened(pair.decided.title)}: {pair.decided.decided_by} i planen ({pair.decided.place}), "
            f"{pair.exported.decided_by} i exporten ({pair.exported.place})"
            for pair in one.deciders
        ],
    )
    yield (
        "har ett annat målvärde:",
        [
            f"{_shortened(pair.decided.title)}: {pair.decided.target} i planen ({pair.decided.target_place}), "
            f"{pair.exported.target} i exporten ({pair.exported.target_place})"
            for pair in one.targets
        ],
    )


def _counted(items: list[Any]) -> str:
    """How many items, and by whom they were decided: "28 (Regionfullmäktige 23, Regionstyrelsen 5)"."""
    deciders = Counter(item.decided_by for item in items if item.decided_by)
    said = ", ".join(f"{name} {count}" for name, count in deciders.most_common())
    return f"{len(items)} ({said})" if said else str(len(items))


def _decided(item: DecidedItem) -> str:
    by = f", {item.decided_by}" if item.decided_by else ""
    return f"{_shortened(item.title)}{by} ({item.place})"


def _exported(item: ExportedItem) -> str:
    by = f", {item.decided_by}" if item.decided_by else ""
    return f"{item.key + ' ' if item.key else ''}{_shortened(item.title)}{by} ({item.place})"


def _both(pair: Pair) -> str:
    """The two wordings from where they part."""
    said, exported = pair.decided.title, pair.exported.title
    at = next(
        (at for at, (a, b) in enumerate(zip(said, exported, strict=False)) if a != b), min(len(said), len(exported))
    )
    start = max(0, said.rfind(" ", 0, max(0, at - 40)) + 1)
    before = "…" if start else ""
    return (
        f"planen ({pair.decided.place}): {before}{_shortened(said[start:])}\n"
        f"exporten ({pair.exported.place}): {before}{_shortened(exported[start:])}"
    )


def _shortened(text: str) -> str:
    return text if len(text) <= _MOST_LONG else text[: _MOST_LONG - 1].rstrip() + "…"


def _print_sums(found: ReconciledPlan, console: PlainConsole) -> None:
    by = Counter(one.outcome for one in found.sums) + Counter(one.outcome for one in found.twice)
    if not found.sums:
        console.print(Text("Summor i planen: inga", style="bold"))
        return
    console.print(Text("Summor i planen", style="bold"))
    _line(console, f"{by[SumOutcome.AGREES]} stämmer")
    for outcome, said in ((SumOutcome.ROUNDING, "skiljer med avrundning:"), (SumOutcome.DIFFERS, "stämmer inte:")):
        lines = [_wrong_sum(one) for one in found.sums if one.outcome is outcome]
        lines += [_said_twice(one) for one in found.twice if one.outcome is outcome]
        if lines:
            _line(console, f"{len(lines)} {said}")
        for text in lines:
            console.print(Padding(Text(text), (0, 0, 0, 4)))


def _wrong_sum(one: StatedSum) -> str:
    return f"{one.place}: {_shortened(one.label)} anges till {one.stated}, delarna ger {one.added_text}"


def _said_twice(one: TwiceStated) -> str:
    return f"{one.place}: {one.label} anges till {one.said}, men till {one.other} i {one.other_place}"


def _print_meetings(found: ReconciledPlan, console: PlainConsole) -> None:
    assert found.meetings is not None
    console.print(Text("Redovisningar enligt sammanträdesplanen", style="bold"))
    unstated = found.meetings.unstated
    _line(console, f"{found.meetings.oral} muntliga, {found.meetings.written} skriftliga, {len(unstated)} utan uppgift")
    for place, text in unstated:
        console.print(Padding(Text(f"{_shortened(text)} ({place})"), (0, 0, 0, 4)))


def _line(console: PlainConsole, text: str) -> None:
    console.print(Padding(Text(text), (0, 0, 0, 2)))


def to_json(found: ReconciledPlan) -> str:
    """Everything as JSON text, one trailing line break. Numbers of sums are texts: decimals as written."""
    return json.dumps(as_data(found), ensure_ascii=False, indent=2) + "\n"


def as_data(found: ReconciledPlan) -> dict[str, Any]:
    """What was found, by the names that programs read."""
    return {
        "plan": found.document,
        "board": found.board,
        "period": found.period.slug if found.period else None,
        "agrees": not found.differs,
        **{str(one.kind): _kind_data(one) for one in found.kinds},
        "sums": [_sum_data(one) for one in found.sums],
        "stated_twice": [_twice_data(one) for one in found.twice],
        "meetings": None
        if found.meetings is None
        else {
            "oral": found.meetings.oral,
            "written": found.meetings.written,
            "unstated": [{"place": place, "text": text} for place, text in found.meetings.unstated],
        },
    }


def _kind_data(one: Reconciled) -> dict[str, Any]:
    return {
        "in_plan": len(one.same) + len(one.reworded) + len(one.missing),
        "in_exports": len(one.same) + len(one.reworded) + len(one.added),
        "same": len(one.same),
        "reworded": [_pair_data(pair) for pair in one.reworded],
        "missing": [_decided_data(item) for item in one.missing],
        "added": [_exported_data(item) for item in one.added],
        "decided_by": [_pair_data(pair) for pair in one.deciders],
        "targets": [_pair_data(pair) for pair in one.targets],
        "long_term_not_compared": len(one.yearly),
    }


def _pair_data(pair: Pair) -> dict[str, Any]:
    return {"plan": _decided_data(pair.decided), "exports": _exported_data(pair.exported)}


def _decided_data(item: DecidedItem) -> dict[str, str]:
    return {"title": item.title, "place": item.place, "decided_by": item.decided_by, "target": item.target}


def _exported_data(item: ExportedItem) -> dict[str, str]:
    return {
        "key": item.key,
        "title": item.title,
        "place": item.place,
        "decided_by": item.decided_by,
        "target": item.target,
    }


def _sum_data(one: StatedSum) -> dict[str, str]:
    return {
        "place": one.place,
        "label": one.label,
        "stated": str(one.stated.value),
        "added": str(one.added),
        "outcome": one.outcome.value,
    }


def _twice_data(one: TwiceStated) -> dict[str, str]:
    return {
        "label": one.label,
        "place": one.place,
        "stated": str(one.said.value),
        "other_place": one.other_place,
        "other": str(one.other.value),
        "outcome": one.outcome.value,
    }
