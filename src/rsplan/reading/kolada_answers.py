"""Saved answers of Kolada's API, version 3, as values. Knows JSON and what an answer looks like, no network.

A file holds one answer or a list of them. An answer that says that there is a next page needs that page beside it: half
of the values would look like all of them. What is no answer is refused with what it is instead.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any, NoReturn
from urllib.parse import parse_qsl, urlsplit

from msgspec import Struct

from rsplan.findings import codes
from rsplan.findings.finding import stop
from rsplan.plan.address import Address
from rsplan.plan.kolada import KoladaAnswers, KoladaValue, Sex

_LONGEST_TOLD = 80
_PAGING = ("page", "per_page", "offset", "limit")
_NO_ANSWER = "JSON, men inget svar från Kolada"
_ERRORS = ("detail", "error", "message", "title")


class _Page(Struct, frozen=True):
    """An answer: where it stands, and its content."""

    file: str
    data: Mapping[str, Any]


def kolada_answers(files: Sequence[tuple[str, bytes]]) -> KoladaAnswers:
    """What some files, each by its name, answer together. Raises ``ExportError`` with the file and what it is."""
    pages = [page for name, data in files for page in pages_of(name, data)]
    _complete(pages)
    values: dict[tuple[str, str, int, Sex], KoladaValue] = {}
    titles: dict[str, str] = {}
    for page in pages:
        for entry in page.data["values"]:
            if "title" in entry:
                titles[entry["id"]] = " ".join(str(entry["title"]).split())
            for value in _values(page.file, entry) if "period" in entry else ():
                key = (value.kpi, value.municipality, value.year, value.sex)
                first = values.setdefault(key, value)
                if first.value != value.value:
                    raise stop(codes.KOLADA_TWICE, value.place.file, what=value.place.cell, other=first.place.file)
    return KoladaAnswers(tuple(values.values()), titles)


def pages_of(name: str, data: bytes) -> list[_Page]:
    """The answers in a file. Raises ``ExportError`` for anything else."""
    content = _json(name, data)
    answers = content if isinstance(content, list) else [content]
    for answer in answers:
        if wrong := _wrong(answer):
            _refuse(name, wrong)
    return [_Page(name, answer) for answer in answers]


def next_of(page: _Page) -> str:
    """The address of the page after one, "" for the last."""
    return str(page.data.get("next_url") or "")


def _json(name: str, data: bytes) -> Any:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        _refuse(name, "inte text i UTF-8")
    if not text.strip():
        _refuse(name, "tom")
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_no_number)
    except RecursionError:
        _refuse(name, "JSON i för många nivåer")
    except ValueError as error:
        if re.match(r"\s*<", text):
            _refuse(name, "en webbsida")
        at = f" (rad {error.lineno}, tecken {error.colno})" if isinstance(error, json.JSONDecodeError) else ""
        _refuse(name, f"inte JSON{at}")


def _no_number(constant: str) -> NoReturn:
    raise ValueError(constant)


def _refuse(name: str, what: str) -> NoReturn:
    raise stop(codes.KOLADA_NOT_AN_ANSWER, name, what=what)


def _wrong(answer: Any) -> str:
    """What a content is instead of an answer, "" for an answer."""
    if not isinstance(answer, dict):
        return _NO_ANSWER
    if "next_page" in answer or "previous_page" in answer:
        return "ett svar från version 2 av Koladas API"
    entries = answer.get("values")
    if not isinstance(entries, list):
        told = " ".join(next((str(answer[name]) for name in _ERRORS if answer.get(name)), "").split())
        return f'ett felsvar: "{told[:_LONGEST_TOLD]}"' if told else _NO_ANSWER
    odd = ((at, _odd(each)) for at, each in enumerate(entries))
    return next((f"ett annat slags svar: values[{at}] {said}" for at, said in odd if said), "")


def _odd(entry: Any) -> str:
    """What is wrong with one of an answer's values, "" for a value and for what a measure is called."""
    if not isinstance(entry, dict):
        return "är inget objekt"
    if "period" not in entry and "kpi" not in entry:
        return "" if isinstance(entry.get("id"), str) and "title" in entry else "har varken period eller title"
    for name, kind in (("kpi", str), ("municipality", str), ("period", int), ("values", list)):
        if not isinstance(entry.get(name), kind) or isinstance(entry.get(name), bool):
            return f"saknar {name}"
    for value in entry["values"]:
        if not isinstance(value, dict) or value.get("gender") not in tuple(Sex) or "value" not in value:
            return "saknar gender (T, K eller M) eller value"
        number = value["value"]
        if number is not None and (isinstance(number, bool) or not isinstance(number, int | Decimal)):
            return "har ett värde som inte är ett tal"
    return ""


def _values(file: str, entry: Mapping[str, Any]) -> Iterator[KoladaValue]:
    for value in entry["values"]:
        if value.get("isdeleted"):
            continue
        sex, number = Sex(value["gender"]), value["value"]
        place = Address(file, "", f"{entry['kpi']} {entry['municipality']} {entry['period']} {sex}")
        yield KoladaValue(
            entry["kpi"], entry["municipality"], entry["period"], sex, None if number is None else Decimal(number),
            str(value.get("status") or ""), place,
        )  # fmt: skip


# Pages


def _complete(pages: Sequence[_Page]) -> None:
    """Raises ``ExportError`` for a page that an answer refers to and that no file holds."""
    there = {key for page in pages for key in _own_keys(page)}
    # In one file a page follows the one before, also where it does not say which it is.
    there |= {_key(next_of(page)) for page, after in pairwise(pages) if _may_follow(page, after)}
    for page in pages:
        if (following := next_of(page)) and _key(following) not in there:
            raise stop(codes.KOLADA_PAGE_MISSING, page.file, url=following)


def _may_follow(page: _Page, after: _Page) -> bool:
    following = next_of(page)
    if not following or after.file != page.file or after.data.get("previous_url"):
        return False
    return not next_of(after) or _key(next_of(after))[0] == _key(following)[0]


def _own_keys(page: _Page) -> Iterator[tuple[str, int]]:
    """Which page of which question an answer is, as the addresses of the pages around it tell."""
    if following := next_of(page):
        question, number = _key(following)
        yield question, number - 1
    if before := str(page.data.get("previous_url") or ""):
        question, number = _key(before)
        yield question, number + 1


def _key(url: str) -> tuple[str, int]:
    """A question and the number of one of its pages: the address without what only says which page it is."""
    try:
        parts = urlsplit(url)
    except ValueError:  # no address, and so nobody's page
        return url, 1
    told = dict(parse_qsl(parts.query))
    size = next((int(told[name]) for name in ("per_page", "limit") if told.get(name, "").isdecimal()), 0)
    if told.get("page", "").isdecimal():
        number = int(told["page"])
    elif told.get("offset", "").isdecimal() and size:
        number = int(told["offset"]) // size + 1
    else:
        number = 1
    rest = sorted((name, value) for name, value in told.items() if name not in _PAGING)
    return f"{parts.path.rstrip('/')}?{rest}", number
