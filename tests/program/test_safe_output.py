"""Nothing but text reaches a terminal, nothing that Excel computes a CSV file, and no answer of the system is a bug.

The long form is ``scripts/hostile_strings.py``.
"""

from __future__ import annotations

import ast
import csv
import errno
import io
import json
import os
import subprocess
import sys
from itertools import cycle
from pathlib import Path

import hostile_strings as hostile
import pytest
from conftest import ROOT, SAMPLE, Run
from hypothesis import example, given
from hypothesis import strategies as st

from rsplan.findings.finding import ExitCode
from rsplan.findings.system import as_rsplan_error
from rsplan.language.visible import csv_cell, json_text, lines, one_line

RSPLAN = [sys.executable, "-m", "rsplan"]
ALL_AT_ONCE = (
    "[/b][red]Röd[link=file:///x]a[/link]\x1b[2J\x1b]0;t\x07\x9b31m\u202e\u2066\u200b\ufeff\rb\n"
    "rsplan: klart\x85\U000e0041"
)


@pytest.mark.parametrize("text", [ALL_AT_ONCE, "=cmd|' /C calc'!A1;=1+1"])
def test_no_command_lets_a_hostile_text_through(tmp_path: Path, text: str, rsplan: Run) -> None:
    found = [
        fault
        for command in list(hostile.commands(tmp_path, text))[::3]
        for fault in hostile.faults(text, command, rsplan)
    ]
    assert not found, "\n".join(found)


def test_a_name_in_brackets_is_shown_as_it_is(tmp_path: Path) -> None:
    export = hostile.export(tmp_path / "a 2025-april.xlsx", "[red]Röd enhet")
    done = subprocess.run([*RSPLAN, "explain", "activities.total", str(export)], capture_output=True, encoding="utf-8")
    assert "[red]Röd enhet" in done.stdout


@given(st.text())
def test_a_line_stays_a_line_and_says_what_can_be_seen(text: str) -> None:
    shown = one_line(text)
    assert not hostile.OBEYED.search(shown)
    assert "\n" not in shown
    assert hostile.OBEYED.search(lines(text)) is None
    shown.encode("utf-8")


@given(st.text())
def test_json_keeps_its_values(text: str) -> None:
    written = json_text(json.dumps(text, ensure_ascii=False))
    assert json.loads(written) == text
    assert not hostile.OBEYED.search(written)


@example(["+1", ";"])
@given(st.lists(st.text(alphabet=st.sampled_from("=+-@;\t\"' aÅ1%,\n\uff1d")), min_size=1, max_size=3))
def test_no_cell_is_computed_whichever_separator_is_taken(cells: list[str]) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([csv_cell(cell) for cell in cells])
    assert not any(hostile.computed(line) for line in out.getvalue().splitlines())


@pytest.mark.parametrize("value", [-3, 0, 2.5, "-34,8 %", "\u221242 %", "-1", "5", "Hälso- och sjukvård", "", None])
def test_a_number_and_a_plain_text_stay_as_they_are(value: object) -> None:
    assert csv_cell(value) == value


def test_there_is_one_way_to_the_terminal() -> None:
    """Only two modules may print: any other would be a way past the cleaning."""
    allowed = {"cli/output.py", "documents/console.py", "cli/app.py", "cli/registration.py", "cli/progress.py"}
    for path in (ROOT / "src" / "rsplan").rglob("*.py"):
        name = path.relative_to(ROOT / "src" / "rsplan").as_posix()
        if name in allowed or name.startswith("reading/contained"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Name | ast.Attribute):
                continue
            assert ast.unparse(node) not in ("print", "Console", "sys.stdout", "sys.stderr"), f"{name}:{node.lineno}"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EACCES, 77),
        (errno.EPERM, 77),
        (errno.EROFS, 77),
        (errno.ENOENT, 66),
        (errno.EAGAIN, 75),
        (errno.ENOMEM, 75),
        (errno.EMFILE, 75),
        (errno.EIO, 74),
        (errno.ENOSPC, 74),
        (errno.ENOTDIR, 74),
    ],
)
def test_what_the_system_answers_is_told_in_swedish_with_its_code(number: int, code: int) -> None:
    found = as_rsplan_error(OSError(number, os.strerror(number), "/plan/exports"))
    assert found is not None
    assert found.exit_code == code
    assert "/plan/exports: " in found.message
    assert os.strerror(number) not in str(found)


def test_a_bug_stays_a_bug_and_no_memory_is_none() -> None:
    assert as_rsplan_error(KeyError("x")) is None
    assert as_rsplan_error(RuntimeError("annat")) is None
    for passing in (MemoryError(), RuntimeError("can't start new thread")):
        found = as_rsplan_error(passing)
        assert found is not None
        assert found.exit_code is ExitCode.TRY_AGAIN


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("shown", ["table", "json", "csv"])
def test_a_full_disk_behind_standard_output_is_told(shown: str) -> None:
    with Path("/dev/full").open("w") as full:
        command = [*RSPLAN, "summary", "--project", str(SAMPLE), "--format", shown]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    assert done.returncode == 74
    assert "disken är full" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="needs a shell that closes streams")
def test_a_closed_output_and_a_working_folder_that_is_gone_are_told(tmp_path: Path) -> None:
    closed = f"{sys.executable} -m rsplan summary --project '{SAMPLE}' >&-"
    done = subprocess.run(["sh", "-c", closed], stderr=subprocess.PIPE, encoding="utf-8", check=False)
    assert done.returncode == 74, done.stderr
    gone = f"mkdir '{tmp_path}/x' && cd '{tmp_path}/x' && rmdir '{tmp_path}/x' && {sys.executable} -P -m rsplan summary"
    done = subprocess.run(["sh", "-c", gone], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 66, done.stderr
    assert "Arbetsmappen" in done.stderr


# Calls that read; which of them fails is the test's choice, and whatever fails has an answer.
_FAILING = """
import sys
at, number, folder = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
count = 0
def heard(event, arguments):
    global count
    named = event in ("open", "os.listdir", "os.scandir") and str(arguments[0]).startswith(folder)
    if named or event == "subprocess.Popen":
        count += 1
        if count == at:
            raise OSError(number, "refused", str(arguments[0]))
sys.addaudithook(heard)
sys.argv = ["rsplan", *sys.argv[4:]]
from rsplan.cli import main
main()
"""


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    ("at", "number"),
    list(zip(range(1, 14), cycle([errno.EACCES, errno.EIO, errno.EMFILE, errno.EAGAIN, errno.EIO]), strict=False)),
)
def test_a_call_that_fails_is_told_and_no_bug(sample: Path, at: int, number: int) -> None:
    run = ["report", "--project", str(sample), "--tertial", "april", "--document", "memo"]
    command = [sys.executable, "-c", _FAILING, str(at), str(number), str(sample), *run]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode in (0, 2, 65, 66, 73, 74, 75, 77), done.stderr
