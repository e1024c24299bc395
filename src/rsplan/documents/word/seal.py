"""The seal of a document: the digest of everything that rsplan wrote into it, kept in its evidence.

It tells whether anybody has saved the file since.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from msgspec.structs import replace

from rsplan.documents.office.ooxml import serialize
from rsplan.documents.office.package import Package
from rsplan.documents.word.evidence import NAMESPACE, Evidence
from rsplan.documents.word.evidence_xml import to_xml


def store_part(package: Package) -> str | None:
    """The name of the store's part. It is known by its namespace: LibreOffice drops what says which store it is."""
    for part in sorted(package.raw):
        known = part in package.trees or NAMESPACE.encode() in package.raw[part][:2_000]
        if part.startswith("customXml/") and known and package.tree(part).tag == f"{{{NAMESPACE}}}document":
            return part
    return None


def sealed(package: Package, evidence: Evidence) -> bytes:
    """The file's bytes, with the digest of everything in it written into the store."""
    part = store_part(package)
    if part is None:
        raise ValueError("a document without evidence cannot be sealed")
    root = to_xml(replace(evidence, seal=""))
    package.replace(part, root)
    contents = package.contents()
    root.set("seal", _digest(contents, part))
    contents[part] = serialize(root)
    return package.zipped(contents)


def is_sealed(package: Package, evidence: Evidence) -> bool:
    """Whether a document is, part for part, as rsplan wrote it.

    A save in another program counts as an edit, since nobody can tell from it whether a person changed a format. The
    package must be freshly read: a part that has been parsed may be written differently.
    """
    part = store_part(package)
    if part is None or not evidence.seal:
        return False
    original = package.raw[part]
    unsealed = original.replace(f' seal="{evidence.seal}"'.encode(), b"", 1)
    return _digest({**package.raw, part: unsealed}, part) == evidence.seal


def _digest(contents: Mapping[str, bytes], store: str) -> str:
    digest = hashlib.sha256()
    for part in sorted(contents):
        digest.update(f"{'store' if part == store else part}\0{len(contents[part])}\0".encode())
        digest.update(contents[part])
    return digest.hexdigest()
