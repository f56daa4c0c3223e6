"""Requests to publish that carry an Idempotency-Key, so that a repeated one publishes nothing twice."""

import hashlib

from pynamodb.attributes import TTLAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition

from chalicelib.models.base import BaseMeta, Model, moment, now, table_name

# Mastodon keeps them for an hour. Source: https://docs.joinmastodon.org/methods/statuses/#headers
KEPT_SECONDS = 3600


class Submission(Model):
    """A publishing request that was carried out, and the post it made."""

    class Meta(BaseMeta):
        table_name = table_name("submissions")

    key = UnicodeAttribute(hash_key=True)
    post_id = UnicodeAttribute()
    expires_at = TTLAttribute()

    @classmethod
    def of(cls, account_id: str, idempotency_key: str, post_id: str) -> "Submission":
        """Return the submission for an account's key."""
        return cls(_key(account_id, idempotency_key), post_id=post_id, expires_at=moment(now() + KEPT_SECONDS))

    @classmethod
    def post_id_of(cls, account_id: str, idempotency_key: str) -> str | None:
        """Return the post that a key made within the last hour, if it made one."""
        try:
            found = cls.get(_key(account_id, idempotency_key), consistent_read=True)
        except cls.DoesNotExist:
            return None
        return found.post_id if found.expires_at > moment(now()) else None

    @classmethod
    def is_unused(cls) -> Condition:
        """Return the condition that a key made nothing within the last hour; DynamoDB deletes the expired days late."""
        unused: Condition = cls.key.does_not_exist() | (cls.expires_at <= moment(now()))
        return unused


def _key(account_id: str, idempotency_key: str) -> str:
    # A client may send a key of any length; a table key may have 2 KB.
    return f"{account_id}:{hashlib.sha256(idempotency_key.encode()).hexdigest()}"
