"""Likes: interactions that are counted for their posts."""

from collections.abc import Iterable
from typing import Any

from chalicelib.models.base import guarded, new_id
from chalicelib.models.paging import Page, Turned, turn
from chalicelib.models.photos.interactions import taking_back
from chalicelib.models.photos.interactions.indexes import LikedIndex, LikersIndex
from chalicelib.models.photos.interactions.rows import Interaction
from chalicelib.models.photos.interactions.taking_back import take_back_alone


def create(account_id: str, post_id: str) -> bool:
    """Like a post; False where it was liked before. It is written alone, and counted later (models/totals.py)."""
    row, unliked = Interaction(account_id, post_id), Interaction.like_id.does_not_exist()
    return guarded(lambda: row.update([Interaction.like_id.set(new_id())], condition=unliked))


def remove(account_id: str, post_id: str) -> bool:
    """Take a like back; False where there was none."""
    return take_back_alone(account_id, post_id, "like_id")


def of_post(post_id: str, page: Page) -> Turned[Interaction]:
    """Return a page of a post's likes."""
    return _turn(Interaction.likers, LikersIndex.like_id, post_id, page)


def between(post_id: str, low: str, high: str, *, is_rising: bool, limit: int) -> list[Interaction]:
    """Return the likes of a post with low <= id <= high: one Query."""
    ids = LikersIndex.like_id.between(low, high)
    return list(Interaction.likers.query(post_id, ids, scan_index_forward=is_rising, limit=limit))


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
    taking_back.clear(Interaction.likers, post_id)
