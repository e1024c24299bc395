"""Text as a terminal and a spreadsheet program may be given it: nothing but text. Knows no files and no screens.

What a cell, a sheet or a file is called is somebody else's text. Shown as it is, it could clear a screen, turn a line
around, look like a line of rsplan's own, or be computed by Excel.
"""

from __future__ import annotations

import re

_REPLACED = "\ufffd"
_LINE_BREAK = "\u2424"
_BREAKS = ("\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")
# Unicode's control pictures show a control character by its name.
_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}
_C1 = dict.fromkeys(range(0x80, 0xA0), _REPLACED)
# Overrides of the direction of writing, and surrogates that stand alone.
_TURNING = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], _REPLACED)
_UNSEEN = dict.fromkeys([0x200B, 0x2060, 0xFEFF, *range(0xE0000, 0xE0080)], "")
_LINES = {**_PICTURES, **_C1, **_TURNING, **_UNSEEN, 0x09: " ", 0x2028: _LINE_BREAK, 0x2029: _LINE_BREAK}
_ONE_LINE = {**_LINES, **{ord(sign): _LINE_BREAK for sign in _BREAKS}}
_SURROGATES = re.compile("[\ud800-\udfff]")
# JSON escapes the other control characters by itself.
_OBEYED = "".join(map(chr, [0x7F, *_C1, *_TURNING, *_UNSEEN, 0x2028, 0x2029]))
# The two are compiled when JSON or CSV is first written: few runs write either.
_DANGEROUS = f"[{_OBEYED}\ud800-\udfff]"
# Not with a plus sign: "+1" and a comma behind it are a formula to whoever separates by semicolons.
_NUMBER = re.compile(r"[-\u2212]?\d[\d\s.,]*\s?%?\Z")
_COMPUTED = r"(^|[;\t\r\n])([\s\"']*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])"


def one_line(text: str) -> str:
    """A text that stays on its line: line breaks and control characters are seen and do nothing."""
    return _SURROGATES.sub(_REPLACED, text.translate(_ONE_LINE))


def lines(text: str) -> str:
    """A text of several lines: its line breaks stay, every other control character is seen and does nothing."""
    return _SURROGATES.sub(_REPLACED, text.translate({**_LINES, 0x0A: "\n"}))


def json_text(text: str) -> str:
    """JSON with the characters escaped that JSON allows as they are and a terminal obeys. The same values."""
    import json  # --help does without it

    return re.sub(_DANGEROUS, lambda found: json.dumps(found[0])[1:-1], text)


def csv_cell(value: object) -> object:
    """A cell of a CSV file that no spreadsheet program computes; numbers stay numbers.

    An apostrophe goes before what would begin a formula, also behind a semicolon or a tab: Excel may take either for
    the separator.
    """
    if not isinstance(value, str) or _NUMBER.match(value):
        return value
    return re.sub(_COMPUTED, r"\1'\2", one_line(value))
