"""Complete or expire Checkout Sessions in each of their modes."""

from typing import Any

from local_stripe import cards
from local_stripe.engine import discounts, payment_intents, payment_methods, setup_intents, subscriptions
from local_stripe.errors import BadRequest
from local_stripe.state import State
from local_stripe.store import Obj


def check_open(state: State, session: Obj) -> None:
    """Refuse a session that has been completed or has expired."""
    if session["status"] == "open" and session["expires_at"] <= state.now():
        expire(state, session)
    if session["status"] != "open":
        raise BadRequest(f"This Checkout Session is {session['status']}.")


def pay(state: State, session: Obj, method: Obj, email: str) -> Obj:
    """Pay with a card or a bank account; the session stays open if it is declined or needs authentication."""
    check_open(state, session)
    session["customer_details"] = {
        "email": email or session["customer_email"],
        "name": None,
        "address": None,
        "phone": None,
    }
    session["customer_details"]["tax_ids"] = []
    state.save(session)
    check_discounts(state, session)
    done = STEPS[session["mode"]](state, session, method)
    return done if done["status"] == "requires_action" else complete(state, session, done)


def check_discounts(state: State, session: Obj) -> None:
    """Refuse discounts that have reached their limit or expired while the page was open."""
    order = discounts.Order(discounts.lines_of(session["_items"]), session["currency"], session["customer"])
    discounts.check(state, session["_discounts"], order)


def apply_code(state: State, session: Obj, code: Obj) -> Obj:
    """Apply a Promotion Code to an open session; raises InvalidDiscount if it does not reduce the amount."""
    wanted = [{"promotion_code": code["id"], "coupon": None}]
    session["_discounts"] = session["discounts"] = wanted
    check_discounts(state, session)
    off = sum(discounts.taken_off(state, wanted, discounts.lines_of(session["_items"])))
    session["amount_total"] = session["amount_subtotal"] - off
    session["total_details"]["amount_discount"] = off
    return state.save(session)


def _pay_once(state: State, session: Obj, method: Obj) -> Obj:
    data = session["_data"]
    saves = data.get("setup_future_usage")
    if session["customer_creation"] == "always" or saves:
        _give_customer(state, session)
    if not session["amount_total"]:
        return {"status": "succeeded"}
    if session["payment_intent"]:
        intent = state.get("payment_intent", session["payment_intent"])
    else:
        about = data | {"customer": session["customer"]}
        intent = payment_intents.make_intent(state, session["amount_total"], session["currency"], about)
        session["payment_intent"] = intent["id"]
        state.save(session)
    done = payment_intents.confirm(state, intent, method, return_url=session["success_url"])
    if saves and session["customer"] and done["status"] == "succeeded":
        payment_methods.attach(state, method, session["customer"])
    return done


def _save_card(state: State, session: Obj, method: Obj) -> Obj:
    if session["customer_creation"] == "always":
        _give_customer(state, session)
    intent = state.get("setup_intent", session["setup_intent"])
    intent["customer"] = session["customer"]
    return setup_intents.confirm(state, intent, method, session["success_url"])


def _subscribe(state: State, session: Obj, method: Obj) -> Obj:
    """Check the card, then create the subscription: Checkout creates it only after payment."""
    if method["type"] != "card":
        raise BadRequest("A subscription needs a card here.")
    card = payment_methods.card_of(method)
    if card.decline_code:
        raise cards.declined(card.decline_code)
    if card.asks_authentication:
        session["_waiting_method"] = method["id"]
        state.save(session)
        return {"status": "requires_action"}
    return _start_subscription(state, session, method)


def _start_subscription(state: State, session: Obj, method: Obj) -> Obj:
    _give_customer(state, session)
    payment_methods.attach(state, method, session["customer"])
    about = session["_data"] | {"customer": session["customer"], "default_payment_method": method["id"]}
    about["discounts"] = session["_discounts"]
    about["checkout_session"] = session["id"]
    subscription = subscriptions.start(state, about, session["_items"], is_authenticated=True)
    session |= {"subscription": subscription["id"], "invoice": subscription["latest_invoice"]}
    return {"status": "succeeded"}


def authenticate(state: State, session: Obj, *, succeeds: bool) -> Obj:
    """Complete a session after authentication; raises CardFailure when authentication fails."""
    check_open(state, session)
    if session["mode"] == "subscription":
        if not succeeds:
            raise cards.declined("authentication_required")
        done = _start_subscription(state, session, state.get("payment_method", session["_waiting_method"]))
    else:
        kind = "payment_intent" if session["mode"] == "payment" else "setup_intent"
        done = authenticate_intent(state, state.get(kind, session[kind]), succeeds=succeeds)
    return complete(state, session, done)


def authenticate_intent(state: State, intent: Obj, *, succeeds: bool) -> Obj:
    """Complete the authentication of an intent; raises CardFailure when it fails."""
    if intent["status"] != "requires_action":
        raise BadRequest(f"There is nothing to authenticate: the status is {intent['status']}.")
    engine: Any = payment_intents if intent["object"] == "payment_intent" else setup_intents
    method = state.get("payment_method", intent["payment_method"])
    if not succeeds:
        raise engine.decline(state, intent, method, "authentication_required")
    later = payment_methods.card_of(method).declines_after_authentication
    if later and intent["object"] == "payment_intent":
        raise engine.decline(state, intent, method, later)
    done: Obj = engine.succeed(state, intent)
    if intent["object"] == "payment_intent" and intent["setup_future_usage"] and intent["customer"]:
        payment_methods.attach(state, state.get("payment_method", intent["payment_method"]), intent["customer"])
    return done


def complete(state: State, session: Obj, done: Obj) -> Obj:
    """Complete a session, and emit its event."""
    waits = done["status"] in {"processing", "requires_capture"}
    if session["mode"] == "payment":
        discounts.redeem(state, session["_discounts"], session["customer"], {"checkout_session": session["id"]})
    status = "no_payment_required" if not session["amount_total"] else "unpaid" if waits else "paid"
    if session["mode"] == "subscription" and session["_data"].get("is_trial"):
        status = "no_payment_required"
    session |= {"status": "complete", "payment_status": status, "url": None}
    state.emit("checkout.session.completed", state.save(session))
    return session


def settle(state: State, session: Obj, *, succeeds: bool) -> Obj:
    """Complete a delayed payment: it succeeds or fails."""
    intent = state.get("payment_intent", session["payment_intent"] or "")
    payment_intents.settle(state, intent, succeeds=succeeds)
    if succeeds:
        session["payment_status"] = "paid"
        state.emit("checkout.session.async_payment_succeeded", state.save(session))
    else:
        state.emit("checkout.session.async_payment_failed", session)
    return session


def expire(state: State, session: Obj) -> Obj:
    """Expire an open session, and cancel its PaymentIntent."""
    if session["status"] != "open":
        text = f'Only Checkout Sessions with a status in ["open"] can be expired. This one is {session["status"]}.'
        raise BadRequest(text)
    for kind in ("payment_intent", "setup_intent"):
        intent = state.look_up(session[kind] or "")
        if intent and kind == "payment_intent":
            payment_intents.cancel(state, intent, "abandoned")
    session |= {"status": "expired", "url": None}
    state.emit("checkout.session.expired", state.save(session))
    return session


def _give_customer(state: State, session: Obj) -> None:
    if not session["customer"]:
        details = session["customer_details"]
        fields: Obj = {"email": details["email"], "name": None, "metadata": {}, "description": None}
        fields["invoice_settings"] = {"default_payment_method": None}
        customer = state.add("customer", fields)
        state.emit("customer.created", customer)
        session["customer"] = customer["id"]
        state.save(session)


STEPS = {"payment": _pay_once, "setup": _save_card, "subscription": _subscribe}
