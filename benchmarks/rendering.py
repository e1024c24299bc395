"""Time the rendering of a long table, by rsplan in its report or by docxtpl alone: prints the seconds it took.

``python rendering.py rsplan|docxtpl PROJECT``: the period is april 2025.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from peer_files import table_template

COLUMNS = ["Målområde", "Uppdrag", "Beslutad av", "Status"]


def by_rsplan(project: Path) -> Callable[[], object]:
    from rsplan.documents.word.render import render_report
    from rsplan.plan.period import Tertial
    from rsplan.runs.project_report import find_template, project_report, settings_for

    gc.disable()  # as the command does
    settings = settings_for(project, Tertial.APRIL, 2025)
    report = project_report(settings, date(2025, 5, 12))
    return lambda: render_report(report, find_template(settings, "rapport.docx")).data


def by_docxtpl(project: Path) -> Callable[[], object]:
    import pandas as pd
    from docxtpl import DocxTemplate

    frame = pd.read_excel(project / "exports" / "2025-april" / "uppdrag.xlsx", header=4, dtype=str, engine="openpyxl")
    folder = Path(tempfile.mkdtemp(prefix="rsplan-bench-"))
    template = table_template(folder / "table.docx", "rows", COLUMNS)

    def render() -> None:
        document = DocxTemplate(template)
        document.render({"rows": frame[COLUMNS].to_dict("records")}, autoescape=True)
        document.save(folder / "out.docx")

    return render


render = {"rsplan": by_rsplan, "docxtpl": by_docxtpl}[sys.argv[1]](Path(sys.argv[2]))
start = time.perf_counter()
render()
print(time.perf_counter() - start)
