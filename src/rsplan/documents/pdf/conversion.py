"""A Word document as a tagged PDF (PDF/UA), through LibreOffice. The same document, page for page.

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

from rsplan.boundary.folders import is_file
from rsplan.boundary.inputs import CONVERTED, read_input
from rsplan.documents.pdf.mending import mended
from rsplan.findings import codes
from rsplan.findings.finding import stop
from rsplan.report.documents import Rendered

_FILTER = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'
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
            source.write_bytes(docx)
        said = _convert(program, work, list(sources))
        return [mended(_read(source.with_suffix(".pdf"), said), docx) for source, docx in sources.items()]


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
            env={**os.environ, "HOME": str(work)} if sys.platform != "win32" else None,
        )
    except subprocess.TimeoutExpired:
        raise stop(codes.LIBREOFFICE_SILENT, seconds=_SECONDS) from None
    return (done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or ["utan förklaring"])[0]


def _read(target: Path, said: str) -> bytes:
    """What LibreOffice wrote. Raises ``InputOutputError`` if that is nothing."""
    if not is_file(target) or not (data := read_input(target, CONVERTED)).startswith(b"%PDF"):
        raise stop(codes.LIBREOFFICE_WROTE_NOTHING, said=said)
    return data
