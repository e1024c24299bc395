"""A reading process that ends in the middle, at any message, changes no count in silence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import exports_made as made
import msgpack
import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st
from tables_support import VOCABULARY, counts, read_exports, write

from rsplan.findings.catalogue import Severity
from rsplan.findings.finding import RsplanError
from rsplan.reading.contained import process, wire
from rsplan.reading.exports import Limits

ROWS = [["Uppdrag", "Status"], ["A", None], ["B", "Grön"], ["C", None]]
FILLS = {"B2": "FFFF0000", "B4": "FF92D050"}
# What the child does instead of sending its message number AT of a task.
WAYS = {
    "killed": "os._exit(1)",
    "cut off": "stream.write(b'\\x40' + bytes(7) + b'half'); stream.flush(); os._exit(0)",
    "garbled": "stream.write((3).to_bytes(8, 'little') + b'\\xc1\\xc1\\xc1'); stream.flush()",
    "boasting": "stream.write((1 << 60).to_bytes(8, 'little') + b'x'); stream.flush()",
    "stopped": "os.kill(os.getpid(), 19)",
    "spinning": "[None for _ in iter(int, 1)]",
}
CUT = """
import os, sys
sys.path[:] = {path!r}
from rsplan.reading.contained import child, wire
whole, attempt, said = wire.send, child.attempt, []
def send(stream, message):
    if said and said[0] == TASK:
        if len(said) == AT + 1:
            INSTEAD
        said.append(message)
    whole(stream, message)
def watched(job, answers):
    said[:] = [job["task"]]
    attempt(job, answers)
wire.send, child.attempt = send, watched
child.main()
"""


def xlsx(folder: Path) -> Path:
    return write(folder / "a.xlsx", ROWS, fills=FILLS)


def xls(folder: Path) -> Path:
    return made.xls(folder / "a.xls", [["Uppdrag", "Status"], ["A", "Grön"], ["B", "Röd"]])


def ods(folder: Path) -> Path:
    return made.ods(folder / "a.ods", [["Uppdrag", "Status"], ["A", "Grön"], ["B", "Röd"]])


def told(path: Path, limits: Limits) -> tuple[dict[str, int] | None, set[str]]:
    """The counts of a file, None where it is refused, and the codes of what is more than information."""
    try:
        plan = read_exports([path], VOCABULARY, None, limits=limits)
    except RsplanError as refused:
        return None, {entry.code for entry in refused.findings}
    return counts(plan, "assignments"), {entry.code for entry in plan.findings if entry.severity is not Severity.INFO}


def cut(patch: pytest.MonkeyPatch, task: str, at: int, way: str) -> None:
    """Let every child from now on do something else than send a message."""
    code = CUT.replace("TASK", repr(task)).replace("AT", str(at)).replace("INSTEAD", WAYS[way])
    patch.setattr(process, "_START", code)


def messages_of(path: Path, task: str) -> int:
    """How many messages a task sends of a file, with the one that says that it is done."""
    worker = process.Worker([process.Job(task, path, 9, 512 << 20, 3, {"most_sheets": 0, "by_tallies": False})])
    try:
        return len(list(worker.outcomes[0].messages())) + 1
    finally:
        worker.close()


@pytest.mark.parametrize(
    ("make", "task", "way"),
    [(xlsx, "read", "killed"), (xls, "read", "cut off"), (ods, "read", "garbled"), (xlsx, "scan", "killed")],
)
def test_a_child_stopped_at_any_message_gives_the_same_counts_or_says_so(
    make: Callable[[Path], Path], task: str, way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make(tmp_path)
    limits = Limits(large=0, large_sheets=1) if task == "scan" else Limits()
    whole, clean = told(path, limits)
    assert whole
    for at in range(messages_of(path, task)):
        cut(monkeypatch, task, at, way)
        found, codes = told(path, limits)
        assert codes - clean, f"{way} at message {at}: nothing is said"
        assert found in (whole, None), f"{way} at message {at}: {found} instead of {whole}"


@pytest.mark.parametrize(("at", "way"), [(0, "boasting"), (3, "stopped"), (-2, "stopped"), (-2, "boasting")])
def test_a_child_that_stands_still_or_boasts_is_ended(
    at: int, way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = xlsx(tmp_path)
    whole, _ = told(path, Limits())
    place = at if at >= 0 else messages_of(path, "read") + at
    monkeypatch.setattr(process, "WALL", 0.04)
    cut(monkeypatch, "read", place, way)
    found, codes = told(path, Limits())
    assert (found, codes) in [(whole, {"RSP132"}), (None, {"RSP119"}), (None, {"RSP121"})]
    assert (found is None) == (at >= 0)


def test_a_child_that_spins_uses_up_its_processor_time_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = xlsx(tmp_path)
    cut(monkeypatch, "read", 3, "spinning")
    found, codes = told(path, Limits(seconds=1.0, seconds_to_verify=0.5))
    assert found is None
    assert codes == {"RSP119"}


def test_a_reader_that_gets_hardly_any_of_the_processor_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = xlsx(tmp_path)
    monkeypatch.setitem(WAYS, "slept", "import time; time.sleep(1.2)")
    cut(monkeypatch, "read", 3, "slept")
    limits = Limits(seconds=1.0, seconds_to_verify=0.5)
    assert told(path, limits) == told(xlsx(tmp_path / "b"), limits)


PLAIN = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False) | st.text()


@examples(50)
@given(st.lists(PLAIN) | st.dictionaries(st.integers(0, 9) | st.text(), st.lists(PLAIN)))
def test_a_message_comes_across_as_it_was(content: object) -> None:
    import io

    stream = io.BytesIO()
    wire.send(stream, ("kind", content))
    stream.seek(0)
    assert wire.Inbox(stream).receive() == ("kind", content)


@pytest.mark.parametrize(
    "content",
    [b"\xdd\x7f\xff\xff\xff", b"\x91" * 2000 + b"\xc0", b"\xc7\x04\x01abcd", b"\xdf\x7f\xff\xff\xff", b"", b"\xc0\xc0"],
)
def test_a_damaged_message_is_an_error_and_not_a_demand_for_memory(content: bytes) -> None:
    import io

    frame = len(content).to_bytes(8, "little") + content
    with pytest.raises((ValueError, EOFError)):
        wire.Inbox(io.BytesIO(frame)).receive()


def test_more_than_the_bound_is_refused_before_it_is_read() -> None:
    import io

    content = msgpack.packb("x" * 600)
    inbox = wire.Inbox(io.BytesIO((len(content).to_bytes(8, "little") + content) * 2), most=1_000)
    assert inbox.receive() == "x" * 600
    with pytest.raises(ValueError, match="större"):
        inbox.receive()
