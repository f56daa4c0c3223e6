"""Compare what is stored with Stripe, apply what was missed, and print it."""

import argparse
from typing import Any

DAY = 86_400


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("reconcile", help="learn from Stripe what webhooks never told: --days 4")
    command.add_argument("--days", type=int, default=4, help="how far back; Stripe shows events for 30 days")
    command.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Print what was missed and has been applied; return 1 if something could not be applied."""
    from chalicelib.models.base import now
    from chalicelib.services.money.audit.reconciliation import reconcile

    report = reconcile(now() - asked.days * DAY)
    for what in (*report.applied, *report.settled, *report.sellers):
        print(f"learned {what}")
    for failure in report.failures:
        print(f"FAILED {failure}")
    print(report)
    return 1 if report.failures else 0
