"""Complete a Checkout Session: what happens when somebody pays, saves a card, subscribes, or lets it expire."""

from typing import Any

from local_stripe import cards
from local_stripe.engine import charging, methods, setups, subscribing
from local_stripe.errors import BadRequest
from local_stripe.store import Obj
from local_stripe.world import World


def check_open(world: World, session: Obj) -> None:
    """Refuse a session that has been completed or has expired."""
    if session["status"] == "open" and session["expires_at"] <= world.now():
        expire(world, session)
    if session["status"] != "open":
        raise BadRequest(f"This Checkout Session is {session['status']}.")


def pay(world: World, session: Obj, method: Obj, email: str) -> Obj:
    """Pay with a card or a bank; the session stays open when it declines or asks for authentication."""
    check_open(world, session)
    session["customer_details"] = {
        "email": email or session["customer_email"],
        "name": None,
        "address": None,
        "phone": None,
    }
    session["customer_details"]["tax_ids"] = []
    world.save(session)
    done = STEPS[session["mode"]](world, session, method)
    return done if done["status"] == "requires_action" else complete(world, session, done)


def _pay_once(world: World, session: Obj, method: Obj) -> Obj:
    data = session["_data"]
    saves = data.get("setup_future_usage")
    if session["customer_creation"] == "always" or saves:
        _give_customer(world, session)
    if not session["amount_total"]:
        return {"status": "succeeded"}
    if session["payment_intent"]:
        intent = world.get("payment_intent", session["payment_intent"])
    else:
        about = data | {"customer": session["customer"]}
        intent = charging.make_intent(world, session["amount_total"], session["currency"], about)
        session["payment_intent"] = intent["id"]
        world.save(session)
    done = charging.confirm(world, intent, method, return_url=session["success_url"])
    if saves and session["customer"] and done["status"] == "succeeded":
        methods.attach(world, method, session["customer"])
    return done


def _save_card(world: World, session: Obj, method: Obj) -> Obj:
    if session["customer_creation"] == "always":
        _give_customer(world, session)
    intent = world.get("setup_intent", session["setup_intent"])
    intent["customer"] = session["customer"]
    return setups.confirm(world, intent, method, session["success_url"])


def _subscribe(world: World, session: Obj, method: Obj) -> Obj:
    """Test the card first: at Stripe the subscription does not exist before it is paid."""
    if method["type"] != "card":
        raise BadRequest("A subscription needs a card here.")
    card = methods.card_of(method)
    if card.decline_code:
        raise cards.declined(card.decline_code)
    if card.asks_authentication:
        session["_waiting_method"] = method["id"]
        world.save(session)
        return {"status": "requires_action"}
    return _start_subscription(world, session, method)


def _start_subscription(world: World, session: Obj, method: Obj) -> Obj:
    _give_customer(world, session)
    methods.attach(world, method, session["customer"])
    about = session["_data"] | {"customer": session["customer"], "default_payment_method": method["id"]}
    about["discounts"] = session["_discounts"]
    subscription = subscribing.start(world, about, session["_items"], is_authenticated=True)
    session |= {"subscription": subscription["id"], "invoice": subscription["latest_invoice"]}
    return {"status": "succeeded"}


def authenticate(world: World, session: Obj, *, succeeds: bool) -> Obj:
    """Come back from the bank's page, authenticated or not; raises CardFailure when not."""
    check_open(world, session)
    if session["mode"] == "subscription":
        if not succeeds:
            raise cards.declined("authentication_required")
        done = _start_subscription(world, session, world.get("payment_method", session["_waiting_method"]))
    else:
        kind = "payment_intent" if session["mode"] == "payment" else "setup_intent"
        done = authenticate_intent(world, world.get(kind, session[kind]), succeeds=succeeds)
    return complete(world, session, done)


def authenticate_intent(world: World, intent: Obj, *, succeeds: bool) -> Obj:
    """End the authentication of a PaymentIntent or a SetupIntent; raises CardFailure when it fails."""
    if intent["status"] != "requires_action":
        raise BadRequest(f"There is nothing to authenticate: the status is {intent['status']}.")
    engine: Any = charging if intent["object"] == "payment_intent" else setups
    if not succeeds:
        method = world.get("payment_method", intent["payment_method"])
        raise engine.decline(world, intent, method, "authentication_required")
    done: Obj = engine.succeed(world, intent)
    if intent["object"] == "payment_intent" and intent["setup_future_usage"] and intent["customer"]:
        methods.attach(world, world.get("payment_method", intent["payment_method"]), intent["customer"])
    return done


def complete(world: World, session: Obj, done: Obj) -> Obj:
    """Close a session, and announce it."""
    waits = done["status"] == "processing"
    status = "no_payment_required" if not session["amount_total"] else "unpaid" if waits else "paid"
    if session["mode"] == "subscription" and session["_data"].get("is_trial"):
        status = "no_payment_required"
    session |= {"status": "complete", "payment_status": status, "url": None}
    world.emit("checkout.session.completed", world.save(session))
    return session


def settle(world: World, session: Obj, *, succeeds: bool) -> Obj:
    """Let the bank say at last whether a delayed payment went through."""
    intent = world.get("payment_intent", session["payment_intent"] or "")
    if intent["status"] != "processing":
        raise BadRequest(f"There is nothing to settle: the status is {intent['status']}.")
    if succeeds:
        charging.succeed(world, intent)
        session["payment_status"] = "paid"
        world.emit("checkout.session.async_payment_succeeded", world.save(session))
    else:
        charging.decline(world, intent, world.get("payment_method", intent["payment_method"]), "generic_decline")
        world.emit("checkout.session.async_payment_failed", session)
    return session


def expire(world: World, session: Obj) -> Obj:
    """End a session that nobody completed."""
    if session["status"] != "open":
        text = f'Only Checkout Sessions with a status in ["open"] can be expired. This one is {session["status"]}.'
        raise BadRequest(text)
    for kind in ("payment_intent", "setup_intent"):
        intent = world.look_up(session[kind] or "")
        if intent and kind == "payment_intent":
            charging.cancel(world, intent, "abandoned")
    session |= {"status": "expired", "url": None}
    world.emit("checkout.session.expired", world.save(session))
    return session


def _give_customer(world: World, session: Obj) -> None:
    if not session["customer"]:
        details = session["customer_details"]
        fields: Obj = {"email": details["email"], "name": None, "metadata": {}, "description": None}
        fields["invoice_settings"] = {"default_payment_method": None}
        customer = world.add("customer", fields)
        world.emit("customer.created", customer)
        session["customer"] = customer["id"]
        world.save(session)


STEPS = {"payment": _pay_once, "setup": _save_card, "subscription": _subscribe}
