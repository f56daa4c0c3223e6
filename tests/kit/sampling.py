"""Run a sample of the long tests: of each test function one in so many cases, chosen by a seed.

Cases are the parameter sets of `parametrize`. At least one case of each function is kept. Within a test that kills at
each of many moments, `moments` chooses as well.
"""

import random
from collections.abc import Iterable
from itertools import groupby
from math import ceil


def moments(name: str, number: int, share: int, seed: int) -> range:
    """Return one in `share` of so many moments, at least one; which, the seed and the name of what is played decide."""
    return range((len(name) + seed) % share % number, number, share)


def sample(ids: Iterable[str], share: int, seed: int) -> set[str]:
    """Return the ids of one in `share` of each function's cases, rounded up; a seed always chooses the same ones."""
    chosen: set[str] = set()
    for function, cases in groupby(sorted(ids), key=lambda case: case.partition("[")[0]):
        found = list(cases)
        # Seeded by the function's name, so the choice does not depend on other functions.
        chosen.update(random.Random(f"{seed} {function}").sample(found, ceil(len(found) / share)))
    return chosen
