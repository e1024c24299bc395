"""The peer: what an analyst would write with pandas.read_excel, openpyxl and docxtpl. No checks, no addresses.

Reads the same files as ``rsplan report`` on the sample, the exports of april 2025 and of the period before; counts,
and fills a template with the counts, the change since then and the appendix tables.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
from docxtpl import DocxTemplate

exports, exports_before, template, output = (Path(argument) for argument in sys.argv[1:5])
NAMES = {"assignments": "uppdrag.xlsx", "indicators": "nyckeltal.xlsx", "activities": "aktiviteter.xlsx"}


def read(folder: Path) -> dict[str, pd.DataFrame]:
    return {kind: pd.read_excel(folder / name, header=4, dtype=str, engine="openpyxl") for kind, name in NAMES.items()}


def by(frame: pd.DataFrame, column: str) -> list[dict[str, object]]:
    return pd.crosstab(frame[column], frame["Status"]).reset_index().to_dict("records")


def change(before: pd.Series, now: pd.Series) -> list[dict[str, object]]:
    both = pd.DataFrame({"Före": before, "Nu": now}).fillna(0).astype(int)
    return both.reset_index().to_dict("records")


now, before = read(exports), read(exports_before)
counts = {kind: frame["Status"].value_counts() for kind, frame in now.items()}
counts_before = {kind: frame["Status"].value_counts() for kind, frame in before.items()}
document = DocxTemplate(template)
document.render(
    {
        **{kind: count.to_dict() for kind, count in counts.items()},
        **{f"{kind}_change": change(counts_before[kind], count) for kind, count in counts.items()},
        "year": 2025,
        "assignments_by_area": by(now["assignments"], "Målområde"),
        "indicators_by_area": by(now["indicators"], "Målområde"),
        "assignment_rows": now["assignments"].fillna("").to_dict("records"),
        "indicator_rows": now["indicators"].fillna("").to_dict("records"),
        "unit_rows": by(now["activities"], "Enhet"),
    },
    autoescape=True,
)
document.save(output)
