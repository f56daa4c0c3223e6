"""Print what the platform earned and what Stripe took of it, by month and currency."""

import argparse
from typing import Any


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("earnings", help="print our fees and what Stripe took of them, by month and currency")
    command.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Print one line for each month and currency."""
    from chalicelib.services.money.audit.earnings import by_month

    del asked
    for month in by_month():
        print(month)
    return 0
