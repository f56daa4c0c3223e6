"""Who likes what."""

from collections.abc import Iterable

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.transactions import TransactWrite

from chalicelib.errors import NotFound
from chalicelib.models.base import BaseMeta, GuardFailed, Model, new_id, now, table_name, transact, transact_if
from chalicelib.models.paging import Page, Turned, turn
from chalicelib.models.photos.posts import Post


class LikersIndex(GlobalSecondaryIndex["Like"]):
    """Who likes a post, newest like first."""

    class Meta:
        index_name = "likers"
        projection = KeysOnlyProjection()

    post_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class Like(Model):
    """An account's like of a post."""

    class Meta(BaseMeta):
        table_name = table_name("likes")

    account_id = UnicodeAttribute(hash_key=True)
    post_id = UnicodeAttribute(range_key=True)
    id = UnicodeAttribute(default=new_id)
    created_at = NumberAttribute(default=now)
    likers = LikersIndex()

    @classmethod
    def create(cls, account_id: str, post_id: str) -> bool:
        """Like a post and count it; False where it was liked before. Raises NotFound without the post."""

        def build(writes: TransactWrite) -> None:
            writes.save(cls(account_id, post_id), condition=cls.account_id.does_not_exist())
            writes.update(Post(post_id), [Post.likes_count.add(1)], condition=Post.id.exists())

        try:
            transact(build)
        except GuardFailed as failed:
            if 0 in failed.positions:
                return False
            raise NotFound from failed
        return True

    @classmethod
    def remove(cls, account_id: str, post_id: str) -> bool:
        """Take a like back and count it; False where there was none."""

        def build(writes: TransactWrite) -> None:
            writes.delete(cls(account_id, post_id), condition=cls.account_id.exists())
            writes.update(Post(post_id), [Post.likes_count.add(-1)], condition=Post.id.exists())

        return transact_if(build)

    @classmethod
    def of_post(cls, post_id: str, page: Page) -> Turned["Like"]:
        """Return a page of a post's likes."""

        def read(low: str, high: str, rising: bool, limit: int) -> Iterable[Like]:
            between = LikersIndex.id.between(low, high)
            return cls.likers.query(post_id, between, scan_index_forward=rising, limit=limit)

        return turn(read, lambda like: like.id, page)

    @classmethod
    def clear(cls, post_id: str) -> None:
        """Delete all likes of a post that is gone."""
        with cls.batch_write() as batch:
            for like in cls.likers.query(post_id):
                batch.delete(cls(like.account_id, like.post_id))
