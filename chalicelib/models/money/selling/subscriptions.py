"""Subscriptions to a creator's tiers: their state at Stripe, and which of their periods are paid."""

from collections.abc import Iterable, Sequence
from typing import Any

from pynamodb.attributes import BooleanAttribute, JSONAttribute, NumberAttribute, TTLAttribute, UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import BaseMeta, Model, moment, new_id, now, table_name, transact
from chalicelib.models.batches import fetch
from chalicelib.models.money.payments.origins import Write
from chalicelib.models.money.payments.stripe_events import StripeEvent
from chalicelib.models.paging import Page, Turned, turn

# A Checkout page is open for a day; an abandoned row expires long after Stripe could send an event about it.
ABANDONED_SECONDS = 40 * 86400


class StripeIndex(GlobalSecondaryIndex["Subscription"]):
    """Our row by the subscription's id at Stripe."""

    class Meta:
        index_name = "stripe_subscriptions"
        projection = KeysOnlyProjection()

    stripe_id = UnicodeAttribute(hash_key=True)


class SubscriberIndex(GlobalSecondaryIndex["Subscription"]):
    """A subscriber's subscriptions, newest first."""

    class Meta:
        index_name = "subscribers"
        projection = KeysOnlyProjection()

    subscriber_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class CreatorIndex(GlobalSecondaryIndex["Subscription"]):
    """Subscriptions to a creator that completed Checkout, newest first."""

    class Meta:
        index_name = "begun"
        projection = KeysOnlyProjection()

    begun_with = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)


class Subscription(Model):
    """One subscription, stored before Checkout opens; `status` is Stripe's, and empty until Stripe has created it.

    `invoices` are the known facts of each invoice: {"end", "level", "tier", "payments", "is_paid", "failed_at"} by its
    id, and `effective_payments` tells of each payment whether it is effective. `paid_through` and `grace_ends_at` are
    derived from these (services/money/selling/periods.py). `begun_with` repeats the creator's id once Stripe has
    created the subscription. `terms` are what its page sold, `trial_level` is the level that its trial began with.
    `settled` is the price that the present period was paid at, `changing` the change of price that is under way
    (lifecycle/changes.py).
    With `is_duplicate` it is undone: ended at once and paid back, because of what `undone_as` says.
    """

    class Meta(BaseMeta):
        table_name = table_name("subscriptions")

    id = UnicodeAttribute(hash_key=True, default=new_id)
    subscriber_id = UnicodeAttribute()
    creator_id = UnicodeAttribute()
    tier_id = UnicodeAttribute()
    level = NumberAttribute()
    interval = UnicodeAttribute(default="month")
    amount = NumberAttribute()
    currency = UnicodeAttribute()
    # The platform's share that its present price wants, and the one that Stripe had, where it was read since.
    fee_bps = NumberAttribute(default=0)
    share_at_stripe: int | None = None
    created_at = NumberAttribute(default=now)
    customer_id = UnicodeAttribute(null=True)
    session_id = UnicodeAttribute(null=True)
    stripe_id = UnicodeAttribute(null=True)
    begun_with = UnicodeAttribute(null=True)
    price_id = UnicodeAttribute(default="")
    status = UnicodeAttribute(default="")
    status_at = NumberAttribute(default=0)
    active_at = NumberAttribute(default=0)
    past_due_at = NumberAttribute(null=True)
    period_ends_at = NumberAttribute(null=True)
    trial_ends_at = NumberAttribute(null=True)
    trial_level = NumberAttribute(null=True)
    trial_card = UnicodeAttribute(null=True)
    settled = JSONAttribute(null=True)
    changing = JSONAttribute(null=True)
    cancel_at = NumberAttribute(null=True)
    ended_at = NumberAttribute(null=True)
    invoices = JSONAttribute(default=dict)
    effective_payments = JSONAttribute(default=dict, attr_name="standing")
    paid_through = NumberAttribute(null=True)
    grace_ends_at = NumberAttribute(null=True)
    is_duplicate = BooleanAttribute(default=False)
    undone_as = UnicodeAttribute(null=True)
    terms = JSONAttribute(null=True)
    version = NumberAttribute(default=1)
    expires_at = TTLAttribute(null=True)
    stripe_subscriptions = StripeIndex()
    subscribers = SubscriberIndex()
    begun = CreatorIndex()

    def create(self) -> None:
        """Store the subscription before Stripe is called."""
        self.expires_at = moment(now() + ABANDONED_SECONDS)
        self.save(condition=Subscription.id.does_not_exist())

    def begin(self, writes: TransactWrite) -> None:
        """Add the new subscription to a transaction."""
        self.expires_at = moment(now() + ABANDONED_SECONDS)
        writes.save(self, condition=Subscription.id.does_not_exist())

    def keep_session(self, session_id: str) -> None:
        """Store the id of its Checkout Session."""
        self.update([Subscription.session_id.set(session_id)], condition=Subscription.id.exists())

    def save_over(self) -> Write:
        """Return the write of this row over the version that was read."""
        read = int(self.version)
        self.version = read + 1
        return lambda writes: writes.save(self, condition=Subscription.version == read)

    def unchanged(self, writes: TransactWrite) -> None:
        """Add the condition to a transaction that the row is unchanged since it was read."""
        writes.condition_check(Subscription, self.id, condition=Subscription.version == self.version)

    def change(self, writes_too: Sequence[Write], event_id: str = "") -> None:
        """Write the row together with other writes and the event's guard, or raise GuardFailed."""
        guard = [StripeEvent.mark_applied(event_id)] if event_id else []
        together = [self.save_over(), *guard, *writes_too]

        def build(writes: TransactWrite) -> None:
            for write in together:
                write(writes)

        transact(build)

    def tier_of_payment(self, payment_id: str) -> str:
        """Return the id of the tier that a payment was charged for; the present one where that is not known."""
        paid = (one for one in self.invoices.values() if payment_id in one["payments"])
        return next((str(one["tier"]) for one in paid if "tier" in one), str(self.tier_id))

    @classmethod
    def id_of_stripe(cls, stripe_id: str) -> str | None:
        """Return the id of our row of a subscription at Stripe, or None."""
        return next((row.id for row in cls.stripe_subscriptions.query(stripe_id, limit=1)), None)

    @classmethod
    def find_all(cls, subscription_ids: Iterable[str]) -> "list[Subscription]":
        """Return the subscriptions that exist, in the order of the ids."""
        wanted = list(subscription_ids)
        found = fetch([(cls, one, None) for one in wanted])
        rows = [found.get((cls, one, None)) for one in wanted]
        return [row for row in rows if isinstance(row, Subscription)]

    @classmethod
    def ids_of_subscriber(cls, account_id: str, page: Page) -> Turned[str]:
        """Return a page of ids of an account's subscriptions, including unfinished ones."""
        return _page(cls.subscribers, SubscriberIndex.id, account_id, page)

    @classmethod
    def ids_of_creator(cls, creator_id: str, page: Page) -> Turned[str]:
        """Return a page of ids of subscriptions to a creator."""
        return _page(cls.begun, CreatorIndex.id, creator_id, page)


def _page(index: Any, range_key: Any, key: str, page: Page) -> Turned[str]:
    def read(low: str, high: str, rising: bool, limit: int) -> Iterable[str]:
        between = range_key.between(low, high)
        return (row.id for row in index.query(key, between, scan_index_forward=rising, limit=limit))

    return turn(read, lambda subscription_id: subscription_id, page)
