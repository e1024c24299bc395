"""Never overwrite what a person has edited: which of the files in a run's way are still as rsplan wrote them.

A Word file carries a seal of its own, so it may be moved and copied. Other files are remembered by their digest in
``.rsplan.json`` beside them; one that is not remembered is taken for a person's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from rsplan.findings.finding import CannotCreateError, DocumentError
from rsplan.project.writing import write_whole

_RECORD = ".rsplan.json"


def refuse_edited(path: Path, data: bytes) -> None:
    """Raise ``CannotCreateError`` if the file at ``path`` is not rsplan's own and ``data`` would replace it."""
    if not is_edited(path, data):
        return
    if path.suffix == ".docx":
        raise CannotCreateError(
            f"{path}: filen har ändrats eller sparats om av någon sedan rsplan skrev den, och ersätts inte.",
            f"Sätt in nya siffror med rsplan refresh {path}, eller ersätt den med --overwrite (en kopia sparas).",
        )
    raise CannotCreateError(
        f"{path}: filen är inte den som rsplan skrev senast, och ersätts inte.",
        "Flytta den, eller ersätt den med --overwrite (en kopia sparas).",
    )


def is_edited(path: Path, data: bytes) -> bool:
    """Whether something stands in the way that rsplan has not written, or that has been changed since."""
    if not path.is_file():
        return False
    present = path.read_bytes()
    if present == data:
        return False
    return not _is_sealed(present, path.name) if path.suffix == ".docx" else _is_changed(path, present)


def _is_sealed(data: bytes, name: str) -> bool:
    from rsplan.documents.living.document import open_document

    try:
        return open_document(data, name).untouched
    except DocumentError:
        return False


def _is_changed(path: Path, data: bytes) -> bool:
    return _remembered(path.parent).get(path.name) != _digest(data)


def remember(folder: Path, written: Iterable[tuple[str, bytes]]) -> None:
    """Remember what was written into a folder, Word files aside."""
    digests = {name: _digest(data) for name, data in written if not name.endswith(".docx")}
    before = _remembered(folder)
    if digests and {**before, **digests} != before:
        text = json.dumps({**before, **digests}, indent=1, sort_keys=True, ensure_ascii=False)
        write_whole(folder / _RECORD, text.encode() + b"\n")


def _remembered(folder: Path) -> Mapping[str, str]:
    try:
        found = json.loads((folder / _RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _digest(data: bytes) -> str:
    import hashlib  # only what writes needs it

    return hashlib.sha256(data).hexdigest()
