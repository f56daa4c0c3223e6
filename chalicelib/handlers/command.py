"""Stop Chalice's own command where it would deploy what does not run in Lambda, or serve what cannot answer."""

import os
import sys
from collections.abc import Sequence
from threading import current_thread, main_thread
from typing import NoReturn

from chalicelib import config

# The libraries are in layers that are compiled for this Python (infra/package/layers.py).
LAMBDA = (3, 13)


def check(python: tuple[int, ...] = tuple(sys.version_info[:2]), words: Sequence[str] = sys.argv) -> None:
    """Exit where `chalice deploy` or `chalice package` would choose another Python for Lambda: the one that it runs on.

    `chalice local` sends nothing to Lambda, and may run on any; it needs an account of AWS.
    """
    if config.IN_CHALICE and "local" in words and not _reaches_aws():
        _leave(
            "`chalice local` serves a stage in AWS, and this shell has no credentials or no region. `make run` runs "
            "everything on this machine."
        )
    if config.IN_CHALICE and python[:2] != LAMBDA and "local" not in words:
        sys.exit(
            f"This is Python {python[0]}.{python[1]}, and Chalice would deploy for it. The libraries are compiled for "
            f"{LAMBDA[0]}.{LAMBDA[1]}: run Chalice under that, or `make deploy`, which finds it. `make run` runs "
            "everything on this machine."
        )


def _leave(said: str) -> NoReturn:
    """End the process with a sentence. `chalice local` imports the app in a thread, where SystemExit ends nothing."""
    if current_thread() is main_thread():
        sys.exit(said)
    sys.stderr.write(f"{said}\n")
    os._exit(1)


def _reaches_aws() -> bool:
    # No cold start asks.
    from chalicelib.deadline import clients  # noqa: PLC0415

    session = clients.session()
    return bool(session.get_config_variable("region") and session.get_credentials())
