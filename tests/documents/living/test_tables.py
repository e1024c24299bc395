"""Tables as people leave them: split in two, copied and retyped, with merged cells and controls of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from living_support import matrix

from rsplan.documents.living.check import check
from rsplan.documents.living.controls import binding_key
from rsplan.documents.living.document import open_document
from rsplan.documents.living.text import visible_text
from rsplan.documents.office.ooxml import SDT, Element, child, element, parse_fragment, qname
from rsplan.documents.office.package import Package
from rsplan.findings import codes
from rsplan.report.report import Report

# Each case refreshes and validates a document several times.
pytestmark = pytest.mark.sampled(7)

UNITS, ASSIGNMENTS = matrix.UNITS, matrix.ASSIGNMENTS  # a table of counts, and one of titles
MANY, PAUSED, NEW, GONE, TURNED = (
    "många ändringar", "pausade aktiviteter", "nytt uppdrag", "borttagna uppdrag", "uppdrag i annan ordning",
)  # fmt: skip


Edit = Callable[[Package], None]


def tables(data: bytes) -> list[list[list[str]]]:
    """Every table as texts."""
    body = matrix.read_package(data, "x").tree("word/document.xml")
    return [
        [[visible_text(cell) for cell in row.iter(matrix.TC)] for row in found.iter(matrix.TR)]
        for found in body.iter(qname("w:tbl"))
    ]


def nth(data: bytes, name: str) -> int:
    """Which of the tables of the body is, or begins, rsplan's of that name."""
    package = matrix.read_package(data, "x")
    body = package.tree("word/document.xml")
    return list(body.iter(qname("w:tbl"))).index(matrix.table(package, name))


def table(data: bytes, name: str) -> list[list[str]]:
    """That table as texts."""
    return tables(data)[nth(data, name)]


def tried(written: bytes, edit: Edit, report: Report, *words: str, validate: bool = False) -> tuple[bytes, bytes]:
    """The document before and after; nothing of a person's is lost, nothing is old, tracked or not."""
    before = bytes(matrix.edited(written, matrix.Edit("för hand", edit), in_word=True))
    case = matrix.Case("rsplan", matrix.Edit("för hand", edit, words), "")
    assert matrix.try_case(case, before, report, validate=validate).faults == ()
    return before, matrix._refreshed(before, report).data or before


def split(name: str, at: int, *, marked: bool = True, headings: bool = False) -> Edit:
    """Word splits a table inside its control; other programs drop the control, some repeat the headings."""

    def make(package: Package) -> None:
        whole = matrix.table(package, name)
        second = parse_fragment("<w:tbl/>")
        for part in ("tblPr", "tblGrid"):
            second.append(matrix.deepcopy(child(whole, part)))
        lines = matrix.rows(whole)
        if headings:
            second.append(matrix.deepcopy(lines[0]))
        second.extend(lines[at:])
        whole.addnext(second)
        whole.addnext(matrix.plain_paragraph("Mellan tabellerna"))
        if not marked:
            holder = next(whole.iterancestors(SDT))
            for block in list(child(holder, "sdtContent")):  # type: ignore[arg-type]
                holder.addprevious(block)
            holder.getparent().remove(holder)  # type: ignore[union-attr]

    return make


@pytest.mark.parametrize(
    ("name", "at", "marked", "headings", "change"),
    [
        (ASSIGNMENTS, 6, True, False, MANY),
        (ASSIGNMENTS, 6, True, True, NEW),
        (ASSIGNMENTS, 6, False, False, GONE),
        (ASSIGNMENTS, 18, False, True, TURNED),
        (UNITS, 2, False, False, PAUSED),
        (UNITS, 4, True, True, PAUSED),
    ],
)
def test_a_table_that_was_split_is_one_table_in_two_parts(
    name: str, at: int, marked: bool, headings: bool, change: str, written: bytes, reports: Mapping[str, Report]
) -> None:
    before, after = tried(written, split(name, at, marked=marked, headings=headings), reports[change])
    assert len(tables(after)) == len(tables(before))
    assert "Mellan tabellerna" in matrix.all_text(after)
    whole = matrix._refreshed(written, reports[change]).data
    first, second = tables(after)[nth(after, name) :][:2]
    assert first + second[headings:] == table(whole, name)
    assert not headings or second[0] == first[0]
    assert check(open_document(after, "x"), reports[change], {}, ()).differences == ()


def test_a_table_in_three_parts_is_renewed_and_an_emptied_part_goes(
    written: bytes, reports: Mapping[str, Report]
) -> None:
    def make(package: Package) -> None:
        split(ASSIGNMENTS, 12)(package)
        split(ASSIGNMENTS, 6)(package)

    _, after = tried(written, make, reports[GONE])
    whole = matrix._refreshed(written, reports[GONE]).data
    first, second, third = tables(after)[nth(after, ASSIGNMENTS) :][:3]
    assert first + second + third == table(whole, ASSIGNMENTS)


def test_a_persons_table_of_the_same_items_is_no_part(written: bytes, reports: Mapping[str, Report]) -> None:
    def make(package: Package) -> None:
        whole = matrix.table(package, ASSIGNMENTS)
        own = parse_fragment("<w:tbl/>")
        for name in ("tblPr", "tblGrid"):
            own.append(matrix.deepcopy(child(whole, name)))
        own.extend(matrix.deepcopy(row) for row in matrix.rows(whole)[:5])
        for row in own.iter(matrix.TR):
            matrix.say(matrix.cell_paragraph(row, 0), visible_text(matrix.cell_paragraph(row, 0)))
        matrix.say(
            matrix.cell_paragraph(matrix.rows(own)[3], len(list(matrix.rows(own)[3].iter(matrix.TC))) - 1), "Min"
        )
        paragraph = matrix.paragraph_with(package, "Sammantaget kan konstateras")
        paragraph.addnext(own)

    before, after = tried(written, make, reports[MANY], "Min")
    own = next(found for found in tables(before) if found[3][-1:] == ["Min"])
    assert own in tables(after)


def copied_column(retyped: bool) -> Edit:
    def make(package: Package) -> None:
        found = matrix.table(package, UNITS)
        for number, row in enumerate(matrix.rows(found)):
            cells = list(row.iter(matrix.TC))
            made = matrix.deepcopy(cells[2])
            cells[-1].addnext(made)
            if retyped or number == 0:
                matrix.say(next(made.iter(matrix.P)), f"Förra året {number}")
        child(found, "tblGrid").append(element("gridCol", w="900"))  # type: ignore[union-attr]

    return make


@pytest.mark.parametrize(("retyped", "change"), [(True, PAUSED), (False, MANY)])
def test_a_copied_column_is_the_persons_whatever_it_says(
    retyped: bool, change: str, written: bytes, reports: Mapping[str, Report]
) -> None:
    before, after = tried(written, copied_column(retyped), reports[change], "Förra året 0")
    assert [row[-1] for row in table(after, UNITS)] == [row[-1] for row in table(before, UNITS)]
    body = matrix.read_package(after, "x").tree("word/document.xml")
    found = list(body.iter(qname("w:tbl")))[nth(after, UNITS)]
    last = [list(row.iter(matrix.TC))[-1] for row in found.iter(matrix.TR)]
    assert [binding_key(one) for cell in last for one in cell.iter(SDT)].count(None) == sum(
        1 for cell in last for _ in cell.iter(SDT)
    )


def test_a_copied_row_that_was_retyped_is_the_persons(written: bytes, reports: Mapping[str, Report]) -> None:
    def make(package: Package) -> None:
        row = matrix.rows(matrix.table(package, UNITS))[2]
        made = matrix.deepcopy(row)
        row.addnext(made)
        matrix.say(matrix.cell_paragraph(made, 0), "Egen enhet")
        matrix.say(matrix.cell_paragraph(made, 3), "4711")

    before, after = tried(written, make, reports[MANY], "Egen enhet", "4711")
    assert next(row for row in table(before, UNITS) if row[0] == "Egen enhet") in table(after, UNITS)


@pytest.mark.parametrize("in_control", [True, False])
def test_a_copied_table_that_was_retyped_is_the_persons(
    in_control: bool, written: bytes, reports: Mapping[str, Report]
) -> None:
    def make(package: Package) -> None:
        whole = matrix.table(package, UNITS)
        own = matrix.deepcopy(next(whole.iterancestors(SDT)) if in_control else whole)
        for number, row in enumerate(own.iter(matrix.TR)):
            if number % 2:
                matrix.say(matrix.cell_paragraph(row, 2), f"förra året {number}")
        matrix.paragraph_with(package, "Sammantaget kan konstateras").addnext(own)

    before, after = tried(written, make, reports[MANY], "förra året 1", "förra året 3")
    own = next(found for found in tables(before) if "förra året 1" in found[1])
    assert own in tables(after)


def merge_down(name: str, column: int, first: int, last: int) -> Edit:
    def make(package: Package) -> None:
        lines = matrix.rows(matrix.table(package, name))
        for at in range(first, last + 1):
            properties = child(list(lines[at].iter(matrix.TC))[column], "tcPr")
            merged = element("vMerge", val="restart") if at == first else element("vMerge")
            child(properties, "tcW").addnext(merged)  # type: ignore[arg-type,union-attr]

    return make


def hidden_figures(data: bytes) -> list[str]:
    """What stands in cells that Word shows as the lower part of the one above."""
    body = matrix.read_package(data, "x").tree("word/document.xml")
    cells = (found.getparent().getparent() for found in body.iter(qname("w:vMerge")) if not found.get(qname("w:val")))
    return [text for cell in cells if (text := visible_text(cell))]


def test_a_new_column_beside_merged_cells_hides_no_figure(written: bytes, reports: Mapping[str, Report]) -> None:
    before = bytes(matrix.edited(written, matrix.Edit("för hand", merge_down(UNITS, -1, 2, 4))))
    after = matrix._refreshed(before, reports[PAUSED]).data
    assert len(hidden_figures(after)) <= len(hidden_figures(before))
    assert list(matrix._invalid(before, after)) == []


def own_column_merged(package: Package) -> None:
    matrix.column_added(package)
    lines = matrix.rows(matrix.table(package, ASSIGNMENTS))
    for at in (2, 3, 4, 5):
        cell = list(lines[at].iter(matrix.TC))[-1]
        merged = element("vMerge", val="restart") if at == 2 else element("vMerge")
        child(cell, "tcPr", "tcW").addnext(merged)  # type: ignore[union-attr]
        if at > 2:
            matrix.say(next(cell.iter(matrix.P)), "")


@pytest.mark.parametrize("change", [NEW, GONE])
def test_a_persons_merged_cells_stay_merged_over_the_same_rows(
    change: str, written: bytes, reports: Mapping[str, Report]
) -> None:
    _, after = tried(written, own_column_merged, reports[change], f"{matrix.HUMAN}, rad 2", validate=True)
    assert hidden_figures(after) == []


def control_around_row(package: Package) -> None:
    row = matrix.rows(matrix.table(package, ASSIGNMENTS))[4]
    holder = parse_fragment('<w:sdt><w:sdtPr><w:id w:val="99001"/></w:sdtPr><w:sdtContent/></w:sdt>')
    row.addprevious(holder)
    child(holder, "sdtContent").append(row)  # type: ignore[union-attr]


@pytest.mark.parametrize("change", [GONE, TURNED])
def test_a_control_that_a_person_put_around_a_row_stays(
    change: str, written: bytes, reports: Mapping[str, Report]
) -> None:
    _, after = tried(written, control_around_row, reports[change], validate=change == TURNED)
    body = matrix.read_package(after, "x").tree("word/document.xml")
    (holder,) = (found for found in body.iter(SDT) if (child(found, "sdtPr", "id").get(qname("w:val"))) == "99001")  # type: ignore[union-attr]
    assert len(list(holder.iter(matrix.TR))) == 1


def filled(kind: str) -> Edit:
    """A list of a person's in a cell of rsplan's, set to what stood there."""

    def make(package: Package) -> None:
        paragraph = matrix.cell_paragraph(matrix.rows(matrix.table(package, ASSIGNMENTS))[2], 2)
        runs: list[Element] = [found for found in paragraph if found.tag == matrix.R]
        holder = parse_fragment(f"<w:sdt><w:sdtPr><w:id w:val='99002'/>{kind}</w:sdtPr><w:sdtContent/></w:sdt>")
        runs[0].addprevious(holder)
        child(holder, "sdtContent").extend(runs)  # type: ignore[union-attr]

    return make


@pytest.mark.parametrize("kind", ["<w:dropDownList/>", "<w:date/>"])
def test_what_a_person_chose_in_a_list_of_theirs_is_told_and_left(
    kind: str, written: bytes, reports: Mapping[str, Report]
) -> None:
    before = bytes(matrix.edited(written, matrix.Edit("för hand", filled(kind))))
    done = matrix._refreshed(before, reports[MANY])
    assert table(done.data, ASSIGNMENTS)[2] == table(before, ASSIGNMENTS)[2]
    assert "RSP501" in [entry.code for entry in done.findings]


def words_pending(package: Package) -> None:
    paragraph = matrix.cell_paragraph(matrix.rows(matrix.table(package, ASSIGNMENTS))[4], 0)
    run = element("r", element("t"))
    run[0].text = " OBS"
    paragraph.append(matrix._revision("ins", run))


def words_typed(package: Package) -> None:
    paragraph = matrix.cell_paragraph(matrix.rows(matrix.table(package, ASSIGNMENTS))[4], 0)
    matrix.say(paragraph, f"{visible_text(paragraph)} OBS")


@pytest.mark.parametrize("edit", [words_typed, words_pending])
def test_a_row_that_is_left_is_told_by_every_refresh(edit: Edit, written: bytes, reports: Mapping[str, Report]) -> None:
    """Its title is no longer the item's, so it is known by the row that it stands behind."""
    before, after = tried(written, edit, reports[GONE], "OBS")
    first, second = (matrix._refreshed(data, reports[GONE]) for data in (before, after))
    told = [str(entry) for entry in first.findings if entry.code == codes.ROW_GONE]
    assert told
    assert second.data is None
    assert [str(entry) for entry in second.findings if entry.code == codes.ROW_GONE] == told
    assert check(open_document(after, "rapport.docx"), reports[GONE], {}, ()).differences


@pytest.mark.parametrize("change", ["enhet bytte namn", GONE])
def test_a_row_that_goes_with_its_item_was_not_removed_by_hand(
    change: str, written: bytes, reports: Mapping[str, Report]
) -> None:
    told = matrix._refreshed(written, reports[change]).findings
    assert codes.REMOVED_BY_HAND not in {entry.code for entry in told}


def headings_alone(package: Package) -> None:
    """The table as rsplan once set it: the heading of a goal area in one cell over all columns, and so remembered."""
    for row in matrix.rows(matrix.table(package, ASSIGNMENTS)):
        first, *others = row.iter(matrix.TC)
        if " uppdrag" in visible_text(others[0]).replace("\u00a0", " "):
            for cell in others:
                row.remove(cell)
            child(first, "tcPr", "tcW").addnext(element("gridSpan", w=str(1 + len(others))))  # type: ignore[union-attr]
    store = package.tree(matrix.store_part(package))
    for record in store.iter():
        if record.get("kind") == "group" and record.getparent().get("id") == ASSIGNMENTS:  # type: ignore[union-attr]
            del record[1:]


AREAS = ("nytt målområde", "uppdrag bytte målområde", "målområde bytte namn", GONE, MANY)


@pytest.mark.parametrize("change", AREAS)
def test_a_heading_that_stands_alone_in_its_row_still_does(
    change: str, written: bytes, reports: Mapping[str, Report]
) -> None:
    before, after = tried(written, headings_alone, reports[change])
    headings = {group.heading for group in reports[change].tables[ASSIGNMENTS].groups}
    assert {row[0] for row in table(after, ASSIGNMENTS) if len(row) == 1} == headings
    assert any(len(row) == 1 for row in table(before, ASSIGNMENTS))
    assert check(open_document(after, "x"), reports[change], {}, ()).differences == ()


@pytest.mark.parametrize("change", AREAS)
def test_the_row_of_a_goal_area_says_today_how_many_it_has(
    change: str, written: bytes, reports: Mapping[str, Report]
) -> None:
    _, after = tried(written, matrix.untouched, reports[change])
    today = reports[change].tables[ASSIGNMENTS]
    rows = {row[0]: row for row in table(after, ASSIGNMENTS)}
    for group in today.groups:
        assert rows[group.heading] == list(today.heading_cells(group))


def test_a_person_who_writes_in_a_goal_areas_row_is_asked(written: bytes, reports: Mapping[str, Report]) -> None:
    def make(package: Package) -> None:
        row = matrix.rows(matrix.table(package, ASSIGNMENTS))[1]
        matrix.say(matrix.cell_paragraph(row, 1), "Sju uppdrag, alla viktiga")

    _, after = tried(written, make, reports[GONE], "Sju uppdrag, alla viktiga")
    assert table(after, ASSIGNMENTS)[1][1].startswith("Sju uppdrag, alla viktiga")
