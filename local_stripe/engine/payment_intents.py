"""Confirm, decline and cancel PaymentIntents, and create their charges."""

from local_stripe import cards
from local_stripe.engine import balance, payment_methods, transfers
from local_stripe.errors import BadRequest, CardFailure
from local_stripe.state import State, new_id
from local_stripe.store import Obj

CONFIRMABLE = {"requires_payment_method", "requires_confirmation", "requires_action"}
COPIED = (
    "description",
    "metadata",
    "receipt_email",
    "transfer_group",
    "on_behalf_of",
    "statement_descriptor",
    "shipping",
)


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
        "capture_method": "automatic_async",
        "client_secret": f"{intent_id}_secret_{intent_id[-10:]}",
        "confirmation_method": "automatic",
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
    fields |= {name: data.get(name) for name in COPIED} | {"metadata": data.get("metadata") or {}}
    intent = state.add("payment_intent", fields, intent_id)
    state.emit("payment_intent.created", intent)
    return intent


def confirm(state: State, intent: Obj, method: Obj, *, off_session: bool = False, return_url: str | None = None) -> Obj:
    """Confirm a PaymentIntent; raises CardFailure, which keeps what was written, when the card declines."""
    check_confirmable(intent)
    payment_methods.check_owner(method, intent["customer"])
    intent |= {"payment_method": method["id"], "last_payment_error": None, "next_action": None}
    if method["type"] == payment_methods.BANK:
        return wait_for_bank(state, intent)
    card = payment_methods.card_of(method)
    if card.decline_code:
        raise decline(state, intent, method, card.decline_code)
    if card.asks_authentication and off_session:
        raise decline(state, intent, method, "authentication_required")
    if card.asks_authentication:
        return ask_authentication(state, intent, return_url)
    return succeed(state, intent)


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


def wait_for_bank(state: State, intent: Obj) -> Obj:
    """Leave a bank payment processing until it is settled."""
    charge = _charge(state, intent, "pending")
    intent |= {"status": "processing", "latest_charge": charge["id"]}
    state.emit("charge.pending", charge)
    state.emit("payment_intent.processing", state.save(intent))
    return intent


def succeed(state: State, intent: Obj) -> Obj:
    """Complete a payment: its charge, transfer, application fee and balance transactions."""
    pending = state.look_up(intent["latest_charge"] or "") if intent["status"] == "processing" else None
    charge = pending or _charge(state, intent, "succeeded")
    charge |= {"status": "succeeded", "paid": True, "amount_captured": charge["amount"], "captured": True}
    booked = balance.book(state, "charge", charge["amount"], charge, balance.processing_fee(charge["amount"]))
    charge["balance_transaction"] = booked["id"]
    _share(state, intent, charge)
    state.emit("charge.succeeded", state.save(charge))
    intent |= {"status": "succeeded", "amount_received": intent["amount"], "latest_charge": charge["id"]}
    intent |= {"next_action": None, "processing": None}
    if not (intent["setup_future_usage"] and intent["customer"]):
        payment_methods.mark_used(state, intent["payment_method"])
    state.emit("payment_intent.succeeded", state.save(intent))
    return intent


def _share(state: State, intent: Obj, charge: Obj) -> None:
    """Transfer a destination charge, and collect the application fee."""
    data, fee = intent["transfer_data"], intent["application_fee_amount"] or 0
    if not data:
        return
    amount = data.get("amount") or charge["amount"]
    transfer = transfers.send(state, amount, charge, data["destination"], fee)
    charge |= {"transfer": transfer["id"], "destination": data["destination"]}
    if fee:
        charge["application_fee"] = transfers.take_fee(state, fee, charge, data["destination"])["id"]


def decline(state: State, intent: Obj, method: Obj, decline_code: str) -> CardFailure:
    """Record a declined payment, and return the failure to raise."""
    refusal = cards.declined(decline_code)
    charge = _charge(state, intent, "failed")
    charge |= {"failure_code": refusal.body["code"], "failure_message": refusal.body["message"]}
    charge["outcome"] |= {"type": "issuer_declined", "network_status": "declined_by_network", "reason": decline_code}
    state.emit("charge.failed", state.save(charge))
    error = refusal.body | {"charge": charge["id"], "payment_method": method}
    intent |= {"status": "requires_payment_method", "payment_method": None, "next_action": None, "processing": None}
    intent |= {"last_payment_error": error, "latest_charge": charge["id"]}
    state.emit("payment_intent.payment_failed", state.save(intent))
    return cards.declined(decline_code, charge=charge["id"], payment_method=method, payment_intent=intent)


def cancel(state: State, intent: Obj, reason: str | None) -> Obj:
    """Cancel a PaymentIntent."""
    if intent["status"] in {"succeeded", "canceled", "processing"}:
        text = f"You cannot cancel this PaymentIntent because it has a status of {intent['status']}."
        raise BadRequest(text, "payment_intent_unexpected_state", payment_intent=intent)
    intent |= {"status": "canceled", "canceled_at": state.seconds(), "cancellation_reason": reason, "next_action": None}
    state.emit("payment_intent.canceled", state.save(intent))
    return intent


def _charge(state: State, intent: Obj, status: str) -> Obj:
    method = state.get("payment_method", intent["payment_method"])
    fields: Obj = {
        "amount": intent["amount"],
        "amount_captured": 0,
        "amount_refunded": 0,
        "application_fee": None,
        "application_fee_amount": intent["application_fee_amount"],
        "balance_transaction": None,
        "billing_details": method["billing_details"],
        "captured": False,
        "currency": intent["currency"],
        "customer": intent["customer"],
        "destination": None,
        "disputed": False,
        "failure_code": None,
        "failure_message": None,
        "outcome": {"type": "authorized", "network_status": "approved_by_network", "reason": None},
        "paid": False,
        "payment_intent": intent["id"],
        "payment_method": method["id"],
        "payment_method_details": {"type": method["type"], method["type"]: method[method["type"]]},
        "refunded": False,
        "source_transfer": None,
        "status": status,
        "transfer": None,
        "transfer_data": intent["transfer_data"],
    }
    charge = state.add("charge", fields | {name: intent[name] for name in COPIED})
    charge["receipt_url"] = f"{state.settings.public_url}/receipts/{charge['id']}"
    return state.save(charge)
