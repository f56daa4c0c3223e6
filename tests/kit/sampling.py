"""Play a part of the long tests: of each test function one in so many cases, chosen by a seed.

Cases are what `parametrize` makes of a function. Each function keeps one at least, so that none is left out.
"""

import random
from collections.abc import Iterable
from itertools import groupby
from math import ceil


def sample(ids: Iterable[str], share: int, seed: int) -> set[str]:
    """Return the ids of one in `share` of each function's cases, rounded up; a seed always chooses the same ones."""
    chosen: set[str] = set()
    for function, cases in groupby(sorted(ids), key=lambda case: case.partition("[")[0]):
        found = list(cases)
        # What other functions there are changes nothing.
        chosen.update(random.Random(f"{seed} {function}").sample(found, ceil(len(found) / share)))
    return chosen
