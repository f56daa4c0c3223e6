"""Customers."""

from local_stripe.api.reading import page, reading
from local_stripe.api.updating import take
from local_stripe.engine import methods
from local_stripe.routes import Route, get, post
from local_stripe.store import Obj
from local_stripe.world import World

PATH = "/v1/customers"
KEPT = ("address", "description", "email", "metadata", "name", "phone", "preferred_locales", "shipping")


def create(world: World, params: Obj) -> Obj:
    """Make a customer."""
    fields: Obj = {name: params.get(name) for name in KEPT} | {"metadata": params.get("metadata") or {}}
    fields |= {"balance": 0, "currency": None, "delinquent": False, "default_source": None}
    fields["invoice_settings"] = {"default_payment_method": None} | params.get("invoice_settings", {})
    customer = world.add("customer", fields)
    if params.get("payment_method"):
        methods.attach(world, methods.named(world, params["payment_method"]), customer["id"])
    world.emit("customer.created", customer)
    return customer


def update(world: World, params: Obj, customer_id: str) -> Obj:
    """Change a customer."""
    customer = world.get("customer", customer_id)
    previous = take(customer, params, *KEPT)
    customer["invoice_settings"] |= params.get("invoice_settings", {})
    world.emit("customer.updated", world.save(customer), previous)
    return customer


def delete(world: World, params: Obj, customer_id: str) -> Obj:
    """Delete a customer."""
    del params
    customer = world.get("customer", customer_id)
    world.store.rows("delete from objects where id = ?", customer_id)
    world.emit("customer.deleted", customer)
    return {"id": customer_id, "object": "customer", "deleted": True}


def list_methods(world: World, params: Obj, customer_id: str) -> Obj:
    """List what a customer has saved."""
    world.get("customer", customer_id)
    wanted = {"customer": customer_id} | ({"type": params["type"]} if "type" in params else {})
    return page(f"{PATH}/{customer_id}/payment_methods", world.find("payment_method", **wanted), params)


ROUTES = (
    *reading(PATH, "customer", "Customer", "email"),
    post(PATH, "CustomerCreateParams", create),
    post(f"{PATH}/{{id}}", "CustomerUpdateParams", update),
    Route("DELETE", f"{PATH}/{{id}}", "CustomerDeleteParams", delete),
    get(f"{PATH}/{{id}}/payment_methods", "CustomerPaymentMethodListParams", list_methods),
)
