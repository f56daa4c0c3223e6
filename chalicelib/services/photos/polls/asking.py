"""Ask something with a post: a poll is a part of what it says, from its first moment to its last.

Limits are Mastodon's: https://github.com/mastodon/mastodon/blob/main/app/validators/poll_options_validator.rb and
poll_expiration_validator.rb
"""

from dataclasses import dataclass
from typing import Any

from chalicelib.errors import Unprocessable
from chalicelib.models.base import now
from chalicelib.models.photos.posts import Post
from chalicelib.services.photos import text

FEWEST_OPTIONS, MOST_OPTIONS, LONGEST_OPTION = 2, 4, 50
# Enough for as many of the largest emoji: one character may have any number of marks.
LARGEST_OPTION = 1_500
SHORTEST_SECONDS, LONGEST_SECONDS = 300, 2_629_746


@dataclass(frozen=True)
class Poll:
    """What an author asks: options, for how many seconds, and whether their numbers wait for the end."""

    options: list[str]
    seconds: int
    is_multiple: bool = False
    hides_totals: bool = False


def check(poll: Poll | None, *, is_message: bool) -> None:
    """Raise Unprocessable where a poll has too few or too many options, or is too short or too long."""
    if poll is None:
        return
    if is_message:
        raise Unprocessable("Validation failed: A direct message asks no poll")
    if not FEWEST_OPTIONS <= len(poll.options) <= MOST_OPTIONS:
        raise Unprocessable(f"Validation failed: A poll has {FEWEST_OPTIONS} to {MOST_OPTIONS} options")
    if len(set(poll.options)) < len(poll.options):
        raise Unprocessable("Validation failed: Options of a poll are each another")
    if any(len(one.encode()) > LARGEST_OPTION or text.is_longer(one, LONGEST_OPTION) for one in poll.options):
        raise Unprocessable(f"Validation failed: An option has at most {LONGEST_OPTION} characters")
    if not SHORTEST_SECONDS <= poll.seconds <= LONGEST_SECONDS:
        raise Unprocessable(f"Validation failed: A poll lasts {SHORTEST_SECONDS} to {LONGEST_SECONDS} seconds")


def put_in(post: Post, poll: Poll | None) -> None:
    """Put a poll into a new post: it ends so many seconds from this moment."""
    if poll:
        post.body["poll"] = {
            "options": poll.options,
            "is_multiple": poll.is_multiple,
            "hides_totals": poll.hides_totals,
            "ends_at": now() + poll.seconds,
        }


def expect_same(post: Post, poll: Poll | None) -> None:
    """Raise Unprocessable where an edit asks anything else: what was voted was voted on these words.

    Clients send a poll back with every edit, with a time that they count anew, and are not told whether its numbers
    wait for the end: neither is looked at.
    """
    if poll and _asked(poll) != {name: post_poll(post).get(name) for name in _asked(poll)}:
        raise Unprocessable("Validation failed: A poll cannot be changed or added once its post is published")


def _asked(poll: Poll) -> dict[str, Any]:
    return {"options": poll.options, "is_multiple": poll.is_multiple}


def post_poll(post: Post) -> dict[str, Any]:
    """Return the poll of a post as its body holds it, empty where it asks nothing."""
    return post.body.get("poll") or {}
