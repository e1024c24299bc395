"""Read the tables of a web page that a system saved as .xls. Every value stays text. Lives in the child process."""

from __future__ import annotations

import re

import lxml.html

from rsplan.findings import codes
from rsplan.reading.encodings import decode
from rsplan.reading.formats.html.looks import PageLooks
from rsplan.reading.looks import PLAIN, Looks
from rsplan.reading.raw_sheet import RawSheet
from rsplan.reading.refusal import RefusedError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

# HTML's own bounds (HTML Living Standard 4.9.11): beyond them a span is an attack or a slip.
_MOST_COLUMNS, _MOST_ROWS = 1_000, 65_534
_MOST_CELLS = 5_000_000
_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_LOGIN = re.compile(r"logga in|inloggning|log ?in|sign ?in|single sign-on|bankid|siths|saml|adfs", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LONGEST_NAME = 60
_SPACE = re.compile(r"[ \t\r\n\f]+")


def read_html(data: bytes) -> tuple[Iterator[RawSheet], str]:
    """One sheet a table, and the name of the encoding. Raises ``RefusedError`` for a page that is no export."""
    text, encoding = _text(data)
    page = _parsed(text)
    tables = [table for table in page.iter("table") if not _holds_another(table)]
    if _asks_for_login(page, tables):
        raise RefusedError(codes.LOGIN_PAGE)
    if not tables:
        raise RefusedError(codes.PAGE_WITHOUT_TABLE, detail=_title(page) or "sidan saknar rubrik")
    looks = PageLooks(page)
    names = _names(page, tables)
    return (_sheet(table, name, looks) for table, name in zip(tables, names, strict=True)), encoding


def _names(page: HtmlElement, tables: list[HtmlElement]) -> Iterator[str]:
    """What each table is called: its caption, else the page's heading just above it, else a number."""
    names = dict.fromkeys(tables, "")
    heading = ""
    for element in page.iter("table", *_HEADINGS):
        if element in names:
            names[element] = _caption(element) or heading
            heading = ""
        elif element.tag in _HEADINGS and next(element.iterancestors("table"), None) is None:
            heading = _plain(element)[:_LONGEST_NAME]
    said = {""}
    for number, table in enumerate(tables, start=1):
        yield f"Tabell {number}" if names[table] in said else names[table]
        said.add(names[table])


def _text(data: bytes) -> tuple[str, str]:
    """The page as text: by its mark or its own word for the encoding, where that word holds."""
    said = _CHARSET.search(data[:8_192])
    if said and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        encoding = said[1].decode("ascii", "ignore").lower()
        # Browsers and Excel read what calls itself Latin 1 as Windows text, and so must we: – and € live there.
        encoding = {"iso-8859-1": "cp1252", "windows-1252": "cp1252", "us-ascii": "cp1252"}.get(encoding, encoding)
        try:
            return data.decode(encoding), encoding
        except (LookupError, UnicodeDecodeError):
            pass  # it says one thing and is another: as for any text
    return decode(data)


def _parsed(text: str) -> HtmlElement:
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    # Characters that XML knows no place for would make the parser stop at them.
    clean = re.sub(r"[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]", "\ufffd", text)
    page = lxml.html.document_fromstring(clean.encode("utf-8"), parser=parser, ensure_head_body=True)
    assert isinstance(page, lxml.html.HtmlElement)
    return page


def _asks_for_login(page: HtmlElement, tables: list[HtmlElement]) -> bool:
    if any((field.get("type") or "").lower() == "password" for field in page.iter("input")):
        return True
    targets = " ".join(form.get("action") or "" for form in page.iter("form"))
    return not tables and bool(_LOGIN.search(f"{_title(page)} {targets}"))


def _title(page: HtmlElement) -> str:
    return next((_plain(title) for title in page.iter("title")), "")[:100]


def _holds_another(table: HtmlElement) -> bool:
    """A table that holds tables lays out the page."""
    return any(inner is not table for inner in table.iter("table"))


def _sheet(table: HtmlElement, name: str, page: PageLooks) -> RawSheet:
    rows: list[list[object]] = []
    hidden: list[int] = []
    merges: list[tuple[int, int, int, int]] = []
    reserved: dict[tuple[int, int], bool] = {}
    looks = Looks(hidden_columns=_hidden_columns(table, page))
    cells = 0
    for index, row in enumerate(table.iter("tr")):
        values: list[object] = []
        rows.append(values)
        if page.hides(row) or row.get("hidden") is not None:
            hidden.append(index)
        for cell in row.iterchildren("td", "th"):
            while reserved.pop((index, len(values)), False):
                values.append(None)
            height, width = _span(cell, "rowspan", _MOST_ROWS), _span(cell, "colspan", _MOST_COLUMNS)
            column = len(values)
            text = _plain(cell)
            values.extend([text or _alternative(cell), *[None] * (width - 1)])
            if not values[column] and next(cell.iter("img", "svg", "canvas"), None) is not None:
                looks.pictures.append((index, column, index, column))
            _take_look(looks, page, cell, (index, column))
            cells += height * width
            if len(values) > 16_384 or cells > _MOST_CELLS:
                raise RefusedError(codes.FAR_OFF_CELL, rows=len(rows), columns=len(values))
            if height > 1 or width > 1:
                merges.append((index, column, index + height - 1, column + width - 1))
            for below in range(index + 1, index + height):
                for beside in range(column, column + width):
                    reserved[below, beside] = True
    last = len(rows) - 1
    inside = [(top, left, min(bottom, last), right) for top, left, bottom, right in merges]
    return RawSheet(name, rows, hidden_rows=hidden, merges=inside, looks=looks)


def _take_look(looks: Looks, page: PageLooks, cell: HtmlElement, place: tuple[int, int]) -> None:
    look = page.look(cell)
    if look != PLAIN:
        looks.cells[place] = look
    if page.is_bold(cell):
        looks.bold.add(place)
    if not look.strike and (left := page.left_unstruck(cell)) is not None:
        looks.strike(*place, left=left)


def _hidden_columns(table: HtmlElement, page: PageLooks) -> set[int]:
    hidden: set[int] = set()
    at = 0
    for column in table.iter("col"):
        width = _span(column, "span", _MOST_COLUMNS)
        if page.hides(column) and at + width <= _MOST_COLUMNS:
            hidden.update(range(at, at + width))
        at += width
    return hidden


def _alternative(cell: HtmlElement) -> str:
    """What stands for the pictures of a cell without text: a picture of a status has its word as alternative."""
    said = ((picture.get("alt") or picture.get("title") or "").strip() for picture in cell.iter("img"))
    return " ".join(text for text in said if text)


def _caption(table: HtmlElement) -> str:
    return next((_plain(caption) for caption in table.iterchildren("caption")), "")


def _span(cell: HtmlElement, name: str, most: int) -> int:
    said = (cell.get(name) or "1").strip()
    return min(max(1, int(said)), most) if said.isdecimal() and len(said) < 10 else 1


def _plain(element: HtmlElement) -> str:
    """The text as a browser shows it: white space folded, line breaks kept where the markup has them."""
    parts: list[str] = []
    _collect(element, parts)
    lines = (_SPACE.sub(" ", line).strip(" ") for line in "".join(parts).split("\v"))
    return "\n".join(lines).strip("\n")


def _collect(element: HtmlElement, parts: list[str]) -> None:
    for event, part in lxml.etree.iterwalk(element, events=("start", "end")):
        block = part is not element and part.tag in ("p", "div", "li", "tr")
        if event == "start":
            if part.tag == "br" or (block and parts):
                parts.append("\v")
            if part.tag not in ("script", "style"):
                parts.append(part.text or "")
        elif part is not element:
            parts.append(part.tail or "")
