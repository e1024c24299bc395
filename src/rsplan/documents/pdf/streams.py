"""The streams of a PDF as PDF/A wants them, and with nothing of the clock in them.

A stream's length counts what stands before the end of line that ``endstream`` follows (ISO 19005-2, 6.1.7.1). One
that ends in a carriage return, as one of 256 compressed ones does, can be read as a byte shorter, since the return and
the line feed after it are an end of line too. Such a stream is written in letters as well, which end in another sign.
"""

from __future__ import annotations

import base64
import struct
import zlib
from datetime import datetime

from pikepdf import Array, Name, Object, Pdf, Stream

# An ICC profile's date and time: six whole numbers of two bytes (ICC.1:2010, 7.2.8).
_ICC_DATE = slice(24, 36)
_RETURN = b"\r"


def settle_streams(pdf: Pdf, moment: datetime) -> None:
    """Give the colour profiles the document's date, and every stream an end that cannot be read in two ways."""
    for intent in pdf.Root.get("/OutputIntents", []):
        _date_profile(intent.DestOutputProfile, moment)
    for found in pdf.objects:
        if isinstance(found, Stream):
            _end_plainly(found)


def _date_profile(profile: Object, moment: datetime) -> None:
    data = bytearray(profile.read_bytes())
    data[_ICC_DATE] = struct.pack(">6H", *moment.timetuple()[:6])
    profile.write(bytes(data))


def _end_plainly(stream: Stream) -> None:
    """Compress what is not, but for metadata, which PDF/A wants readable; then see to the last byte."""
    if "/Filter" not in stream and stream.get("/Type") != Name.Metadata:
        stream.write(zlib.compress(stream.read_raw_bytes()), filter=Name.FlateDecode)
    raw = stream.read_raw_bytes()
    if not raw.endswith(_RETURN):
        return
    known, told = stream.get("/Filter"), stream.get("/DecodeParms")
    filters = list(known) if isinstance(known, Array) else [] if known is None else [known]
    parameters = list(told) if isinstance(told, Array) else [told] * len(filters)
    written = base64.a85encode(raw) + b"~>"
    stream.write(
        written,
        filter=Array([Name.ASCII85Decode, *filters]),
        decode_parms=None if told is None else Array([None, *parameters]),
    )
