"""What the tests of the living document share: edits of the sample's Word report, and changes of its exports."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parent.parent


def load_matrix() -> ModuleType:
    """``scripts/refresh_matrix.py`` as a module: its edits, changes and checks serve single tests too."""
    name = "refresh_matrix"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


matrix = load_matrix()


def edit_named(name: str) -> object:
    """An edit of the matrix by its name."""
    return next(edit for edit in matrix.EDITS if edit.name == name)
