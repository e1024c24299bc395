"""What a change costs: made in a copy of the sources, each works there and touches what CONTRIBUTING names."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest
from conftest import ROOT, SAMPLE

GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
NAME = "prov"


@dataclass(frozen=True)
class House:
    """A copy of the sources and of the sample project, in which changes are made and tried."""

    root: Path

    @property
    def project(self) -> Path:
        return self.root / "projekt"

    def add(self, path: str, text: str) -> None:
        """Add lines at the end of a file, which may be new."""
        with self._at(path).open("a", encoding="utf-8") as file:
            file.write(dedent(text))

    def insert(self, path: str, after: str, text: str) -> None:
        """Add something behind the first place where a file says ``after``."""
        said = self._at(path).read_text(encoding="utf-8")
        assert after in said, path
        self._at(path).write_text(said.replace(after, after + text, 1), encoding="utf-8")

    def touched(self) -> set[str]:
        """The files of the sources that are new or other than they were."""
        was, now = ROOT / "src" / "rsplan", self.root / "src" / "rsplan"
        files = [path.relative_to(now) for path in now.rglob("*") if path.is_file() and path.suffix != ".pyc"]
        return {
            str(path.as_posix())
            for path in files
            if not (was / path).exists() or (was / path).read_bytes() != (now / path).read_bytes()
        }

    def run(self, *arguments: object) -> str:
        """What rsplan prints with the changed sources."""
        return self.python("-m", "rsplan", *arguments).stdout

    def python(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, *map(str, arguments)],
            cwd=self.project,
            env={**os.environ, "PYTHONPATH": str(self.root / "src"), "COLUMNS": "120", "NO_COLOR": "1"},
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done

    def _at(self, path: str) -> Path:
        return self.root / "src" / "rsplan" / path


def a_status_word(house: House) -> None:
    house.insert("language/vocabulary.toml", 'known = ["genomförd", ', '"hemma i hamn", ')


def the_word_is_understood(house: House) -> None:
    export = house.project / "Aktiviteter april 2025.csv"
    export.write_text("Aktivitet;Enhet;Status\nRusta entrén;A;Hemma i hamn\nMåla;B;Pågående\n", encoding="utf-8")
    counts = json.loads(house.run("summary", export, "--format", "json"))
    assert (counts["activities"]["completed"], counts["activities"]["unknown"]) == (1, 0)
    assert not [entry for entry in counts["findings"] if "hamn" in entry["message"].lower()]


def a_finding(house: House) -> None:
    house.add(
        "findings/catalogue.toml",
        """
        [RSP599]
        severity = "warning"
        title = "Ett prov"
        message = "{value} är på prov."
        hint = "Låt det vara."
        """,
    )


def the_finding_is_told(house: House) -> None:
    code = "from rsplan.findings.finding import finding; print(finding('RSP599', file='a.xlsx', value='Det'))"
    assert house.python("-c", code).stdout.strip() == "a.xlsx: Det är på prov. Låt det vara."


def a_figure(house: House) -> None:
    house.add(
        "analysis/counts.py",
        '''

        @fact_family
        def _neighbours(plan: Plan, vocabulary: Vocabulary) -> Iterator[Fact]:
            """Activities that HR follows up."""
            condition = ("unit", "HR")
            count = int((plan.activities["unit"] == "HR").sum())
            yield Fact("activities.of_hr", count, Kind.ACTIVITIES, "aktiviteter hos HR", (condition,))
        ''',
    )


def the_figure_is_explained_and_can_stand_in_a_text(house: House) -> None:
    rows = json.loads(house.run("explain", "activities.of_hr", "--tertial", "april", "--format", "json"))
    assert "activities.of_hr" in house.run("template", "fields")
    text = house.project / "texts" / "2025-april" / "inledning.md"
    text.write_text("HR har {{ activities.of_hr }} stycken.", encoding="utf-8")
    house.run("report", "--tertial", "april", "--document", "report", "--strict")
    assert rows["value"] == len(rows["rows"])


def a_command(house: House) -> None:
    house.add(
        f"cli/commands/{NAME}.py",
        f'''
        """``rsplan {NAME}``: how many exports a period has."""

        from rsplan.cli.options import ProjectOption, TertialOption, project_root

        HELP_ORDER = 15


        def {NAME}(tertial: TertialOption, project: ProjectOption = None) -> int:
            """Räkna periodens exporter."""
            from rsplan.runs.{NAME} import number_of_exports

            print(number_of_exports(project_root(project), tertial))
            return 0
        '''.lstrip("\n"),
    )
    house.add(
        f"runs/{NAME}.py",
        '''
        """How many exports a period has."""

        from rsplan.project.settings import exports_of
        from rsplan.runs.project_report import settings_for


        def number_of_exports(root, tertial) -> int:
            return len(exports_of(settings_for(root, tertial, None)))
        '''.lstrip("\n"),
    )


def the_command_runs_and_is_in_the_help(house: House) -> None:
    assert house.run(NAME, "--tertial", "april").strip() == "3"
    assert re.search(rf"  report .*\n  {NAME} +Räkna periodens exporter", house.run("--help"))


def a_format_of_exports(house: House) -> None:
    house.add(
        f"reading/formats/{NAME}.py",
        '''
        """A table with a first line that says so, and bars between its cells."""

        from __future__ import annotations


        def sheets(data):
            from rsplan.reading.raw_sheet import RawSheet

            rows = [line.split("|") for line in data.decode().splitlines()[1:]]
            return iter([RawSheet("Uppdrag", rows)]), "utf-8"


        def check(data, _job):
            from rsplan.reading.verifying.second_check import NoCheck

            return NoCheck(data)
        '''.lstrip("\n"),
    )
    line = f'    "{NAME}": KnownFormat("{NAME}", ".{NAME}", begins="TABELL\\\\|"),\n'
    house.insert("reading/known_formats.py", "FORMATS = {\n", line)


def an_export_in_it_is_read_by_name_and_in_the_folder(house: House) -> None:
    folder = house.project / "exports" / "2025-april"
    (folder / "uppdrag.xlsx").unlink()
    export = folder / f"Uppdrag april 2025.{NAME}"
    export.write_text("TABELL|\nUppdrag|Beslutad av|Status\nRusta|Regionfullmäktige|Gul\nMåla|Regionfullmäktige|Röd\n")
    for arguments in ([export], ["--tertial", "april"]):
        counts = json.loads(house.run("summary", *arguments, "--format", "json"))["assignments"]
        assert (counts["total"], counts["yellow"], counts["red"]) == (2, 1, 1)
    assert f"Format: {NAME}" in house.run("doctor", export)


def a_document(house: House) -> None:
    house.add(
        f"documents/{NAME}.py",
        '''
        """The figures as one line."""

        from rsplan.report.documents import Rendered


        def render(report, _template):
            return Rendered(f"{report.facts['activities.total'].value} aktiviteter\\n".encode())
        '''.lstrip("\n"),
    )
    line = f'    "{NAME}": DocumentKind("rad.txt", "rsplan.documents.{NAME}:render"),\n'
    house.insert("report/documents.py", "DOCUMENTS: Mapping[str, DocumentKind] = {\n", line)


def the_document_is_made_by_the_option_and_by_the_project(house: House) -> None:
    settings = house.project / "rsplan.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('["report", "memo"]', f'["{NAME}"]'), "utf-8")
    made = house.project / "reports" / "2025-april" / "rad.txt"
    for options in (["--document", NAME], []):
        made.unlink(missing_ok=True)
        house.run("report", "--tertial", "april", *options)
        assert made.read_text() == "294 aktiviteter\n"
    assert NAME in house.run("report", "--help")


def a_setting(house: House) -> None:
    line = '    motto: str = key(str, "organisation", "motto", in_period="motto")\n'
    house.insert("project/settings.py", '    board: str = key(str, "organisation", "board")\n', line)
    house.insert("report/report.py", '    wording: str = ""\n', '    motto: str = ""\n')


def the_setting_is_read_checked_and_known_to_templates(house: House) -> None:
    settings = house.project / "rsplan.toml"
    written = settings.read_text(encoding="utf-8")
    settings.write_text(written.replace("[organisation]", '[organisation]\nmotto = "Nära dig"', 1), "utf-8")
    assert re.search("motto.*Nära dig", house.run("template", "fields", "--tertial", "augusti"))
    period = "[periods.2025-augusti]"
    settings.write_text(settings.read_text(encoding="utf-8").replace(period, f'{period}\nmotto = "Nu"'), "utf-8")
    assert re.search(r"motto +Nu\b", house.run("template", "fields", "--tertial", "augusti"))
    settings.write_text(written.replace("[organisation]", "[organisation]\nmotto = 5", 1), "utf-8")
    with pytest.raises(AssertionError, match=r"\[organisation\] motto ska vara en text"):
        house.run("template", "fields")


CHANGES: dict[str, tuple[Callable[[House], None], Callable[[House], None]]] = {
    "a status word": (a_status_word, the_word_is_understood),
    "a finding": (a_finding, the_finding_is_told),
    "a figure": (a_figure, the_figure_is_explained_and_can_stand_in_a_text),
    "a command": (a_command, the_command_runs_and_is_in_the_help),
    "a format of exports": (a_format_of_exports, an_export_in_it_is_read_by_name_and_in_the_folder),
    "a document": (a_document, the_document_is_made_by_the_option_and_by_the_project),
    "a setting": (a_setting, the_setting_is_read_checked_and_known_to_templates),
}


@pytest.fixture
def house(tmp_path: Path) -> House:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    shutil.copytree(SAMPLE, tmp_path / "projekt", ignore=shutil.ignore_patterns("reports", "2021-*", "2024-*"))
    return House(tmp_path)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_works_with_the_files_that_the_guide_names_and_not_without(change: str, house: House) -> None:
    make, works = CHANGES[change]
    with pytest.raises((AssertionError, KeyError)):
        works(house)
    shutil.rmtree(house.project)
    shutil.copytree(SAMPLE, house.project, ignore=shutil.ignore_patterns("reports", "2021-*", "2024-*"))
    make(house)
    works(house)
    row = next(line for line in GUIDE.splitlines() if line.startswith(f"| {change} |"))
    named = {path.replace("NAME", NAME) for path in re.findall(r"`([^`]+)`", row.split("|")[2])}
    assert house.touched() == named


def test_all_changes_together_keep_the_contract_of_imports(house: House) -> None:
    for make, _ in CHANGES.values():
        make(house)
    shutil.copy(ROOT / "pyproject.toml", house.root)
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=house.root,
        env={**os.environ, "PYTHONPATH": str(house.root / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_every_change_of_the_guide_is_tried() -> None:
    table = GUIDE[GUIDE.index("| change | files |") :].splitlines()[2:]
    assert {line.split("|")[1].strip() for line in table if line.startswith("|")} == set(CHANGES)
