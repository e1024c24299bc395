"""What became of the rows below a header, and the one door through which a row leaves it. Knows no words."""

from __future__ import annotations

from collections.abc import Mapping

from rsplan.findings.finding import Finding
from rsplan.plan.model import SetAside


class RowAccount:
    """The rows below a header, each by its position from 0: those that are items still, and under which reason each
    other has left. ``findings`` is what is said of them, in the order in which it was said.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        self.findings: list[Finding] = []
        self._left: dict[str, dict[int, str]] = {}
        self._gone: set[int] = set()

    @property
    def kept(self) -> list[int]:
        """The positions of the rows that have not left."""
        if not self._gone:
            return list(range(self.count))
        return [at for at in range(self.count) if at not in self._gone]

    def set_aside(self, reason: str, rows: Mapping[int, str], *said: Finding) -> None:
        """Some rows, each with the text that tells which it is, leave for a reason; ``said`` tells the reader so.

        The only way in which a row leaves. Raises ``ValueError`` for a row that is not here to leave.
        """
        if strange := [at for at in rows if at in self._gone or not 0 <= at < self.count]:
            raise ValueError(f"rows {strange} were not among the rows of the table")
        self._gone.update(rows)
        self._left.setdefault(reason, {}).update(rows)
        self.findings += said

    def left_for(self, reason: str) -> Mapping[int, str]:
        """The rows that have left for a reason, with their texts."""
        return self._left.get(reason, {})

    def entries(self, first_row: int) -> tuple[SetAside, ...]:
        """The account as the ledger keeps it, ``first_row`` being the number of the row at position 0."""
        return tuple(
            SetAside(reason, tuple(first_row + at for at in sorted(rows))) for reason, rows in self._left.items()
        )
