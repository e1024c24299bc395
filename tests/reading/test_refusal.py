"""A file that is not read says why, each reason with its own code, and never another's."""

from __future__ import annotations

import gzip
import os
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import exports_made as made
import pytest

from rsplan.findings.catalogue import Severity, catalogue
from rsplan.findings.finding import ExitCode
from rsplan.reading.exports import Unreadable, start_reading

Make = Callable[[Path], object]


def refused(path: Path) -> Unreadable:
    """Why a file is not read, which it must not be."""
    with start_reading([path]) as reading:
        result = reading.results()[0]
    assert isinstance(result, Unreadable), result
    assert result.finding.file == path.name
    assert result.finding.severity is Severity.ERROR
    assert "{" not in str(result.finding)
    return result


def written(content: bytes | str) -> Make:
    """A function that writes this content."""
    data = content.encode() if isinstance(content, str) else content
    return lambda path: path.write_bytes(data)


def archive(members: dict[str, str]) -> Make:
    """A function that writes a zip."""

    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as target:
            for name, content in members.items():
                target.writestr(name, content)

    return write


def cut(make: Make, share: float) -> Make:
    """A function that makes a file and leaves its beginning only."""

    def write(path: Path) -> None:
        make(path)
        data = path.read_bytes()
        path.write_bytes(data[: int(len(data) * share)])

    return write


def changed(changes: dict[str, bytes]) -> Make:
    """A function that makes a workbook with parts replaced."""

    def write(path: Path) -> None:
        base = made.xlsx(path.with_suffix(".base"))
        made.repacked(base, path, changes)
        base.unlink()

    return write


def with_extra(name: str | zipfile.ZipInfo) -> Make:
    """A function that makes a workbook with one more part."""

    def write(path: Path) -> None:
        base = made.xlsx(path.with_suffix(".base"))
        made.repacked(base, path, extra=[(name, b"x")])
        base.unlink()

    return write


def link() -> zipfile.ZipInfo:
    """A part that is a symbolic link."""
    info = zipfile.ZipInfo("xl/link.bin")
    info.external_attr = 0o120777 << 16
    return info


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'
LATE_ENTITIES = b"<!--" + b"x" * 70_000 + b"-->" + ENTITIES[21:]
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OWNER_FILE = b"\x04Anna".ljust(55) + b"\x04\x00" + "Anna".encode("utf-16-le").ljust(108, b" ")
LOGIN = '<html><title>Stratsys</title><form action="/login"><input name="p" type="password"></form></html>'
PROTECTED_ODS = {
    "mimetype": OPEN_DOCUMENT + "spreadsheet",
    "META-INF/manifest.xml": "<manifest:encryption-data/>",
    "content.xml": "",
}
XML_SPREADSHEET = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'


@pytest.mark.parametrize(
    ("code", "name", "make"),
    [
        ("RSP106", "a.xlsx", written(b"")),
        ("RSP107", "a.xlsx", cut(made.xlsx, 0.7)),
        ("RSP107", "a.xls", cut(made.xls, 0.6)),
        ("RSP107", "a.ods", cut(made.ods, 0.5)),
        ("RSP107", "a.xlsx", written(bytes(5000))),
        ("RSP108", "a.xlsx", made.protected),
        ("RSP108", "a.ods", archive(PROTECTED_ODS)),
        ("RSP109", "a.xls", written(LOGIN)),
        ("RSP109", "a.csv", written("<!DOCTYPE html><html><head><title>Logga in</title></head></html>")),
        ("RSP110", "a.xls", written("<html><body><p>Tjänsten är stängd för underhåll</p></body></html>")),
        ("RSP111", "a.xlsx", written("%PDF-1.7\n")),
        ("RSP111", "a.xlsx", written(b"\x89PNG\r\n\x1a\n")),
        ("RSP111", "a.xlsx", archive({"[Content_Types].xml": f'<Override ContentType="{WORD}"/>'})),
        ("RSP111", "a.ods", archive({"mimetype": OPEN_DOCUMENT + "text"})),
        ("RSP111", "a.xls", lambda path: path.write_bytes(made.container({"WordDocument": b"x"}))),
        ("RSP111", "a.csv", written('{"error": "unauthorized"}')),
        ("RSP111", "a.csv", written("ID;PWXL;N;E\r\nC;Y1;X1;K1\r\nE\r\n")),
        ("RSP112", "a.xls", written(b"\x09\x04\x06\x00\x00\x00\x10\x00" + bytes(100))),
        ("RSP112", "a.xls", written(b"\x09\x00\x04\x00\x02\x00\x10\x00" + bytes(100))),
        ("RSP112", "a.xls", written(XML_SPREADSHEET)),
        ("RSP113", "a.xlsx", written(OWNER_FILE)),
        ("RSP113", "~$a.xlsx", written(b"anything")),
        ("RSP114", "a.csv", written(bytes(range(256)) * 40)),
        ("RSP114", "a.csv", written(b"a;b\n1;\x00\x002\n")),
        ("RSP115", "a.xlsx", with_extra("../ond.xml")),
        ("RSP115", "a.xlsx", with_extra("/etc/passwd")),
        ("RSP115", "a.xlsx", with_extra("C:\\ond.xml")),
        ("RSP115", "a.xlsx", with_extra(link())),
        ("RSP115", "a.xlsx", with_extra("XL/worksheets/SHEET1.xml")),
        ("RSP116", "a.xlsx", lambda path: made.bomb(path, 80_000_000)),
        ("RSP117", "a.xlsx", changed({made.WORKSHEET: ENTITIES})),
        ("RSP117", "a.xlsx", changed({made.WORKSHEET: LATE_ENTITIES})),
        ("RSP117", "a.xlsx", changed({made.WORKSHEET: b"\xff\xfe" + ENTITIES.decode().encode("utf-16-le")})),
        ("RSP118", "a.xlsx", changed({made.WORKSHEET: b"<worksheet><sheetData><row"})),
        ("RSP118", "a.xlsx", changed({"xl/workbook.xml": b"<workbook"})),
        ("RSP122", "a.csv", written("åäö;å".encode("cp1252") + b"\x81\x8d\x8f\n")),
        ("RSP123", "a.csv", written('a;b\n1;2\n3;"4\n5;6\n')),
        ("RSP123", "a.csv", written('a;b\n1;"2\n3;"4"\n5;6\n')),
        ("RSP124", "a.xls", written("<table>" + '<tr><td colspan="1000">x</td></tr>' * 6000 + "</table>")),
        ("RSP125", "a.xlsx", lambda path: made.xlsx(path, [])),
        ("RSP125", "a.csv", written(" \r\n \r\n")),
        ("RSP129", "a.csv", written('a;b\n1;"' + "x" * 1_000_001 + '"\n')),
        ("RSP128", "a.xlsx", archive({"export.csv": "a;b"})),
        ("RSP128", "a.csv", lambda path: path.write_bytes(gzip.compress(b"a;b"))),
    ],
)  # fmt: skip
def test_each_reason_has_its_own_code(tmp_path: Path, code: str, name: str, make: Make) -> None:
    make(tmp_path / name)
    reason = refused(tmp_path / name)
    assert reason.finding.code == code, reason.finding
    assert reason.exit_code is ExitCode.DATA


def test_a_workbook_of_excel_97_with_a_password_is_named_so(tmp_path: Path) -> None:
    bof, filepass, end = (
        b"\x09\x08\x10\x00" + b"\x00\x06\x05\x00" + bytes(12),
        b"\x2f\x00\x02\x00\x00\x00",
        b"\x0a\x00\x00\x00",
    )
    path = tmp_path / "a.xls"
    path.write_bytes(made.container({"Workbook": bof + filepass + end}))
    assert refused(path).finding.code == "RSP108"


def test_a_document_within_a_workbook_does_not_make_it_a_document(tmp_path: Path) -> None:
    from rsplan.reading.formats.xls.ole import Container

    names = Container(made.xls(tmp_path / "a.xls").read_bytes()).names
    assert set(names) >= {"workbook"}
    assert "worddocument" not in names


def test_a_missing_file_is_missing_input(tmp_path: Path) -> None:
    for path in (tmp_path / "a.xlsx", tmp_path / "mapp" / "a.xlsx"):
        reason = refused(path)
        assert (reason.finding.code, reason.exit_code) == ("RSP101", ExitCode.NO_INPUT)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_that_may_not_be_read_is_no_permission(tmp_path: Path) -> None:
    path = made.xlsx(tmp_path / "a.xlsx")
    path.chmod(0)
    reason = refused(path)
    assert (reason.finding.code, reason.exit_code) == ("RSP102", ExitCode.NO_PERMISSION)


def test_a_folder_and_a_device_are_no_files(tmp_path: Path) -> None:
    assert refused(tmp_path).finding.code == "RSP103"
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "a.xlsx")
        assert refused(tmp_path / "a.xlsx").finding.code == "RSP103"


@pytest.mark.parametrize(("lock", "program"), [("~$a.xlsx", "Excel"), (".~lock.a.xlsx#", "LibreOffice")])
def test_a_lock_beside_a_file_means_that_it_is_open(tmp_path: Path, lock: str, program: str) -> None:
    made.xlsx(tmp_path / "a.xlsx")
    (tmp_path / lock).write_bytes(b"")
    reason = refused(tmp_path / "a.xlsx")
    assert (reason.finding.code, reason.exit_code) == ("RSP104", ExitCode.TRY_AGAIN)
    assert program in reason.finding.message
    assert lock in reason.finding.message


def test_a_file_that_is_still_being_written_is_to_be_tried_again(tmp_path: Path) -> None:
    whole = made.xlsx(tmp_path / "whole.xlsx").read_bytes()
    path = tmp_path / "a.xlsx"
    path.write_bytes(whole[:1000])
    stop = threading.Event()

    def grow() -> None:
        with path.open("ab") as stream:
            while not stop.wait(0.02):
                stream.write(b"x")
                stream.flush()

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        reason = refused(path)
    finally:
        stop.set()
        writer.join()
    assert (reason.finding.code, reason.exit_code) == ("RSP105", ExitCode.TRY_AGAIN)


def test_an_old_empty_file_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.touch()
    os.utime(path, (time.time() - 60, time.time() - 60))
    assert refused(path).finding.code == "RSP106"


def test_the_place_of_a_text_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a;b\n1;2\n3;"4\n5;6\n', encoding="utf-8")
    assert "rad 3" in refused(path).finding.message


def test_an_endless_text_is_named_with_its_cell(tmp_path: Path) -> None:
    finding = refused(
        made.xlsx_of_cells(tmp_path / "a.xlsx", made.rows_of_xml([["a", "b"], ["c", "x" * 2_000_000]]))
    ).finding
    assert (finding.code, finding.sheet, finding.cell) == ("RSP129", "Aktiviteter", "B2")


def test_a_reason_names_the_part_and_the_size(tmp_path: Path) -> None:
    finding = refused(made.bomb(tmp_path / "a.xlsx", 80_000_000)).finding
    assert made.WORKSHEET in finding.message
    assert "80,0 MB" in finding.message


def test_every_reason_says_what_to_do_next() -> None:
    for code, rule in catalogue().items():
        if code.startswith("RSP1"):
            assert rule.hint, code
            assert rule.message.endswith("."), code
            assert rule.title, code


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file whose reading fails: /proc/self/mem")
def test_a_file_whose_reading_fails_is_an_error_of_input_and_output() -> None:
    reason = refused(Path("/proc/self/mem"))
    assert (reason.finding.code, reason.exit_code) == ("RSP126", ExitCode.IO)
