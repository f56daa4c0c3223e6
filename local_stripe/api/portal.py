"""The customer portal: its configurations and sessions."""

from local_stripe.api.reading import list_and_retrieve
from local_stripe.api.updating import update_fields
from local_stripe.routes import post
from local_stripe.state import State
from local_stripe.store import Obj

CONFIGURATIONS, SESSIONS = "/v1/billing_portal/configurations", "/v1/billing_portal/sessions"
KEPT = ("active", "business_profile", "default_return_url", "metadata", "name")


def create_configuration(state: State, params: Obj) -> Obj:
    """Create a configuration; `features[subscription_cancel]` decides whether a customer can cancel."""
    fields: Obj = {name: params.get(name) for name in KEPT} | {"active": True, "metadata": params.get("metadata") or {}}
    made = state.add("billing_portal.configuration", fields | {"features": params["features"], "is_default": False})
    state.emit("billing_portal.configuration.created", made)
    return made


def update_configuration(state: State, params: Obj, configuration_id: str) -> Obj:
    """Update a configuration."""
    configuration = state.get("billing_portal.configuration", configuration_id)
    previous = update_fields(configuration, params, *KEPT)
    configuration["features"] |= params.get("features", {})
    state.emit("billing_portal.configuration.updated", state.save(configuration), previous)
    return configuration


def create_session(state: State, params: Obj) -> Obj:
    """Create a customer portal session."""
    customer = state.get("customer", params.get("customer", ""), "customer")
    if params.get("configuration"):
        state.get("billing_portal.configuration", params["configuration"], "configuration")
    fields: Obj = {"customer": customer["id"], "return_url": params.get("return_url"), "locale": None}
    made = state.add("billing_portal.session", fields | {"configuration": params.get("configuration")})
    made |= {"url": f"{state.settings.public_url}/p/session/{made['id']}"}
    state.emit("billing_portal.session.created", state.save(made))
    return made


def can_cancel(state: State, session: Obj) -> bool:
    """Tell whether the customer of a session can cancel: without a configuration, yes."""
    configuration = state.look_up(session.get("configuration") or "")
    features = configuration["features"] if configuration else {}
    return bool(features.get("subscription_cancel", {"enabled": not features}).get("enabled"))


ROUTES = (
    *list_and_retrieve(CONFIGURATIONS, "billing_portal.configuration", "billing_portal.Configuration", "active"),
    post(CONFIGURATIONS, "billing_portal.ConfigurationCreateParams", create_configuration),
    post(f"{CONFIGURATIONS}/{{id}}", "billing_portal.ConfigurationUpdateParams", update_configuration),
    post(SESSIONS, "billing_portal.SessionCreateParams", create_session),
)
