"""What a run may write over, and what never."""

from __future__ import annotations

import shutil
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from conftest import SAMPLE

from rsplan.findings.finding import CannotCreateError
from rsplan.plan.period import Period
from rsplan.project.settings import INPUT_FOLDERS, load_settings
from rsplan.runs.doctor import write_quarantine
from rsplan.runs.ownership import Inputs, write_outputs
from rsplan.runs.refresh import refresh_document
from rsplan.runs.report import make_documents
from rsplan.runs.template import export_templates

Documents = dict[tuple[str, str], bytes]


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Documents:
    """Two documents for each of two periods, by kind and period."""
    made = {}
    for slug in ("2025-april", "2025-augusti"):
        period = Period.parse(slug)
        run = make_documents(
            load_settings(SAMPLE, period), date(2025, 5, 12), ["report", "memo"], tmp_path_factory.getbasetemp()
        )
        made |= {(kind, slug): one.data for kind, one in zip(("report", "memo"), run.documents, strict=True)}
    return made


def test_a_document_gives_way_to_no_other_kind_of_document(tmp_path: Path, documents: Documents) -> None:
    target = tmp_path / "dokument.docx"
    for old, new in ((old, new) for old, new in permutations(documents, 2) if old[0] != new[0]):
        target.write_bytes(documents[old])
        with pytest.raises(CannotCreateError, match="här ligger"):
            write_outputs(tmp_path, {target: documents[new]}, Inputs())
        assert target.read_bytes() == documents[old]
        [kept] = write_outputs(tmp_path, {target: documents[new]}, Inputs(), overwrite=True)
        assert kept.read_bytes() == documents[old]


def test_a_folder_of_the_newest_may_hold_another_periods(tmp_path: Path, documents: Documents) -> None:
    target = tmp_path / "rapport.docx"
    for slug in ("2025-april", "2025-augusti"):
        assert write_outputs(tmp_path, {target: documents["report", slug]}, Inputs()) == []
        assert target.read_bytes() == documents["report", slug]


def test_a_document_gives_way_to_a_newer_one_of_its_own(tmp_path: Path, documents: Documents) -> None:
    settings = load_settings(SAMPLE, Period.parse("2025-april"))
    newer = make_documents(settings, date(2025, 5, 13), ["memo"], tmp_path).documents[0].data
    target = tmp_path / "dokument.docx"
    target.write_bytes(documents["memo", "2025-april"])
    assert write_outputs(tmp_path, {target: newer}, Inputs()) == []
    assert target.read_bytes() == newer


@pytest.mark.parametrize("name", ["rader.docx", "rader", "rader.xlsx.docx", "rapport.pdf"])
def test_rows_are_written_to_a_workbook_only(tmp_path: Path, name: str) -> None:
    with pytest.raises(CannotCreateError, match="namnet säger något annat"):
        write_quarantine(None, tmp_path / name, [])  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["ny.pdf", "ny", "ny.docx.xlsx"])
def test_a_refreshed_document_is_written_to_a_word_file_only(tmp_path: Path, name: str) -> None:
    with pytest.raises(CannotCreateError, match="namnet säger något annat"):
        refresh_document(tmp_path / "rapport.docx", output=tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_templates_are_put_in_no_folder_of_other_inputs(tmp_path: Path) -> None:
    shutil.copy(SAMPLE / "rsplan.toml", tmp_path)
    for name in INPUT_FOLDERS:
        for folder in (tmp_path / name, tmp_path / name / "egna"):
            if name == "templates":
                assert export_templates(folder)
                continue
            with pytest.raises(CannotCreateError, match="hör till underlaget"):
                export_templates(folder)
            assert not folder.exists()


@pytest.mark.parametrize("name", INPUT_FOLDERS)
def test_nothing_is_written_where_the_next_run_would_take_it_for_an_input(
    tmp_path: Path, name: str, documents: Documents
) -> None:
    inputs = Inputs(tmp_path)
    for target in (tmp_path / name / "rapport.docx", tmp_path / "x" / ".." / name / "2025-april" / "rapport.docx"):
        with pytest.raises(CannotCreateError, match="hör till underlaget"):
            write_outputs(target.parent, {target: documents["report", "2025-april"]}, inputs, overwrite=True)
    assert not list(tmp_path.iterdir())
