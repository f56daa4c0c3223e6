"""The endpoints that Stripe's hosted Checkout page calls; the Stripe CLI completes sessions with them."""

from typing import NotRequired, TypedDict

from local_stripe.engine import checkout_sessions, payment_methods
from local_stripe.errors import BadRequest
from local_stripe.routes import get, post
from local_stripe.state import State
from local_stripe.store import Obj

PATH = "/v1/payment_pages/{id}"


class RetrieveParams(TypedDict):
    """The parameters for retrieving a page."""

    expand: NotRequired[list[str]]


class ConfirmParams(RetrieveParams):
    """The parameters for confirming a page."""

    payment_method: str
    expected_amount: NotRequired[int]


def retrieve(state: State, params: Obj, session_id: str) -> Obj:
    """Return the contents of the page of an open session."""
    del params
    session = state.get("checkout.session", session_id)
    checkout_sessions.check_open(state, session)
    return session | {"object": "checkout.session", "total_summary": {"due": session["amount_total"]}}


def confirm(state: State, params: Obj, session_id: str) -> Obj:
    """Pay a session with a payment method, if its amount is still the one that the page showed."""
    session = state.get("checkout.session", session_id)
    expected = params.get("expected_amount", session["amount_total"])
    if expected != session["amount_total"]:
        text = f"The amount has changed: it is {session['amount_total']}, not {expected}."
        raise BadRequest(text, "checkout_amount_mismatch", "expected_amount")
    method = payment_methods.find(state, params["payment_method"])
    return checkout_sessions.pay(state, session, method, method["billing_details"]["email"] or "")


ROUTES = (get(PATH, RetrieveParams, retrieve), post(f"{PATH}/confirm", ConfirmParams, confirm))
