"""A comparison in the terminal: the counts with what flowed in and out, then every item that moved, came or went."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rsplan.documents.console import PlainConsole, print_left_out
from rsplan.language.swedish import digits, percent, tidy
from rsplan.plan.model import STATUSES, Kind
from rsplan.report.comparing import counts_in, plans_differ, status_shares

if TYPE_CHECKING:
    from rsplan.report.comparing import Compared, Item

_MOST_ITEMS = 12
_IN, _OUT, _NEW, _GONE = "in", "ut", "nya", "borta"


def print_changes(compared: Compared, console: PlainConsole | None = None) -> None:
    """Print the comparison to standard output."""
    console = console or PlainConsole()
    title = f"{compared.board or 'Planen'}: från {compared.names[0]} till {compared.names[1]}"
    console.print(Text(title, style="bold"))
    console.print(Text("─" * min(len(title), console.width), style="bright_black"))
    changes = compared.changes
    if not changes.same_plan:
        console.print(Text(plans_differ(changes.before, changes.now, compared.vocabulary)))
    elif not changes.any:
        console.print("Ingenting har ändrats.")
    for kind in Kind:
        if sum(changes.kinds[kind].before.values()) or sum(changes.kinds[kind].now.values()):
            _kind(compared, kind, console)
    _proposals(compared, console)
    for entry in compared.findings:
        console.print(Text.assemble((f"{entry.code} ", "yellow"), str(entry)), soft_wrap=False)


def _kind(compared: Compared, kind: Kind, console: PlainConsole) -> None:
    changes = compared.changes.kinds[kind]
    noun = compared.vocabulary.noun(kind).many.capitalize()
    before, now = sum(changes.before.values()), sum(changes.now.values())
    sizes = digits(now) if before == now else f"{digits(before)} respektive {digits(now)}"
    console.print()
    console.print(Text(f"{noun}: {sizes}", style="bold"))
    table = _counts(compared, kind) if compared.changes.same_plan else _shares(compared, kind)
    console.print(Padding(table, (0, 0, 0, 2), expand=False))
    if compared.changes.same_plan:
        _beside(compared, kind, console)
    _moved(compared, kind, console)
    _rewritten(compared, kind, console)


def _moved(compared: Compared, kind: Kind, console: PlainConsole) -> None:
    """Every item that has gone from one status to another, come or gone, within a plan."""
    changes, labels = compared.changes.kinds[kind], compared.vocabulary.statuses(kind)
    # Between plans there is no change of status to tell: an item of the same name is followed up anew.
    for flow in changes.flows if compared.changes.same_plan else ():
        way = f"{labels[flow.before].label} → {labels[flow.now].label.lower()}"
        _items(way, [compared.now(kind, new) for _, new in flow.pairs], console)
    if compared.changes.same_plan:
        _items("Nya", [compared.now(kind, at) for at in changes.pairing.new], console)
        _items("Borta", [compared.before(kind, at) for at in changes.pairing.gone], console)
    elif changes.pairing.pairs:
        console.print(f"  Samma i båda planerna: {len(changes.pairing.pairs)}")


def _beside(compared: Compared, kind: Kind, console: PlainConsole) -> None:
    """The same tertial of the year before, in shares: its plan is another."""
    if compared.year_before is None:
        return
    name, plan = compared.year_before
    mine, theirs = status_shares(compared.changes.kinds[kind].now), status_shares(counts_in(plan, kind))
    labels = compared.vocabulary.statuses(kind)
    told = [
        f"{labels[status].label.lower()} {_number(theirs.get(status))} → {_percent(mine.get(status))}"
        for status in (str(each.value) for each in STATUSES[kind])
        if mine.get(status) or theirs.get(status)
    ]
    if told and theirs:
        text = f"Andelar i {name} och nu: {', '.join(told)}."
        console.print(Padding(Text(text, style="bright_black"), (0, 0, 0, 2), expand=False))


def _counts(compared: Compared, kind: Kind) -> Table:
    """The account of every status: before + in - out + new - gone = after."""
    changes = compared.changes.kinds[kind]
    before, now = compared.changes.before.frame(kind)["status"], compared.changes.now.frame(kind)["status"]
    new = [now.iloc[at] for at in changes.pairing.new]
    gone = [before.iloc[at] for at in changes.pairing.gone]
    table = _table(compared, "Status", _IN, _OUT, *((_NEW, _GONE) if new or gone else ()))
    for status in _used(compared, kind):
        middle = [changes.into(status), changes.out_of(status)]
        middle += [new.count(status), gone.count(status)] if new or gone else []
        cells = [_signed(count, "+" if at % 2 == 0 else "\u2212") for at, count in enumerate(middle)]
        label = compared.vocabulary.statuses(kind)[status].label
        table.add_row(Text(label), digits(changes.before[status]), *cells, digits(changes.now[status]))
    return table


def _signed(count: int, sign: str) -> str:
    return f"{sign}{digits(count)}" if count else "·"


def _shares(compared: Compared, kind: Kind) -> Table:
    changes = compared.changes.kinds[kind]
    sides = status_shares(changes.before), status_shares(changes.now)
    table = _table(compared, "Status")
    for status in _used(compared, kind):
        label = compared.vocabulary.statuses(kind)[status].label
        table.add_row(Text(label), *(_percent(side.get(status)) for side in sides))
    return table


def _table(compared: Compared, first: str, *middle: str) -> Table:
    """The table of one kind, its outer columns headed by the periods."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column(first, overflow="fold")
    for heading in (compared.names[0], *middle, compared.names[1]):
        table.add_column(Text(heading), justify="right", overflow="fold")
    return table


def _percent(share: Decimal | None) -> str:
    return "·" if share is None else percent(share, 1)


def _number(share: Decimal | None) -> str:
    return "·" if share is None else digits(share, 1)


def _used(compared: Compared, kind: Kind) -> list[str]:
    changes = compared.changes.kinds[kind]
    found = [str(status.value) for status in STATUSES[kind]]
    return [status for status in found if changes.before[status] or changes.now[status]]


def _items(heading: str, items: Iterable[Item], console: PlainConsole) -> None:
    """A heading with the file, and what stands under it, cut where it would fill the screen."""
    found = list(items)
    if not found:
        return
    place = {f"{item.address.file}, blad {item.address.sheet}": None for item in found}
    where = f"  {next(iter(place))}" if len(place) == 1 else ""
    title = Text.assemble(f"{heading}: {len(found)}", (where, "bright_black"))
    console.print(Padding(title, (0, 0, 0, 2), expand=False))
    for item in found[:_MOST_ITEMS]:
        file = "" if where else f"{item.address.file} "
        unit = f", {item.unit}" if item.unit else ""
        line = Text.assemble((f"{file}{item.address.cell}  ", "bright_black"), f"{item.title}{unit}")
        console.print(Padding(line, (0, 0, 0, 4), expand=False))
    if len(found) > _MOST_ITEMS:
        print_left_out(console, len(found) - _MOST_ITEMS, "csv", indent=4)


def _rewritten(compared: Compared, kind: Kind, console: PlainConsole) -> None:
    found = compared.changes.kinds[kind].rewritten
    for field in dict.fromkeys(each.field for each in found):
        heading = compared.vocabulary.label("measures", field)
        mine = [each for each in found if each.field == field]
        console.print(f"  {heading}, ändrat: {len(mine)}")
        for each in mine[: 2 * _MOST_ITEMS]:
            item = compared.now(kind, each.pair[1], field)
            told = f"{tidy(each.before) or 'tomt'} → {tidy(each.now) or 'tomt'}"
            line = Text.assemble((f"{item.address.cell}  ", "bright_black"), f"{told}  {item.title}")
            console.print(Padding(line, (0, 0, 0, 4), expand=False))
        if len(mine) > 2 * _MOST_ITEMS:
            print_left_out(console, len(mine) - 2 * _MOST_ITEMS, "csv", indent=4)


def _proposals(compared: Compared, console: PlainConsole) -> None:
    lines = [found for kind in Kind for found in compared.proposals(kind)]
    if not lines:
        return
    console.print()
    console.print("Kan vara samma sak. Är de det, klistra in raderna i rsplan.toml:")
    console.print("[same]")
    for old, new, line in lines:
        note = new.title if old.title == new.title else f"{old.title} → {new.title}"
        console.print(Text.assemble(line, (f"  # {note}", "bright_black")), soft_wrap=True)
