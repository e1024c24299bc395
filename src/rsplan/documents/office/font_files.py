"""Which fonts this machine has, and their files: through fontconfig where it is, else in the folders of fonts.

The user's own folders count. Knows no document and no widths but those that a file tells.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from rsplan.documents.office.stand_ins import STAND_INS, folded

_SECONDS = 20
_ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
_MOST_FILES = 5_000
_SIGNS = re.compile(r"[-\\:,=]")  # what a pattern of fontconfig is made of


def stand_in_for(family: str) -> str:
    """ "" where the machine has a font, or one of the same widths; else the name of the font that will be shown."""
    names = {folded(family)}
    if stand_in := STAND_INS.get(folded(family)):
        names.add(folded(stand_in.family))
    found = _matched(family)
    if found is not None:
        families, _ = found
        return "" if names & set(map(folded, families)) else families[0]
    return "" if any(_in_folders(name) for name in names) else "ett annat typsnitt"


def own_folder() -> Path:
    """The user's own folder of fonts."""
    return next(_own_folders())


def letters_in_file(family: str, *, bold: bool) -> Mapping[str, int] | None:
    """The widths of a font's letters in thousandths of the size, where the machine has the font."""
    path = _file_of(family, bold=bold)
    if path is None:
        return None
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(path, lazy=True, fontNumber=0) as font:
            advances, units = font["hmtx"].metrics, font["head"].unitsPerEm
            named = font.getBestCmap().items()
            return {chr(code): round(advances[name][0] * 1000 / units) for code, name in named if code}
    except (TTLibError, KeyError, OSError, AttributeError, ZeroDivisionError):
        return None  # a file that cannot be measured is as good as none


def _file_of(family: str, *, bold: bool) -> str | None:
    found = _matched(family, f":{'bold' if bold else 'regular'}:slant=0")
    if found is not None:
        families, path = found
        return path if folded(family) in map(folded, families) else None
    file = _in_folders(folded(family))
    return str(file) if file else None


@cache
def _matched(family: str, style: str = "") -> tuple[list[str], str] | None:
    """The families and the file that fontconfig finds for a font; nothing where there is no fontconfig."""
    program = shutil.which("fc-match")
    if program is None:
        return None
    asked = [program, "--format", "%{family}|%{file}", _SIGNS.sub(r"\\\g<0>", family) + style]
    try:
        done = subprocess.run(
            asked, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except (subprocess.TimeoutExpired, UnicodeDecodeError):
        return None
    families, _, path = done.stdout.partition("|")
    return (families.split(","), path) if done.returncode == 0 and path else None


def _in_folders(name: str) -> Path | None:
    """A file in the folders of fonts that is called as the font, or begins as it: "calibri.ttf", "Carlito-Regular"."""
    wanted = name.replace(" ", "")
    return next((path for stem, path in _files().items() if stem.split("-")[0] == wanted or stem == wanted), None)


@cache
def _files() -> Mapping[str, Path]:
    found: dict[str, Path] = {}
    for folder in _folders():
        for parent, _, names in os.walk(folder):
            for name in names:
                stem, ending = os.path.splitext(name.casefold())  # noqa: PTH122
                if ending in _ENDINGS:
                    found.setdefault(stem.replace(" ", ""), Path(parent, name))
            if len(found) > _MOST_FILES:
                return found
    return found


def _folders() -> Iterator[Path]:
    yield from _own_folders()
    if sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", r"C:\Windows"), "Fonts")
    elif sys.platform == "darwin":
        yield from (Path("/Library/Fonts"), Path("/System/Library/Fonts"))
        yield Path("/Applications/LibreOffice.app/Contents/Resources/fonts")
    else:
        yield from (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))


def _own_folders() -> Iterator[Path]:
    home = Path.home()
    if sys.platform == "win32":
        yield Path(os.environ.get("LOCALAPPDATA", home), "Microsoft", "Windows", "Fonts")
    elif sys.platform == "darwin":
        yield home / "Library/Fonts"
    else:
        yield from (Path(os.environ.get("XDG_DATA_HOME", home / ".local/share"), "fonts"), home / ".fonts")
