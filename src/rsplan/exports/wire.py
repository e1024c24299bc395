"""How rows cross from the reading process to rsplan: framed marshal, column by column.

marshal and not pickle: it carries plain values only, so that a reader taken over by a hostile file cannot make the
parent run code, and it is four times as fast. It knows no dates: they travel as ISO text beside their column.
Columns and not rows: 100,000 rows are eight objects to the garbage collector, and equal texts cross once.
"""

from __future__ import annotations

import marshal
from datetime import date, datetime, time, timedelta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import IO, Any

ROWS_A_MESSAGE = 16_384
_HEAD = 8
_MOST_EXACT = 2**53
_BUILD: dict[str, Callable[[object], object]] = {
    "datetime": lambda text: datetime.fromisoformat(str(text)),
    "date": lambda text: date.fromisoformat(str(text)),
    "time": lambda text: time.fromisoformat(str(text)),
    "timedelta": lambda microseconds: timedelta(microseconds=int(str(microseconds))),
}


def send(stream: IO[bytes], message: Any) -> None:
    """Write one message: its length in eight bytes, then its content."""
    content = marshal.dumps(message)
    stream.write(len(content).to_bytes(_HEAD, "little"))
    stream.write(content)
    stream.flush()


def receive(stream: IO[bytes]) -> object:
    """The next message. Raises ``EOFError`` when the other end is gone, also in the middle of a message."""
    head = stream.read(_HEAD)
    if len(head) < _HEAD:
        raise EOFError
    length = int.from_bytes(head, "little")
    content = stream.read(length)
    if len(content) < length:
        raise EOFError
    return marshal.loads(content)


def settle(column: Iterable[object]) -> list[object]:
    """A column as rsplan knows values: empty text is None, whole floats are integers, equal texts are one object."""
    seen: dict[object, object] = {}
    values = list(column)
    kinds = set(map(type, values))
    if float in kinds:
        values = [_whole(value) if value.__class__ is float else value for value in values]
    if kinds == {str}:
        known = seen.setdefault
        return [known(value, value) or None for value in values]
    # Only texts are shared: 1, 1.0 and True are one key to a dictionary.
    known = seen.setdefault
    return [(known(value, value) or None) if value.__class__ is str else value for value in values]


def _whole(value: object) -> object:
    assert isinstance(value, float)
    return int(value) if value.is_integer() and abs(value) <= _MOST_EXACT else value


def pack(column: list[object]) -> tuple[list[object], dict[str, tuple[list[int], list[object]]]]:
    """A settled column without its dates, and the dates by kind: (indexes, ISO texts)."""
    kinds = set(map(type, column)) & {datetime, date, time, timedelta}
    if not kinds:
        return column, {}
    dates: dict[str, tuple[list[int], list[object]]] = {kind.__name__: ([], []) for kind in kinds}
    written: dict[object, object] = {}
    plain = list(column)
    for index, value in enumerate(column):
        if value.__class__ in kinds:
            indexes, texts = dates[value.__class__.__name__]
            text = written.get(value)
            if text is None:
                text = written.setdefault(value, _iso(value))
            indexes.append(index)
            texts.append(text)
            plain[index] = None
    return plain, dates


def _iso(value: object) -> object:
    if isinstance(value, timedelta):
        return value // timedelta(microseconds=1)
    assert isinstance(value, date | time)
    return value.isoformat()


def unpack(plain: list[object], dates: dict[str, tuple[list[int], list[object]]]) -> list[object]:
    """The column that ``pack`` was given."""
    for kind, (indexes, texts) in dates.items():
        build = _BUILD[kind]
        built = {text: build(text) for text in set(texts)}
        for index, text in zip(indexes, texts, strict=True):
            plain[index] = built[text]
    return plain


def rows_of(columns: list[list[object]]) -> list[list[object]]:
    """Columns of equal length, turned into rows."""
    return list(map(list, zip(*columns, strict=True)))
