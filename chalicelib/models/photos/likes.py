"""Likes: interactions that are counted on their posts."""

from collections.abc import Iterable
from typing import Any

from pynamodb.transactions import TransactWrite

from chalicelib.errors import NotFound
from chalicelib.models.base import GuardFailed, new_id, transact
from chalicelib.models.paging import Page, Turned, turn
from chalicelib.models.photos.interactions import Interaction, LikedIndex, LikersIndex, take_back
from chalicelib.models.photos.posts import Post


def create(account_id: str, post_id: str) -> bool:
    """Like a post and count it; False where it was liked before. Raises NotFound without the post."""

    def build(writes: TransactWrite) -> None:
        liked = Interaction.like_id.set(new_id())
        writes.update(Interaction(account_id, post_id), [liked], condition=Interaction.like_id.does_not_exist())
        writes.update(Post(post_id), [Post.likes_count.add(1)], condition=Post.id.exists())

    try:
        transact(build)
    except GuardFailed as failed:
        if 0 in failed.positions:
            return False
        raise NotFound from failed
    return True


def remove(account_id: str, post_id: str) -> bool:
    """Take a like back and count it; False where there was none."""

    def uncount(writes: TransactWrite, _: Interaction) -> None:
        writes.update(Post(post_id), [Post.likes_count.add(-1)], condition=Post.id.exists())

    return take_back(account_id, post_id, "like_id", uncount)


def of_post(post_id: str, page: Page) -> Turned[Interaction]:
    """Return a page of a post's likes."""
    return _turn(Interaction.likers, LikersIndex.like_id, post_id, page)


def of_account(account_id: str, page: Page) -> Turned[Interaction]:
    """Return a page of an account's likes."""
    return _turn(Interaction.liked, LikedIndex.like_id, account_id, page)


def _turn(index: Any, id_key: Any, name: str, page: Page) -> Turned[Interaction]:
    def read(low: str, high: str, rising: bool, limit: int) -> Iterable[Interaction]:
        between = id_key.between(low, high)
        rows: Iterable[Interaction] = index.query(name, between, scan_index_forward=rising, limit=limit)
        return rows

    return turn(read, lambda like: str(like.like_id), page)


def clear(post_id: str) -> None:
    """Delete all likes of a post that is gone."""
    with Interaction.batch_write() as batch:
        for like in Interaction.likers.query(post_id):
            batch.delete(Interaction(like.account_id, like.post_id))
