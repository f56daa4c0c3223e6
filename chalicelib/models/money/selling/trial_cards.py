"""Cards that were used for a trial: one trial for each card and creator, whichever account it is."""

import hashlib

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.models.base import BaseMeta, Model, now, table_name
from chalicelib.models.money.payments.origins import Write


class TrialCard(Model):
    """The subscription whose trial a card began with a creator.

    The key is a hash of the creator and of Stripe's fingerprint, the same for every Customer that has the card.
    """

    class Meta(BaseMeta):
        table_name = table_name("trial_cards")

    key = UnicodeAttribute(hash_key=True)
    subscription_id = UnicodeAttribute()
    created_at = NumberAttribute(default=now)

    @staticmethod
    def key_of(creator_id: str, fingerprint: str) -> str:
        """Return the key of a card with a creator."""
        return hashlib.sha256(f"{creator_id}\n{fingerprint}".encode()).hexdigest()

    @classmethod
    def is_free(cls, key: str, subscription_id: str) -> bool:
        """Tell whether a subscription may have its trial with a card, or has it already, read consistently."""
        try:
            return bool(cls.get(key, consistent_read=True).subscription_id == subscription_id)
        except cls.DoesNotExist:
            return True

    def claim(self) -> Write:
        """Return the write that uses the card for a trial; fails if another subscription was faster."""
        free = TrialCard.key.does_not_exist() | (TrialCard.subscription_id == self.subscription_id)
        return lambda writes: writes.save(self, condition=free)
