"""Customers: create, update, delete, list their payment methods."""

from local_stripe.api.reading import list_and_retrieve, page
from local_stripe.api.updating import update_fields
from local_stripe.engine import payment_methods
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
    if params.get("payment_method"):
        payment_methods.attach(state, payment_methods.find(state, params["payment_method"]), customer["id"])
    state.emit("customer.created", customer)
    return customer


def update(state: State, params: Obj, customer_id: str) -> Obj:
    """Change a customer."""
    customer = state.get("customer", customer_id)
    previous = update_fields(customer, params, *KEPT)
    customer["invoice_settings"] |= params.get("invoice_settings", {})
    state.emit("customer.updated", state.save(customer), previous)
    return customer


def delete(state: State, params: Obj, customer_id: str) -> Obj:
    """Delete a customer."""
    del params
    customer = state.get("customer", customer_id)
    state.store.rows("delete from objects where id = ?", customer_id)
    state.emit("customer.deleted", customer)
    return {"id": customer_id, "object": "customer", "deleted": True}


def list_methods(state: State, params: Obj, customer_id: str) -> Obj:
    """List the payment methods that are attached to a customer."""
    state.get("customer", customer_id)
    wanted = {"customer": customer_id} | ({"type": params["type"]} if "type" in params else {})
    return page(f"{PATH}/{customer_id}/payment_methods", state.find("payment_method", **wanted), params)


ROUTES = (
    *list_and_retrieve(PATH, "customer", "Customer", "email"),
    post(PATH, "CustomerCreateParams", create),
    post(f"{PATH}/{{id}}", "CustomerUpdateParams", update),
    Route("DELETE", f"{PATH}/{{id}}", "CustomerDeleteParams", delete),
    get(f"{PATH}/{{id}}/payment_methods", "CustomerPaymentMethodListParams", list_methods),
)
