"""The peer: what an analyst would write with pandas.read_excel, openpyxl and docxtpl. No checks, no addresses.

Reads the sample's exports of april 2025, counts, and fills a template with the counts and the appendix tables.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
from docxtpl import DocxTemplate

exports, template, output = (Path(argument) for argument in sys.argv[1:4])
assignments = pd.read_excel(exports / "uppdrag.xlsx", header=4, dtype=str, engine="openpyxl")
indicators = pd.read_excel(exports / "nyckeltal.xlsx", header=4, dtype=str, engine="openpyxl")
activities = pd.read_excel(exports / "aktiviteter.xlsx", header=4, dtype=str, engine="openpyxl")
document = DocxTemplate(template)
document.render(
    {
        "assignments": assignments["Status"].value_counts().to_dict(),
        "indicators": indicators["Status"].value_counts().to_dict(),
        "activities": activities["Status"].value_counts().to_dict(),
        "assignment_rows": assignments.fillna("").to_dict("records"),
        "indicator_rows": indicators.fillna("").to_dict("records"),
        "unit_rows": pd.crosstab(activities["Enhet"], activities["Status"]).reset_index().to_dict("records"),
    },
    autoescape=True,
)
document.save(output)
