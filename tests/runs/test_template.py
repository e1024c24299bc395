"""What a check of a template says beside what a run with it says."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SAMPLE
from word_support import letterhead, template

from rsplan.documents.word.render import document_names, render_report
from rsplan.documents.word.template_check import check_template as check
from rsplan.findings.catalogue import Severity
from rsplan.plan.period import Tertial
from rsplan.report.report import Report
from rsplan.runs.project_report import report_at_its_date, settings_for
from rsplan.runs.template import check_template


@pytest.fixture(scope="module")
def report() -> Report:
    return report_at_its_date(settings_for(SAMPLE, Tertial.APRIL, 2025).but(documents=("report",)))


def narrow(folder: Path) -> Path:
    """A loop over rows in a column that holds no long word, and a reference to an appendix that is not there."""
    cells = ("{%tr for row in tables.indicators.rows %}", "{{ row.status }}", "{%tr endfor %}")
    rows = "".join(
        f'<w:tr><w:tc><w:tcPr><w:tcW w:w="700" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>'
        "</w:tr>"
        for text in cells
    )
    table = f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="700"/></w:tblGrid>{rows}</w:tbl>'
    return template(folder, f"{table}<w:p><w:r><w:t>Se {{{{ reference('appendix', 'figures') }}}}</w:t></w:r></w:p>")


@pytest.mark.parametrize("make", [narrow, letterhead])
def test_a_check_says_of_the_projects_own_items_what_a_run_says(
    make: Callable[[Path], Path], tmp_path: Path, report: Report
) -> None:
    path = make(tmp_path)
    run = {one.message for one in render_report(report, path).findings if one.severity is Severity.WARNING}
    checked = {one.message for one in check_template(path, SAMPLE, Tertial.APRIL, 2025).findings}
    assert run <= checked
    assert bool(run) == (make is narrow)


def test_a_template_of_words_own_kind_is_no_worse_than_the_document(tmp_path: Path, report: Report) -> None:
    document = letterhead(tmp_path)
    made = io.BytesIO()
    with zipfile.ZipFile(document) as read, zipfile.ZipFile(made, "w") as written:
        for name in read.namelist():
            written.writestr(name, read.read(name).replace(b".document.main+xml", b".template.main+xml"))
    kind = tmp_path / "brevpapper.dotx"
    kind.write_bytes(made.getvalue())
    names = document_names(report)
    assert [one.code for one in check(kind, names)] == [one.code for one in check(document, names)]
