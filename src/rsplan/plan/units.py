"""Units as a tree: which unit lies under which, told by paths in the exports and by the project. Knows no tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from rsplan.plan.folding import fold

SEPARATOR = " > "
# "Regionstaben > Sekretariatet", "Regionstaben / Sekretariatet": a slash within a name has no spaces around it.
_STEPS = re.compile(r"\s*[>»→›\\]\s*|\s+/\s+")


class UnitTree(Struct, frozen=True, dict=True):
    """What a project says of its units. ``parents`` maps a unit to the one above it; ``root`` is the unit whose
    subtree the figures are about, "" for all of them.
    """

    root: str = ""
    parents: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raises ``ValueError`` where a unit would lie under itself."""
        for unit in self.parents:
            self.above(unit)

    def path(self, text: str) -> str:
        """A unit cell as the whole way from the top: "Regionstaben > Sekretariatet". Blank stays blank."""
        steps = [step for step in _STEPS.split(text.strip()) if step]
        if not steps:
            return ""
        return SEPARATOR.join([*reversed(self.above(steps[0])), *steps])

    def above(self, unit: str) -> list[str]:
        """The units above one, the nearest first. Raises ``ValueError`` for a circle."""
        names = {fold(name): parent for name, parent in self.parents.items()}
        way: list[str] = []
        seen = {fold(unit)}
        while (parent := names.get(fold(way[-1] if way else unit))) is not None:
            if fold(parent) in seen:
                raise ValueError(f'[units.parents] "{unit}" ligger under sig själv.')
            seen.add(fold(parent))
            way.append(parent)
        return way

    def holds(self, path: str) -> bool:
        """True for a unit in the root's subtree: the root itself and all levels below it."""
        return (
            not self.root
            or fold(self.root) in map(fold, path.split(SEPARATOR))
            or fold(self.path(self.root)) == fold(path)
        )


def leaves(paths: Iterable[str]) -> dict[str, str]:
    """Each path with the name that a table shows: its last step, the whole path where two units share that."""
    distinct = list(dict.fromkeys(paths))
    last = {path: path.rpartition(SEPARATOR)[2] for path in distinct}
    shared: dict[str, set[str]] = {}
    for path, name in last.items():
        shared.setdefault(fold(name), set()).add(fold(path))
    return {path: (name if len(shared[fold(name)]) == 1 else path) for path, name in last.items()}


def has_levels(paths: Iterable[str]) -> bool:
    """True where some unit lies under another."""
    return any(SEPARATOR in path for path in paths)


def ancestors(path: str) -> list[str]:
    """A path and those above it, from the top: ``["A", "A > B"]`` for "A > B"."""
    steps = path.split(SEPARATOR) if path else []
    return [SEPARATOR.join(steps[: at + 1]) for at in range(len(steps))]
