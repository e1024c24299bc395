"""One column of statuses a unit: 'Status Förskola norr', 'Status Hemtjänst öst', each filled for the same activities.

Each of them is that unit's follow-up. The headings are alike but for the unit's name, which is a name and no phase, no
period, no board and no word of a heading. Knows headings, not rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from rsplan.findings import codes
from rsplan.language.vocabulary import Vocabulary
from rsplan.plan.folding import fold
from rsplan.plan.model import Kind
from rsplan.understanding.candidates import lines, shown
from rsplan.understanding.headings import Header, heading_key
from rsplan.understanding.notes import Note
from rsplan.understanding.self_description import find_board, stands_for_board
from rsplan.understanding.shared_status import never_together
from rsplan.understanding.told_periods import NEVER, period_told

ColumnOf = Callable[[int], list[str]]
_FEWEST, _MOST, _LONGEST = 2, 60, 60
_AROUND = " \t\n-–—:/|,.()[]\"'"
# What a status may be of that is no unit: a phase or a side of the activity, another time, somebody's view.
_NO_UNIT = re.compile(
    r"(?:planering|förberedelse|genomförande|införande|uppföljning|utvärdering|analys|utredning|beslut|förankring|start"
    r"|slut|avslut|implementering|uppstart|tid|tidplan|ekonomi|kostnad|budget|kvalitet|resurs|risk|omfattning|effekt"
    r"|mål|delmål|resultat|leverans|steg|fas|etapp|del|nu|nuläge|tidigare|senast|förra|föregående|prognos|trend|intern"
    r"|extern|totalt|total|samlad|kvinnor|män|flickor|pojkar|kommentar|datum|text|färg|kod|nr|åtgärd|aktivitet|uppdrag"
    r"|chef|ledning|egen|nämnd|styrelse|kontroll|revision)[a-zåäö]{0,4}\b"
)


def per_unit(
    header: Header, kind: Kind | None, column_of: ColumnOf, is_status: Callable[[int], bool], vocabulary: Vocabulary
) -> tuple[Header, list[Note]]:
    """The header with the units of its columns of statuses, where activities have one for each; the first of these is
    its status until each is read by itself."""
    if (
        kind is not Kind.ACTIVITIES
        or {"status", "unit"} & {*header.fields, *header.dated}
        or len(header.unknown) < _FEWEST
    ):
        return header, []
    units = units_named(header.unknown, vocabulary)
    if not _FEWEST <= len(units) <= _MOST or not all(map(is_status, units)):
        return header, []
    if never_together([column_of(at) for at in units]):
        return header, []
    columns = sorted(units)
    unknown = {at: text for at, text in header.unknown.items() if at not in units}
    if any(map(is_status, unknown)):
        return header, []
    ways = lines(header, columns, vocabulary.field_label("status"))
    words = {"several": shown(header, columns, column_of), "count": len(columns), "ways": ways}
    fields = {**header.fields, "status": columns[0]}
    return replace(header, fields=fields, unknown=unknown, units=units), [
        Note(codes.UNITS_AS_COLUMNS, columns[0], words)
    ]


def units_named(headings: Mapping[int, str], vocabulary: Vocabulary) -> dict[int, str]:
    """The unit of each heading that has the same word for a status before or after it; empty where one names none."""
    for of_text in (_after, _before):
        found: dict[str, dict[int, str]] = {}
        for at, text in headings.items():
            for word, rest in of_text(text.split()):
                if vocabulary.columns.get(heading_key(word)) == "status":
                    found.setdefault(heading_key(word), {})[at] = rest
        for units in found.values():
            distinct = len(set(map(fold, units.values()))) == len(units) >= _FEWEST
            if distinct and all(_may_be_unit(name, vocabulary) for name in units.values()):
                return units
    return {}


def _after(words: Sequence[str]) -> list[tuple[str, str]]:
    return [(words[0].strip(_AROUND), " ".join(words[1:]).strip(_AROUND))] if len(words) > 1 else []


def _before(words: Sequence[str]) -> list[tuple[str, str]]:
    return [(words[-1].strip(_AROUND), " ".join(words[:-1]).strip(_AROUND))] if len(words) > 1 else []


def _may_be_unit(name: str, vocabulary: Vocabulary) -> bool:
    """True for a proper name of something that is no period, board, phase, status or heading."""
    if not name or len(name) > _LONGEST or not name[0].isupper() or _NO_UNIT.match(fold(name)):
        return False
    if period_told(name) != NEVER or find_board(name) or stands_for_board(name) or vocabulary.any_status(name):
        return False
    from rsplan.language.headingwords.reading import read_heading

    return heading_key(name) not in vocabulary.headings and read_heading(name, vocabulary) is None
