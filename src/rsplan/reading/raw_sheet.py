"""A sheet as a reader gives it, before it is settled and sent. Lives in the child process."""

from __future__ import annotations

from itertools import islice, zip_longest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rsplan.reading.looks import Looks

    # A finding in the making: its code, row and column from 0, and the words of its message.
    Remark = tuple[str, int, int, dict[str, object]]


class RawSheet:
    """One sheet: ``rows`` are given once, in order, from column ``left`` on; all else as in ``workbook.Sheet``."""

    __slots__ = ("filtered", "findings", "hidden", "hidden_rows", "left", "looks", "merges", "name", "rows")

    def __init__(
        self,
        name: str,
        rows: Iterable[Sequence[object]],
        *,
        left: int = 0,
        hidden: bool = False,
        hidden_rows: Iterable[int] = (),
        filtered: bool = False,
        merges: Iterable[tuple[int, int, int, int]] = (),
        findings: Iterable[Remark] = (),
        looks: Looks | None = None,
    ) -> None:
        self.name = name
        self.rows = rows
        self.left = left
        self.hidden = hidden
        self.hidden_rows = frozenset(hidden_rows)
        self.filtered = filtered
        self.merges = list(merges)
        self.findings = list(findings)
        self.looks = looks

    def portions(self, size: int) -> Iterator[list[list[object]]]:
        """The rows as columns, at most ``size`` rows at a time. Rows of one portion are padded to the same length."""
        rows = iter(self.rows)
        while portion := list(islice(rows, size)):
            empty: list[object] = [None] * len(portion)
            yield [*([empty] * self.left), *map(list, zip_longest(*portion))] or [empty]
