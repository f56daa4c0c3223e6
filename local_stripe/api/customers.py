"""Customers: create, update, delete, list their payment methods."""

from local_stripe.api.reading import list_and_retrieve, page
from local_stripe.api.updating import update_fields
from local_stripe.engine import payment_methods, sources, subscriptions
from local_stripe.errors import BadRequest
from local_stripe.routes import Route, get, post
from local_stripe.state import State
from local_stripe.store import Obj

PATH = "/v1/customers"
KEPT = ("address", "description", "email", "metadata", "name", "phone", "preferred_locales", "shipping")


def create(state: State, params: Obj) -> Obj:
    """Create a Customer."""
    fields: Obj = {name: params.get(name) for name in KEPT} | {"metadata": params.get("metadata") or {}}
    fields |= {"balance": 0, "currency": None, "delinquent": False, "default_source": None}
    fields["invoice_settings"] = {"default_payment_method": None} | params.get("invoice_settings", {})
    customer = state.add("customer", fields)
    _save_methods(state, customer, params)
    state.emit("customer.created", state.save(customer))
    return customer


def _save_methods(state: State, customer: Obj, params: Obj) -> None:
    """Attach `payment_method` and `source`; the default payment method may name the first by the same test name."""
    wanted = params.get("payment_method")
    if wanted:
        method = payment_methods.attach(state, payment_methods.find(state, wanted), customer["id"])
        if customer["invoice_settings"]["default_payment_method"] == wanted:
            customer["invoice_settings"]["default_payment_method"] = method["id"]
    if params.get("source"):
        customer["default_source"] = sources.make(state, customer, params["source"])["id"]
    default = customer["invoice_settings"]["default_payment_method"]
    if default and payment_methods.find(state, default)["customer"] != customer["id"]:
        text = "The customer does not have a payment method with that ID; attach it first."
        raise BadRequest(text, "resource_missing", "invoice_settings[default_payment_method]")


def update(state: State, params: Obj, customer_id: str) -> Obj:
    """Change a customer."""
    customer = state.get("customer", customer_id)
    previous = update_fields(customer, params, *KEPT)
    customer["invoice_settings"] |= params.get("invoice_settings", {})
    _save_methods(state, customer, {"source": params.get("source")})
    state.emit("customer.updated", state.save(customer), previous)
    return customer


def delete(state: State, params: Obj, customer_id: str) -> Obj:
    """Delete a customer, which cancels its subscriptions at once."""
    del params
    customer = state.get("customer", customer_id)
    for subscription in state.find("subscription", customer=customer_id):
        if subscription["status"] not in {"canceled", "incomplete_expired"}:
            subscriptions.end(state, subscription, "cancellation_requested")
    state.emit("customer.deleted", customer)
    return state.delete(customer)


def list_methods(state: State, params: Obj, customer_id: str) -> Obj:
    """List the payment methods that are attached to a customer."""
    state.get("customer", customer_id)
    wanted = {"customer": customer_id} | ({"type": params["type"]} if "type" in params else {})
    return page(f"{PATH}/{customer_id}/payment_methods", state.find("payment_method", **wanted), params)


def add_source(state: State, params: Obj, customer_id: str) -> Obj:
    """Save a test token as a card of a customer."""
    customer = state.get("customer", customer_id)
    made = sources.make(state, customer, params.get("source", ""))
    customer["default_source"] = customer.get("default_source") or made["id"]
    state.save(customer)
    return made


def update_source(state: State, params: Obj, customer_id: str, source_id: str) -> Obj:
    """Update a card of a customer."""
    return sources.update(state, state.get("customer", customer_id), source_id, params)


def remove_source(state: State, params: Obj, customer_id: str, source_id: str) -> Obj:
    """Remove a card of a customer."""
    del params
    customer = state.get("customer", customer_id)
    if customer.get("default_source") == source_id:
        state.save(customer | {"default_source": None})
    return sources.remove(state, customer, source_id)


ROUTES = (
    *list_and_retrieve(PATH, "customer", "Customer", "email"),
    post(PATH, "CustomerCreateParams", create),
    post(f"{PATH}/{{id}}", "CustomerUpdateParams", update),
    Route("DELETE", f"{PATH}/{{id}}", "CustomerDeleteParams", delete),
    post(f"{PATH}/{{id}}/sources", "CustomerPaymentSourceCreateParams", add_source),
    post(f"{PATH}/{{id}}/sources/{{source}}", "CustomerPaymentSourceUpdateParams", update_source),
    Route("DELETE", f"{PATH}/{{id}}/sources/{{source}}", "CustomerPaymentSourceDeleteParams", remove_source),
    get(f"{PATH}/{{id}}/payment_methods", "CustomerPaymentMethodListParams", list_methods),
)
