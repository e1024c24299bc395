"""What a period's export folder lacks, or has in vain. Knows files by name and plans by their kinds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rsplan.findings import codes
from rsplan.findings.finding import Finding, RsplanError, finding
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.model import Kind
from rsplan.project.settings import Settings, exports_folder, periods_with_exports
from rsplan.reading.export_files import export_files, passed_over

if TYPE_CHECKING:
    from rsplan.plan.model import Plan


def folder_findings(settings: Settings, plan: Plan, vocabulary: Vocabulary) -> list[Finding]:
    """Everything in the folder that is not read, and every kind that earlier periods had and this one lacks."""
    return [*passed_over(settings.exports), *_kinds_gone(settings, plan, vocabulary)]


def _kinds_gone(settings: Settings, plan: Plan, vocabulary: Vocabulary) -> Iterator[Finding]:
    for kind in Kind:
        if plan.frame(kind).empty and (before := _named_before(settings, kind, vocabulary)):
            noun = vocabulary.noun(kind).many
            yield finding(codes.KIND_MISSING, file=f"exports/{settings.period.slug}", kind=noun, other=before)


def _named_before(settings: Settings, kind: Kind, vocabulary: Vocabulary) -> str | None:
    """The latest earlier file whose name tells that it holds the kind."""
    from rsplan.understanding.kind_names import kind_named_in

    earlier = [period for period in periods_with_exports(settings.root) if period < settings.period]
    for period in reversed(earlier):
        for path in _listed(exports_folder(settings.root, period)):
            if kind_named_in(path.stem, vocabulary) is kind:
                return f"{period.slug}/{path.name}"
    return None


def _listed(folder: Path) -> list[Path]:
    try:
        return export_files(folder)
    except RsplanError:
        return []  # an earlier period that cannot be listed tells nothing of this one
