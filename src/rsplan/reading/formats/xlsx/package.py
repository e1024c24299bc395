"""The parts of an xlsx file that say where its sheets are: independent of both readers. Lives in the child process.

After ECMA-376 parts 1 and 2, transitional and strict, whatever prefix the namespaces have.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Sequence
from io import BytesIO
from xml.etree import ElementTree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO, Any

_SI = re.compile(rb"<(?:[\w.-]+:)?si(?:\s[^>]*)?(?:/>|>(.*?)</(?:[\w.-]+:)?si>)", re.DOTALL)
_OPENING, _CLOSING = b"<si><t>", b"</t></si>"
_MAYBE_BLANK = re.compile(rb"<t(?:\s[^>]*)?(?:/>|>[\s&]*<)|<t(?:\s[^>]*)?>\s*&#|<si><[^tr]")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_PORTION = 1 << 18  # what fits a processor's cache is gone through twice as fast
_PREFIX = re.compile(rb"<(/?)[\w.-]+:")
_ATTRIBUTE_PREFIX = re.compile(rb"\s[\w.-]+:([\w.-]+=)")


def size_of_sheets(data: bytes) -> int:
    """The bytes of a workbook's sheets when unpacked: a file may be large for its pictures."""
    members = zipfile.ZipFile(BytesIO(data)).infolist()
    return sum(info.file_size for info in members if "worksheets/" in info.orig_filename.replace("\\", "/").casefold())


class WorkbookParts:
    """An xlsx file as parts: its worksheets in order, and its shared texts."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(BytesIO(data))
        self._names = {name.replace("\\", "/").casefold(): name for name in self._archive.namelist()}
        root = self._relations("")
        self._main = next((part for kind, part in root.values() if kind.endswith("/officeDocument")), "xl/workbook.xml")
        self._workbook = ElementTree.fromstring(self.read(self._main))
        self._targets = self._relations(self._main)
        properties = [element for element in self._workbook.iter() if _local(element) == "workbookPr"]
        self.from_1904 = any(element.get("date1904") in ("1", "true") for element in properties)

    def sheets(self) -> Iterator[tuple[str, str]]:
        """Name and part of every worksheet, in the order of the workbook."""
        for element in self._workbook.iter():
            if _local(element) != "sheet":
                continue
            identity = next((value for name, value in element.items() if name.endswith("}id")), "")
            kind, part = self._targets.get(identity, ("", ""))
            if kind.endswith("/worksheet"):
                yield element.get("name", ""), part

    def has(self, part: str) -> bool:
        """True for a part that the file holds."""
        return part.casefold() in self._names

    def read(self, part: str) -> bytes:
        """The bytes of a part."""
        return self._archive.read(self._names[part.casefold()])

    def open(self, part: str) -> IO[bytes]:
        """A part as a stream."""
        return self._archive.open(self._names[part.casefold()])

    def portions(self, part: str) -> Iterator[bytes]:
        """The XML of a sheet in pieces that end after a row; the last is what comes after the rows."""
        with self.open(part) as stream:
            yield from portions_of(stream)

    def related(self, kind: str) -> bytes:
        """The part of the workbook that is its styles or its theme; empty where it has none."""
        return next((self.read(part) for part in self._parts(self._targets, kind)), b"")

    def related_to(self, part: str, kind: str) -> Iterator[bytes]:
        """The parts of a kind that belong to a part."""
        return (self.read(found) for found in self._parts(self._relations(part), kind))

    def _parts(self, relations: dict[str, tuple[str, str]], kind: str) -> Iterator[str]:
        return (part for said, part in relations.values() if said.endswith(f"/{kind}") and self.has(part))

    def shared_texts(self) -> tuple[Sequence[bytes], bool]:
        """The entries of the table of shared texts as XML, undecoded: most of them nobody asks for.

        And whether any of them may be blank.
        """
        table = self.related("sharedStrings")
        if (plain := _plain_texts(table)) is not None:
            return _Entries(plain), b"&#" in table or b"" in plain or any(map(bytes.isspace, plain))
        if b"<si/>" in table or b":si" in table or b"<si " in table or b"<!" in table:
            return _SI.findall(_COMMENT.sub(b"", table)), True
        # The same for the table as all common writers write it, in a tenth of the time.
        entries = table[table.find(b"<si>") :].replace(b"<si>", b"").split(b"</si>")[:-1]
        return entries, _MAYBE_BLANK.search(table) is not None

    def filters_in_tables(self, sheet_part: str) -> bool:
        """True where a table (list object) of the sheet has a filter that leaves rows out."""
        tables = [part for kind, part in self._relations(sheet_part).values() if kind.endswith("/table")]
        return any(b"filterColumn" in self.read(part) for part in tables if self.has(part))

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(path):
            return {}
        found = {}
        for element in ElementTree.fromstring(self.read(path)):
            target = element.get("Target", "").replace("\\", "/")
            resolved = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[element.get("Id", "")] = (element.get("Type", ""), resolved)
        return found


def portions_of(sheet: IO[bytes]) -> Iterator[bytes]:
    """The XML of a sheet in pieces that end after a row; the last is what comes after the rows."""
    rest = b""
    while piece := sheet.read(_PORTION):
        rest += piece
        end = rest.rfind(b"row>") + 4
        if end > 3:
            yield rest[:end]
            rest = rest[end:]
    yield rest


class _Entries(Sequence[bytes]):
    """Texts without formats as the XML of their entries."""

    def __init__(self, texts: list[bytes]) -> None:
        self._texts = texts

    def __len__(self) -> int:
        return len(self._texts)

    def __getitem__(self, at: Any) -> Any:
        return b"<t>" + self._texts[at] + b"</t>"


def _plain_texts(table: bytes) -> list[bytes] | None:
    """The texts of a table where each is a ``t`` and nothing else, in half the time; None where one is not."""
    before, _, rest = table.partition(_OPENING)
    between, _, after = rest.rpartition(_CLOSING)
    texts = between.split(_CLOSING + _OPENING)
    # Every sign of less belongs to what stands between two texts or around them all, so there is none within them.
    around = before.rpartition(b"<")[2].startswith(b"sst") and after.strip() == b"</sst>"
    return texts if around and between.count(b"<") == 4 * (len(texts) - 1) else None


def text_of(entry: bytes) -> str:
    """The text of a shared or inline entry: its runs joined, without the phonetic reading."""
    plain = _ATTRIBUTE_PREFIX.sub(rb" \1", _PREFIX.sub(rb"<\1", entry))
    root = ElementTree.fromstring(b"<si>" + plain + b"</si>")
    return "".join(t.text or "" for run in root if run.tag != "rPh" for t in run.iter("t"))


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]
