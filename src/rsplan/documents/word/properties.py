"""A document's properties: title, organisation as author, language, its own date. No machine, no thumbnail."""

from __future__ import annotations

from datetime import date

from rsplan.documents.office.ooxml import Element, escaped, parse, storable
from rsplan.documents.office.package import Package

_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_REL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"


def set_properties(package: Package, *, title: str, organisation: str, subject: str, day: date) -> None:
    """Write the core and extended properties anew; what a template had of them does not travel."""
    package.unrelate("", "/metadata/thumbnail")
    for part, kind, content_type, root in (
        ("docProps/core.xml", _CORE_REL, _CORE_TYPE, _core(title, organisation, subject, day)),
        ("docProps/app.xml", "extended-properties", _APP_TYPE, _extended(organisation)),
    ):
        package.unrelate("", kind.rpartition("/")[2])
        package.add(part, content_type, root)
        package.relate("", kind, part)


def _core(title: str, organisation: str, subject: str, day: date) -> Element:
    who, when = escaped(storable(organisation)), f"{day.isoformat()}T00:00:00Z"
    return parse(
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(storable(title))}</dc:title><dc:subject>{escaped(storable(subject))}</dc:subject>"
        f"<dc:creator>{who}</dc:creator><cp:lastModifiedBy>{who}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{when}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{when}</dcterms:modified>'
        "<dc:language>sv-SE</dc:language></cp:coreProperties>"
    )


def _extended(organisation: str) -> Element:
    return parse(
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>rsplan</Application><Company>{escaped(storable(organisation))}</Company></Properties>"
    )
