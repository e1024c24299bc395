"""A Word document as a tagged PDF (PDF/UA), through LibreOffice. The same document, page for page.

LibreOffice exits 0 also when it has written nothing, and two runs on one profile lose one of the files: each run gets
a profile of its own, and the file is looked for.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rsplan.findings import ConfigurationError, InputOutputError

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
        raise ConfigurationError(
            "PDF görs med LibreOffice, som inte hittas på datorn.",
            "Installera LibreOffice Writer (Debian: apt install libreoffice-writer), eller spara som PDF i Word.",
        )
    return found


def to_pdf(docx: bytes) -> bytes:
    """The PDF of a Word document. Raises ``ConfigurationError`` or ``InputOutputError``."""
    program = find_libreoffice()
    with tempfile.TemporaryDirectory(prefix="rsplan-pdf-") as folder:
        work = Path(folder)
        source = work / "dokument.docx"
        source.write_bytes(docx)
        profile = (work / "profil").as_uri()
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", _FILTER]
        try:
            done = subprocess.run(
                [*command, "--outdir", str(work), str(source)],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
                env={**os.environ, "HOME": str(work)} if sys.platform != "win32" else None,
            )
        except subprocess.TimeoutExpired:
            raise InputOutputError(
                f"LibreOffice svarade inte inom {_SECONDS} sekunder.", "Försök igen, eller spara som PDF i Word."
            ) from None
        target = source.with_suffix(".pdf")
        if not target.is_file() or not target.read_bytes().startswith(b"%PDF"):
            detail = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or ["utan förklaring"]
            raise InputOutputError(
                f"LibreOffice skrev ingen PDF ({detail[0]}).", "Öppna rapporten i Word och spara som PDF."
            )
        return target.read_bytes()
