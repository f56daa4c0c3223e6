"""The hashtags that public posts have, by whose beginnings they are suggested."""

from pynamodb.attributes import NumberAttribute, TTLAttribute, UnicodeAttribute
from pynamodb.expressions.update import Action

from chalicelib.models.base import BaseMeta, Model, guarded, moment, now, table_name
from chalicelib.models.words import bucket, fold

DAY = 86400
# A hashtag that nobody uses any more is no longer suggested.
KEPT_SECONDS = 400 * DAY


class UsedTag(Model):
    """A hashtag in use. `key` is the folded hashtag and the hashtag, so a Query finds all that begin alike."""

    class Meta(BaseMeta):
        table_name = table_name("used_tags")

    bucket = UnicodeAttribute(hash_key=True)
    key = UnicodeAttribute(range_key=True)
    used_at = NumberAttribute(default=0)
    expires_at = TTLAttribute()

    @classmethod
    def use(cls, name: str) -> None:
        """Write down that a hashtag is used at this moment, once a day."""
        folded, at = fold(name), now()
        is_older = cls.key.does_not_exist() | (cls.used_at < at - DAY)
        actions: list[Action] = [cls.used_at.set(at), cls.expires_at.set(moment(at + KEPT_SECONDS))]
        guarded(lambda: cls(bucket(folded), f"{folded} {name}").update(actions, condition=is_older))

    @classmethod
    def beginning_with(cls, prefix: str, limit: int) -> "list[UsedTag]":
        """Return hashtags that begin so, the shortest and first in the alphabet first."""
        folded = fold(prefix)
        if not folded:
            return []
        return list(cls.query(bucket(folded), cls.key.startswith(folded), limit=limit, page_size=limit))

    @property
    def name(self) -> str:
        """Return the hashtag without its sign."""
        return str(self.key).rpartition(" ")[2]
