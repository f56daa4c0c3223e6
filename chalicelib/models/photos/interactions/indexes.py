"""How interactions are found by their post, or by what an account did, in order."""

from typing import Any

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection


class LikersIndex(GlobalSecondaryIndex[Any]):
    """Who likes a post, newest like first."""

    class Meta:
        index_name = "likers"
        projection = KeysOnlyProjection()

    post_id = UnicodeAttribute(hash_key=True)
    like_id = UnicodeAttribute(range_key=True, attr_name="id")


class LikedIndex(GlobalSecondaryIndex[Any]):
    """What an account likes, newest like first."""

    class Meta:
        index_name = "liked"
        projection = KeysOnlyProjection()

    account_id = UnicodeAttribute(hash_key=True)
    like_id = UnicodeAttribute(range_key=True, attr_name="id")


class RebloggersIndex(GlobalSecondaryIndex[Any]):
    """Who reblogged a post, newest first."""

    class Meta:
        index_name = "rebloggers"
        projection = KeysOnlyProjection()

    post_id = UnicodeAttribute(hash_key=True)
    reblog_id = UnicodeAttribute(range_key=True)


class VotersIndex(GlobalSecondaryIndex[Any]):
    """Who has a part in a post's poll, and for what they voted."""

    class Meta:
        index_name = "voters"
        projection = KeysOnlyProjection()

    post_id = UnicodeAttribute(hash_key=True)
    vote = UnicodeAttribute(range_key=True)


class PolledIndex(GlobalSecondaryIndex[Any]):
    """The polls in which an account has a part, by their ends."""

    class Meta:
        index_name = "polled"
        projection = KeysOnlyProjection()

    account_id = UnicodeAttribute(hash_key=True)
    vote = UnicodeAttribute(range_key=True)
