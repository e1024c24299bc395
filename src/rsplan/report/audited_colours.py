"""The audit of a period's colours as data: what ``audit`` tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from rsplan.analysis.by_sex import BySex
from rsplan.analysis.colour_audit import Audited, Moved
from rsplan.plan.model import Address

if TYPE_CHECKING:
    from rsplan.language.vocabulary import Vocabulary
    from rsplan.plan.period import Period


class ColourAudit(Struct, frozen=True):
    """Every coloured indicator with its verdict; ``missing`` are those without a direction: id, title, target.

    ``moved`` are those whose colour and outcome have not moved together since ``earlier``, the same plan's period
    before. ``by_sex`` has every indicator's outcomes of women and men, with the cell of the women's, or of the outcome
    where there is none; ``tells_sex`` is False where no table has such outcomes.
    """

    board: str
    period: Period | None
    audited: tuple[Audited, ...]
    missing: tuple[tuple[str, str, str], ...]
    moved: tuple[Moved, ...]
    by_sex: tuple[tuple[BySex, Address], ...]
    tells_sex: bool
    earlier: Period | None
    vocabulary: Vocabulary
