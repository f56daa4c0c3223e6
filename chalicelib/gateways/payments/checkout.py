"""Open Stripe's Checkout: to pay once, to save a card, or to subscribe.

Stripe copies no metadata from a session to the objects that it creates, so it is set on each of them.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict, Unpack

from chalicelib import config
from chalicelib.gateways.payments.client import Obj, call


class SessionParams(TypedDict):
    """What every session takes: our row, the return addresses, and the customer.

    `expires_at` must be 30 minutes to 24 hours ahead. `extra` is additional metadata.
    """

    kind: str
    order_id: str
    success_url: str
    cancel_url: str
    customer: NotRequired[str | None]
    email: NotRequired[str | None]
    expires_at: NotRequired[int | None]
    extra: NotRequired[Mapping[str, str] | None]


class PaymentParams(SessionParams):
    """One payment: `destination` is the creator's connected account, `fee` the platform's part of `amount`."""

    title: str
    amount: int
    currency: str
    destination: str
    fee: int


class SetupParams(SessionParams):
    """A card to save, for a later charge in this currency."""

    currency: str


class SubscriptionParams(SessionParams):
    """A subscription to a Price; `fee_bps` is in basis points, and `trial_days` 0 is no trial.

    `promotion_code` is the one whose coupon is taken off. The page asks for none: it would take anybody's.
    """

    price_id: str
    destination: str
    fee_bps: int
    trial_days: NotRequired[int]
    promotion_code: NotRequired[str]


def metadata_of(kind: str, order_id: str) -> dict[str, str]:
    """Return our metadata for a Stripe object: other apps and deployments may share the Stripe account."""
    return {"deployment": config.DEPLOYMENT, "kind": kind, "id": order_id}


def row_in_metadata(metadata: Any) -> tuple[str, str] | None:
    """Return the kind and id of our row that an object's metadata names; None for objects of others."""
    if not isinstance(metadata, Mapping) or metadata.get("deployment") != config.DEPLOYMENT:
        return None
    kind, order_id = metadata.get("kind"), metadata.get("id")
    return (kind, order_id) if kind and order_id else None


def is_foreign(metadata: Any) -> bool:
    """Tell whether an object's metadata names another app or deployment."""
    return isinstance(metadata, Mapping) and metadata.get("deployment", config.DEPLOYMENT) != config.DEPLOYMENT


def open_checkout(key: str, **sale: Unpack[PaymentParams]) -> Obj:
    """Open a session for one payment to a creator, less the platform's fee."""
    price = {"currency": sale["currency"], "unit_amount": sale["amount"], "product_data": {"name": sale["title"]}}
    about = {
        "mode": "payment",
        "line_items": [{"price_data": price, "quantity": 1}],
        "payment_intent_data": {
            "transfer_data": {"destination": sale["destination"]},
            "application_fee_amount": sale["fee"] or None,
            "metadata": _metadata(sale),
        },
    }
    return call("checkout.sessions.create", params=about | _session_params(sale), key=key)


def open_setup(key: str, **saving: Unpack[SetupParams]) -> Obj:
    """Open a session that saves a card for off-session use, and charges nothing."""
    about = {
        "mode": "setup",
        "currency": saving["currency"],
        "setup_intent_data": {"metadata": _metadata(saving)},
    }
    return call("checkout.sessions.create", params=about | _session_params(saving), key=key)


def open_subscription(key: str, **membership: Unpack[SubscriptionParams]) -> Obj:
    """Open a session for a subscription; Stripe creates that once it is paid, or once its trial begins."""
    code = membership.get("promotion_code")
    about = {
        "mode": "subscription",
        "line_items": [{"price": membership["price_id"], "quantity": 1}],
        "discounts": [{"promotion_code": code}] if code else None,
        "subscription_data": {
            "transfer_data": {"destination": membership["destination"]},
            "application_fee_percent": percent(membership["fee_bps"]),
            "trial_period_days": membership.get("trial_days") or None,
            "metadata": _metadata(membership),
        },
    }
    return call("checkout.sessions.create", params=about | _session_params(membership), key=key)


def find_session(session_id: str, expand: Sequence[str] = ()) -> Obj:
    """Return a session. Raises NotFound."""
    return call("checkout.sessions.retrieve", session_id, params={"expand": list(expand) or None})


def expire_session(session_id: str) -> Obj:
    """Expire an open session. Raises PaymentRefused if it is not open: read it again."""
    return call("checkout.sessions.expire", session_id)


def percent(bps: int) -> str | None:
    """Return basis points as Stripe writes a percentage; None for 0."""
    return f"{bps // 100}.{bps % 100:02d}" if bps else None


def _metadata(visit: SessionParams) -> dict[str, str]:
    return dict(visit.get("extra") or {}) | metadata_of(visit["kind"], visit["order_id"])


def _session_params(visit: SessionParams) -> Obj:
    customer = visit.get("customer") or None
    return {
        "success_url": visit["success_url"],
        "cancel_url": visit["cancel_url"],
        "client_reference_id": visit["order_id"],
        "customer": customer,
        "customer_email": None if customer else visit.get("email") or None,
        "expires_at": visit.get("expires_at"),
        "metadata": _metadata(visit),
    }
