"""Files that are no living document: each is told what it is and what to do, and none is touched."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from conftest import Run
from living_support import matrix

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


@pytest.fixture(scope="module")
def good(written: bytes) -> bytes:
    return written


def by_hand(_: bytes) -> bytes:
    document = docx.Document()
    document.add_paragraph("En rapport som någon har skrivit själv.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def without(part: str) -> Callable[[bytes], bytes]:
    def make(good: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                if not name.startswith(part):
                    new.writestr(name, old.read(name))
        return out.getvalue()

    return make


def with_part(part: str, change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    def make(good: bytes) -> bytes:
        package = matrix.read_package(good, "x")
        package.raw[part] = change(package.raw[part])
        return package.zipped(package.raw)

    return make


def archive(*names: str) -> Callable[[bytes], bytes]:
    def make(_: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as new:
            for name in names:
                new.writestr(name, b"<x/>")
        return out.getvalue()

    return make


STRANGERS: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "written by hand": ("egen.docx", by_hand, "saknar rsplans underlag"),
    "lost its evidence": ("rapport.docx", without("customXml/"), "saknar rsplans underlag"),
    "cut off": ("rapport.docx", lambda good: good[: len(good) // 2], "skadat eller ofullständigt"),
    "broken inside": (
        "rapport.docx",
        with_part("word/document.xml", lambda data: data[:-200]),
        "skadat eller ofullständigt (delen word/document.xml)",
    ),
    "no main part": ("rapport.docx", without("word/document.xml"), "skadat eller ofullständigt"),
    "entities": (
        "rapport.docx",
        with_part("word/document.xml", lambda data: data.replace(b"<w:document", b"<!DOCTYPE x []><w:document", 1)),
        "skadat eller ofullständigt",
    ),
    "password": ("rapport.docx", lambda _: OLE + "EncryptedPackage".encode("utf-16-le"), "lösenord"),
    "doc": ("rapport.doc", lambda _: OLE + "WordDocument".encode("utf-16-le"), "gamla formatet .doc"),
    "old Excel": ("rapport.docx", lambda _: OLE + "Workbook".encode("utf-16-le"), "äldre Office-fil"),
    "empty": ("rapport.docx", lambda _: b"", "tom (0 byte)"),
    "pdf": ("rapport.pdf", lambda _: b"%PDF-1.7\n", "en PDF"),
    "rtf": ("rapport.docx", lambda _: b"{\\rtf1}", "RTF"),
    "text": ("rapport.docx", lambda _: "Hej på er".encode(), "inte ett Word-dokument"),
    "Excel": ("rapport.docx", archive("[Content_Types].xml", "xl/workbook.xml"), "en Excelfil"),
    "odt": ("rapport.odt", archive("mimetype", "content.xml"), "OpenDocument"),
    "strict": (
        "rapport.docx",
        with_part(
            "word/document.xml",
            lambda data: data.replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            ),
        ),
        "Strict Open XML",
    ),
    "macros": (
        "rapport.docm",
        with_part(
            "[Content_Types].xml",
            lambda data: data.replace(
                b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                b"application/vnd.ms-word.document.macroEnabled.main+xml",
            ),
        ),
        "makron (.docm)",
    ),
    "owner file": ("~$pport.docx", lambda _: b"x", "låsfilen"),
}


@pytest.mark.parametrize("kind", STRANGERS)
def test_a_stranger_is_told_what_it_is(kind: str, good: bytes, tmp_path: Path) -> None:
    from rsplan.documents.living.document import open_document
    from rsplan.documents.living.foreign_files import read_document
    from rsplan.findings.finding import DocumentError

    name, make, words = STRANGERS[kind]
    path = tmp_path / name
    path.write_bytes(make(good))
    with pytest.raises(DocumentError) as told:
        open_document(read_document(path), path.name)
    assert words in str(told.value)
    assert told.value.hint


@pytest.mark.parametrize("kind", ["password", "cut off", "written by hand"])
def test_the_commands_say_it_and_exit_65(kind: str, good: bytes, tmp_path: Path, rsplan: Run) -> None:
    name, make, words = STRANGERS[kind]
    path = tmp_path / name
    before = make(good)
    path.write_bytes(before)
    for command in ("refresh", "check"):
        done = rsplan(command, path)
        assert done.returncode == 65
        assert words in done.stderr
        assert "Traceback" not in done.stderr
    assert path.read_bytes() == before


def test_a_missing_document_and_a_folder_exit_66(tmp_path: Path, rsplan: Run) -> None:
    assert rsplan("refresh", tmp_path / "finns-inte.docx").returncode == 66
    assert rsplan("check", tmp_path).returncode == 66
