"""Whatever interrupts a run, its files are the old set whole or the new set whole, and the next run clears up after it.

The long form, with every command, is ``scripts/interrupted_writes.py``.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path

import interrupted_writes as interrupted
import pytest
from conftest import LONG

from rsplan.findings.finding import CannotCreateError, RsplanError, TryAgainError
from rsplan.project.journal import JOURNAL
from rsplan.project.writing import Put, free_name, locked, settle, write_together
from rsplan.runs.ownership import Inputs, write_outputs

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

OLD = {"rapport.docx": b"gammal rapport" * 500, "memo.docx": b"gammalt memo" * 500, ".rsplan.json": b"{}"}
NEW = {"rapport.docx": b"ny rapport" * 700, "memo.docx": b"nytt memo" * 700, "u.json": b"{1}", ".rsplan.json": b"{2}"}

# Every error of the system, and the kill, meets every third call in the suite; together they meet each.
_EVERY = 1 if LONG else 3


def lay_out(folder: Path) -> None:
    """The old set."""
    folder.mkdir()
    for name, data in OLD.items():
        (folder / name).write_bytes(data)


def write_new_set(folder: Path) -> None:
    """The new set over the old one, with a copy of the memo kept."""
    with locked(folder):
        puts = [Put(folder / name, data, OLD.get(name), keep=name == "memo.docx") for name, data in NEW.items()]
        write_together(folder, puts)


def interrupted_at(folder: Path, at: int, error: int | None, account: Path | None = None) -> int:
    """Write the new set in a process that is stopped at a call; its exit code."""

    def work() -> None:
        interruption = interrupted.Interruption(folder, at, error)
        interruption.install()
        interruption.begin(at, error)
        try:
            write_new_set(folder)
        except RsplanError as raised:
            os._exit(int(raised.exit_code))
        interruption.active = False
        if account:
            account.write_text("\n".join(interruption.calls))
        os._exit(0)

    return interrupted.forked(work)


@pytest.mark.parametrize("error", [None, *interrupted.ERRORS])
def test_a_set_of_files_is_old_or_new_wherever_it_is_interrupted(tmp_path: Path, error: int | None) -> None:
    lay_out(tmp_path / "hel")
    assert interrupted_at(tmp_path / "hel", 0, None, tmp_path / "calls") == 0
    calls = (tmp_path / "calls").read_text().splitlines()
    assert len(calls) > 30
    copy = {"memo.bak.docx": OLD["memo.docx"]}
    first = [None, *interrupted.ERRORS].index(error) % _EVERY
    for at, call in list(enumerate(calls, 1))[first::_EVERY]:
        folder = tmp_path / f"{at}"
        lay_out(folder)
        code = interrupted_at(folder, at, error)
        settle(folder)
        found = interrupted.files_below(folder)
        assert found in (OLD, NEW | copy), f"{call}: {sorted(found)}"
        allowed = {-signal.SIGKILL} if error is None else {interrupted.ERRORS[error]} if found == OLD else {0}
        assert code in allowed, f"{call}: {code}"
        if found == OLD:
            write_new_set(folder)
        assert interrupted.files_below(folder) == NEW | copy, call


def test_what_a_person_saved_after_a_killed_run_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "mapp"
    lay_out(folder)
    renames = 0
    for at in range(1, 60):
        lay_out(folder) if not folder.exists() else None
        if interrupted_at(folder, at, None) != -signal.SIGKILL:
            break
        if (folder / JOURNAL).exists() and (folder / "rapport.docx").read_bytes() == NEW["rapport.docx"]:
            renames += 1
            (folder / "rapport.docx").write_bytes(b"en persons")
            settle(folder)
            assert (folder / "rapport.docx").read_bytes() == b"en persons"
            assert (folder / "memo.docx").read_bytes() == OLD["memo.docx"]
        for path in list(folder.iterdir()):
            path.unlink()
        folder.rmdir()
    assert renames > 1


def test_a_file_that_is_saved_while_rsplan_works_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "memo.docx"
    path.write_bytes(b"sparad av en person")
    with pytest.raises(TryAgainError, match="har ändrats medan"), locked(tmp_path):
        write_together(tmp_path, [Put(tmp_path / "a.docx", b"a"), Put(path, b"ny", b"det lasta")])
    assert interrupted.files_below(tmp_path) == {"memo.docx": b"sparad av en person"}


def test_mode_and_link_are_kept_by_the_file_and_its_copy(tmp_path: Path) -> None:
    real = tmp_path / "arkiv" / "rapport.docx"
    real.parent.mkdir()
    real.write_bytes(b"gammal")
    real.chmod(0o600)
    link = tmp_path / "rapport.docx"
    link.symlink_to(real)
    with locked(tmp_path):
        write_together(tmp_path, [Put(link, b"ny", b"gammal", keep=True)])
    assert link.is_symlink()
    assert real.read_bytes() == b"ny"
    assert (tmp_path / "rapport.bak.docx").read_bytes() == b"gammal"
    assert {path.stat().st_mode & 0o777 for path in (real, tmp_path / "rapport.bak.docx")} == {0o600}


def test_running_out_of_names_for_copies_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rsplan.project.writing._MOST_COPIES", 4)
    path = tmp_path / "rapport.docx"
    for _ in range(3):
        free_name(path).write_bytes(b"kopia")
    with pytest.raises(CannotCreateError, match="3 kopior"):
        free_name(path)


def test_nothing_but_the_files_is_left_and_a_lock_of_an_earlier_version_goes(tmp_path: Path) -> None:
    (tmp_path / ".rsplan.lock").write_bytes(b"")
    with locked(tmp_path / "ny" / "mapp"):
        pass
    with locked(tmp_path):
        write_together(tmp_path, [Put(tmp_path / "a" / "b.txt", b"x")])
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")) == ["a", "a/b.txt"]


@pytest.mark.parametrize("way", ["itself", "dots", "link", "hard link", "linked folder", "new file among the exports"])
def test_an_input_is_never_replaced_whatever_it_is_called(tmp_path: Path, way: str) -> None:
    exports = tmp_path / "projekt" / "exports" / "2025-april"
    exports.mkdir(parents=True)
    (tmp_path / "projekt" / "rsplan.toml").write_bytes(b"")
    export = exports / "uppdrag.xlsx"
    export.write_bytes(b"export")
    (tmp_path / "ut").mkdir()
    target = tmp_path / "ut" / "fil.xlsx"
    if way == "itself":
        target = export
    elif way == "dots":
        target = exports / ".." / "2025-april" / "uppdrag.xlsx"
    elif way == "link":
        target.symlink_to(export)
    elif way == "hard link":
        target.hardlink_to(export)
    elif way == "linked folder":
        (tmp_path / "genväg").symlink_to(exports)
        target = tmp_path / "genväg" / "uppdrag.xlsx"
    else:
        target = exports / "ny.xlsx"
    before = interrupted.files_below(tmp_path)
    with pytest.raises(CannotCreateError, match="hör till underlaget"):
        write_outputs(target.parent, {target: b"ny"}, Inputs(tmp_path / "projekt", (export,)), overwrite=True)
    assert interrupted.files_below(tmp_path) == before


def test_a_strangers_file_is_replaced_only_when_asked_and_a_copy_stays(tmp_path: Path) -> None:
    path = tmp_path / "tveksamma.xlsx"
    path.write_bytes(b"en persons arbetsbok")
    with pytest.raises(CannotCreateError, match="ersätts inte"):
        write_outputs(tmp_path, {path: b"ny"}, Inputs())
    assert write_outputs(tmp_path, {path: b"ny"}, Inputs(), overwrite=True) == [tmp_path / "tveksamma.bak.xlsx"]
    assert (tmp_path / "tveksamma.bak.xlsx").read_bytes() == b"en persons arbetsbok"
    assert write_outputs(tmp_path, {path: b"nyare"}, Inputs()) == []
    assert path.read_bytes() == b"nyare"


@pytest.mark.parametrize("command", [interrupted.COMMANDS[3]], ids=lambda command: command.name)
def test_a_command_interrupted_at_some_of_its_calls_loses_nothing(tmp_path: Path, command: interrupted.Command) -> None:
    *faults, account = interrupted.rounds(command, tmp_path, every=29)
    assert not faults, "\n".join(faults)
    assert "interruptions" in account
