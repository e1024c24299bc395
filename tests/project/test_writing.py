"""A file is written whole or not at all, and never while somebody has it open."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rsplan.findings.finding import CannotCreateError, InputOutputError, TryAgainError
from rsplan.project import journal
from rsplan.project.locking import one_run_at_a_time
from rsplan.project.writing import Put, locked, write_together

_WRITER = """
import sys
from pathlib import Path
from rsplan.project.writing import Put, locked, write_together
path = Path(sys.argv[1])
print("ready", flush=True)
number, seen = 0, None
while True:
    number += 1
    data = bytes([number % 256]) * 400_000
    with locked(path.parent):
        write_together(path.parent, [Put(path, data, seen)])
    seen = data
"""


def write(path: Path, data: bytes) -> None:
    """Put one file in place of whatever stands there."""
    with locked(path.parent):
        write_together(path.parent, [Put(path, data, path.read_bytes() if path.exists() else None)])


def test_a_file_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "ny mapp" / "rapport.docx"
    write(path, b"ett")
    write(path, b"tv\xc3\xa5")
    assert path.read_bytes() == b"tv\xc3\xa5"
    assert [entry.name for entry in path.parent.iterdir()] == ["rapport.docx"]


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX permissions")
def test_others_may_read_what_was_written(tmp_path: Path) -> None:
    write(tmp_path / "rapport.docx", b"x")
    mode = (tmp_path / "rapport.docx").stat().st_mode
    assert mode & 0o044 == 0o044 & ~_umask()


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
@pytest.mark.parametrize("after", [0.0, 0.003, 0.011, 0.017, 0.029])
def test_a_run_killed_at_any_moment_leaves_a_whole_file_or_none(tmp_path: Path, after: float) -> None:
    path = tmp_path / "rapport.docx"
    writer = subprocess.Popen([sys.executable, "-c", _WRITER, str(path)], stdout=subprocess.PIPE)
    assert writer.stdout is not None
    writer.stdout.readline()
    time.sleep(after)
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    if path.exists():
        data = path.read_bytes()
        assert len(data) == 400_000
        assert len(set(data)) == 1


@pytest.mark.parametrize("owner", ["~$rapport.docx", "~$pport.docx", ".~lock.rapport.docx#"])
def test_a_document_that_is_open_in_word_or_libreoffice_is_not_touched(tmp_path: Path, owner: str) -> None:
    path = tmp_path / "rapport.docx"
    path.write_bytes(b"redigerad")
    (tmp_path / owner).write_bytes(b"")
    with pytest.raises(TryAgainError, match=r"rapport\.docx.*öppen"):
        write(path, b"ny")
    assert path.read_bytes() == b"redigerad"


def test_a_folder_that_is_a_file_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "reports").write_bytes(b"")
    with pytest.raises(CannotCreateError, match="reports"):
        write(tmp_path / "reports" / "rapport.docx", b"x")


def test_two_runs_do_not_write_to_one_folder_at_once(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from rsplan.project.writing import locked as one\n"
        "with one(Path(sys.argv[1])): pass"
    )
    with one_run_at_a_time(tmp_path):
        other = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False)
    assert "TryAgainError" in other.stderr
    assert "en annan körning" in other.stderr
    again = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False)
    assert again.returncode == 0


def test_a_lock_that_fails_is_told_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fcntl = pytest.importorskip("fcntl", reason="Windows has no flock")

    def fails(*_: object) -> None:
        raise OSError(errno.EIO, "I/O error")

    monkeypatch.setattr(fcntl, "flock", fails)
    with pytest.raises(InputOutputError, match="läs- eller skrivfel"), locked(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_where_folders_cannot_be_locked_a_file_is_and_goes_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl", reason="Windows has no flock")
    real = fcntl.flock

    def only_files(handle: int, how: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EBADF, "not for a folder")
        real(handle, how)

    monkeypatch.setattr(fcntl, "flock", only_files)
    with locked(tmp_path):
        assert [path.name for path in tmp_path.iterdir()] == [".rsplan.lock"]
        with pytest.raises(TryAgainError), locked(tmp_path):
            pass
    assert list(tmp_path.iterdir()) == []


def test_too_many_open_files_while_writing_is_worth_trying_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr(journal, "write_flushed", fails)
    with pytest.raises(TryAgainError, match="för många filer"), locked(tmp_path):
        write_together(tmp_path, [Put(tmp_path / "a.txt", b"a")])
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_comes_with_its_files_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    wanted = [Put(tmp_path / "texts" / "a.md", b"a")]
    with monkeypatch.context() as patch, locked(tmp_path):
        patch.setattr(journal, "begin", fails)
        with pytest.raises(InputOutputError):
            write_together(tmp_path, wanted, [tmp_path / "exports" / "2025-april"])
    assert list(tmp_path.iterdir()) == []
    with locked(tmp_path):
        write_together(tmp_path, wanted, [tmp_path / "exports" / "2025-april"])
    assert (tmp_path / "exports" / "2025-april").is_dir()
