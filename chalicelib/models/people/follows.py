"""Who follows whom."""

from collections.abc import Iterable, Iterator

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection

from chalicelib.models.base import BaseMeta, Model, guarded, id_time, new_id, now, table_name
from chalicelib.models.batches import fetch
from chalicelib.models.paging import Page, Turned, turn
from chalicelib.models.people.accounts import Account


class FollowersIndex(GlobalSecondaryIndex["Follow"]):
    """An account's followers by the follow's own id, newest first."""

    class Meta:
        index_name = "followers"
        projection = KeysOnlyProjection()

    followee_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class FollowingIndex(GlobalSecondaryIndex["Follow"]):
    """Whom an account follows by the follow's own id, newest first."""

    class Meta:
        index_name = "following"
        projection = KeysOnlyProjection()

    follower_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class EndorsedIndex(GlobalSecondaryIndex["Follow"]):
    """Whom an account shows on its profile, the last chosen first; other follows have no such id."""

    class Meta:
        index_name = "endorsed"
        projection = KeysOnlyProjection()

    follower_id = UnicodeAttribute(hash_key=True)
    endorsement_id = UnicodeAttribute(range_key=True)


class NotifiedIndex(GlobalSecondaryIndex["Follow"]):
    """Those of an account's followers who wish to be told of each of its posts; other follows have no such id."""

    class Meta:
        index_name = "notified"
        projection = KeysOnlyProjection()

    followee_id = UnicodeAttribute(hash_key=True)
    notify_id = UnicodeAttribute(range_key=True)


class Follow(Model):
    """One account following another. With an `endorsement_id` it is shown on the follower's profile, while it lasts.

    With a `notify_id` the follower is told of what the account posts.
    """

    class Meta(BaseMeta):
        table_name = table_name("follows")

    follower_id = UnicodeAttribute(hash_key=True)
    followee_id = UnicodeAttribute(range_key=True)
    id = UnicodeAttribute(default=new_id)
    created_at = NumberAttribute(default=now)
    endorsement_id = UnicodeAttribute(null=True)
    notify_id = UnicodeAttribute(null=True)
    # A private account has let the follower in.
    is_accepted = BooleanAttribute(null=True)
    followers = FollowersIndex()
    following = FollowingIndex()
    endorsed = EndorsedIndex()
    notified = NotifiedIndex()

    @classmethod
    def create(cls, follower_id: str, followee_id: str) -> bool:
        """Follow; False where it was so before. It is written alone, and counted later (models/totals.py)."""
        follow = cls(follower_id, followee_id)
        return guarded(lambda: follow.save(condition=cls.follower_id.does_not_exist()))

    @classmethod
    def remove(cls, follower_id: str, followee_id: str) -> bool:
        """Unfollow, and tell whether there was a follow."""
        return guarded(lambda: cls(follower_id, followee_id).delete(condition=cls.follower_id.exists()))

    @classmethod
    def is_there(cls, follower_id: str, followee_id: str) -> bool:
        """Tell whether one follows the other at this moment: a consistent read."""
        return cls.one(follower_id, followee_id) is not None

    @classmethod
    def one(cls, follower_id: str, followee_id: str) -> "Follow | None":
        """Return the follow that is there at this moment, by a consistent read, or None."""
        try:
            return cls.get(follower_id, followee_id, consistent_read=True)
        except cls.DoesNotExist:
            return None

    def came_as_it_closed(self, followee: Account) -> bool:
        """Tell whether the follow of a private account was begun after that had become private, unasked."""
        if not followee.is_private or self.is_accepted or followee.private_since is None:
            return False
        return id_time(self.id) > followee.private_since

    @classmethod
    def among(cls, pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
        """Return those pairs of (follower, followee) that are so."""
        return {(follower, followee or "") for _, follower, followee in fetch([(cls, a, b) for a, b in pairs])}

    @classmethod
    def followers_of(cls, account_id: str, page: Page) -> Turned["Follow"]:
        """Return a page of the follows that point at an account."""

        def read(low: str, high: str, rising: bool, limit: int) -> Iterable[Follow]:
            between = FollowersIndex.id.between(low, high)
            return cls.followers.query(account_id, between, scan_index_forward=rising, limit=limit)

        return turn(read, lambda follow: follow.id, page)

    @classmethod
    def followees_of(cls, account_id: str, page: Page) -> Turned["Follow"]:
        """Return a page of an account's follows."""

        def read(low: str, high: str, rising: bool, limit: int) -> Iterable[Follow]:
            between = FollowingIndex.id.between(low, high)
            return cls.following.query(account_id, between, scan_index_forward=rising, limit=limit)

        return turn(read, lambda follow: follow.id, page)

    @classmethod
    def followee_ids(cls, account_id: str) -> Iterator[str]:
        """Yield the ids of all whom an account follows."""
        return (follow.followee_id for follow in cls.query(account_id, attributes_to_get=["followee_id"]))
