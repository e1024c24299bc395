"""Files that are no living document, each told what it is and what to do: strangers, damaged, protected, not Word."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

from rsplan.boundary.inputs import DOCUMENT, read_input
from rsplan.findings import codes
from rsplan.findings.finding import RsplanError, stop

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STRICT = b"http://purl.oclc.org/ooxml/"
_TYPES, _MACROS = "[Content_Types].xml", b".macroEnabled."
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
        raise stop(codes.DOCUMENT_LOCK_FILE, path)
    return read_input(path, DOCUMENT)


def refuse_strangers(data: bytes, name: str) -> None:
    """Raise ``DocumentError`` for what is not a Word file that can be read, with what it is instead."""
    if not data:
        raise stop(codes.DOCUMENT_EMPTY, name)
    if data.startswith(_OLE):
        raise _ole(data, name)
    for start, kind in _KINDS:
        if data.startswith(start):
            raise stop(codes.NOT_A_DOCUMENT, name, kind=kind)
    if not data.startswith(b"PK"):
        raise stop(codes.NOT_WORD, name)
    _refuse_other_zips(data, name)


def _ole(data: bytes, name: str) -> RsplanError:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return stop(codes.DOCUMENT_PROTECTED, name)
    if holds("WordDocument"):
        return stop(codes.DOCUMENT_IN_DOC, name)
    return stop(codes.OLD_OFFICE_FILE, name)


def _refuse_other_zips(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.namelist()
            if "mimetype" in parts:
                raise stop(codes.DOCUMENT_IN_ODT, name)
            for start, kind in _PARTS:
                if any(part.startswith(start) for part in parts):
                    raise stop(codes.NOT_A_DOCUMENT, name, kind=kind)
            if any(part.endswith("vbaProject.bin") for part in parts) or _says_macros(archive):
                raise stop(codes.DOCUMENT_WITH_MACROS, name)
            main = next((part for part in parts if part.endswith("word/document.xml")), None)
            strict = main is not None and _STRICT in archive.open(main).read(4_000)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError, NotImplementedError) as error:
        raise damaged(name) from error
    if strict:
        raise stop(codes.DOCUMENT_STRICT, name)


def _says_macros(archive: zipfile.ZipFile) -> bool:
    return _TYPES in archive.namelist() and _MACROS in archive.open(_TYPES).read(1_000_000)


def damaged(name: str, part: str = "") -> RsplanError:
    """The error for a file that is broken."""
    where = f" (delen {part})" if part else ""
    return stop(codes.DOCUMENT_DAMAGED, name, at=where)


def stranger(name: str) -> RsplanError:
    """The error for a Word file that rsplan has not made."""
    return stop(codes.DOCUMENT_WITHOUT_EVIDENCE, name)
