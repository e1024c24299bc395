"""Which exports a command reads that may be given files: those, or a project's; and by whose settings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rsplan.plan.period import Period, Tertial
from rsplan.project.settings import (
    Settings,
    exports_of,
    find_project,
    load_settings,
    periods_with_exports,
    require_project,
)
from rsplan.runs.project_report import newest_settings

# Of a project whose files are named, when nothing tells a period: only what holds for all periods is used.
_ANY_PERIOD = Period(2000, Tertial.APRIL)


def exports_and_settings(
    files: Sequence[Path], tertial: Tertial | None, year: int | None, project: Path | None, board: str = ""
) -> tuple[list[Path], Settings | None, Period | None]:
    """The exports to read, the settings to read them by, and the period that is expected of them.

    Without files they are those of the project's newest period, or of the one that is asked for. Raises
    ``MissingInputError`` where there is none.
    """
    if files:
        asked = Period(year, tertial) if year is not None and tertial is not None else None
        return list(files), settings_for_files(project, asked, board), asked
    settings = newest_settings(require_project(project, Path.cwd()), tertial, year)
    return exports_of(settings), settings, settings.period


def settings_for_files(project: Path | None, asked: Period | None, board: str = "") -> Settings | None:
    """The settings for files that are named: all of a project that is named, too; of one that the working folder lies
    in only its words, for the files may be of another board. ``board`` is asked for. None where there is nothing of it.
    """
    root = require_project(project, Path.cwd()) if project else find_project(Path.cwd())
    if root is None:
        return Settings(Path.cwd(), asked or _ANY_PERIOD, board=board) if board else None
    periods = periods_with_exports(root)
    settings = load_settings(root, asked or (periods[-1] if periods else _ANY_PERIOD))
    if not project:
        settings = settings.but(board="", unit_root="", unit_parents={})
    return settings.but(board=board or settings.board)
