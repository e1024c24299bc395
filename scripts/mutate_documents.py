"""Damage Word files at random and see that every one is read or refused with a reason: never a traceback, never an
output that is no Word file. ``uv run python scripts/mutate_documents.py [--count 2000] [--seed 1]``.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from rsplan.documents.living.check import check
from rsplan.documents.living.document import open_document
from rsplan.documents.living.refresh import refresh
from rsplan.documents.office.ooxml import parse
from rsplan.documents.word.render import document_names, render_report
from rsplan.documents.word.template_check import check_template
from rsplan.findings.finding import RsplanError
from rsplan.plan.period import Period
from rsplan.project.settings import load_settings
from rsplan.report.report import Report
from rsplan.runs.project_report import project_report, template_folder

ROOT = Path(__file__).parent.parent
DAY = date(2025, 5, 12)
Parts = dict[str, bytes]
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_ELEMENT = re.compile(rb"<([\w:]+)[ >]")
_ODD = (b"", b"-1", b"99999999999999999999", b"NaN", b"\xc3\xa5", b"rId0", b"x" * 300, b"0", b"&lt;", b"2025-13-99")


def sample_report() -> Report:
    """The report of the sample."""
    return project_report(load_settings(ROOT / "data" / "sample", Period.parse("2025-april")), DAY)


def unpacked(data: bytes) -> Parts:
    """A package's parts by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Parts) -> bytes:
    """A package of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _drop_part(parts: Parts, dice: random.Random) -> str:
    name = dice.choice(list(parts))
    del parts[name]
    return f"without {name}"


def _truncate(parts: Parts, dice: random.Random) -> str:
    name = dice.choice(list(parts))
    parts[name] = parts[name][: dice.randrange(len(parts[name]) + 1)]
    return f"{name} cut to {len(parts[name])}"


def _empty(parts: Parts, dice: random.Random) -> str:
    name = dice.choice(list(parts))
    parts[name] = dice.choice([b"", b"<x/>", b"\x00" * 40, b"<?xml version='1.0'?><w:document xmlns:w='urn:x'/>"])
    return f"{name} replaced"


def _odd_attribute(parts: Parts, dice: random.Random) -> str:
    name = dice.choice([name for name, data in parts.items() if _ATTRIBUTE.search(data)])
    found = dice.choice(list(_ATTRIBUTE.finditer(parts[name])))
    value = dice.choice(_ODD)
    parts[name] = parts[name][: found.start(2)] + value + parts[name][found.end(2) :]
    return f"{name}: {found[1].decode()}={value[:20]!r}"


def _no_attribute(parts: Parts, dice: random.Random) -> str:
    name = dice.choice([name for name, data in parts.items() if _ATTRIBUTE.search(data)])
    found = dice.choice(list(_ATTRIBUTE.finditer(parts[name])))
    parts[name] = parts[name][: found.start()] + parts[name][found.end() :]
    return f"{name}: without {found[1].decode()}"


def _other_element(parts: Parts, dice: random.Random) -> str:
    name = dice.choice([name for name, data in parts.items() if _ELEMENT.search(data)])
    kind = dice.choice(sorted(set(_ELEMENT.findall(parts[name]))))
    parts[name] = re.sub(rb"(</?)" + re.escape(kind) + rb"(?=[ />])", rb"\1w:odd", parts[name])
    return f"{name}: {kind.decode()} renamed"


def _without_relationships(parts: Parts, dice: random.Random) -> str:
    name = dice.choice([name for name in parts if name.endswith(".rels")])
    parts[name] = re.sub(rb"<Relationship [^>]*/>", b"", parts[name], count=dice.choice([0, 1]))
    return f"{name} without relationships"


_CHANGES: tuple[Callable[[Parts, random.Random], str], ...] = (
    _drop_part, _truncate, _empty, _odd_attribute, _odd_attribute, _odd_attribute, _no_attribute, _no_attribute,
    _other_element, _other_element, _without_relationships,
)  # fmt: skip


def mutations(data: bytes, dice: random.Random) -> Iterator[tuple[str, bytes]]:
    """Damaged files, each with what was done to it."""
    while True:
        parts = unpacked(data)
        said = "; ".join(dice.choice(_CHANGES)(parts, dice) for _ in range(dice.choice([1, 1, 1, 2])))
        yield said, packed(parts)


def of_document(data: bytes, report: Report) -> str:
    """Check and refresh a document; how that went."""
    check(open_document(data, "rapport.docx"), report, {}, ())
    done = refresh(open_document(data, "rapport.docx"), report, DAY, tracked=False)
    if done.data:
        for name, part in unpacked(done.data).items():
            if name.endswith((".xml", ".rels")):
                parse(part)
    return "refreshed" if done.data else "agrees"


def of_template(data: bytes, report: Report) -> str:
    """Check and render a template; how that went."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rapport.docx"
        path.write_bytes(data)
        check_template(path, document_names(report))
        render_report(report, path)
    return "rendered"


def faults(count: int, seed: int) -> tuple[list[str], Counter[str]]:
    """So many damaged files, half of them templates: what broke, and how the others ended."""
    report, dice = sample_report(), random.Random(seed)
    template = (template_folder() / "rapport.docx").read_bytes()
    written = render_report(report, template_folder() / "rapport.docx").data
    sources = [(mutations(written, dice), of_document), (mutations(template, dice), of_template)]
    broken, ends = [], Counter[str]()
    for number in range(count):
        source, attempt = sources[number % 2]
        said, data = next(source)
        try:
            ends[attempt(data, report)] += 1
        except RsplanError as refused:
            ends[type(refused).__name__] += 1
        except Exception as error:  # noqa: BLE001 - every one of them is a finding of this script
            broken.append(f"{attempt.__name__}: {said}: {type(error).__name__}: {error}"[:300])
    return broken, ends


def main() -> int:
    """Print what broke; 1 if anything did."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=2_000)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    broken, ends = faults(chosen.count, chosen.seed)
    print("\n".join(broken))
    print(f"{chosen.count} damaged files: {len(broken)} broke; {dict(ends)}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
