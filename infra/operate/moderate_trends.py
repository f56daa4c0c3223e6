"""Keep a hashtag or a post out of what leads, or let it in again."""

import argparse
import sys
from collections.abc import Callable
from typing import Any

Run = Callable[[argparse.Namespace], int]


def add(verbs: Any, signed_in: str, in_words: Callable[[Run], Run]) -> None:
    """Tell argparse of the command."""
    made = verbs.add_parser("trend", help="keep a hashtag or a post out of what leads (off), or let it in again (on)")
    made.add_argument("subject", metavar="HASHTAG|POST")
    made.add_argument("state", choices=("off", "on"))
    made.add_argument("--by", default=signed_in, metavar="NAME", help="who decides; without it whoever is signed in")
    made.set_defaults(run=in_words(_decide))


def _decide(asked: argparse.Namespace) -> int:
    from chalicelib.services.safety.decisions import Decision
    from chalicelib.services.safety.trends import keeping_out

    where = f"{asked.subject} is {'let into' if asked.state == 'on' else 'kept out of'} what leads"
    if keeping_out.decide(asked.subject, Decision(asked.by), is_shown=asked.state == "on"):
        print(f"{where}, within half a minute.")
        return 0
    print(f"Nothing was done: {where} already.", file=sys.stderr)
    return 1
