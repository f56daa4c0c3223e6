"""The Checkout page, and the bank's authentication page."""

from html import escape

from local_stripe import amounts, cards
from local_stripe.api.checkout import lines
from local_stripe.engine import checkout_sessions, payment_methods, prices
from local_stripe.errors import BadRequest, StripeFailure
from local_stripe.pages import layout
from local_stripe.state import State
from local_stripe.store import Obj

TITLES = {"payment": "Pay", "setup": "Save a card", "subscription": "Subscribe"}
TEST_CARDS = "4242 4242 4242 4242 pays, …0002 is declined, 4000 0025 0000 3155 asks for authentication."


def show(state: State, session_id: str, message: str = "") -> str:
    """Draw the page of a session."""
    session = state.get("checkout.session", session_id)
    checkout_sessions.check_open(state, session)
    return layout.page(TITLES[session["mode"]], layout.problem(message) + _order(state, session) + _form(session))


def _order(state: State, session: Obj) -> str:
    rows = "".join(
        f"<tr><td>{escape(one['description'])} × {one['quantity']}</td>"
        f"<td>{amounts.formatted(one['amount_total'], one['currency'])}{_period(one['price'])}</td></tr>"
        for one in lines(state, session)["data"]
    )
    if session["mode"] == "setup":
        return "<p>The card is saved now and charged later, if at all.</p>"
    total = amounts.formatted(session["amount_total"], session["currency"])
    return f"<table>{rows}<tr><th>Total</th><td><strong>{total}</strong></td></tr></table>{_trial(session)}"


def _period(price: Obj) -> str:
    return f" a {price['recurring']['interval']}" if price["recurring"] else ""


def _trial(session: Obj) -> str:
    return "<p>Nothing is charged before the trial ends.</p>" if session["_data"].get("is_trial") else ""


def _form(session: Obj) -> str:
    email = escape(session["customer_email"] or "")
    code = (
        '<label for="code">Promotion code</label><input id="code" name="code">'
        if session["allow_promotion_codes"]
        else ""
    )
    inside = (
        f'<label for="email">E-mail</label>'
        f'<input id="email" name="email" type="email" autocomplete="email" value="{email}">'
        '<label for="card">Card number</label>'
        '<input id="card" name="card" inputmode="numeric" autocomplete="cc-number" '
        f'aria-describedby="cards" value="4242 4242 4242 4242"><p id="cards">{TEST_CARDS}</p>{code}'
    )
    inside += layout.button("act", "pay", TITLES[session["mode"]])
    inside += layout.button("act", "decline", "Pay with a card that is declined") if session["mode"] != "setup" else ""
    inside += layout.button("act", "bank", "Pay by bank, settles later") if session["mode"] == "payment" else ""
    inside += layout.button("act", "leave", "Leave")
    return layout.form(f"/c/pay/{session['id']}", inside)


def submit(state: State, session_id: str, form: dict[str, str]) -> str:
    """Submit the Checkout page, and return where to redirect; raises CardFailure on a decline."""
    session = state.get("checkout.session", session_id)
    act = form.get("act", "pay")
    if act == "leave":
        return session["cancel_url"] or f"/c/pay/{session_id}"
    checkout_sessions.check_open(state, session)
    if form.get("code"):
        _take_off(state, session, form["code"])
    email = form.get("email", "").strip()
    done = checkout_sessions.pay(state, session, _method(state, act, form, email), email)
    if done["status"] == "requires_action":
        return f"/c/pay/{session_id}/authenticate"
    return success_url(done)


def _method(state: State, act: str, form: dict[str, str], email: str) -> Obj:
    if act == "bank":
        return payment_methods.make_bank(state, email)
    number = "4000000000000002" if act == "decline" else form.get("card", "")
    return payment_methods.make_card(state, cards.numbered(number), email)


def _take_off(state: State, session: Obj, code: str) -> None:
    """Apply a promotion code that the buyer typed."""
    found = state.find("promotion_code", code=code)
    if not session["allow_promotion_codes"] or not found or not found[0]["active"]:
        raise BadRequest("This promotion code is not valid.")
    session["_discounts"] = session["discounts"] = [{"promotion_code": found[0]["id"], "coupon": None}]
    off = prices.discount(state, session["_discounts"], session["amount_subtotal"])
    session |= {"amount_total": session["amount_subtotal"] - off}
    session["total_details"]["amount_discount"] = off
    state.save(session)


def success_url(session: Obj) -> str:
    """Return the success_url of a session with its placeholder filled."""
    return str(session["success_url"]).replace("{CHECKOUT_SESSION_ID}", session["id"])


def show_bank(state: State, session_id: str) -> str:
    """Draw the authentication page of a session."""
    checkout_sessions.check_open(state, state.get("checkout.session", session_id))
    return bank_page(f"/c/pay/{session_id}/authenticate")


def bank_page(action: str) -> str:
    """Draw the page on which the bank asks for authentication."""
    inside = layout.button("act", "complete", "Complete authentication") + layout.button(
        "act", "fail", "Fail authentication"
    )
    return layout.page("Your bank asks: is it you?", layout.form(action, inside))


def submit_bank(state: State, session_id: str, form: dict[str, str]) -> str:
    """Submit the authentication page; raises CardFailure when authentication fails."""
    session = state.get("checkout.session", session_id)
    return success_url(checkout_sessions.authenticate(state, session, succeeds=form.get("act") == "complete"))


def explain(failure: StripeFailure) -> str:
    """Draw an error."""
    return layout.page("This page cannot go on", layout.problem(str(failure)))
