"""The encoding of a text: told by its mark, by its zeros, or by which reading makes Swedish of it.

Lives in the child process.
"""

from __future__ import annotations

import re

from rsplan.findings import codes
from rsplan.reading.refusal import RefusedError

_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
TWICE = "utf-8 två gånger"
# The two signs that å, ä or ö become when UTF-8 is read as Windows text.
_TWICE = re.compile("Ã[¥¤¶…„–]")
_SWEDISH = re.compile("[åäöÅÄÖ]")
# What å, ä and ö of DOS and Mac files look like when they are read as cp1252, within a word.
_FOREIGN = re.compile("(?<=[A-Za-z])[†„”Œ\u008f\u008dŽŠš‡€™…](?=[a-zåäö])")


def decode(data: bytes) -> tuple[str, str]:
    """The text and its encoding: by its mark, by the pattern of its zeros, as strict UTF-8 (also what has become UTF-8
    twice), else as Windows text."""
    encoding = _marked(data) or _wide(data)
    if encoding:
        try:
            text = data.decode(encoding).removeprefix("\ufeff")
            return (_twice(text) if encoding == "utf-8-sig" else None) or (text, encoding)
        except UnicodeDecodeError as error:
            raise RefusedError(codes.UNKNOWN_ENCODING, detail=f"{encoding}, byte {error.start}") from error
    if b"\x00" in data:
        raise RefusedError(codes.UNKNOWN_CONTENT)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _eight_bit(data)
    return _twice(text) or (text, "utf-8")


def _twice(text: str) -> tuple[str, str] | None:
    """UTF-8 that was once read as Windows text and saved again: "PÃ¥gÃ¥r". None where the text has Swedish letters of
    its own, or where undoing it is not possible for all of it."""
    if _SWEDISH.search(text) or not _TWICE.search(text):
        return None
    try:
        return text.encode("cp1252").decode("utf-8"), TWICE
    except UnicodeError:
        return None


def _marked(data: bytes) -> str:
    return next((encoding for mark, encoding in _BOMS if data.startswith(mark)), "")


def _wide(data: bytes) -> str:
    """UTF-16 or UTF-32 without a mark: text of Latin letters has a zero in every second or three of four places."""
    head = data[:4096]
    zeros = [head[place::4].count(0) * 4 > len(head) * 0.7 for place in range(4)]
    patterns = {
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
    }
    return patterns.get((zeros[0], zeros[1], zeros[2], zeros[3]), "")


def _eight_bit(data: bytes) -> tuple[str, str]:
    """Windows text; DOS or Mac text where only that makes Swedish words of it."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        if candidate := _other_eight_bit(data):
            return candidate
        raise RefusedError(
            codes.UNKNOWN_ENCODING, detail=f"byte {error.start} är {error.object[error.start]:#04x}"
        ) from error
    if not _SWEDISH.search(text) and _FOREIGN.search(text):
        return _other_eight_bit(data) or (text, "cp1252")
    return text, "cp1252"


def _other_eight_bit(data: bytes) -> tuple[str, str] | None:
    texts = [(data.decode(encoding), encoding) for encoding in ("cp850", "mac_roman")]
    best = max(texts, key=lambda candidate: len(_SWEDISH.findall(candidate[0])))
    return best if len(_SWEDISH.findall(best[0])) * 2 > sum(byte > 127 for byte in data) else None
