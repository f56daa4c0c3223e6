"""Requests to follow a private account."""

from collections.abc import Iterable

from pynamodb.attributes import BooleanAttribute, UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, GuardFailed, Model, guarded, new_id, table_name, transact, transact_if
from chalicelib.models.batches import fetch
from chalicelib.models.paging import Page, Turned, count_up_to, turn
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.follows import Follow


class ListedIndex(GlobalSecondaryIndex["FollowRequest"]):
    """Requests to follow an account by their own ids, newest first."""

    class Meta:
        index_name = "listed"
        projection = KeysOnlyProjection()

    asked_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class AskersIndex(GlobalSecondaryIndex["FollowRequest"]):
    """Whom an account asks to follow: read when it leaves."""

    class Meta:
        index_name = "askers"
        projection = KeysOnlyProjection()

    asker_id = UnicodeAttribute(hash_key=True)
    asked_id = UnicodeAttribute(range_key=True)


class FollowRequest(Model):
    """One account's wish to follow another, which has not answered yet."""

    class Meta(BaseMeta):
        table_name = table_name("follow_requests")

    asked_id = UnicodeAttribute(hash_key=True)
    asker_id = UnicodeAttribute(range_key=True)
    id = UnicodeAttribute(default=new_id)
    # The follow begins with the wish to be told of posts.
    notifies = BooleanAttribute(null=True)
    listed = ListedIndex()
    askers = AskersIndex()

    @classmethod
    def create(cls, asker_id: str, asked_id: str) -> bool:
        """Ask to follow an account, again too; False where it is not private at this moment, and is simply followed.

        Whoever makes an account public finds every request that was written until then.
        """

        def build(writes: TransactWrite) -> None:
            writes.condition_check(Account, asked_id, condition=Account.is_private == True)  # noqa: E712
            writes.save(cls(asked_id, asker_id), condition=cls.asked_id.does_not_exist())

        try:
            transact(build)
        except GuardFailed as failed:
            return 0 not in failed.positions
        return True

    @classmethod
    def ask(cls, asker_id: str, asked_id: str) -> bool:
        """Ask to follow a private account, unless it is followed already; False where it may simply be followed."""
        return Follow.is_there(asker_id, asked_id) or cls.create(asker_id, asked_id)

    @classmethod
    def remove(cls, asker_id: str, asked_id: str) -> bool:
        """Take a request away; False where there was none."""
        return guarded(lambda: cls(asked_id, asker_id).delete(condition=cls.asked_id.exists()))

    @classmethod
    def accept(cls, asker_id: str, asked_id: str) -> bool:
        """Make a follow of a request; False where there was none."""
        try:
            notifies = cls.get(asked_id, asker_id, consistent_read=True).notifies
        except cls.DoesNotExist:
            return False

        def build(writes: TransactWrite) -> None:
            writes.delete(cls(asked_id, asker_id), condition=cls.asked_id.exists())
            writes.save(Follow(asker_id, asked_id, is_accepted=True, notify_id=new_id() if notifies else None))

        return transact_if(build)

    @classmethod
    def put_back(cls, asker_id: str, asked_id: str) -> bool:
        """Make a request of a follow; False, with nothing changed, where the account is public or is not followed."""

        def build(writes: TransactWrite) -> None:
            writes.condition_check(Account, asked_id, condition=Account.while_private(True))
            writes.delete(Follow(asker_id, asked_id), condition=Follow.follower_id.exists())
            writes.save(cls(asked_id, asker_id))

        return transact_if(build)

    @classmethod
    def among(cls, pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
        """Return those pairs of (asker, asked) that are so."""
        return {(asker or "", asked) for _, asked, asker in fetch([(cls, asked, asker) for asker, asked in pairs])}

    @classmethod
    def page(cls, asked_id: str, page: Page) -> "Turned[FollowRequest]":
        """Return a page of the requests to follow an account, newest first."""

        def read(low: str, high: str, rising: bool, limit: int) -> "Iterable[FollowRequest]":
            between = ListedIndex.id.between(low, high)
            return cls.listed.query(asked_id, between, scan_index_forward=rising, limit=limit)

        return turn(read, lambda request: request.id, page)

    @classmethod
    def some(cls, asked_id: str, limit: int) -> list[str]:
        """Return the ids of some who ask to follow an account: a consistent read, in no order of time."""
        return [request.asker_id for request in cls.query(asked_id, consistent_read=True, limit=limit)]

    @classmethod
    def some_asked(cls, asker_id: str, limit: int) -> list[str]:
        """Return the ids of some whom an account asks to follow, as the index has them."""
        return [request.asked_id for request in cls.askers.query(asker_id, limit=limit)]

    @classmethod
    def number(cls, asked_id: str, most: int) -> int:
        """Return how many ask to follow an account, counted up to a most."""
        return count_up_to(most, cls, asked_id)
