"""The summary in the terminal: a heading, totals with bars that fit the width, a table by group, the findings.

Colour is never the only sign: every status has its word. ``NO_COLOR``, a pipe and a narrow terminal are respected
by rich.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rsplan.analysis.by_sex import BY_SEX
from rsplan.documents.console import PlainConsole, print_findings
from rsplan.findings import codes
from rsplan.findings.catalogue import Severity
from rsplan.findings.finding import Finding
from rsplan.language.swedish import percent
from rsplan.plan.model import STATUSES, ActivityState, Fulfilment, Kind
from rsplan.report.groups import Grouping, groups

if TYPE_CHECKING:
    from rsplan.report.report import Report

_STYLES: dict[str, str] = {
    Fulfilment.GREEN: "green",
    Fulfilment.YELLOW: "yellow",
    Fulfilment.RED: "red",
    Fulfilment.NO_DATA: "bright_black",
    Fulfilment.UNKNOWN: "magenta",
    ActivityState.PLANNED: "bright_black",
    ActivityState.ONGOING: "blue",
    ActivityState.DELAYED: "red",
    ActivityState.COMPLETED: "green",
    ActivityState.PAUSED: "yellow",
    ActivityState.CANCELLED: "bright_black",
}
_RARE = ("unknown", "paused", "cancelled")
_LEAST_BAR, _WIDEST_BAR, _LEAST_NAME = 8, 48, 12
_GROUP_HEADINGS = {"goal-area": "Målområde", "unit": "Enhet", "decided-by": "Beslutad av"}
_MOST_FINDINGS = 15
_SHORT = {
    "assignments": "Uppdrag", "indicators": "Nyckeltal", "activities": "Aktiviteter",
    "green": "grön", "yellow": "gul", "red": "röd", "no_data": "ingen data", "unknown": "okänd", "planned": "planerad",
    "ongoing": "pågår", "delayed": "försenad", "completed": "genomförd", "paused": "pausad", "cancelled": "avbruten",
}  # fmt: skip


def print_summary(
    report: Report, by: Grouping | None, console: PlainConsole | None = None, *, findings: bool = True
) -> None:
    """Print the summary to standard output; without what there is to say of it where no ``findings`` are wanted."""
    console = console or PlainConsole()
    _heading(report, console)
    for kind in Kind:
        _totals(report, kind, console)
    if by:
        console.print()
        _print_groups(report, by, console)
    if findings:
        _findings(report.findings, console)
        _verification(report.plan.notes, console)


def _verification(notes: tuple[str, ...], console: PlainConsole) -> None:
    """Which second check was made of each file; one line where it was the same for all."""
    made = dict.fromkeys(note.partition(": ")[2] for note in notes)
    if len(made) == 1:
        console.print(Text(f"Kontroll: {next(iter(made))}.", style="bright_black"))
    elif made:
        for note in notes:
            console.print(Text(f"Kontroll av {note}.", style="bright_black"))


def _heading(report: Report, console: PlainConsole) -> None:
    about = report.about
    after = f", efter {about.told_month}" if about.told_month else ""
    title = f"{about.board or 'Planen'} {about.told_year or ''}".strip() + after
    console.print(Text(title, style="bold"))
    console.print(Text("─" * min(len(title), console.width), style="bright_black"))
    for entry in _of_the_period(report.findings):
        console.print(Text(str(entry)[:1].upper() + str(entry)[1:], style="bright_black"))


def _of_the_period(findings: tuple[Finding, ...]) -> list[Finding]:
    return [entry for entry in findings if entry.code == codes.PERIOD_NOT_IN_FILES]


def _totals(report: Report, kind: Kind, console: PlainConsole) -> None:
    facts = report.facts
    total = facts[f"{kind}.total"].count
    line = Text(f"{_noun(report, kind)}: {total}", style="bold")
    if note := _note(report, kind):
        line.append(f"  ({note})", style="not bold")
    console.print(line)
    counts = {status.value: facts[f"{kind}.{status}"].count for status in STATUSES[kind]}
    shown = {status: count for status, count in counts.items() if count or status not in _RARE}
    if not total:
        return
    labels = report.vocabulary.statuses(kind)
    widest = _widest_label(report)
    room = max(_LEAST_BAR, min(_WIDEST_BAR, console.width - widest - 20))
    for status, count in shown.items():
        row = Text(f"  {labels[status].label:<{widest}} {count:>6} ")
        row.append(f"{percent(100 * count / total, 0):>6}  ", style="bright_black")
        row.append(_bar(count, total, room), style=_STYLES[status])
        console.print(row, no_wrap=True, overflow="crop")


def _widest_label(report: Report) -> int:
    """The width of the label column, common to all kinds so that their bars begin at one place."""
    kinds = [kind for kind in Kind if report.facts[f"{kind}.total"].value]
    return max(
        len(report.vocabulary.statuses(kind)[status].label)
        for kind in kinds
        for status in STATUSES[kind]
        if status not in _RARE or report.facts[f"{kind}.{status}"].value
    )


def _bar(count: int, total: int, room: int) -> str:
    """A bar in proportion; a count that is not zero is never invisible."""
    eighths = max(1, round(count / total * room * 8)) if count else 0
    whole, rest = divmod(eighths, 8)
    return "█" * whole + (" ▏▎▍▌▋▊▉"[rest] if rest else "")


def _noun(report: Report, kind: Kind) -> str:
    return str(report.headings.get(kind.value, report.vocabulary.noun(kind).many.capitalize()))


def _note(report: Report, kind: Kind) -> str:
    facts = report.facts
    if kind is Kind.ASSIGNMENTS:
        frame = report.plan.assignments
        counts = frame.loc[frame["decided_by"] != "", "decided_by"].value_counts()
        return ", ".join(f"{name} {count}" for name, count in counts.items())
    if kind is Kind.INDICATORS:
        financial, long_term = facts["indicators.financial"].value, facts["indicators.long_term"].value
        notes = [
            f"varav {financial} finansiella" if financial else "",
            f"{long_term} långsiktiga räknas för sig" if long_term else "",
            f"{both} {BY_SEX}" if (both := facts["indicators.by_sex.both"].value) else "",
        ]
        return ", ".join(note for note in notes if note)
    distinct, total = facts["activities.distinct"].value, facts["activities.total"].value
    return f"uppföljningar av {distinct} olika aktiviteter" if distinct != total else ""


def _print_groups(report: Report, by: Grouping, console: PlainConsole) -> None:
    """The groups as one table where its columns have room, else as one for each kind, else as lines. No status is ever
    left out.
    """
    found = groups(report, by)
    if not found:
        console.print(f"{_GROUP_HEADINGS[by]}: ingen rad anger det.")
        return
    kinds = [kind for kind in Kind if any(kind.value in group for group in found)]
    shapes = [[(kind, status, heading) for kind in kinds for status, heading in _columns(report, kind)]]
    shapes += [[(kind, status, heading) for status, heading in _columns(report, kind)] for kind in kinds]
    names = [group["name"] or "Utan angivelse" for group in found]
    room = console.width - max(_LEAST_NAME, min(max(map(len, names), default=0), console.width // 2))
    if _width(shapes[0]) <= room:
        console.print(_group_table(by, names, found, shapes[0]))
        return
    for kind, columns in zip(kinds, shapes[1:], strict=True):
        console.print(Text(_noun(report, kind), style="bold"))
        mine = [(name, group) for name, group in zip(names, found, strict=True) if _count(group, kind, "total")]
        own_names, own = [name for name, _ in mine], [group for _, group in mine]
        if _width(columns) <= room:
            console.print(_group_table(by, own_names, own, columns))
        else:
            _print_lines(own_names, own, columns, console)


def _columns(report: Report, kind: Kind) -> list[tuple[str, str]]:
    """The sum of a kind, and each status that occurs."""
    used = [status.value for status in STATUSES[kind] if report.facts[f"{kind}.{status}"].value]
    return [("total", _SHORT[kind.value]), *((status, _SHORT[status]) for status in used)]


def _width(columns: list[tuple[Kind, str, str]]) -> int:
    return sum(len(heading) + 1 for _, _, heading in columns)


def _count(group: dict[str, Any], kind: Kind, status: str) -> int:
    return int(group.get(kind.value, {}).get(status, 0))


def _group_table(
    by: Grouping, names: list[str], found: list[dict[str, Any]], columns: list[tuple[Kind, str, str]]
) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    table.add_column(_GROUP_HEADINGS[by], overflow="fold", min_width=_LEAST_NAME)
    for _, status, heading in columns:
        table.add_column(heading, justify="right", style=_STYLES.get(status, "bold"), no_wrap=True)
    for name, group in zip(names, found, strict=True):
        table.add_row(Text(name), *(str(_count(group, kind, status) or "·") for kind, status, _ in columns))
    totals = [str(sum(_count(group, kind, status) for group in found)) for kind, status, _ in columns]
    table.add_row(Text("Summa", style="bold"), *totals)
    return table


def _print_lines(
    names: list[str], found: list[dict[str, Any]], columns: list[tuple[Kind, str, str]], console: PlainConsole
) -> None:
    """A group on lines of its own: its name, then each count by its name, as many on a line as fit."""
    sums = {kind.value: {status: sum(_count(each, kind, status) for each in found) for _, status, _ in columns}
            for kind, _, _ in columns}  # fmt: skip
    for name, group in [*zip(names, found, strict=True), ("Summa", sums)]:
        counts = [(status, heading, _count(group, kind, status)) for kind, status, heading in columns]
        console.print(Text(f"{name}: {counts[0][2]}"))
        if told := ", ".join(f"{heading} {count}" for _, heading, count in counts[1:] if count):
            console.print(Padding(Text(told), (0, 0, 0, 2)))


def _findings(findings: tuple[Finding, ...], console: PlainConsole) -> None:
    serious = [entry for entry in findings if entry.severity is not Severity.INFO]
    quiet = len(findings) - len(serious) - len(_of_the_period(findings))
    if not serious and not quiet:
        return
    console.print()
    if serious:
        print_findings(serious, console, _MOST_FINDINGS)
    if quiet:
        said = (
            "1 upplysning; --format json visar den."
            if quiet == 1
            else f"{quiet} upplysningar; --format json visar dem."
        )
        console.print(Text(said, style="bright_black"))
