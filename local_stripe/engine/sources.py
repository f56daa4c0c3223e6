"""Save cards with the older Sources API: each is also a payment method, with the same id."""

from local_stripe import cards
from local_stripe.engine import payment_methods
from local_stripe.errors import missing
from local_stripe.state import State, new_id
from local_stripe.store import Obj


def make(state: State, customer: Obj, token: str) -> Obj:
    """Save a test token as a card of a customer, and emit its event."""
    card = cards.with_token(token)
    if card is None:
        raise missing("token", token, "source")
    given_id = new_id("payment_method").replace("pm_", "card_")
    method = payment_methods.make_card(state, card, given_id=given_id)
    source = as_source(payment_methods.attach(state, method, customer["id"]))
    state.emit("customer.source.created", source)
    return source


def update(state: State, customer: Obj, source_id: str, params: Obj) -> Obj:
    """Change the metadata and the owner of a card, and emit its event."""
    method = _find(state, customer, source_id)
    method["metadata"] |= params.get("metadata") or {}
    method["billing_details"]["name"] = params.get("name", method["billing_details"]["name"])
    source = as_source(state.save(method))
    state.emit("customer.source.updated", source)
    return source


def remove(state: State, customer: Obj, source_id: str) -> Obj:
    """Detach a card from its customer, and emit its event."""
    method = _find(state, customer, source_id)
    state.save(method | {"customer": None, "_is_used_up": True})
    state.emit("customer.source.deleted", as_source(method))
    return {"id": source_id, "object": "card", "deleted": True}


def as_source(method: Obj) -> Obj:
    """Return a payment method as the card object of the Sources API."""
    shown = {name: method["card"][name] for name in ("brand", "country", "exp_month", "exp_year", "funding", "last4")}
    kept = {name: method[name] for name in ("id", "customer", "metadata")}
    return kept | shown | {"object": "card", "name": method["billing_details"]["name"]}


def _find(state: State, customer: Obj, source_id: str) -> Obj:
    found = state.look_up(source_id)
    is_card = found is not None and found["object"] == "payment_method" and found["type"] == "card"
    if found is None or not is_card or found["customer"] != customer["id"]:
        raise missing("source", source_id)
    return found
