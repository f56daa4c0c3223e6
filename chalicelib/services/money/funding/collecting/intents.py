"""Find, create, confirm, capture, settle and cancel the PaymentIntent of a pledge."""

from typing import Any

from chalicelib.errors import PaymentRefused
from chalicelib.gateways import payments
from chalicelib.models.base import now
from chalicelib.models.money.creators.sellers import Seller
from chalicelib.models.money.funding.pledges import CHARGING, Pledge
from chalicelib.models.money.payments.origins import Origin, Write, intent_origin
from chalicelib.models.money.payments.stripe_objects import intent_facts
from chalicelib.services.money.payments.settlement import Observation, settle

# When a pledge that is being charged becomes due again: its message may be invisible for as long.
RETRY_SECONDS = 360


def next_attempt(pledge: Pledge, **values: Any) -> Write:
    """Return the write of another attempt: its number is stored before Stripe is called."""
    return pledge.to(CHARGING, attempts=int(pledge.attempts) + 1, next_at=now() + RETRY_SECONDS, **values)


def find_or_create(pledge: Pledge) -> str:
    """Return the id of a PaymentIntent for a pledge that stores none yet: an existing one, or a new one.

    A lost answer may leave a second PaymentIntent that is never used: it is never confirmed, and charges nothing.
    """
    ours = payments.metadata_of("pledge", pledge.id)
    found = [one for one in payments.intents_of(pledge.customer_id or "") if one["metadata"] == ours]
    # One whose authorization expired is cancelled, for good.
    there = [one["id"] for one in found if one["status"] != "canceled"]
    return str(there[-1]) if there else _create(pledge)


def _create(pledge: Pledge) -> str:
    seller = Seller.of(pledge.creator_id)
    if seller is None or not seller.stripe_account_id:
        raise PaymentRefused("The creator has no account at Stripe")
    made = payments.create_intent(
        f"pledge:{pledge.id}:{int(pledge.attempts)}:intent",
        kind="pledge",
        order_id=pledge.id,
        amount=int(pledge.amount),
        currency=pledge.currency,
        customer=pledge.customer_id or "",
        payment_method=pledge.payment_method_id or "",
        destination=seller.stripe_account_id,
        fee=int(pledge.fee),
    )
    return str(made["id"])


def confirm(pledge: Pledge) -> dict[str, Any]:
    """Ask the saved card's bank off-session to hold the amount: one try for each of the pledge's attempts."""
    return payments.confirm_intent(
        pledge.payment_id or "",
        f"pledge:{pledge.id}:{int(pledge.attempts)}",
        payment_method=pledge.payment_method_id,
        off_session=True,
    )


def capture(pledge: Pledge) -> dict[str, Any]:
    """Take what the bank holds: amount and key are those of the row that was read, and Stripe captures once."""
    key = f"pledge:{pledge.id}:{int(pledge.attempts)}:capture"
    return payments.capture_intent(pledge.payment_id or "", key, int(pledge.amount))


def settle_paid(pledge: Pledge, intent: dict[str, Any]) -> None:
    """Settle a PaymentIntent that succeeded, in this run or an earlier one."""
    origin = Origin("pledge", pledge.id).known_with(intent_origin(intent))
    settle(intent["id"], Observation(intent_facts(intent), origin))


def cancel(pledge: Pledge) -> bool:
    """Cancel the PaymentIntent: nothing is held for the pledge nor paid any more; False if it was or is being paid."""
    if not pledge.payment_id:
        return True
    try:
        payments.cancel_intent(pledge.payment_id)
    except PaymentRefused:
        return bool(payments.find_intent(pledge.payment_id)["status"] == "canceled")
    return True
