"""Recompute totals, states and grants from entries and payments, and print where the stored values differ."""

import argparse
from typing import Any


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("replay", help="print where the books differ; --repair writes totals and grants anew")
    command.add_argument("--repair", action="store_true", help="write what is stored anew; entries never change")
    command.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Print every difference, and what creators owe; return 1 if there are any, or any are left after the repair."""
    from chalicelib.services.money.audit.checks.ages import debts
    from chalicelib.services.money.audit.replay import replay

    found = replay(repair=asked.repair)
    for difference in found:
        print(difference)
    for debt in debts():
        print(f"A creator owes the platform: {debt}")
    left = replay() if asked.repair and found else found
    if asked.repair and found:
        print(f"{len(found)} differences, {len(left)} left: {'; '.join(map(str, left)) or 'all repaired'}")
    else:
        print(f"{len(found)} differences" if found else "The books agree.")
    return 1 if left else 0
