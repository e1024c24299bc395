"""Interrupt rsplan at every call that changes a file: ``uv run python scripts/interrupted_writes.py [WORD...]``.

Each command that writes is run over what was there before, and stopped at its first, second, third … such call: killed,
or told that the call failed (EIO, ENOSPC, EDQUOT, EACCES). After each, the files must be the old set whole or the new
set whole once the folder is settled, with nothing left over; the exit code must be the right one; and the same command
run again must give the new set. Prints a line for each command, and every fault.
"""

from __future__ import annotations

import errno
import io
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "data" / "sample"
ERRORS = {errno.EIO: 74, errno.ENOSPC: 74, errno.EDQUOT: 74, errno.EACCES: 77}
_EVENTS = {"os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "os.chmod", "os.chown", "os.symlink"}
_WRITING = os.O_WRONLY | os.O_RDWR
Files = dict[str, bytes]


class Interruption:
    """Counts the calls that change files below a folder and stops at one of them, or at none.

    ``error`` is the error number that call ``at`` fails with; None kills the process instead.
    """

    def __init__(self, folder: Path, at: int = 0, error: int | None = None) -> None:
        self.folder, self.at, self.error = str(folder), at, error
        self.calls: list[str] = []
        self.active = False

    def begin(self, at: int, error: int | None) -> None:
        """Count from here on."""
        self.at, self.error, self.calls, self.active = at, error, [], True

    def install(self) -> None:
        """From here on every call of this process is counted; there is no way back."""
        sys.addaudithook(self._heard)
        os.fsync, os.fdopen = self._wrapped(os.fsync), self._opened(os.fdopen)  # neither is audited

    def _heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in _EVENTS or (event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING):
            path = os.fsdecode(arguments[0]) if not isinstance(arguments[0], int) else ""
            if path.startswith(self.folder):
                self.call(f"{event} {Path(path).name}")

    def call(self, name: str) -> None:
        """A call is about to be made."""
        if not self.active:
            return
        self.calls.append(name)
        if len(self.calls) == self.at:
            if self.error is None:
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(self.error, os.strerror(self.error))

    def _wrapped(self, flush: Callable[[int], None]) -> Callable[[int], None]:
        def fsync(handle: int) -> None:
            self.call("fsync")
            flush(handle)

        return fsync

    def _opened(self, fdopen: Callable[..., Any]) -> Callable[..., Any]:
        def opened(handle: int, mode: str = "r", *rest: Any, **options: Any) -> Any:
            file = fdopen(handle, mode, *rest, **options)
            if "w" in mode and self.folder in _name_of(handle):
                return _Torn(file, self)
            return file

        return opened


class _Torn(io.BufferedIOBase):
    """A file whose write can be interrupted half-way."""

    def __init__(self, file: Any, interruption: Interruption) -> None:
        self._file, self._interruption = file, interruption

    def write(self, data: Any) -> int:
        half = len(data) // 2
        self._file.write(data[:half])
        self._file.flush()
        self._interruption.call("write")
        self._file.write(data[half:])
        return len(data)

    def flush(self) -> None:
        if not self._file.closed:
            self._file.flush()

    def fileno(self) -> int:
        return int(self._file.fileno())

    def close(self) -> None:
        self._file.close()
        super().close()


def _name_of(handle: int) -> str:
    return str(Path(f"/proc/self/fd/{handle}").readlink())


def files_below(folder: Path) -> Files:
    """Every file and link below a folder with its content."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def forked(work: Callable[[], object]) -> int:
    """Do something in a process of its own; its exit code, negative for a signal."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        work()
        os._exit(0)
    except SystemExit as left:
        os._exit(int(left.code or 0))
    except BaseException:  # noqa: BLE001 - whatever it was, the parent is told
        os._exit(70)


@dataclass(frozen=True)
class Command:
    """A command that writes: its arguments, what makes the folder that it is run over, and what it may leave."""

    name: str
    arguments: Callable[[Path], list[str]]
    prepare: Callable[[Path], None]
    folder: str = "reports/2025-april"


def run(command: Command, project: Path, log: Path) -> int:
    """The command on a project from beginning to end; its exit code. What it says goes to ``log``."""
    return forked(lambda: _start(command, project, log, None))


def _start(command: Command, project: Path, log: Path, checkpoint: Checkpoint | None) -> None:
    """The command in this process, which is a fork. With a checkpoint it stops there, before its first file call."""
    sys.argv = ["rsplan", *command.arguments(project)]
    os.chdir(project.parent)
    _say_into(log)
    from rsplan.cli import app
    from rsplan.project import writing

    def leave(code: int) -> None:
        if checkpoint is not None:
            checkpoint.done(log)
        sys.stderr.flush()
        os._exit(code)

    app._leave = leave  # type: ignore[assignment]
    if checkpoint is not None:
        make = writing._make

        def first_call(folder: Path) -> list[Path]:
            writing._make = make
            checkpoint.serve(log)
            return make(folder)

        writing._make = first_call
    app.main()


def _say_into(log: Path) -> None:
    said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(said, 1)
    os.dup2(said, 2)
    os.close(said)


class Checkpoint:
    """A command that has read and computed all it will, and stands before its first file call.

    Until then nothing has been changed, so every interruption may begin there: each in a fork of its own, over a fresh
    copy of the same files.
    """

    def __init__(self, command: Command, project: Path, log: Path) -> None:
        self.interruption = Interruption(project)
        orders, answers = os.pipe(), os.pipe()
        self.child = os.fork()
        if self.child == 0:
            os.close(orders[1])
            os.close(answers[0])
            self._orders, self._answers = os.fdopen(orders[0]), os.fdopen(answers[1], "w")
            try:
                _start(command, project, log, self)
            finally:
                os._exit(70)
        os.close(orders[0])
        os.close(answers[1])
        self._ask, self._hear = os.fdopen(orders[1], "w"), os.fdopen(answers[0])

    def go_on(self, at: int, error: int | None) -> int:
        """Let the command go on and be interrupted at its ``at``-th call, at none for 0; its exit code."""
        self._ask.write(f"{at} {error or 0}\n")
        self._ask.flush()
        return int(self._hear.readline() or 70)

    def close(self) -> None:
        """No more interruptions."""
        self._ask.close()
        self._hear.close()
        os.waitpid(self.child, 0)

    def serve(self, log: Path) -> None:
        """In the command's process: fork for every order; returns in the fork."""
        self.interruption.install()
        for order in self._orders:
            at, error = map(int, order.split())
            child = os.fork()
            if child == 0:
                _say_into(log)
                self.interruption.begin(at, error or None)
                return
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            self._answers.write(f"{code}\n")
            self._answers.flush()
        os._exit(0)

    def done(self, log: Path) -> None:
        """In the fork: the command has ended. A run that was not interrupted leaves a list of its calls."""
        self.interruption.active = False
        if not self.interruption.at:
            log.write_text("\n".join(self.interruption.calls))


def rounds(command: Command, work: Path, *, every: int = 1) -> Iterator[str]:
    """Interrupt a command at every call; each fault in words. The last line is the account."""
    before, project, log = work / "before", work / "project", work / "log"
    shutil.copytree(SAMPLE, before, ignore=shutil.ignore_patterns("reports"))
    command.prepare(before)

    def fresh() -> Files:
        shutil.rmtree(project, ignore_errors=True)
        shutil.copytree(before, project, symlinks=True)
        return files_below(project)

    old = fresh()
    checkpoint = Checkpoint(command, project, log)
    code = checkpoint.go_on(0, None)
    if code:
        yield f"{command.name}: exit {code} without any interruption"
        return
    calls = log.read_text().splitlines()
    judge = _Judge(command, project, log, old, files_below(project))
    tried = 0
    for at in range(1, len(calls) + 1, every):
        for error in (None, *ERRORS):
            fresh()
            tried += 1
            code = checkpoint.go_on(at, error)
            where = f"{command.name}: {'kill' if error is None else errno.errorcode[error]} at {at} ({calls[at - 1]})"
            yield from judge.faults(code, error, where)
    checkpoint.close()
    yield f"{command.name}: {len(calls)} calls, {tried} interruptions"


class _Judge:
    """Whether what an interruption has left is right. The next run is made once for each state of the files."""

    def __init__(self, command: Command, project: Path, log: Path, old: Files, new: Files) -> None:
        self.command, self.project, self.log, self.old, self.new = command, project, log, old, new
        self._next: dict[str, list[str]] = {}

    def faults(self, code: int, error: int | None, where: str) -> Iterator[str]:
        """What is wrong after one interruption."""
        words = self.log.read_text(errors="replace")
        if "Traceback" in words:
            yield f"{where}: traceback: {words[-200:]}"
        folder = self.project / self.command.folder
        if folder.is_dir():
            forked(lambda: _settle(folder))
        found = files_below(self.project)
        whole = "old" if found == self.old else "new" if found == self.new else ""
        if not whole:
            apart = f"{_difference(found, self.old)} / {_difference(found, self.new)}"
            yield f"{where}: neither the old set nor the new: {apart}"
        # What fails once the run is done, when only what was held is to be removed, is no failure.
        expected = {-signal.SIGKILL} if error is None else {ERRORS[error], 73} if whole == "old" else {0, ERRORS[error]}
        if code not in expected and not (code == 0 and whole == "new"):
            yield f"{where}: exit {code}, not {sorted(expected)}"
        state = whole or repr(sorted((name, hash(data)) for name, data in found.items()))
        if state not in self._next:
            self._next[state] = list(self._next_run())
        yield from (f"{where}: {fault}" for fault in self._next[state])

    def _next_run(self) -> Iterator[str]:
        again = run(self.command, self.project, self.log)
        if self.command.name != "init" and again:
            yield f"the next run exits with {again}: {self.log.read_text(errors='replace')[-200:]}"
        if not same(files_below(self.project), self.new):
            yield f"the next run gives something else: {_difference(files_below(self.project), self.new)}"


def _settle(folder: Path) -> None:
    from rsplan.project.writing import settle

    settle(folder)


def same(found: Files, wanted: Files) -> bool:
    """Whether two runs made the same files; an Excel file's own clock and the record of its digest aside."""
    return found.keys() == wanted.keys() and all(
        found[name] == wanted[name] or name.endswith((".xlsx", ".rsplan.json")) for name in found
    )


def _difference(found: Files, wanted: Files) -> str:
    names = [name for name in {*found, *wanted} if found.get(name) != wanted.get(name)]
    return ", ".join(sorted(names)[:4]) or "nothing"


_THREE = ["--document", "report", "--document", "memo", "--document", "data"]


def _report(project: Path) -> list[str]:
    return ["report", "--project", str(project), "--tertial", "april", "--year", "2025"]


def _untouched(_: Path) -> None:
    """Nothing stands there."""


def _made(project: Path) -> None:
    """The documents of a run, and an export that has changed since."""
    if forked(lambda: _main([*_report(project), *_THREE])):
        raise SystemExit("the sample's report cannot be made")
    _change_a_status(project / "exports" / "2025-april" / "aktiviteter.xlsx")


def _edited(project: Path) -> None:
    """As ``_made``, with a memo that a person has changed."""
    _made(project)
    import docx

    path = project / "reports" / "2025-april" / "tjansteskrivelse.docx"
    document = docx.Document(str(path))
    document.add_paragraph("En egen mening.")
    document.save(str(path))


def _quarantined(project: Path) -> None:
    _change_a_status(project / "exports" / "2025-april" / "aktiviteter.xlsx", "Halvfärdigt läge")
    (project / "reports").mkdir()
    if forked(lambda: _main(_quarantine(project))) not in (0, 1):
        raise SystemExit("the quarantine cannot be made")
    _change_a_status(project / "exports" / "2025-april" / "aktiviteter.xlsx", "Till hälften klart")


def _change_a_status(path: Path, status: str = "Försenad") -> None:
    import openpyxl

    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == "Pågående enligt plan":
                cell.value = status
                book.save(path)
                return


def _quarantine(project: Path) -> list[str]:
    target = str(project / "reports" / "tveksamma.xlsx")
    return ["doctor", "--project", str(project), "--tertial", "april", "--year", "2025", "--quarantine", target]


def _main(arguments: list[str]) -> None:
    sys.argv = ["rsplan", *arguments]
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    from rsplan.cli import main

    main()


def _document(project: Path) -> str:
    return str(project / "reports" / "2025-april" / "tjansteskrivelse.docx")


def _templates(project: Path) -> list[str]:
    return ["template", "export", str(project / "mallar")]


def _templates_again(project: Path) -> list[str]:
    return [*_templates(project), "--overwrite"]


def _edited_templates(project: Path) -> None:
    if forked(lambda: _main(_templates(project))):
        raise SystemExit("the templates cannot be exported")
    files = [path for path in sorted((project / "mallar").rglob("*")) if path.is_file()]
    for path in files[::2]:
        path.write_bytes(path.read_bytes() + b"\n")


def _learn(project: Path) -> list[str]:
    return ["learn", "--accept", "--project", str(project), "--tertial", "april", "--year", "2025"]


def _without_answers(project: Path) -> None:
    _change_a_status(project / "exports" / "2025-april" / "aktiviteter.xlsx", "Pågår enl plan")


COMMANDS = (
    Command("report, the first time", _report, _untouched),
    Command("report, over an older one", _report, _made),
    Command("report --overwrite, over an edited one", lambda project: [*_report(project), "--overwrite"], _edited),
    Command("refresh", lambda project: ["refresh", _document(project)], _edited),
    Command("refresh --tracked", lambda project: ["refresh", _document(project), "--tracked"], _edited),
    Command("doctor --quarantine", _quarantine, _quarantined, "reports"),
    Command("template export, the first time", _templates, _untouched, "mallar"),
    Command("template export --overwrite, over edited ones", _templates_again, _edited_templates, "mallar"),
    Command("learn --accept", _learn, _without_answers, "."),
    Command("init", lambda project: ["init", str(project / "ny"), "--year", "2025"], _untouched, "ny"),
)


def main() -> int:
    """Interrupt the commands whose names hold one of the words, or all; 1 if anything was lost."""
    words = sys.argv[1:]
    import rsplan.runs.report
    import rsplan.understanding.plan  # noqa: F401 - once, for every fork

    faults = 0
    for command in COMMANDS:
        if words and not any(word in command.name for word in words):
            continue
        with tempfile.TemporaryDirectory() as work:
            *found, account = rounds(command, Path(work))
            faults += len(found)
            print("\n".join([*found, f"{account}, {len(found)} faults"]), flush=True)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
