"""The reading process: takes one file at a time and sends what stands in it. ``process`` starts it.

Knows the order of the work and how to keep within its limits. Starts fast, since the parent counts the milliseconds:
every format's reader is imported when its first file comes.
"""

from __future__ import annotations

import errno
import gc
import math
import os
import sys
import time
from io import BufferedWriter, FileIO

from rsplan.boundary.opening import EXPORT_BYTES, NotAnInputError, read_whole
from rsplan.findings import codes
from rsplan.reading.contained import wire
from rsplan.reading.known_formats import FORMATS
from rsplan.reading.portions import in_portions
from rsplan.reading.refusal import DATA, IO, NO_INPUT, NO_PERMISSION, TRY_AGAIN, RefusedError, refused_input

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, BinaryIO

    from rsplan.reading.raw_sheet import RawSheet

# A file that ends too early and was written to so recently may still be on its way.
FRESH_SECONDS, SETTLING_SECONDS = 2.0, 0.3
# Objects made since the last collection. The libraries alone are some 60,000, and looking at them takes longer than
# reading a small export.
WORTH_COLLECTING = 500_000
_INCOMPLETE = (codes.FILE_EMPTY, codes.FILE_INCOMPLETE)


def main() -> None:
    """Work off the jobs on standard input until it ends; the answers go to standard output."""
    answers = BufferedWriter(_Answers(os.dup(1), "wb"))
    os.dup2(2, 1)  # whatever a library prints is not an answer
    gc.disable()  # a reading makes millions of values and hardly a cycle
    questions = sys.stdin.buffer
    while True:
        try:
            job = wire.Inbox(questions).receive()
        except EOFError:
            return
        assert isinstance(job, dict)
        restrain(job["memory"], job["seconds"])
        attempt(job, answers)
        wire.send(answers, ("done",))
        if gc.get_count()[0] > WORTH_COLLECTING:
            gc.collect()


class _Answers(FileIO):
    """The way to the parent. Half a message would have it wait for the rest: where one does not get through, the
    process ends with an exit code that says so.
    """

    def write(self, data: Any) -> int:
        """Raises nothing."""
        try:
            return super().write(data)
        except OSError:
            os._exit(IO)


def attempt(job: dict[str, Any], answers: BinaryIO) -> None:
    """One job, whatever comes of it. A reader's failure is an answer: its libraries raise anything on damaged files."""
    try:
        _TASKS[job["task"]](job, answers)
    except RefusedError as refused:
        wire.send(answers, ("refused", refused.code, refused.exit_code, refused.words))
    except MemoryError:
        wire.send(answers, ("refused", codes.READING_TOO_LARGE, DATA, {"megabytes": job["memory"] >> 20}))
    except OSError as error:
        # A library that leaps out of a damaged file says the same as the system: an argument that is none.
        if error.errno in (None, errno.EINVAL):
            wire.send(answers, ("refused", codes.FILE_DAMAGED, DATA, {"value": _described(error)}))
        else:
            wire.send(answers, ("refused", codes.DISK_FAULT, IO, _by_system(error)))
    except BaseException as error:  # noqa: BLE001 - also pyo3's PanicException, which is no Exception
        wire.send(answers, ("refused", codes.FILE_DAMAGED, DATA, {"value": _described(error)}))


def _by_system(error: OSError) -> dict[str, Any]:
    return {"value": str(error), "number": error.errno or 0}


def _described(error: BaseException) -> str:
    if isinstance(error, RefusedError):
        return str(error.words.get("value") or error.words.get("detail") or error.code)
    return f"{type(error).__name__}: {error}"[:200]


def read_file(job: dict[str, Any], answers: BinaryIO) -> None:
    """Read a file, send it, and verify it where that is this process's part."""
    from hashlib import sha256

    from rsplan.reading.verifying import second_check

    data, kind = content_and_kind(job["path"])
    about = ("file", kind, sha256(data).hexdigest(), len(data))
    check = check_for(kind, data, job)
    try:
        sheets, encoding = room_of(kind).sheets(check.data)
    except RefusedError as refused:
        read_otherwise = getattr(room_of(kind), "sheets_otherwise", None)
        if read_otherwise is None or refused.code != codes.FILE_DAMAGED:
            raise
        sheets, encoding = read_otherwise(check.data)
        check = second_check.Unchecked(check.data, _described(refused), check)
    wire.send(answers, (*about, encoding))
    for number, sheet in enumerate(sheets):
        _send_sheet(number, sheet, check.keep, answers)
    try:
        check.describe(lambda *message: wire.send(answers, message))
    except Exception as error:  # noqa: BLE001 - the values are read; whoever needs the looks is told that they are not
        wire.send(answers, ("unseen", _described(error)))
    wire.send(answers, ("read",))
    limit_time(job["seconds_after"])
    try:
        check.run(lambda *message: wire.send(answers, message))
    except Exception as error:  # noqa: BLE001 - the file is read; that nobody could check it is a finding
        wire.send(answers, ("unchecked", _described(error)))


def scan_file(job: dict[str, Any], answers: BinaryIO) -> None:
    """Send what the XML of a large workbook says, while another process reads its cells."""
    from rsplan.reading.contained.preflight import normalised
    from rsplan.reading.formats.xlsx.sheet_xml import scans

    step_back()
    data, kind = content_and_kind(job["path"])
    if kind in ("xlsx", "xlsm"):
        for scan in scans(normalised(data))[0]:
            wire.send(answers, ("scan", scan.name, *scan.plain()))
            for rows in in_portions(scan.hidden_rows):
                wire.send(answers, ("scan_hidden", scan.name, rows))


def locate_differences(job: dict[str, Any], answers: BinaryIO) -> None:
    """Send the cells that differ in the sheets whose tallies do."""
    from rsplan.reading.contained.preflight import normalised
    from rsplan.reading.formats.xlsx.second_check import XmlCheck

    data, _ = content_and_kind(job["path"])
    check = XmlCheck(normalised(data), wanted=frozenset(job["sheets"]))
    for number, sheet in enumerate(room_of("xlsx").sheets(check.data)[0]):
        if sheet.name in job["sheets"]:
            for columns in sheet.portions(wire.ROWS_A_MESSAGE):
                check.keep(number, sheet.name, [wire.settle(column) for column in columns])
    check.locate(lambda *message: wire.send(answers, message))


_TASKS: dict[str, Callable[[dict[str, Any], BinaryIO], None]] = {
    "read": read_file,
    "scan": scan_file,
    "locate": locate_differences,
}


def content_and_kind(path: bytes) -> tuple[bytes, str]:
    """The bytes of a file and what they are. A file that is still on its way is waited for, once."""
    from rsplan.reading.contained.sniff import sniff

    data, written = content_of(path)
    try:
        return data, sniff(data)
    except RefusedError as refused:
        if refused.code not in _INCOMPLETE or time.time() - written > FRESH_SECONDS:
            raise
        time.sleep(SETTLING_SECONDS)
        if content_of(path) != (data, written):
            raise RefusedError(codes.FILE_CHANGING, TRY_AGAIN) from refused
        raise


def content_of(path: bytes) -> tuple[bytes, float]:
    """The bytes of a file that nobody is writing at the same time, and when it was written."""
    try:
        return read_whole(path, EXPORT_BYTES)
    except NotAnInputError as error:
        raise refused_input(error) from error
    except FileNotFoundError as error:
        raise RefusedError(codes.FILE_MISSING, NO_INPUT) from error
    except PermissionError as error:
        raise RefusedError(codes.FILE_NOT_PERMITTED, NO_PERMISSION) from error
    except OSError as error:
        raise RefusedError(codes.DISK_FAULT, IO, **_by_system(error)) from error


def room_of(kind: str) -> Any:
    """The room of a format: see ``known_formats``."""
    return __import__(FORMATS[kind].room, fromlist=["sheets"])


def check_for(kind: str, data: bytes, job: dict[str, Any]) -> Any:
    """The second check that fits a file: that of its format, of the file as every reader accepts it."""
    from rsplan.reading.contained.preflight import normalised
    from rsplan.reading.contained.sniff import ZIP
    from rsplan.reading.verifying.second_check import Unchecked

    if data.startswith(ZIP):
        data = normalised(data)
    try:
        return room_of(kind).check(data, job)
    except (KeyError, ValueError, IndexError, SyntaxError) as error:  # ElementTree's ParseError is a SyntaxError
        return Unchecked(data, _described(error))


def _send_sheet(number: int, sheet: RawSheet, keep: Callable[..., None], answers: BinaryIO) -> None:
    """Send a sheet and its rows, settled, in portions."""
    from rsplan.reading.verifying import second_check
    from rsplan.reading.verifying.remarks import Remarks

    remarks = Remarks()
    wire.send(answers, ("sheet", sheet.name, sheet.hidden))
    second_check.send_marks(
        number, sorted(sheet.hidden_rows), sheet.filtered, lambda *message: wire.send(answers, message)
    )
    for merges in in_portions(sheet.merges):
        wire.send(answers, ("merges", number, merges))
    pending: list[list[object]] | None = None
    last = -1
    blanks: list[list[list[object]]] = []

    keep(number, sheet.name, [])

    def pass_on(columns: list[list[object]]) -> None:
        keep(number, sheet.name, columns)
        wire.send(answers, ("columns", [wire.pack(column) for column in columns]))

    for portion in sheet.portions(wire.ROWS_A_MESSAGE):
        columns = [wire.settle(column) for column in portion]
        found = remarks.look(columns)
        if remarks.overlong:
            refuse_overlong(sheet.name, *remarks.overlong)
        if found is None:
            blanks.append(columns)
            continue
        # Blank rows are sent only when something follows: a stray space in the last row of all is no table.
        for ready in [*([] if pending is None else [pending]), *blanks]:
            pass_on(ready)
        pending, last, blanks = columns, found, []
    if pending is not None:
        pass_on([column[: last + 1] for column in pending])
    if sheet.looks is not None:
        second_check.send_looks(number, sheet.looks, lambda *message: wire.send(answers, message))
    for code, row, column, words in [*sheet.findings, *remarks.found()]:
        wire.send(answers, ("remark", number, code, row, column, words))


def refuse_overlong(sheet: str, row: int, column: int, length: int) -> None:
    """Raise ``RefusedError`` for a text that no cell of a spreadsheet can hold by far."""
    from rsplan.reading.workbook import cell_name

    raise RefusedError(
        codes.OVERLONG_CELL, sheet=sheet, cell=cell_name(row, column), length=f"{length:,}".replace(",", "\xa0")
    )


def restrain(memory: int, seconds: float) -> None:
    """Limit this process for its next file. Where the platform has no limits, the parent's clock is the only one."""
    try:
        import resource
    except ImportError:
        return
    _limit(resource.RLIMIT_AS, memory)
    _limit(resource.RLIMIT_CORE, 0)
    limit_time(seconds)


def limit_time(seconds: float) -> None:
    """Let this process use so much more processor time, and no more: then the system ends it.

    Processor time, since a count must not depend on what else the machine does. The system counts whole seconds.
    """
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, math.ceil(used.ru_utime + used.ru_stime + seconds))


def step_back() -> None:
    """Leave the processors to the process that reads, and to the parent's imports: both are waited for first."""
    if hasattr(os, "nice"):
        os.nice(3)  # no more: on a busy machine it would be waited for in the end


def _limit(kind: int, soft: int) -> None:
    import resource

    hard = resource.getrlimit(kind)[1]
    try:
        resource.setrlimit(kind, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
    except (ValueError, OSError):
        return  # macOS refuses RLIMIT_AS
