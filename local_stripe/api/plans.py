"""Plans: the older view of recurring Prices. A Plan and its Price share their id."""

from local_stripe.api.reading import page
from local_stripe.api.updating import update_fields
from local_stripe.engine import prices
from local_stripe.errors import BadRequest, missing
from local_stripe.routes import Route, get, post
from local_stripe.state import State, new_id
from local_stripe.store import Obj

PATH = "/v1/plans"


def create(state: State, params: Obj) -> Obj:
    """Create a Plan, and its Product if that is given by its fields."""
    product = params.get("product")
    if not product:
        raise BadRequest("Missing required param: product.", "parameter_missing", "product")
    named = (
        prices.make_product(state, product) if isinstance(product, dict) else state.get("product", product, "product")
    )
    recurring: Obj = {"interval": params["interval"], "interval_count": params.get("interval_count", 1)}
    about = {"currency": params["currency"], "unit_amount": params.get("amount"), "recurring": recurring}
    about |= {name: params[name] for name in ("active", "metadata", "nickname") if name in params}
    price = prices.make_price(state, about, named["id"], given_id=params.get("id") or new_id("plan"))
    state.emit("plan.created", as_plan(price))
    return as_plan(price)


def update(state: State, params: Obj, plan_id: str) -> Obj:
    """Update a Plan; its amount never changes."""
    price = _find(state, plan_id)
    previous = update_fields(price, params, "active", "metadata", "nickname")
    state.emit("plan.updated", as_plan(state.save(price)), previous)
    return as_plan(price)


def delete(state: State, params: Obj, plan_id: str) -> Obj:
    """Delete a Plan; its subscriptions continue."""
    del params
    price = _find(state, plan_id)
    state.emit("plan.deleted", as_plan(price))
    return state.delete(price) | {"object": "plan"}


def retrieve(state: State, params: Obj, plan_id: str) -> Obj:
    """Return a Plan."""
    del params
    return as_plan(_find(state, plan_id))


def list_all(state: State, params: Obj) -> Obj:
    """List Plans by whether they are active, and by Product."""
    wanted = {name: params[name] for name in ("active", "product") if name in params}
    return page(PATH, [as_plan(one) for one in state.find("price", type="recurring", **wanted)], params)


def as_plan(price: Obj) -> Obj:
    """Return a recurring Price as a Plan."""
    kept = ("id", "active", "billing_scheme", "created", "currency", "livemode", "metadata", "nickname", "product")
    recurring = {name: price["recurring"][name] for name in ("interval", "interval_count", "usage_type")}
    amount = {"amount": price["unit_amount"], "amount_decimal": price["unit_amount_decimal"]}
    return {name: price[name] for name in kept} | recurring | amount | {"object": "plan"}


def _find(state: State, plan_id: str) -> Obj:
    found = state.look_up(plan_id)
    if found is None or found["object"] != "price" or found["type"] != "recurring":
        raise missing("plan", plan_id)
    return found


ROUTES = (
    get(PATH, "PlanListParams", list_all),
    get(f"{PATH}/{{id}}", "PlanRetrieveParams", retrieve),
    post(PATH, "PlanCreateParams", create),
    post(f"{PATH}/{{id}}", "PlanUpdateParams", update),
    Route("DELETE", f"{PATH}/{{id}}", "PlanDeleteParams", delete),
)
