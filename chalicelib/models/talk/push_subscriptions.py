"""Devices that are pushed what their account is told of: one for each session, which ends with it."""

from collections.abc import Iterable, Mapping
from typing import Any

from pynamodb.attributes import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, assignments, guarded, new_id, now, table_name
from chalicelib.models.paging import key

# What is older is not pushed any more; until then it is known of each notification how often it was tried.
WINDOW_SECONDS = 3600
MOST_IN_A_WINDOW, MOST_TRIES, DONE = 100, 2, 9
# So many devices of an account are pushed to; a further one takes the place of the oldest.
MOST_DEVICES = 20
# Longer than the function that pushes may run.
CLAIM_SECONDS = 90


class PushSubscription(Model):
    """A device of one session, what it wants to be told, and what of it was pushed within the last hour.

    `tried` says of notifications how often a push began whose end is not known, or that it is done. `sealed` is the
    access token that the client subscribed with, which only the key of this server opens. `version` counts changes.
    """

    class Meta(BaseMeta):
        table_name = table_name("push_subscriptions")

    account_id = UnicodeAttribute(hash_key=True)
    session_id = UnicodeAttribute(range_key=True)
    id = UnicodeAttribute(default=new_id)
    endpoint = UnicodeAttribute()
    p256dh = UnicodeAttribute()
    auth = UnicodeAttribute()
    sealed = UnicodeAttribute()
    is_standard = BooleanAttribute(default=False)
    alerts = JSONAttribute(default=dict)
    policy = UnicodeAttribute(default="all")
    language = UnicodeAttribute(default="en")
    tried = JSONAttribute(default=dict)
    claimed_until = NumberAttribute(default=0)
    # How often in a row its push service did not take anything, since when, and until when it is left alone.
    failures = NumberAttribute(default=0)
    failing_since = NumberAttribute(null=True)
    paused_until = NumberAttribute(default=0)

    @classmethod
    def of_account(cls, account_id: str) -> "list[PushSubscription]":
        """Return the devices of an account, read consistently, the newest first."""
        return sorted(cls.query(account_id, consistent_read=True), key=lambda row: row.id, reverse=True)

    @classmethod
    def of_session(cls, account_id: str, session_id: str) -> "PushSubscription | None":
        """Return the device of a session, read consistently, or None."""
        try:
            return cls.get(account_id, session_id, consistent_read=True)
        except cls.DoesNotExist:
            return None

    def replace_alerts(self, alerts: Mapping[str, bool] | None, policy: str) -> bool:
        """Write what the device wants to be told, and of whom; what is not said stays as it is at that moment.

        False where it was taken away, or replaced, in the meantime.
        """
        said = ({} if alerts is None else {"alerts": dict(alerts)}) | ({"policy": policy} if policy else {})
        changes = assignments(PushSubscription, said)
        return guarded(lambda: self.update(changes, condition=PushSubscription.id == self.id))

    @classmethod
    def end(cls, writes: TransactWrite, account_id: str, session_id: str) -> None:
        """Add to a transaction that nothing is pushed for a session any more."""
        writes.delete(cls(account_id, session_id))

    def remove(self) -> None:
        """Push nothing to this device any more; one that was subscribed in its place stays."""
        guarded(lambda: self.delete(condition=PushSubscription.id == self.id))

    @property
    def floor(self) -> str:
        """Return the id up to which nothing is pushed: of before the subscription, and of longer than a window ago."""
        return max(self.id, window_floor())

    def wants(self, notification_ids: Iterable[str]) -> list[str]:
        """Return those that are still to be pushed, in their order, and no more than a window may have."""
        left = MOST_IN_A_WINDOW - len(self._recent())
        new = 0
        wanted = []
        for one in notification_ids:
            tries = int(self.tried.get(one, 0))
            new += one not in self.tried
            if one > self.floor and tries < MOST_TRIES and (one in self.tried or new <= left):
                wanted.append(one)
        return wanted

    def claim(self, notification_ids: Iterable[str]) -> bool:
        """Note that pushes begin; False where another worker pushes to this device, or it was taken away."""
        tried = {one: int(self.tried.get(one, 0)) + 1 for one in notification_ids}
        changes = {"tried": self._recent() | tried, "claimed_until": now() + CLAIM_SECONDS}
        free = (PushSubscription.claimed_until == self.claimed_until) & (PushSubscription.claimed_until <= now())
        same = PushSubscription.id == self.id
        return guarded(lambda: self.update(assignments(PushSubscription, changes), condition=same & free))

    def settle(self, ended: Mapping[str, int], **more: Any) -> None:
        """Write how pushes ended, and let others push to this device again."""
        changes = {"tried": {**self.tried, **ended}, "claimed_until": 0, **more}
        mine = (PushSubscription.id == self.id) & (PushSubscription.claimed_until == self.claimed_until)
        guarded(lambda: self.update(assignments(PushSubscription, changes), condition=mine))

    def _recent(self) -> dict[str, int]:
        return {one: int(tries) for one, tries in self.tried.items() if one > window_floor()}


def window_floor() -> str:
    """Return the highest id of what is too old to be pushed."""
    return key((now() - WINDOW_SECONDS) * 1000 << 16)
