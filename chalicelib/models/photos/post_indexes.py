"""The indexes of posts. All of them project keys alone: what is shown is read fresh, in one batch."""

from typing import TYPE_CHECKING

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection

if TYPE_CHECKING:
    from chalicelib.models.photos.posts import Post  # noqa: F401 - the indexes name it.


class ListingIndex(GlobalSecondaryIndex["Post"]):
    """An account's posts, or its comments, newest first."""

    class Meta:
        index_name = "listings"
        projection = KeysOnlyProjection()

    listing = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class PublicIndex(GlobalSecondaryIndex["Post"]):
    """The posts of the public timeline. Keys alone: one partition of them takes a thousand posts a second."""

    class Meta:
        index_name = "public"
        projection = KeysOnlyProjection()

    public = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class ThreadIndex(GlobalSecondaryIndex["Post"]):
    """All comments below a post."""

    class Meta:
        index_name = "threads"
        projection = KeysOnlyProjection()

    root_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class UndeliveredIndex(GlobalSecondaryIndex["Post"]):
    """Posts whose delivery has not ended."""

    class Meta:
        index_name = "undelivered"
        projection = KeysOnlyProjection()

    undelivered = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)
