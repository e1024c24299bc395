"""What LibreOffice leaves out of a tagged PDF, put back from the Word document: alternative texts and the date.

LibreOffice 7.4 drops the alternative text of everything but pictures when it opens a Word file. A text is set only
where figures and drawings agree in number, order and size: another's text misleads whoever cannot see the figure.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import pikepdf

from rsplan.documents.office.ooxml import Element, qname
from rsplan.documents.office.package import Package, read_package
from rsplan.findings import codes
from rsplan.findings.finding import finding, stop
from rsplan.language.swedish import join_list
from rsplan.report.documents import Rendered

_EMU_PER_POINT = 12_700
# Charts were measured to differ by 0.02 points, shapes by 0.2; a shape's outline may add its width.
_CLOSE = 1.5
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_CREATED = "{http://purl.org/dc/terms/}created"


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A picture, chart or shape of the Word document; its size is in points."""

    name: str
    text: str
    size: tuple[float, float]
    decorative: bool


def mended(pdf: bytes, docx: bytes) -> Rendered:
    """The PDF that LibreOffice made of one of rsplan's Word documents, with alternative texts and the same bytes each
    time. A finding says which texts are missing. Raises ``InputOutputError`` for a PDF that cannot be read.
    """
    package = read_package(docx, "dokument.docx")
    written = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            missing = _describe(list(_figures(opened)), list(_drawings(package)))
            _set_date(opened, _created(package))
            opened.save(written, deterministic_id=True)
    except pikepdf.PdfError as error:
        raise stop(codes.PDF_UNREADABLE, said=error) from error
    return Rendered(
        written.getvalue(), (finding(codes.PDF_ALTERNATIVE_TEXT_MISSING, value=missing),) if missing else ()
    )


def _describe(figures: Sequence[pikepdf.Object], drawings: Sequence[_Drawing]) -> str:
    """Give the figures their texts; in Swedish why one has none, "" where all have."""
    if figures and all(map(_described, figures)):
        return ""
    # LibreOffice 7.5 and later leave decorative drawings out of the structure, older ones do not know them.
    telling = [drawing for drawing in drawings if not drawing.decorative]
    paired = drawings if len(figures) == len(drawings) else telling
    if len(figures) != len(paired):
        return f"pdf-filen har {len(figures)} figurer, dokumentet i Word {len(drawings)} bilder, diagram och former"
    pairs = list(zip(figures, paired, strict=True))
    if stray := [drawing.name for figure, drawing in pairs if not _same(figure, drawing)]:
        return f'figuren på platsen för "{stray[0]}" har en annan text eller storlek än i Word'
    for figure, drawing in pairs:
        if drawing.text and not _described(figure):
            figure["/Alt"] = pikepdf.String(drawing.text)
    silent = [f'"{drawing.name}"' for figure, drawing in pairs if not _described(figure)]
    return f"{join_list(silent)} har ingen alternativtext i Word" if silent else ""


def _figures(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """The figures of the structure, in reading order."""
    waiting = [pdf.Root.get("/StructTreeRoot")]
    while waiting:
        found = waiting.pop()
        if isinstance(found, pikepdf.Array):
            waiting.extend(reversed(list(found)))
        elif isinstance(found, pikepdf.Dictionary):
            if found.get("/S") == pikepdf.Name("/Figure"):
                yield found
            waiting.append(found.get("/K"))


def _drawings(package: Package) -> Iterator[_Drawing]:
    """The drawings of the body, in document order. A fallback draws the same thing over again."""
    for found in package.tree(package.main).iter(qname("wp:docPr")):
        if next(found.iterancestors(_FALLBACK), None) is None:
            yield _Drawing(
                found.get("name", ""),
                " ".join((found.get("descr") or found.get("title") or "").split()),
                _extent(found),
                any(mark.get("val") in ("1", "true") for mark in found.iter(_DECORATIVE)),
            )


def _extent(properties: Element) -> tuple[float, float]:
    frame = properties.getparent()
    extent = None if frame is None else frame.find(qname("wp:extent"))
    width, height = ("0", "0") if extent is None else (extent.get("cx", "0"), extent.get("cy", "0"))
    return int(width) / _EMU_PER_POINT, int(height) / _EMU_PER_POINT


def _described(figure: pikepdf.Object) -> bool:
    return any(str(figure.get(key, "")).strip() for key in ("/Alt", "/ActualText"))


def _same(figure: pikepdf.Object, drawing: _Drawing) -> bool:
    """Whether a figure can be the drawing: by its text if it has one, else by its size if the PDF gives it."""
    if _described(figure):
        told = " ".join(str(figure.get("/Alt", "")).split())
        return not told or drawing.text in told
    box = _box(figure)
    if box is None:
        return True
    left, bottom, right, top = box
    return max(abs(right - left - drawing.size[0]), abs(top - bottom - drawing.size[1])) < _CLOSE


def _box(figure: pikepdf.Object) -> list[float] | None:
    layout = figure.get("/A")
    for one in layout if isinstance(layout, pikepdf.Array) else [layout]:
        if isinstance(one, pikepdf.Dictionary) and "/BBox" in one:
            return [float(number) for number in one["/BBox"]]
    return None


def _created(package: Package) -> datetime:
    """The date that rsplan wrote in the Word document's properties."""
    part = next(rel.target for rel in package.rels("") if rel.type.endswith("/metadata/core-properties"))
    written = next(package.tree(part).iter(_CREATED)).text or ""
    return datetime.fromisoformat(written).astimezone(UTC)


def _set_date(pdf: pikepdf.Pdf, moment: datetime) -> None:
    """The document's own date instead of the clock's, and nothing that was counted from the clock's."""
    for key in ("/ID", "/DocChecksum"):
        if key in pdf.trailer:
            del pdf.trailer[key]
    for key in {"/CreationDate", "/ModDate"} & set(pdf.docinfo.keys()):
        pdf.docinfo[key] = pikepdf.String(f"{moment:D:%Y%m%d%H%M%SZ}")
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as about:
        for name in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
            if name in about:
                about[name] = f"{moment:%Y-%m-%dT%H:%M:%SZ}"
