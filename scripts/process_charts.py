"""Hold the limits of process charts against pycontrolcharts, on random series: ``process_charts.py [COUNT]``.

It does not screen moving ranges, and has 3/1.128 where NHS England's rule has 2.66: the limits may differ by that much.
"""

from __future__ import annotations

import random
import sys
from decimal import Decimal

from rsplan.analysis.process_chart import process_chart

_FACTOR_APART = Decimal("2.66") - 3 / Decimal("1.128")
_ROUNDING = Decimal("1e-9")


def random_series(chance: random.Random) -> list[Decimal]:
    """From two to sixty values with up to three decimals, of any size and sign, some of them equal."""
    size, decimals = 10 ** chance.randint(-1, 5), chance.randint(0, 3)
    return [
        Decimal(f"{chance.gauss(chance.choice((-1, 0, 1)), 1) * size:.{decimals}f}")
        for _ in range(chance.randint(2, 60))
    ]


def differences(count: int, seed: int = 1) -> list[str]:
    """The series whose limits differ by more than the two factors do, as texts."""
    from pycontrolcharts import calc_xmr

    chance, found = random.Random(seed), []
    for _ in range(count):
        values = random_series(chance)
        theirs = calc_xmr([float(value) for value in values], run_tests=False).iloc[0]
        ours = process_chart(values, screen=False)
        slack = _FACTOR_APART * ours.moving_range + _ROUNDING * (1 + max(abs(value) for value in values))
        pairs = (
            (ours.mean, "center_line"),
            (ours.upper, "ucl"),
            (ours.lower, "lcl"),
            (ours.moving_range, "variation_cl"),
        )
        found += [f"{name} of {values}" for own, name in pairs if abs(own - Decimal(float(theirs[name]))) > slack]
    return found


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    told = differences(asked)
    print("\n".join(told) or f"{asked} series, the same limits")
    sys.exit(bool(told))
