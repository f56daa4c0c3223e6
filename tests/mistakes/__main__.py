"""Make every mistake of the table in a copy of the tree and show which test catches it.

Arguments: names of mistakes, to make only these. Exit code 0: each was caught.
"""

import os
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from tests.mistakes.seeds import MISTAKES
from tests.mistakes.trial import Broken, Mistake, Verdict, attempt, check_unchanged, copied

ROOT = Path(__file__).parent.parent.parent
AT_ONCE = 2
# Before so many mistakes are made, their tests are run without any, which must end in time.
TOGETHER = 40
NICE = 10


def main(names: Sequence[str]) -> int:
    """Make the mistakes of these names, or all; return 0 where each of them was caught."""
    known = {mistake.name: mistake for mistake in MISTAKES}
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"There is no mistake {unknown}; there are:", *known, sep="\n  ", file=sys.stderr)
        return 1
    chosen = [known[name] for name in names] or list(MISTAKES)
    os.nice(NICE)
    try:
        with copied(ROOT) as tree:
            verdicts = _attempt_all(tree, chosen)
    except Broken as broken:
        print(broken, file=sys.stderr)
        return 1
    caught = sum(verdict.is_caught for verdict in verdicts)
    print(f"mistakes: {len(verdicts)}, caught: {caught}")
    return 0 if caught == len(verdicts) else 1


def _attempt_all(tree: Path, chosen: Sequence[Mistake]) -> list[Verdict]:
    wide = max(len(mistake.name) for mistake in chosen)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        verdicts = []
        for part in _parts(chosen):
            # pytest plays everything where it is asked for nothing.
            shares = filter(None, (part[each::AT_ONCE] for each in range(AT_ONCE)))
            list(pool.map(partial(check_unchanged, tree), shares))
            for verdict in pool.map(partial(attempt, tree), part):
                print(f"{verdict.name:<{wide}}  {verdict.test or verdict.trouble}", flush=True)
                verdicts.append(verdict)
    return verdicts


def _parts(chosen: Sequence[Mistake]) -> list[Sequence[Mistake]]:
    return [chosen[first : first + TOGETHER] for first in range(0, len(chosen), TOGETHER)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
