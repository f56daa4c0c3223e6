"""Delete posts that must not stay."""

from functools import partial
from typing import Any

from chalicelib.errors import Unavailable
from chalicelib.gateways import queue
from chalicelib.models.base import wait_a_little
from chalicelib.models.photos import publishing
from chalicelib.models.photos.posts import Post
from chalicelib.models.safety import sanctions
from chalicelib.models.safety.actions import DELETE_POST
from chalicelib.models.talk import conversations, notifications
from chalicelib.services.photos import offers
from chalicelib.services.photos.files import moves
from chalicelib.services.safety.decisions import Decision, Records, records

RACES = 8


def remove(post_id: str, decision: Decision) -> bool:
    """Delete a post or a comment with its photos, at once and for everybody; its author is told by mail why.

    Of one that was sold the row stays, for the books, and nobody sees it any more, who bought it neither. Raises
    NotFound without the post, and Unprocessable while it presents a campaign that runs. False where it was removed
    before.
    """
    for attempt in range(RACES):
        post = Post.find(post_id)
        if post.removed_at:
            return False
        offers.check_campaign_ended(post)
        told = records(DELETE_POST, post.author_id, decision, "post_removed", post)
        # Whatever cuts this short, what belonged to the post is cleared away.
        about: dict[str, Any] = {"post_id": post_id, "author_id": post.author_id, "told": notifications.named_by(post)}
        queue.announce("deletions", **about)
        if _write(post, told):
            queue.send("deletions", **about)
            offers.announce(post)
            told.announce()
            return True
        wait_a_little(attempt)
    raise Unavailable


def _write(post: Post, told: Records) -> bool:
    if post.sales_count:
        ways = moves.to_buyers(post)
        return moves.carry(ways, partial(sanctions.take_from_buyers, post, ways, told.writes))
    ways = moves.out_of(post, ends=True)
    unsent = [conversations.unsent(post)] if post.is_message else []
    return moves.carry(ways, partial(publishing.remove, post, ways, [*told.writes, *unsent]))
