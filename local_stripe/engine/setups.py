"""Save a card for later: what becomes of a SetupIntent."""

from local_stripe import cards
from local_stripe.engine import methods
from local_stripe.errors import BadRequest, CardFailure
from local_stripe.store import Obj
from local_stripe.world import World, new_id


def make_intent(world: World, data: Obj) -> Obj:
    """Store a SetupIntent and announce it."""
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
    intent = world.add("setup_intent", fields, intent_id)
    world.emit("setup_intent.created", intent)
    return intent


def confirm(world: World, intent: Obj, method: Obj, return_url: str | None = None) -> Obj:
    """Try to save a card; raises CardFailure, whose writes stay, when it cannot be saved."""
    if intent["status"] not in {"requires_payment_method", "requires_confirmation", "requires_action"}:
        text = f"You cannot confirm this SetupIntent because it has a status of {intent['status']}."
        raise BadRequest(text, "setup_intent_unexpected_state", setup_intent=intent)
    if method["type"] != "card":
        raise BadRequest("Only cards can be saved.", "", "payment_method")
    intent |= {"payment_method": method["id"], "last_setup_error": None}
    card = methods.card_of(method)
    if not card.can_be_saved:
        raise decline(world, intent, method, card.decline_code)
    if card.asks_authentication:
        url = f"{world.settings.public_url}/authenticate/{intent['id']}?client_secret={intent['client_secret']}"
        intent["status"] = "requires_action"
        intent["next_action"] = {"type": "redirect_to_url", "redirect_to_url": {"url": url, "return_url": return_url}}
        world.emit("setup_intent.requires_action", world.save(intent))
        return intent
    return succeed(world, intent)


def succeed(world: World, intent: Obj) -> Obj:
    """Save the card, with the customer if there is one."""
    if intent["customer"]:
        methods.attach(world, world.get("payment_method", intent["payment_method"]), intent["customer"])
    methods.use(world, intent["payment_method"])
    intent |= {"status": "succeeded", "next_action": None}
    world.emit("setup_intent.succeeded", world.save(intent))
    return intent


def decline(world: World, intent: Obj, method: Obj, decline_code: str) -> CardFailure:
    """Write down that a card cannot be saved, and return the failure to raise."""
    error = cards.declined(decline_code).body | {"payment_method": method}
    intent |= {"status": "requires_payment_method", "payment_method": None, "next_action": None}
    intent["last_setup_error"] = error
    world.emit("setup_intent.setup_failed", world.save(intent))
    return cards.declined(decline_code, payment_method=method, setup_intent=intent)
