"""The one way to open a file: a regular file, at most so large, read once and whole."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from rsplan.boundary.opening import NotAnInputError, first_bytes, look_at, read_whole


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "fil.csv"
    made.write_bytes(b"Uppdrag;Status\n")
    return made


def test_a_file_is_read_whole_with_its_time(path: Path) -> None:
    data, written = read_whole(path, 100)
    assert data == path.read_bytes()
    assert written == path.stat().st_mtime
    assert look_at(path, 100) == len(data)
    assert [first_bytes(path, count) for count in (0, 7, 99)] == [b"", b"Uppdrag", data]


@pytest.mark.parametrize(("most", "allowed"), [(15, True), (14, False), (0, False), (16, True)])
def test_a_file_is_read_up_to_the_size_that_is_allowed(path: Path, most: int, allowed: bool) -> None:
    if allowed:
        assert len(read_whole(path, most)[0]) == 15
        return
    for opening in (read_whole, look_at):
        with pytest.raises(NotAnInputError) as refused:
            opening(path, most)
        assert (refused.value.why, refused.value.size, refused.value.most) == ("large", 15, most)
    assert first_bytes(path, 3) == b"Upp"


@pytest.mark.parametrize("why", ["folder", "special"])
def test_what_is_no_regular_file_is_never_opened(tmp_path: Path, why: str) -> None:
    path = tmp_path / "annat"
    if why == "folder":
        path.mkdir()
    else:
        os.mkfifo(path)
    for opening in (read_whole, look_at, first_bytes):
        with pytest.raises(NotAnInputError) as refused:
            opening(path, 10)
        assert refused.value.why == why


def test_a_link_is_what_it_leads_to_and_one_to_nothing_is_missing(tmp_path: Path, path: Path) -> None:
    (tmp_path / "länk").symlink_to(path)
    assert read_whole(tmp_path / "länk", 99)[0] == path.read_bytes()
    (tmp_path / "tom").symlink_to(tmp_path / "borta")
    with pytest.raises(FileNotFoundError):
        read_whole(tmp_path / "tom", 99)


def test_a_file_that_the_system_makes_up_as_it_is_read_is_changing() -> None:
    made_up = Path("/proc/self/status")
    if not made_up.exists():
        pytest.skip("the system has no such files")
    with pytest.raises(NotAnInputError) as refused:
        read_whole(made_up, 1 << 20)
    assert refused.value.why == "changing"


@pytest.mark.parametrize("after", [b"Uppdrag;Status\nmera\n", b"Uppdrag"])
def test_a_file_that_changes_while_it_is_read_is_refused(
    path: Path, after: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = os.read
    once = threading.Event()

    def reading(handle: int, count: int) -> bytes:
        if not once.is_set():
            once.set()
            path.write_bytes(after)
        return read(handle, count)

    monkeypatch.setattr(os, "read", reading)
    with pytest.raises(NotAnInputError) as refused:
        read_whole(path, 1_000)
    assert refused.value.why == "changing"


@examples(20)
@given(st.binary(max_size=40), st.integers(0, 50))
def test_the_beginning_of_a_file_is_its_beginning(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, count: int
) -> None:
    made = tmp_path_factory.getbasetemp() / "början.bin"
    made.write_bytes(data)
    assert first_bytes(made, count) == data[:count]
    assert read_whole(made, 40)[0] == data
