"""How rows cross from the reading process to rsplan: framed msgpack, column by column, within bounds.

msgpack and not pickle: it carries plain values only, so that a reader taken over by a hostile file cannot make the
parent run code. What a message claims to be costs nothing: memory is taken for what has come, and no more comes than
the bound allows. It knows no dates: they travel as ISO text beside their column.
Columns and not rows: 100,000 rows are eight objects to the garbage collector, and equal texts cross once.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import msgpack

from rsplan.reading.portions import MOST_ITEMS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import IO, Any

    # The dates of a column by kind: (indexes, ISO texts); or the one kind of all of them.
    Dates = dict[str, tuple[list[int], list[object]]] | str

ROWS_A_MESSAGE = 4_096  # few enough that the memory of one portion serves for the next
MOST_BYTES = 512 << 20
_PIECE = 1 << 20
_HEAD = 8
_SAMPLE = 512
_DATED = {datetime, date, time, timedelta}
_MOST_EXACT = 2**53
_BUILD: dict[str, Callable[[object], object]] = {
    "datetime": lambda text: datetime.fromisoformat(str(text)),
    "date": lambda text: date.fromisoformat(str(text)),
    "time": lambda text: time.fromisoformat(str(text)),
    "timedelta": lambda microseconds: timedelta(microseconds=int(str(microseconds))),
}


def send(stream: IO[bytes], message: Any) -> None:
    """Write one message: its length in eight bytes, then its content."""
    content = msgpack.packb(message, unicode_errors="surrogatepass")
    stream.write(len(content).to_bytes(_HEAD, "little"))
    stream.write(content)
    stream.flush()


class Inbox:
    """The messages that come from the other end: of all of them together at most so many bytes."""

    def __init__(self, stream: IO[bytes], most: int = MOST_BYTES) -> None:
        self._stream, self._left = stream, most

    def receive(self) -> Any:
        """The next message. Raises ``EOFError`` when the other end is gone, also in the middle of a message, and
        ``ValueError`` for what is no message, or more than was allowed."""
        length = int.from_bytes(self._read(_HEAD), "little")
        if length > self._left:
            raise ValueError(f"ett meddelande på {length} byte är större än vad som återstår ({self._left})")
        self._left -= length
        message = msgpack.unpackb(
            self._read(length),
            unicode_errors="surrogatepass",
            strict_map_key=False,
            max_array_len=MOST_ITEMS,
            max_map_len=MOST_ITEMS,
            max_ext_len=0,
        )
        return tuple(message) if isinstance(message, list) else message

    def _read(self, length: int) -> bytes:
        """So many bytes, taken piece by piece as they come."""
        pieces = []
        while length:
            piece = self._stream.read(min(length, _PIECE))
            if not piece:
                raise EOFError
            pieces.append(piece)
            length -= len(piece)
        return b"".join(pieces) if len(pieces) != 1 else pieces[0]


def settle(column: Iterable[object]) -> list[object]:
    """A column as rsplan knows values: empty text is None, whole floats are integers, equal texts are one object."""
    seen: dict[object, object] = {"": None}
    values: list[Any] = list(column)
    kinds = set(map(type, values))
    if float in kinds:
        most = _MOST_EXACT
        values = [
            int(value) if value.__class__ is float and value.is_integer() and -most <= value <= most else value
            for value in values
        ]
    if str not in kinds:
        return values
    if kinds <= {str, type(None)}:
        if len(set(values[:_SAMPLE])) * 2 > _SAMPLE:  # an id or a title: hardly any text comes twice
            return [value or None for value in values]
        return list(map(seen.setdefault, values, values))
    # Only texts are shared: 1, 1.0 and True are one key to a dictionary.
    known = seen.setdefault
    return [known(value, value) if value.__class__ is str else value for value in values]


def pack(column: list[Any]) -> tuple[list[Any], Dates]:
    """A settled column without its dates, and the dates. Where it has only dates, their ISO texts and their kind."""
    kinds = set(map(type, column))
    dated = kinds & _DATED
    if not dated:
        return column, {}
    written = {value: _iso(value) for value in set(column) if value.__class__ in dated}
    if len(dated) == 1 and kinds <= {*dated, type(None)}:
        return [written.get(value) for value in column], dated.pop().__name__
    dates: dict[str, tuple[list[int], list[object]]] = {kind.__name__: ([], []) for kind in dated}
    plain = list(column)
    for index, value in enumerate(column):
        if value.__class__ in dated:
            indexes, texts = dates[value.__class__.__name__]
            indexes.append(index)
            texts.append(written[value])
            plain[index] = None
    return plain, dates


def _iso(value: object) -> object:
    if isinstance(value, timedelta):
        return value // timedelta(microseconds=1)
    assert isinstance(value, date | time)
    return value.isoformat()


def unpack(plain: list[Any], dates: Dates) -> list[Any]:
    """The column that ``pack`` was given."""
    if isinstance(dates, str):
        built = {text: _BUILD[dates](text) for text in set(plain) if text is not None}
        return [built.get(text) for text in plain]
    for kind, (indexes, texts) in dates.items():
        built = {text: _BUILD[kind](text) for text in set(texts)}
        for index, text in zip(indexes, texts, strict=True):
            plain[index] = built[text]
    return plain
