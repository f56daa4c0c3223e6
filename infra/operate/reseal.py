"""Seal the secrets of second factors anew, with the newest key of the stage."""

import argparse
from typing import Any


def add(commands: Any) -> None:
    """Tell argparse of the command."""
    command = commands.add_parser("reseal", help="seal the secrets of second factors with the newest key")
    command.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    """Seal what is sealed with an older key, or not at all; running it twice does no harm."""
    from chalicelib.services.people.door import second_factors

    print(f"{second_factors.reseal_all()} secrets were sealed anew.")
    return 0
