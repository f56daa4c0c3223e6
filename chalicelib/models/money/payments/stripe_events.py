"""Stripe events: stored when they arrive, applied once."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from pynamodb.attributes import NumberAttribute, TTLAttribute, UnicodeAttribute
from pynamodb.expressions.update import Action
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, GuardFailed, Model, guarded, moment, now, table_name, transact

# Stripe lists an event for 30 days; ours are kept longer, for questions about a payment.
KEPT_SECONDS = 90 * 86400


class UnappliedIndex(GlobalSecondaryIndex["StripeEvent"]):
    """Events that are not applied yet, oldest first."""

    class Meta:
        index_name = "unapplied"
        projection = KeysOnlyProjection()

    unapplied = UnicodeAttribute(hash_key=True)
    received_at = NumberAttribute(range_key=True)


class StripeEvent(Model):
    """One event as it was signed. `unapplied` is removed in the transaction of the event's effect."""

    class Meta(BaseMeta):
        table_name = table_name("stripe_events")

    id = UnicodeAttribute(hash_key=True)
    event_type = UnicodeAttribute()
    raw = UnicodeAttribute()
    received_at = NumberAttribute(default=now)
    applied_at = NumberAttribute(null=True)
    unapplied = UnicodeAttribute(null=True)
    expires_at = TTLAttribute(null=True)
    unapplied_index = UnappliedIndex()

    @classmethod
    def of(cls, raw: dict[str, Any]) -> "StripeEvent":
        """Return the row for an event as Stripe sends it."""
        text = json.dumps(raw, separators=(",", ":"), ensure_ascii=False)
        row = cls(raw["id"], event_type=raw["type"], raw=text, unapplied="unapplied")
        row.expires_at = moment(now() + KEPT_SECONDS)
        return row

    @property
    def is_applied(self) -> bool:
        """Tell whether its effect is written."""
        return self.applied_at is not None

    def receive(self, order: "tuple[type[Model], str] | None") -> bool:
        """Store the event if it is new; tell whether it is still to be applied. One round trip for a new event.

        `order` is the row that the event names. Raises GuardFailed if that row does not exist: nothing is stored then,
        and Stripe will send the event again.
        """
        absent = StripeEvent.id.does_not_exist()
        if order is None:
            is_new = guarded(lambda: self.save(condition=absent))
            return is_new or not self._held().is_applied
        model, order_id = order

        def build(writes: TransactWrite) -> None:
            writes.condition_check(model, order_id, condition=_is_there(model))
            writes.save(self, condition=absent)

        try:
            transact(build)
        except GuardFailed as failed:
            if 0 in failed.positions:
                raise
            return not self._held().is_applied
        return True

    def _held(self) -> "StripeEvent":
        return StripeEvent.find(self.id)

    @classmethod
    def mark_applied(cls, event_id: str) -> Callable[[TransactWrite], None]:
        """Return the write that marks an event as applied; fails if it was applied before."""

        def write(writes: TransactWrite) -> None:
            actions: list[Action] = [cls.applied_at.set(now()), cls.unapplied.remove()]
            writes.update(cls(event_id), actions, condition=cls.id.exists() & cls.applied_at.does_not_exist())

        return write

    @classmethod
    def apply_nothing(cls, event_id: str) -> None:
        """Mark an event as applied that has no effect."""
        actions: list[Action] = [cls.applied_at.set(now()), cls.unapplied.remove()]
        cls(event_id).update(actions, condition=cls.id.exists())

    @classmethod
    def put_off(cls, event_id: str, until: int) -> None:
        """Postpone an unapplied event: `received_at` becomes the moment of the next try."""
        guarded(lambda: cls(event_id).update([cls.received_at.set(until)], condition=cls.unapplied.exists()))

    @classmethod
    def unapplied_ids(cls, before: int, limit: int) -> Iterator[str]:
        """Yield the ids of unapplied events that arrived before a moment, oldest first."""
        rows = cls.unapplied_index.query("unapplied", UnappliedIndex.received_at <= before, limit=limit)
        return (row.id for row in rows)


def _is_there(model: type[Model]) -> Any:
    key = next(attribute for attribute in model.get_attributes().values() if attribute.is_hash_key)
    return key.exists()
