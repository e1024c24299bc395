"""Types in Word files as a person does in LibreOffice Writer, over UNO, and saves them as docx.

Run by a Python that has ``uno`` (``/usr/bin/python3`` with python3-uno), since the project's own has not. Knows nothing
of rsplan but a few words of its report. ``typed_edits.py`` starts LibreOffice and calls this:

    /usr/bin/python3 scripts/libreoffice_hands.py PORT SOURCE FOLDER [EDIT ...]

Each edit is made in a fresh copy of SOURCE and saved as ``FOLDER/NUMBER.docx``; a line of JSON says which it was, and
what it typed, or why it could not. Without edits it makes all of them; ``--list`` names them. There are no comments:
LibreOffice without a screen falls when one is put in; ``refresh_matrix.py`` has them in files that it has saved.
"""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from com.sun.star.container import NoSuchElementException  # type: ignore[import-not-found]
from com.sun.star.style.BreakType import PAGE_BEFORE  # type: ignore[import-not-found]
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK  # type: ignore[import-not-found]
from com.sun.star.text.TextContentAnchorType import AS_CHARACTER  # type: ignore[import-not-found]
from com.sun.star.uno import RuntimeException  # type: ignore[import-not-found]

# Tables of rsplan's by their first two headings.
ASSIGNMENTS, INDICATORS, UNITS = "Uppdrag|Beslutad av", "Nyckeltal|Målvärde", "Enhet|Planerade"
MINE = "Handskrivet"
SENTENCES = {
    "uppdrag": "Planen innehåller totalt 29 uppdrag",
    "utfall": "två av uppdragen är uppfyllda och 27 delvis uppfyllda",
    "nyckeltal": "Av de kortsiktiga nyckeltalen är fyra gröna, fyra gula, sex röda och tre har ingen data",
    "aktiviteter": "Efter april månad var 23 genomförda, 216 pågående enligt plan, 43 planerade och 12 försenade",
}
_DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def _property(name: str, value: object) -> Any:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


class Writer:
    """One document that is open in LibreOffice, and the hand at its keyboard."""

    def __init__(self, office: Any, path: Path) -> None:
        self._office = office
        self._desktop = office.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", office)
        self.doc = self._desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (_property("Hidden", True),))
        self._frame = self.doc.CurrentController.Frame
        self.view = self.doc.CurrentController.ViewCursor
        self._dispatcher = office.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", office)
        self.words: list[str] = []
        self._names: dict[str, str] = {}

    def save(self, path: Path) -> None:
        """Save as docx and close."""
        self.doc.storeToURL(path.as_uri(), (_property("FilterName", "MS Word 2007 XML"),))
        self.doc.close(True)

    def press(self, command: str, **arguments: object) -> None:
        """Give a command of the menus: ``Cut``, ``Paste``, ``InsertRowsAfter`` …"""
        told = tuple(_property(name, value) for name, value in arguments.items())
        self._dispatcher.executeDispatch(self._frame, f".uno:{command}", "", 0, told)

    def find(self, text: str, number: int = 0) -> Any:
        """The place of a text."""
        search = self.doc.createSearchDescriptor()
        search.SearchString, search.SearchCaseSensitive = text, True
        found = self.doc.findFirst(search)
        for _ in range(number):
            found = self.doc.findNext(found.End, search)
        if found is None:
            raise LookupError(f"ingen text {text!r}")
        return found

    def mark(self, text: str, number: int = 0) -> None:
        """Select a text with the mouse."""
        self.doc.CurrentController.select(self.find(text, number))

    def mark_paragraph(self, text: str, *, end: bool = True) -> None:
        """Select a whole paragraph, with its end or without it."""
        self.view.gotoRange(self.find(text).Start, False)
        self.press("GoToStartOfPara")
        self.press("EndOfParaSel")
        if end:
            self.view.goRight(1, True)

    def type(self, text: str, *, mine: bool = True) -> None:
        """Type where the cursor is, over what is selected; ``mine``: the words must be found afterwards."""
        self.press("InsertText", Text=text)
        if mine:
            self.words.append(text.strip())

    def instead(self, old: str, new: str, *, mine: bool = True, number: int = 0) -> None:
        """Select a text and type another."""
        self.mark(old, number)
        self.type(new, mine=mine)

    def before(self, text: str, number: int = 0) -> None:
        """Put the cursor before a text."""
        self.view.gotoRange(self.find(text, number).Start, False)

    def after(self, text: str, number: int = 0) -> None:
        """Put the cursor after a text."""
        self.view.gotoRange(self.find(text, number).End, False)

    # Tables

    def table(self, name: str) -> Any:
        """A table by its first headings as it came, or by LibreOffice's name for it."""
        if "|" in name and name not in self._names:
            for one in self.doc.TextTables.ElementNames:
                found = self.doc.TextTables.getByName(one)
                heads = "|".join(found.getCellByName(cell).String.strip() for cell in ("A1", "B1"))
                self._names.setdefault(heads, one)
        return self.doc.TextTables.getByName(self._names.get(name, name))

    def cell(self, table: str, name: str) -> None:
        """Put the cursor in a cell, at its end."""
        cell = self.table(table).getCellByName(name)
        self.view.gotoRange(cell.Text.End, False)

    def row_of(self, table: str, title: str) -> int:
        """The number of the row, from 1, whose first cell says so."""
        found = self.table(table)
        for name in found.CellNames:
            if name.startswith("A") and title in found.getCellByName(name).String.replace("\xad", ""):
                return int(name[1:])
        raise LookupError(f"ingen rad {title!r}")

    def say(self, table: str, name: str, text: str, *, mine: bool = True) -> None:
        """Type over all that a cell says."""
        cell = self.table(table).getCellByName(name)
        cursor = cell.Text.createTextCursor()
        cursor.gotoEnd(True)
        self.doc.CurrentController.select(cursor)
        self.type(text, mine=mine)

    def mark_cells(self, table: str, first: str, last: str) -> None:
        """Select cells."""
        self.doc.CurrentController.select(self.table(table).getCellRangeByName(f"{first}:{last}"))

    def split(self, *, headings: int) -> None:
        """Split the table above the row of the cursor; ``headings``: 0 copies them, 3 gives none. Without its argument,
        which has had several names, the command asks a question and LibreOffice without a screen falls."""
        names = ("Type", "Amount", "Mode", "Option", "HeadlineOption")
        self.press("SplitTable", **dict.fromkeys(names, headings))

    def picture(self) -> None:
        """Put in a picture where the cursor is."""
        graphic = self.doc.createInstance("com.sun.star.text.TextGraphicObject")
        provider = self._office.ServiceManager.createInstanceWithContext(
            "com.sun.star.graphic.GraphicProvider", self._office
        )
        pipe = self._office.ServiceManager.createInstanceWithContext(
            "com.sun.star.io.SequenceInputStream", self._office
        )
        pipe.initialize((uno.ByteSequence(base64.b64decode(_DOT)),))
        graphic.Graphic = provider.queryGraphic((_property("InputStream", pipe),))
        graphic.AnchorType, graphic.Width, graphic.Height = AS_CHARACTER, 500, 500
        self.view.Text.insertTextContent(self.view.Start, graphic, False)

    def note(self, text: str, kind: str = "Footnote") -> None:
        """Put in a footnote or an endnote where the cursor is."""
        made = self.doc.createInstance(f"com.sun.star.text.{kind}")
        self.view.Text.insertTextContent(self.view.Start, made, False)
        made.insertString(made.createTextCursor(), text, False)
        self.words.append(text)


Edit = Callable[[Writer], None]


def untouched(_: Writer) -> None:
    """Nothing: LibreOffice opens the document and saves it."""


# --- Prose ------------------------------------------------------------------------------------------------------------


def words_before_and_after(hand: Writer) -> None:
    """Words beside a computed sentence, in its paragraph."""
    for text in SENTENCES.values():
        hand.before(text)
        hand.type(f"{MINE} före {text[:12]}: ")
        hand.find(text)
        hand.view.gotoRange(hand.find(text[-30:]).End, False)
        hand.type(f" ({MINE} efter {text[:12]})")


def words_inside(hand: Writer) -> None:
    """Words in the middle of computed sentences."""
    hand.after("innehåller totalt 29 ")
    hand.type("prioriterade ")
    hand.after("är uppfyllda och 27 ")
    hand.type("tyvärr bara ")


def figures_swapped(hand: Writer) -> None:
    """Two figures of a sentence change places."""
    hand.instead("fyra gröna, fyra gula, sex röda", "sex gröna, fyra gula, fyra röda")
    hand.instead("23 genomförda", "43 genomförda")
    hand.instead("43 planerade", "23 planerade")


def reworded_same_numbers(hand: Writer) -> None:
    """A sentence in a person's own words that says the same."""
    hand.instead(SENTENCES["utfall"], "27 uppdrag bara är delvis uppfyllda medan två är helt uppfyllda")


def reworded_other_numbers(hand: Writer) -> None:
    """A sentence in a person's own words that says something else."""
    hand.instead(SENTENCES["utfall"], "tre uppdrag är helt uppfyllda och 26 delvis uppfyllda")


def digits_for_words(hand: Writer) -> None:
    """4 for "fyra", "tolv" for 12."""
    hand.instead("fyra gröna, fyra gula, sex röda", "4 gröna, 4 gula, 6 röda")
    hand.instead("12 försenade", "tolv försenade")


def negated(hand: Writer) -> None:
    """A negation in a computed sentence, and one before a figure."""
    hand.instead("uppdragen är uppfyllda", "uppdragen är inte uppfyllda")
    hand.before("Just nu finns")
    hand.type("Det är inte sant att det är så här. ")


def items_named(hand: Writer) -> None:
    """Sentences of a person's that name an item with a status."""
    hand.mark_paragraph("Syftet med den här", end=False)
    hand.view.collapseToEnd()
    hand.type(" Inte heller nyckeltalet för sjukfrånvaron nås. Nyckeltalet för bruttokostnadsutvecklingen är uppnått.")
    hand.type(" Planen har 29 uppdrag och 12 försenade aktiviteter.")


def sentence_deleted(hand: Writer) -> None:
    """A computed sentence is selected and deleted."""
    hand.mark(SENTENCES["uppdrag"])
    hand.press("Delete")
    hand.mark(SENTENCES["aktiviteter"][:20])
    for _ in SENTENCES["aktiviteter"][20:]:
        hand.view.goRight(1, True)
    hand.view.goRight(2, True)
    hand.press("Delete")


def sentence_half_deleted(hand: Writer) -> None:
    """The end of a computed sentence is deleted, and a bit of the next."""
    hand.mark("och tre har ingen data")
    hand.press("Delete")
    hand.mark("delvis uppfyllda")
    hand.view.goRight(12, True)
    hand.press("Delete")


def paragraph_cut_and_pasted(hand: Writer) -> None:
    """A paragraph with figures is cut, and pasted in another section."""
    hand.mark_paragraph("En analys av aktiviteterna")
    hand.press("Cut")
    hand.before("Syftet med den här")
    hand.press("Paste")


def paragraph_copied_and_pasted(hand: Writer) -> None:
    """A paragraph with figures is copied, and pasted at two places."""
    hand.mark_paragraph("Planen innehåller totalt")
    hand.press("Copy")
    for text in ("Syftet med den här", "Sammantaget kan konstateras"):
        hand.before(text)
        hand.press("Paste")


def paragraph_copied_and_retyped(hand: Writer) -> None:
    """A copy of a paragraph with figures says something else."""
    paragraph_copied_and_pasted(hand)
    hand.instead("Planen innehåller totalt 29 uppdrag", f"{MINE} fanns 31 uppdrag förra året")


def paragraph_split_and_joined(hand: Writer) -> None:
    """A paragraph is split between and within sentences, and another joined with the one after it."""
    hand.before("Av dem har 24")
    hand.press("InsertPara")
    hand.before("216 pågående")
    hand.press("InsertPara")
    hand.mark_paragraph("Syftet med den här", end=False)
    hand.view.collapseToEnd()
    hand.press("Delete")


def looks(hand: Writer) -> None:
    """Half of the computed sentences in bold, italics and colour."""
    for text in ("29 uppdrag", "fyra gröna, fyra", "12 försenade"):
        hand.mark(text)
        hand.press("Bold")
        hand.mark(text[-6:])
        hand.press("Italic")
        hand.press("Color", Color=0xC00000)


def replaced_everywhere(hand: Writer) -> None:
    """Search and replace through the whole document."""
    replace = hand.doc.createReplaceDescriptor()
    replace.SearchString, replace.ReplaceString, replace.SearchCaseSensitive = "försenade", "fördröjda", True
    hand.doc.replaceAll(replace)
    hand.words.append("fördröjda")


def spell_out(hand: Writer) -> None:
    """Figures that stand alone are typed over, one right, one wrong."""
    for before, old, new in (("Just nu finns ", "12", "tolv"), ("försenade aktiviteter, och ", "2", "7")):
        hand.after(before)
        while hand.view.String.strip("\u2063\u0001") != old:
            hand.view.goRight(1, True)
            if len(hand.view.String) > len(old) + 2:
                raise LookupError(f"inget {old!r} efter {before!r}")
        hand.type(new, mine=False)


# --- Things -----------------------------------------------------------------------------------------------------------


def notes(hand: Writer) -> None:
    """Footnotes and an endnote after computed sentences, in prose and in cells; a control of plain text takes none."""
    for text in (SENTENCES["uppdrag"], SENTENCES["nyckeltal"][-20:]):
        hand.after(text)
        hand.view.goRight(2, False)
        hand.note(f"{MINE} not vid {text[:12]}")
    hand.after("Stratsys som står")
    hand.note(f"{MINE} not i prosan")
    hand.after("Syftet med den här")
    hand.note(f"{MINE} slutnot", "Endnote")
    hand.cell(ASSIGNMENTS, "A4")
    hand.note(f"{MINE} not i en cell")
    hand.cell(ASSIGNMENTS, "C5")
    hand.note(f"{MINE} not vid ett läge")


def pictures(hand: Writer) -> None:
    """Pictures in a sentence, in prose, in cells."""
    for text in ("29 uppdrag", "Syftet med den här"):
        hand.after(text)
        hand.picture()
    for name in ("A4", "C5"):
        hand.cell(ASSIGNMENTS, name)
        hand.picture()


def headings_lists_and_breaks(hand: Writer) -> None:
    """New headings, lists, page breaks, a sentence as heading."""
    hand.before("Det ekonomiska läget följs upp")
    hand.type(f"{MINE} rubrik")
    hand.press("InsertPara")
    hand.find(f"{MINE} rubrik").ParaStyleName = "Heading 2"
    hand.before("Planen innehåller totalt")
    hand.press("DefaultBullet")
    hand.find("En analys av aktiviteterna").BreakType = PAGE_BEFORE
    hand.instead("Resultat för uppdrag och nyckeltal", f"{MINE} resultat för uppdragen")
    hand.before("Efter april månad var")
    hand.press("InsertPara")
    hand.press("DefaultNumbering")


def headers_and_footers(hand: Writer) -> None:
    """Words in every header and footer."""
    styles = hand.doc.StyleFamilies.getByName("PageStyles")
    for number in range(styles.Count):
        style = styles.getByIndex(number)
        for kind in ("Header", "Footer"):
            if style.isInUse() and getattr(style, f"{kind}IsOn"):
                text = getattr(style, f"{kind}Text")
                text.insertString(text.End, f" {MINE} i {kind}", False)
                hand.words.append(f"{MINE} i {kind}")


def links_and_bookmarks(hand: Writer) -> None:
    """A link on a figure, a bookmark around a sentence."""
    hand.find("29 uppdrag").HyperLinkURL = "https://example.org/plan"
    mark = hand.doc.createInstance("com.sun.star.text.Bookmark")
    mark.Name = "Mitt_bokmarke"
    found = hand.find("fyra gröna, fyra gula")
    found.Text.insertTextContent(found, mark, True)


def box(hand: Writer) -> None:
    """A text box with a person's words, anchored in a computed sentence."""
    frame = hand.doc.createInstance("com.sun.star.text.TextFrame")
    frame.Width, frame.Height = 5_000, 1_500
    hand.after("29 uppdrag")
    hand.view.Text.insertTextContent(hand.view.Start, frame, False)
    frame.Text.insertString(frame.Text.Start, f"{MINE} i en ruta", False)
    hand.words.append(f"{MINE} i en ruta")


# --- Tables -----------------------------------------------------------------------------------------------------------


def words_in_cells(hand: Writer) -> None:
    """Words after titles, after a status, in a group row and in a heading."""
    hand.cell(ASSIGNMENTS, "A3")
    hand.type(f" {MINE} efter titeln")
    hand.cell(ASSIGNMENTS, "C4")
    hand.type(f" {MINE} efter läget")
    hand.cell(ASSIGNMENTS, "A2")
    hand.type(f" {MINE} i gruppen")
    hand.cell(UNITS, "B3")
    hand.type(f" {MINE}")


def status_retyped(hand: Writer) -> None:
    """Statuses typed over, with and without their sign, right and wrong."""
    hand.say(ASSIGNMENTS, "C3", "Delvis uppfyllt", mine=False)
    hand.say(ASSIGNMENTS, "C4", "● Uppfyllt", mine=False)
    hand.say(ASSIGNMENTS, "C5", f"{MINE} läge")
    hand.say(UNITS, "C3", "777", mine=False)


def title_retyped(hand: Writer) -> None:
    """Titles typed over in other words."""
    hand.say(ASSIGNMENTS, "A3", f"{MINE} titel på ett uppdrag")
    hand.say(UNITS, "A3", f"{MINE} enhet")


def rows_added(hand: Writer) -> None:
    """Rows of a person's in the middle and at the end."""
    for table, name in ((ASSIGNMENTS, 4), (UNITS, 5)):
        hand.cell(table, f"A{name}")
        hand.press("InsertRowsAfter", Amount=1)
        hand.say(table, f"A{name + 1}", f"{MINE} rad i {table}")
        hand.say(table, f"B{name + 1}", f"{MINE} cell", mine=False)


def rows_deleted(hand: Writer) -> None:
    """Rows are deleted."""
    for table, name in ((ASSIGNMENTS, "A5"), (UNITS, "A6")):
        hand.cell(table, name)
        hand.press("DeleteRows")


def rows_moved(hand: Writer) -> None:
    """Rows are moved with Alt and the arrows, here as a cut and a paste."""
    table = hand.table(ASSIGNMENTS)
    wide = chr(ord("A") + 2)
    texts = [table.getCellByName(f"{column}5").String for column in "ABC"]
    hand.mark_cells(ASSIGNMENTS, "A5", f"{wide}5")
    hand.cell(ASSIGNMENTS, "A5")
    hand.press("DeleteRows")
    hand.cell(ASSIGNMENTS, "A3")
    hand.press("InsertRowsBefore", Amount=1)
    for column, text in zip("ABC", texts, strict=True):
        hand.say(ASSIGNMENTS, f"{column}3", text, mine=False)


def rows_copied(hand: Writer) -> None:
    """A row is copied into the table, the copy retyped."""
    hand.mark_cells(UNITS, "A4", "F4")
    hand.press("Copy")
    hand.cell(UNITS, "A8")
    hand.press("PasteRowsBefore")


def row_copied_and_retyped(hand: Writer) -> None:
    """A copied row gets a title and a figure of a person's."""
    rows_copied(hand)
    hand.say(UNITS, "A8", f"{MINE} enhet")
    hand.say(UNITS, "F8", "4711")


def columns_added(hand: Writer) -> None:
    """A column of a person's last, and one in the middle."""
    hand.cell(UNITS, "F1")
    hand.press("InsertColumnsAfter", Amount=1)
    hand.say(UNITS, "G1", f"{MINE} kolumn")
    hand.say(UNITS, "G3", f"{MINE} i kolumnen")
    hand.cell(UNITS, "A1")
    hand.press("InsertColumnsAfter", Amount=1)
    hand.say(UNITS, "B1", f"{MINE} ansvarig")


def columns_deleted(hand: Writer) -> None:
    """A column is deleted."""
    hand.cell(UNITS, "B1")
    hand.press("DeleteColumns")


def column_moved(hand: Writer) -> None:
    """A column of figures is moved last: its words are typed there and the column deleted."""
    table = hand.table(UNITS)
    count = table.Rows.Count
    texts = [table.getCellByName(f"B{row}").String for row in range(1, count + 1)]
    hand.cell(UNITS, "F1")
    hand.press("InsertColumnsAfter", Amount=1)
    for row, text in enumerate(texts, start=1):
        hand.say(UNITS, f"G{row}", text, mine=False)
    hand.cell(UNITS, "B1")
    hand.press("DeleteColumns")


def table_split(hand: Writer) -> None:
    """Tables are split in two with a paragraph between."""
    for name, cell in ((ASSIGNMENTS, "A12"), (UNITS, "A8")):
        hand.cell(name, cell)
        hand.split(headings=3)
        hand.press("GoUp")
        hand.type(f"{MINE} mellan delarna av {name}")


def table_split_with_headings(hand: Writer) -> None:
    """A table is split, its headings copied."""
    hand.cell(UNITS, "A8")
    hand.split(headings=0)


def table_split_thrice(hand: Writer) -> None:
    """A table is split in three."""
    for cell in ("A24", "A12"):
        hand.cell(ASSIGNMENTS, cell)
        hand.split(headings=3)


def cells_merged(hand: Writer) -> None:
    """Cells are merged down a column and along a row."""
    hand.mark_cells(ASSIGNMENTS, "B4", "B6")
    hand.press("MergeCells")
    hand.mark_cells(UNITS, "B4", "C4")
    hand.press("MergeCells")


def cells_split(hand: Writer) -> None:
    """A cell is split in two."""
    hand.cell(ASSIGNMENTS, "C4")
    hand.press("SplitCell", Amount=2, Horizontal=False)


def table_copied(hand: Writer) -> None:
    """A table is copied whole."""
    _copy_table(hand, UNITS)


def table_copied_and_retyped(hand: Writer) -> None:
    """A copy of a table gets a person's figures and titles."""
    made = _copy_table(hand, UNITS)
    for row in range(2, 8):
        hand.say(made, f"C{row}", str(9_000 + row))
        hand.say(made, f"A{row}", f"{MINE} enhet {row}")


def table_copied_and_half_retyped(hand: Writer) -> None:
    """A copy of a table with one column retyped, last year's figures."""
    made = _copy_table(hand, UNITS)
    for row in range(2, 12):
        hand.say(made, f"C{row}", str(9_000 + row))


def status_table_copied_and_retyped(hand: Writer) -> None:
    """A copy of the table of assignments with other statuses."""
    made = _copy_table(hand, ASSIGNMENTS)
    for row in range(3, 12):
        try:
            hand.say(made, f"C{row}", f"{MINE} läge {row}")
        except (NoSuchElementException, AttributeError):
            continue


def _copy_table(hand: Writer, name: str) -> str:
    table = hand.table(name)
    last = table.CellNames[-1]
    before = set(hand.doc.TextTables.ElementNames)
    hand.mark_cells(name, "A1", last)
    hand.press("Copy")
    hand.before("Sammantaget kan konstateras")
    hand.press("InsertPara")
    hand.press("GoUp")
    hand.press("Paste")
    return next(iter(set(hand.doc.TextTables.ElementNames) - before))


def own_table(hand: Writer) -> None:
    """A table of a person's with the headings of rsplan's and figures of its own."""
    table = hand.doc.createInstance("com.sun.star.text.TextTable")
    table.initialize(3, 6)
    hand.before("Sammantaget kan konstateras")
    hand.view.Text.insertTextContent(hand.view.Start, table, False)
    heads = ("Enhet", "Planerade", "Pågående enligt plan", "Försenade", "Genomförda", "Summa")
    rows = (heads, ("Ekonomiavdelningen", "91", "92", "93", "94", "370"), (f"{MINE} enhet", "1", "2", "3", "4", "10"))
    for number, texts in enumerate(rows, start=1):
        for column, text in zip("ABCDEF", texts, strict=True):
            table.getCellByName(f"{column}{number}").String = text
    hand.words += ["370", f"{MINE} enhet"]


def table_sorted(hand: Writer) -> None:
    """The rows of a table are sorted by a column."""
    table = hand.table(UNITS)
    cells = table.getCellRangeByName(f"A2:F{table.Rows.Count - 1}")
    descriptor = [
        _property(one.Name, one.Value)
        for one in table.createSortDescriptor()
        if one.Name not in ("SortFields", "MaxSortFieldsCount")
    ]
    field = uno.createUnoStruct("com.sun.star.table.TableSortField")
    field.Field, field.IsAscending = 1, False
    fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
    uno.invoke(cells, "sort", ((*descriptor, _property("SortFields", fields)),))


def table_deleted(hand: Writer) -> None:
    """A table is deleted with its caption."""
    hand.cell(ASSIGNMENTS, "A3")
    hand.press("DeleteTable")


def table_cut_and_pasted(hand: Writer) -> None:
    """A table is cut, and pasted in another section."""
    hand.mark_cells(INDICATORS, "A1", hand.table(INDICATORS).CellNames[-1])
    hand.press("Copy")
    hand.before("Sammantaget kan konstateras")
    hand.press("InsertPara")
    hand.press("GoUp")
    hand.press("Paste")
    hand.cell(INDICATORS, "A2")
    hand.press("DeleteTable")


def table_as_text(hand: Writer) -> None:
    """A table is made into text."""
    hand.cell(UNITS, "A2")
    hand.press("ConvertTableToText", Delimiter="\t")


def things_in_rows(hand: Writer) -> None:
    """Notes and pictures in the rows of many items."""
    for row in (3, 4, 5, 6, 7, 8, 9):
        hand.cell(ASSIGNMENTS, f"A{row}")
        if row % 2:
            hand.note(f"{MINE} not på rad {row}")
        else:
            hand.picture()


def table_in_cell(hand: Writer) -> None:
    """A table of a person's in a cell of rsplan's."""
    hand.cell(ASSIGNMENTS, "A4")
    table = hand.doc.createInstance("com.sun.star.text.TextTable")
    table.initialize(2, 2)
    hand.view.Text.insertTextContent(hand.view.Start, table, False)
    table.getCellByName("A1").String = f"{MINE} i en inre tabell"
    hand.words.append(f"{MINE} i en inre tabell")


def paragraphs_in_cell(hand: Writer) -> None:
    """A new paragraph in cells of rsplan's."""
    for name in ("A4", "C4"):
        hand.cell(ASSIGNMENTS, name)
        hand.press("InsertPara")
        hand.type(f"{MINE} nytt stycke i {name}")


def sections_swapped(hand: Writer) -> None:
    """Text is typed right before and after a table."""
    for name in (ASSIGNMENTS, UNITS):
        hand.table(name).Anchor.Text.insertControlCharacter(hand.table(name).Anchor.End, PARAGRAPH_BREAK, False)
    hand.before("Tabell 3. Aktiviteter per enhet")
    hand.type(f"{MINE} ")


PROSE: dict[str, Edit] = {
    "ord före och efter": words_before_and_after,
    "ord inuti": words_inside,
    "tal bytte plats": figures_swapped,
    "egna ord, samma tal": reworded_same_numbers,
    "egna ord, andra tal": reworded_other_numbers,
    "siffror för ord": digits_for_words,
    "nekad mening": negated,
    "namngivna poster": items_named,
    "mening borttagen": sentence_deleted,
    "halv mening borttagen": sentence_half_deleted,
    "stycke klippt och klistrat": paragraph_cut_and_pasted,
    "stycke kopierat": paragraph_copied_and_pasted,
    "stycke kopierat och omskrivet": paragraph_copied_and_retyped,
    "stycken delade och sammanförda": paragraph_split_and_joined,
    "utseende": looks,
    "ersatt överallt": replaced_everywhere,
    "ensamma tal": spell_out,
}
THINGS: dict[str, Edit] = {
    "noter": notes,
    "bilder": pictures,
    "rubriker, listor, brytningar": headings_lists_and_breaks,
    "sidhuvud och sidfot": headers_and_footers,
    "länk och bokmärke": links_and_bookmarks,
    "textruta": box,
}
TABLES: dict[str, Edit] = {
    "ord i celler": words_in_cells,
    "lägen omskrivna": status_retyped,
    "titlar omskrivna": title_retyped,
    "rader tillagda": rows_added,
    "rader borttagna": rows_deleted,
    "rader flyttade": rows_moved,
    "rad kopierad": rows_copied,
    "rad kopierad och omskriven": row_copied_and_retyped,
    "kolumner tillagda": columns_added,
    "kolumn borttagen": columns_deleted,
    "kolumn flyttad": column_moved,
    "tabell delad": table_split,
    "tabell delad med rubriker": table_split_with_headings,
    "tabell delad i tre": table_split_thrice,
    "celler sammanfogade": cells_merged,
    "cell delad": cells_split,
    "tabell kopierad": table_copied,
    "tabell kopierad och omskriven": table_copied_and_retyped,
    "tabell kopierad, en kolumn omskriven": table_copied_and_half_retyped,
    "lägestabell kopierad och omskriven": status_table_copied_and_retyped,
    "egen tabell": own_table,
    "tabell sorterad": table_sorted,
    "tabell borttagen": table_deleted,
    "tabell klippt och klistrad": table_cut_and_pasted,
    "tabell som text": table_as_text,
    "ting i rader": things_in_rows,
    "tabell i cell": table_in_cell,
    "stycken i celler": paragraphs_in_cell,
    "text intill tabeller": sections_swapped,
}
# With changes tracked: LibreOffice joins both halves of a revision in a control of plain text when it saves.
TRACKED = (
    "ord före och efter", "egna ord, andra tal", "mening borttagen", "stycke klippt och klistrat", "ord i celler",
    "lägen omskrivna", "rader tillagda", "rader borttagna", "rad kopierad och omskriven", "kolumner tillagda",
    "noter", "tabell borttagen", "stycken delade och sammanförda",
)  # fmt: skip


def _tracked(make: Edit) -> Edit:
    def edit(hand: Writer) -> None:
        hand.doc.RecordChanges = True
        make(hand)

    return edit


PLAIN = {"orört": untouched} | PROSE | THINGS | TABLES
EDITS: dict[str, Edit] = PLAIN | {f"spårat: {name}": _tracked(PLAIN[name]) for name in TRACKED}


def main() -> int:
    """Make the edits that are named."""
    if sys.argv[1:] == ["--list"]:
        print("\n".join(EDITS))
        return 0
    port, source, folder, *names = sys.argv[1:]
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    office = resolver.resolve(f"uno:socket,host=127.0.0.1,port={port};urp;StarOffice.ComponentContext")
    for number, name in enumerate(names or EDITS):
        target = Path(folder) / f"{number}.docx"
        told: dict[str, object] = {"name": name, "file": target.name}
        try:
            hand = Writer(office, Path(source))
            EDITS[name](hand)
            hand.save(target)
            told["words"] = hand.words
        except (RuntimeException, LookupError) as error:  # LibreOffice that has fallen, or words that are not there
            told["failed"] = f"{type(error).__name__}: {str(error)[:200]}"
        print(json.dumps(told), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
