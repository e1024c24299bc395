"""The audit of colours, for the terminal, as JSON and CSV, and the missing directions as TOML to fill in."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from rich.padding import Padding
from rich.text import Text

from rsplan.analysis.by_sex import BySex, share_divided
from rsplan.analysis.colour_audit import Audited, Moved, Unexplained, Verdict
from rsplan.documents.console import PlainConsole
from rsplan.language.swedish import digits, percent
from rsplan.language.visible import csv_cell
from rsplan.plan.model import Kind

if TYPE_CHECKING:
    from rsplan.report.audited_colours import ColourAudit

COLUMNS = (
    "id", "title", "unit", "status", "target", "outcome", "verdict", "expected", "degree", "rule", "file", "sheet",
    "cell",
)  # fmt: skip
_HEADINGS = {
    Verdict.AGREES: "Färgen stämmer",
    Verdict.CONTRADICTS: "Färgen säger emot målvärde och utfall",
    Verdict.PARTLY: "Färgen kan stämma (bara grön går att utesluta)",
    Verdict.UNDECIDABLE: "Går inte att avgöra",
}
_BORDERLINE = "Gränsfall: nära målet men inte nått"


def print_audit(found: ColourAudit, console: PlainConsole | None = None) -> None:
    """Print the counts, then every case that a person should look at, with its cells."""
    console = console or PlainConsole()
    period = f" efter {found.period.label}" if found.period else ""
    heading = f"Nyckeltalens färger{period}: {len(found.audited)} med färg"
    console.print(Text(heading, style="bold"))
    console.print("─" * min(len(heading), console.width))
    by = Counter(one.judged.verdict for one in found.audited)
    for verdict, said in _HEADINGS.items():
        console.print(f"  {by[verdict]:>4}  {said}")
    for verdict in (Verdict.CONTRADICTS, Verdict.PARTLY):
        _print_cases(
            _HEADINGS[verdict], [one for one in found.audited if one.judged.verdict is verdict], found, console
        )
    _print_cases(_BORDERLINE, [one for one in found.audited if one.judged.borderline], found, console)
    _print_undecided([one for one in found.audited if one.judged.verdict is Verdict.UNDECIDABLE], console)
    _print_moved(found, console)
    _print_by_sex(found, console)
    if found.missing:
        count = len(found.missing)
        console.print(f"{count} nyckeltal saknar riktning; rsplan audit --missing skriver dem att fylla i.")


def _print_cases(heading: str, cases: list[Audited], found: ColourAudit, console: PlainConsole) -> None:
    if not cases:
        return
    console.print()
    console.print(Text(heading, style="bold"))
    for one in cases:
        label = found.vocabulary.statuses(Kind.INDICATORS)[one.status].colour
        said = f"{_named(one)}: {label}, mål {one.target}, utfall {one.outcome}; {one.judged.rule}. {_cells(one)}"
        console.print(Padding(Text(said), (0, 0, 0, 2)))


def _print_undecided(cases: list[Audited], console: PlainConsole) -> None:
    if not cases:
        return
    console.print()
    console.print(Text(_HEADINGS[Verdict.UNDECIDABLE], style="bold"))
    for reason, count in Counter(one.judged.rule for one in cases).most_common():
        first = next(one for one in cases if one.judged.rule == reason)
        said = f"{count} st: {reason}, till exempel {_named(first)}. {_cells(first)}"
        console.print(Padding(Text(said), (0, 0, 0, 2)))


def _print_by_sex(found: ColourAudit, console: PlainConsole) -> None:
    """How many are divided by sex, and each of those that are not with its cell."""
    share = share_divided([one for one, _ in found.by_sex])
    if share is None:
        return
    without = [(one, at) for one, at in found.by_sex if not one.divided]
    console.print()
    heading = f"Kvinnor och män: {len(found.by_sex) - len(without)} av {len(found.by_sex)} nyckeltal är uppdelade"
    console.print(Text(f"{heading} ({percent(float(share), 1)})", style="bold"))
    if not found.tells_sex:
        said = "Exporterna har inga kolumner för det, till exempel Utfall kvinnor och Utfall män."
        console.print(Padding(Text(said), (0, 0, 0, 2)))
        return
    for one, at in without:
        said = f"{one.id} {one.title}".strip() + f": {_undivided(one)}. ({at})"
        console.print(Padding(Text(said), (0, 0, 0, 2)))


def _undivided(one: BySex) -> str:
    if one.women or one.men:
        return "utfall bara för kvinnor" if one.women else "utfall bara för män"
    return "utan uppdelning" if one.written[0] else "utan utfall"


def _print_moved(found: ColourAudit, console: PlainConsole) -> None:
    if not found.moved or found.earlier is None:
        return
    console.print()
    console.print(Text(f"Sedan {found.earlier.label}", style="bold"))
    for one in found.moved:
        console.print(Padding(Text(_moved(one, found)), (0, 0, 0, 2)))


def _moved(one: Moved, found: ColourAudit) -> str:
    before, now = (found.vocabulary.statuses(Kind.INDICATORS)[item.status].colour for item in (one.before, one.now))
    if one.what is Unexplained.COLOUR_ALONE:
        return (
            f"{_named(one.now)}: {before} blev {now}, men utfallet är oförändrat ({one.now.outcome}). {_cells(one.now)}"
        )
    return (
        f"{_named(one.now)}: utfallet gick från {one.before.outcome} till {one.now.outcome} och passerade gränsen, "
        f"men färgen är oförändrat {now}. {_cells(one.now)}"
    )


def _named(one: Audited) -> str:
    return f"{one.id} {one.title}".strip()


def _cells(one: Audited) -> str:
    at = one.status_cell
    return f"({at.file}, blad {at.sheet}, {one.status_cell.cell}, {one.target_cell.cell}, {one.outcome_cell.cell})"


def missing_as_toml(found: ColourAudit) -> str:
    """The indicators without a direction as a table of rsplan.toml, to be filled in with "up" or "down"."""
    if not found.missing:
        return "# Alla nyckeltal har en riktning.\n"
    lines = ['# Skriv "up" där ett högre utfall är bättre och "down" där ett lägre är det.', "[indicators]"]
    for identity, title, target in found.missing:
        told = " ".join(f"{title}, mål {target}".split()) if identity != title else f"mål {target}"
        lines.append(f'{json.dumps(identity, ensure_ascii=False)} = {{ direction = "" }}  # {told}')
    return "\n".join(lines) + "\n"


def as_data(found: ColourAudit) -> dict[str, Any]:
    """Everything by the names that programs read; degrees are per cent of the target, as numbers."""
    return {
        "board": found.board,
        "period": found.period.slug if found.period else None,
        "counts": {verdict.value: sum(one.judged.verdict is verdict for one in found.audited) for verdict in Verdict},
        "indicators": [_item(one) for one in found.audited],
        "against": found.earlier.slug if found.earlier else None,
        "changes": [
            {"what": one.what.value, "before": _item(one.before), "now": _item(one.now)} for one in found.moved
        ],
        "by_sex": _by_sex(found),
        "missing": [{"id": identity, "title": title, "target": target} for identity, title, target in found.missing],
    }


def _by_sex(found: ColourAudit) -> dict[str, Any]:
    items = [one for one, _ in found.by_sex]
    share = share_divided(items)
    return {
        "both": sum(one.divided for one in items),
        "without": sum(not one.divided for one in items),
        "share": float(share) if share is not None else None,
        "indicators": [
            {
                "id": one.id,
                "title": one.title,
                **dict(zip(("outcome", "women", "men"), one.written, strict=True)),
                "difference": float(one.apart[0]) if one.apart else None,
                "unit": one.apart[1] if one.apart else None,
                "file": at.file,
                "sheet": at.sheet,
                "cell": at.cell,
            }
            for one, at in found.by_sex
        ],
    }


def _item(one: Audited) -> dict[str, Any]:
    at = one.status_cell
    return {
        "id": one.id,
        "title": one.title,
        "unit": one.unit,
        "status": one.status,
        "target": one.target,
        "outcome": one.outcome,
        "direction": one.judged.direction.value if one.judged.direction else None,
        "met": one.judged.met,
        "degree": round(float(one.judged.degree), 1) if one.judged.degree is not None else None,
        "expected": [status.value for status in one.judged.expected],
        "verdict": one.judged.verdict.value,
        "borderline": one.judged.borderline,
        "rule": one.judged.rule,
        "file": at.file,
        "sheet": at.sheet,
        "cell": at.cell,
        "target_cell": one.target_cell.cell,
        "outcome_cell": one.outcome_cell.cell,
    }


def to_json(found: ColourAudit) -> str:
    """The audit as JSON text, one trailing line break."""
    return json.dumps(as_data(found), ensure_ascii=False, indent=2) + "\n"


def to_csv(found: ColourAudit) -> str:
    """A line for each coloured indicator."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(COLUMNS)
    for one in found.audited:
        data = _item(one) | {
            "expected": " ".join(one.judged.expected),
            "degree": digits(one.judged.degree, 1) if one.judged.degree is not None else "",
        }
        lines.writerow([csv_cell(str(data[name])) for name in COLUMNS])
    return out.getvalue()
