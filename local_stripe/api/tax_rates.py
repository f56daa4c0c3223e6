"""Tax rates, which are stored and listed; the local Stripe does not compute taxes."""

from local_stripe.api.reading import list_and_retrieve
from local_stripe.api.updating import update_fields
from local_stripe.routes import post
from local_stripe.state import State
from local_stripe.store import Obj

PATH = "/v1/tax_rates"
KEPT = ("active", "country", "description", "display_name", "jurisdiction", "metadata", "state", "tax_type")


def create(state: State, params: Obj) -> Obj:
    """Create a tax rate; its percentage never changes."""
    fields: Obj = {name: params.get(name) for name in KEPT} | {"metadata": params.get("metadata") or {}}
    fields |= {
        "active": params.get("active", True),
        "inclusive": params["inclusive"],
        "percentage": params["percentage"],
    }
    rate = state.add("tax_rate", fields)
    state.emit("tax_rate.created", rate)
    return rate


def update(state: State, params: Obj, rate_id: str) -> Obj:
    """Update a tax rate."""
    rate = state.get("tax_rate", rate_id)
    previous = update_fields(rate, params, *KEPT)
    state.emit("tax_rate.updated", state.save(rate), previous)
    return rate


ROUTES = (
    *list_and_retrieve(PATH, "tax_rate", "TaxRate", "active", "inclusive"),
    post(PATH, "TaxRateCreateParams", create),
    post(f"{PATH}/{{id}}", "TaxRateUpdateParams", update),
)
