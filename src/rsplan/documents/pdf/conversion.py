"""A Word document as a tagged PDF (PDF/UA-1 and PDF/A-2b), through LibreOffice. The same document, page for page.

LibreOffice exits 0 also when it has written nothing, and two runs on one profile lose one of the files: each run gets
a profile of its own, and the file is looked for. What LibreOffice drops on the way, ``mending`` puts back.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from rsplan.boundary.folders import is_file, is_folder
from rsplan.boundary.inputs import CONVERTED, read_input
from rsplan.documents.office.font_files import own_folder, stand_in_for
from rsplan.documents.office.package import read_package
from rsplan.documents.office.stand_ins import STAND_INS, folded
from rsplan.documents.office.used_fonts import used_fonts
from rsplan.documents.pdf.fields import for_libreoffice
from rsplan.documents.pdf.mending import mended
from rsplan.findings import codes
from rsplan.findings.finding import Finding, finding, stop
from rsplan.report.documents import Rendered

_FILTER = (
    'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"},'
    '"SelectPdfVersion":{"type":"long","value":"2"}}'
)
_SECONDS = 180
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)


def find_libreoffice() -> str:
    """The path of LibreOffice's program. Raises ``ConfigurationError`` where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    found = found or next((place for place in _USUAL_PLACES if Path(place).is_file()), None)
    if found is None:
        raise stop(codes.LIBREOFFICE_MISSING)
    return found


def to_pdf(docx: bytes) -> Rendered:
    """The PDF of one of rsplan's Word documents. Raises ``ConfigurationError`` or ``InputOutputError``."""
    return to_pdfs([docx])[0]


def to_pdfs(documents: Sequence[bytes]) -> list[Rendered]:
    """The PDFs of several, for the price of one start of LibreOffice. Raises as ``to_pdf`` does."""
    program = find_libreoffice()
    with tempfile.TemporaryDirectory(prefix="rsplan-pdf-") as folder:
        work = Path(folder)
        sources = {work / f"dokument-{number}.docx": docx for number, docx in enumerate(documents, start=1)}
        for source, docx in sources.items():
            source.write_bytes(for_libreoffice(docx))
        said = _convert(program, work, list(sources))
        return [_finished(_read(source.with_suffix(".pdf"), said), docx) for source, docx in sources.items()]


def _finished(pdf: bytes, docx: bytes) -> Rendered:
    whole = mended(pdf, docx)
    return Rendered(whole.data, (*missing_fonts(docx), *whole.findings))


def missing_fonts(docx: bytes) -> tuple[Finding, ...]:
    """A finding for each font of a document that neither the machine nor the user has, nor one of the same widths."""
    told = []
    for font in used_fonts(read_package(docx, "dokument.docx")):
        if shown := stand_in_for(font):
            known = STAND_INS.get(folded(font))
            instead = f"paketet {known.package} ({known.family}, som är lika brett)" if known else "typsnittet"
            told.append(finding(codes.FONT_MISSING, value=font, shown=shown, package=instead, folder=own_folder()))
    return tuple(told)


def _convert(program: str, work: Path, sources: Sequence[Path]) -> str:
    """Run LibreOffice; the last line that it said."""
    profile = (work / "profil").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", _FILTER]
    try:
        done = subprocess.run(
            [*command, "--outdir", str(work), *map(str, sources)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env=_surroundings(work),
        )
    except subprocess.TimeoutExpired:
        raise stop(codes.LIBREOFFICE_SILENT, seconds=_SECONDS) from None
    return (done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or ["utan förklaring"])[0]


def _surroundings(work: Path) -> dict[str, str]:
    """The user's own surroundings, since fonts are looked for there; a home is lent to a user who has none."""
    home = os.environ.get("HOME", "")
    lent = {} if sys.platform == "win32" or (home and is_folder(Path(home))) else {"HOME": str(work)}
    return {**os.environ, **lent}


def _read(target: Path, said: str) -> bytes:
    """What LibreOffice wrote. Raises ``InputOutputError`` if that is nothing."""
    if not is_file(target) or not (data := read_input(target, CONVERTED)).startswith(b"%PDF"):
        raise stop(codes.LIBREOFFICE_WROTE_NOTHING, said=said)
    return data
