"""The saved answers of Kolada that a project has, read where a run names a figure of theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import TYPE_CHECKING

from rsplan.boundary.folders import entries
from rsplan.boundary.inputs import InputKind, read_input
from rsplan.findings.finding import ExportError
from rsplan.plan.model import InputFile
from rsplan.project.kolada_settings import kolada_settings

if TYPE_CHECKING:
    from rsplan.plan.kolada import KoladaFigure
    from rsplan.project.settings import Settings

FOLDER = "kolada"
# What a run asks for that wants these facts too.
KOLADA = "kolada"
MOST_BYTES = 64 << 20
_KIND = InputKind("svaret från Kolada", MOST_BYTES, ExportError)
_NAMED = re.compile(r"\bkolada\b")


def names_kolada(texts: Iterable[str]) -> bool:
    """Whether any of a run's texts names a figure from Kolada."""
    return any(map(_NAMED.search, texts))


def project_kolada(settings: Settings) -> tuple[tuple[KoladaFigure, ...], tuple[InputFile, ...]]:
    """The figures that the project's saved answers give, and the files. Raises an ``RsplanError`` with the file."""
    from rsplan.analysis.kolada import kolada_figures
    from rsplan.reading.kolada_answers import kolada_answers

    told = kolada_settings(settings)
    if not told.measures:
        return (), ()
    paths = [path for path in entries(settings.root / FOLDER) if path.suffix.lower() == ".json"]
    read = [(f"{FOLDER}/{path.name}", read_input(path, _KIND, settings.root)) for path in sorted(paths)]
    figures = kolada_figures(kolada_answers(read), told.measures, told.region, told.groups)
    return tuple(figures), tuple(InputFile(name, sha256(data).hexdigest(), len(data)) for name, data in read)
