"""Let every call to the operating system that rsplan makes fail: ``uv run python scripts/failing_calls.py [WORD...]``.

Each command is watched once with strace. Every call on a file or folder of the project (opened, looked at, listed,
read, written, locked, renamed …), and every call that makes a process, a thread or a pipe, or prints, is then made to
fail in a run of its own, in rsplan and in its reading process. After each: no traceback and no exit code 70, the code
that the error calls for or an output as if nothing had happened, inputs untouched, and documents old whole or new.

Of the files of one kind in one folder, which the same lines of code read, the first stands for all unless
``--every-file`` is given; ``--every N`` tries every N-th call only. Linux with strace.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from interrupted_writes import SAMPLE, Files, files_below, forked, same

# What each error is to end in; 0 and 1 where rsplan could do without.
CODES = {
    "EACCES": {77}, "EIO": {74}, "ENOENT": {66, 73}, "EMFILE": {75}, "ENOSPC": {74}, "EAGAIN": {75}, "ENOMEM": {75},
}  # fmt: skip
_LOOKING = ("EACCES", "EIO")
_ERRORS = {
    "openat": ("EACCES", "EIO", "ENOENT", "EMFILE"), "newfstatat": _LOOKING, "statx": _LOOKING, "readlink": _LOOKING,
    "getdents64": ("EIO",), "read": ("EIO",), "pread64": ("EIO",), "write": ("EIO", "ENOSPC"), "fsync": ("EIO",),
    "flock": ("EIO",), "lseek": ("EIO",), "access": ("EACCES",), "mkdir": ("EACCES", "ENOSPC"), "rename": _LOOKING,
    "unlink": _LOOKING, "rmdir": _LOOKING, "link": _LOOKING, "chmod": _LOOKING, "getcwd": ("ENOENT",),
    "pipe2": ("EMFILE",), "vfork": ("EAGAIN",), "clone": ("EAGAIN",), "clone3": ("EAGAIN",), "execve": ("ENOMEM",),
}  # fmt: skip
_NAMELESS = frozenset({"getcwd", "pipe2", "vfork", "clone", "clone3"})
_LINE = re.compile(r"^\d+\s+(\w+)\((.*)$")
_QUOTED, _HANDLE = re.compile(r'"((?:[^"\\]|\\.)*)"'), re.compile(r"^\d+<([^>]*)>")
_CODE = re.compile(r"RSP\d{3}")
_BYTE = re.compile(r"\\([0-7]{1,3})")


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its arguments, what lies in the folder before, and whether it prints its result."""

    name: str
    arguments: Callable[[Path], list[str]]
    made: bool = False
    prints: bool = False


def _period(name: str, *rest: str) -> Callable[[Path], list[str]]:
    return lambda project: [name, *rest, "--project", str(project), "--tertial", "april", "--year", "2025"]


def _document(name: str, *rest: str) -> Callable[[Path], list[str]]:
    return lambda project: [name, str(project / "reports" / "2025-april" / "rapport.docx"), *rest]


COMMANDS = (
    Command("report", _period("report")),
    Command("refresh", _document("refresh"), made=True),
    Command("refresh --tracked", _document("refresh", "--tracked"), made=True),
    Command("check", _document("check"), made=True, prints=True),
    Command("summary", _period("summary", "--format", "json"), prints=True),
    Command("explain", _period("explain", "activities.delayed"), prints=True),
    Command("doctor", _period("doctor"), prints=True),
    Command(
        "doctor --quarantine",
        lambda project: [*_period("doctor")(project), "--quarantine", str(project / "reports" / "tveksamma.xlsx")],
    ),
    Command("template fields", _period("template", "fields"), prints=True),
    Command("template export", lambda project: ["template", "export", str(project / "mallar")]),
    Command("init", lambda project: ["init", str(project / "ny"), "--year", "2025"]),
)


@dataclass(frozen=True, slots=True)
class Call:
    """A call that is made to fail. ``path`` is "" where none is named: then it is the ``number``-th of each process."""

    name: str
    path: str
    error: str
    number: int = 1

    def __str__(self) -> str:
        return f"{self.error} at {self.name} {self.path or self.number}"

    def options(self) -> list[str]:
        """How strace is told."""
        when = "" if self.path else f":when={self.number}"
        return [*(["-P", self.path] if self.path else []), "-e", f"inject={self.name}:error={self.error}{when}"]


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run has printed and left."""

    code: int
    out: str
    said: str
    files: Files


class Walk:
    """One command over one state of the sample, again and again."""

    def __init__(self, command: Command, work: Path) -> None:
        self.command, self.work = command, work
        self.before, self.project = work / "before", work / "project"
        shutil.copytree(SAMPLE, self.before, ignore=shutil.ignore_patterns("reports"))
        if command.made:
            self._prepare()

    def _prepare(self) -> None:
        from interrupted_writes import _change_a_status, _main

        if forked(lambda: _main([*_period("report")(self.before), "--document", "report"])):
            raise SystemExit("the sample's report cannot be made")
        if self.command.name.startswith("refresh"):
            _change_a_status(self.before / "exports" / "2025-april" / "aktiviteter.xlsx")

    def run(self, options: list[str]) -> Ran:
        """The command under strace, over fresh files."""
        shutil.rmtree(self.project, ignore_errors=True)
        shutil.copytree(self.before, self.project)
        told = ["strace", "-f", "-qq", "-y", "-s", "0" if options else "400", "-o", str(self.work / "calls"), *options]
        python = [sys.executable, "-I", "-c", "from rsplan.cli import main; main()"]
        done = subprocess.run(
            [*told, *python, *self.command.arguments(self.project)],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", cwd=self.project, timeout=300,
        )  # fmt: skip
        return Ran(done.returncode, done.stdout, done.stderr, files_below(self.project))

    def calls(self, *, every_file: bool = False) -> list[Call]:
        """Every call that is to fail, in the order in which they were first made."""
        watched = ",".join(f"?{name}" for name in _ERRORS)
        self.run(["-s", "400", "-e", f"trace={watched}"])
        found: dict[Call, None] = {}
        nameless: dict[tuple[str, str], int] = {}
        for line in (self.work / "calls").read_text(errors="replace").splitlines():
            match = _LINE.match(line)
            if match is None or match[1] not in _ERRORS:
                continue
            name, path = match[1], self._path(match[2])
            process = line.split()[0]
            if name in _NAMELESS or (name == "write" and re.match(r"[12]<", match[2])):
                number = nameless[process, name] = nameless.get((process, name), 0) + 1
                found |= dict.fromkeys(Call(name, "", error, number) for error in _ERRORS[name])
            elif path:
                # A folder that is not there has nothing in it.
                errors = [error for error in _ERRORS[name] if error != "ENOENT" or Path(path).suffix]
                found |= dict.fromkeys(Call(name, path, error) for error in errors)
        if every_file:
            return list(found)
        kinds = {(call.name, call.error, call.number, _kind(call.path)): call for call in reversed(found)}
        return [call for call in found if call in set(kinds.values())]

    def _path(self, arguments: str) -> str:
        """The path below the project's folder that a call is on, "" for any other."""
        match = _HANDLE.match(arguments) if "AT_FDCWD" not in arguments[:12] else None
        if match is None or ((quoted := _QUOTED.search(arguments)) and quoted[1]):
            match = _QUOTED.search(arguments)
        path = _decoded(match[1]) if match else ""
        return path if path.startswith(str(self.project)) and ".rsplan-" not in path else ""

    def faults(self, call: Call, whole: Ran) -> Iterator[str]:
        """What is wrong after a call has failed."""
        ran = self.run([*call.options()])
        if ran.code == 70 or "Traceback" in ran.said:
            yield f"{call}: exit {ran.code}: {ran.said[-300:]}"
        settled = self._settled(ran)
        old = files_below(self.before)
        new = same(settled, whole.files)
        # An earlier period is compared with, and files are read twice; a report without that is right if that is told.
        more = {*_CODE.findall(ran.said + ran.out)} - {*_CODE.findall(whole.said + whole.out)}
        told = ran.code in (0, 1) and bool(more) and settled.keys() == whole.files.keys()
        if not new and not told and settled != old:
            names = sorted(name for name in {*settled, *old} if settled.get(name) != old.get(name))
            yield f"{call}: neither the old set nor the new: {names[:4]}"
        done = ran.code == whole.code and new and (ran.out == whole.out or not self.command.prints)
        if not done and not told and ran.code not in CODES[call.error]:
            yield f"{call}: exit {ran.code}, not {sorted(CODES[call.error])}: {ran.said[-200:]}"

    def _settled(self, ran: Ran) -> Files:
        """The files once the next run has looked at the folders."""
        from rsplan.project.writing import settle

        for name in {str(Path(name).parent) for name in ran.files if Path(name).name.startswith(".rsplan.")}:
            forked(lambda name=name: settle(self.project / name))
        return files_below(self.project)


def _kind(path: str) -> tuple[str, str]:
    return ("", "") if not path else (str(Path(path).parent), Path(path).suffix or path)


def _decoded(text: str) -> str:
    """A path as strace writes it."""
    raw = _BYTE.sub(lambda match: chr(int(match[1], 8)), text)
    return raw.encode("latin-1", "replace").decode("utf-8", "replace")


def walked(
    command: Command, work: Path, *, every: int = 1, first: int = 0, most: int | None = None, every_file: bool = False
) -> Iterator[str]:
    """Let a command's calls fail, one after the other; each fault in words. The last line is the account."""
    walk = Walk(command, work)
    calls = walk.calls(every_file=every_file)[first::every][:most]
    whole = walk.run(["-e", "trace=none"])
    for call in calls:
        for fault in walk.faults(call, whole):
            yield f"{command.name}: {fault}"
    yield f"{command.name}: {len(calls)} failing calls"


def main() -> int:
    """Walk the commands whose names hold one of the words, or all; 1 if anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("words", nargs="*")
    parser.add_argument("--every", type=int, default=1, metavar="N")
    parser.add_argument("--every-file", action="store_true")
    arguments = parser.parse_args()
    bad = 0
    for command in COMMANDS:
        if arguments.words and not any(word in command.name for word in arguments.words):
            continue
        with tempfile.TemporaryDirectory() as work:
            every, every_file = arguments.every, arguments.every_file
            for line in walked(command, Path(work).resolve(), every=every, every_file=every_file):
                print(line, flush=True)
                bad += not line.endswith("failing calls")
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
