"""No file brings rsplan down: what hangs, crashes or blows up is one reason, and the others are still read."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

import exports_made as made
import pytest

from rsplan.reading.contained import child, wire
from rsplan.reading.contained.process import Job, Worker, _how_it_ended
from rsplan.reading.export_files import export_files
from rsplan.reading.exports import Limits, Unreadable, _refused, start_reading
from rsplan.reading.workbook import Workbook

# What is tried here is how the child starts and ends.
pytestmark = pytest.mark.usefixtures("children_of_their_own")

CELL = '<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def results(*paths: Path, limits: Limits | None = None) -> list[Workbook | Unreadable]:
    """What comes of each file."""
    with start_reading(paths, limits=limits) as reading:
        return reading.results()


def code(result: Workbook | Unreadable) -> str:
    """The code of a refusal, empty for a workbook."""
    return result.finding.code if isinstance(result, Unreadable) else ""


def sparse(path: Path, last: str) -> Path:
    """A workbook with a value in A1 and one far away."""
    row = "".join(letter for letter in last if letter.isdigit())
    first = f'<row r="1">{CELL.format(place="A1", text="x")}</row>'
    return made.xlsx_of_cells(path, f'{first}<row r="{row}">{CELL.format(place=last, text="y")}</row>')


def test_two_values_in_opposite_corners_are_refused_with_the_size(tmp_path: Path) -> None:
    far, near = sparse(tmp_path / "a.xlsx", "XFD1048576"), made.xlsx(tmp_path / "b.xlsx")
    refused, read = results(far, near)
    assert isinstance(refused, Unreadable)
    assert refused.finding.code == "RSP124"
    assert "1048576 rader" in refused.finding.message
    assert isinstance(read, Workbook)


def test_a_sheet_of_all_columns_is_read(tmp_path: Path) -> None:
    (book,) = results(sparse(tmp_path / "a.xlsx", "XFD1"))
    assert isinstance(book, Workbook)
    assert book.sheets[0].rows[0][-1] == "y"
    assert len(book.sheets[0].rows[0]) == 16_384


def test_too_little_time_is_a_reason_and_the_next_file_is_read(tmp_path: Path) -> None:
    slow = made.xlsx_of_cells(
        tmp_path / "a.xlsx", "<row>" + "<c><v>1</v></c>" * 8 + "</row>" + "<row><c/></row>" * 1_000_000
    )
    limits = Limits(seconds=1.2, seconds_to_verify=0.2)
    started = time.monotonic()
    refused, read = results(slow, made.csv_file(tmp_path / "b.csv"), limits=limits)
    assert code(refused) == "RSP119"
    assert isinstance(read, Workbook)
    assert time.monotonic() - started < 60


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="no process can be stopped")
def test_a_reader_that_hangs_is_ended_when_its_time_is_over(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    worker = Worker([Job("read", tmp_path / "a.csv", 0.5, 512 << 20)])
    try:
        assert worker._child is not None
        worker._child.send_signal(signal.SIGSTOP)  # before Python has started there
        assert list(worker.outcomes[0].messages()) == []
        assert worker.outcomes[0].died == "time"
    finally:
        worker.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the address space")
def test_too_little_memory_is_a_reason_and_the_next_file_is_read(tmp_path: Path) -> None:
    large = tmp_path / "a.csv"
    large.write_text("a;b\n" + ("x" * 900_000 + ";2\n") * 70, encoding="utf-8")
    refused, read = results(large, made.csv_file(tmp_path / "b.csv"), limits=Limits(memory=200 << 20, memory_a_byte=0))
    assert code(refused) in ("RSP120", "RSP121")
    assert isinstance(read, Workbook)


def test_a_child_that_dies_is_a_reason_and_the_next_one_works(tmp_path: Path) -> None:
    path = made.csv_file(tmp_path / "a.csv")
    worker = Worker([Job("no such task", path, 5, 512 << 20), Job("read", path, 5, 1), Job("read", path, 5, 512 << 20)])
    try:
        said = [[message[0] for message in outcome.messages()] for outcome in worker.outcomes]
    finally:
        worker.close()
    assert said[0] == ["refused"]
    assert "read" not in said[1]
    assert said[2][-1] == "read"


def test_closing_ends_the_child_whatever_it_does(tmp_path: Path) -> None:
    slow = made.xlsx_of_cells(tmp_path / "a.xlsx", "<a>" * 600_000 + "</a>" * 600_000)
    reading = start_reading([slow, slow])
    child = reading._readers._child if reading._readers else None
    assert child is not None
    started = time.monotonic()
    reading.close()
    reading.close()
    assert time.monotonic() - started < 60
    assert child.poll() is not None


def test_a_hundred_thousand_merged_ranges_and_one_over_all_cells_do_not_stall(tmp_path: Path) -> None:
    rows = made.rows_of_xml([["a", "b"]] * 10)
    many = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(20, 100_020))
    paths = [
        made.xlsx_of_cells(tmp_path / "many.xlsx", rows, f"<mergeCells>{many}</mergeCells>"),
        made.xlsx_of_cells(tmp_path / "all.xlsx", rows, '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    ]
    started = time.monotonic()
    for result in results(*paths):
        assert isinstance(result, Workbook)
        assert len(result.sheets[0].rows) == 10
        assert "XML" in result.verified
    assert time.monotonic() - started < 60


def test_damaged_files_are_read_or_refused_but_never_more(tmp_path: Path) -> None:
    chance = random.Random(3)
    sources = [made.xls(tmp_path / "a.xls"), made.xlsx(tmp_path / "a.xlsx"), made.ods(tmp_path / "a.ods")]
    paths = []
    for number in range(60):
        source = chance.choice(sources)
        data = bytearray(source.read_bytes())
        if chance.random() < 0.4:
            del data[chance.randrange(len(data)) :]
        for _ in range(chance.choice([1, 3, 30])):
            if data:
                data[chance.randrange(len(data))] = chance.randrange(256)
        path = tmp_path / f"{number}{source.suffix}"
        path.write_bytes(data)
        os.utime(path, (0, 0))
        paths.append(path)
    for result in results(*paths):
        if isinstance(result, Unreadable):
            assert result.finding.hint
        else:
            assert result.verified or result.findings or result.format in ("csv", "html")


def test_a_name_that_cannot_be_printed_is_no_obstacle(tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("other systems refuse such names")
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.csv"))
    made.csv_file(path)
    (book,) = results(path)
    assert isinstance(book, Workbook)
    assert book.name == "\ufffd.csv"


def test_the_child_takes_no_module_from_the_working_folder(tmp_path: Path) -> None:
    made.csv_file(tmp_path / "a.csv")
    for name in ("csv", "hashlib", "zipfile", "python_calamine"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('taken from the folder')")
    script = (
        "from rsplan.reading.exports import start_reading; from pathlib import Path; "
        "print(len(start_reading([Path('a.csv')]).results()[0].sheets[0].rows))"
    )
    done = subprocess.run([sys.executable, "-P", "-c", script], cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout.strip() == "13", done.stderr


def test_limits_grow_with_the_file_and_are_not_below_the_stated_ones() -> None:
    limits = Limits()
    assert limits.memory_for(1) == limits.memory_for(20 << 20) == 512 << 20
    assert limits.memory_for(40 << 20) > 512 << 20
    assert limits.memory_for(1 << 40) == limits.most_memory
    assert limits.seconds_for(20 << 20) <= 20 < limits.seconds_for(60 << 20)


def test_importing_the_reading_is_cheap() -> None:
    script = "import sys; import rsplan.reading.exports; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    heavy = {"pandas", "numpy", "openpyxl", "python_calamine", "lxml", "zipfile", "csv", "xml.etree.ElementTree"}
    assert not heavy & set(done.stdout.split())


def test_the_exports_of_a_folder_leave_out_locks_and_unfinished_downloads(tmp_path: Path) -> None:
    names = ["b.XLSX", "A.xlsx", "ä.csv", "~$A.xlsx", ".dold.xlsx", "c.xlsx.part", "läs.md", ".~lock.A.xlsx#", "d.ods"]
    for name in names:
        (tmp_path / name).touch()
    (tmp_path / "mapp.xlsx").mkdir()
    assert [path.name for path in export_files(tmp_path)] == ["A.xlsx", "b.XLSX", "d.ods", "ä.csv"]


def test_without_a_thread_or_a_free_file_it_is_to_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr("rsplan.reading.contained.process._Clock._start", refuse)
    path = made.xlsx_of_cells(tmp_path / "a.xlsx", f'<row r="1">{CELL.format(place="A1", text="x")}</row>')
    for result in results(path, path):
        assert isinstance(result, Unreadable)
        assert (result.finding.code, int(result.exit_code)) == ("RSP611", 75)
    refused = _refused("a.xlsx", "RSP126", 74, {"value": "Too many open files", "number": errno.EMFILE})
    assert (refused.finding.code, int(refused.exit_code)) == ("RSP612", 75)
    assert "för många filer är öppna" in refused.finding.message


@pytest.mark.parametrize(
    ("number", "code", "exit_code"),
    [
        (errno.EIO, "RSP126", 74),
        (errno.ENOSPC, "RSP126", 74),
        (errno.EMFILE, "RSP612", 75),
        (errno.EINVAL, "RSP118", 65),
    ],
)
def test_what_the_system_refuses_the_reading_process_is_no_damage_to_the_file(
    monkeypatch: pytest.MonkeyPatch, number: int, code: str, exit_code: int
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setitem(child._TASKS, "read", refuse)
    answers = BytesIO()
    child.attempt({"task": "read"}, answers)
    answers.seek(0)
    message = wire.Inbox(answers).receive()
    refused = _refused("a.xlsx", *message[1:])
    assert message[0] == "refused"
    assert (refused.finding.code, int(refused.exit_code)) == (code, exit_code)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here that is always full")
def test_a_process_whose_answers_do_not_get_through_ends_and_says_so() -> None:
    sends = "import os; from rsplan.reading.contained.child import _Answers; "
    sends += "_Answers(os.open('/dev/full', os.O_WRONLY), 'wb').write(b'x')"
    assert subprocess.run([sys.executable, "-c", sends], check=False).returncode == 74
    with subprocess.Popen([sys.executable, "-c", "raise SystemExit(74)"]) as ended:
        assert _how_it_ended(ended) == "unsent"
    with subprocess.Popen([sys.executable, "-c", "raise SystemExit(1)"]) as ended:
        assert _how_it_ended(ended) == "crash"
