"""Confirm, capture, decline and cancel PaymentIntents."""

from typing import Any

from local_stripe import cards
from local_stripe.engine import charges, disputes, payment_methods, transfers
from local_stripe.errors import BadRequest, CardFailure
from local_stripe.state import State, new_id
from local_stripe.store import Obj

CONFIRMABLE = {"requires_payment_method", "requires_confirmation", "requires_action"}


def make_intent(state: State, amount: int, currency: str, data: Obj) -> Obj:
    """Store a PaymentIntent and emit its event; `data` are the parameters of the request."""
    transfers.check_destination(state, data, amount)
    intent_id = new_id("payment_intent")
    fields: Obj = {
        "amount": amount,
        "amount_capturable": 0,
        "amount_received": 0,
        "application_fee_amount": data.get("application_fee_amount"),
        "automatic_payment_methods": {"allow_redirects": "always", "enabled": True},
        "canceled_at": None,
        "cancellation_reason": None,
        "capture_method": data.get("capture_method", "automatic_async"),
        "client_secret": f"{intent_id}_secret_{intent_id[-10:]}",
        "confirmation_method": data.get("confirmation_method", "automatic"),
        "currency": currency,
        "customer": data.get("customer"),
        "last_payment_error": None,
        "latest_charge": None,
        "next_action": None,
        "payment_method": data.get("payment_method"),
        "payment_method_types": ["card", payment_methods.BANK],
        "processing": None,
        "setup_future_usage": data.get("setup_future_usage"),
        "status": "requires_confirmation" if data.get("payment_method") else "requires_payment_method",
        "transfer_data": data.get("transfer_data"),
    }
    fields |= {name: data.get(name) for name in charges.COPIED} | {"metadata": data.get("metadata") or {}}
    intent = state.add("payment_intent", fields, intent_id)
    state.emit("payment_intent.created", intent)
    return intent


def confirm(state: State, intent: Obj, method: Obj, *, off_session: bool = False, return_url: str | None = None) -> Obj:
    """Confirm a PaymentIntent; raises CardFailure, which keeps what was written, when the card declines."""
    check_confirmable(intent)
    if intent["transfer_data"]:
        transfers.check_account(state, intent["transfer_data"]["destination"], "transfer_data[destination]")
    payment_methods.check_owner(method, intent["customer"])
    intent |= {"payment_method": method["id"], "last_payment_error": None, "next_action": None}
    if method["type"] in payment_methods.BANKS:
        if intent["capture_method"] == "manual":
            text = f"The payment method type {method['type']} cannot be captured manually."
            raise BadRequest(text, "", "payment_method")
        return wait_for_bank(state, intent, method)
    card = payment_methods.card_of(method)
    if card.decline_code:
        raise decline(state, intent, method, card.decline_code)
    if card.asks_authentication and off_session and not card.set_up_off_session:
        raise decline(state, intent, method, "authentication_required")
    if card.asks_authentication and not off_session:
        return ask_authentication(state, intent, return_url)
    return succeed(state, intent, off_session=off_session)


def check_confirmable(intent: Obj) -> None:
    """Refuse an intent that has succeeded or was canceled."""
    if intent["status"] not in CONFIRMABLE:
        text = f"You cannot confirm this PaymentIntent because it has a status of {intent['status']}."
        raise BadRequest(text, "payment_intent_unexpected_state", payment_intent=intent)


def ask_authentication(state: State, intent: Obj, return_url: str | None) -> Obj:
    """Require authentication on the bank's page."""
    url = f"{state.settings.public_url}/authenticate/{intent['id']}?client_secret={intent['client_secret']}"
    intent["status"] = "requires_action"
    intent["next_action"] = {"type": "redirect_to_url", "redirect_to_url": {"url": url, "return_url": return_url}}
    state.emit("payment_intent.requires_action", state.save(intent))
    return intent


def wait_for_bank(state: State, intent: Obj, method: Obj) -> Obj:
    """Leave a bank payment processing until it is settled; a test IBAN settles by itself."""
    charge = charges.make(state, intent, "pending")
    intent |= {"status": "processing", "latest_charge": charge["id"]}
    if "_settles" in method:
        intent["_due_at"] = state.seconds() + payment_methods.SETTLING_SECONDS
    state.emit("charge.pending", charge)
    state.emit("payment_intent.processing", state.save(intent))
    return intent


def succeed(state: State, intent: Obj, *, off_session: bool = False) -> Obj:
    """Complete a payment, or with manual capture authorize it; then apply the behaviour of its test card."""
    pending = state.look_up(intent["latest_charge"] or "") if intent["status"] == "processing" else None
    charge = pending or charges.make(state, intent, "succeeded")
    intent |= {"latest_charge": charge["id"], "next_action": None, "processing": None, "_due_at": None}
    if not (intent["setup_future_usage"] and intent["customer"]):
        payment_methods.mark_used(state, intent["payment_method"])
    if intent["capture_method"] == "manual":
        return _hold(state, intent, charges.authorize(state, charge, off_session=off_session))
    charges.tell_collected(state, charges.collect(state, charge, charge["amount"]), "charge.succeeded")
    return _complete(state, intent, charge)


def _hold(state: State, intent: Obj, held: Obj) -> Obj:
    intent |= {"status": "requires_capture", "amount_capturable": intent["amount"]}
    intent["_due_at"] = held["payment_method_details"]["card"]["capture_before"]
    state.emit("payment_intent.amount_capturable_updated", state.save(intent))
    return intent


def _complete(state: State, intent: Obj, charge: Obj) -> Obj:
    intent |= {"status": "succeeded", "amount_received": charge["amount_captured"], "amount_capturable": 0}
    state.emit("payment_intent.succeeded", state.save(intent | {"_due_at": None}))
    card = charges.card_behind(state, charge)
    if card and card.dispute:
        status = "warning_needs_response" if card.is_inquiry else "needs_response"
        disputes.open_dispute(state, charge, None, card.dispute, status)
    return intent


def capture(state: State, intent: Obj, params: Obj) -> Obj:
    """Capture an authorized payment, in full or in part; the rest is released."""
    if intent["status"] != "requires_capture":
        text = f"This PaymentIntent could not be captured because it has a status of {intent['status']}."
        raise BadRequest(text, "payment_intent_unexpected_state", payment_intent=intent)
    amount = params.get("amount_to_capture") or intent["amount_capturable"]
    if not 0 < amount <= intent["amount_capturable"]:
        raise BadRequest(
            "The amount to capture is larger than what is capturable.", "amount_too_large", "amount_to_capture"
        )
    if intent["transfer_data"]:
        transfers.check_account(state, intent["transfer_data"]["destination"], "transfer_data[destination]")
    charge = state.get("charge", intent["latest_charge"])
    for name in ("application_fee_amount", "transfer_data"):
        charge[name] = _override(charge[name], params.get(name))
    charges.tell_collected(state, charges.collect(state, charge, amount), "charge.captured")
    return _complete(state, intent, charge)


def _override(kept: Any, given: Any) -> Any:
    return kept | given if isinstance(kept, dict) and isinstance(given, dict) else kept if given is None else given


def settle(state: State, intent: Obj, *, succeeds: bool) -> Obj:
    """Complete a bank payment that was processing, or fail it."""
    if intent["status"] != "processing":
        raise BadRequest(f"There is nothing to settle: the status is {intent['status']}.")
    if succeeds:
        return succeed(state, intent)
    decline(state, intent, state.get("payment_method", intent["payment_method"]), "generic_decline")
    return intent


def decline(state: State, intent: Obj, method: Obj, decline_code: str) -> CardFailure:
    """Record a declined payment, and return the failure to raise."""
    refusal = cards.declined(decline_code)
    charge = charges.fail(state, charges.make(state, intent, "failed"), refusal.body)
    error = refusal.body | {"charge": charge["id"], "payment_method": method}
    intent |= {"status": "requires_payment_method", "payment_method": None, "next_action": None, "processing": None}
    intent["_due_at"] = None
    intent |= {"last_payment_error": error, "latest_charge": charge["id"]}
    state.emit("payment_intent.payment_failed", state.save(intent))
    return cards.declined(decline_code, charge=charge["id"], payment_method=method, payment_intent=intent)


def cancel(state: State, intent: Obj, reason: str | None) -> Obj:
    """Cancel a PaymentIntent."""
    if intent["status"] in {"succeeded", "canceled", "processing"}:
        text = f"You cannot cancel this PaymentIntent because it has a status of {intent['status']}."
        raise BadRequest(text, "payment_intent_unexpected_state", payment_intent=intent)
    if intent["status"] == "requires_capture":
        event = "charge.expired" if reason == "automatic" else "charge.refunded"
        charges.release(state, state.get("charge", intent["latest_charge"]), event)
        intent |= {"amount_capturable": 0, "_due_at": None}
    intent |= {"status": "canceled", "canceled_at": state.seconds(), "cancellation_reason": reason, "next_action": None}
    state.emit("payment_intent.canceled", state.save(intent))
    return intent
