"""Run a sample of the long tests: of each test function one in so many cases, chosen by a seed.

Cases are the parameter sets of `parametrize`. At least one case of each function is kept.
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
        # Seeded by the function's name, so the choice does not depend on other functions.
        chosen.update(random.Random(f"{seed} {function}").sample(found, ceil(len(found) / share)))
    return chosen
