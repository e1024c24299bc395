"""Whatever Typer refuses is said in Swedish, and every command takes the habits of the command line."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import typer

from rsplan.cli.app import application
from rsplan.cli.swedish_help import SwedishCommand, usage_message

ENGLISH = re.compile(
    r"\b(?:is|not|one of|valid|got|unexpected|extra|missing|no such|requires?|argument|expected|token|file|dir)\b",
    re.IGNORECASE,
)
WRONG = [
    "sumary", "summary --by", "summary --by x", "summary --yaer 3", "summary --year 1990", "summary --year x",
    "summary --format xml", "summary --tertial maj", "report", "report --strict=3 --tertial 1", "report a --tertial 1",
    "report --tertial 1 --document film", "template check a b", "template chekc", "template", "init", "check",
    "refresh", "refresh a b", "-q", "-x", "--versoin", "doctor --quarantine", "learn --accept=1", "explain --format",
    "report --as-of igår --tertial 1", "completion", "completion tcsh",
]  # fmt: skip


@cache
def all_commands() -> Any:
    """The commands as Typer's click has them: made once, for to make them takes longer than to refuse a line."""
    return typer.main.get_command(application(""))


def refused(line: str) -> str:
    """What is said of a command line that Typer refuses."""
    arguments = line.split()
    with pytest.raises(Exception) as caught:  # noqa: PT011 - typer's click is its own, and private
        all_commands().main(args=arguments, standalone_mode=False, prog_name="rsplan")
    assert isinstance(caught.value, typer.BadParameter.__mro__[1])
    if type(caught.value).__name__ == "NoArgsIsHelpError":
        return str(caught.value.message).splitlines()[0]
    return usage_message(caught.value)


@pytest.mark.parametrize("line", WRONG)
def test_no_english_is_left_in_what_is_said_of_a_wrong_command(line: str) -> None:
    said = refused(line)
    own = {word for argument in line.split() for word in re.findall(r"\w+", argument)}
    left = [word for word in ENGLISH.findall(said) if word.lower() not in own]
    assert not left, said
    assert "Se rsplan" in said or said.startswith("Användning")


def every_wrong_call() -> Iterator[list[str]]:
    """For every command: an option that does not exist, and each of its own without a value, with a value that it does
    not take, and with one where it takes none."""
    waiting: list[tuple[list[str], Any]] = [([], all_commands())]
    while waiting:
        path, command = waiting.pop()
        yield [*path, "--finns-inte"]
        if hasattr(command, "commands"):
            yield [*path, "finnsinte"]
            waiting += [([*path, name], each) for name, each in command.commands.items()]
        for parameter in (each for each in command.params if each.param_type_name == "option"):
            name = parameter.opts[0]
            if parameter.is_flag:
                yield [*path, f"{name}=1"]
                continue
            yield [*path, name]
            if parameter.type.name not in ("str", "text", "path"):
                yield [*path, name, "xyz"]


@pytest.mark.parametrize("arguments", list(every_wrong_call()), ids=" ".join)
def test_every_command_refuses_in_swedish_and_says_what(arguments: list[str]) -> None:
    said = refused(" ".join(arguments))
    assert not ENGLISH.findall(re.sub(r"--[\w-]+", "", said)), said
    assert arguments[-1].partition("=")[0] in said or arguments[-2] in said, said


def every_message_about_a_value() -> Iterator[str]:
    """What Typer's types say when they refuse, as its sources have it, with something in the gaps."""
    source = Path(typer.__file__).parent / "_click" / "types.py"
    text = source.read_text(encoding="utf-8") if source.exists() else ""
    for found in re.findall(r'f"([^"]*(?:is not|are required|does not match)[^"]*)"', text):
        yield re.sub(r"\{[^}]*\}", "7", found)
    yield from ("'x' is not one of 'a', 'b'.", "7 is not in the range x>=8.", "Something that nobody has foreseen.")


@pytest.mark.parametrize("message", sorted(set(every_message_about_a_value())))
def test_every_refusal_of_a_value_is_swedish(message: str) -> None:
    error = typer.BadParameter(message)
    error.ctx, error.param = None, SimpleNamespace(opts=["--x"], param_type_name="option")
    said = usage_message(error)
    assert not ENGLISH.findall(said), said


@pytest.mark.parametrize("name", ["summary", "report", "learn", "init", "explain"])
def test_every_command_takes_h_quiet_and_verbose(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    application(name)(args=[name, "-h"], standalone_mode=False, prog_name="rsplan")
    shown = capsys.readouterr().out
    assert "-q, --quiet" in shown
    assert "-v, --verbose" in shown
    assert "-h, --help" in shown


def test_a_path_that_may_not_be_read_is_left_to_its_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app, seen = typer.Typer(), []

    @app.command(cls=SwedishCommand)
    def look(path: Path, others: list[Path]) -> None:
        seen.extend([path, *others])

    monkeypatch.setattr(os, "access", lambda *_arguments, **_options: False)
    typer.main.get_command(app)([str(tmp_path), str(tmp_path)], standalone_mode=False)
    assert seen == [tmp_path, tmp_path]
