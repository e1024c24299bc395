"""The list of documents: each can be made, none is named that cannot, and what one needs is read."""

from __future__ import annotations

import inspect
import subprocess
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from conftest import SAMPLE
from msgspec.structs import replace

from rsplan.findings.finding import ConfigurationError
from rsplan.plan.period import PREVIOUS, Period, Tertial
from rsplan.project.settings import load_settings, read_texts
from rsplan.report.documents import DOCUMENTS, USUAL, templates_of
from rsplan.runs import other_periods
from rsplan.runs.project_report import template_folder

AUGUST = Period(2025, Tertial.AUGUSTI)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_has_a_function_that_makes_it_and_a_template_that_is_packaged(name: str) -> None:
    kind = DOCUMENTS[name]
    for dotted in filter(None, (kind.renderer, kind.converter)):
        module, _, function = dotted.partition(":")
        assert inspect.isfunction(getattr(import_module(module), function))
    assert not kind.template or (template_folder() / kind.template).is_file()


def test_no_two_documents_are_written_to_one_file() -> None:
    files = [kind.file for kind in DOCUMENTS.values()]
    assert len(set(files)) == len(files)


@pytest.mark.parametrize("name", ["slides", "page", "workbook", "Report", "", "rapport"])
def test_a_document_that_cannot_be_made_is_refused_in_swedish_with_those_that_can(
    name: str, sample: Path, rsplan: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    done = rsplan("report", "--tertial", "april", "--document", name, cwd=sample)
    assert (done.returncode, done.stdout) == (2, "")
    assert "inget dokument" in done.stderr
    assert "report, memo, data, pdf" in done.stderr
    settings = sample / "rsplan.toml"
    settings.write_text(settings.read_text().replace('write = ["report", "memo"]', f'write = ["{name}"]'))
    with pytest.raises(ConfigurationError, match="ska vara ett av: report, memo, data, pdf"):
        load_settings(sample, AUGUST)


@pytest.mark.parametrize(
    ("name", "missing"), [("report", "resultat"), ("pdf", "resultat"), ("memo", "tjansteskrivelse")]
)
def test_a_document_asks_for_the_texts_that_it_shows(name: str, missing: str, sample: Path) -> None:
    settings = load_settings(sample, AUGUST).but(documents=(name,))
    for text in settings.texts.iterdir():
        text.unlink()
    _, findings = read_texts(settings, ["resultat"])
    assert [entry.value for entry in findings] == [missing]


def test_other_periods_are_read_for_a_document_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load_settings(SAMPLE, AUGUST).but(documents=("data",))
    quiet = replace(DOCUMENTS["data"])
    for history, expected in ((False, False), (True, True)):
        monkeypatch.setattr(other_periods, "DOCUMENTS", {"data": replace(quiet, history=history)})
        named = " ".join(other_periods.texts_that_name(settings.but(wording="ingen"), []))
        assert (PREVIOUS in named) is expected


def test_templates_are_those_of_the_documents_and_no_others() -> None:
    assert templates_of(["pdf", "data", "okänt"]) == {"rapport.docx"}
    assert USUAL == ("report", "memo")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("summary --format xml", "--format: xml finns inte. Välj bland: table, json, csv, excel-csv."),
        ("summary --by sak", "--by: sak finns inte. Välj bland: goal-area, unit, decided-by."),
        ("check x.docx --format csv", "--format: csv finns inte. Välj bland: table, json."),
        ("summary --year femton", "--year: femton är inget heltal."),
        ("summary --year 1990", "--year: 1990 ligger inte mellan 2000 och 2099."),
    ],
)
def test_a_value_that_an_option_does_not_take_is_refused_in_swedish(
    arguments: str, said: str, rsplan: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    done = rsplan(*arguments.split())
    assert (done.returncode, said in done.stderr) == (2, True)
