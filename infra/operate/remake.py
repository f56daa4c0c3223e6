"""Have stored photos made anew from their originals, by the queue that makes renditions."""

import argparse
from typing import Any

SEGMENTS = 4


def add(commands: Any) -> None:
    """Tell argparse of the command."""
    command = commands.add_parser("remake", help="make stored photos and avatars anew; --count says how many are left")
    command.add_argument("--count", action="store_true", help="change nothing, and say how many there are")
    command.add_argument("--segments", type=int, default=SEGMENTS, help="how many go through the stock at once")
    command.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Begin, or say how many photos an older pipeline made; return 1 where it only counted and some are left."""
    from chalicelib.services.photos.making import remaking

    if asked.count:
        left = remaking.count_left()
        print(f"{left} photos, avatars and headers were made by an older pipeline.")
        return 1 if left else 0
    remaking.begin(asked.segments)
    print("It is under way: what an older pipeline made is made anew. Beginning twice does no harm; --count says more.")
    return 0
