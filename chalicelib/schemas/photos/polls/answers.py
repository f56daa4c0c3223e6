"""Polls as their viewers see them.

Source: https://docs.joinmastodon.org/entities/Poll/
"""

from typing import TYPE_CHECKING, Any

from chalicelib.models.base import now
from chalicelib.models.photos.polls import votes
from chalicelib.schemas.text import timestamp
from chalicelib.services.photos.polls.asking import (
    LONGEST_OPTION,
    LONGEST_SECONDS,
    MOST_OPTIONS,
    SHORTEST_SECONDS,
    post_poll,
)
from chalicelib.services.photos.views import PostView

if TYPE_CHECKING:
    from chalicelib.schemas import entities


def render_poll(view: PostView) -> "entities.Poll | None":
    """Return the poll of a post, with its viewer's own vote in it; None where there is none, or it is locked."""
    poll, own = post_poll(view.post), view.state.choices
    if not poll or view.is_locked:
        return None
    is_over = now() >= poll["ends_at"]
    voters, *tally = votes.tally(view.post)
    # Votes are counted within seconds; nobody waits to see their own.
    numbers = [max(number, int(place in own)) for place, number in enumerate(_padded(tally, len(poll["options"])))]
    is_secret = poll["hides_totals"] and not is_over
    return {
        "id": view.post.id,
        "expires_at": timestamp(poll["ends_at"]),
        "expired": is_over,
        "multiple": poll["is_multiple"],
        "votes_count": sum(numbers),
        "voters_count": max(voters, int(bool(own))),
        "options": [
            {"title": title, "votes_count": None if is_secret else number}
            for title, number in zip(poll["options"], numbers, strict=True)
        ],
        "emojis": [],
        # Whoever asks does not vote, and sees what comes out.
        "voted": bool(own) or view.viewer_id == view.post.author_id,
        "own_votes": list(own),
    }


def _padded(tally: list[int], length: int) -> list[int]:
    """Return the numbers of all options: they are counted up to the last one that anybody chose."""
    return [*tally, *[0] * length][:length]


def render_asked(poll: dict[str, Any] | None) -> "entities.PollParams | None":
    """Return what a post that is not published is to ask."""
    if not poll:
        return None
    return {
        "options": poll["options"],
        "expires_in": poll["seconds"],
        "multiple": poll["is_multiple"],
        "hide_totals": poll["hides_totals"],
    }


def render_poll_limits() -> "entities.PollLimits":
    """Return how many options a poll has, how long they are, and how long it lasts."""
    return {
        "max_options": MOST_OPTIONS,
        "max_characters_per_option": LONGEST_OPTION,
        "min_expiration": SHORTEST_SECONDS,
        "max_expiration": LONGEST_SECONDS,
    }
