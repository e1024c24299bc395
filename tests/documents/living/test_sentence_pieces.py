"""What is left of a sentence of rsplan's in a person's own words is held against what holds today."""

from __future__ import annotations

import pytest
import word_markup as markup
from living_support import matrix

from rsplan.documents.living.check import check
from rsplan.documents.living.document import open_document
from rsplan.documents.living.sentence_pieces import Pieces
from rsplan.documents.office.ooxml import Element, element
from rsplan.documents.office.package import Package
from rsplan.documents.word.evidence import ControlRecord
from rsplan.report.report import Report

WAS = "Efter april var 23 genomförda, 216 pågående enligt plan, 43 planerade och 12 försenade"
NOW = "Efter april var 60 genomförda, 186 pågående enligt plan, 39 planerade och nio försenade"
RECORD = ControlRecord("c1", "sentences.activities", ("activities.total",), WAS)


@pytest.mark.parametrize(
    ("text", "today", "told"),
    [
        (WAS.replace("var", "var ungefär"), NOW, 1),
        ("I det läget är 43 planerade och 12 försenade.", NOW, 1),
        (WAS[: WAS.index(" pågående")], NOW, 1),
        (WAS.upper(), NOW, 1),
        ("Efter maj är det många. Av dem är 216 pågående enligt plan, säger staben.", NOW, 1),
        (WAS.replace("23", "x").replace("216", "23").replace("x", "216"), WAS, 1),
        (WAS.replace("var", "var ungefär"), WAS, 0),
        (NOW, NOW, 0),
        ("Efter april var det mesta pågående enligt plan, och några var försenade.", NOW, 0),
        ("Nämnden har 12 försenade ärenden.", NOW, 0),
    ],
    ids=[
        "a word more",
        "the end",
        "the start",
        "capitals",
        "a clause",
        "changed places",
        "holds",
        "new",
        "none",
        "own",
    ],
)
def test_a_sentence_with_a_figure_of_rsplans_that_no_longer_holds_is_found(text: str, today: str, told: int) -> None:
    assert len(list(Pieces([(RECORD, today)]).found(text))) == told


def freed_and_cut(package: Package) -> None:
    """A sentence is freed of its control, and Enter is pressed in the middle of it."""
    control = markup.control(package, "sentences.activities|stor")
    paragraph = markup.paragraph_of(control)
    text = matrix.visible_text(control)
    rest = element("p", _run(text[text.index(" enligt") :]))
    for found in list(control.itersiblings()):
        rest.append(found)
    control.getparent().replace(control, _run(text[: text.index(" enligt")]))
    paragraph.addnext(rest)


def _run(text: str) -> Element:
    made = element("r", element("t"))
    made[0].text = text
    return made


def test_a_freed_sentence_that_was_cut_in_two_is_told_by_every_run(written: bytes, reports: dict[str, Report]) -> None:
    data = matrix.edited(written, matrix.Edit("delad", freed_and_cut), in_word=True)
    many = reports["många ändringar"]
    assert check(open_document(data, "x"), reports["inget"], {}, ()).differences == ()
    for _ in range(2):
        done = matrix._refreshed(data, many)
        assert [entry.code for entry in done.findings].count("RSP520") == 2
        data = done.data or data
        told = {one.expression for one in check(open_document(data, "x"), many, {}, ()).differences}
        assert "sentences.activities|stor" in told
