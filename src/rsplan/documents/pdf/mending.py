"""What LibreOffice leaves out of a tagged PDF, put back from the Word document: alternative texts, what ``structure``
mends, and the date. What is still missing is told, and then the file does not claim to be PDF/UA.

LibreOffice 7.4 drops the alternative text of everything but pictures when it opens a Word file. A text is set only
where figures and drawings agree in number, order and size: another's text misleads whoever cannot see the figure.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import pikepdf
from msgspec import Struct

from rsplan.documents.office.ooxml import TBL, TR, Element, child, qname, wattr
from rsplan.documents.office.package import Package, read_package
from rsplan.documents.pdf.claims import settle_claims
from rsplan.documents.pdf.streams import settle_streams
from rsplan.documents.pdf.structure import WordTable, elements, mend_structure, page_of
from rsplan.findings import codes
from rsplan.findings.finding import finding, stop
from rsplan.language.swedish import join_list
from rsplan.report.documents import Rendered

_EMU_PER_POINT = 12_700
# Charts were measured to differ by 0.02 points, shapes by 0.2; a shape's outline may add its width.
_CLOSE = 1.5
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_FIRST_COLUMN, _HEX = 0x0080, re.compile("[0-9A-Fa-f]{1,4}")
_CREATED = "{http://purl.org/dc/terms/}created"


class _Drawing(Struct, frozen=True):
    """A picture, chart or shape of the Word document; its size is in points."""

    name: str
    text: str
    size: tuple[float, float]
    decorative: bool


def mended(pdf: bytes, docx: bytes) -> Rendered:
    """The PDF that LibreOffice made of one of rsplan's Word documents, whole (PDF/UA-1, PDF/A-2b) and with the same
    bytes each time. Findings say what is missing. Raises ``InputOutputError`` for a PDF that cannot be read.
    """
    package = read_package(docx, "dokument.docx")
    written = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            figures = list(elements(opened.Root.get("/StructTreeRoot"), "/Figure"))
            missing = _describe(figures, list(_drawings(package)), [page.obj.objgen for page in opened.pages])
            lacking = mend_structure(opened, list(_tables(package)))
            _set_date(opened, _created(package))
            settle_claims(opened, accessible=not (missing or lacking))
            settle_streams(opened, _created(package))
            opened.save(
                written,
                deterministic_id=True,
                compress_streams=False,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
            )
    except pikepdf.PdfError as error:
        raise stop(codes.PDF_UNREADABLE, said=error) from error
    told = [finding(codes.PDF_ALTERNATIVE_TEXT_MISSING, value=missing)] if missing else []
    return Rendered(written.getvalue(), (*told, *(finding(codes.PDF_NOT_ACCESSIBLE, value=each) for each in lacking)))


def _describe(figures: Sequence[pikepdf.Object], drawings: Sequence[_Drawing], pages: Sequence[tuple[int, int]]) -> str:
    """Give the figures their texts; in Swedish why one has none, "" where all have. ``pages`` are those of the PDF."""
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
    if stray := [drawing.name for drawing in _out_of_order(pairs, pages)]:
        return f'figuren på platsen för "{stray[0]}" står på en annan plats än i Word'
    for figure, drawing in pairs:
        if drawing.text and not _described(figure):
            figure["/Alt"] = pikepdf.String(drawing.text)
    silent = [f'"{drawing.name}"' for figure, drawing in pairs if not _described(figure)]
    return f"{join_list(silent)} har ingen alternativtext i Word" if silent else ""


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


def _tables(package: Package) -> Iterator[WordTable]:
    """The tables of the body, in the order in which they are read."""
    for table in package.tree(package.main).iter(TBL):
        if next(table.iterancestors(_FALLBACK), None) is None:
            look = child(table, "tblPr", "tblLook")
            bits = int(wattr(look, "val") or "0", 16) if _HEX.fullmatch(wattr(look, "val") or "0") else 0
            marked = wattr(look, "firstColumn")
            rows = sum(1 for row in table.iter(TR) if next(row.iterancestors(TBL)) is table)
            yield WordTable(rows, marked in ("1", "true", "on") if marked else bool(bits & _FIRST_COLUMN))


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


def _out_of_order(
    pairs: Sequence[tuple[pikepdf.Object, _Drawing]], pages: Sequence[tuple[int, int]]
) -> Iterator[_Drawing]:
    """The drawings that their size cannot tell from an earlier one, and that stand above it on the paper."""
    seen: list[tuple[_Drawing, tuple[int, float]]] = []
    for figure, drawing in pairs:
        box, page = _box(figure), page_of(figure)
        if box is None or page not in pages:
            continue
        place = (pages.index(page), -box[3])
        if any(_alike(drawing, other) and place < before for other, before in seen):
            yield drawing
        seen.append((drawing, place))


def _alike(one: _Drawing, other: _Drawing) -> bool:
    return max(abs(a - b) for a, b in zip(one.size, other.size, strict=True)) < _CLOSE


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
