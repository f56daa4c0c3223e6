"""Connected accounts: create, onboard, update, delete; their balances and payouts."""

from typing import Any

from local_stripe.api.reading import list_and_retrieve
from local_stripe.api.updating import update_fields
from local_stripe.engine import balance
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
        "capabilities": dict.fromkeys(asked or ["card_payments", "transfers"], "inactive"),
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
    state.get("account", account_id)
    state.store.rows("delete from objects where id = ?", account_id)
    return {"id": account_id, "object": "account", "deleted": True}


def make_link(state: State, params: Obj) -> Obj:
    """Create an Account Link to the onboarding page."""
    account = state.get("account", params["account"], "account")
    if params["type"] == "account_onboarding" and not (params.get("return_url") and params.get("refresh_url")):
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


def retrieve_balance(state: State, params: Obj) -> Obj:
    """Return the balance of an account."""
    del params
    return balance.of(state)


def pay_out(state: State, params: Obj) -> Obj:
    """Create a payout from the available balance."""
    available = {one["currency"]: one["amount"] for one in balance.of(state)["available"]}
    currency = params["currency"].lower()
    if not 0 < params["amount"] <= available.get(currency, 0):
        raise BadRequest("You have insufficient funds in your Stripe account.", "balance_insufficient", "amount")
    fields: Obj = {"amount": params["amount"], "currency": currency, "metadata": params.get("metadata") or {}}
    fields |= {"status": "paid", "arrival_date": state.seconds(), "method": "standard", "type": "bank_account"}
    fields |= {"automatic": False, "description": params.get("description")}
    payout = state.add("payout", fields)
    payout["balance_transaction"] = balance.book(state, "payout", -payout["amount"], payout)["id"]
    state.emit("payout.created", state.save(payout))
    state.emit("payout.paid", payout)
    return payout


ROUTES = (
    get("/v1/account", "AccountRetrieveParams", own),
    *list_and_retrieve(PATH, "account", "Account"),
    post(PATH, "AccountCreateParams", create),
    post(f"{PATH}/{{id}}", "AccountUpdateParams", update),
    Route("DELETE", f"{PATH}/{{id}}", "AccountDeleteParams", delete),
    post("/v1/account_links", "AccountLinkCreateParams", make_link),
    post(f"{PATH}/{{id}}/login_links", "AccountCreateLoginLinkParams", make_login_link),
    get("/v1/balance", "BalanceRetrieveParams", retrieve_balance),
    *list_and_retrieve(
        "/v1/balance_transactions", "balance_transaction", "BalanceTransaction", "type", "source", "currency", "payout"
    ),
    *list_and_retrieve("/v1/payouts", "payout", "Payout", "status"),
    post("/v1/payouts", "PayoutCreateParams", pay_out),
)
