"""A comparison as JSON and CSV, for other programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rsplan.language.visible import csv_cell
from rsplan.plan.model import Kind
from rsplan.report.comparing import counts_in, status_shares

if TYPE_CHECKING:
    from rsplan.report.comparing import Compared, Item

_CSV_COLUMNS = ("kind", "change", "from", "to", "key", "title", "unit", "from_cell", "to_cell")


def as_data(compared: Compared) -> dict[str, Any]:
    """The comparison as plain data: the two periods, whether they are of one plan, and kind by kind what changed."""
    slugs = [slug or name for slug, name in zip(compared.slugs, compared.names, strict=True)]
    return {
        "from": slugs[0],
        "to": slugs[1],
        "same_plan": compared.changes.same_plan,
        **{kind.value: _kind(compared, kind) for kind in Kind},
        "year_before": _beside(compared),
        "findings": [entry.as_dict() for entry in compared.findings],
    }


def _kind(compared: Compared, kind: Kind) -> dict[str, Any]:
    changes = compared.changes.kinds[kind]
    told = {
        "from": _counts(changes.before),
        "to": _counts(changes.now),
        "flows": [
            {
                "from": flow.before,
                "to": flow.now,
                "count": len(flow.pairs),
                "items": [_moved(compared, kind, pair) for pair in flow.pairs],
            }
            for flow in changes.flows
        ],
        "added": [_one(compared.now(kind, at)) for at in changes.pairing.new],
        "removed": [_one(compared.before(kind, at)) for at in changes.pairing.gone],
        "proposed": [{"from": _one(old), "to": _one(new), "line": line} for old, new, line in compared.proposals(kind)],
        "same": len(changes.pairing.pairs),
    }
    if kind is Kind.INDICATORS:
        told["rewritten"] = [
            {"field": each.field, "from": each.before, "to": each.now, **_moved(compared, kind, each.pair, each.field)}
            for each in changes.rewritten
        ]
    if not compared.changes.same_plan:
        shares = {"from": status_shares(changes.before), "to": status_shares(changes.now)}
        told["shares"] = {side: {name: float(share) for name, share in found.items()} for side, found in shares.items()}
    return told


def _counts(counts: Any) -> dict[str, int]:
    return {"total": sum(counts.values()), **counts}


def _moved(compared: Compared, kind: Kind, pair: tuple[int, int], field: str = "status") -> dict[str, str]:
    old, new = compared.before(kind, pair[0], field), compared.now(kind, pair[1], field)
    cells = {"from_cell": str(old.address), "to_cell": str(new.address)}
    return {"key": new.key, "title": new.title, "unit": new.unit, **cells}


def _one(item: Item) -> dict[str, str]:
    told = {"key": item.key, "title": item.title, "unit": item.unit, "status": item.status}
    return {**told, "cell": str(item.address)}


def _beside(compared: Compared) -> dict[str, Any] | None:
    if compared.year_before is None:
        return None
    name, plan = compared.year_before
    counts = {kind: counts_in(plan, kind) for kind in Kind}
    shares = {
        kind.value: {status: float(share) for status, share in status_shares(found).items()}
        for kind, found in counts.items()
    }
    return {"period": name, **{kind.value: _counts(counts[kind]) for kind in Kind}, "shares": shares}


def to_json(compared: Compared) -> str:
    """The comparison as JSON text, one trailing line break."""
    return json.dumps(as_data(compared), ensure_ascii=False, indent=2) + "\n"


def to_csv(compared: Compared) -> str:
    """A line for everything that has changed, the kind of change in its second column."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_CSV_COLUMNS)
    for kind in Kind:
        writer.writerows([csv_cell(cell) for cell in (kind.value, *line)] for line in _lines(compared, kind))
    return out.getvalue()


def _lines(compared: Compared, kind: Kind) -> Iterator[Sequence[str]]:
    changes = compared.changes.kinds[kind]
    for flow in changes.flows if compared.changes.same_plan else ():
        yield from (("flow", flow.before, flow.now, *_moved(compared, kind, pair).values()) for pair in flow.pairs)
    for at in changes.pairing.new:
        item = compared.now(kind, at)
        yield "added", "", item.status, item.key, item.title, item.unit, "", str(item.address)
    for at in changes.pairing.gone:
        item = compared.before(kind, at)
        yield "removed", item.status, "", item.key, item.title, item.unit, str(item.address), ""
    for each in changes.rewritten:
        yield each.field, each.before, each.now, *_moved(compared, kind, each.pair, each.field).values()
    for old, new, _ in compared.proposals(kind):
        yield "proposed", old.key, new.key, new.key, new.title, new.unit, str(old.address), str(new.address)
