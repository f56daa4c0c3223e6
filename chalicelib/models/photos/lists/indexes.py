"""Indexes of posts; they do not name the model, which imports them.

They project keys alone: what is shown is read fresh, in one batch.
"""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from pynamodb.attributes import UnicodeAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection

from chalicelib.models import rounds
from chalicelib.models.paging import Page, Turned, merge, turn


class ListingIndex(GlobalSecondaryIndex[Any]):
    """The lists of an account's posts and comments (listings.py), newest first."""

    class Meta:
        index_name = "listings"
        projection = KeysOnlyProjection()

    listing = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class PublicIndex(GlobalSecondaryIndex[Any]):
    """The posts of the public timeline. Keys alone: one partition of them takes a thousand posts a second."""

    class Meta:
        index_name = "public"
        projection = KeysOnlyProjection()

    public = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class ChosenIndex(GlobalSecondaryIndex[Any]):
    """An account's posts for those whom it chose: a list for close friends, and one for each list of people."""

    class Meta:
        index_name = "chosen"
        projection = KeysOnlyProjection()

    chosen = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class ThreadIndex(GlobalSecondaryIndex[Any]):
    """All comments below a post."""

    class Meta:
        index_name = "threads"
        projection = KeysOnlyProjection()

    root_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class BranchIndex(GlobalSecondaryIndex[Any]):
    """The answers to comments below a post, in the order of the tree that they make."""

    class Meta:
        index_name = "branches"
        projection = KeysOnlyProjection()

    root_id = UnicodeAttribute(hash_key=True)
    branch = UnicodeAttribute(range_key=True)


class UndeliveredIndex(GlobalSecondaryIndex[Any]):
    """Posts of the release before this one whose delivery has not ended; newer ones have a promise."""

    class Meta:
        index_name = "undelivered"
        projection = KeysOnlyProjection()

    undelivered = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


def turn_all(index: Any, id_key: Any, names: Sequence[str], page: Page) -> Turned[str]:
    """Return a page of the ids in several lists of an index, in one trip."""
    return merge(rounds.each([partial(_turn_ids, index, id_key, name, page) for name in names]), page)


def _turn_ids(index: Any, id_key: Any, name: str, page: Page) -> Turned[str]:
    def read(low: str, high: str, rising: bool, limit: int) -> Iterable[str]:
        between: Condition = id_key.between(low, high)
        return (post.id for post in index.query(name, between, scan_index_forward=rising, limit=limit))

    return turn(read, lambda post_id: post_id, page)
