"""Draw the sample's documents as pictures in ``docs/bilder``. Needs LibreOffice and pdftoppm (poppler-utils).

The pictures depend on the fonts of the machine, so they are made when a document's look changes, and never compared.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "bilder"
DOCUMENTS = [("2025", "april"), ("2024", "april"), ("2021", "augusti")]
GAP = 14


def pages_of(document: Path, work: Path, resolution: int = 75) -> list[Image.Image]:
    """The pages of a Word document as pictures."""
    profile = (work / "profil").as_uri()
    convert = [
        "soffice",
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(work),
    ]
    subprocess.run([*convert, str(document)], check=True, capture_output=True)
    pdf = work / f"{document.stem}.pdf"
    stem = work / document.stem
    subprocess.run(["pdftoppm", "-r", str(resolution), "-png", str(pdf), str(stem)], check=True)
    pages = [Image.open(page).convert("RGB") for page in sorted(work.glob(f"{document.stem}-*.png"))]
    for page in work.glob(f"{document.stem}*"):
        page.unlink()
    return pages


def side_by_side(pages: list[Image.Image], across: int) -> Image.Image:
    """Pages in rows on a grey ground, as on a desk."""
    width, height = pages[0].size
    rows = -(-len(pages) // across)
    sheet = Image.new("RGB", (across * (width + GAP) + GAP, rows * (height + GAP) + GAP), "#8c9399")
    for number, page in enumerate(pages):
        row, column = divmod(number, across)
        sheet.paste(page, (GAP + column * (width + GAP), GAP + row * (height + GAP)))
    return sheet


def save(picture: Image.Image, name: str) -> None:
    """Save with few colours: a page of text needs no more, and the repository stays small."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    picture.quantize(96).save(PICTURES / name, optimize=True)
    print(PICTURES / name, picture.size)


def main() -> None:
    """Draw every document of the sample's three years, and the first pages for the README."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        project = work / "prov"
        shutil.copytree(ROOT / "data" / "sample", project, ignore=shutil.ignore_patterns("reports"))
        for year, tertial in DOCUMENTS:
            command = [sys.executable, "-m", "rsplan", "report", "--tertial", tertial, "--year", year]
            subprocess.run([*command, "--project", str(project)], check=True)
            reports = project / "reports" / f"{year}-{tertial}"
            drawn = {path.stem: pages_of(path, work) for path in sorted(reports.glob("*.docx"))}
            for stem, pages in drawn.items():
                save(side_by_side(pages, min(5, len(pages))), f"{stem}-{year}-{tertial}-alla-sidor.png")
            if "rapport" in drawn:
                first = [*drawn["rapport"][:2], drawn["tjansteskrivelse"][0]]
                save(side_by_side(first, 3), f"rapport-{year}-{tertial}.png")


if __name__ == "__main__":
    main()
