"""Move photos of older posts for followers out of the open, where they lay before there were three places."""

import argparse
from typing import Any


def add(commands: Any) -> None:
    """Tell argparse of the command."""
    command = commands.add_parser("protect", help="move photos of older posts for followers out of the open, once")
    command.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Move them post by post, and print how many posts there were; a run that is cut is begun again."""
    from chalicelib.models.photos.posts import Post
    from chalicelib.services.photos.files import older

    del asked
    found = [post.id for post in Post.scan_all() if older.is_misplaced(post)]
    moved = sum(older.settle(post_id) for post_id in found)
    print(f"{moved} of {len(found)} posts moved")
    return 0 if moved == len(found) else 1
