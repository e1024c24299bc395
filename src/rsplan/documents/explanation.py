"""The rows behind one figure, or all figures by name: in the terminal, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict
from rich.table import Table
from rich.text import Text

from rsplan.analysis.facts import written
from rsplan.documents.console import PlainConsole
from rsplan.findings.catalogue import Severity, catalogue
from rsplan.findings.finding import place
from rsplan.language.visible import csv_cell

if TYPE_CHECKING:
    from rsplan.analysis.facts import Fact
    from rsplan.report.report import Report

_WEIGHTS = {
    Severity.ERROR: "Ett fel som stoppar körningen",
    Severity.WARNING: "En varning",
    Severity.INFO: "En upplysning",
}
COLUMNS = ("file", "sheet", "cell", "title", "unit", "status", "status_text")
_HEADINGS = {"file": "Fil", "sheet": "Blad", "cell": "Cell", "title": "Namn", "unit": "Enhet", "status": "Status"}


def as_data(report: Report, fact_id: str) -> dict[str, Any]:
    """A fact with its rows. Raises ``KeyError`` for an unknown id."""
    fact = report.facts[fact_id]
    return {
        "fact": fact.id,
        "label": fact.label,
        "value": as_number(fact.value),
        "written": written(fact),
        "unit": fact.unit,
        "counts": counts_what(fact),
        "rows": rows(report, fact_id),
    }


def as_number(value: int | Decimal) -> int | float:
    """A value as JSON has numbers."""
    return float(value) if isinstance(value, Decimal) else value


def counts_what(fact: Fact) -> str:
    """Whether a fact counts its rows ("rows") or the activities that they are follow-ups of ("distinct")."""
    return "distinct" if any(column == "distinct" for column, _ in fact.where) else "rows"


def rows(report: Report, fact_id: str) -> list[dict[str, str]]:
    """The rows behind a fact, in the order of the export. The cell is that of the fact's field, mostly the status."""
    from rsplan.analysis.facts import rows_behind

    fact = report.facts[fact_id]
    plan = report.plan_of(fact_id)
    frame = plan.frame(fact.kind)
    found = [{**dict.fromkeys(COLUMNS, ""), **asdict(address)} for address in fact.cells]
    for position in rows_behind(plan, fact):
        address = plan.address(fact.kind, position, fact.field)
        row = frame.iloc[position]
        place = {"file": address.file, "sheet": address.sheet, "cell": address.cell}
        found.append(place | {name: str(row[name]) for name in ("title", "unit", "status", "status_text")})
    return found


def to_json(report: Report, fact_id: str) -> str:
    """A fact with its rows as JSON text, one trailing line break."""
    return json.dumps(as_data(report, fact_id), ensure_ascii=False, indent=2) + "\n"


def to_csv(report: Report, fact_id: str) -> str:
    """The rows behind a fact as comma-separated lines."""
    return _csv(COLUMNS, ([row[name] for name in COLUMNS] for row in rows(report, fact_id)))


def all_to_json(report: Report) -> str:
    """Every fact by its id, with its value and what it counts, as JSON text."""
    facts = {name: {"value": as_number(fact.value), "label": fact.label} for name, fact in report.facts.items()}
    return json.dumps(facts, ensure_ascii=False, indent=2) + "\n"


def all_to_csv(report: Report) -> str:
    """Every fact with its value as comma-separated lines."""
    return _csv(("fact", "value", "label"), ([name, fact.value, fact.label] for name, fact in report.facts.items()))


def _csv(headings: Any, lines: Any) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows([csv_cell(cell) for cell in line] for line in lines)
    return out.getvalue()


def print_rows(report: Report, fact_id: str, console: PlainConsole | None = None) -> None:
    """Print a fact and its rows to standard output."""
    console = console or PlainConsole()
    fact = report.facts[fact_id]
    found = rows(report, fact_id)
    console.print(Text.assemble((f"{fact_id} = {written(fact)}", "bold"), f"  ({fact.label})"))
    if counts_what(fact) == "distinct" and len(found) != fact.value:
        console.print(f"{fact.value} olika aktiviteter med {len(found)} uppföljningar:")
    if not found:
        console.print("Inga rader.")
        return
    label = report.vocabulary.label
    family = report.vocabulary.family(fact.kind)
    places = len({(row["file"], row["sheet"]) for row in found})
    shown = [name for name in _HEADINGS if name not in ("file", "sheet") or places > 1]
    shown = [name for name in shown if any(row[name] for row in found)]
    if places == 1:
        console.print(Text(place(found[0]["file"], found[0]["sheet"]), style="bright_black"))
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    for name in shown:
        table.add_column(_HEADINGS[name], no_wrap=name == "cell", overflow="fold")
    for row in found:
        row["status"] = label(family, row["status"]) if row["status"] else ""
        table.add_row(*(Text(row[name]) for name in shown))
    console.print(table)


def print_finding(code: str, console: PlainConsole | None = None) -> None:
    """Print what a finding means, what it weighs, and how it is accepted."""
    console = console or PlainConsole()
    rule = catalogue()[code]
    weight = _WEIGHTS[rule.severity]
    console.print(Text(f"{rule.code} {rule.title}", style="bold"))
    console.print(f"{weight}. {_shown(rule.message)}")
    if rule.hint:
        console.print(_shown(rule.hint))
    if rule.severity is not Severity.ERROR:
        console.print()
        console.print("Den som är avstämd godtas i rsplan.toml:")
        for line in ("[[accepted]]", f'code = "{code}"', 'place = "fil.xlsx, Blad, B14"', 'reason = "…"'):
            console.print(f"  {line}")


def _shown(text: str) -> str:
    """A message with its gaps as dots, of two forms the one for many."""
    text = re.sub(r"\{\w+:[^|{}]*\|([^{}]*)\}", r"… \1", text)
    text = re.sub(r"\{\w+\}", "…", text).strip()
    text = text.replace('"…"…', '"…"').replace(". …", ". ")  # what is said only now and then
    return text[:1].upper() + text[1:]


def print_all(report: Report, console: PlainConsole | None = None) -> None:
    """Print every fact that is not zero, with its value."""
    console = console or PlainConsole()
    shown = {name: fact for name, fact in report.facts.items() if fact.value}
    longest = max(map(len, shown), default=0)
    width = min(longest, console.width // 2) if console.is_terminal else longest
    for name, fact in shown.items():
        console.print(Text(f"{name:<{width}} {written(fact):>6}  {fact.label}"), soft_wrap=not console.is_terminal)
