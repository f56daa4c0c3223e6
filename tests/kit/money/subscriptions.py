"""Build Stripe's objects of subscriptions and their invoices."""

from typing import Any

from chalicelib.gateways.payments import metadata_of
from chalicelib.models.base import now
from chalicelib.models.money.creators.sellers import Seller
from chalicelib.models.money.selling.subscriptions import Subscription
from chalicelib.models.money.selling.tiers import Tier
from chalicelib.models.people.accounts import Account
from tests.kit.factories import make_account
from tests.kit.money import stripe_objects

DAY = 86400
MONTH = 30 * DAY


def make_tier(creator: Account | None = None, level: int = 1, amount: int = 500, **fields: Any) -> Tier:
    """Create a tier that is marked as having prices at Stripe."""
    creator = creator or make_account()
    if Seller.of(creator.id) is None:
        stripe_objects.make_seller(creator)
    tier = Tier(creator.id, name=f"Level {level}", level=level, currency="eur", amount=amount, **fields)
    tier.product_id, tier.prices = f"prod_{tier.id}", {"month": f"price_{tier.id}"}
    assert tier.create()
    return tier


def make_subscription(tier: Tier | None = None, subscriber: Account | None = None, **fields: Any) -> Subscription:
    """Create a subscription whose Checkout page is open."""
    tier, subscriber = tier or make_tier(), subscriber or make_account()
    known: dict[str, Any] = {
        "creator_id": tier.creator_id,
        "tier_id": tier.id,
        "level": tier.level,
        "amount": tier.amount,
    }
    row = Subscription(subscriber_id=subscriber.id, currency=tier.currency, fee_bps=500, **known, **fields)
    row.create()
    return row


def about(row: Subscription, status: str, at: int = 0, **fields: Any) -> dict[str, Any]:
    """Return a subscription in Stripe's form."""
    tier = Tier.find(row.tier_id)
    item = {
        "id": f"si_{row.id}",
        "current_period_end": (at or now()) + MONTH,
        "price": {"id": f"price_{tier.id}", "product": tier.product_id, "unit_amount": int(tier.amount)},
    }
    known = {"id": f"sub_{row.id}", "object": "subscription", "status": status, "customer": "cus_1"}
    more = {"trial_end": None, "cancel_at": None, "cancel_at_period_end": False, "ended_at": None}
    return {**known, **more, "items": {"data": [item]}, "metadata": metadata_of("subscription", row.id), **fields}


def invoice(row: Subscription, end: int, number: int = 1, amount: int | None = None, **fields: Any) -> dict[str, Any]:
    """Return a paid invoice of a period with a given end."""
    tier = Tier.find(row.tier_id)
    due = int(row.amount) if amount is None else amount
    details = {"subscription": f"sub_{row.id}", "metadata": metadata_of("subscription", row.id)}
    line = {"amount": due, "period": {"start": end - MONTH, "end": end}}
    line["pricing"] = {"type": "price_details", "price_details": {"product": tier.product_id}}
    paid_by = {"payment": {"type": "payment_intent", "payment_intent": intent_id(row, number)}}
    known = {"id": f"in_{row.id}_{number}", "object": "invoice", "status": "paid", "amount_paid": due}
    more = {"currency": "eur", "lines": {"data": [line]}, "parent": {"subscription_details": details}, "metadata": {}}
    return {**known, **more, "payments": {"data": [paid_by] if due else []}, **fields}


def intent_id(row: Subscription, number: int = 1) -> str:
    """Return the id of the PaymentIntent of an invoice."""
    return f"pi_{row.id}_{number}"


def paying(row: Subscription, number: int = 1) -> dict[str, dict[str, Any]]:
    """Return the PaymentIntent and the charge of an invoice; neither has metadata of ours."""
    amount = int(row.amount)
    shared = {"currency": "eur", "metadata": {}, "livemode": False, "application_fee_amount": amount // 20}
    ids = {"payment_intent": intent_id(row, number), "charge": f"ch_{row.id}_{number}"}
    intent = {"id": ids["payment_intent"], "object": "payment_intent", "amount_received": amount}
    charge = {"id": ids["charge"], "object": "charge", "payment_intent": ids["payment_intent"], "paid": True}
    amounts = {"amount": amount, "amount_captured": amount, "amount_refunded": 0, "transfer": f"tr_{row.id}_{number}"}
    return {"intent": {**intent, **shared, "latest_charge": ids["charge"]}, "charge": {**charge, **amounts, **shared}}


def refund(row: Subscription, amount: int, number: int = 1, status: str = "succeeded") -> dict[str, Any]:
    """Return a refund of an invoice's payment."""
    known = {"id": f"re_{row.id}_{number}", "object": "refund", "amount": amount, "currency": "eur", "metadata": {}}
    return {**known, "payment_intent": intent_id(row, number), "charge": f"ch_{row.id}_{number}", "status": status}


def dispute(row: Subscription, status: str, number: int = 1) -> dict[str, Any]:
    """Return a dispute of an invoice's payment."""
    return stripe_objects.dispute(row, status) | {
        "id": f"dp_{row.id}_{number}",
        "payment_intent": intent_id(row, number),
    }


def session(row: Subscription, **fields: Any) -> dict[str, Any]:
    """Return a Checkout Session in subscription mode that was completed."""
    known = {"id": f"cs_{row.id}", "object": "checkout.session", "mode": "subscription", "payment_status": "paid"}
    more = {"subscription": f"sub_{row.id}", "payment_intent": None, "amount_total": int(row.amount)}
    return {**known, **more, "currency": "eur", "metadata": metadata_of("subscription", row.id), **fields}
