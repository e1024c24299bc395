"""The container of .xls files and of encrypted workbooks: which streams it has, and their bytes.

After [MS-CFB]. Every chain is followed with a bound, and a chain that leads out of the file means that the file is not
whole. Lives in the child process.
"""

from __future__ import annotations

from struct import error as StructError  # noqa: N812 - the struct module's own name for it is "error"
from struct import unpack_from

from rsplan.findings import codes
from rsplan.reading.refusal import UNKNOWN_DOCUMENT, RefusedError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_LAST_REGULAR_SECTOR = 0xFFFFFFFA
_ENTRY = 128
_STREAM = 2
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_KINDS = (
    ("worddocument", "ett Worddokument (doc)"),
    ("powerpoint document", "en PowerPointpresentation (ppt)"),
    ("__properties_version1.0", "ett e-postmeddelande (msg)"),
    ("visiodocument", "en Visioritning"),
)


def kind_of_container(data: bytes) -> str:
    """``xls`` for a container with a readable workbook. Raises ``RefusedError`` for all others."""
    try:
        container = Container(data)
    except RefusedError as error:
        if _ENCRYPTED in data:
            raise RefusedError(codes.FILE_ENCRYPTED) from error  # whatever else is wrong with it
        raise
    names = container.names
    if "encryptedpackage" in names or "encryptioninfo" in names:
        raise RefusedError(codes.FILE_ENCRYPTED)
    for name, kind in _KINDS:
        if name in names:
            raise RefusedError(codes.WRONG_TYPE, kind=kind)
    from rsplan.reading.formats.xls.records import refuse_unreadable

    refuse_unreadable(container.workbook())
    return "xls"


class Container:
    """The streams of a container by their folded names."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            self._read_head()
            self.names = self._directory()
        except (StructError, IndexError) as error:
            raise RefusedError(codes.FILE_INCOMPLETE, detail="filhöljets förteckning") from error

    def workbook(self) -> bytes:
        """The bytes of the workbook's stream: of Excel 97 and later if there, else of Excel 5."""
        for name in ("workbook", "book"):
            if name in self.names:
                return self.stream(name)
        raise RefusedError(codes.WRONG_TYPE, kind=UNKNOWN_DOCUMENT)

    def stream(self, name: str) -> bytes:
        """The bytes of a stream. Raises ``RefusedError`` where the file ends before the stream does."""
        start, size = self.names[name]
        try:
            content = self._short_stream(start, size) if size < self._cutoff else self._chain(start, size)
        except (StructError, IndexError) as error:
            raise RefusedError(codes.FILE_INCOMPLETE, detail=f'delen "{name}"') from error
        if len(content) < size:
            raise RefusedError(codes.FILE_INCOMPLETE, detail=f'delen "{name}"')
        return content[:size]

    def _read_head(self) -> None:
        data = self._data
        shift, mini_shift = unpack_from("<HH", data, 30)
        fats, directory, _, cutoff, mini_fat, _, difat = unpack_from("<7I", data, 44)
        if not (7 <= shift <= 16 and 2 <= mini_shift <= shift):
            raise RefusedError(codes.FILE_DAMAGED, value="filhöljets huvud")
        self._sector, self._mini_sector, self._cutoff = 1 << shift, 1 << mini_shift, cutoff
        self._most = len(data) // self._sector + 2
        self._fat = self._table(self._fat_sectors(fats, difat))
        self._directory_start, self._mini_fat_start = directory, mini_fat

    def _fat_sectors(self, count: int, difat: int) -> list[int]:
        sectors = list(unpack_from("<109I", self._data, 76))
        seen = 0
        while difat < _LAST_REGULAR_SECTOR and seen < self._most:
            numbers = unpack_from(f"<{self._sector // 4}I", self._data, self._offset(difat))
            sectors.extend(numbers[:-1])
            difat = numbers[-1]
            seen += 1
        return [sector for sector in sectors if sector < _LAST_REGULAR_SECTOR][: min(count, self._most)]

    def _table(self, sectors: list[int]) -> list[int]:
        table: list[int] = []
        for sector in sectors:
            table.extend(unpack_from(f"<{self._sector // 4}I", self._data, self._offset(sector)))
        return table

    def _offset(self, sector: int) -> int:
        return (sector + 1) * int(self._sector)

    def _sectors(self, start: int, table: list[int]) -> Iterator[int]:
        left = len(table)
        while start < _LAST_REGULAR_SECTOR and left:
            yield start
            start = table[start]
            left -= 1

    def _chain(self, start: int, size: int | None = None) -> bytes:
        """The bytes of a chain of sectors; the last sector of a file may be short."""
        parts = []
        length = 0
        for sector in self._sectors(start, self._fat):
            offset = self._offset(sector)
            part = self._data[offset : offset + self._sector]
            if not part:
                raise IndexError
            parts.append(part)
            length += len(part)
            if size is not None and length >= size:
                break
        return b"".join(parts)

    def _directory(self) -> dict[str, tuple[int, int]]:
        """The streams and folders directly under the root. Those of embedded documents lie deeper."""
        content = self._chain(self._directory_start)
        self._root = unpack_from("<II", content, 116)
        names: dict[str, tuple[int, int]] = {}
        waiting, seen = [unpack_from("<I", content, 76)[0]], {0}
        while waiting:
            number = waiting.pop()
            offset = number * _ENTRY
            if number in seen or offset + _ENTRY > len(content):
                continue
            seen.add(number)
            length, kind = unpack_from("<HB", content, offset + 64)
            waiting.extend(unpack_from("<II", content, offset + 68))
            start, size = unpack_from("<II", content, offset + 116)
            name = content[offset : offset + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace").casefold()
            names[name] = (start, size if kind == _STREAM else 0)
        return names

    def _short_stream(self, start: int, size: int) -> bytes:
        """A stream shorter than the cutoff lies in short sectors within the root's stream."""
        host = self._chain(self._root[0])
        table = self._table(list(self._sectors(self._mini_fat_start, self._fat)))
        parts = []
        length = 0
        for sector in self._sectors(start, table):
            parts.append(host[sector * self._mini_sector : (sector + 1) * self._mini_sector])
            length += len(parts[-1])
            if length >= size:
                break
        return b"".join(parts)
