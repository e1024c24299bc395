"""A decided plan held against the exports and against itself, as data: what ``reconcile`` tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from rsplan.analysis.decided_plan import DecidedItem
from rsplan.analysis.meeting_plan import MeetingPlan
from rsplan.analysis.reconciliation import Reconciled
from rsplan.analysis.table_sums import StatedSum, SumOutcome, TwiceStated

if TYPE_CHECKING:
    from rsplan.language.vocabulary import Vocabulary
    from rsplan.plan.period import Period


class ReconciledPlan(Struct, frozen=True):
    """Everything that a decided plan says, held against the exports of a period and against itself."""

    document: str
    board: str
    period: Period | None
    decided: tuple[DecidedItem, ...]
    kinds: tuple[Reconciled, ...]
    sums: tuple[StatedSum, ...]
    twice: tuple[TwiceStated, ...]
    meetings: MeetingPlan | None
    vocabulary: Vocabulary

    @property
    def differs(self) -> bool:
        """Whether plan and exports differ, or a sum is wrong beyond rounding."""
        outcomes = [*(one.outcome for one in self.sums), *(one.outcome for one in self.twice)]
        return any(kind.differs for kind in self.kinds) or SumOutcome.DIFFERS in outcomes
