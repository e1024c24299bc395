"""Make src/rsplan/documents/office/letter_widths.json: how wide the letters of the usual fonts are.

    python scripts/make_letter_widths.py

Needs the fonts (fonts-crosextra-carlito, fonts-crosextra-caladea, fonts-liberation, fonts-dejavu) and fontTools. The
widths are facts of the fonts, in thousandths of the size, and change as little as these do: the file is made once.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from fontTools.ttLib import TTFont

TARGET = Path(__file__).parent.parent / "src" / "rsplan" / "documents" / "office" / "letter_widths.json"
FAMILIES = (
    "Carlito", "Caladea", "Liberation Sans", "Liberation Sans Narrow", "Liberation Serif", "Liberation Mono",
    "DejaVu Sans", "DejaVu Serif",
)  # fmt: skip
# Latin letters of Europe, the marks of typography, and the symbols that documents of rsplan show.
CHARACTERS = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180)))) + "–—‘’“”„†•…‰−≤≥◊●○▪□"


def font_file(family: str, weight: str) -> str:
    """The file of a font, as fontconfig finds it."""
    asked = ["fc-match", "--format", "%{family}|%{file}", f"{family}:{weight}:slant=0"]
    found, _, path = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.partition("|")
    if family not in found.split(","):
        sys.exit(f"{family} is not installed")
    return path


def widths(path: str) -> list[int]:
    """The widths of the characters in thousandths of the size, 0 where the font lacks one."""
    font = TTFont(path, lazy=True)
    names, advances, units = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    return [round(advances[names[ord(one)]][0] * 1000 / units) if ord(one) in names else 0 for one in CHARACTERS]


def main() -> None:
    """Write the file."""
    families = {
        family: {weight: widths(font_file(family, weight)) for weight in ("regular", "bold")} for family in FAMILIES
    }
    made = {"characters": CHARACTERS, "families": families}
    TARGET.write_text(json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(TARGET, TARGET.stat().st_size)


if __name__ == "__main__":
    main()
