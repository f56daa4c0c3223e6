"""Send people to Stripe's Checkout page: to pay once, to save a card, to subscribe.

Stripe copies nothing between a session and what it makes, so each carries whose it is by itself.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict, Unpack

from chalicelib import config
from chalicelib.gateways.payments.client import Obj, call


class SessionParams(TypedDict):
    """Who comes to the page, where they go from there, and which row of ours it is about.

    `expires_at` lies between 30 minutes and 24 hours ahead. `extra` is more metadata.
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
    """One payment: `destination` is the creator's connected account, `fee` what of `amount` the platform keeps."""

    title: str
    amount: int
    currency: str
    destination: str
    fee: int


class SetupParams(SessionParams):
    """A card to be kept for a charge in this currency."""

    currency: str


class SubscriptionParams(SessionParams):
    """A subscription to a Price; `fee_bps` is in hundredths of a percent, `trial_days` 0 is no trial."""

    price_id: str
    destination: str
    fee_bps: int
    trial_days: NotRequired[int]
    takes_codes: NotRequired[bool]


def metadata_of(kind: str, order_id: str) -> dict[str, str]:
    """Return the mark of ours on a Stripe object: other apps and deployments may share the Stripe account."""
    return {"deployment": config.DEPLOYMENT, "kind": kind, "id": order_id}


def row_in_metadata(metadata: Any) -> tuple[str, str] | None:
    """Return the kind and id of our row that a Stripe object is about; None where it is not ours."""
    if not isinstance(metadata, Mapping) or metadata.get("deployment") != config.DEPLOYMENT:
        return None
    kind, order_id = metadata.get("kind"), metadata.get("id")
    return (kind, order_id) if kind and order_id else None


def is_foreign(metadata: Any) -> bool:
    """Tell whether a Stripe object says that it belongs to another app or deployment; our refunds name no row."""
    return isinstance(metadata, Mapping) and metadata.get("deployment", config.DEPLOYMENT) != config.DEPLOYMENT


def open_checkout(key: str, **sale: Unpack[PaymentParams]) -> Obj:
    """Open a page where one payment is made; most of it goes to the creator."""
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
    """Open a page where a card is saved and nothing is charged; Checkout saves it for off-session use."""
    about = {
        "mode": "setup",
        "currency": saving["currency"],
        "setup_intent_data": {"metadata": _metadata(saving)},
    }
    return call("checkout.sessions.create", params=about | _session_params(saving), key=key)


def open_subscription(key: str, **membership: Unpack[SubscriptionParams]) -> Obj:
    """Open a page where a subscription begins; Stripe makes it once it is paid, or once its trial begins."""
    about = {
        "mode": "subscription",
        "line_items": [{"price": membership["price_id"], "quantity": 1}],
        "allow_promotion_codes": membership.get("takes_codes") or None,
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
    """Close a session that is still open. Raises PaymentRefused where it is not: look at it again."""
    return call("checkout.sessions.expire", session_id)


def percent(bps: int) -> str | None:
    """Return hundredths of a percent as Stripe writes a percentage; None where there is nothing to keep."""
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
