"""Money that moved: charges, refunds, disputes, transfers, fees."""

from local_stripe.api.reading import list_and_retrieve, page
from local_stripe.api.updating import update_fields
from local_stripe.engine import balance, disputes, refunds, transfers
from local_stripe.errors import BadRequest
from local_stripe.routes import get, post
from local_stripe.state import State
from local_stripe.store import Obj


def create_refund(state: State, params: Obj) -> Obj:
    """Refund a charge, or the charge of a PaymentIntent."""
    if ("charge" in params) == ("payment_intent" in params):
        text = "One of the following params should be provided for this request: payment_intent or charge."
        raise BadRequest(text, "parameter_missing", "payment_intent")
    charge_id = params.get("charge", "")
    if "charge" not in params:
        intent = state.get("payment_intent", params["payment_intent"], "payment_intent")
        if intent["status"] != "succeeded":
            text = f"This PaymentIntent ({intent['id']}) does not have a successful charge to refund."
            raise BadRequest(text, "payment_intent_unexpected_state", "payment_intent")
        charge_id = intent["latest_charge"]
    return refunds.refund(state, state.get("charge", charge_id, "charge"), params)


def cancel_refund(state: State, params: Obj, refund_id: str) -> Obj:
    """Cancel a pending refund."""
    del params
    return refunds.settle(state, state.get("refund", refund_id), "canceled")


def update_refund(state: State, params: Obj, refund_id: str) -> Obj:
    """Change a refund's metadata."""
    made = state.get("refund", refund_id)
    previous = update_fields(made, params, "metadata")
    state.save(made)
    for name in ("refund.updated", "charge.refund.updated"):
        state.emit(name, made, previous)
    return made


def update_charge(state: State, params: Obj, charge_id: str) -> Obj:
    """Update a charge."""
    charge = state.get("charge", charge_id)
    previous = update_fields(charge, params, "description", "metadata", "receipt_email", "transfer_group")
    state.emit("charge.updated", state.save(charge), previous)
    return charge


def update_dispute(state: State, params: Obj, dispute_id: str) -> Obj:
    """Update a dispute, and submit its evidence."""
    dispute = state.get("dispute", dispute_id)
    previous = update_fields(dispute, params, "evidence", "metadata")
    if params.get("submit", True) and dispute["status"].endswith("needs_response"):
        dispute["status"] = dispute["status"].replace("needs_response", "under_review")
    state.emit("charge.dispute.updated", state.save(dispute), previous)
    return dispute


def close_dispute(state: State, params: Obj, dispute_id: str) -> Obj:
    """Accept that a dispute is lost."""
    del params
    dispute = state.get("dispute", dispute_id)
    is_inquiry = dispute["status"].startswith("warning")
    return disputes.close(state, dispute, "warning_closed" if is_inquiry else "lost")


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
    *list_and_retrieve("/v1/charges", "charge", "Charge", "customer", "payment_intent", "transfer_group"),
    post("/v1/charges/{id}", "ChargeUpdateParams", update_charge),
    *list_and_retrieve("/v1/refunds", "refund", "Refund", "charge", "payment_intent"),
    post("/v1/refunds", "RefundCreateParams", create_refund),
    post("/v1/refunds/{id}", "RefundUpdateParams", update_refund),
    post("/v1/refunds/{id}/cancel", "RefundCancelParams", cancel_refund),
    *list_and_retrieve("/v1/disputes", "dispute", "Dispute", "charge", "payment_intent"),
    post("/v1/disputes/{id}", "DisputeUpdateParams", update_dispute),
    post("/v1/disputes/{id}/close", "DisputeCloseParams", close_dispute),
    *list_and_retrieve("/v1/transfers", "transfer", "Transfer", "destination", "transfer_group"),
    post("/v1/transfers", "TransferCreateParams", create_transfer),
    post("/v1/transfers/{id}", "TransferUpdateParams", update_transfer),
    post("/v1/transfers/{id}/reversals", "TransferReversalCreateParams", reverse_transfer),
    get("/v1/transfers/{id}/reversals", "TransferReversalListParams", list_reversals),
    *list_and_retrieve("/v1/application_fees", "application_fee", "ApplicationFee", "charge"),
    post("/v1/application_fees/{id}/refunds", "ApplicationFeeRefundCreateParams", refund_fee),
)
