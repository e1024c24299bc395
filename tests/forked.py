"""Processes that start without the second that their imports take: forked from one that has imported everything.

A run of ``rsplan`` and a reading child are processes of their own here too, with their own arguments, folder,
environment, streams, limits and end. Only the start differs, so what concerns it (what is imported when, who finds the
child) is tested with processes that are started anew. Linux only; elsewhere ``AT_HAND`` is false.
"""

from __future__ import annotations

import array
import importlib
import json
import os
import pkgutil
import select
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from rsplan.reading.contained import process

AT_HAND = sys.platform == "linux"
_REQUEST = 1 << 18
_NO_FD = -1


class Forked:
    """A process that was forked: what a ``subprocess.Popen`` of it would give."""

    def __init__(self, pid: int, ended: int, stdin: BinaryIO | None = None, stdout: BinaryIO | None = None) -> None:
        self.pid, self._ended = pid, ended
        self.stdin, self.stdout = stdin, stdout
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """The exit code, if it has one."""
        if self.returncode is None and select.select([self._ended], [], [], 0)[0]:
            self._take()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """The exit code; minus the signal for a process that was ended by one."""
        if self.returncode is None:
            if not select.select([self._ended], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired("forked", timeout or 0)
            self._take()
        assert self.returncode is not None
        return self.returncode

    def kill(self) -> None:
        """End it."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)

    def _take(self) -> None:
        answer = os.read(self._ended, 4)
        os.close(self._ended)
        self.returncode = struct.unpack("i", answer)[0] if len(answer) == 4 else -signal.SIGKILL


class Source:
    """One process that has imported what the others need, and forks them. ``kind``: ``command`` or ``reader``."""

    def __init__(self, kind: str) -> None:
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        for end in (self._ours, theirs):
            end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _REQUEST)
        command = [sys.executable, __file__, kind, str(theirs.fileno())]
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
        self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()], env=environment, stdin=subprocess.DEVNULL)
        theirs.close()

    def close(self) -> None:
        """No more processes."""
        self._ours.close()
        self._process.wait()

    def fork(self, streams: Sequence[int], **request: object) -> Forked:
        """A new process with these standard streams."""
        ended, tell = os.pipe()
        try:
            fds = array.array("i", [*streams, tell])
            rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, fds.tobytes())]
            self._ours.sendmsg([json.dumps(request).encode()], rights)
        finally:
            os.close(tell)
        answer = os.read(ended, 4)
        if len(answer) < 4:
            raise RuntimeError("nothing was forked")
        return Forked(struct.unpack("i", answer)[0], ended)

    def reader(self) -> Forked:
        """A reading child, as ``process._spawn`` starts one."""
        theirs_in, ours_in = os.pipe()
        ours_out, theirs_out = os.pipe()
        null = os.open(os.devnull, os.O_RDWR)
        try:
            made = self.fork([theirs_in, theirs_out, null], code=process._START.format(path=sys.path))
        finally:
            for fd in (theirs_in, theirs_out, null):
                os.close(fd)
        made.stdin, made.stdout = os.fdopen(ours_in, "wb"), os.fdopen(ours_out, "rb")
        return made

    def run(
        self, arguments: Sequence[str], cwd: Path, environment: Mapping[str, str], timeout: float
    ) -> subprocess.CompletedProcess[str]:
        """A run of rsplan, nobody at the keyboard."""
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, Path(os.devnull).open("rb") as nobody:
            streams = [file.fileno() for file in (nobody, out, err)]
            made = self.fork(streams, arguments=list(arguments), cwd=str(cwd), environment=dict(environment))
            try:
                code = made.wait(timeout)
            except subprocess.TimeoutExpired:
                made.kill()
                raise
            said = []
            for file in (out, err):
                file.seek(0)
                said.append(file.read().decode("utf-8"))
        return subprocess.CompletedProcess(["rsplan", *arguments], code, *said)


def _serve(kind: str, inbox: socket.socket) -> None:
    """Fork a process for each request until nobody can ask for one any more."""
    work: Callable[[dict[str, Any]], NoReturn] = {"command": _command, "reader": _reader}[kind]
    _import_all(kind)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        request, fds, _, _ = socket.recv_fds(inbox, _REQUEST, 4)
        if not fds:
            return
        if not os.fork():
            inbox.close()
            _watch(lambda asked=request: work(json.loads(asked)), fds)
        for fd in fds:
            os.close(fd)


def _watch(work: Callable[[], NoReturn], fds: list[int]) -> NoReturn:
    """Fork the process, tell its number and, when it has ended, how."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    *streams, tell = fds
    pid = os.fork()
    if not pid:
        os.close(tell)
        for number, fd in enumerate(streams):
            os.dup2(fd, number)
            os.close(fd)
        sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")  # noqa: SIM115
        try:
            work()
        except SystemExit as left:
            sys.stdout.flush()
            os._exit(left.code if isinstance(left.code, int) else 0 if left.code is None else 1)
        except BaseException:  # noqa: BLE001 - told on its standard error, as Python does
            traceback.print_exc()
            sys.stderr.flush()
            os._exit(1)
        os._exit(0)
    for fd in streams:
        os.close(fd)
    os.write(tell, struct.pack("i", pid))
    os.write(tell, struct.pack("i", os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])))
    os._exit(0)


def _import_all(kind: str) -> None:
    import rsplan

    if kind == "reader":
        names = ["openpyxl", "hashlib", "python_calamine"]
        below = [rsplan.__path__[0] + "/reading"]
        names += [found.name for found in pkgutil.walk_packages(below, "rsplan.reading.")]
    else:
        names = [found.name for found in pkgutil.walk_packages(rsplan.__path__, "rsplan.")]
        names = ["pandas", *(name for name in names if not name.endswith("__main__"))]
    for name in names:
        importlib.import_module(name)


def _command(request: dict[str, Any]) -> NoReturn:
    from rsplan.cli import main

    os.environ.clear()
    os.environ.update(request["environment"])
    time.tzset()
    os.chdir(request["cwd"])
    sys.argv = ["rsplan", *request["arguments"]]
    main()


def _reader(request: dict[str, Any]) -> NoReturn:
    exec(request["code"], {"__name__": "__main__"})
    raise SystemExit(0)


if __name__ == "__main__":
    if sys.argv[1] == "command":
        process._spawn = Source("reader").reader  # type: ignore[assignment]
    _serve(sys.argv[1], socket.socket(fileno=int(sys.argv[2])))
