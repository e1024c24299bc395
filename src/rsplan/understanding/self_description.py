"""What a file says of itself outside its tables: year, tertial and board, and where it says so.

Told by the title rows, the sheet's name and the file's name. What most of the files say decides; what says something
else is for the caller to report.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from rsplan.language.swedish import MONTHS
from rsplan.plan.folding import fold
from rsplan.plan.period import Period, Tertial, find_tertial, find_year
from rsplan.understanding.told_periods import month_reported

# "Regionstyrelsen", "Hälso- och sjukvårdsnämnden", "Regionala utvecklingsnämnden", "Nämnden för kultur och bildning";
# "Tekniska nämnden"; also as a genitive ("Regionstyrelsens plan"). "Nämnden" alone is any of them.
_BOARD = re.compile(
    r"\b((?:\w+- och \w{3,}|(?:regionala|sociala|gemensamma|tekniska|lokala|centrala) (?:\w{3,})?|\w{3,})"
    r"(?:styrelsen|nämnden|beredningen))s?\b|\b(nämnden för (?:\w+(?:, \w+)* och \w+|\w+))",
    re.IGNORECASE,
)
_BODY = re.compile(r"(?<=\w)(?:styrelse|nämnd|beredning)(?=(?:en|n)?s?\b)")
_SHORT_NAMES = frozenset({
    "KS", "RS", "BUN", "SN", "HSN", "KFN", "MN", "TN", "SBN", "MBN", "ON", "VON", "UN", "FN", "GN", "PN", "RUN", "KUN",
    "KN", "BN", "UAN", "SOCN", "TRN", "BYN", "KTN", "RSN",
})  # fmt: skip
# A line that tells when the file was made says nothing of the period that it reports. An export of a year and a month
# is named after them: "export-2025-april"; one with a day was made on it.
_MADE = re.compile(
    r"^(?:uttag|uttagen|uttaget|utskriven|utskrift|exporterad|skapad|hämtad|senast|genererad)\b"
    r"|^export\b(?!\D*\b(?:20\d\d\W+(?:[a-zåäö]+|t ?[123]|\d\d)|(?:[a-zåäö]+|t ?[123])\W+20\d\d)$)"
)


class Statement(Struct, frozen=True):
    """One thing that a text tells: what ("year", "tertial", "month", "board"), its value, and where it stands.

    ``where`` says it in Swedish; ``sheet`` and ``cell`` are None for a name.
    """

    what: str
    value: str
    where: str
    sheet: str | None = None
    cell: str | None = None
    text: str = ""


def told_by(text: str, where: str, sheet: str | None = None, cell: str | None = None) -> list[Statement]:
    """What one heading or name tells of year, tertial and board."""
    if _MADE.match(fold(text)):
        return []
    told: list[tuple[str, str]] = []
    if (year := find_year(text)) is not None:
        told.append(("year", str(year)))
    if (tertial := find_tertial(text)) is not None:
        told.append(("tertial", tertial.month))
    if (month := month_reported(text)) is not None:
        told.append(("month", MONTHS[month - 1]))
    if (board := find_board(text)) is not None:
        told.append(("board", board))
    return [Statement(what, value, where, sheet, cell, text) for what, value in told]


def find_board(text: str) -> str | None:
    """The only board that a heading or a name tells, in its basic form, else None."""
    spaced = " ".join(unicodedata.normalize("NFC", text).replace("_", " ").split())
    names = [match.group(1) or match.group(2) for match in _BOARD.finditer(spaced)]
    # A capital within the word: something else is glued to it, and the word is no name.
    names = [name for name in names if name.isupper() or not re.search(r"[a-zåäö][A-ZÅÄÖ]", name)]
    boards = {name.lower() if name.isupper() else name[:1].lower() + name[1:] for name in names}
    if len(boards) != 1:
        return None
    board = boards.pop()
    return board[:1].upper() + board[1:]


def is_board(text: str, board: str) -> bool:
    """True for the name of a board, and for what it is called for short: "BUN" for Barn- och utbildningsnämnden."""
    return fold(find_board(text) or text) == fold(board) or (text.isupper() and fold(text) == fold(_initials(board)))


def stands_for_board(text: str) -> bool:
    """True for what many boards are called for short."""
    return text in _SHORT_NAMES


def _initials(board: str) -> str:
    apart = _BODY.sub(lambda body: f" {body[0]}", board)
    words = [word for word in re.split(r"[\s,-]+", apart) if word and word not in ("och", "för")]
    return "".join(word[0] for word in words).upper()


def first(evidence: Iterable[Statement], what: str) -> Statement | None:
    """The evidence that stands first of its kind."""
    return next((entry for entry in evidence if entry.what == what), None)


def most_told(files: Sequence[Sequence[Statement]], what: str) -> str | None:
    """What most files say first; of those said equally often, what the earliest file says."""
    told = Counter(entry.value for evidence in files if (entry := first(evidence, what)))
    return told.most_common(1)[0][0] if told else None


def told_parts(files: Sequence[Sequence[Statement]]) -> tuple[int | None, Tertial | None]:
    """The year and the tertial that the files tell, each None where none does."""
    year, tertial = most_told(files, "year"), most_told(files, "tertial")
    return int(year) if year else None, Tertial.parse(tertial) if tertial else None


def told_period(files: Sequence[Sequence[Statement]]) -> Period | None:
    """The period that the files tell, None where no file tells both its parts."""
    year, tertial = told_parts(files)
    return Period(year, tertial) if year and tertial else None
