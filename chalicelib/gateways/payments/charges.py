"""Charge saved cards, give money back, and look at what was paid.

All payments are destination charges: https://docs.stripe.com/connect/destination-charges.
"""

from collections.abc import Iterator, Sequence
from typing import TypedDict, Unpack

from chalicelib import config
from chalicelib.gateways.payments.checkout import metadata_of
from chalicelib.gateways.payments.client import Obj, call, list_all


class IntentParams(TypedDict):
    """What is to be taken from a saved card, for which row of ours; `fee` is what of `amount` the platform keeps."""

    kind: str
    order_id: str
    amount: int
    currency: str
    customer: str
    payment_method: str
    destination: str
    fee: int


def create_intent(key: str, **intent: Unpack[IntentParams]) -> Obj:
    """Make a PaymentIntent that takes nothing yet: its id can be stored before any money moves."""
    params = {
        "amount": intent["amount"],
        "currency": intent["currency"],
        "customer": intent["customer"],
        "payment_method": intent["payment_method"],
        "transfer_data": {"destination": intent["destination"]},
        "application_fee_amount": intent["fee"] or None,
        "metadata": metadata_of(intent["kind"], intent["order_id"]),
    }
    return call("payment_intents.create", params=params, key=key)


def confirm_intent(
    intent_id: str, key: str, *, payment_method: str | None = None, off_session: bool, return_url: str | None = None
) -> Obj:
    """Take the money, and return the PaymentIntent with its charge.

    Off-session nobody is there: raises PaymentDeclined, whose `needs_authentication` tells a card that its owner could
    still pay with. With the payer present the status may be `requires_action`, and
    `next_action.redirect_to_url.url` is the bank's page, which leads back to `return_url`.
    Raises PaymentRefused where the intent was paid or cancelled: look at it again.
    """
    params = {
        "payment_method": payment_method,
        "off_session": True if off_session else None,
        # Stripe asks for it even where nobody is sent anywhere.
        "return_url": return_url or config.PUBLIC_URL,
        "expand": ["latest_charge"],
    }
    return call("payment_intents.confirm", intent_id, params=params, key=key)


def find_intent(intent_id: str, expand: Sequence[str] = ("latest_charge",)) -> Obj:
    """Return a PaymentIntent, with its charge as an object. Raises NotFound."""
    return call("payment_intents.retrieve", intent_id, params={"expand": list(expand) or None})


def cancel_intent(intent_id: str) -> Obj:
    """Give a PaymentIntent up. Raises PaymentRefused where it was paid or cancelled: look at it again."""
    return call("payment_intents.cancel", intent_id, params={"cancellation_reason": "abandoned"})


def intents_of(customer: str) -> Iterator[Obj]:
    """Yield a customer's PaymentIntents, newest first."""
    return list_all("payment_intents.list", params={"customer": customer})


def find_setup_intent(setup_intent_id: str) -> Obj:
    """Return a SetupIntent: its `payment_method` is the card that was saved. Raises NotFound."""
    return call("setup_intents.retrieve", setup_intent_id)


def create_customer(key: str, *, email: str | None, account_id: str) -> Obj:
    """Make a customer for one of our accounts; it keeps the cards that the account saves."""
    return call(
        "customers.create", params={"email": email or None, "metadata": metadata_of("account", account_id)}, key=key
    )


def attach_card(customer: str, payment_method: str, key: str) -> Obj:
    """Keep a card with a customer."""
    return call("payment_methods.attach", payment_method, params={"customer": customer}, key=key)


def set_default_card(customer: str, payment_method: str) -> Obj:
    """Make a saved card the one that the customer's subscriptions are paid with."""
    settings = {"default_payment_method": payment_method}
    return call("customers.update", customer, params={"invoice_settings": settings})


def refund(
    key: str,
    payment_intent: str,
    amount: int | None,
    request_id: str,
    *,
    has_fee: bool = True,
    from_creator: bool = True,
) -> Obj:
    """Give a payment back, in full where no amount is said; creator and platform each give their part.

    Without `from_creator` the platform gives what the creator had; its fee goes to the creator then.

    `request_id` names who asked for it, so that its webhook finds it. Stripe refuses to give back a fee that was never
    taken: `has_fee` tells. Raises PaymentRefused where less is left than that.
    """
    params = {
        "payment_intent": payment_intent,
        "amount": amount,
        "reverse_transfer": True if from_creator else None,
        "refund_application_fee": True if has_fee else None,
        "metadata": {"deployment": config.DEPLOYMENT, "request": request_id},
    }
    return call("refunds.create", params=params, key=key)


def find_refund(refund_id: str) -> Obj:
    """Return a refund. Raises NotFound."""
    return call("refunds.retrieve", refund_id)


def refunds_of(payment_intent: str) -> Iterator[Obj]:
    """Yield the refunds of a payment, newest first, the failed ones too."""
    return list_all("refunds.list", params={"payment_intent": payment_intent})


def find_charge(charge_id: str, expand: Sequence[str] = ()) -> Obj:
    """Return a charge. Raises NotFound."""
    return call("charges.retrieve", charge_id, params={"expand": list(expand) or None})


def find_dispute(dispute_id: str) -> Obj:
    """Return a dispute. Raises NotFound."""
    return call("disputes.retrieve", dispute_id)


def disputes_of(payment_intent: str) -> Iterator[Obj]:
    """Yield the disputes of a payment, newest first."""
    return list_all("disputes.list", params={"payment_intent": payment_intent})


def find_transfer(transfer_id: str) -> Obj:
    """Return what went to a creator of one payment. Raises NotFound."""
    return call("transfers.retrieve", transfer_id)


def reverse_transfer(key: str, transfer_id: str, amount: int) -> Obj:
    """Take back what a creator had of a payment; a negative balance at Stripe is a debt that later payments settle."""
    return call("transfers.reversals.create", transfer_id, params={"amount": amount}, key=key)


def reversals_of(transfer_id: str) -> Iterator[Obj]:
    """Yield what was taken back of a transfer, newest first."""
    return list_all("transfers.reversals.list", transfer_id)


def create_transfer(key: str, amount: int, currency: str, destination: str, payment_intent: str) -> Obj:
    """Send to a creator again what was taken back of a payment. Raises PaymentRefused while our balance is too low."""
    params = {
        "amount": amount,
        "currency": currency,
        "destination": destination,
        "transfer_group": _group(payment_intent),
        "metadata": {"deployment": config.DEPLOYMENT, "payment": payment_intent},
    }
    return call("transfers.create", params=params, key=key)


def retransfers_of(payment_intent: str) -> Iterator[Obj]:
    """Yield what was sent to a creator again of a payment, newest first."""
    found = list_all("transfers.list", params={"transfer_group": _group(payment_intent)})
    return (one for one in found if retransferred_payment(one) == payment_intent)


def retransferred_payment(transfer: Obj) -> str | None:
    """Return the PaymentIntent of which a transfer is a part that was sent again; None for any other transfer."""
    metadata = transfer.get("metadata") or {}
    return metadata.get("payment") if metadata.get("deployment") == config.DEPLOYMENT else None


def _group(payment_intent: str) -> str:
    # As Stripe itself groups the transfer of a destination charge.
    return f"group_{payment_intent}"


def find_fee(fee_id: str) -> Obj:
    """Return the platform's fee of one payment, with `amount_refunded`. Raises NotFound."""
    return call("application_fees.retrieve", fee_id)
