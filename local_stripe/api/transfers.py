"""Transfers to connected accounts, and application fees."""

from local_stripe.api.reading import list_and_retrieve, page
from local_stripe.api.updating import update_fields
from local_stripe.engine import balance, transfers
from local_stripe.errors import BadRequest
from local_stripe.routes import get, post
from local_stripe.state import State
from local_stripe.store import Obj


def create_transfer(state: State, params: Obj) -> Obj:
    """Create a transfer from the available balance to a connected account."""
    transfers.check_account(state, params["destination"], "destination")
    available = {one["currency"]: one["amount"] for one in balance.of(state)["available"]}
    currency, amount = params["currency"].lower(), params.get("amount", 0)
    if amount < 1:
        raise BadRequest("This value must be greater than or equal to 1.", "parameter_invalid_integer", "amount")
    if amount > available.get(currency, 0):
        raise BadRequest("You have insufficient available funds in your Stripe account.", "balance_insufficient")
    about = params | {"currency": currency}
    return transfers.send(state, amount, about, params["destination"])


def update_transfer(state: State, params: Obj, transfer_id: str) -> Obj:
    """Update a transfer."""
    transfer = state.get("transfer", transfer_id)
    previous = update_fields(transfer, params, "description", "metadata")
    state.emit("transfer.updated", state.save(transfer), previous)
    return transfer


def reverse_transfer(state: State, params: Obj, transfer_id: str) -> Obj:
    """Reverse a transfer, in full or in part."""
    transfer = state.get("transfer", transfer_id)
    amount = params.get("amount", transfer["amount"] - transfer["amount_reversed"])
    reversal = transfers.reverse(state, transfer, amount)
    if params.get("metadata"):
        state.save(reversal | {"metadata": params["metadata"]})
    return state.get("transfer_reversal", reversal["id"])


def list_reversals(state: State, params: Obj, transfer_id: str) -> Obj:
    """List the reversals of a transfer."""
    found = state.find("transfer_reversal", transfer=state.get("transfer", transfer_id)["id"])
    return page(f"/v1/transfers/{transfer_id}/reversals", found, params)


def refund_fee(state: State, params: Obj, fee_id: str) -> Obj:
    """Refund an application fee, in full or in part."""
    fee = state.get("application_fee", fee_id)
    return transfers.give_back_fee(state, fee, params.get("amount", fee["amount"] - fee["amount_refunded"]))


ROUTES = (
    *list_and_retrieve("/v1/transfers", "transfer", "Transfer", "destination", "transfer_group"),
    post("/v1/transfers", "TransferCreateParams", create_transfer),
    post("/v1/transfers/{id}", "TransferUpdateParams", update_transfer),
    post("/v1/transfers/{id}/reversals", "TransferReversalCreateParams", reverse_transfer),
    get("/v1/transfers/{id}/reversals", "TransferReversalListParams", list_reversals),
    *list_and_retrieve("/v1/application_fees", "application_fee", "ApplicationFee", "charge"),
    post("/v1/application_fees/{id}/refunds", "ApplicationFeeRefundCreateParams", refund_fee),
)
