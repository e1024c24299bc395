"""A short form of ``scripts/failing_calls.py``: some calls of a command that prints and of one that writes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import failing_calls as failing
import pytest


def _strace_works() -> bool:
    return shutil.which("strace") is not None and subprocess.run(["strace", "-qq", "true"], check=False).returncode == 0


@pytest.mark.skipif(not _strace_works(), reason="needs strace, and leave to trace")
@pytest.mark.parametrize(("name", "every", "first"), [("summary", 29, 3), ("init", 17, 5)])
def test_a_failing_call_ends_in_its_own_code_and_loses_nothing(
    name: str, every: int, first: int, tmp_path: Path
) -> None:
    command = next(one for one in failing.COMMANDS if one.name == name)
    *faults, account = failing.walked(command, tmp_path, every=every, first=first, most=2)
    assert not faults, "\n".join(faults)
    assert account == f"{name}: 2 failing calls"
