"""Authorize saved cards, capture what they hold, and read what was paid.

All payments are destination charges: https://docs.stripe.com/connect/destination-charges.
"""

from collections.abc import Iterator, Sequence
from typing import TypedDict, Unpack

from chalicelib import config
from chalicelib.gateways.payments.checkout import metadata_of
from chalicelib.gateways.payments.client import Obj, call, list_all


class IntentParams(TypedDict):
    """An authorization of a saved card, for a row of ours; `fee` is the platform's part of `amount`."""

    kind: str
    order_id: str
    amount: int
    currency: str
    customer: str
    payment_method: str
    destination: str
    fee: int


def create_intent(key: str, **intent: Unpack[IntentParams]) -> Obj:
    """Create a PaymentIntent without confirming it, so that its id can be stored before its card is asked.

    Confirming it makes the bank hold the amount; only `capture_intent` takes it.
    """
    params = {
        "capture_method": "manual",
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
    """Confirm a PaymentIntent, and return it with its charge: `requires_capture` once the bank holds the amount.

    Off-session, raises PaymentDeclined, whose `needs_authentication` says that the payer could authenticate the card.
    On-session, the status may be `requires_action`, and `next_action.redirect_to_url.url` is the bank's page, which
    leads back to `return_url`. Raises PaymentRefused if the intent was paid or cancelled: read it again.
    """
    params = {
        "payment_method": payment_method,
        "off_session": True if off_session else None,
        # Stripe requires it even without a redirect.
        "return_url": return_url or config.PUBLIC_URL,
        "expand": ["latest_charge"],
    }
    return call("payment_intents.confirm", intent_id, params=params, key=key)


def capture_intent(intent_id: str, key: str, amount: int) -> Obj:
    """Take an amount that a bank holds, and return the PaymentIntent with its charge and what Stripe took of it.

    Raises PaymentRefused if the authorization expired, was cancelled, or was captured before: read it again.
    """
    params = {"amount_to_capture": amount, "expand": ["latest_charge.balance_transaction"]}
    return call("payment_intents.capture", intent_id, params=params, key=key)


def find_intent(intent_id: str, expand: Sequence[str] = ("latest_charge.balance_transaction",)) -> Obj:
    """Return a PaymentIntent, with its charge and what Stripe took of it. Raises NotFound."""
    return call("payment_intents.retrieve", intent_id, params={"expand": list(expand) or None})


def cancel_intent(intent_id: str) -> Obj:
    """Cancel a PaymentIntent, and release what a bank holds for it.

    Raises PaymentRefused if it was paid or cancelled: read it again.
    """
    return call("payment_intents.cancel", intent_id, params={"cancellation_reason": "abandoned"})


def intents_of(customer: str) -> Iterator[Obj]:
    """Yield a customer's PaymentIntents, newest first."""
    return list_all("payment_intents.list", params={"customer": customer})


def find_setup_intent(setup_intent_id: str) -> Obj:
    """Return a SetupIntent: its `payment_method` is the card that was saved. Raises NotFound."""
    return call("setup_intents.retrieve", setup_intent_id)


def create_customer(key: str, *, email: str | None, account_id: str) -> Obj:
    """Create a Customer for one of our accounts; it holds the cards that the account saves."""
    return call(
        "customers.create", params={"email": email or None, "metadata": metadata_of("account", account_id)}, key=key
    )


def delete_customer(customer: str) -> Obj:
    """Delete a Customer with its cards, which ends its subscriptions at once; its payments stay. Raises NotFound."""
    return call("customers.delete", customer)


def attach_card(customer: str, payment_method: str, key: str) -> Obj:
    """Attach a card to a customer."""
    return call("payment_methods.attach", payment_method, params={"customer": customer}, key=key)


def set_default_card(customer: str, payment_method: str) -> Obj:
    """Make a saved card the default for the customer's subscriptions."""
    settings = {"default_payment_method": payment_method}
    return call("customers.update", customer, params={"invoice_settings": settings})


def find_charge(charge_id: str, expand: Sequence[str] = ()) -> Obj:
    """Return a charge. Raises NotFound."""
    return call("charges.retrieve", charge_id, params={"expand": list(expand) or None})


def find_balance_transaction(transaction_id: str, expand: Sequence[str] = ()) -> Obj:
    """Return a movement of the platform's balance: its `fee` is what Stripe took. Raises NotFound."""
    return call("balance_transactions.retrieve", transaction_id, params={"expand": list(expand) or None})


def find_dispute(dispute_id: str) -> Obj:
    """Return a dispute. Raises NotFound."""
    return call("disputes.retrieve", dispute_id)


def disputes_of(payment_intent: str) -> Iterator[Obj]:
    """Yield the disputes of a payment, newest first."""
    return list_all("disputes.list", params={"payment_intent": payment_intent})


def find_fee(fee_id: str) -> Obj:
    """Return the platform's fee of one payment, with `amount_refunded`. Raises NotFound."""
    return call("application_fees.retrieve", fee_id)
