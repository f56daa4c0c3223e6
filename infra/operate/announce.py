"""Announce something to everybody, list what is announced, and take it back."""

import argparse
import sys
from typing import Any


def add(commands: Any) -> None:
    """Tell argparse of the command."""
    command = commands.add_parser("announce", help="announce a text to everybody; without one, list what is announced")
    command.add_argument(
        "text", nargs="?", default="", help="what is announced; paragraphs are parted by an empty line"
    )
    command.add_argument("--days", type=float, default=None, help="for how long; without it until it is taken back")
    command.add_argument("--remove", default="", metavar="ID", help="take an announcement back")
    command.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Publish, list or take back; return 1 where there is nothing to take back, or the text cannot be announced."""
    from chalicelib.models.people.reading.announcements import Announcement

    if asked.remove:
        if Announcement.take_back(asked.remove):
            print("It is taken back.")
            return 0
        print("There is no announcement with this id.", file=sys.stderr)
        return 1
    if asked.text:
        return _publish(asked.text, asked.days)
    for one in Announcement.newest():
        print(one.id, one.text.replace("\n", " "))
    return 0


def _publish(text: str, days: float | None) -> int:
    from chalicelib.models.base import now
    from chalicelib.models.people.reading.announcements import Announcement
    from chalicelib.services.people.reading.announcements import LONGEST

    if not text.strip() or len(text) > LONGEST or (days is not None and not 0 < days < 36_500):
        print(f"A text has 1 to {LONGEST} characters, and days are more than 0.", file=sys.stderr)
        return 1
    made = Announcement.publish(text.strip(), None if days is None else now() + int(days * 86400))
    print(f"It is announced, as {made.id}.")
    return 0
