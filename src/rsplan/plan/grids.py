"""A table as a person sees it, whatever file it stands in: rows of texts, each cell with the name of its place."""

from __future__ import annotations

from msgspec import Struct


class Grid(Struct, frozen=True):
    """A table's texts. ``heading`` is the nearest text above it; ``rows`` are as long as each other, and so is every
    row of ``places``, which names each cell as a message does ("tabell 7, rad 3, kolumn 2"). A cell that is part of
    the one to its left or above is "".
    """

    heading: str
    rows: tuple[tuple[str, ...], ...]
    places: tuple[tuple[str, ...], ...]


class DocumentTables(Struct, frozen=True):
    """What a document says in tables, and its paragraphs outside of them, each with its place."""

    name: str
    grids: tuple[Grid, ...]
    paragraphs: tuple[tuple[str, str], ...] = ()
