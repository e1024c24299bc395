"""What templates can do with a value: the filters, Swedish where the text is, and a value as text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from jinja2.runtime import Undefined
from markupsafe import Markup

from rsplan.documents.templating.limits import MAX_NUMBER, MAX_TEXT, bounded, few
from rsplan.documents.templating.refusals import BadTagError, known
from rsplan.documents.templating.values import Figure, Rate, Words, filtered
from rsplan.language import swedish

_GENDERS: Mapping[str, swedish.Gender] = {"n": "n", "en": "n", "t": "t", "ett": "t"}
# The filters of Jinja's own that do no harm.
KEPT_FILTERS = (
    "abs", "count", "d", "default", "first", "float", "int", "last", "length", "list", "lower", "max", "min",
    "reverse", "round", "sort", "sum", "trim", "unique", "upper",
)  # fmt: skip


def plain_text(value: object) -> str:
    """A value as it stands in running text. Raises ``BadTagError`` for what has no text of its own."""
    if isinstance(value, Figure | Rate | Words):
        return value.text
    if value is None:
        return ""
    if isinstance(value, Undefined):
        return str(value)
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, date):
        return swedish.date_iso(value)
    if isinstance(value, float):
        return swedish.digits(value)
    if isinstance(value, str):
        return bounded(value)
    if isinstance(value, int):
        return str(value)
    raise BadTagError('mallen visar något som inte är en text eller ett tal. Listor visas med "| lista".')


def _gender(value: object, gender: str | None) -> swedish.Gender:
    if gender is None:
        return value.gender if isinstance(value, Figure | Words) else "t"
    if gender not in _GENDERS:
        raise BadTagError(f'genus ska vara "en" eller "ett", inte "{gender}".')
    return _GENDERS[gender]


def _number(value: object, name: str) -> int | float:
    if isinstance(value, Undefined):
        str(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > MAX_NUMBER:
        raise BadTagError(f'"| {name}" kräver ett tal.')
    return value


def _given(*arguments: object) -> list[object]:
    return [argument for argument in arguments if argument is not None]


def _ord(value: object, gender: str | None = None, till: int = 10) -> str:
    count = _number(value, "ord")
    if not isinstance(count, int) or count < 0:
        raise BadTagError('"| ord" kräver ett antal, noll eller större.')
    text = swedish.count_word(int(count), _gender(value, gender), min(till, swedish.LARGEST_CARDINAL))
    return filtered(text, value, "ord", *([gender or _gender(value, None), till] if till != 10 else _given(gender)))


def _stor(value: object, gender: str | None = None) -> str:
    # A count that starts a sentence is spelled out whatever its size.
    text = swedish.capitalise(plain_text(known(value)), _gender(value, gender))
    return filtered(text, value, "stor", *_given(gender))


def _procent(value: object, decimals: int | None = None) -> str:
    return filtered(swedish.percent(_number(value, "procent"), decimals), value, "procent", *_given(decimals))


def _kronor(value: object, unit: str = "kronor", decimals: int | None = None) -> str:
    arguments = _given(unit, decimals) if (unit, decimals) != ("kronor", None) else []
    return filtered(swedish.kronor(_number(value, "kronor"), unit, decimals), value, "kronor", *arguments)


def _siffror(value: object, decimals: int | None = None) -> str:
    return filtered(swedish.digits(_number(value, "siffror"), decimals), value, "siffror", *_given(decimals))


def _datum(value: object) -> str:
    if isinstance(value, Undefined):
        str(value)
    if not isinstance(value, date):
        raise BadTagError('"| datum" kräver ett datum, till exempel {{ date | datum }}.')
    return swedish.date_text(value)


def _agree(value: object, one: str, many: str) -> str:
    return filtered(swedish.agree(_number(value, "böj"), one, many), value, "böj", one, many)


def _genitive(value: object) -> str:
    return swedish.genitive(plain_text(known(value)))


def _listed(items: Iterable[object], conjunction: str = "och") -> str:
    return bounded(swedish.join_list([plain_text(item) for item in few(items)], conjunction))


def _joined(items: Iterable[object], separator: str = "") -> str:
    return bounded(separator.join(plain_text(item) for item in few(items)))


def concatenated(parts: list[object]) -> str | Markup:
    """What ``~`` makes of its parts."""
    # Markup only arises from the template's own text and slots: a macro or a block that was captured.
    if any(isinstance(part, Markup) for part in parts):
        return Markup(bounded(str(Markup("").join(_markup(part) for part in parts))))
    return bounded("".join(plain_text(known(part)) for part in parts))


def _markup(part: object) -> str:
    return part if isinstance(part, Markup) else plain_text(known(part))


def _replaced(value: object, old: str, new: str) -> str:
    text = plain_text(known(value))
    if len(text) * max(1, len(new)) > MAX_TEXT * 10 or not old:
        raise BadTagError('"| replace" ger en orimligt lång text.')
    return bounded(text.replace(old, new))


FILTERS: Mapping[str, Callable[..., Any]] = {
    "ord": _ord,
    "stor": _stor,
    "procent": _procent,
    "kronor": _kronor,
    "siffror": _siffror,
    "datum": _datum,
    "böj": _agree,
    "genitiv": _genitive,
    "lista": _listed,
    "join": _joined,
    "replace": _replaced,
}
