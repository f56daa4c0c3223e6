"""Compare what is stored with Stripe, apply what was missed, compare the balance, and print it."""

import argparse
from typing import Any

DAY = 86_400


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("reconcile", help="learn from Stripe what webhooks never told: --days 4")
    command.add_argument("--days", type=int, default=4, help="how far back; Stripe shows events for 30 days")
    command.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Print what was missed and has been applied, and how Stripe's balance differs from the books.

    Return 1 if something could not be applied, or differs.
    """
    from chalicelib.models.base import now
    from chalicelib.services.money.audit.holdings import compare
    from chalicelib.services.money.audit.reconciliation import reconcile

    since = now() - asked.days * DAY
    report = reconcile(since)
    for what in (*report.applied, *report.settled, *report.sellers):
        print(f"learned {what}")
    for failure in report.failures:
        print(f"FAILED {failure}")
    print(report)
    found = compare(since, now())
    for line in found.lines():
        print(line)
    return 1 if report.failures or found.differing else 0
