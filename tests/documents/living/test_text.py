"""Setting text in Word: formatting stays with its words, a revision can be taken back, other paragraphs keep bytes."""

from __future__ import annotations

import pytest
from living_support import matrix

from rsplan.documents.living.retyping import set_text, shared_out
from rsplan.documents.living.revisions import Revisions
from rsplan.documents.living.said_numbers import numbers, says_the_same
from rsplan.documents.living.table_grid import align
from rsplan.documents.living.table_search import find_tables
from rsplan.documents.living.text import original_text, pending_by_others, visible_text
from rsplan.documents.living.three_way_merge import MergeOutcome, decide
from rsplan.documents.living.untouched_paragraphs import Snapshot, _slices
from rsplan.documents.office.ooxml import Element, parse_fragment
from rsplan.documents.office.package import read_package
from rsplan.documents.word.evidence import RowRecord, TableRecord
from rsplan.findings.finding import DocumentError


def paragraph(inner: str) -> Element:
    return parse_fragment(f"<w:p>{inner}</w:p>")


def run(text: str, look: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(
    ("pieces", "text", "shares"),
    [
        (["två av ", "uppdragen"], "tre av uppdragen", ["tre av ", "uppdragen"]),
        (["två", " av uppdragen är klara"], "åtta av uppdragen är klara", ["åtta", " av uppdragen är klara"]),
        (["1", "2"], "7", ["7", ""]),
        (["", "12"], "13", ["", "13"]),
        (["en aktivitet ", "är försenad"], "två aktiviteter är försenade", ["två aktiviteter ", "är försenade"]),
        (["12"], "", [""]),
    ],
)
def test_a_new_text_goes_where_the_old_words_stood(pieces: list[str], text: str, shares: list[str]) -> None:
    assert shared_out(pieces, text) == shares
    assert "".join(shared_out(pieces, text)) == text


def test_bold_stays_on_the_figure() -> None:
    found = paragraph(run("två", "<w:b/>") + run(" av uppdragen är uppfyllda"))
    set_text(found, "åtta av uppdragen är uppfyllda")
    assert visible_text(found) == "åtta av uppdragen är uppfyllda"
    assert [visible_text(one) for one in found if one.find("{*}rPr") is not None] == ["åtta"]


def test_footnotes_and_bookmarks_among_the_words_stay() -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="x"/><w:bookmarkEnd w:id="1"/>'
    found = paragraph(run("12 aktiviteter") + mark + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    set_text(found, "13 aktiviteter")
    assert visible_text(found) == "13 aktiviteter"
    assert found.find(".//{*}footnoteReference") is not None
    assert found.find(".//{*}bookmarkStart") is not None


def test_a_revision_reads_as_the_new_text_accepted_and_the_old_rejected() -> None:
    found = paragraph(run("två", "<w:b/>") + run(" av uppdragen"))
    revisions = Revisions([found], "2025-05-12")
    revisions.set_text(found, "tre av uppdragen")
    assert (visible_text(found), original_text(found)) == ("tre av uppdragen", "två av uppdragen")
    revisions.set_text(found, "fyra av uppdragen")
    assert (visible_text(found), original_text(found)) == ("fyra av uppdragen", "två av uppdragen")
    revisions.set_text(found, "två av uppdragen")
    assert (visible_text(found), original_text(found)) == ("två av uppdragen", "två av uppdragen")
    assert found.find(".//{*}ins") is None
    assert found.find(".//{*}del") is None


def test_only_a_persons_revision_counts_as_pending() -> None:
    mine = '<w:ins w:id="1" w:author="rsplan">' + run("3") + "</w:ins>"
    theirs = '<w:del w:id="2" w:author="Sekreteraren"><w:r><w:delText>2</w:delText></w:r></w:del>'
    assert not pending_by_others(paragraph(mine))
    assert pending_by_others(paragraph(run("3") + theirs))
    assert not pending_by_others(paragraph('<w:ins w:id="3" w:author="Sekreteraren">' + run("3") + "</w:ins>"))


@pytest.mark.parametrize(
    ("base", "theirs", "new", "outcome"),
    [
        ("12", "12", "13", MergeOutcome.RENEWED),
        ("12", "13", "13", MergeOutcome.AGREES),
        ("12", "tolv", "12", MergeOutcome.UPDATED_BY_HAND),
        ("12", "14", "12", MergeOutcome.KEPT),
        ("12", "14", "13", MergeOutcome.CONFLICT),
        ("två är klara", "nu är två klara", "tre är klara", MergeOutcome.CONFLICT),
        ("två är klara", "nu är tre klara", "tre är klara", MergeOutcome.UPDATED_BY_HAND),
        ("1\u00a0200", "1 200", "1\u00a0300", MergeOutcome.RENEWED),
    ],
)
def test_the_three_way_merge_of_one_text(base: str, theirs: str, new: str, outcome: MergeOutcome) -> None:
    assert decide(base, theirs, new) is outcome


def test_a_pending_revision_is_never_written_over() -> None:
    assert decide("12", "12", "13", pending=True) is MergeOutcome.CONFLICT
    assert decide("12", "12", "12", pending=True) is MergeOutcome.UPDATED_BY_HAND


def test_numbers_are_read_in_figures_and_words() -> None:
    assert numbers("Av 1\u00a0294 är tolv försenade och 3,5 väntar, år 2025–2027, RS/27/2025, § 145") == (
        "1294", "12", "3,5",
    )  # fmt: skip
    assert says_the_same("sex röda och fyra gröna", "4 gröna och 6 röda")
    assert not says_the_same("6 gröna och 4 röda", "4 gröna och 6 röda")
    assert not says_the_same("4 röda och 6 gröna", "4 gröna och 6 röda")
    assert not says_the_same("17 av 12 uppdrag", "12 av 17 uppdrag")
    assert says_the_same("Gröna är fyra och röda sex", "4 gröna och 6 röda")
    assert not says_the_same("fem röda", "sex röda")
    assert not says_the_same("några röda", "inga gröna")


def test_paragraphs_that_are_not_changed_keep_their_bytes_whatever_wrote_them() -> None:
    odd = (
        b"<w:p w:rsidR='00AA'  ><w:pPr></w:pPr><w:r><w:rPr></w:rPr><w:t>l&#228;ge &apos;x&apos; &gt;</w:t></w:r></w:p>"
        b"<w:p/><w:p ><w:r><w:t>12</w:t></w:r></w:p>"
    )
    package = read_package(matrix.by_python_docx(_empty()), "x")
    package.raw["word/document.xml"] = package.raw["word/document.xml"].replace(b"<w:sectPr", odd + b"<w:sectPr", 1)
    package.trees.clear()
    snapshot = Snapshot(package, ["word/document.xml"])
    last = [found for found in package.tree("word/document.xml").iter("{*}p") if visible_text(found) == "12"][-1]
    set_text(last, "13")
    written = snapshot.contents()["word/document.xml"]
    assert odd[: odd.index(b"<w:p >")] in written
    assert b">13</w:t>" in written
    assert b"<?rsplan" not in written


def _empty() -> bytes:
    import io

    import docx

    out = io.BytesIO()
    docx.Document().save(out)
    return out.getvalue()


# Tables


def table(*rows: tuple[str, ...]) -> Element:
    written = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p>{run(cell)}</w:p></w:tc>" for cell in row) + "</w:tr>" for row in rows
    )
    return parse_fragment(f"<w:tbl><w:tblPr/><w:tblGrid/>{written}</w:tbl>")


RECORD = TableRecord(
    "t",
    "T",
    (
        RowRecord("header", "header", ("Enhet", "Försenade", "Summa")),
        RowRecord("row", "a", ("Ekonomi", "1", "24")),
        RowRecord("row", "b", ("Fastighet", "0", "22")),
        RowRecord("row", "c", ("Miljö", "3", "13")),
        RowRecord("total", "total", ("Summa", "4", "59")),
    ),
)


def aligned_texts(found: Element) -> list[str | None]:
    aligned = align((found,), RECORD)
    assert aligned is not None
    return [None if line is None else visible_text(line.element).replace("\n", "|") for line in aligned.rows]


def test_rows_are_known_when_they_are_sorted_added_and_removed() -> None:
    found = table(("Enhet", "Försenade", "Summa"), ("Miljö", "3", "13"), ("Egen", "9", "9"), ("Ekonomi", "1", "24"))
    assert aligned_texts(found)[1:] == ["Ekonomi124", None, "Miljö313", None]


def test_a_reworded_title_is_known_by_its_place_and_its_likeness() -> None:
    found = table(
        ("Enhet", "Försenade", "Summa"), ("Ekonomi", "1", "24"), ("Fastighetsenheten", "0", "22"), ("Miljö", "3", "13")
    )
    assert aligned_texts(found)[2] == "Fastighetsenheten022"


def test_columns_are_known_by_their_headings_wherever_they_stand() -> None:
    found = table(("Enhet", "Kommentar", "Summa", "Försenade"), ("Ekonomi", "bra", "24", "1"))
    aligned = align((found,), RECORD)
    assert aligned is not None
    assert aligned.columns == (0, 3, 2)
    cell = aligned.cell(1, 1)
    assert cell is not None
    assert cell.text == "1"


def test_a_table_without_any_mark_is_known_by_what_it_says() -> None:
    body = parse_fragment("<w:body/>")
    body.append(table(("Enhet", "Försenade", "Summa"), ("Ekonomi", "1", "24"), ("Fastighet", "0", "22")))
    body.append(table(("Något", "Annat"), ("Ekonomi", "1")))
    assert [len(found) for found in find_tables(body, [RECORD]).values()] == [1]


@pytest.mark.parametrize(
    "empty",
    ["<w:p/>", '<w:p w:rsidR="00AB12CD" w:rsidRDefault="00AB12CD"/>', '<w:p w:rsidR="00AB12CD" />', "<w:p></w:p >"],
)
def test_words_own_empty_paragraphs_keep_their_bytes(empty: str) -> None:
    uri = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    source = f'<w:body xmlns:w="{uri}">{empty}<w:p><w:r/></w:p>{empty}</w:body>'.encode()
    found = [source[start:end].decode() for start, end in _slices(source)]
    assert found == [empty, "<w:p><w:r/></w:p>", empty]


def test_a_file_that_word_could_not_open_is_never_given_out() -> None:
    package = read_package(matrix.by_python_docx(_empty()), "x.docx")
    contents = package.contents()
    for broken in (
        {**contents, package.main: contents[package.main][:-20]},
        {part: data for part, data in contents.items() if part != "word/styles.xml"},
        {**contents, "word/ny.okänd": b""},
    ):
        with pytest.raises(DocumentError, match="Inget har skrivits"):
            package.zipped(broken)


LINK = '<w:hyperlink w:anchor="Bilaga">{}</w:hyperlink>'


def _control(inner: str) -> Element:
    prompt = "<w:placeholder/><w:showingPlcHdr/>"
    return parse_fragment(f"<w:sdt><w:sdtPr>{prompt}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>")


@pytest.mark.parametrize("beside", ["drawing", "footnoteReference", "object", "sym"])
def test_what_stands_beside_the_prompt_of_an_empty_control_stays(beside: str) -> None:
    found = _control(f"<w:r><w:t>Klicka här.</w:t><w:{beside}/></w:r>")
    set_text(found, "12")
    assert visible_text(found) == "12"
    assert len(list(found.iter(f"{{*}}{beside}"))) == 1


@pytest.mark.parametrize("beside", ["drawing", "footnoteReference", "object"])
def test_a_picture_in_a_struck_run_is_not_struck(beside: str) -> None:
    found = paragraph(f"<w:r><w:t>två</w:t><w:{beside}/><w:t> uppdrag</w:t></w:r>")
    Revisions([found], "2025-05-12").set_text(found, "tre uppdrag")
    (kept,) = found.iter(f"{{*}}{beside}")
    assert not list(kept.iterancestors("{*}del", "{*}ins"))
    assert (visible_text(found), original_text(found)) == ("tre uppdrag", "två uppdrag")


@pytest.mark.parametrize("shell", ["hyperlink", "smartTag", "customXml"])
def test_a_shell_around_words_that_are_gone_goes_with_them(shell: str) -> None:
    found = paragraph(run("12 uppdrag") + f"<w:{shell}>{run(' (preliminärt)')}</w:{shell}>")
    set_text(found, "12 uppdrag")
    assert list(found.iter(f"{{*}}{shell}")) == []


def test_a_link_with_a_bookmark_in_it_stays_without_words() -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="x"/><w:bookmarkEnd w:id="1"/>'
    found = paragraph(run("12 uppdrag") + LINK.format(run(" (preliminärt)") + mark))
    set_text(found, "12 uppdrag")
    assert len(list(found.iter("{*}bookmarkStart"))) == 1


def test_a_link_gets_no_words_but_its_own_when_changes_are_tracked() -> None:
    found = paragraph(run("två uppdrag är klara, se ") + LINK.format(run("bilaga")))
    Revisions([found], "2025-05-12").set_text(found, "tre uppdrag är klara, se bilaga")
    (link,) = found.iter("{*}hyperlink")
    assert visible_text(link) == "bilaga"
    assert (visible_text(found), original_text(found)) == (
        "tre uppdrag är klara, se bilaga",
        "två uppdrag är klara, se bilaga",
    )


def test_the_words_of_a_text_box_are_not_those_of_its_paragraph() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{'<w:p>' + run('Ord i en ruta') + '</w:p>'}</w:txbxContent></w:pict></w:r>"
    found = paragraph(run("12 uppdrag") + box)
    assert visible_text(found) == "12 uppdrag"
    set_text(found, "13 uppdrag")
    assert [visible_text(one) for one in found.iter("{*}p")] == ["13 uppdrag", "Ord i en ruta"]
