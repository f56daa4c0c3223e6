"""Payment Links: an address that opens a new Checkout Session for each visitor."""

from local_stripe.api import checkout
from local_stripe.api.reading import list_and_retrieve
from local_stripe.api.updating import update_fields
from local_stripe.engine import prices
from local_stripe.errors import BadRequest
from local_stripe.routes import post
from local_stripe.state import State
from local_stripe.store import Obj

PATH = "/v1/payment_links"
PASSED_ON = (
    "allow_promotion_codes",
    "customer_creation",
    "metadata",
    "payment_intent_data",
    "submit_type",
    "subscription_data",
)


def create(state: State, params: Obj) -> Obj:
    """Create a Payment Link."""
    items = prices.priced(state, params["line_items"])
    fields: Obj = {name: params.get(name) for name in PASSED_ON} | {"active": True}
    fields |= {"currency": items[0]["price"]["currency"], "metadata": params.get("metadata") or {}}
    fields["after_completion"] = params.get("after_completion") or {"type": "hosted_confirmation"}
    fields["_items"] = [{"price": item["price"]["id"], "quantity": item["quantity"]} for item in items]
    fields["_is_recurring"] = any(item["price"]["type"] == "recurring" for item in items)
    link = state.add("payment_link", fields)
    state.emit("payment_link.created", state.save(link | {"url": f"{state.settings.public_url}/b/{link['id']}"}))
    return state.get("payment_link", link["id"])


def update(state: State, params: Obj, link_id: str) -> Obj:
    """Update a Payment Link, or activate or deactivate it."""
    link = state.get("payment_link", link_id)
    previous = update_fields(link, params, "active", "after_completion", *PASSED_ON)
    state.emit("payment_link.updated", state.save(link), previous)
    return link


def open_session(state: State, link_id: str) -> str:
    """Open a Checkout Session for a visitor, and return its address."""
    link = state.get("payment_link", link_id)
    if not link["active"]:
        raise BadRequest("This link is no longer active.")
    redirect = link["after_completion"].get("redirect") or {}
    params: Obj = {name: link[name] for name in PASSED_ON if link[name] is not None}
    params |= {"line_items": link["_items"], "mode": "subscription" if link["_is_recurring"] else "payment"}
    params["success_url"] = redirect.get("url") or f"{state.settings.public_url}/done"
    session = checkout.create(state, params)
    return str(state.save(session | {"payment_link": link_id})["url"])


ROUTES = (
    *list_and_retrieve(PATH, "payment_link", "PaymentLink", "active"),
    post(PATH, "PaymentLinkCreateParams", create),
    post(f"{PATH}/{{id}}", "PaymentLinkUpdateParams", update),
)
