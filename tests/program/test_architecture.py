"""The floors of the house: imports point down, and a quick command stays quick."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

from rsplan.language.vocabulary import packaged_labels

SOURCES = ROOT / "src" / "rsplan"

HEAVY = (
    "pandas",
    "numpy",
    "openpyxl",
    "python_calamine",
    "docx",
    "docxtpl",
    "lxml",
    "jinja2",
    "pptx",
    "babel",
    "pikepdf",
    "PIL",
    "rich.table",
)


def imported_by(code: str) -> set[str]:
    """The modules that are loaded after some code, in a process of its own."""
    script = f"import sys\nsys.argv = ['rsplan', '--help']\n{code}\nprint('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """The import contract held against the sources in a folder."""
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_imports_point_downward_go_round_in_no_circle_and_siblings_stay_apart() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout
    contracts = (ROOT / "pyproject.toml").read_text(encoding="utf-8").count("[[tool.importlinter.contracts]]")
    assert f"{contracts} kept, 0 broken" in done.stdout


def test_the_contract_finds_a_circle_a_format_that_knows_another_and_an_import_upwards(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for path, line in {
        "plan/folding.py": "import rsplan.plan.units",  # which imports it
        "reading/formats/ods/reader.py": "import rsplan.reading.formats.xls.records",
        "documents/data.py": "import rsplan.documents.terminal",
        "findings/finding.py": "import rsplan.reading.looks",
    }.items():
        with (tmp_path / "src" / "rsplan" / path).open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    said = lint_imports(tmp_path).stdout
    for contract in ("No circle", "A format of exports knows", "A document knows", "Imports point down"):
        assert re.search(rf"{contract}.* BROKEN", said), said


def test_the_drawing_of_the_house_is_current() -> None:
    done = subprocess.run([sys.executable, ROOT / "scripts" / "make_drawing.py", "--check"], check=False)
    assert done.returncode == 0, "run scripts/make_drawing.py"


def test_help_imports_neither_pandas_nor_any_document_library() -> None:
    loaded = imported_by("import rsplan.cli\ntry:\n    rsplan.cli.main()\nexcept SystemExit:\n    pass")
    assert "rsplan.cli.commands.report" in loaded
    assert not loaded.intersection(HEAVY)


def test_a_run_can_start_reading_before_pandas_is_imported() -> None:
    assert not imported_by("import rsplan.runs.report").intersection(HEAVY)


@pytest.mark.parametrize("path", sorted((ROOT / "src").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_opens_by_saying_what_it_knows(path: Path) -> None:
    assert re.match(r'"""\S', path.read_text(encoding="utf-8")), f"{path} has no docstring"


def test_no_exception_is_swallowed() -> None:
    silent = re.compile(r"except (?:Base)?Exception[^\n]*:\s*\n\s*(?:pass|\.\.\.|continue)\b")
    assert not [path for path in (ROOT / "src").rglob("*.py") if silent.search(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", sorted((ROOT / "docs").rglob("*.md")), ids=lambda page: page.name)
def test_a_page_names_no_module_that_is_gone(page: Path) -> None:
    modules = [
        "/" + str(path) for room in ("src", "scripts", "tests", "benchmarks") for path in (ROOT / room).rglob("*.py")
    ]
    named = set(re.findall(r"[\w/]+\.py\b", page.read_text(encoding="utf-8"))) - {"csv.py"}  # somebody else's
    assert [name for name in named if not any(module.endswith(f"/{name}") for module in modules)] == []


# What no single module answers for: the program as a whole, and long scripts in their short form.
WHOLE = {"architecture", "bad_input", "cost_of_change", "docs", "safe_output", "sample", "spelling", "tricks", "walk"}


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("test_*.py")), ids=lambda path: path.stem)
def test_the_tests_of_a_module_are_found_by_its_name(path: Path) -> None:
    folder, name = path.parent.relative_to(ROOT / "tests"), path.stem.removeprefix("test_")
    if folder == Path("program"):
        assert name in WHOLE, f"{path.name}: list it, or put it beside the module that it tests"
        return
    room = ROOT / folder if folder == Path("scripts") else ROOT / "src" / "rsplan" / folder
    assert (room / f"{name}.py").exists() or (room / name).is_dir(), f"no {name} in {room}"


PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
WORDS = re.findall(r"^\| [^|]+ \| `(\S+)` ([^|]+) \| ([^|`]+) \|$", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("module", "classes", "swedish"), WORDS, ids=[module for module, _, _ in WORDS])
def test_a_concept_has_its_name_in_the_code_and_in_the_handbook(module: str, classes: str, swedish: str) -> None:
    source = (ROOT / "src" / "rsplan" / module).read_text(encoding="utf-8")
    handbook = (ROOT / "docs" / "handbok.md").read_text(encoding="utf-8").casefold()
    assert [name for name in re.findall(r"`(\w+)`", classes) if f"\nclass {name}" not in source] == []
    assert [word for word in swedish.split(", ") if word not in handbook] == []


def test_the_words_are_listed() -> None:
    assert len(WORDS) > 15


def test_every_module_has_tests_that_its_name_finds() -> None:
    script = ROOT / "scripts" / "make_test_map.py"
    assert subprocess.run([sys.executable, script, "--check"], check=False).returncode == 0, (
        "run it, and commit its page"
    )
    page = (ROOT / "tests" / "README.md").read_text(encoding="utf-8")
    assert "—" not in page
    for test in re.findall(r"`([\w/]+/test_\w+\.py)`", page):
        assert (ROOT / "tests" / test).is_file(), test


def _written(path: Path) -> Iterator[str]:
    """The texts of a module but for its docstrings, of an f-string the parts between the gaps."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    statements = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in statements:
            yield node.value


def test_a_swedish_wording_has_one_home() -> None:
    swedish = re.compile(r"[åäö]|\b(?:och|inte|finns|under|till|kan|med|av|en|ett|i)\b")
    homes: dict[str, set[str]] = {}
    for path in SOURCES.rglob("*.py"):
        for text in _written(path):
            wording = " ".join(re.findall(r"[\w.\[\]-]+", text))
            if wording.count(" ") >= 3 and swedish.search(wording):
                homes.setdefault(wording, set()).add(str(path.relative_to(SOURCES)))
    assert len(homes) > 300
    assert {wording: modules for wording, modules in homes.items() if len(modules) > 1} == {}


def test_a_label_of_the_vocabulary_is_not_spelled_in_the_code() -> None:
    labels = {label for label in packaged_labels()["fields"].values() if " " in label or set(label) & set("åäö")}
    assert {"beslutad av", "målområde"} <= labels
    spelled = {
        (str(path.relative_to(SOURCES)), text)
        for path in SOURCES.rglob("*.py")
        for text in _written(path)
        # The keys of the grammar's own file are written there as they are spelled.
        if text in labels and "headingwords" not in path.parts
    }
    assert spelled == set()
