"""Tell what a file is from its content, never from its name, and refuse what is no export with the right reason.

Lives in the child process.
"""

from __future__ import annotations

import re

from rsplan.findings import codes
from rsplan.reading.known_formats import FORMATS
from rsplan.reading.refusal import RefusedError

# With what follows the two letters: a column of a text file may be headed PK.
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 8_192

# The first bytes of what people mistake for an export, and what to call it. Sources: the formats' own specifications.
_SIGNATURES = (
    (b"%PDF-", "en pdf"),
    (b"\x89PNG\r\n", "en bild (png)"),
    (b"\xff\xd8\xff", "en bild (jpeg)"),
    (b"GIF8", "en bild (gif)"),
    (b"II*\x00", "en bild (tiff)"),
    (b"MM\x00*", "en bild (tiff)"),
    (b"{\\rtf", "ett textdokument (rtf)"),
    (b"SQLite format 3\x00", "en databas (SQLite)"),
    (b"\x7fELF", "ett program"),
)
_ARCHIVES = ((b"\x1f\x8b", "gzip"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"Rar!\x1a\x07", "rar"))
# BOF records of the formats before Excel 5, and of Excel 5 without its container. [MS-XLS] 2.4.21
_OLD_EXCEL = {
    b"\x09\x00\x04\x00": "Excel 2",
    b"\x09\x02\x06\x00": "Excel 3",
    b"\x09\x04\x06\x00": "Excel 4",
    b"\x09\x08\x08\x00": "Excel 5",
    b"\x09\x08\x10\x00": "Excel 97 utan filhölje",
}
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|table|form|meta|style|script|div|title|frameset)(?=[\s/>])", re.IGNORECASE
)
_OWNER_FILE_SIZE = 165


def sniff(data: bytes) -> str:
    """The kind of a file, a key of ``FORMATS``. Raises ``RefusedError`` for what rsplan cannot read."""
    if not data:
        raise RefusedError(codes.FILE_EMPTY)
    if data.startswith(ZIP):
        from rsplan.reading.contained.preflight import kind_of_archive

        return kind_of_archive(data)
    if data.startswith(OLE):
        from rsplan.reading.formats.xls.ole import kind_of_container

        return kind_of_container(data)
    head = text_head(data)
    for kind, known in FORMATS.items():
        if known.begins and re.match(known.begins, head):
            return kind
    _refuse_binaries(data)
    return _kind_of_text(head, data)


def _refuse_binaries(data: bytes) -> None:
    if version := _OLD_EXCEL.get(data[:4]):
        raise RefusedError(codes.OLD_EXCEL, version=version)
    if _is_owner_file(data):
        raise RefusedError(codes.OWNER_FILE)
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise RefusedError(codes.WRONG_TYPE, kind=kind)
    for signature, kind in _ARCHIVES:
        if data.startswith(signature):
            raise RefusedError(codes.ARCHIVE, kind=kind)
    if data.startswith(b"MZ") and b"\x00" in data[:64]:
        raise RefusedError(codes.WRONG_TYPE, kind="ett program")
    # A copy over the network that stopped leaves the space that it had reserved.
    if not data.strip(b"\x00"):
        raise RefusedError(codes.FILE_INCOMPLETE, detail="filen innehåller bara nollor")


def _is_owner_file(data: bytes) -> bool:
    """Excel's ``~$`` file: the user's name twice, with its length before it, in a fixed size."""
    return len(data) == _OWNER_FILE_SIZE and 0 < data[0] < 55 and data[55:57] == bytes((data[0], 0))


def text_head(data: bytes) -> str:
    """The beginning of a file as text, good enough to recognise markup by."""
    head = data[:_HEAD]
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            return head.decode(encoding, "ignore").lstrip("\ufeff\x00 \t\r\n")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1").lstrip()


def _kind_of_text(head: str, data: bytes) -> str:
    lowered = head.lower()
    if "urn:schemas-microsoft-com:office:spreadsheet" in lowered and not _HTML.match(head):
        raise RefusedError(codes.OLD_EXCEL, version="Excel 2003 (XML-kalkylblad)")
    if head.startswith("<") and _HTML.search(head):
        return "html"
    flat = head.startswith("<") and "urn:oasis:names:tc:opendocument" in lowered
    if flat or head.startswith("<?xml"):
        raise RefusedError(codes.WRONG_TYPE, kind="ett kalkylblad i en enda XML-fil (fods)" if flat else "en XML-fil")
    if lowered.startswith(("mime-version:", "from: <saved by")) and "multipart/related" in lowered:
        raise RefusedError(codes.WRONG_TYPE, kind="en webbsida i en enda fil (mhtml)")
    if head.startswith("ID;P") and data.rstrip().endswith((b"\nE", b"\rE")):
        raise RefusedError(codes.WRONG_TYPE, kind="en SYLK-fil (slk)")
    if head.startswith(("{", "[")) and _is_json(data):
        raise RefusedError(codes.WRONG_TYPE, kind="ett svar i JSON, ofta ett felmeddelande från ett system")
    return "csv"


def _is_json(data: bytes) -> bool:
    import json

    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True
