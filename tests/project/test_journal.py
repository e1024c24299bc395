"""A run's journal: whatever interrupts a run, it can be taken back, and never what somebody else has written since."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rsplan.project.journal import (
    DONE,
    JOURNAL,
    Step,
    begin,
    digest,
    digest_at,
    finish,
    is_unsettled,
    settle,
    write_flushed,
)

OLD, NEW = b"den gamla rapporten", b"den nya rapporten"


def step(name: str = "rapport.docx", before: bytes | None = OLD) -> Step:
    return Step(name, "0a1b-1", digest(before) if before is not None else "", digest(NEW))


def interrupted(folder: Path, at: int, before: bytes | None = OLD) -> Step:
    """A folder in which a run was interrupted after so many of its moves."""
    one = step(before=before)
    if before is not None:
        (folder / one.name).write_bytes(before)
    begin(folder, [one])
    moves = [
        lambda: write_flushed(one.new(folder), NEW),
        lambda: (folder / one.name).replace(one.held(folder)) if before is not None else None,
        lambda: one.new(folder).replace(folder / one.name), lambda: finish(folder),
        lambda: one.held(folder).unlink(missing_ok=True),
    ]  # fmt: skip
    for move in moves[:at]:
        move()
    return one


@pytest.mark.parametrize("before", [OLD, None])
@pytest.mark.parametrize("at", range(6))
def test_wherever_a_run_stopped_it_has_happened_whole_or_not_at_all(
    tmp_path: Path, at: int, before: bytes | None
) -> None:
    one = interrupted(tmp_path, at, before)
    assert is_unsettled(tmp_path)
    settle(tmp_path)
    path = tmp_path / one.name
    happened = at >= 4
    assert (path.read_bytes() if path.exists() else None) == (NEW if happened else before)
    assert [found.name for found in tmp_path.iterdir()] == ([one.name] if happened or before else [])
    assert not is_unsettled(tmp_path)
    settle(tmp_path)


@pytest.mark.parametrize("at", [2, 3])
def test_what_somebody_has_written_meanwhile_is_left_as_it_is(tmp_path: Path, at: int) -> None:
    one = interrupted(tmp_path, at)
    (tmp_path / one.name).write_bytes("någon annans".encode())
    settle(tmp_path)
    assert (tmp_path / one.name).read_bytes() == "någon annans".encode()


STEP = json.dumps([{"name": "NAME", "mark": "MARK", "before": "", "after": digest(NEW)}])


@pytest.mark.parametrize(
    "text",
    ["", "inget", "[]", "{}", '[{"name": "x"}]', STEP.replace("NAME", "../ut.txt").replace("MARK", "0a-1"),
     STEP.replace("NAME", "in.txt").replace("MARK", "../x")],
)  # fmt: skip
@pytest.mark.parametrize("name", [JOURNAL, DONE])
def test_what_is_no_journal_or_leads_out_of_the_folder_takes_nothing_back(tmp_path: Path, text: str, name: str) -> None:
    folder = tmp_path / "projekt"
    folder.mkdir()
    for path in (tmp_path / "ut.txt", folder / "in.txt"):
        path.write_bytes(NEW)
    (folder / name).write_text(text, encoding="utf-8")
    settle(folder)
    assert (tmp_path / "ut.txt").read_bytes() == NEW
    assert (folder / "in.txt").read_bytes() == NEW
    assert not (folder / name).exists()


def test_a_journal_that_is_not_found_at_the_moment_is_not_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (JOURNAL, DONE):
        (tmp_path / name).write_text("[]", encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_text", _not_found)
        settle(tmp_path)
    assert (tmp_path / JOURNAL).exists()
    assert (tmp_path / DONE).exists()
    settle(tmp_path)
    assert not (tmp_path / JOURNAL).exists()
    assert not (tmp_path / DONE).exists()


def _not_found(*_: object, **__: object) -> str:
    raise FileNotFoundError


def test_several_files_are_taken_back_together_the_last_first(tmp_path: Path) -> None:
    steps = [Step(f"{at}.docx", f"0a1b-{at}", digest(OLD), digest(NEW)) for at in range(3)]
    for one in steps:
        (tmp_path / one.name).write_bytes(OLD)
    begin(tmp_path, steps)
    for one in steps[:2]:
        write_flushed(one.new(tmp_path), NEW)
        (tmp_path / one.name).replace(one.held(tmp_path))
        one.new(tmp_path).replace(tmp_path / one.name)
    settle(tmp_path)
    assert [(tmp_path / one.name).read_bytes() for one in steps] == [OLD] * 3


def test_a_digest_tells_content_and_a_missing_file_has_none(tmp_path: Path) -> None:
    path = tmp_path / "a"
    assert digest_at(path) == ""
    write_flushed(path, NEW)
    assert digest_at(path) == digest(NEW) != digest(OLD)
    with pytest.raises(FileExistsError):
        write_flushed(path, OLD)
    assert path.read_bytes() == NEW
