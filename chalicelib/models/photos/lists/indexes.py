"""Indexes of posts; they do not name the model, which imports them.

They project keys alone: what is shown is read fresh, in one batch.
"""

from typing import Any

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection


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
