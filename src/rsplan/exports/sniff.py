"""Tell what a file is from its content, never from its name, and refuse what is no export with the right reason."""

from __future__ import annotations

from rsplan.exports.refusal import RefusedError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def sniff(data: bytes) -> str:
    """The kind of a file, a value of ``grid.Format``. Raises ``RefusedError`` for everything that rsplan cannot read."""
    if not data:
        raise RefusedError("RSP106")
    if data.startswith(b"PK\x03\x04"):
        return "xlsx"
    if data.startswith(OLE):
        return "xls"
    return "csv"
