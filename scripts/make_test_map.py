"""Where the modules are tested that have no test file of their own name: ``tests/README.md``, from names and imports.

``python scripts/make_test_map.py [--check]``
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCES, TESTS = ROOT / "src" / "rsplan", ROOT / "tests"
PAGE = TESTS / "README.md"
_MOST = 4
# A format's reader is found by what a file is, not by an import: tried where whole files are read.
READERS = Path("reading", "formats")
OF_READERS = (
    "reading/contained/test_process.py", "reading/contained/test_sniff.py", "reading/test_looks.py",
    "reading/verifying/test_second_check.py",
)  # fmt: skip
# A command and its run have the name of what they are about, and so have its tests, in whatever folder.
COMMANDS = ("cli", "runs")
HEAD = """# Where a module's tests are

The tests of `understanding/tables.py` are `understanding/test_tables.py`. A module that has no such file is tried by
the test files of what uses it: those of the same name in another folder, else those that import it, else those of the
modules that import it, the nearest first; a reader of a format, which is found by what a file is, by those that read
whole files. Written by `scripts/make_test_map.py`.

| module | tried in |
| --- | --- |
"""


def imported(path: Path) -> set[str]:
    """The modules of rsplan that a file imports anywhere, dotted; a name that is imported may be a module too."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("rsplan"):
            found |= {str(node.module), *(f"{node.module}.{each.name}" for each in node.names)}
    return found


def dotted(module: Path) -> str:
    """A module below the sources as it is imported."""
    return ".".join(("rsplan", *module.with_suffix("").parts))


class Map:
    """The modules, the test files, and who imports whom."""

    def __init__(self) -> None:
        self.modules = [path.relative_to(SOURCES) for path in sorted(SOURCES.rglob("*.py")) if path.stem[0] != "_"]
        self.tests = [path.relative_to(TESTS) for path in sorted(TESTS.rglob("test_*.py"))]
        self.by_tests = {test: imported(TESTS / test) for test in self.tests}
        self.by_modules = {module: imported(SOURCES / module) for module in self.modules}

    def own(self, module: Path) -> Path | None:
        """The test file of a module's own name."""
        test = module.parent / f"test_{module.stem}.py"
        return test if test in self.by_tests else None

    def tried_in(self, module: Path) -> list[Path]:
        """The test files for a module without its own, the nearest first."""
        return self._named(module) or self._importing(module) or self._of_users(module) or self._of_readers(module)

    def _named(self, module: Path) -> list[Path]:
        """The test files of its name in other folders, where that tells something."""
        alone = sum(other.stem == module.stem for other in self.modules) == 1
        tells = alone or module.parts[0] in COMMANDS
        return [test for test in self.tests if tells and test.stem == f"test_{module.stem}"]

    def _of_readers(self, module: Path) -> list[Path]:
        """Where whole files are read, and texts that a command's name is given in."""
        if READERS in module.parents or self._used_by(READERS, module):
            return [Path(test) for test in OF_READERS]
        return [test for test in self.tests if f'"{module.stem}"' in (TESTS / test).read_text(encoding="utf-8")][:_MOST]

    def _used_by(self, folder: Path, module: Path) -> bool:
        return any(folder in user.parents and self._uses(user, [module]) for user in self.modules)

    def _importing(self, module: Path) -> list[Path]:
        return self._nearest(module, (test for test in self.tests if dotted(module) in self.by_tests[test]))

    def _of_users(self, module: Path) -> list[Path]:
        """The tests of the modules that import it, or of those that import them."""
        seen, users = {module}, [module]
        while users:
            users = [user for user in self.modules if user not in seen and self._uses(user, users)]
            seen.update(users)
            tests = [test for user in users for test in self._of_one(user)]
            if tests:
                return self._nearest(module, dict.fromkeys(tests))
        return []

    def _of_one(self, module: Path) -> list[Path]:
        own = self.own(module)
        return [own] if own else self._named(module) or self._importing(module)

    def _uses(self, user: Path, modules: Iterable[Path]) -> bool:
        return any(dotted(module) in self.by_modules[user] for module in modules)

    def _nearest(self, module: Path, tests: Iterable[Path]) -> list[Path]:
        return sorted(tests, key=lambda test: (len(set(test.parent.parts) ^ set(module.parent.parts)), test))[:_MOST]

    def rows(self) -> Iterator[str]:
        """A line of the page for each module without a test file of its own."""
        for module in self.modules:
            if self.own(module) is None:
                told = ", ".join(f"`{test.as_posix()}`" for test in self.tried_in(module))
                yield f"| `{module.as_posix()}` | {told or '—'} |"


def main() -> None:
    """Write the page, or say whether it is current."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 where the page is old")
    page = HEAD + "\n".join(Map().rows()) + "\n"
    if parser.parse_args().check:
        sys.exit(not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != page)
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
