"""Keep a reader of unknown files within bounds: a child process with limits of processor time and memory, and a clock.

A reader can abort, hang or ask for 512 GiB; none of that can be caught in the process where it happens.
Knows processes, pipes and clocks; nothing of formats.
"""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from queue import SimpleQueue

from msgspec import Struct, field

from rsplan.findings.system import is_passing
from rsplan.reading.contained import wire
from rsplan.reading.refusal import IO

Message = tuple[object, ...]
# While the parent imports pandas it gets around to reading every few milliseconds only: let much be waiting then.
_PIPE = 1 << 20
# How many seconds may pass for one of processor time.
WALL = 10
_SECONDS_TO_END = 1.0
# What a pipe without a reader answers; Windows says the second.
_NOBODY_READS = (errno.EPIPE, errno.EINVAL)
# -I and -S: the child needs nothing of the user's environment, and starts in half the time without it.
# The working folder is kept off its path, where a json.py beside the exports would be run.
_START = "import sys; sys.path[:] = {path!r}; from rsplan.reading.contained.child import main; main()"


class Job(Struct, frozen=True):
    """One thing to do with one file, and its bounds. ``task`` names a function of the child.

    ``seconds`` of processor time are for all of it, ``seconds_after`` for what comes after the message ``("read",)``.
    The child limits itself by them; the wall clock is the last resort, for one that waits or cannot be limited: on a
    busy machine a reader gets a tenth of the time that passes, and must not fail for it.
    """

    task: str
    path: Path
    seconds: float
    memory: int
    seconds_after: float = 0.0
    options: Mapping[str, object] = field(default_factory=dict)

    def message(self) -> dict[str, object]:
        """The job as the child receives it."""
        path = os.fsencode(self.path.absolute())
        bounds = {"seconds": self.seconds - self.seconds_after, "seconds_after": self.seconds_after}
        return {"task": self.task, "path": path, "memory": self.memory, **bounds, **self.options}


class JobOutcome:
    """What comes of one job: messages while it runs, then how the child died if it did.

    ``time`` and ``crash`` are the child's own; ``busy`` is a system that had no process or thread left.
    """

    def __init__(self) -> None:
        self._queue: SimpleQueue[Message | None] = SimpleQueue()
        self.died = ""

    def messages(self) -> Iterator[Message]:
        """The messages in order, each as soon as it is there. Can be gone through once."""
        while (message := self._queue.get()) is not None:
            yield message

    def add(self, message: Message) -> None:
        """One more message."""
        self._queue.put(message)

    def end(self, died: str = "") -> None:
        """No more messages."""
        self.died = died
        self._queue.put(None)


class Worker:
    """Works off its jobs one after the other in a child process, with a new child after every death.

    The first child is started and given its job before the constructor returns.
    """

    def __init__(self, jobs: Sequence[Job]) -> None:
        self._jobs = tuple(jobs)
        self.outcomes = tuple(JobOutcome() for _ in jobs)
        self._closing = False
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._child_for(self._jobs[0])
        self._thread = threading.Thread(target=self._run, name="rsplan-reading", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Kill and reap the child, whatever it is doing."""
        with self._lock:
            self._closing = True
            self._kill()
        self._thread.join()
        self._reap()

    def _run(self) -> None:
        for number, (job, outcome) in enumerate(zip(self._jobs, self.outcomes, strict=True)):
            try:
                if number:
                    self._child_for(job)
                died = self._attend(job, outcome)
            except (OSError, RuntimeError) as error:  # no process or thread left: nobody may wait for this one for ever
                died = "unsent" if isinstance(error, OSError) and not is_passing(error) else "busy"
                self._reap()  # what it may still say is of this job, not of the next
            outcome.end(died)
        self._reap()

    def _child_for(self, job: Job) -> None:
        """Give the job to the child, starting one where there is none."""
        with self._lock:
            if self._closing:
                return
            self._child = self._child or _spawn()
        stdin = self._child.stdin
        assert stdin is not None
        try:
            wire.send(stdin, job.message())
        except OSError as error:
            if error.errno in _NOBODY_READS:
                return  # it died at once: reading from it tells so
            self._reap()
            raise

    def _attend(self, job: Job, outcome: JobOutcome) -> str:
        """Pass on the messages of one job until the child is done with it, or is no more; gives how it died."""
        child = self._child
        if child is None or child.stdout is None:
            return "crash"
        clock = _Clock(child, WALL * (job.seconds - job.seconds_after))
        inbox = wire.Inbox(child.stdout, job.memory)
        try:
            while (message := inbox.receive()) != ("done",):
                outcome.add(message)
                if message == ("read",):
                    clock.restart(WALL * job.seconds_after)
        except (EOFError, OSError, ValueError, TypeError, MemoryError):
            died = _how_it_ended(child)
            self._reap()
            return "time" if clock.is_over else died
        finally:
            clock.stop()
        return ""

    def _kill(self) -> None:
        if self._child is not None:
            self._child.kill()

    def _reap(self) -> None:
        """End the child and take back what it held."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue  # unsent bytes for a dead reader


def _how_it_ended(child: subprocess.Popen[bytes]) -> str:
    """How a child ended: ``time`` where the system ended it because its processor time was used up, ``unsent`` where
    its answers did not get through, else ``crash``.
    """
    try:
        code = child.wait(timeout=_SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        return "crash"  # it lives, and what it sends is no message
    if hasattr(signal, "SIGXCPU") and code == -signal.SIGXCPU:
        return "time"
    return "unsent" if code == IO else "crash"


class _Clock:
    """Kills a child when its time is over."""

    def __init__(self, child: subprocess.Popen[bytes], seconds: float) -> None:
        self._child = child
        self.is_over = False
        self._start(seconds)

    def restart(self, seconds: float) -> None:
        """Give it this much time from now on."""
        self.stop()
        self._start(seconds)

    def stop(self) -> None:
        """Let the child live."""
        self._timer.cancel()

    def _start(self, seconds: float) -> None:
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._timer.start()

    def _end(self) -> None:
        self.is_over = True
        self._child.kill()


def _spawn() -> subprocess.Popen[bytes]:
    flags = ["-I", "-S", *(["-B"] if sys.dont_write_bytecode else [])]
    here = str(Path(__file__).resolve().parents[3])
    path = [here, *(entry for entry in sys.path if entry and entry != here)]
    return subprocess.Popen(
        [sys.executable, *flags, "-c", _START.format(path=path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        pipesize=_PIPE,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
