"""What people write in rsplan's own comments is theirs: such a comment stays, whatever the next refresh has to say."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from living_support import matrix

from rsplan.documents.living.comments import Comments
from rsplan.documents.office.ooxml import Element, element, qname, text_element
from rsplan.documents.office.package import Package
from rsplan.report.report import Report

CHANGE = "många ändringar"
MINE = "Anna ringer verksamheten"


@pytest.fixture(scope="module")
def report(reports: Mapping[str, Report]) -> Report:
    return reports[CHANGE]


@pytest.fixture(scope="module")
def noted(written: bytes, report: Report) -> bytes:
    """A report with a comment of rsplan's: a sentence was typed over, and its figure has changed since."""
    before = matrix.edited(written, matrix.Edit("överskriven", matrix.figure_typed_over))
    return bytes(matrix._refreshed(before, report).data)


def comments(package: Package) -> list[Element]:
    return list(package.tree("word/comments.xml").iter(qname("w:comment")))


def said(data: bytes) -> list[str]:
    return ["".join(found.itertext()) for found in comments(matrix.read_package(data, "x"))]


def last_run(package: Package) -> Element:
    return list(comments(package)[0].iter(matrix.R))[-1]


EDITS: dict[str, Callable[[Package], None]] = {
    "efter texten": lambda p: last_run(p).append(text_element(f" {MINE}")),
    "före texten": lambda p: last_run(p).insert(0, text_element(f"{MINE}: ")),
    "i ett eget stycke": lambda p: comments(p)[0].append(matrix.plain_paragraph(MINE)),
    "i en länk": lambda p: last_run(p).addnext(element("hyperlink", element("r", text_element(MINE)))),
    "som spårad ändring": lambda p: last_run(p).addnext(matrix._revision("ins", element("r", text_element(MINE)))),
}


@pytest.mark.parametrize("name", EDITS)
def test_words_in_a_comment_of_rsplan_stay_with_their_anchor(name: str, noted: bytes, report: Report) -> None:
    before = bytes(matrix.edited(noted, matrix.Edit(name, EDITS[name])))
    after = matrix._refreshed(before, report).data or before
    assert any(MINE in text for text in said(after))
    body = matrix.read_package(after, "x").tree("word/document.xml")
    kept = [
        one.get(qname("w:id")) for one in comments(matrix.read_package(after, "x")) if MINE in "".join(one.itertext())
    ]
    for mark in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert set(kept) <= {one.get(qname("w:id")) for one in body.iter(qname(f"w:{mark}"))}


def test_a_comment_that_nobody_wrote_in_is_renewed_and_not_repeated(noted: bytes, report: Report) -> None:
    after = matrix._refreshed(noted, report).data or noted
    assert said(after) == said(noted)


@settings(max_examples=8)
@given(st.permutations(range(4)))
def test_comments_are_numbered_as_they_stand_whatever_order_they_are_made_in(written: bytes, order: list[int]) -> None:
    package = matrix.read_package(written, "x")
    made = Comments(package, "2025-05-12", ())
    paragraphs = [found for found in matrix.body(package) if found.tag == matrix.P][:4]
    for place in order:
        made.add(paragraphs[place], f"Anmärkning {place}")
    made.number()
    texts = [f"Anmärkning {place}" for place in range(4)]
    assert made.kept() == tuple(texts)
    assert ["".join(found.itertext()) for found in comments(package)] == texts
    assert [found.get(qname("w:id")) for found in comments(package)] == list("0123")
    for place, paragraph in enumerate(paragraphs):
        marks = paragraph.iter(
            *(qname(f"w:{name}") for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))
        )
        assert [mark.get(qname("w:id")) for mark in marks] == [str(place)] * 3
