"""One way to open an input: regular files, from where they belong, at most so large, read once."""

from __future__ import annotations

import ast
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import ROOT

from rsplan.boundary import inputs
from rsplan.boundary.opening import EXPORT_BYTES, NotAnInputError, first_bytes, read_whole
from rsplan.findings.finding import RsplanError

SOURCES = ROOT / "src" / "rsplan"
# What opens files by itself: the one way, what rsplan wrote itself, and its own resources.
# A part of a PDF that is in memory already is no file.
IN_MEMORY = {"documents/pdf/claims.py"}
ALLOWED = {"boundary/opening.py", "project/journal.py", "project/locking.py"} | IN_MEMORY
PACKAGED = {
    "documents/office/typefaces.py",
    "documents/word/field_groups.py",
    "documents/word/hyphenation.py",
    "findings/catalogue.py",
    "language/headingwords/lexicon.py",
    "language/statuswords/lexicon.py",
    "language/vocabulary.py",
}
# Its streams are those of a pdf in memory.
NO_FILES = {"documents/pdf/streams.py"}
OPENERS = {"read_bytes", "read_text"}
Made = Callable[[Path], object]


def fifo(path: Path) -> None:
    os.mkfifo(path)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def listening(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # a socket's path is short
    with socket.socket(socket.AF_UNIX) as made:  # its name stays
        made.bind(path.name)
    os.chdir(here)


def vast(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(3 << 30)


def folder(path: Path) -> None:
    path.mkdir()


def ring(path: Path) -> None:
    path.symlink_to(path.name)


SPECIAL = (fifo, endless, listening, vast, folder, ring)
PLACES = {
    "rsplan.toml": 2,
    "texts/2025-april/resultat.md": 2,
    "templates/rapport.docx": 2,
    "templates/ordval/2025.toml": 2,
    "exports/2025-april/extra.csv": 65,
}


def place(sample: Path, name: str) -> Path:
    path = sample / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    return path


@pytest.mark.parametrize("make", SPECIAL)
@pytest.mark.parametrize("kind", [inputs.TEXT, inputs.DOCUMENT, inputs.TEMPLATE, inputs.PRESENT])
def test_what_is_no_ordinary_file_is_refused_by_every_kind(tmp_path: Path, make: Made, kind: inputs.InputKind) -> None:
    make(tmp_path / "x")
    with pytest.raises(RsplanError) as refused:
        inputs.read_input(tmp_path / "x", kind)
    assert str(refused.value).startswith(str(tmp_path / "x"))
    assert refused.value.hint


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize("make", [fifo, endless, vast])
def test_a_report_neither_hangs_nor_swells_on_one(sample: Path, rsplan: Callable, make: Made, name: str) -> None:
    make(place(sample, name))
    done = rsplan("report", "--tertial", "april", "--year", 2025, "--project", sample)
    assert done.returncode == PLACES[name], done.stderr
    assert Path(name).name in done.stderr
    assert "Traceback" not in done.stderr
    assert not (sample / "reports").exists()


@pytest.mark.parametrize("make", SPECIAL)
@pytest.mark.parametrize("command", [["check"], ["refresh"], ["template", "check"], ["summary"]])
def test_nor_does_a_command_that_is_given_one(tmp_path: Path, rsplan: Callable, make: Made, command: list[str]) -> None:
    make(tmp_path / "x.docx")
    done = rsplan(*command, tmp_path / "x.docx")
    assert done.returncode in (2, 65, 66, 74), done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", PLACES)
def test_a_link_out_of_the_project_is_not_followed(sample: Path, rsplan: Callable, name: str) -> None:
    outside = sample.parent / "utanför"
    path = place(sample, name)
    outside.write_text("hemligt: lösenord\n", encoding="utf-8")
    path.symlink_to(outside)
    done = rsplan("report", "--tertial", "april", "--year", 2025, "--project", sample)
    assert done.returncode == PLACES[name], done.stderr
    assert "länk" in done.stderr
    assert "lösenord" not in done.stderr
    assert not (sample / "reports").exists()


@pytest.mark.parametrize("linked", ["exports", "exports/2025-april"])
def test_an_exports_folder_on_a_share_is_read(sample: Path, rsplan: Callable, linked: str) -> None:
    share = sample.parent / "delad"
    (sample / linked).rename(share)
    (sample / linked).symlink_to(share)
    done = rsplan("summary", "--tertial", "april", "--year", 2025, "--project", sample)
    assert done.returncode == 0, done.stderr


def test_a_link_inside_the_project_is_followed(sample: Path, rsplan: Callable) -> None:
    text = sample / "texts" / "2025-april" / "resultat.md"
    text.rename(sample / "resultat.md")
    text.symlink_to("../../resultat.md")
    assert rsplan("report", "--tertial", "april", "--year", 2025, "--project", sample).returncode == 0


def test_a_file_is_read_to_its_told_size_and_no_further(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "växer.csv"
    path.write_bytes(b"a" * 100)
    real, asked = os.read, []

    def read(handle: int, count: int) -> bytes:
        asked.append(count)
        with path.open("ab") as file:
            file.write(b"b" * 1000)
        return real(handle, count)

    monkeypatch.setattr(os, "read", read)
    with pytest.raises(NotAnInputError, match="changing"):
        read_whole(path, EXPORT_BYTES)
    assert sum(asked) <= 102


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="only Linux makes files up")
def test_a_file_that_the_system_makes_up_is_refused() -> None:
    with pytest.raises(NotAnInputError, match="changing"):
        read_whole("/proc/version", EXPORT_BYTES)


def test_the_beginning_of_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    fifo(tmp_path / "x")
    with pytest.raises(NotAnInputError, match="special"):
        first_bytes(tmp_path / "x", 4)


def opening_calls(tree: ast.AST) -> Iterator[int]:
    """The lines on which a module opens a file for reading by itself."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id == "open":
            yield node.lineno
        if isinstance(called, ast.Attribute):
            owner = called.value.id if isinstance(called.value, ast.Name) else ""
            if called.attr in OPENERS or (called.attr == "open" and owner in ("os", "io", "path", "file", "codecs")):
                yield node.lineno


def test_nothing_else_opens_a_file_for_reading() -> None:
    found = {}
    for path in SOURCES.rglob("*.py"):
        name = path.relative_to(SOURCES).as_posix()
        lines = list(opening_calls(ast.parse(path.read_text(encoding="utf-8"))))
        if lines and name not in ALLOWED | PACKAGED | NO_FILES:
            found[name] = lines
    assert found == {"cli/app.py": found.get("cli/app.py")} or not found, found  # it writes to the null device
