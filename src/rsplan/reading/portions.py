"""How long a list in a message between the processes may be. Lives in both."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

# A list asks for its memory before its items come, and lists can stand within lists: so none is long.
MOST_ITEMS = 1 << 15


def in_portions(entries: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """A long list as lists that a message can hold; an empty one as one."""
    size = MOST_ITEMS // 2
    for start in range(0, max(len(entries), 1), size):
        yield entries[start : start + size]
