"""What accounts did with posts: one row for each account and post, so that one read answers for all of it."""

from collections.abc import Mapping, Sequence

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection

from chalicelib.models.base import BaseMeta, Model, id_time, table_name
from chalicelib.models.batches import Key, fetch

# More than a few posts that lie close together in time are looked up by one Query over that time: two units for
# the most rows that it may read, as against half a unit for the key of each post.
# docs/decisions/2026-11-25-viewer-state.md tells how the numbers were found.
FEW_POSTS = 5
CLOSE_SECONDS = 28 * 24 * 3600
MOST_IN_A_QUERY = 200


class LikersIndex(GlobalSecondaryIndex["Interaction"]):
    """Who likes a post, newest like first."""

    class Meta:
        index_name = "likers"
        projection = KeysOnlyProjection()

    post_id = UnicodeAttribute(hash_key=True)
    like_id = UnicodeAttribute(range_key=True, attr_name="id")


class LikedIndex(GlobalSecondaryIndex["Interaction"]):
    """What an account likes, newest like first."""

    class Meta:
        index_name = "liked"
        projection = KeysOnlyProjection()

    account_id = UnicodeAttribute(hash_key=True)
    like_id = UnicodeAttribute(range_key=True, attr_name="id")


class Interaction(Model):
    """What one account did with one post. An id tells that it did, and since when; a row has at least one."""

    class Meta(BaseMeta):
        table_name = table_name("likes")
        logical_name = "Like"

    account_id = UnicodeAttribute(hash_key=True)
    post_id = UnicodeAttribute(range_key=True)
    like_id = UnicodeAttribute(null=True, attr_name="id")
    likers = LikersIndex()
    liked = LikedIndex()

    @classmethod
    def keys(cls, account_id: str | None, post_ids: Sequence[str]) -> list[Key]:
        """Return what to read in one batch with the posts; none where `among` reads them by a Query of its own."""
        if account_id is None or _are_close(post_ids):
            return []
        return [(cls, account_id, post_id) for post_id in post_ids]

    @classmethod
    def among(
        cls, account_id: str | None, post_ids: Sequence[str], found: Mapping[Key, Model]
    ) -> "dict[str, Interaction]":
        """Return what an account did with each of the posts, out of a batch that read `keys` too.

        Posts that lie close together cost one trip more, and as a rule half a unit instead of half a unit each.
        """
        if account_id is None:
            return {}
        if _are_close(post_ids):
            found = cls._between(account_id, post_ids)
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
    if len(post_ids) <= FEW_POSTS or not all(post_id.isdecimal() for post_id in post_ids):
        return False
    return id_time(max(post_ids)) - id_time(min(post_ids)) <= CLOSE_SECONDS
