"""What any run says of the outcomes of women and men: those that cannot be read, or do not fit the whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import asdict

from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding
from rsplan.plan.model import Kind

if TYPE_CHECKING:
    from rsplan.language.vocabulary import Vocabulary
    from rsplan.plan.model import Plan


def sex_findings(plan: Plan, vocabulary: Vocabulary) -> Iterator[Finding]:
    """The findings on the outcomes by sex, in the order of the export."""
    from rsplan.analysis.by_sex import outcomes_by_sex, unread_outcomes

    found = outcomes_by_sex(plan)
    for one, field, text in unread_outcomes(found, vocabulary):
        at = asdict(plan.address(Kind.INDICATORS, one.position, field))
        yield finding(codes.SEX_OUTCOME_UNREAD, **at, value=text, title=one.title, field=vocabulary.field_label(field))
    for one in found:
        if not one.fits_whole:
            at = asdict(plan.address(Kind.INDICATORS, one.position, "actual"))
            whole, women, men = one.written
            yield finding(codes.SEX_OUTCOMES_APART, **at, value=whole, title=one.title, women=women, men=men)
