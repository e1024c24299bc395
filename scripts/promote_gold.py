"""Keep what the sample's documents say in ``tests/gold/``: headings, paragraphs, tables, figures, but no looks.

    uv run python scripts/promote_gold.py            take over what the documents say now
    uv run python scripts/promote_gold.py --check    show what differs, and exit 1 if anything does

A wanted change is promoted and committed with the code that made it, so that whoever reads the commit sees what it
means for the board.
"""

from __future__ import annotations

import difflib
import io
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
from docx.oxml.ns import qn

from rsplan.plan.period import Tertial
from rsplan.runs.project_report import settings_for
from rsplan.runs.report import make_documents

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "gold"
# The newest period, one whose sentences are worded otherwise, and one of another model of planning.
PERIODS = ((2025, Tertial.APRIL), (2024, Tertial.AUGUSTI), (2021, Tertial.AUGUSTI))
DOCUMENTS = ("report", "memo", "data")


def said_now() -> dict[str, str]:
    """What each document of each period says, by the name of its gold file."""
    found = {}
    for year, tertial in PERIODS:
        settings = settings_for(ROOT / "data" / "sample", tertial, year)
        settings = settings.but(documents=DOCUMENTS)
        made = make_documents(settings, settings.date or date(year, 5, 1), list(DOCUMENTS), GOLD / "unwritten")
        for document in made.documents:
            name, kind = Path(str(document.path)).stem, Path(str(document.path)).suffix
            said = meaning(document.data) if kind == ".docx" else document.data.decode("utf-8")
            found[f"{year}-{tertial.name.lower()} {name}.txt"] = said
    return found


def meaning(data: bytes) -> str:
    """A Word document's headings with their levels, its paragraphs, and its tables row by row; then headers, footers
    and notes. Read by python-docx, so that rsplan's own engine cannot hide from itself."""
    document = docx.Document(io.BytesIO(data))
    levels = {style.style_id: style.name for style in document.styles if style.name}
    lines = list(_blocks(document.element.body, levels))
    for part in sorted(document.part.package.iter_parts(), key=lambda part: str(part.partname)):
        if re.search(r"/(header|footer|footnotes)\d*\.xml$", str(part.partname)):
            root = getattr(part, "element", None)
            root = docx.oxml.parse_xml(part.blob) if root is None else root
            said = [text for paragraph in root.iter(qn("w:p")) if (text := _text(paragraph))]
            lines += [f"[{part.partname}]", *said] if said else []
    return "\n".join(lines) + "\n"


def _blocks(body: docx.oxml.xmlchemy.BaseOxmlElement, levels: dict[str, str]) -> Iterator[str]:
    for block in body.iter(qn("w:p"), qn("w:tr")):
        if block.tag == qn("w:tr"):
            yield " | ".join(["", *(" ".join(_texts(cell)) for cell in block.iter(qn("w:tc")))]).strip()
        elif not any(True for _ in block.iterancestors(qn("w:tr"), qn("w:p"))) and (text := _text(block)):
            style = block.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            name = levels.get(style.get(qn("w:val")), "") if style is not None else ""
            level = re.fullmatch(r"(?:heading|Heading) (\d)", name)
            yield f"{'#' * int(level[1])} {text}" if level else text


def _texts(cell: docx.oxml.xmlchemy.BaseOxmlElement) -> list[str]:
    return [text for paragraph in cell.iter(qn("w:p")) if (text := _text(paragraph))]


def _text(paragraph: docx.oxml.xmlchemy.BaseOxmlElement) -> str:
    """The visible text, whatever controls it stands in; charts and pictures by their descriptions."""
    found = []
    for one in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("wp:docPr")):
        if one.tag == qn("w:t"):
            found.append(one.text or "")
        elif one.tag == qn("wp:docPr"):
            found.append(f"[{one.get('descr') or one.get('name')}]")
        else:
            found.append(" ")
    return re.sub(r"[ \n\t]+", " ", "".join(found)).strip()


def differences() -> list[str]:
    """What the documents say now against what is kept, as lines of a diff; none if they agree."""
    now = said_now()
    kept = {path.name: path.read_text(encoding="utf-8") for path in GOLD.glob("*.txt")}
    return [
        line
        for name in sorted({*now, *kept})
        for line in difflib.unified_diff(
            kept.get(name, "").splitlines(), now.get(name, "").splitlines(), f"kept {name}", f"now {name}", n=1,
            lineterm="",
        )
    ]  # fmt: skip


def promote() -> None:
    """Keep what the documents say now."""
    GOLD.mkdir(exist_ok=True)
    for path in GOLD.glob("*.txt"):
        path.unlink()
    for name, said in said_now().items():
        (GOLD / name).write_text(said, encoding="utf-8")


def main() -> int:
    """Promote, or with ``--check`` compare."""
    found = differences()
    print("\n".join(found) or "the documents say what is kept")
    if "--check" in sys.argv[1:]:
        return 1 if found else 0
    promote()
    return 0


if __name__ == "__main__":
    sys.exit(main())
