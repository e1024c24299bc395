"""Cells as text, a column at a time: equal values are turned into text once. Knows neither headings nor statuses."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from types import NoneType

from rsplan.vocabulary import JOINT, is_tidy

_ZERO_WIDTH = re.compile("[\u200b\u2060\ufeff]")
_TAG = re.compile(r"</?(?:p|br|div|span|ul|ol|li|b|strong|i|em|u|a|table|tr|td|h[1-6]|font)\b[^<>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-z]+|#\d+);", re.IGNORECASE)
_BREAKS = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^<>]*>", re.IGNORECASE)


def cell_text(value: object) -> str:
    """A cell as text: whole numbers without decimals, decimals with a comma, dates as 2025-05-12, spaces collapsed."""
    if value is None:
        return ""
    if isinstance(value, str):
        return " ".join(_ZERO_WIDTH.sub("", value).split())
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value).replace(".", ",")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def column_texts(values: Sequence[object]) -> list[str]:
    """Every cell of a column as text."""
    kinds = set(map(type, values))
    if kinds <= {str, NoneType}:
        texts = _tidy(set(values))
        return [texts[value] for value in values]
    if len(kinds - {NoneType}) == 1:
        texts = {value: cell_text(value) for value in set(values)}
        return [texts[value] for value in values]
    # By type first: 1, 1.0 and True are one key to a dictionary.
    tables = {
        kind: {value: cell_text(value) for value in {each for each in values if each.__class__ is kind}}
        for kind in kinds
    }
    return [tables[value.__class__][value] for value in values]


def _tidy(values: Iterable[object]) -> dict[object, str]:
    texts = [value for value in values if value]
    if not is_tidy(JOINT.join(map(str, texts))):
        return {value: cell_text(value) for value in values}
    tidy: dict[object, str] = {None: "", "": ""}
    tidy.update(zip(texts, map(str, texts), strict=True))
    return tidy


def without_markup(texts: list[str]) -> list[str]:
    """Texts that a web form has left as HTML, as plain text; others untouched."""
    if "<" not in (joined := "\x00".join(texts)) and "&" not in joined:
        return texts
    plain = {text: _plain(text) for text in set(texts) if "<" in text or "&" in text}
    return [plain.get(text, text) for text in texts]


def _plain(text: str) -> str:
    if not _TAG.search(text) and not _ENTITY.search(text):
        return text
    return " ".join(html.unescape(_TAG.sub("", _BREAKS.sub(" ", text))).split())
