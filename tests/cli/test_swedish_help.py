"""What the command line says of paths: nothing. Whoever reads them tells, in Swedish, with its own exit code."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import typer

from rsplan.cli.swedish_help import SwedishCommand


def test_a_path_that_may_not_be_read_is_left_to_its_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app, seen = typer.Typer(), []

    @app.command(cls=SwedishCommand)
    def look(path: Path, others: list[Path]) -> None:
        seen.extend([path, *others])

    monkeypatch.setattr(os, "access", lambda *_arguments, **_options: False)
    typer.main.get_command(app)([str(tmp_path), str(tmp_path)], standalone_mode=False)
    assert seen == [tmp_path, tmp_path]
