"""Connected accounts: create, onboard, update, delete."""

from typing import Any

from local_stripe.api.reading import list_and_retrieve
from local_stripe.api.updating import update_fields
from local_stripe.errors import BadRequest
from local_stripe.routes import Route, get, post
from local_stripe.state import State
from local_stripe.store import Obj

PATH = "/v1/accounts"
KEPT = ("business_profile", "business_type", "email", "metadata", "settings")
WANTED = ["business_profile.url", "external_account", "tos_acceptance.date"]


def create(state: State, params: Obj) -> Obj:
    """Create an account whose capabilities stay inactive until onboarding is complete."""
    asked = [name for name, one in params.get("capabilities", {}).items() if one.get("requested")]
    fields: Obj = {name: params.get(name) for name in KEPT} | {"metadata": params.get("metadata") or {}}
    fields |= {
        "capabilities": _capabilities(params, asked),
        "charges_enabled": False,
        "controller": params.get("controller", {"type": "application"}),
        "country": params.get("country", "US"),
        "default_currency": params.get("default_currency", "usd"),
        "details_submitted": False,
        "payouts_enabled": False,
        "requirements": _requirements(WANTED, "requirements.past_due"),
        "type": params.get("type", "none"),
    }
    account = state.add("account", fields)
    state.emit("account.updated", account, connected=account["id"])
    return account


def _capabilities(params: Obj, asked: list[str]) -> dict[str, str]:
    # An account that was created without any parameter can receive transfers at once: `stripe trigger` relies on it.
    if not asked and not {"type", "controller"} & set(params):
        return {"legacy_payments": "active"}
    return dict.fromkeys(asked or ["card_payments", "transfers"], "inactive")


def update(state: State, params: Obj, account_id: str) -> Obj:
    """Change an account."""
    account = state.get("account", account_id)
    previous = update_fields(account, params, *KEPT)
    state.emit("account.updated", state.save(account), previous, connected=account_id)
    return account


def enable(state: State, account: Obj, *, charges: bool, payouts: bool) -> Obj:
    """Enable or disable the charges and payouts of an account, with its capabilities and requirements."""
    names = ("charges_enabled", "payouts_enabled", "capabilities", "requirements")
    previous = {name: account[name] for name in names}
    states = dict.fromkeys(account["capabilities"], "active" if charges else "inactive")
    account |= {
        "charges_enabled": charges,
        "payouts_enabled": payouts,
        "capabilities": states,
        "details_submitted": True,
    }
    is_fine = charges and payouts
    account["requirements"] = _requirements([] if is_fine else WANTED, None if is_fine else "requirements.past_due")
    state.emit("account.updated", state.save(account), previous, connected=account["id"])
    return account


def _requirements(due: list[str], reason: str | None) -> dict[str, Any]:
    return {
        "currently_due": due,
        "disabled_reason": reason,
        "eventually_due": due,
        "past_due": due,
        "pending_verification": [],
    }


def delete(state: State, params: Obj, account_id: str) -> Obj:
    """Delete an account."""
    del params
    account = state.get("account", account_id)
    if account["type"] == "standard":
        application = {"id": "ca_local", "object": "application", "name": "local_stripe"}
        state.emit("account.application.deauthorized", application, connected=account_id)
    return state.delete(account)


def make_link(state: State, params: Obj) -> Obj:
    """Create an Account Link to the onboarding page."""
    account = state.get("account", params["account"], "account")
    if not (params.get("return_url") and params.get("refresh_url")):
        raise BadRequest("Account links need a return_url and a refresh_url.", "parameter_missing", "return_url")
    state.save(account | {"_return_url": params["return_url"], "_refresh_url": params["refresh_url"]})
    url = f"{state.settings.public_url}/onboarding/{account['id']}"
    return {"object": "account_link", "created": state.seconds(), "expires_at": state.seconds() + 300, "url": url}


def make_login_link(state: State, params: Obj, account_id: str) -> Obj:
    """Create a link to the Express Dashboard."""
    del params
    if not state.get("account", account_id)["details_submitted"]:
        raise BadRequest("Cannot create a login link for an account that has not completed onboarding.")
    return {
        "object": "login_link",
        "created": state.seconds(),
        "url": f"{state.settings.public_url}/express/{account_id}",
    }


def own(state: State, params: Obj) -> Obj:
    """Return the account that the request acts for."""
    del params
    if state.account:
        return state.acting_for("").get("account", state.account)
    return {
        "id": "acct_platform",
        "object": "account",
        "charges_enabled": True,
        "payouts_enabled": True,
        "country": "US",
    }


ROUTES = (
    get("/v1/account", "AccountRetrieveParams", own),
    *list_and_retrieve(PATH, "account", "Account"),
    post(PATH, "AccountCreateParams", create),
    post(f"{PATH}/{{id}}", "AccountUpdateParams", update),
    Route("DELETE", f"{PATH}/{{id}}", "AccountDeleteParams", delete),
    post("/v1/account_links", "AccountLinkCreateParams", make_link),
    post(f"{PATH}/{{id}}/login_links", "AccountCreateLoginLinkParams", make_login_link),
)
