"""Draw the sample's documents as pictures in ``docs/bilder``. Needs LibreOffice and pdftoppm (poppler-utils).

The pictures depend on the fonts of the machine, so they are made when a document's look changes, and never compared.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from page_matrix import hide
from PIL import Image

from rsplan.documents.pdf.conversion import to_pdf, to_pdfs
from rsplan.documents.word.render import render_report
from rsplan.plan.period import Tertial
from rsplan.runs.project_report import report_at_its_date, settings_for

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from word_support import letterhead

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "bilder"
DOCUMENTS = [
    ("2025", "april"), ("2025", "augusti"), ("2024", "april"), ("2024", "augusti"), ("2024", "december"),
    ("2021", "april"), ("2021", "augusti"),
]  # fmt: skip
# What documents looked like before their pages were rated: kept, and set beside today's.
BEFORE = {"rapport-2025-april": 4, "tjansteskrivelse-2021-augusti": 3}
GAP, SMALL = 14, 50


def pages_of(pdf: bytes, work: Path, resolution: int = 75) -> list[Image.Image]:
    """The pages of a PDF as pictures."""
    path = work / "dokument.pdf"
    path.write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", str(resolution), "-png", str(path), str(work / "sida")], check=True)
    drawn = sorted(work.glob("sida-*.png"))
    pages = [Image.open(page).convert("RGB") for page in drawn]
    for page in drawn:
        page.unlink()
    return pages


def side_by_side(pages: list[Image.Image], across: int) -> Image.Image:
    """Pages in rows on a grey ground, as on a desk."""
    width, height = max(page.width for page in pages), max(page.height for page in pages)
    rows = -(-len(pages) // across)
    sheet = Image.new("RGB", (across * (width + GAP) + GAP, rows * (height + GAP) + GAP), "#8c9399")
    for number, page in enumerate(pages):
        row, column = divmod(number, across)
        sheet.paste(page, (GAP + column * (width + GAP), GAP + row * (height + GAP)))
    return sheet


def beside(before: Image.Image, after: Image.Image) -> Image.Image:
    """Two sheets on white, the later as wide as the earlier."""
    after = after.resize((before.width, round(after.height * before.width / after.width)))
    both = Image.new("RGB", (2 * before.width + 20, max(before.height, after.height)), "white")
    both.paste(before, (0, 0))
    both.paste(after, (before.width + 20, 0))
    return both


def save(picture: Image.Image, name: str) -> None:
    """Save with a palette: the repository stays small, and a green bar is green still."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    picture.quantize(240).save(PICTURES / f"{name}.png", optimize=True)
    print(PICTURES / f"{name}.png", picture.size, flush=True)


def pages_of_period(work: Path, year: str, tertial: str, resolution: int = 75) -> dict[str, list[Image.Image]]:
    """The pages of the documents that ``draw_sample`` has written for a period, by the documents' names."""
    written = sorted((work / "prov" / "reports" / f"{year}-{tertial}").glob("*.docx"))
    made = to_pdfs([path.read_bytes() for path in written])
    return {path.stem: pages_of(one.data, work, resolution) for path, one in zip(written, made, strict=True)}


def draw_sample(work: Path) -> None:
    """Every page of the sample's documents, the first pages for the README, and today's beside those before."""
    project = work / "prov"
    shutil.copytree(ROOT / "data" / "sample", project, ignore=shutil.ignore_patterns("reports"))
    for year, tertial in DOCUMENTS:
        command = [sys.executable, "-m", "rsplan", "report", "--tertial", tertial, "--year", year]
        subprocess.run([*command, "--project", str(project)], check=True)
        drawn = pages_of_period(work, year, tertial)
        for stem, pages in drawn.items():
            name = f"{stem}-{year}-{tertial}"
            save(side_by_side(pages, min(5, len(pages))), f"{name}-alla-sidor")
            if name in BEFORE:
                before = Image.open(PICTURES / f"fore-{name}.png").convert("RGB")
                save(beside(before, side_by_side(pages, BEFORE[name])), f"fore-och-efter-{name}")
        if (year, tertial) == DOCUMENTS[0]:  # the README shows its first pages
            first = [*drawn["rapport"][:2], drawn["tjansteskrivelse"][0]]
            save(side_by_side(first, 3), f"rapport-{year}-{tertial}")


def draw_strangers(work: Path) -> None:
    """The report of April 2025 on another organisation's paper, and every document as a machine without Carlito shows
    it."""
    settings = settings_for(ROOT / "data" / "sample", Tertial.APRIL, 2025).but(documents=("report",))
    report = report_at_its_date(settings)
    strange = to_pdf(render_report(report, letterhead(work)).data).data
    save(side_by_side(pages_of(strange, work, SMALL), 5), "brevpapper-2025-april-alla-sidor")
    hide("Carlito", work)
    for year, tertial in DOCUMENTS:
        for stem, pages in pages_of_period(work, year, tertial, SMALL).items():
            save(side_by_side(pages, min(6, len(pages))), f"utan-carlito-{stem}-{year}-{tertial}-alla-sidor")


def main() -> None:
    """Draw all."""
    with tempfile.TemporaryDirectory() as folder:
        draw_sample(Path(folder))
        draw_strangers(Path(folder))


if __name__ == "__main__":
    main()
