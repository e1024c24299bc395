"""Files that are no living document, each told what it is and what to do: strangers, damaged, protected, not Word."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

from rsplan.boundary.inputs import DOCUMENT, read_input
from rsplan.findings.finding import DocumentError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STRICT = b"http://purl.oclc.org/ooxml/"
_KINDS = (
    (b"%PDF", "en PDF"),
    (b"{\\rtf", "ett RTF-dokument"),
    (b"\x89PNG", "en bild"),
    (b"\xff\xd8\xff", "en bild"),
)
_PARTS = (
    ("xl/workbook", "en Excelfil"),
    ("ppt/presentation", "en PowerPoint-fil"),
)


def read_document(path: Path) -> bytes:
    """A document's bytes. Raises an ``RsplanError``."""
    if path.name.startswith(("~$", ".~lock.")):
        raise DocumentError(
            f"{path}: det här är låsfilen för ett öppet dokument, inte dokumentet.", "Ange dokumentet självt."
        )
    return read_input(path, DOCUMENT)


def refuse_strangers(data: bytes, name: str) -> None:
    """Raise ``DocumentError`` for what is not a Word file that can be read, with what it is instead."""
    if not data:
        raise DocumentError(f"{name}: filen är tom (0 byte).", "Hämta en kopia av dokumentet, till exempel .bak.docx.")
    if data.startswith(_OLE):
        raise _ole(data, name)
    for start, kind in _KINDS:
        if data.startswith(start):
            raise DocumentError(f"{name}: filen är {kind}, inte ett Word-dokument.", "Ange en .docx från rsplan.")
    if not data.startswith(b"PK"):
        raise DocumentError(f"{name}: filen är inte ett Word-dokument (.docx).", "Ange en .docx från rsplan.")
    _refuse_other_zips(data, name)


def _ole(data: bytes, name: str) -> DocumentError:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return DocumentError(
            f"{name}: dokumentet är skyddat med lösenord eller rättigheter.",
            "Öppna det i Word, ta bort lösenordet (Arkiv > Info > Skydda dokument) och spara.",
        )
    if holds("WordDocument"):
        return DocumentError(
            f"{name}: dokumentet är sparat i det gamla formatet .doc, som saknar rsplans underlag.",
            "Öppna det i Word och spara som .docx; utgå annars från den .docx som rsplan skrev.",
        )
    return DocumentError(f"{name}: filen är en äldre Office-fil, inte ett Word-dokument.", "Ange en .docx från rsplan.")


def _refuse_other_zips(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.namelist()
            if "mimetype" in parts:
                raise DocumentError(
                    f"{name}: dokumentet är sparat i formatet OpenDocument (.odt), utan rsplans underlag.",
                    "Spara det som Word-dokument (.docx); utgå annars från den .docx som rsplan skrev.",
                )
            for start, kind in _PARTS:
                if any(part.startswith(start) for part in parts):
                    raise DocumentError(
                        f"{name}: filen är {kind}, inte ett Word-dokument.", "Ange en .docx från rsplan."
                    )
            main = next((part for part in parts if part.endswith("word/document.xml")), None)
            strict = main is not None and _STRICT in archive.open(main).read(4_000)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError, NotImplementedError) as error:
        raise damaged(name) from error
    if strict:
        raise DocumentError(
            f"{name}: dokumentet är sparat som Strict Open XML.",
            "Spara om det i Word som vanligt Word-dokument (.docx).",
        )


def damaged(name: str, part: str = "") -> DocumentError:
    """The error for a file that is broken."""
    where = f" (delen {part})" if part else ""
    return DocumentError(
        f"{name}: dokumentet är skadat eller ofullständigt{where}.",
        "Öppna det i Word och låt Word reparera det, eller ta den senaste kopian (.bak.docx).",
    )


def stranger(name: str) -> DocumentError:
    """The error for a Word file that rsplan has not made."""
    return DocumentError(
        f"{name}: dokumentet saknar rsplans underlag: det är inte gjort av rsplan, eller har förlorat underlaget när "
        "det sparades om eller klistrades in i ett nytt dokument.",
        "Gör dokumentet med rsplan report, eller utgå från filen som rsplan skrev.",
    )
