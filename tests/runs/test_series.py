"""``rsplan series``: the whole way, from a project's files to what is printed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from rsplan.documents.console import PlainConsole
from rsplan.documents.series_over_time import print_series, to_csv, to_json
from rsplan.findings.finding import ConfigurationError
from rsplan.plan.period import Period, Tertial
from rsplan.project.series_settings import series_apart
from rsplan.project.settings import load_settings
from rsplan.runs.series import plans_until, series_of_project

Run = Callable[..., subprocess.CompletedProcess[str]]
HEADING = "indicator;period;value;sex;unit;source\n"


def history(project: Path, text: str) -> None:
    (project / "history").mkdir(exist_ok=True)
    (project / "history" / "tidigare.csv").write_text(text, encoding="utf-8")


def test_a_wrong_history_is_65_and_nothing_is_printed(sample: Path, rsplan: Run) -> None:
    history(sample, "nyckeltal;period;value\n")
    done = rsplan("series", "--project", sample, "--tertial", "april", "--year", "2021")
    assert (done.returncode, done.stdout) == (65, "")
    assert "history/tidigare.csv, rad 1" in done.stderr


def test_every_format_holds_the_same_and_what_comes_later_is_no_history(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    values = enumerate(["30", "31", "30", "29", "30", "31", "30", "29", "30", "31", "30", "29", "44"])
    lines = "".join(f"M21-01;{2020 + at // 12}-{at % 12 + 1:02};{value};;;\n" for at, value in values)
    history(sample, HEADING + lines + "M21-01;2021-12;90;;;\nM21-99;2020;1;;;\n")
    found = series_of_project(sample, Tertial.APRIL, 2021, "M21-01")
    assert [one.code for one in found.findings] == ["RSP349"]
    data = json.loads(to_json(found))
    charted = next(one for one in data["series"] if one["chart"])
    assert charted["chart"]["signals"][0] == {"signal": "outside_limits", "periods": ["2021-01"]}
    assert len(to_csv(found).splitlines()) - 1 == sum(
        len(one["points"]) + len(one["left_out"]) for one in data["series"]
    )
    capsys.readouterr()
    print_series(found, PlainConsole(width=80))
    assert charted["sentence"].replace("\u00a0", " ") in " ".join(capsys.readouterr().out.split())


def test_an_unknown_name_is_2_with_the_nearest(sample: Path) -> None:
    with pytest.raises(ConfigurationError) as refused:
        series_of_project(sample, Tertial.APRIL, 2021, "m21-001")
    assert 'Menades "M21-01"' in str(refused.value.hint)


def test_an_earlier_period_that_cannot_be_read_is_told_and_left_out(sample: Path) -> None:
    (sample / "exports" / "2021-april" / "matetal.xlsx").write_bytes(b"PK\x03\x04 trasig")
    plans, told = plans_until(load_settings(sample, Period.parse("2021-augusti")))
    assert [one.code for one in told] == ["RSP351"]
    assert len(plans) == 1


def test_a_word_that_no_series_is_called_is_refused(sample: Path) -> None:
    toml = sample / "rsplan.toml"
    text = toml.read_text(encoding="utf-8")
    toml.write_text(text.replace("[indicators]", '[indicators]\n"X" = { series = "löpande" }', 1), encoding="utf-8")
    with pytest.raises(ConfigurationError, match="rullande"):
        series_apart(load_settings(sample, Period.parse("2021-april")))
