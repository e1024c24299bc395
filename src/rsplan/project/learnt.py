"""What was learnt, put into the text of ``rsplan.toml``: comments, order and everything else stay as they are.

The only module that knows tomlkit, which is imported when something is to be written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rsplan.language.taught import Taught
from rsplan.plan.folding import fold

if TYPE_CHECKING:
    from tomlkit.items import AoT, Table


def with_layouts(text: str, layouts: Sequence[Taught]) -> str:
    """The text of a project file with the layouts: one for the same files and sheet with mostly the same headings is
    brought up to date, others are added at the end.
    """
    import tomlkit

    document = tomlkit.parse(text)
    for layout in layouts:
        written: Any = document.get("layouts")
        if written is None:
            written = tomlkit.aot()
            _update(entry := tomlkit.table(), layout)
            written.append(entry)
            document.append("layouts", written)
        elif (known := same_layout([_taught(entry) for entry in written], layout)) is not None:
            _update(written[known], layout)
        else:
            _append(written, layout)
    return tomlkit.dumps(document)


def same_layout(known: Sequence[Taught], layout: Taught) -> int | None:
    """The position of the layout that another one brings up to date: that of the same table."""
    own = set(map(fold, layout.headings))
    for at, each in enumerate(known):
        shared = len(own & set(map(fold, each.headings)))
        if (each.files, each.sheet) == (layout.files, layout.sheet) and shared * 2 >= min(len(own), len(each.headings)):
            return at
    return None


def _append(written: AoT, layout: Taught) -> None:
    import tomlkit

    _update(entry := tomlkit.table(), layout)
    written.append(entry)


def _taught(entry: Mapping[str, Any]) -> Taught:
    return Taught(
        files=str(entry.get("files", "")),
        sheet=str(entry.get("sheet", "")),
        headings=tuple(map(str, entry.get("headings", ()))),
    )


def _update(entry: Table, layout: Taught) -> None:
    """The keys of a layout; what stood there of columns and words stays beside what is new."""
    import tomlkit

    values: dict[str, Any] = {"files": layout.files, "sheet": layout.sheet, "headings": list(layout.headings)}
    values |= {"seen": list(layout.seen), "accepted": list(layout.accepted)}
    for name, value in values.items():
        if value and entry.get(name) != value:
            entry[name] = value
    if layout.counted is not None:
        entry["counted"] = layout.counted
    for name, words in (("columns", layout.columns), ("vocabulary", layout.words)):
        if words and name not in entry:
            entry[name] = tomlkit.table()
        for word, meant in words.items():
            table: Any = entry[name]
            if table.get(word) != meant:
                table[word] = meant
