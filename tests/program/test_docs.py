"""The docs are true of the code: their commands run, their generated parts are current."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readmes_first_command_makes_the_sample_report(rsplan, sample: Path) -> None:
    line = next(line for line in README.splitlines() if line.startswith("uv run rsplan report"))
    arguments = shlex.split(line.partition("#")[0])[4:]
    assert arguments[:2] == ["--project", "data/sample"]
    done = rsplan("report", "--project", sample, *arguments[2:])
    assert done.returncode == 0, done.stderr
    assert (sample / "reports" / "2025-april" / "rapport.docx").is_file()


@pytest.mark.parametrize("script", ["make_readme.py", "make_docs.py"])
def test_what_a_script_makes_is_current(script: str) -> None:
    done = subprocess.run([sys.executable, ROOT / "scripts" / script, "--check"], cwd=ROOT, check=False)
    assert done.returncode == 0, f"run scripts/{script}"


@pytest.mark.parametrize(
    "page", [path.relative_to(ROOT).as_posix() for path in [ROOT / "README.md", *ROOT.glob("docs/**/*.md")]]
)
def test_every_link_leads_to_a_file(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text)
    assert not [link for link in links if not ((ROOT / page).parent / link).exists()]


def test_every_exit_code_is_in_the_handbook() -> None:
    from rsplan.findings.finding import ExitCode

    handbook = (ROOT / "docs" / "handbok.md").read_text(encoding="utf-8")
    table = handbook[handbook.index("## Schemalagd körning") :]
    assert not [code for code in ExitCode if not re.search(rf"\b{code.value}\b", table)]


def test_the_settings_of_a_scheduler_are_shown_for_both_kinds_of_machine() -> None:
    assert re.search(r"^30 5 \* \* 1-5 .*rsplan report --tertial april --strict", README, re.MULTILINE)
    assert "schtasks /Create" in README


def test_the_version_is_told(rsplan) -> None:
    from rsplan import __version__

    done = rsplan("--version")
    assert (done.returncode, done.stdout) == (0, f"rsplan {__version__}\n")


def test_a_setting_is_described_once() -> None:
    table = (ROOT / "docs" / "handbok.md").read_text(encoding="utf-8").split("## Inställningar: rsplan.toml")[1]
    names = re.findall(r"^\| (`\[.+?) \|", table.split("\n## ")[0], re.MULTILINE)
    assert len(names) > 20
    assert sorted({name for name in names if names.count(name) > 1}) == []
