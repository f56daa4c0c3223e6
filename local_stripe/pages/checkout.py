"""The Checkout page, and the bank's authentication page."""

from html import escape

from local_stripe import amounts, cards
from local_stripe.api.checkout import lines
from local_stripe.engine import checkout_sessions, discounts, payment_methods
from local_stripe.errors import InvalidDiscount, StripeFailure
from local_stripe.pages import layout
from local_stripe.pages.words import say
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
        f"<td>{amounts.formatted(one['amount_subtotal'], one['currency'])}{_period(one['price'])}</td></tr>"
        + _discount(state, session, one)
        for one in lines(state, session)["data"]
    )
    if session["mode"] == "setup":
        return f"<p>{say('The card is saved now and charged later, if at all.')}</p>"
    total = amounts.formatted(session["amount_total"], session["currency"])
    return f"<table>{rows}<tr><th>{say('Total')}</th><td><strong>{total}</strong></td></tr></table>{_trial(session)}"


def _discount(state: State, session: Obj, line: Obj) -> str:
    if not line["amount_discount"]:
        return ""
    codes = [state.look_up(one.get("promotion_code") or "") for one in session["_discounts"]]
    names = [one["code"] for one in codes if one] or [say("Discount")]
    off = amounts.formatted(-line["amount_discount"], line["currency"])
    return f"<tr><td>{escape(', '.join(names))}{say(' on ')}{escape(line['description'])}</td><td>{off}</td></tr>"


def _period(price: Obj) -> str:
    return say(f" a {price['recurring']['interval']}") if price["recurring"] else ""


def _trial(session: Obj) -> str:
    return f"<p>{say('Nothing is charged before the trial ends.')}</p>" if session["_data"].get("is_trial") else ""


def _form(session: Obj) -> str:
    email = escape(session["customer_email"] or "")
    code = (
        f'<label for="code">{say("Promotion code")}</label><input id="code" name="code">'
        if session["allow_promotion_codes"]
        else ""
    )
    inside = (
        f'<label for="email">{say("E-mail")}</label>'
        f'<input id="email" name="email" type="email" autocomplete="email" value="{email}">'
        f'<label for="card">{say("Card number")}</label>'
        '<input id="card" name="card" inputmode="numeric" autocomplete="cc-number" '
        f'aria-describedby="cards" value="4242 4242 4242 4242"><p id="cards">{say(TEST_CARDS)}</p>{code}'
    )
    inside += layout.button("act", "pay", TITLES[session["mode"]], is_main=True)
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
        _apply_code(state, session, form["code"])
    email = form.get("email", "").strip()
    done = checkout_sessions.pay(state, session, _method(state, act, form, email), email)
    if done["status"] == "requires_action":
        return f"/c/pay/{session_id}/authenticate"
    return success_url(done)


def _method(state: State, act: str, form: dict[str, str], email: str) -> Obj:
    if act == "bank":
        return payment_methods.make_bank(state, {"email": email})
    number = "4000000000000002" if act == "decline" else form.get("card", "")
    return payment_methods.make_card(state, cards.numbered(number), {"email": email})


def _apply_code(state: State, session: Obj, code: str) -> None:
    """Apply a promotion code that the buyer typed."""
    found = [one for one in state.find("promotion_code") if one["code"].lower() == code.strip().lower()]
    usable = [one for one in found if discounts.is_active(state, one)]
    if not session["allow_promotion_codes"] or not usable:
        raise InvalidDiscount("This promotion code is not valid.")
    checkout_sessions.apply_code(state, session, usable[0])


def success_url(session: Obj) -> str:
    """Return the success_url of a session with its placeholder filled."""
    return str(session["success_url"]).replace("{CHECKOUT_SESSION_ID}", session["id"])


def show_bank(state: State, session_id: str) -> str:
    """Draw the authentication page of a session."""
    checkout_sessions.check_open(state, state.get("checkout.session", session_id))
    return bank_page(f"/c/pay/{session_id}/authenticate")


def bank_page(action: str) -> str:
    """Draw the page on which the bank asks for authentication."""
    inside = layout.button("act", "complete", "Complete authentication", is_main=True) + layout.button(
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
