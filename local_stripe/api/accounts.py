"""Connected accounts: make one, send its owner to onboarding, see whether it may be paid."""

from typing import Any

from local_stripe.api.reading import reading
from local_stripe.api.updating import take
from local_stripe.engine import ledger
from local_stripe.errors import BadRequest
from local_stripe.routes import Route, get, post
from local_stripe.store import Obj
from local_stripe.world import World

PATH = "/v1/accounts"
KEPT = ("business_profile", "business_type", "email", "metadata", "settings")
WANTED = ["business_profile.url", "external_account", "tos_acceptance.date"]


def create(world: World, params: Obj) -> Obj:
    """Make an account that may do nothing before its owner has been through onboarding."""
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
    account = world.add("account", fields)
    world.emit("account.updated", account, connected=account["id"])
    return account


def update(world: World, params: Obj, account_id: str) -> Obj:
    """Change an account."""
    account = world.get("account", account_id)
    previous = take(account, params, *KEPT)
    world.emit("account.updated", world.save(account), previous, connected=account_id)
    return account


def enable(world: World, account: Obj, *, charges: bool, payouts: bool) -> Obj:
    """Let an account charge and be paid out, or stop it."""
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
    world.emit("account.updated", world.save(account), previous, connected=account["id"])
    return account


def _requirements(due: list[str], reason: str | None) -> dict[str, Any]:
    return {
        "currently_due": due,
        "disabled_reason": reason,
        "eventually_due": due,
        "past_due": due,
        "pending_verification": [],
    }


def delete(world: World, params: Obj, account_id: str) -> Obj:
    """Delete an account."""
    del params
    world.get("account", account_id)
    world.store.rows("delete from objects where id = ?", account_id)
    return {"id": account_id, "object": "account", "deleted": True}


def make_link(world: World, params: Obj) -> Obj:
    """Return the page where an account's owner answers Stripe's questions."""
    account = world.get("account", params["account"], "account")
    if params["type"] == "account_onboarding" and not (params.get("return_url") and params.get("refresh_url")):
        raise BadRequest("Account links need a return_url and a refresh_url.", "parameter_missing", "return_url")
    world.save(account | {"_return_url": params["return_url"], "_refresh_url": params["refresh_url"]})
    url = f"{world.settings.public_url}/onboarding/{account['id']}"
    return {"object": "account_link", "created": world.seconds(), "expires_at": world.seconds() + 300, "url": url}


def make_login_link(world: World, params: Obj, account_id: str) -> Obj:
    """Return the page where an Express account sees its own numbers."""
    del params
    if not world.get("account", account_id)["details_submitted"]:
        raise BadRequest("Cannot create a login link for an account that has not completed onboarding.")
    return {
        "object": "login_link",
        "created": world.seconds(),
        "url": f"{world.settings.public_url}/express/{account_id}",
    }


def own(world: World, params: Obj) -> Obj:
    """Return the account that the request acts for."""
    del params
    if world.account:
        return world.acting_for("").get("account", world.account)
    return {
        "id": "acct_platform",
        "object": "account",
        "charges_enabled": True,
        "payouts_enabled": True,
        "country": "US",
    }


def balance(world: World, params: Obj) -> Obj:
    """Return what an account has."""
    del params
    return ledger.balance(world)


def pay_out(world: World, params: Obj) -> Obj:
    """Send a part of the balance to the account's bank."""
    available = {one["currency"]: one["amount"] for one in ledger.balance(world)["available"]}
    currency = params["currency"].lower()
    if not 0 < params["amount"] <= available.get(currency, 0):
        raise BadRequest("You have insufficient funds in your Stripe account.", "balance_insufficient", "amount")
    fields: Obj = {"amount": params["amount"], "currency": currency, "metadata": params.get("metadata") or {}}
    fields |= {"status": "paid", "arrival_date": world.seconds(), "method": "standard", "type": "bank_account"}
    fields |= {"automatic": False, "description": params.get("description")}
    payout = world.add("payout", fields)
    payout["balance_transaction"] = ledger.book(world, "payout", -payout["amount"], payout)["id"]
    world.emit("payout.created", world.save(payout))
    world.emit("payout.paid", payout)
    return payout


ROUTES = (
    get("/v1/account", "AccountRetrieveParams", own),
    *reading(PATH, "account", "Account"),
    post(PATH, "AccountCreateParams", create),
    post(f"{PATH}/{{id}}", "AccountUpdateParams", update),
    Route("DELETE", f"{PATH}/{{id}}", "AccountDeleteParams", delete),
    post("/v1/account_links", "AccountLinkCreateParams", make_link),
    post(f"{PATH}/{{id}}/login_links", "AccountCreateLoginLinkParams", make_login_link),
    get("/v1/balance", "BalanceRetrieveParams", balance),
    *reading(
        "/v1/balance_transactions", "balance_transaction", "BalanceTransaction", "type", "source", "currency", "payout"
    ),
    *reading("/v1/payouts", "payout", "Payout", "status"),
    post("/v1/payouts", "PayoutCreateParams", pay_out),
)
