"""Type in a report in LibreOffice as a person does, change the exports, refresh, and read what came of it.

Each edit of ``libreoffice_hands.py`` meets several changes of ``refresh_matrix.py``. What that one looks for is looked
for here too; and a reader that knows Word's tables and paragraphs, and nothing of how rsplan recognises them, holds the
document against one that is written anew: no old sentence and no old cell is left without being told, by ``refresh``
and by ``check``, no row stands there once more, and no new row is missing.

    python scripts/typed_edits.py [--changes N] [--only WORDS] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from lxml import etree

sys.path.insert(0, str(Path(__file__).parent))
import refresh_matrix as matrix

from rsplan.documents.living.check import check
from rsplan.documents.living.document import open_document
from rsplan.documents.office.ooxml import NAMESPACES
from rsplan.documents.office.package import read_package
from rsplan.documents.word.chart_key import shows_key
from rsplan.findings.finding import RsplanError
from rsplan.report.report import Report

HANDS = Path(__file__).with_name("libreoffice_hands.py")
PYTHON_WITH_UNO = "/usr/bin/python3"
CHANGES = (
    "många ändringar", "nytt uppdrag", "borttagna uppdrag", "uppdrag i annan ordning", "alla förseningar borta",
    "pausade aktiviteter", "inget", "ett uppdrag blev uppfyllt", "uppdrag bytte målområde",
)  # fmt: skip
_W = "{" + NAMESPACES["w"] + "}"
_UNSEEN = frozenset(f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "sdtPr", "txbxContent"))


@dataclass(frozen=True, slots=True)
class Typed:
    """A document that was typed in, and the words that must still be there."""

    name: str
    data: bytes
    words: tuple[str, ...]
    failed: str = ""  # why it could not be made


# --- LibreOffice ------------------------------------------------------------------------------------------------------


def can_type() -> bool:
    """Whether there is a LibreOffice, and a Python that can drive it."""
    if shutil.which("soffice") is None or not Path(PYTHON_WITH_UNO).exists():
        return False
    return subprocess.run([PYTHON_WITH_UNO, "-c", "import uno"], capture_output=True, check=False).returncode == 0


@contextmanager
def libreoffice(folder: Path) -> Iterator[int]:
    """A LibreOffice that listens at a port, with a profile of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    office = subprocess.Popen(
        [
            "soffice", f"-env:UserInstallation={(folder / 'profil').as_uri()}", "--headless", "--norestore", "--nologo",
            f"--accept=socket,host=127.0.0.1,port={port};urp;",
        ],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait_for(port, 120)
        yield port
    finally:
        office.terminate()
        office.wait(timeout=60)


def _wait_for(port: int, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.5)
    raise TimeoutError("LibreOffice svarar inte")


def every_edit() -> list[str]:
    """The names of the edits, as the hands know them."""
    done = subprocess.run([PYTHON_WITH_UNO, str(HANDS), "--list"], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def typed(data: bytes, names: Iterable[str]) -> Iterator[Typed]:
    """The document after each edit. LibreOffice is started anew after one that it fell on."""
    names = list(names)
    with tempfile.TemporaryDirectory(prefix="rsplan-skrivet-") as work:
        while names:
            folder = Path(tempfile.mkdtemp(dir=work))
            (folder / "rapport.docx").write_bytes(data)
            with libreoffice(folder) as port:
                done = subprocess.run(
                    [PYTHON_WITH_UNO, str(HANDS), str(port), str(folder / "rapport.docx"), str(folder), *names],
                    capture_output=True, text=True, timeout=3_600, check=False,
                )  # fmt: skip
            told = [json.loads(line) for line in done.stdout.splitlines()]
            if not told:
                raise RuntimeError(done.stderr[-3_000:])
            for number, one in enumerate(told):
                names.remove(one["name"])
                if "failed" in one:
                    yield Typed(one["name"], b"", (), one["failed"])
                    if number + 1 < len(told) and "Disposed" in one["failed"] + told[number + 1].get("failed", ""):
                        break
                else:
                    yield Typed(one["name"], (folder / one["file"]).read_bytes(), tuple(one["words"]))


# --- Another reader --------------------------------------------------------------------------------------------------


def said(node: etree._Element) -> str:
    """What an element says with every revision accepted."""
    out = []
    for found in node.iterchildren(etree.Element):
        if found.tag in _UNSEEN:
            continue
        if found.tag == f"{_W}t":
            out.append(found.text or "")
        elif found.tag in (f"{_W}tab", f"{_W}br"):
            out.append(" ")
        else:
            out.append(said(found))
    return "".join(out)


def plain(text: str) -> str:
    """Spaces alike, and without the signs that only bind or part a word."""
    return " ".join(text.replace("\u00ad", "").replace("\u2060", "").split())


def rows_of(data: bytes) -> list[list[list[str]]]:
    """Every table as rows of texts; struck rows and empty tables are none."""
    root = etree.fromstring(read_package(data, "x").raw["word/document.xml"])
    tables = []
    for table in root.iter(f"{_W}tbl"):
        lines = [row for row in table.iter(f"{_W}tr") if row.find(f"{_W}trPr/{_W}del") is None]
        tables.append([[plain(said(cell)) for cell in row.iter(f"{_W}tc")] for row in lines if not _tells(row)])
    return tables


def _tells(row: etree._Element) -> bool:
    """True for a row whose first cell has several paragraphs: it is no title, but sentences of an overview."""
    first = next(row.iter(f"{_W}tc"), None)
    return first is not None and sum(bool(plain(said(found))) for found in first.iter(f"{_W}p")) > 1


def sentences_of(data: bytes) -> set[str]:
    """The computed sentences of a document that was just written: the texts of its longer controls."""
    root = etree.fromstring(read_package(data, "x").raw["word/document.xml"])
    texts = {plain(said(found)) for found in root.iter(f"{_W}sdt") if found.find(f".//{_W}tbl") is None}
    return {text for text in texts if len(text.split()) > 4 and not shows_key(text)}


def running_text(data: bytes) -> str:
    """All that the main part's paragraphs say."""
    root = etree.fromstring(read_package(data, "x").raw["word/document.xml"])
    return "\n".join(plain(said(found)) for found in root.iter(f"{_W}p"))


@dataclass(frozen=True, slots=True)
class Old:
    """A text that is no longer so; ``near`` is what a message about it must hold."""

    text: str
    near: str
    place: str

    def __str__(self) -> str:
        return f"{self.place} {self.text!r}"


@dataclass(frozen=True, slots=True)
class Written:
    """Two documents that nobody has typed in: as the exports were, and as they are."""

    was: bytes
    now: bytes

    def old(self, data: bytes) -> Iterator[Old]:
        """What a document says that is no longer so."""
        text = running_text(data)
        # A list of names in another order says the same.
        today = {_names_in(sentence) for sentence in sentences_of(self.now)}
        for sentence in sentences_of(self.was) - sentences_of(self.now):
            if sentence in text and _names_in(sentence) not in today:
                yield Old(sentence, sentence[:60], "meningen")
        for title, column, was in self._old_cells(data):
            yield Old(was, title[:40], f"raden {title[:50]!r}, kolumnen {column}:")

    def _old_cells(self, data: bytes) -> Iterator[tuple[str, str, str]]:
        before, today = _cells(rows_of(self.was)), _cells(rows_of(self.now))
        for table in rows_of(data):
            heads = table[0] if table else []
            for row in table[1:]:
                for column, text in zip(heads[1:], row[1:], strict=False):
                    key = (row[0], column)
                    if text and before.get(key) == text and key in today and today[key] != text:
                        yield row[0], column, text

    def repeated(self, before: bytes, after: bytes) -> Iterator[str]:
        """Rows that stand in the document oftener than they did, and than in one that is written anew."""
        known = _titles(before) | _titles(self.now)
        for title, count in (_titles(after) - known).items():
            yield f"raden {title[:50]!r} har blivit {count} till"

    def missing(self, after: bytes) -> Iterator[tuple[str, str]]:
        """Rows that are new and do not stand there."""
        for title in _titles(self.now) - _titles(self.was) - _titles(after):
            yield title[:40], f"den nya raden {title[:50]!r} saknas"


def _names_in(sentence: str) -> tuple[str, ...]:
    return tuple(sorted(re.split("[:;] ", sentence)))


def _cells(tables: list[list[list[str]]]) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for table in tables:
        for row in table[1:]:
            found |= {(row[0], column): text for column, text in zip(table[0][1:], row[1:], strict=False)}
    return found


def _titles(data: bytes) -> Counter[str]:
    return Counter(row[0] for table in rows_of(data) for row in table if len(row) > 1 and len(row[0]) > 3)


# --- The run ---------------------------------------------------------------------------------------------------------


def faults(one: Typed, change: str, report: Report, pair: Written, *, validate: bool) -> list[str]:
    """What is wrong with a typed document after a change."""
    edit = matrix.Edit(one.name, matrix.untouched, one.words)
    found = list(matrix.try_case(matrix.Case("LibreOffice", edit, change), one.data, report, validate=validate).faults)
    checked = check(open_document(one.data, "rapport.docx"), report, {}, ())
    by_check = plain("\n".join([f"{d.place} {d.written} {d.current}" for d in checked.differences]))
    by_check += plain("\n".join(map(str, checked.findings)))
    texts = {plain(difference.written) for difference in checked.differences}
    found += [
        f"check tiger om {old}" for old in pair.old(one.data) if old.near not in by_check and old.text not in texts
    ]
    for tracked in (False, True):
        done = matrix._refreshed(one.data, report, tracked=tracked)
        after, kind = done.data or one.data, "spårad: " if tracked else ""
        told = plain("\n".join(map(str, done.findings)))
        copies = any(entry.code == "RSP531" for entry in done.findings)  # told once for all its cells
        found += [
            f"{kind}gammalt och inte sagt: {what}"
            for what in pair.old(after)
            if what.near not in told and not (copies and what.place.startswith("raden"))
        ]
        found += [f"{kind}{what}" for what in pair.repeated(one.data, after)]
        found += [f"{kind}{what}" for words, what in pair.missing(after) if words not in told]
    return found


def refused(data: bytes) -> str:
    """Why rsplan does not open a document: LibreOffice may have written one that is no XML. "" where it does."""
    try:
        open_document(data, "rapport.docx")
    except RsplanError as error:
        return str(error)
    return ""


def run(names: list[str], changes: int, keep: Path | None = None) -> Iterator[tuple[str, list[str]]]:
    """Try the edits, each with so many changes; what was wrong with each pair."""
    with tempfile.TemporaryDirectory(prefix="rsplan-skrivet-") as work:
        folder = matrix.make_project(Path(work) / "prov")
        was = matrix.written(folder)
        reports = matrix.reports(folder, CHANGES)
        now = {name: matrix.written(folder.with_name(f"{folder.name} {name}")) for name in CHANGES}
        turn = cycle(CHANGES)
        for number, one in enumerate(typed(was, names or every_edit())):
            if one.failed:
                yield one.name, [f"kunde inte skrivas: {one.failed}"]
                continue
            if keep is not None:
                (keep / f"{one.name.replace(':', '')}.docx").write_bytes(one.data)
            if why := refused(one.data):
                print(f"{one.name}: rsplan avvisar filen: {why}", flush=True)
                yield one.name, []
                continue
            for at, change in enumerate(islice(turn, changes)):
                pair = Written(was, now[change])
                told = faults(one, change, reports[change], pair, validate=at == number % changes)
                yield f"{one.name} / {change}", told


def main() -> int:
    """Run it and tell what failed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--changes", type=int, default=4, metavar="N", help="changes of the exports per edit")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="an edit; may be given again")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the typed documents there")
    arguments = parser.parse_args()
    start, count, bad = time.monotonic(), 0, 0
    for name, told in run(arguments.only, arguments.changes, arguments.keep):
        count, bad = count + 1, bad + bool(told)
        if told:
            print(f"{name}:", *(f"    {fault}" for fault in told[:8]), sep="\n", flush=True)
    print(f"{count} fall, {bad} med fel, {time.monotonic() - start:.0f} s")
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
