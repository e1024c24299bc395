"""Paragraphs that nobody has touched come out byte for byte as they went in, whatever program wrote them."""

from __future__ import annotations

import io

import docx
import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.documents.living.retyping import set_text
from rsplan.documents.living.text import visible_text
from rsplan.documents.living.untouched_paragraphs import Snapshot
from rsplan.documents.office.package import Package, read_package

PART = "word/document.xml"
ODD = [
    b"<w:p w:rsidR='00AA' ><w:r><w:t>Enkla citattecken</w:t></w:r></w:p>",
     b"<w:p><w:r><w:t>l&#228;ge &apos;x&apos; &gt;</w:t></w:r></w:p>",
    b"<w:p/>", b"<w:p ></w:p>", b"<w:p>\n  <w:r >\n<w:t>radbrytningar</w:t></w:r></w:p>",
     b"<w:p><!-- not --><w:r><w:t>12</w:t></w:r></w:p>",
    b"<w:p><w:r><w:t xml:space='preserve'>  </w:t><w:t/></w:r></w:p>",
    b"<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>ruta</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>",
]  # fmt: skip
EMPTY = io.BytesIO()
docx.Document().save(EMPTY)


def package(paragraphs: list[bytes]) -> Package:
    made = read_package(EMPTY.getvalue(), "x.docx")
    made.raw[made.main] = made.raw[made.main].replace(b"<w:sectPr", b"".join(paragraphs) + b"<w:sectPr", 1)
    made.trees.clear()
    return made


def test_a_part_that_nothing_is_done_to_is_the_same_bytes() -> None:
    made = package(ODD)
    before = made.raw[PART]
    snapshot = Snapshot(made, [PART])
    assert snapshot.changed_parts() == []
    assert snapshot.contents()[PART] == before


@pytest.mark.parametrize("at", range(len(ODD)))
def test_one_paragraph_that_is_changed_leaves_the_bytes_of_the_others(at: int) -> None:
    made = package(ODD)
    snapshot = Snapshot(made, [PART])
    outer = [found for found in made.tree(PART).iter("{*}p") if next(found.iterancestors("{*}p"), None) is None]
    set_text(outer[at], "Ny text")
    assert snapshot.changed_parts() == [PART]
    contents = snapshot.contents()[PART]
    assert all(source in contents for number, source in enumerate(ODD) if number != at)
    assert b"Ny text" in contents


@examples(15)
@given(st.lists(st.sampled_from(ODD), min_size=1, max_size=5), st.data())
def test_what_is_written_means_what_the_tree_meant(paragraphs: list[bytes], data: st.DataObject) -> None:
    made = package(paragraphs)
    snapshot = Snapshot(made, [PART])
    found = list(made.tree(PART).iter("{*}p"))
    set_text(found[data.draw(st.integers(0, len(found) - 1))], "13")
    said = visible_text(made.tree(PART))
    again = package([])
    again.raw[PART] = snapshot.contents()[PART]
    again.trees.clear()
    assert visible_text(again.tree(PART)) == said


def test_a_paragraph_that_was_moved_keeps_its_bytes_and_one_that_went_is_gone() -> None:
    made = package(ODD[:3])
    snapshot = Snapshot(made, [PART])
    first, second, _ = made.tree(PART).iter("{*}p")
    second.addnext(first)
    contents = snapshot.contents()[PART]
    assert contents.index(ODD[1]) < contents.index(ODD[0])
    made = package(ODD[:3])
    snapshot = Snapshot(made, [PART])
    gone = next(made.tree(PART).iter("{*}p"))
    gone.getparent().remove(gone)  # type: ignore[union-attr]
    contents = snapshot.contents()[PART]
    assert ODD[0] not in contents
    assert ODD[1] in contents
