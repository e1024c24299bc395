"""The matrix of pages in short: one of its hardest documents has no broken word, no overflow and no lost legend."""

from __future__ import annotations

import shutil

import page_matrix
import pytest
from page_measures import Page, Word


@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")), reason="LibreOffice or poppler-utils is not installed"
)
def test_the_hardest_pages_have_no_fault() -> None:
    assert page_matrix.tried(page_matrix.cases(short=True)) == []


def test_a_fault_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    words = (Word(10.0, 10.0, 20.0, 20.0, "Regionfullmäktig"), Word(590.0, 10.0, 640.0, 20.0, "utanför"))
    monkeypatch.setattr(page_matrix, "pages", lambda _: iter([Page(595.0, 842.0, words)]))
    told = page_matrix.faults(b"", page_matrix.cases(short=True)[0])
    assert [fault.split('"')[1] if '"' in fault else fault for fault in told] == [
        "utanför", "Regionfullmäktige", "the legend of a chart is lost",
        "58 names of units are lost",
    ]  # fmt: skip
