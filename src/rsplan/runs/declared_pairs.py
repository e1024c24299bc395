"""The pairs of ``[same]`` in rsplan.toml: read, and held against the ids of the plans that they are about."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from rsplan.findings import codes
from rsplan.findings.finding import RsplanError, stop
from rsplan.plan.folding import fold
from rsplan.plan.model import Kind
from rsplan.project.setting_keys import PROJECT_FILE
from rsplan.project.settings import Settings, exports_of, periods_with_exports
from rsplan.reading.exports import start_reading
from rsplan.runs.plans import plan_from

if TYPE_CHECKING:
    from rsplan.language.vocabulary import Vocabulary
    from rsplan.plan.model import Plan


def declared_pairs(settings: Settings) -> dict[str, str]:
    """Earlier id → later id, both folded. Raises ``ConfigurationError`` for an id that stands twice on one side."""
    pairs: dict[str, str] = {}
    lines: dict[tuple[str, str], str] = {}
    for old, new in settings.same.items():
        line = f'"{old}" = "{new}"'
        if not isinstance(new, str) or not fold(old) or not fold(new):
            raise stop(codes.SETTING_WRONG, PROJECT_FILE, at=f'[same] "{old}"', what="ska vara ett id inom citattecken")
        for side, own in (("before", fold(old)), ("now", fold(new))):
            if (side, own) in lines:
                raise stop(
                    codes.SAME_DOUBLED,
                    PROJECT_FILE,
                    line=line,
                    other=lines[side, own],
                    id=old if side == "before" else new,
                )
            lines[side, own] = line
        pairs[fold(old)] = fold(new)
    return pairs


def refuse_unknown(
    pairs: Mapping[str, str], before: Plan, now: Plan, settings: Settings, vocabulary: Vocabulary
) -> None:
    """Raises ``ConfigurationError`` for a pair about these plans one of whose ids no period has.

    A pair that neither plan knows is about other plans. Other periods are read only where an id is missing here.
    """
    _refuse_ambiguous(pairs, before, now, settings)
    mine, theirs = _ids(before), _ids(now)
    written = {fold(old): (old, new) for old, new in settings.same.items()}
    missing = [(old, new) for old, new in pairs.items() if (old in mine) != (new in theirs)]
    suspects = [
        (side, pair) for pair in missing for side in [_missing(pair, mine)] if pair[side] not in {*mine, *theirs}
    ]
    if not suspects:
        return
    elsewhere = _every_id(settings, vocabulary)
    for side, (old, _) in suspects:
        names = written[old]
        if fold(names[side]) not in elsewhere:
            known = mine if side == 0 else theirs
            near = difflib.get_close_matches(fold(names[side]), known, n=1, cutoff=0.5)
            hint = f'Menades "{known[near[0]]}"?' if near else "rsplan compare --format csv visar alla id."
            raise stop(codes.SAME_UNKNOWN, PROJECT_FILE, line=f'"{names[0]}" = "{names[1]}"', id=names[side], hint=hint)


def _refuse_ambiguous(pairs: Mapping[str, str], before: Plan, now: Plan, settings: Settings) -> None:
    """Raises ``ConfigurationError`` for an id that stands on several titles: a pair would be all of them."""
    written = {fold(old): (old, new) for old, new in settings.same.items()}
    titles = _titles(before), _titles(now)
    for pair in pairs.items():
        for side, own in enumerate(pair):
            if len(several := titles[side].get(own, {})) > 1:
                names = written[pair[0]]
                near = difflib.get_close_matches(own, [each for each in titles[side] if each != own], n=1, cutoff=0.5)
                known = {fold(text): text for text in _ids((before, now)[side]).values()}
                raise stop(
                    codes.SAME_OF_SEVERAL,
                    PROJECT_FILE,
                    line=f'"{names[0]}" = "{names[1]}"',
                    id=names[side],
                    titles=" och ".join(f'"{title}" ({cell})' for title, cell in several.values()),
                    hint=f'Menades "{known[near[0]]}"? ' if near else "",
                )


def _titles(plan: Plan) -> dict[str, dict[str, tuple[str, object]]]:
    """Under each folded id its titles, each as written with its first cell."""
    found: dict[str, dict[str, tuple[str, object]]] = {}
    for kind in Kind:
        frame = plan.frame(kind)
        for at, (own, title) in enumerate(zip(frame["id"].tolist(), frame["title"].tolist(), strict=True)):
            if own and fold(title) not in found.setdefault(fold(own), {}):
                found[fold(own)][fold(title)] = title, plan.address(kind, at, "key")
    return found


def _missing(pair: tuple[str, str], before: Mapping[str, str]) -> int:
    """Which side of a pair is not there: 0 the earlier, 1 the later."""
    return 1 if pair[0] in before else 0


def _ids(plan: Plan) -> dict[str, str]:
    return {fold(text): text for kind in Kind for text in plan.frame(kind)["id"].tolist() if text}


def _every_id(settings: Settings, vocabulary: Vocabulary) -> set[str]:
    return {own for plan in _plans(settings, vocabulary) for own in _ids(plan)}


def _plans(settings: Settings, vocabulary: Vocabulary) -> Iterator[Plan]:
    for period in periods_with_exports(settings.root):
        try:
            files = exports_of(settings.but(period=period))
            with start_reading((), tallied=files) as reading:
                yield plan_from(reading, vocabulary, period, settings, files)
        except RsplanError:
            continue  # what cannot be read has no ids to offer
