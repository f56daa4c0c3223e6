"""Confirm and decline SetupIntents."""

from local_stripe import cards
from local_stripe.engine import payment_methods
from local_stripe.errors import BadRequest, CardFailure
from local_stripe.state import State, new_id
from local_stripe.store import Obj


def make_intent(state: State, data: Obj) -> Obj:
    """Store a SetupIntent and emit its event."""
    intent_id = new_id("setup_intent")
    fields: Obj = {
        "application": None,
        "cancellation_reason": None,
        "client_secret": f"{intent_id}_secret_{intent_id[-10:]}",
        "customer": data.get("customer"),
        "description": data.get("description"),
        "last_setup_error": None,
        "latest_attempt": None,
        "mandate": None,
        "metadata": data.get("metadata") or {},
        "next_action": None,
        "on_behalf_of": data.get("on_behalf_of"),
        "payment_method": data.get("payment_method"),
        "payment_method_types": ["card"],
        "status": "requires_confirmation" if data.get("payment_method") else "requires_payment_method",
        "usage": data.get("usage") or "off_session",
    }
    intent = state.add("setup_intent", fields, intent_id)
    state.emit("setup_intent.created", intent)
    return intent


def confirm(state: State, intent: Obj, method: Obj, return_url: str | None = None) -> Obj:
    """Confirm a SetupIntent; raises CardFailure, which keeps what was written, when the card declines."""
    if intent["status"] not in {"requires_payment_method", "requires_confirmation", "requires_action"}:
        text = f"You cannot confirm this SetupIntent because it has a status of {intent['status']}."
        raise BadRequest(text, "setup_intent_unexpected_state", setup_intent=intent)
    if method["type"] != "card":
        raise BadRequest("Only cards can be saved.", "", "payment_method")
    intent |= {"payment_method": method["id"], "last_setup_error": None}
    card = payment_methods.card_of(method)
    if not card.can_be_saved:
        raise decline(state, intent, method, card.decline_code)
    if card.asks_authentication:
        url = f"{state.settings.public_url}/authenticate/{intent['id']}?client_secret={intent['client_secret']}"
        intent["status"] = "requires_action"
        intent["next_action"] = {"type": "redirect_to_url", "redirect_to_url": {"url": url, "return_url": return_url}}
        state.emit("setup_intent.requires_action", state.save(intent))
        return intent
    return succeed(state, intent)


def succeed(state: State, intent: Obj) -> Obj:
    """Complete a SetupIntent, and attach the card to its customer."""
    if intent["customer"]:
        payment_methods.attach(state, state.get("payment_method", intent["payment_method"]), intent["customer"])
    payment_methods.mark_used(state, intent["payment_method"])
    intent |= {"status": "succeeded", "next_action": None}
    state.emit("setup_intent.succeeded", state.save(intent))
    return intent


def decline(state: State, intent: Obj, method: Obj, decline_code: str) -> CardFailure:
    """Record a declined setup, and return the failure to raise."""
    error = cards.declined(decline_code).body | {"payment_method": method}
    intent |= {"status": "requires_payment_method", "payment_method": None, "next_action": None}
    intent["last_setup_error"] = error
    state.emit("setup_intent.setup_failed", state.save(intent))
    return cards.declined(decline_code, payment_method=method, setup_intent=intent)
