"""Which test files try the modules that have none of their own name: measured, not remembered.

    uv run coverage run --rcfile scripts/by_test.coveragerc -m pytest && uv run coverage combine
    uv run python scripts/make_test_map.py

The first two tell which lines each test runs; the last writes ``tests/README.md`` from it.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from coverage import CoverageData

ROOT = Path(__file__).parent.parent
SOURCES, TESTS = ROOT / "src" / "rsplan", ROOT / "tests"
PAGE = TESTS / "README.md"
_MOST_FILES = 3
# A test file that runs less of a module's functions than this share of what all run is not where to look.
_LEAST_SHARE = 0.5

HEAD = """# Where a module's tests are

The tests of `understanding/tables.py` are `understanding/test_tables.py`, and so for most modules. What a module does
for others only is tried where they are: for the modules below, the test files that run most of their lines, with the
share of the lines inside functions that each runs. Written by `scripts/make_test_map.py` from what coverage measured.

| module | tested in |
| --- | --- |
"""


def untested_by_name() -> Iterator[Path]:
    """The modules without a test file of their own name, by their path below the sources."""
    for path in sorted(SOURCES.rglob("*.py")):
        module = path.relative_to(SOURCES)
        own = TESTS / module.parent / f"test_{module.stem}.py"
        if not module.stem.startswith("__") and not own.exists() and lines_of_functions(path):
            yield module


def lines_of_functions(path: Path) -> set[int]:
    """The lines that a call runs: those of functions' bodies."""
    return {
        line
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        for line in range(node.body[0].lineno, (node.end_lineno or 0) + 1)
    }


def test_files(data: CoverageData, path: Path) -> list[tuple[str, float]]:
    """The test files that run most of a module's functions, with the share of the run lines that each runs."""
    inside = lines_of_functions(path)
    contexts = data.contexts_by_lineno(str(path))
    files: Counter[str] = Counter()
    run = 0
    for line in inside & contexts.keys():
        found = {file for context in contexts[line] if (file := _file(context))}
        run += bool(found)
        files.update(found)
    shares = [(file, count / run) for file, count in files.items()]
    shares.sort(key=lambda each: (-each[1], _distance(each[0], path), each[0]))
    best = shares[:_MOST_FILES]
    return [each for each in best if each[1] >= min(_LEAST_SHARE, best[0][1])]


def _file(context: str) -> str:
    """The test file of a context: "tests.reading.test_looks.test_white" is "reading/test_looks.py"."""
    parts = context.split(".")
    at = next((at for at, part in enumerate(parts) if part.startswith("test_")), 0)
    file = Path(*parts[1:at], f"{parts[at]}.py") if parts[0] == "tests" else Path()
    return file.as_posix() if (TESTS / file).is_file() else ""


def _distance(file: str, path: Path) -> int:
    """How many folders of a module its test file does not share."""
    mine, theirs = path.relative_to(SOURCES).parts[:-1], Path(file).parts[:-1]
    return len(set(mine) ^ set(theirs))


def main() -> None:
    """Write the page."""
    data = CoverageData()
    data.read()
    rows = []
    for module in untested_by_name():
        found = test_files(data, SOURCES / module)
        told = ", ".join(f"`{file}` {share:.0%}" for file, share in found)
        rows.append(f"| `{module.as_posix()}` | {told or '—'} |")
    PAGE.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)}: {len(rows)} modules")


if __name__ == "__main__":
    main()
