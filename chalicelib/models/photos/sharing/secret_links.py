"""Secret links: whoever has one sees one post, or a collection, until it ends or is revoked."""

import secrets
from collections.abc import Iterable

from pynamodb.attributes import BooleanAttribute, NumberAttribute, TTLAttribute, UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from chalicelib.models.base import BaseMeta, Model, guarded, moment, new_id, now, table_name
from chalicelib.models.people.apps import digest

# 128 bits, in 22 characters.
TOKEN_BYTES = 16
# Above so many views only some are written, each of which counts for as many as were left out.
EXACT_UP_TO, THEN_EACH = 100, 10


class LinkedIndex(GlobalSecondaryIndex["SecretLink"]):
    """The links to a post, the newest first. Few posts have any."""

    class Meta:
        index_name = "linked"
        projection = AllProjection()

    post_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class SecretLink(Model):
    """One link to one post, or to one collection. What opens it is told once: only its hash is kept."""

    class Meta(BaseMeta):
        table_name = table_name("secret_links")

    hash = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(default=new_id)
    post_id = UnicodeAttribute()
    expires_at = TTLAttribute(null=True)
    # Then `post_id` is a collection's.
    is_of_collection = BooleanAttribute(null=True)
    views_count = NumberAttribute(default=0)
    linked = LinkedIndex()

    @classmethod
    def create(cls, post_id: str, seconds: int | None, *, is_of_collection: bool = False) -> "tuple[SecretLink, str]":
        """Store a new link that ends after so many seconds, or never; and return it with what opens it."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        link = cls(digest(token), post_id=post_id)
        link.is_of_collection = is_of_collection or None
        if seconds:
            link.expires_at = moment(now() + seconds)
        link.save()
        return link, token

    @classmethod
    def opened_by(cls, token: str) -> "SecretLink | None":
        """Return the link that a token opens at this moment, read consistently."""
        try:
            link = cls.get(digest(token), consistent_read=True)
        except cls.DoesNotExist:
            return None
        # DynamoDB deletes what expired days later.
        return None if link.is_over else link

    @property
    def is_over(self) -> bool:
        """Tell whether it has ended by itself."""
        return self.expires_at is not None and self.expires_at <= moment(now())

    @classmethod
    def of(cls, post_id: str) -> "list[SecretLink]":
        """Return the links to a post that have not ended, the newest first."""
        found: Iterable[SecretLink] = cls.linked.query(post_id, scan_index_forward=False)
        return [link for link in found if not link.is_over]

    def note_view(self) -> None:
        """Count a view: exactly while there are few, and then one in ten, which counts for ten, so it is estimated."""
        step = 1 if self.views_count < EXACT_UP_TO else THEN_EACH
        if step == 1 or secrets.randbelow(step) == 0:
            there = SecretLink.hash.exists()
            guarded(lambda: SecretLink(self.hash).update([SecretLink.views_count.add(step)], condition=there))

    def revoke(self) -> None:
        """End it at once."""
        self.delete()

    @classmethod
    def clear(cls, post_id: str) -> None:
        """Delete all links to a post."""
        with cls.batch_write() as batch:
            for link in cls.linked.query(post_id):
                batch.delete(cls(link.hash))
