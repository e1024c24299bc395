"""Controls as people leave them: emptied, freed of their control, struck or moved with changes tracked."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest
import word_markup as markup
from living_support import matrix
from lxml import etree

from rsplan.documents.living.check import Checked, check
from rsplan.documents.living.document import open_document
from rsplan.documents.living.text import visible_text
from rsplan.documents.office.ooxml import Element, element, qname
from rsplan.documents.office.package import Package
from rsplan.documents.word.seal import store_part
from rsplan.findings import codes
from rsplan.report.report import Report

# Each case refreshes and validates a document several times.
pytestmark = pytest.mark.sampled(7)

MANY, SAME, NEW, GONE = "många ändringar", "inget", "nytt uppdrag", "borttagna uppdrag"
PROMPT = "Klicka eller tryck här"
COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(matrix.make_project(tmp_path_factory.mktemp("kontroller") / "prov"))


@pytest.fixture(scope="module")
def written(project: Path) -> bytes:
    return bytes(matrix.written(project))


@pytest.fixture(scope="module")
def reports(project: Path) -> dict[str, Report]:
    return dict(matrix.reports(project, [MANY, SAME, NEW, GONE]))


def by_hand(written: bytes, make: markup.Callable[[Package], None]) -> bytes:
    return bytes(matrix.edited(written, matrix.Edit("för hand", make)))


def refreshed(data: bytes, report: Report, *, tracked: bool = False) -> tuple[bytes, list[str]]:
    done = matrix._refreshed(data, report, tracked=tracked)
    return done.data or data, [entry.code for entry in done.findings if entry.code.startswith("RSP5")]


def checked(data: bytes, report: Report) -> Checked:
    return check(open_document(data, "x"), report, {}, ())


def rejected(data: bytes) -> bytes:
    """Every revision of a person's rejected, as Word does it: deleted words and rows are there again."""
    package = matrix.read_package(data, "x")
    root = package.tree(package.main)
    for found in list(root.iter(*(qname(f"w:{name}") for name in ("del", "ins", "moveFrom", "moveTo")))):
        if found.get(qname("w:author")) == "rsplan":
            continue
        if found.tag in (qname("w:ins"), qname("w:moveTo")) or len(found) == 0:
            found.getparent().remove(found)
            continue
        for text in found.iter(qname("w:delText")):
            text.tag = qname("w:t")
        markup.unwrap(found)
    return bytes(package.write())


def store(data: bytes) -> str:
    package = matrix.read_package(data, "x")
    return package.raw[store_part(package)].decode()


@pytest.mark.parametrize("how", ["prompt", "spaces", "run", "nothing"])
@pytest.mark.parametrize("tracked", [False, True])
def test_an_emptied_control_stays_empty_and_words_own_prompt_is_never_text(
    how: str, tracked: bool, written: bytes, reports: dict[str, Report]
) -> None:
    before = by_hand(written, markup.emptied(how))
    after, codes = refreshed(before, reports[MANY], tracked=tracked)
    assert visible_text(markup.control(matrix.read_package(after, "x"))).strip() in ("", f"{PROMPT} för att ange text.")
    assert PROMPT not in store(after)
    assert "RSP501" in codes  # its figure has changed, so a person is told, beside it


def test_an_emptied_control_whose_figure_is_the_same_is_told_and_nothing_else(
    written: bytes, reports: dict[str, Report]
) -> None:
    after, codes = refreshed(by_hand(written, markup.emptied("prompt")), reports[SAME])
    assert codes == ["RSP503"]
    assert PROMPT not in store(after)


@pytest.mark.parametrize("name", ["sentences.activities|stor", "sentences.assignments", "sentences.indicators|stor"])
def test_a_sentence_that_was_freed_of_its_control_is_told_when_it_grows_old(
    name: str, written: bytes, reports: dict[str, Report]
) -> None:
    before = by_hand(written, markup.freed(name, words=" Handskrivet tillägg."))
    assert checked(before, reports[SAME]).differences == ()
    after, codes = refreshed(before, reports[MANY])
    assert "RSP520" in codes
    assert "Handskrivet tillägg." in matrix.all_text(after)
    assert checked(after, reports[MANY]).differences != ()
    # It stands there as it was written: the next run remembers that, and tells again.
    assert "RSP520" in refreshed(after, reports[MANY])[1]


def test_when_every_control_is_gone_each_sentence_that_grew_old_is_told(
    written: bytes, reports: dict[str, Report]
) -> None:
    before = by_hand(written, markup.all_freed)
    assert checked(before, reports[SAME]).differences == ()
    after, codes = refreshed(before, reports[MANY])
    assert codes.count("RSP520") >= 3
    told = {one.expression for one in checked(after, reports[MANY]).differences}
    assert {"sentences.activities|stor", "sentences.assignments"} <= told


def test_a_moved_paragraph_is_renewed_where_it_is_now(written: bytes, reports: dict[str, Report]) -> None:
    before = by_hand(written, markup.moved_paragraph)
    assert checked(before, reports[SAME]).differences == ()
    after, codes = refreshed(before, reports[MANY])
    assert not {"RSP501", "RSP502", "RSP503"}.intersection(codes)
    assert checked(after, reports[MANY]).differences == ()


def test_a_struck_sentence_is_gone_until_that_is_rejected(written: bytes, reports: dict[str, Report]) -> None:
    before = by_hand(written, markup.struck_words)
    assert checked(before, reports[SAME]).differences == ()
    _same, codes = refreshed(before, reports[SAME])
    assert codes == ["RSP502"]
    after, codes = refreshed(before, reports[MANY])
    assert "RSP501" in codes  # whoever rejects it would have an old figure
    assert "RSP501" in refreshed(rejected(after), reports[MANY])[1] or (
        checked(refreshed(rejected(after), reports[MANY])[0], reports[MANY]).differences == ()
    )


def test_a_struck_row_that_comes_back_says_what_holds_today(written: bytes, reports: dict[str, Report]) -> None:
    before = by_hand(written, markup.row_mark("del", 2))
    after, _ = refreshed(before, reports[MANY])
    back, codes = refreshed(rejected(after), reports[MANY])
    assert "RSP501" not in codes
    assert checked(back, reports[MANY]).differences == ()
    whole, _ = refreshed(written, reports[MANY])
    assert matrix.settled(back, accept=True) == matrix.settled(whole, accept=True)


def _filled_row(package: Package) -> None:
    """A note, a box, a field, a link and a list of a person's in the row that new rows are made like."""
    markup.note("footnote", lambda one: next(markup.cell(one, markup._RULES, 4, 0).iter(matrix.P)))(package)
    for row in markup.rows(package)[2:8]:
        paragraph = next(row.iter(matrix.P))
        paragraph.append(markup.made(markup._BOXED))
        paragraph.append(markup.made(f'<w:fldSimple w:instr=" DATE ">{markup._run("x")}</w:fldSimple>'))
        paragraph.append(markup.made(markup.own_control(markup._KINDS["lista"], markup._run(" val"))))
        first = next(paragraph.iter(matrix.R))
        markup.around(first, '<w:hyperlink w:anchor="_Toc1"/>')


@pytest.mark.parametrize("tracked", [False, True])
def test_a_new_row_takes_nothing_of_a_persons_from_the_row_that_it_is_like(
    tracked: bool, written: bytes, reports: dict[str, Report]
) -> None:
    before = by_hand(written, _filled_row)
    after, _ = refreshed(before, reports[NEW], tracked=tracked)
    assert [fault for fault in matrix.kept_things.faults(before, after) if "finns" not in fault] == []
    assert "Ett helt nytt uppdrag" in matrix.all_text(after)


def test_a_comment_ends_in_the_text_and_not_in_a_box_that_is_anchored_there(
    written: bytes, reports: dict[str, Report]
) -> None:
    def make(package: Package) -> None:
        cell = markup.cell(package, markup._RULES, 2, 2)
        matrix.say(next(cell.iter(matrix.P)), "Handskrivet läge")
        next(cell.iter(matrix.P)).append(markup.made(markup._BOXED))

    after, codes = refreshed(by_hand(written, make), reports[MANY])
    assert "RSP501" in codes
    ends = list(open_document(after, "x").body.iter(qname("w:commentRangeEnd")))
    assert ends
    assert all(next(one.iterancestors(qname("w:txbxContent")), None) is None for one in ends)


def in_prose(text: str) -> markup.Callable[[Package], None]:
    def make(package: Package) -> None:
        matrix.paragraph_with(package, "Syftet med den här").addnext(matrix.plain_paragraph(f"Som sagt: {text} {text}"))

    return make


def in_a_box(text: str) -> markup.Callable[[Package], None]:
    def make(package: Package) -> None:
        box = element("pict", element("txbxContent", matrix.plain_paragraph(text)))
        matrix.paragraph_with(package, "Syftet med den här").append(element("r", box))

    return make


def in_the_header(text: str) -> markup.Callable[[Package], None]:
    def make(package: Package) -> None:
        part = next(name for name in package.raw if name.startswith("word/header"))
        package.tree(part).append(matrix.plain_paragraph(text))

    return make


@pytest.mark.parametrize(("place", "count"), [(in_prose, 2), (in_a_box, 1), (in_the_header, 1)])
def test_a_sentence_copied_as_text_is_told_when_it_grows_old_by_every_run(
    place: markup.Callable[[str], markup.Callable[[Package], None]],
    count: int,
    written: bytes,
    reports: dict[str, Report],
) -> None:
    text = visible_text(matrix.control(matrix.read_package(written, "x"), "sentences.activities|stor"))
    before = by_hand(written, place(text))
    assert not refreshed(before, reports[SAME])[1]
    assert not checked(before, reports[SAME]).differences
    for _ in range(2):  # the second run finds nothing to do, and has forgotten nothing
        after, told = refreshed(before, reports[MANY])
        assert told.count(codes.SENTENCE_WITHOUT_FIELD) == count
        before = after
    left = [one for one in checked(before, reports[MANY]).differences if one.written == text]
    assert len(left) == len({one.place for one in left}) > 0


def out_of_reach(run: Element) -> None:
    """The words of a run in alternative content, as programs write what older ones cannot show."""
    words = run.find(matrix.T)
    choice, fallback = (etree.Element(f"{COMPATIBLE}{name}") for name in ("Choice", "Fallback"))
    choice.set("Requires", "wps")
    holder = etree.Element(f"{COMPATIBLE}AlternateContent")
    run.replace(words, holder)
    holder.extend([choice, fallback])
    fallback.append(deepcopy(words))
    choice.append(words)


@pytest.mark.parametrize("place", ["mening", "cell"])
def test_words_that_cannot_be_set_are_told_and_left_alone(
    place: str, written: bytes, reports: dict[str, Report]
) -> None:
    def make(package: Package) -> None:
        held = matrix.control(package, "sentences.activities|stor")
        cell = matrix.cell_paragraph(matrix.rows(matrix.table(package, matrix.ASSIGNMENTS))[2], 2)
        out_of_reach(next((held if place == "mening" else cell).iter(matrix.R)))

    before = by_hand(written, make)
    after, told = refreshed(before, reports[MANY])
    assert codes.EDITED_AND_CHANGED in told
    holders = [
        next(matrix.body(matrix.read_package(data, "x")).iter(f"{COMPATIBLE}AlternateContent")).getparent()
        for data in (before, after)
    ]
    assert visible_text(holders[0].getparent()) == visible_text(holders[1].getparent())
    again, told = refreshed(after, reports[MANY])
    assert again == after
    assert codes.EDITED_AND_CHANGED in told
