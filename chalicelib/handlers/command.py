"""Stop Chalice's own command where it would deploy what does not run in Lambda."""

import sys
from collections.abc import Sequence

from chalicelib import config

# The libraries are in layers that are compiled for this Python (infra/package/layers.py).
LAMBDA = (3, 13)


def check(python: tuple[int, ...] = tuple(sys.version_info[:2]), words: Sequence[str] = sys.argv) -> None:
    """Exit where `chalice deploy` or `chalice package` would choose another Python for Lambda: the one that it runs on.

    `chalice local` sends nothing to Lambda, and may run on any.
    """
    if config.IN_CHALICE and python[:2] != LAMBDA and "local" not in words:
        sys.exit(
            f"This is Python {python[0]}.{python[1]}, and Chalice would deploy for it. The libraries are compiled for "
            f"{LAMBDA[0]}.{LAMBDA[1]}: run Chalice under that, or `make deploy`, which finds it. `make run` runs "
            "everything on this machine."
        )
