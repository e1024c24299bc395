"""Mends the structure of LibreOffice's PDF for those who hear it: notes and their links, row headings, what is drawn.

The rules are those of PDF/UA-1 (ISO 14289-1:2014): 7.1 (everything is tagged or an artifact), 7.5 (headings of
tables), 7.9 (notes), 7.18.3 (order of annotations), 7.18.5 (links). What cannot be mended is said, in Swedish.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from msgspec import Struct
from pikepdf import Array, Dictionary, Name, NameTree, NumberTree, Object, Pdf, String

# What draws a path, and what begins one (ISO 32000-1, tables 59 and 60).
_PAINT = frozenset(("S", "s", "f", "F", "f*", "B", "B*", "b", "b*"))
_PATH = frozenset(("m", "re"))
_ROLES = {"/Title": "/H1", "/caption": "/Caption", "/Caption": ""}


class WordTable(Struct, frozen=True):
    """What the Word document says of a table: how many rows it has, and whether the first column heads them."""

    rows: int
    row_headings: bool


def mend_structure(pdf: Pdf, tables: Sequence[WordTable]) -> list[str]:
    """Mend the structure; what could not be, each as a Swedish clause."""
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return ["pdf-filen saknar struktur"]
    _name_roles(root)
    for page in pdf.pages:
        _mark_drawings(pdf, page)
        if "/Annots" in page.obj:
            page.obj["/Tabs"] = Name.S
    told = _tie_notes(pdf, root)
    if not _head_rows(root, tables):
        told.append("tabellerna i pdf-filen är inte desamma som i Word, och deras rader saknar rubriker")
    return told


def elements(root: Object | None, *roles: str) -> Iterator[Object]:
    """The elements of the structure that have one of some roles, in reading order."""
    waiting: list[Object | None] = [root]
    while waiting:
        found = waiting.pop()
        if isinstance(found, Array):
            waiting.extend(reversed(list(found)))
        elif isinstance(found, Dictionary):
            if str(found.get("/S", "")) in roles:
                yield found
            waiting.append(found.get("/K"))


def _name_roles(root: Object) -> None:
    """The document's title is a heading and a caption a caption: LibreOffice calls both ordinary paragraphs."""
    roles = root.get("/RoleMap")
    for own, standard in _ROLES.items():
        if roles is None or own not in roles:
            continue
        if standard:
            roles[own] = Name(standard)
        else:
            del roles[own]


# What is drawn


def _mark_drawings(pdf: Pdf, page: pikepdf.Page) -> None:
    """Lines that belong to nothing, such as a paragraph's border, become artifacts."""
    written = list(pikepdf.parse_content_stream(page))
    depth, begun = 0, None
    stray: list[tuple[int, int]] = []
    for place, one in enumerate(written):
        name = str(one.operator)
        if name in ("BDC", "BMC"):
            depth += 1
        elif name == "EMC":
            depth -= 1
        elif name in _PATH and begun is None:
            begun = place
        elif name in _PAINT or name == "n":
            if name != "n" and depth == 0 and begun is not None:
                stray.append((begun, place))
            begun = None
    if not stray:
        return
    opened = pikepdf.ContentStreamInstruction([Name.Artifact], pikepdf.Operator("BMC"))
    closed = pikepdf.ContentStreamInstruction([], pikepdf.Operator("EMC"))
    for start, end in reversed(stray):
        written[start : end + 1] = [opened, *written[start : end + 1], closed]
    page.obj["/Contents"] = pdf.make_stream(pikepdf.unparse_content_stream(written))


# Notes


def _tie_notes(pdf: Pdf, root: Object) -> list[str]:
    """Give each note an id, and put the link back from it into the structure."""
    notes = list(elements(root, "/Note"))
    if notes:
        _number_notes(pdf, root, notes)
    parents = NumberTree(root["/ParentTree"])
    told = []
    for number, page in enumerate(pdf.pages, start=1):
        stray = [one for one in page.obj.get("/Annots", []) if "/StructParent" not in one]
        if not stray:
            continue
        here = [note for note in notes if page_of(note) == page.obj.objgen]
        if len(here) != len(stray) or any(one.get("/Subtype") != Name.Link for one in stray):
            told.append(f"länkar på sidan {number} i pdf-filen står utanför strukturen")
            continue
        stray.sort(key=lambda one: -float(one["/Rect"][1]))
        for note, link in zip(here, stray, strict=True):
            _tie_note(pdf, parents, page.obj, note, link)
    root["/ParentTreeNextKey"] = max(parents, default=-1) + 1
    return told


def _number_notes(pdf: Pdf, root: Object, notes: Sequence[Object]) -> None:
    known = NameTree.new(pdf)
    for number, note in enumerate(notes, start=1):
        note["/ID"] = String(f"fotnot-{number}")
        known[f"fotnot-{number}"] = note
    root["/IDTree"] = known.obj


def _tie_note(pdf: Pdf, parents: NumberTree, page: Object, note: Object, link: Object) -> None:
    """The number of a note becomes its label, with the link in it. A note that is one paragraph is no paragraph too."""
    inner = _kids(note)
    first = inner[0] if inner and isinstance(inner[0], Dictionary) and "/S" in inner[0] else note
    holder = note if len(inner) == 1 else first
    kids = _kids(first)
    label = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Lbl, P=holder, Pg=page))
    linked = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Link, P=label, Pg=page))
    number: list[Any] = [kids.pop(0)] if len(kids) > 1 and isinstance(kids[0], int) else []
    linked["/K"] = Array([*number, Dictionary(Type=Name.OBJR, Obj=link, Pg=page)])
    label["/K"] = Array([linked])
    holder["/K"] = Array([label, *kids])
    holder["/Pg"] = page
    link["/StructParent"] = key = max(parents, default=-1) + 1
    parents[key] = linked
    _move(parents, page, number, linked)
    _move(parents, page, kids, holder)


def _kids(found: Object) -> list[Any]:
    """What an element holds: elements, and numbers of contents on its page."""
    inner = found.get("/K")
    return [] if inner is None else list(inner) if isinstance(inner, Array) else [inner]


def _move(parents: NumberTree, page: Object, kids: Sequence[object], holder: Object) -> None:
    """Let the tree of parents know where contents have gone."""
    listed = parents[int(page["/StructParents"])]
    for kid in kids:
        if isinstance(kid, int):
            listed[kid] = holder
        elif isinstance(kid, Dictionary) and "/MCID" in kid:
            parents[int(kid.get("/Pg", page)["/StructParents"])][int(kid["/MCID"])] = holder
        elif isinstance(kid, Dictionary) and "/S" in kid:
            kid["/P"] = holder


def page_of(element: Object) -> tuple[int, int] | None:
    """The page that an element stands on: its own, or that of the first element in it that names one."""
    waiting: list[Object | None] = [element]
    while waiting:
        found = waiting.pop(0)
        if isinstance(found, Array):
            waiting.extend(found)
        elif isinstance(found, Dictionary):
            if "/Pg" in found:
                return found["/Pg"].objgen
            waiting.append(found.get("/K"))
    return None


# Tables


def _head_rows(root: Object, tables: Sequence[WordTable]) -> bool:
    """Make the first cell of a row its heading, in the tables that say so in Word. False where these are others."""
    found = list(elements(root, "/Table"))
    rows = [list(elements(table, "/TR")) for table in found]
    if [len(one) for one in rows] != [table.rows for table in tables]:
        return not any(table.row_headings for table in tables)
    for one, table in zip(rows, tables, strict=True):
        for row in one if table.row_headings else ():
            cells = _kids(row)
            # A cell over the whole row heads the rows below it, which a program that reads aloud has no word for.
            if len(cells) > 1 and isinstance(cells[0], Dictionary) and cells[0].get("/S") == Name.TD:
                _make_heading(cells[0])
    return True


def _make_heading(cell: Object) -> None:
    cell["/S"] = Name.TH
    told = cell.get("/A")
    attributes = list(told) if isinstance(told, Array) else [] if told is None else [told]
    own = next((one for one in attributes if isinstance(one, Dictionary) and one.get("/O") == Name.Table), None)
    if own is not None:
        own["/Scope"] = Name.Row
    else:
        cell["/A"] = Array([*attributes, Dictionary(O=Name.Table, Scope=Name.Row)])
