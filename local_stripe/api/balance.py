"""The balance and what changes it: balance transactions, payouts and top-ups."""

from local_stripe import amounts
from local_stripe.api.reading import list_and_retrieve, page
from local_stripe.api.updating import update_fields
from local_stripe.engine import balance
from local_stripe.errors import BadRequest
from local_stripe.routes import get, post
from local_stripe.state import State
from local_stripe.store import Obj

TRANSACTIONS = "/v1/balance_transactions"


def retrieve(state: State, params: Obj) -> Obj:
    """Return the balance of an account."""
    del params
    return balance.of(state)


def list_transactions(state: State, params: Obj) -> Obj:
    """List balance transactions by type, source and currency, or those that a payout paid out."""
    wanted = {name: params[name] for name in ("type", "source", "currency") if name in params}
    found = state.find("balance_transaction", **wanted)
    if "payout" in params:
        payout = state.get("payout", params["payout"], "payout")
        found = [one for one in found if one["source"] == payout["id"]]
    return page(TRANSACTIONS, [balance.shown(state, one) for one in found], params)


def retrieve_transaction(state: State, params: Obj, transaction_id: str) -> Obj:
    """Return a balance transaction."""
    del params
    return balance.shown(state, state.get("balance_transaction", transaction_id))


def create_payout(state: State, params: Obj) -> Obj:
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


def update_payout(state: State, params: Obj, payout_id: str) -> Obj:
    """Update the metadata of a payout."""
    payout = state.get("payout", payout_id)
    previous = update_fields(payout, params, "metadata")
    state.emit("payout.updated", state.save(payout), previous)
    return payout


def create_top_up(state: State, params: Obj) -> Obj:
    """Create a top-up from the platform's bank account to its balance."""
    currency = params["currency"].lower()
    amounts.check(params["amount"], currency)
    fields: Obj = {"amount": params["amount"], "currency": currency, "metadata": params.get("metadata") or {}}
    fields |= {
        "description": params.get("description"),
        "status": "succeeded",
        "transfer_group": params.get("transfer_group"),
    }
    top_up = state.add("topup", fields)
    top_up["balance_transaction"] = balance.book(state, "topup", top_up["amount"], top_up)["id"]
    for event in ("topup.created", "topup.succeeded"):
        state.emit(event, state.save(top_up))
    return top_up


ROUTES = (
    get("/v1/balance", "BalanceRetrieveParams", retrieve),
    get(TRANSACTIONS, "BalanceTransactionListParams", list_transactions),
    get(f"{TRANSACTIONS}/{{id}}", "BalanceTransactionRetrieveParams", retrieve_transaction),
    *list_and_retrieve("/v1/payouts", "payout", "Payout", "status"),
    post("/v1/payouts", "PayoutCreateParams", create_payout),
    post("/v1/payouts/{id}", "PayoutUpdateParams", update_payout),
    *list_and_retrieve("/v1/topups", "topup", "Topup", "status"),
    post("/v1/topups", "TopupCreateParams", create_top_up),
)
