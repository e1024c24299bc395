"""The reading process: takes one file at a time and sends what stands in it. ``containment`` starts it.

Knows how to hold itself within its limits. Starts fast, since the parent counts the milliseconds: every format's
reader is imported when its first file comes.
"""

from __future__ import annotations

import gc
import os
import sys

from rsplan.exports import wire
from rsplan.exports.refusal import TRY_AGAIN, RefusedError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from rsplan.exports.raw import RawSheet

ROWS_A_MESSAGE = 16_384


def main() -> None:
    """Work off the jobs on standard input until it ends; the answers go to standard output."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is not an answer
    gc.disable()  # a reading makes millions of values and no cycles
    questions = sys.stdin.buffer
    while True:
        try:
            job = wire.receive(questions)
        except EOFError:
            return
        assert isinstance(job, dict)
        restrain(job["memory"], job["seconds"])
        attempt(job, answers)
        wire.send(answers, ("done",))


def attempt(job: dict[str, object], answers: BinaryIO) -> None:
    """One job, whatever comes of it. A reader's failure is an answer: its libraries raise anything on damaged files."""
    try:
        read_file(job, answers)
    except RefusedError as refused:
        wire.send(answers, ("refused", refused.code, refused.exit_code, refused.words))
    except MemoryError:
        wire.send(answers, ("refused", "RSP120", 65, {"megabytes": int(str(job["memory"])) >> 20}))
    except BaseException as error:  # noqa: BLE001 - also pyo3's PanicException, which is no Exception
        detail = f"{type(error).__name__}: {error}"[:200]
        wire.send(answers, ("refused", "RSP118", 65, {"value": detail}))


def read_file(job: dict[str, object], answers: BinaryIO) -> None:
    """Read a file and send it."""
    from hashlib import sha256

    from rsplan.exports.sniff import sniff

    path = job["path"]
    assert isinstance(path, bytes)
    data = content_of(path)
    kind = sniff(data)
    sheets, encoding = sheets_of(kind, data)
    wire.send(answers, ("file", kind, sha256(data).hexdigest(), len(data), encoding))
    for sheet in sheets:
        send_sheet(sheet, answers)


def sheets_of(kind: str, data: bytes) -> tuple[Iterator[RawSheet], str]:
    """The sheets of a file by its kind, and the encoding of a text file."""
    if kind == "csv":
        from rsplan.exports.reader_text import read_text

        return read_text(data)
    from rsplan.exports.reader_calamine import read_calamine

    return read_calamine(data), ""


def send_sheet(sheet: RawSheet, answers: BinaryIO) -> None:
    """Send a sheet and its rows, settled, in portions."""
    wire.send(answers, ("sheet", sheet.name, sheet.hidden, sorted(sheet.hidden_rows), sheet.filtered, sheet.merges))
    for columns in sheet.portions(ROWS_A_MESSAGE):
        wire.send(answers, ("columns", [wire.pack(wire.settle(column)) for column in columns]))


def content_of(path: bytes) -> bytes:
    """The bytes of a file that nobody is writing at the same time."""
    with open(path, "rb") as stream:  # noqa: PTH123 - pathlib takes milliseconds to import
        before = os.fstat(stream.fileno())
        data = stream.read()
        after = os.stat(path)  # noqa: PTH116 - likewise
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size:
        raise RefusedError("RSP105", TRY_AGAIN)
    return data


def restrain(memory: int, seconds: float) -> None:
    """Limit this process for its next file. Where the platform has no limits, the parent's clock is the only one."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_AS, memory)
    # Should the parent be gone, nobody else stops a reader that spins.
    _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + seconds) + 2)
    _limit(resource.RLIMIT_CORE, 0)


def _limit(kind: int, soft: int) -> None:
    import resource

    hard = resource.getrlimit(kind)[1]
    try:
        resource.setrlimit(kind, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
    except (ValueError, OSError):
        return  # macOS refuses RLIMIT_AS
