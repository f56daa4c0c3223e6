"""Checkout Sessions: create, update, expire, list their line items."""

from typing import Any

from local_stripe import amounts
from local_stripe.api.reading import full_list, list_and_retrieve
from local_stripe.api.updating import update_fields
from local_stripe.engine import checkout_sessions, discounts, prices, setup_intents, transfers
from local_stripe.errors import BadRequest
from local_stripe.routes import get, post
from local_stripe.state import State, new_id
from local_stripe.store import Obj

PATH = "/v1/checkout/sessions"
DATA = {"payment": "payment_intent_data", "setup": "setup_intent_data", "subscription": "subscription_data"}
SHORTEST, LONGEST = 30 * 60, 24 * 3600
# The caller's clock may be a minute off.
LEEWAY = 60


def create(state: State, params: Obj) -> Obj:
    """Create a Checkout Session in payment, setup or subscription mode."""
    _check(state, params)
    mode = params["mode"]
    items = prices.priced(state, params.get("line_items", []))
    _check_items(mode, items)
    currency: Any = items[0]["price"]["currency"] if items else params.get("currency")
    wanted, order = (
        params.get("discounts") or [],
        discounts.Order(discounts.lines_of(items), currency, params.get("customer")),
    )
    discounts.check(state, wanted, order)
    subtotal = order.subtotal
    off = sum(discounts.taken_off(state, wanted, order.lines))
    data: Obj = dict(params.get(DATA[mode], {}))
    if mode == "payment" and subtotal > off:
        amounts.check(subtotal - off, currency, "line_items")
    transfers.check_destination(state, data, subtotal - off)
    data["is_trial"] = bool(data.get("trial_period_days") or data.get("trial_end"))
    session = _store(state, params, items, data, (currency, subtotal, subtotal - off))
    if mode == "setup":
        about = data | {"customer": params.get("customer")}
        session["setup_intent"] = setup_intents.make_intent(state, about)["id"]
    return state.save(session)


def _check(state: State, params: Obj) -> None:
    mode = params.get("mode")
    if mode is None:
        raise BadRequest("Missing required param: mode.", "parameter_missing", "mode")
    if params.get("ui_mode", "hosted_page") not in {"hosted", "hosted_page"}:
        raise BadRequest("The local Stripe has the hosted page only.", "", "ui_mode")
    _check_present(params)
    for other, name in DATA.items():
        if other != mode and name in params:
            raise BadRequest(f"You can not pass `{name}` in `{mode}` mode.", "", name)
    if params.get("customer") and params.get("customer_email"):
        raise BadRequest("You may only specify one of these parameters: customer, customer_email.", "", "customer")
    if params.get("customer"):
        state.get("customer", params["customer"], "customer")
    _check_rest(state, params)


def _check_present(params: Obj) -> None:
    needed = ["success_url", "line_items"]
    if params["mode"] == "setup":
        needed = ["success_url"] if "allowed_payment_method_types" in params else ["success_url", "currency"]
    for name in needed:
        if not params.get(name):
            raise BadRequest(f"Missing required param: {name}.", "parameter_missing", name)


def _check_rest(state: State, params: Obj) -> None:
    if params["mode"] == "subscription" and params.get("customer_creation"):
        raise BadRequest("`customer_creation` can only be used in `payment` and `setup` mode.", "", "customer_creation")
    if params.get("discounts") and params.get("allow_promotion_codes"):
        raise BadRequest("You may only specify one of: allow_promotion_codes, discounts.", "", "discounts")
    left = params.get("expires_at", state.seconds() + LONGEST) - state.seconds()
    if not SHORTEST - LEEWAY <= left <= LONGEST + LEEWAY:
        text = "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation."
        raise BadRequest(text, "", "expires_at")


def _check_items(mode: str, items: list[Obj]) -> None:
    recurring = [item["price"]["type"] == "recurring" for item in items]
    if mode == "payment" and any(recurring):
        text = "You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode."
        raise BadRequest(text, "", "line_items")
    if mode == "subscription" and not all(recurring):
        raise BadRequest("In `subscription` mode the local Stripe takes recurring prices only.", "", "line_items")


def _store(state: State, params: Obj, items: list[Obj], data: Obj, sums: tuple[Any, int, int]) -> Obj:
    currency, subtotal, total = sums
    session_id = new_id("checkout.session")
    is_setup = params["mode"] == "setup"
    fields: Obj = {
        name: params.get(name) for name in ("cancel_url", "client_reference_id", "customer", "customer_email")
    }
    fields |= {
        "allow_promotion_codes": params.get("allow_promotion_codes"),
        "amount_subtotal": None if is_setup else subtotal,
        "amount_total": None if is_setup else total,
        "currency": currency,
        "customer_creation": params.get("customer_creation", None if params.get("customer") else "if_required"),
        "customer_details": None,
        "discounts": params.get("discounts") or [],
        "expires_at": params.get("expires_at", state.seconds() + LONGEST),
        "invoice": None,
        "metadata": params.get("metadata") or {},
        "mode": params["mode"],
        "payment_intent": None,
        "payment_method_types": ["card"],
        "payment_status": "no_payment_required" if is_setup else "unpaid",
        "setup_intent": None,
        "status": "open",
        "submit_type": params.get("submit_type"),
        "subscription": None,
        "success_url": params["success_url"],
        "total_details": {"amount_discount": subtotal - total, "amount_shipping": 0, "amount_tax": 0},
        "ui_mode": "hosted_page",
        "url": f"{state.settings.public_url}/c/pay/{session_id}",
        "_data": data,
        "_discounts": params.get("discounts") or [],
        "_items": items,
    }
    return state.add("checkout.session", fields, session_id)


def expire(state: State, params: Obj, session_id: str) -> Obj:
    """Expire an open session."""
    del params
    return checkout_sessions.expire(state, state.get("checkout.session", session_id))


def update(state: State, params: Obj, session_id: str) -> Obj:
    """Change a session's metadata."""
    session = state.get("checkout.session", session_id)
    update_fields(session, params, "metadata")
    return state.save(session)


def list_items(state: State, params: Obj, session_id: str) -> Obj:
    """List the line items of a session."""
    del params
    return lines(state, state.get("checkout.session", session_id))


def lines(state: State, session: Obj) -> Obj:
    """Return the lines of a session as a list."""
    off = discounts.taken_off(state, session["_discounts"], discounts.lines_of(session["_items"]))
    items = [prices.line(state, item, part) for item, part in zip(session["_items"], off, strict=True)]
    return full_list(f"{PATH}/{session['id']}/line_items", items)


ROUTES = (
    *list_and_retrieve(
        PATH, "checkout.session", "checkout.Session", "payment_intent", "subscription", "customer", "status"
    ),
    post(PATH, "checkout.SessionCreateParams", create),
    post(f"{PATH}/{{id}}", "checkout.SessionUpdateParams", update),
    post(f"{PATH}/{{id}}/expire", "checkout.SessionExpireParams", expire),
    get(f"{PATH}/{{id}}/line_items", "checkout.SessionListLineItemsParams", list_items),
)
