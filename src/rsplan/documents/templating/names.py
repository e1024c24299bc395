"""The names that templates and texts may use, made from a report: ``activities.delayed``, ``sentences.results`` …

Knows the report and the values of templates, nothing of Jinja or Word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict

from rsplan.analysis.facts import written
from rsplan.documents.templating.values import Branch, Figure, Named, Rate, Words
from rsplan.findings.catalogue import Severity
from rsplan.findings.finding import Finding
from rsplan.language.swedish import cardinal, digits
from rsplan.report.on_demand import OnDemand

if TYPE_CHECKING:
    from rsplan.analysis.facts import Fact
    from rsplan.language.swedish import Gender
    from rsplan.plan.model import Ledger
    from rsplan.report.report import Report


_LARGEST_WORD = 12
# What a report knows of itself and has otherwise: as a branch, as prose, or not for templates.
_NOT_NAMED = frozenset({"period", "proposal", "changes", "counting", "full_council", "wording", "same", "untold"})


def names(report: Report) -> dict[str, Any]:
    """Every name of a report, but for those that only one kind of document has."""
    about = report.about
    beside = report.comparison
    return {
        **fact_tree(report),
        "sentences": _sentences(report),
        "period": Branch(
            "period", {"month": about.period.tertial.month, "label": about.period.label, "slug": about.period.slug}
        ),
        "period_before": Branch("period_before", {"label": beside.earlier.label if beside else ""}),
        "comparison": Branch(
            "comparison",
            {
                "heading": Words(beside.heading if beside else "", "comparison.heading", ()),
                "note": Words(beside.note if beside else "", "comparison.note", ()),
            },
        ),
        **{name: value for name, value in asdict(about).items() if name not in _NOT_NAMED},
        "decision": about.decision,
        "headings": Branch("headings", dict(report.headings)),
        "findings": [_remark(found, f"findings[{n}]") for n, found in enumerate(report.findings)],
        "remarks": [_remark(found, f"remarks[{n}]") for n, found in enumerate(_remarks(report))],
        "remarks_sentence": _remarks_sentence(len(_remarks(report))),
        "inputs": [
            Branch("input", {"name": Words(file.name, f"inputs[{n}].name", ()), "sha256": file.sha256})
            for n, file in enumerate(report.inputs)
        ],
        "ledgers": [_account(ledger, f"ledgers[{n}]") for n, ledger in enumerate(report.ledgers)],
    }


def _sentences(report: Report) -> Branch:
    """The sentences by name; those of another period in a branch of its own (``sentences.previous.assignments``)."""
    found: dict[str, Any] = {}
    for key, sentence in report.sentences.items():
        words = Words(sentence.text, f"sentences.{key}", sentence.facts, _gender_of(report, sentence.facts))
        period, _, name = key.rpartition(".")
        branch = found.setdefault(period, Branch(f"sentences.{period}", {})).children if period else found
        branch[name] = words
    return Branch("sentences", found)


def fact_tree(report: Report) -> dict[str, Named]:
    """The facts as a tree by their dotted ids; an id that others continue has both a value and children."""
    below: dict[str, dict[str, None]] = {}
    for fact_id in report.facts:
        above, _, name = fact_id.rpartition(".")
        while above and name not in below.setdefault(above, {}):
            below[above][name] = None
            above, _, name = above.rpartition(".")
    roots = dict.fromkeys(fact_id.partition(".")[0] for fact_id in report.facts)
    return {root: _node(root, root, report, below) for root in roots}


def _node(fact_id: str, expression: str, report: Report, below: Mapping[str, Mapping[str, None]]) -> Named:
    def children() -> dict[str, Named]:
        names = below.get(fact_id, {})
        return {name: _node(f"{fact_id}.{name}", _member(expression, name), report, below) for name in names}

    fact, later = report.facts.get(fact_id), OnDemand(children)
    return Branch(expression, later) if fact is None else _shown(report, fact, expression, later)


def _member(expression: str, name: str) -> str:
    return f"{expression}.{name}" if name.isidentifier() else f"{expression}['{name}']"


def _shown(report: Report, fact: Fact, expression: str, children: Mapping[str, Any]) -> Figure | Rate:
    """A fact as a template shows it: a count in digits, a measure as it is written."""
    if isinstance(fact.value, Decimal):
        text = written(fact)
        return Rate(fact.value, expression, (fact.id,), text=text, label=fact.label, children=children)
    gender = _gender(report, fact)
    return Figure(fact.value, expression, (fact.id,), label=fact.label, gender=gender, children=children)


def figure(report: Report, fact_id: str) -> Figure | Rate:
    """One fact as a figure, without what is below it."""
    fact = report.facts[fact_id]
    first, *rest = fact_id.split(".")
    expression = first
    for name in rest:
        expression = _member(expression, name)
    return _shown(report, fact, expression, {})


def _gender(report: Report, fact: Fact) -> Gender:
    return report.vocabulary.noun(fact.kind).gender


def _gender_of(report: Report, facts: Iterable[str]) -> Gender:
    known = [report.facts[fact_id] for fact_id in facts if fact_id in report.facts]
    return _gender(report, known[0]) if known else "t"


def _remarks(report: Report) -> list[Finding]:
    return [found for found in report.findings if found.severity is not Severity.INFO]


def _remarks_sentence(count: int) -> Words:
    """How many remarks the exports gave; the list of them stands behind it, also when it grows later."""
    number = cardinal(count) if count <= _LARGEST_WORD else digits(count)
    told = {0: "Exporterna gav inga anmärkningar.", 1: "Exporterna gav en anmärkning:"}
    return Words(told.get(count, f"Exporterna gav {number} anmärkningar:"), "remarks_sentence", ())


def _remark(found: Finding, name: str) -> Branch:
    text = Words(_sentence_case(str(found)), f"{name}.text", ())
    return Branch("finding", {"code": found.code, "severity": found.severity.value, "text": text})


def _account(ledger: Ledger, name: str) -> Branch:
    """What became of a table's rows. Every value stays computed, so that a document can renew it."""
    rows = {"read": ledger.read, "counted": ledger.counted, "aside": ledger.read - ledger.counted}
    return Branch(
        "ledger",
        {
            "file": Words(ledger.file, f"{name}.file", ()),
            "sheet": Words(ledger.sheet, f"{name}.sheet", ()),
            **{key: Figure(value, f"{name}.{key}", ()) for key, value in rows.items()},
            "reasons": [f"{len(entry.rows)} {entry.reason}" for entry in ledger.set_aside],
        },
    )


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]
