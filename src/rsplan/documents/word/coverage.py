"""What of a report its template leaves out. A letterhead without a field would give the board an empty document."""

from __future__ import annotations

from collections.abc import Iterator

from rsplan.documents.office.package import Package
from rsplan.documents.word.draft import Draft
from rsplan.documents.word.fill import text_parts
from rsplan.documents.word.tags import has_tags
from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding, stop


def refuse_empty(package: Package) -> None:
    """Raise ``ConfigurationError`` for a template without a single tag."""
    if any(has_tags(package.raw[part]) for part, _ in text_parts(package)):
        return
    raise stop(codes.TEMPLATE_SHOWS_NOTHING, package.name)


def left_out(draft: Draft) -> Iterator[Finding]:
    """A finding for the sections of the report that a filled template does not show."""
    missing = [section.id for section in draft.report.sections if section.id not in draft.prose]
    if missing:
        yield finding(codes.SECTION_NOT_SHOWN, file=draft.package.name, value=", ".join(missing))
