"""Draw the house from its imports into ``docs/architecture.md``, between the two marks there. ``--check`` exits 1 if
what is committed differs.

A folder is drawn on the lowest floor above everything that it imports; an arrow that follows from others is left out.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import grimp

PAGE = Path(__file__).parent.parent / "docs" / "architecture.md"
BEGIN, END = "<!-- drawing: scripts/make_drawing.py -->", "<!-- /drawing -->"
Graph = dict[str, set[str]]


def imports_between_rooms() -> Graph:
    """Which folders of the house import which others, those below them included."""
    graph = grimp.build_graph("rsplan", exclude_type_checking_imports=True)
    rooms = sorted(room for room in graph.find_children("rsplan") if graph.find_children(room))
    return {
        _name(room): {
            _name(other)
            for other in rooms
            if other != room and graph.direct_import_exists(importer=room, imported=other, as_packages=True)
        }
        for room in rooms
    }


def floors_of(imports: Graph) -> list[list[str]]:
    """The rooms by floor, the top one first. Raises ``RecursionError`` where imports go round in a circle."""

    @cache
    def floor(room: str) -> int:
        return 1 + max(map(floor, imports[room]), default=-1)

    top = max(map(floor, imports))
    return [sorted(room for room in imports if floor(room) == number) for number in range(top, -1, -1)]


def reduced(imports: Graph) -> Graph:
    """The imports without those that follow from others."""

    @cache
    def below(room: str) -> frozenset[str]:
        return frozenset().union(*({other} | below(other) for other in imports[room]))

    return {
        room: {other for other in others if not any(other in below(third) for third in others - {other})}
        for room, others in imports.items()
    }


def drawing() -> str:
    """The house as a Mermaid flowchart."""
    imports = imports_between_rooms()
    lines = ["```mermaid", "flowchart TD"]
    for number, rooms in enumerate(floors_of(imports)):
        lines += [f"  subgraph floor{number}[ ]", *(f'    {room}["{room}/"]' for room in rooms), "  end"]
    lines += [f"  {room} --> {other}" for room, others in reduced(imports).items() for other in sorted(others)]
    return "\n".join([*lines, "```"])


def _name(module: str) -> str:
    return module.rpartition(".")[2]


def main() -> int:
    """Write the drawing, or with ``--check`` compare it."""
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    new = f"{before}{BEGIN}\n{drawing()}\n{END}{after}"
    if "--check" in sys.argv[1:]:
        return 0 if new == page else 1
    PAGE.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
