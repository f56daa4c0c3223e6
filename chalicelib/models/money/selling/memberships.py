"""Memberships: which subscription of an account to a creator lives, and which one used the trial."""

from collections.abc import Sequence
from typing import Any

from pynamodb.attributes import UnicodeAttribute
from pynamodb.expressions.update import Action

from chalicelib.models.base import BaseMeta, Model, table_name
from chalicelib.models.money.payments.origins import Write


class Membership(Model):
    """The one living subscription of an account to a creator, and the one that used the trial."""

    class Meta(BaseMeta):
        table_name = table_name("memberships")

    subscriber_id = UnicodeAttribute(hash_key=True)
    creator_id = UnicodeAttribute(range_key=True)
    subscription_id = UnicodeAttribute(null=True)
    trial_id = UnicodeAttribute(null=True)

    @classmethod
    def held(cls, subscriber_id: str, creator_id: str) -> "Membership":
        """Return the membership of two accounts, read consistently; an empty row if there is none."""
        try:
            return cls.get(subscriber_id, creator_id, consistent_read=True)
        except cls.DoesNotExist:
            return cls(subscriber_id, creator_id)

    def become(self, subscription_id: str | None, trial_id: str | None) -> Write:
        """Return the write of a change; fails if the row has changed since it was read."""
        unchanged = _same(Membership.subscription_id, self.subscription_id) & _same(Membership.trial_id, self.trial_id)
        actions: Sequence[Action] = (
            _set(Membership.subscription_id, subscription_id),
            _set(Membership.trial_id, trial_id),
        )
        row = Membership(self.subscriber_id, self.creator_id)
        return lambda writes: writes.update(row, list(actions), condition=unchanged)


def _same(attribute: Any, value: str | None) -> Any:
    return attribute == value if value else attribute.does_not_exist()


def _set(attribute: Any, value: str | None) -> Any:
    return attribute.set(value) if value else attribute.remove()
