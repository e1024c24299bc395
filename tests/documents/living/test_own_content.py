"""What rsplan puts in a row, a cell or a comment, and what is therefore a person's."""

from __future__ import annotations

import pytest

from rsplan.documents.living.own_content import drop_other_things, holds_filled_control, holds_other_things
from rsplan.documents.living.text import visible_text
from rsplan.documents.office.ooxml import Element, parse_fragment, serialize
from rsplan.documents.word.evidence import STORE_ID

RUN = '<w:r><w:t xml:space="preserve">12 uppdrag</w:t></w:r>'


def cell(inner: str) -> Element:
    return parse_fragment(f"<w:tc><w:tcPr/><w:p>{inner}</w:p></w:tc>")


OURS = {
    "words": RUN, "a formatted run": "<w:r><w:rPr><w:b/></w:rPr><w:t>12</w:t></w:r>",
     "a tab and a break": "<w:r><w:tab/><w:br/></w:r>",
    "a revision": f'<w:ins w:id="1" w:author="X">{RUN}</w:ins>',
     "a control": f"<w:sdt><w:sdtPr><w:tag/></w:sdtPr><w:sdtContent>{RUN}</w:sdtContent></w:sdt>",
    "our bookmark": '<w:bookmarkStart w:id="1" w:name="_rsplan_k1"/><w:bookmarkEnd w:id="1"/>',
     "Word's bookmark": '<w:bookmarkStart w:id="1" w:name="_GoBack"/>',
    "a spelling mark": '<w:proofErr w:type="spellStart"/>', "nothing": "",
}  # fmt: skip
THEIRS = {
    "a picture": "<w:r><w:drawing/></w:r>", "a note": '<w:r><w:footnoteReference w:id="2"/></w:r>',
     "a field": "<w:fldSimple/>",
    "a link": f"<w:hyperlink>{RUN}</w:hyperlink>", "a comment": '<w:commentRangeStart w:id="4"/>',
     "a symbol": "<w:r><w:sym/></w:r>",
    "a bookmark": '<w:bookmarkStart w:id="1" w:name="Bilaga"/>', "what nobody thought of": "<w:newThing/>",
    "a section": "<w:pPr><w:sectPr/></w:pPr>",
}  # fmt: skip


@pytest.mark.parametrize("name", OURS)
def test_words_controls_and_formats_are_rsplans(name: str) -> None:
    found = cell(OURS[name])
    before = serialize(found)
    assert not holds_other_things(found)
    drop_other_things(found)
    assert serialize(found) == before


@pytest.mark.parametrize("name", THEIRS)
@pytest.mark.parametrize(
    "around", ["{}", "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", '<w:ins w:id="9">{}</w:ins>']
)
def test_everything_else_is_a_persons_and_stands_in_one_place_only(name: str, around: str) -> None:
    found = cell(RUN + around.format(THEIRS[name]))
    said = visible_text(found)
    assert holds_other_things(found)
    drop_other_things(found)
    assert not holds_other_things(found)
    assert visible_text(found) == said


@pytest.mark.parametrize(
    ("inner", "filled"),
    [
        ("<w:dropDownList/>", True), ("<w:comboBox/>", True), ("<w:date/>", True), ("<w:checkbox/>", True),
        ("<w:text/>", False), ("", False),
        ('<w:dataBinding w:storeItemID="{1111}"/>', True), (f'<w:dataBinding w:storeItemID="{STORE_ID}"/>', False),
        (f'<w:dataBinding w:storeItemID="{STORE_ID.lower()}"/>', False), ("<w:dataBinding/>", True),
        ("<!-- x --><w:text/>", False),
    ],
)  # fmt: skip
def test_a_control_that_is_filled_from_elsewhere_is_a_persons(inner: str, filled: bool) -> None:
    found = cell(f"<w:sdt><w:sdtPr>{inner}</w:sdtPr><w:sdtContent>{RUN}</w:sdtContent></w:sdt>")
    assert holds_filled_control(found) is filled
    assert not holds_filled_control(cell(RUN))
