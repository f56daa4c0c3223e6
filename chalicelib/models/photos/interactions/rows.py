"""What accounts did with posts: one row for each account and post, so that one read answers for all of it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from pynamodb.attributes import UnicodeAttribute

from chalicelib.models.base import BaseMeta, Model, id_time, table_name
from chalicelib.models.batches import Key, fetch
from chalicelib.models.paging import HIGHEST
from chalicelib.models.photos.interactions.indexes import (
    LikedIndex,
    LikersIndex,
    PolledIndex,
    RebloggersIndex,
    VotersIndex,
)

# More than a few posts that lie close together in time are looked up by one Query over that time: two units for
# the most rows that it may read, as against half a unit for the key of each post.
# docs/decisions/2026-11-25-viewer-state.md tells how the numbers were found.
FEW_POSTS = 5
CLOSE_SECONDS = 28 * 24 * 3600
MOST_IN_A_QUERY = 200
Read = Callable[[], Mapping[Key, Model]]
# What an account can do with a post: each is an attribute that begins with an id.
THINGS = ("like_id", "bookmark_id", "reblog_id", "vote")


class Interaction(Model):
    """What one account did with one post. An id tells that it did, and since when; a row has at least one."""

    class Meta(BaseMeta):
        table_name = table_name("likes")
        logical_name = "Like"

    account_id = UnicodeAttribute(hash_key=True)
    post_id = UnicodeAttribute(range_key=True)
    like_id = UnicodeAttribute(null=True, attr_name="id")
    bookmark_id = UnicodeAttribute(null=True)
    # The id of the post by which the account shows this one to its followers (models/photos/sharing/reblogs.py).
    reblog_id = UnicodeAttribute(null=True)
    # Its part in the post's poll (models/photos/polls/votes.py).
    vote = UnicodeAttribute(null=True)
    likers = LikersIndex()
    liked = LikedIndex()
    rebloggers = RebloggersIndex()
    voters = VotersIndex()
    polled = PolledIndex()

    @classmethod
    def of(cls, account_id: str, post_id: str) -> "Interaction":
        """Return what an account did with a post by this moment, an empty row where that is nothing."""
        try:
            return cls.get(account_id, post_id, consistent_read=True)
        except cls.DoesNotExist:
            return cls(account_id, post_id)

    @classmethod
    def keys(cls, account_id: str | None, post_ids: Sequence[str]) -> list[Key]:
        """Return what to read in one batch with the posts; none where `close` reads them by a Query of its own."""
        if account_id is None or _are_close(post_ids):
            return []
        return [(cls, account_id, post_id) for post_id in post_ids]

    @classmethod
    def reads(cls, account_id: str | None, post_ids: Sequence[str], keys: Sequence[Key]) -> list[Read]:
        """Return the reads of one round that bring keys, and what an account did with each of the posts.

        Of posts that lie close together that costs half a unit as a rule, instead of half a unit each.
        """
        if account_id is None or not _are_close(post_ids):
            return [partial(fetch, [*keys, *cls.keys(account_id, post_ids)])]
        return [partial(fetch, keys), partial(cls._between, account_id, post_ids)]

    @classmethod
    def among(cls, found: Mapping[Key, Model]) -> "dict[str, Interaction]":
        """Return what an account did with each post, out of what `read` found."""
        return {item.post_id: item for item in found.values() if isinstance(item, Interaction)}

    @classmethod
    def _between(cls, account_id: str, post_ids: Sequence[str]) -> Mapping[Key, Model]:
        between = cls.post_id.between(min(post_ids), max(post_ids))
        rows = list(cls.query(account_id, between, scan_index_forward=False, limit=MOST_IN_A_QUERY))
        found: dict[Key, Model] = {(cls, account_id, row.post_id): row for row in rows}
        if len(rows) < MOST_IN_A_QUERY:
            return found
        return found | fetch([(cls, account_id, post_id) for post_id in post_ids if post_id < rows[-1].post_id])


def _are_close(post_ids: Sequence[str]) -> bool:
    # Whoever asks for posts by their ids may send any text.
    are_ids = all(len(post_id) == len(HIGHEST) and post_id.isdecimal() for post_id in post_ids)
    return are_ids and len(post_ids) > FEW_POSTS and id_time(max(post_ids)) - id_time(min(post_ids)) <= CLOSE_SECONDS
