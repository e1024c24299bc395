"""How Swedish is written: number words, figures, amounts, agreement, lists, dates, order and spacing.

Knows nothing of plans, files or Word; takes values and returns text. Needs no locale and no library: the
twelve month names and the thousands separator cost less here than a 60 ms import of babel, which the tests
hold them against.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Literal

Gender = Literal["n", "t"]
"""``n``: utrum, "en aktivitet"; ``t``: neutrum, "ett uppdrag"."""

HARD_SPACE = "\u00a0"
MINUS = "\u2212"
LARGEST_CARDINAL = 999_999_999

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip

_TO_NINETEEN = (
    "noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio",
    "tio", "elva", "tolv", "tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton",
)  # fmt: skip
_TENS = ("", "", "tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio")
_SCALES = ((10**9, "miljard", "miljarder"), (10**6, "miljon", "miljoner"))

_SWEDISH_SIGNS = str.maketrans(",.-", f"{HARD_SPACE},{MINUS}")

_SPACES = f" {HARD_SPACE}\u2009\u202f"
_UTRUM_UNIT = r"(?:miljon(?:er)?|miljard(?:er)?|kron(?:a|or)|procent(?:enhet(?:er)?)?)"
_SHORT_UNIT = r"(?:kr|tkr|kkr|mkr|mnkr|mdkr|st|km|m|kg|h|min|kWh|MWh|GWh)"
_QUOTES = "\"'”“„»«’‘(["


# Number words


def cardinal(number: int, gender: Gender = "t") -> str:
    """The number in words, from 0 to 999 999 999. Raises ``ValueError`` outside.

    Below a million one word ("tolvtusentrehundrafyrtiofem"); from a million on, "miljoner" and "tusen" stand
    by themselves ("två miljoner trehundra tusen fem"): Svenska skrivregler, as quoted by mediesprak.fi, "Tal
    skrivna med bokstäver skrivs oftast ihop". The leading one is written out, "etthundra" and "ettusen" (with
    two t, never three), as in Språkrådet's "etthundratjugoen". The last "en" or "ett" follows ``gender``;
    Språkrådet's Frågelåda calls "tjugoen" the usual form before any noun, so pass ``"n"`` where that is
    wanted for a neuter noun.
    """
    if not 0 <= number <= LARGEST_CARDINAL:
        raise ValueError(f"no number word for {number}: 0 to {LARGEST_CARDINAL} can be spelled")
    if number == 0:
        return _TO_NINETEEN[0]
    millions, rest = divmod(number, 1_000_000)
    return _with_millions(millions, rest, gender) if millions else _below_million(rest, gender)


def count_word(number: int, gender: Gender = "t", words_to: int = 10) -> str:
    """A count in running text: a word up to and including ``words_to``, figures above ("tio", "11", "1 200").

    Raises ``ValueError`` for a negative count.
    """
    return cardinal(number, gender) if number <= words_to else digits(number)


def _with_millions(millions: int, rest: int, gender: Gender) -> str:
    thousands, ones = divmod(rest, 1000)
    words = [_below_thousand(millions, "n"), agree(millions, "miljon", "miljoner")]
    if thousands:
        words += [_thousands(thousands), "tusen"]
    if ones:
        words.append(_below_thousand(ones, gender))
    return " ".join(words)


def _below_million(number: int, gender: Gender) -> str:
    thousands, ones = divmod(number, 1000)
    # Three equal consonants become two in a compound: ett + tusen is "ettusen".
    head = f"{_thousands(thousands)}tusen".replace("ttt", "tt") if thousands else ""
    return head + _below_thousand(ones, gender)


def _thousands(number: int) -> str:
    """How many thousands: "ett", "etthundraett", but "tjugoen", since after a ten "en" is fixed
    (Språkrådet)."""
    return _below_thousand(number, "n" if number % 100 > 20 else "t")


def _below_thousand(number: int, gender: Gender) -> str:
    hundreds, rest = divmod(number, 100)
    head = f"{_TO_NINETEEN[hundreds]}hundra" if hundreds else ""
    return head + (_below_hundred(rest, gender) if rest else "")


def _below_hundred(number: int, gender: Gender) -> str:
    if number == 1 and gender == "n":
        return "en"
    if number < 20:
        return _TO_NINETEEN[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (_below_hundred(ones, gender) if ones else "")


# Figures


def counted(count: int, one: str, many: str) -> str:
    """A count in digits with the form that agrees: "1 rad", "12 rader"."""
    return f"{digits(count)} {one if count == 1 else many}"


def digits(number: int | float | Decimal, decimals: int | None = None) -> str:
    """The number in figures: decimal comma, hard space between thousands from four digits on, real minus.

    ``decimals`` rounds, halves away from zero; without it the number stands as it is, to the 15 significant
    digits that Excel keeps, and a whole float has no decimals. Nothing rounds to a minus zero. Raises
    ``ValueError`` for infinities and not-a-number.
    """
    value = _exact(number)
    with localcontext() as context:
        context.rounding = ROUND_HALF_UP
        text = format(value, "z,f" if decimals is None else f"z,.{decimals}f")
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(_SWEDISH_SIGNS)


def percent(value: int | float | Decimal, decimals: int | None = None) -> str:
    """A percentage, counted in hundredths already: ``percent(30)`` is "30 %", with a hard space."""
    return f"{digits(value, decimals)}{HARD_SPACE}%"


def kronor(value: int | float | Decimal, unit: str = "kronor", decimals: int | None = None) -> str:
    """An amount in the largest of kronor, miljoner and miljarder that shows it without rounding.

    ``value`` counts single kronor. At most three decimals: "26 miljoner kronor", "38,981 miljoner kronor",
    but "38 981 250 kronor". ``decimals`` rounds miljoner and miljarder to that many instead; an amount below
    a million is never rounded. ``unit`` is the word at the end ("kr"); "kronor" becomes "krona" after 1.
    """
    amount = _exact(value)
    for size, one, many in _SCALES:
        figure = digits(amount / size, decimals)
        if abs(amount) >= size and (decimals is not None or len(figure.partition(",")[2]) <= 3):
            return f"{_figure_and(figure, one, many)} {unit}"
    return _figure_and(digits(amount), "krona" if unit == "kronor" else unit, unit)


def _figure_and(figure: str, one: str, many: str) -> str:
    return f"{figure}{HARD_SPACE}{one if figure.removeprefix(MINUS) == '1' else many}"


def _exact(number: int | float | Decimal) -> Decimal:
    # A float's own digits end in noise (0.1 + 0.2); the 15 that Excel keeps do not.
    value = Decimal(format(number, ".15g") if isinstance(number, float) else str(number))
    if not value.is_finite():
        raise ValueError(f"not a number that can be written: {number}")
    return value


# Words and sentences


def agree(number: int | float, one: str, many: str) -> str:
    """The form that agrees: ``agree(n, "är uppfyllt", "är uppfyllda")``. Only 1 is singular."""
    return one if number == 1 else many


def join_list(items: Sequence[str], conjunction: str = "och") -> str:
    """The items enumerated, without a comma before the conjunction: "a, b och c". No items give ""."""
    *first, last = items or [""]
    return f"{', '.join(first)} {conjunction} {last}" if first else last


def genitive(name: str) -> str:
    """The name as an owner: "regionstyrelsens"; unchanged after s, x and z ("Vårdens hus").

    An abbreviation in capitals or a figure takes a colon ("SKR:s", "Färdplan 2030:s"): Svenska skrivregler.
    """
    if not name or name[-1] in "sxzSXZ":
        return name
    last_word = name.split()[-1] if name.split() else name
    takes_colon = name[-1].isdigit() or (len(last_word) > 1 and last_word.isupper())
    return f"{name}:s" if takes_colon else f"{name}s"


_COUNT = re.compile(rf"(?:[1-9][0-9]{{0,2}}(?:[{_SPACES}][0-9]{{3}})+|[1-9][0-9]*|0)(?![{_SPACES}]?[0-9])")
# A count of this size has its hard space.
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?![0-9])")
_WANTS_FIGURES = re.compile(
    rf"""
      \w                                    # 3D, 2½
    | [.)–—-] | ,[0-9] | [:/]\w             # 1. and a), 0,5, 3:e, 10-årig, 27/2025
    | \s*[–—-]\s*[0-9]                      # a range with spaces
    | \s*(?:[%‰§°]|{_SHORT_UNIT}\b)         # a sign or an abbreviated unit wants a figure
    | \s(?:{"|".join(MONTHS)})\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_UTRUM_AHEAD = re.compile(rf"\s{_UTRUM_UNIT}\b")


def capitalise(text: str, gender: Gender = "t") -> str:
    """The text as the start of a sentence: first letter upper, a leading count in words, the rest untouched.

    "27 av uppdragen" gives "Tjugosju av uppdragen"; thousands may be separated by a space of any kind.
    ``gender`` is that of what is counted; before miljon, miljard, krona and procent it is always utrum.
    Leading quotes and brackets are passed over. Left as they are, because words would be wrong or unreadable,
    so word the sentence differently: decimals, dates and ranges, years (four figures without a space, 1900 to
    2099), list labels ("1."), figures with a leading zero or joined to letters, per cent signs and
    abbreviated units, and numbers that ``cardinal`` refuses.
    """
    start = len(text) - len(text.lstrip(_QUOTES))
    lead, body = text[:start], text[start:]
    spelled = _spell_leading_count(body, gender)
    return lead + spelled[:1].upper() + spelled[1:]


def _spell_leading_count(text: str, gender: Gender) -> str:
    count = _COUNT.match(text)
    if count is None or _YEAR.match(text) or _WANTS_FIGURES.match(text, count.end()):
        return text
    figures, rest = re.sub(r"\s", "", count[0]), text[count.end() :]
    if len(figures) > len(str(LARGEST_CARDINAL)):
        return text
    return cardinal(int(figures), "n" if _UTRUM_AHEAD.match(rest) else gender) + rest


# Dates


def month_name(month: int) -> str:
    """The month's name, 1 to 12. Raises ``ValueError`` for others."""
    if not 1 <= month <= 12:
        raise ValueError(f"no month {month}")
    return MONTHS[month - 1]


def date_text(day: date) -> str:
    """The date in running text: "den 12 maj 2025"."""
    return f"den {day.day} {month_name(day.month)} {day.year}"


def date_iso(day: date) -> str:
    """The date in heads and tables: "2025-05-12", also of a ``datetime``."""
    return date(day.year, day.month, day.day).isoformat()


# Order

SortKey = tuple[tuple[str | tuple[int, str], ...], str]

# The three characters that follow z stand for å, ä, ö; foreign letters stand where CLDR's sv has them.
_LETTER_ORDER = str.maketrans({
    "å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "œ": "}", "ő": "}",
    "ü": "y", "ű": "y", "ð": "d", "þ": "th", "ł": "l",
})  # fmt: skip


def sort_key(text: str) -> SortKey:
    """Key for Swedish order: å, ä, ö last, w after v (SAOL since 2006), é as e, ü as y, 2 before 10.

    Two texts have the same key only if they differ in nothing but case, spacing and Unicode form.
    """
    folded = unicodedata.normalize("NFC", " ".join(text.casefold().split()))
    pieces = re.split(r"([0-9]+)", _without_accents(folded.translate(_LETTER_ORDER)))
    # Every second piece is a figure, so a figure only meets figures and a text only texts.
    return tuple(_figure_order(piece) if i % 2 else piece for i, piece in enumerate(pieces)), folded


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _figure_order(figures: str) -> tuple[int, str]:
    # By length and then text, since int() refuses more than 4,300 figures.
    significant = figures.lstrip("0")
    return len(significant), significant


# Spacing

_BEFORE_PERCENT = re.compile(rf"(?<=[0-9])[{_SPACES}]*([%‰])(?![0-9A-Za-z])")
_AFTER_SECTION = re.compile(rf"§[{_SPACES}]*(?=[0-9])")
_GROUPED = re.compile(rf"(?<![0-9,.])[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+(?![0-9])")
_BEFORE_UNIT = re.compile(rf"(?<=[0-9])[{_SPACES}]+(?=(?:{_UTRUM_UNIT}|{_SHORT_UNIT})\b)")
# After a figure and a space it may be a sloppy range, before 05-12 a part of a date: both are left alone.
_ASCII_MINUS = re.compile(rf"(?<![^\s<>(\[{_QUOTES}])(?<![0-9][{_SPACES}])-(?=[0-9])(?![0-9]+[-–/][0-9])")


_DAY = re.compile(rf"(?<![0-9])([0-9]{{1,2}}) (?=(?:{'|'.join(MONTHS)})\b)")
_RANGE = re.compile(r"(?<=[0-9])–(?=[0-9])")
JOINER = "\u2060"


def bound(text: str) -> str:
    """A text whose dates and ranges do not break over a line: "27 maj" with a hard space, "2026–2030" with a joiner
    after its dash (U+2060, which has no width). A second pass changes nothing.
    """
    return _RANGE.sub(f"–{JOINER}", _DAY.sub(rf"\1{HARD_SPACE}", text))


def tidy(text: str) -> str:
    """Our own text with its typography right; a second pass changes nothing.

    Hard space before % and ‰, after §, in "1 200" and before a unit; an ASCII minus before a figure at the
    start of a word becomes a real one. Dates, diary numbers and ranges (2025-05-12, RS/27/2025, 2025-2027)
    are left alone, as is %20 in an address.
    """
    text = _BEFORE_PERCENT.sub(rf"{HARD_SPACE}\1", text)
    text = _AFTER_SECTION.sub(f"§{HARD_SPACE}", text)
    text = _GROUPED.sub(lambda found: re.sub(r"\s", HARD_SPACE, found[0]), text)
    text = _BEFORE_UNIT.sub(HARD_SPACE, text)
    return _ASCII_MINUS.sub(MINUS, text)
