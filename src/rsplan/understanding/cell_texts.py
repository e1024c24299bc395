"""Cells as text, a column at a time: equal values are turned into text once. Knows neither headings nor statuses."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from itertools import chain
from types import NoneType
from typing import cast

from rsplan.plan.folding import is_tidy, portions

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
    """Every cell of a column as text, what a web form has left as HTML as plain text."""
    kinds = set(map(type, values)) - {NoneType}
    if kinds == {str}:
        return _tidied(values)
    # By type first: 1, 1.0 and True are one key to a dictionary.
    tables: dict[type, dict[object, str]] = {NoneType: {None: ""}}
    for kind in kinds:
        distinct = {value for value in values if value.__class__ is kind}
        tables[kind] = {value: without_markup(cell_text(value)) for value in distinct}
    return [tables[value.__class__][value] for value in values]


def _tidied(values: Sequence[object]) -> list[str]:
    """A column of texts and blanks. Most columns need no tidying, and one look at all their texts tells so."""
    return list(chain.from_iterable(map(_tidied_portion, portions(values))))


def _tidied_portion(values: Sequence[object]) -> Sequence[str]:
    distinct = set(values)
    texts = cast("set[str]", distinct - {None, ""})
    joined = " ".join(texts)
    if is_tidy(joined) and "<" not in joined and "&" not in joined:
        tidy = cast("Sequence[str]", values)
        return tidy if len(texts) == len(distinct) else [text or "" for text in tidy]
    tidied = {value: without_markup(cell_text(value)) for value in distinct}
    return [tidied[value] for value in values]


def without_markup(text: str) -> str:
    """A text without tags and entities of HTML; "<16%" and "Mål & mening" stay as they are."""
    if not _TAG.search(text) and not _ENTITY.search(text):
        return text
    return " ".join(html.unescape(_TAG.sub("", _BREAKS.sub(" ", text))).split())


def short(text: str, width: int = 60) -> str:
    """A text that fits in a message."""
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"
