"""What a run may write over: its own files, as it wrote them. A person's only when asked, its inputs never.

A Word file carries a seal of its own, so it may be moved and copied; it says which document it is, and gives way to one
of its kind only, of whatever period: a folder may hold the newest. Other files are remembered by their digest in
``.rsplan.json`` beside them; one that is not remembered is taken for a person's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from rsplan.boundary.folders import is_file
from rsplan.boundary.inputs import PRESENT, RECORD, read_input
from rsplan.findings import codes
from rsplan.findings.finding import DocumentError, RsplanError, stop
from rsplan.plan.period import Period
from rsplan.project.journal import digest
from rsplan.project.setting_keys import PROJECT_FILE
from rsplan.project.settings import INPUT_FOLDERS
from rsplan.project.writing import Put, locked, named_errors, write_together
from rsplan.report.documents import DOCUMENTS

if TYPE_CHECKING:
    from rsplan.documents.living.document import Opened

_RECORD = ".rsplan.json"


class Inputs(Struct, frozen=True):
    """What a run reads: a project's own files, those in its folders of that kind, and files that the user has named."""

    root: Path | None = None
    files: tuple[Path, ...] = ()
    folders: tuple[str, ...] = INPUT_FOLDERS

    def hold(self, path: Path) -> bool:
        """Whether a path leads to one of them, or into a folder of them, whatever it is called."""
        if any(is_same_file(path, file) for file in self.files):
            return True
        if self.root is None:
            return False
        reserved = [self.root / name for name in self.folders]
        above = path.resolve().parents
        # What is written into a folder that is not there yet would be the next run's input: a report its own template.
        return is_same_file(path, self.root / PROJECT_FILE) or any(
            is_same_file(up, own) or up == own.resolve() for up in above for own in reserved
        )


def write_outputs(
    folder: Path, outputs: Mapping[Path, bytes], inputs: Inputs, *, overwrite: bool = False
) -> list[Path]:
    """Write a run's files into a folder, all or none; the copies that were kept of what a person had changed.

    What a person has changed is replaced only with ``overwrite``. Raises ``CannotCreateError`` before anything is
    written.
    """
    for path in outputs:
        refuse_input(path, inputs)
    with locked(folder):
        puts = [_put(path, data, overwrite) for path, data in outputs.items()]
        record = _record(folder, outputs)
        return write_together(folder, [*puts, *record])


def refuse_input(path: Path, inputs: Inputs) -> None:
    """Raise ``CannotCreateError`` for a path that belongs to what the run reads."""
    if inputs.hold(path):
        raise stop(codes.OUTPUT_IS_INPUT, path)


def refuse_name(path: Path, ending: str) -> None:
    """Raise ``CannotCreateError`` for the name of an output that says it is another kind of file."""
    if path.suffix.lower() != ending:
        raise stop(codes.OUTPUT_NAMED_WRONG, path, ending=ending, path=path.with_suffix(ending))


def _put(path: Path, data: bytes, overwrite: bool) -> Put:
    seen = present(path)
    if seen is None or seen == data:
        return Put(path, data, seen)
    refusal = _refusal(path, seen, data)
    if refusal and not overwrite:
        raise refusal
    return Put(path, data, seen, keep=refusal is not None)


def _refusal(path: Path, seen: bytes, data: bytes) -> RsplanError | None:
    """Why what stands at a path does not give way to something else, None where it does."""
    if path.suffix.lower() != ".docx":
        own = _remembered(path.parent).get(path.name) == digest(seen)
        return None if own else stop(codes.EDITED_FILE_KEPT, path)
    old = _living(seen, path.name)
    if old is None or not old.untouched:
        return stop(codes.EDITED_DOCUMENT_KEPT, path, path=path)
    new = _living(data, path.name)
    if new is None or old.evidence.kind != new.evidence.kind:
        kind = DOCUMENTS.get(old.evidence.kind)
        document = kind.file if kind else old.evidence.kind
        return stop(codes.OTHER_DOCUMENT_KEPT, path, document=document, period=_label(old.evidence.period))
    return None


def present(path: Path) -> bytes | None:
    """What stands at a path now, None for nothing."""
    with named_errors(path):
        try:
            return read_input(path, PRESENT) if is_file(path) else None
        except FileNotFoundError:
            return None


def _living(data: bytes, name: str) -> Opened | None:
    """A Word file of rsplan's, None for any other file."""
    from rsplan.documents.living.document import open_document

    try:
        return open_document(data, name)
    except DocumentError:
        return None


def _label(period: str) -> str:
    """A period as running text has it; one that a document has made up stays as it is."""
    try:
        return Period.parse(period).label
    except ValueError:
        return period


def _record(folder: Path, outputs: Mapping[Path, bytes]) -> Iterable[Put]:
    """The record of what was written into a folder, where it changes; Word files aside."""
    digests = {path.name: digest(data) for path, data in outputs.items() if path.suffix.lower() != ".docx"}
    before = _remembered(folder)
    if digests and {**before, **digests} != before:
        text = json.dumps({**before, **digests}, indent=1, sort_keys=True, ensure_ascii=False)
        yield Put(folder / _RECORD, text.encode() + b"\n", present(folder / _RECORD))


def _remembered(folder: Path) -> Mapping[str, str]:
    try:
        if not is_file(folder / _RECORD):  # an error, made to be dropped, would load the whole catalogue of findings
            return {}
        found = json.loads(read_input(folder / _RECORD, RECORD))
    except (RsplanError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def is_same_file(path: Path, other: Path) -> bool:
    """Whether two paths lead to one file or folder: also by links, and where capitals make no difference."""
    try:
        return path.samefile(other)
    except OSError:
        return False
