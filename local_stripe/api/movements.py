"""Money that moved: charges, refunds, disputes, transfers, fees."""

from local_stripe.api.reading import page, reading
from local_stripe.api.updating import take
from local_stripe.engine import disputes, ledger, refunds, transfers
from local_stripe.errors import BadRequest
from local_stripe.routes import get, post
from local_stripe.store import Obj
from local_stripe.world import World


def create_refund(world: World, params: Obj) -> Obj:
    """Refund a charge, or the charge of a PaymentIntent."""
    if ("charge" in params) == ("payment_intent" in params):
        text = "One of the following params should be provided for this request: payment_intent or charge."
        raise BadRequest(text, "parameter_missing", "payment_intent")
    charge_id = params.get("charge")
    if not charge_id:
        intent = world.get("payment_intent", params["payment_intent"], "payment_intent")
        if intent["status"] != "succeeded":
            text = f"This PaymentIntent ({intent['id']}) does not have a successful charge to refund."
            raise BadRequest(text, "payment_intent_unexpected_state", "payment_intent")
        charge_id = intent["latest_charge"]
    return refunds.refund(world, world.get("charge", charge_id, "charge"), params)


def cancel_refund(world: World, params: Obj, refund_id: str) -> Obj:
    """Give up a refund that is still pending."""
    del params
    return refunds.settle(world, world.get("refund", refund_id), "canceled")


def update_refund(world: World, params: Obj, refund_id: str) -> Obj:
    """Change a refund's metadata."""
    made = world.get("refund", refund_id)
    previous = take(made, params, "metadata")
    world.emit("refund.updated", world.save(made), previous)
    return made


def update_charge(world: World, params: Obj, charge_id: str) -> Obj:
    """Change what may change of a charge."""
    charge = world.get("charge", charge_id)
    previous = take(charge, params, "description", "metadata", "receipt_email", "transfer_group")
    world.emit("charge.updated", world.save(charge), previous)
    return charge


def update_dispute(world: World, params: Obj, dispute_id: str) -> Obj:
    """Give evidence."""
    dispute = world.get("dispute", dispute_id)
    previous = take(dispute, params, "evidence", "metadata")
    if params.get("submit", True) and dispute["status"].endswith("needs_response"):
        dispute["status"] = dispute["status"].replace("needs_response", "under_review")
    world.emit("charge.dispute.updated", world.save(dispute), previous)
    return dispute


def close_dispute(world: World, params: Obj, dispute_id: str) -> Obj:
    """Accept that a dispute is lost."""
    del params
    return disputes.close(world, world.get("dispute", dispute_id), "lost")


def create_transfer(world: World, params: Obj) -> Obj:
    """Move money from the platform's balance to a connected account."""
    transfers.check_account(world, params["destination"], "destination")
    available = {one["currency"]: one["amount"] for one in ledger.balance(world)["available"]}
    currency, amount = params["currency"].lower(), params.get("amount", 0)
    if amount < 1:
        raise BadRequest("This value must be greater than or equal to 1.", "parameter_invalid_integer", "amount")
    if amount > available.get(currency, 0):
        raise BadRequest("You have insufficient available funds in your Stripe account.", "balance_insufficient")
    about = params | {"currency": currency}
    return transfers.send(world, amount, about, params["destination"])


def reverse_transfer(world: World, params: Obj, transfer_id: str) -> Obj:
    """Take a transfer back, in full or in part."""
    transfer = world.get("transfer", transfer_id)
    amount = params.get("amount", transfer["amount"] - transfer["amount_reversed"])
    reversal = transfers.reverse(world, transfer, amount)
    if params.get("metadata"):
        world.save(reversal | {"metadata": params["metadata"]})
    return world.get("transfer_reversal", reversal["id"])


def list_reversals(world: World, params: Obj, transfer_id: str) -> Obj:
    """List what was taken back of a transfer."""
    found = world.find("transfer_reversal", transfer=world.get("transfer", transfer_id)["id"])
    return page(f"/v1/transfers/{transfer_id}/reversals", found, params)


def refund_fee(world: World, params: Obj, fee_id: str) -> Obj:
    """Give the platform's fee back, in full or in part."""
    fee = world.get("application_fee", fee_id)
    return transfers.give_back_fee(world, fee, params.get("amount", fee["amount"] - fee["amount_refunded"]))


ROUTES = (
    *reading("/v1/charges", "charge", "Charge", "customer", "payment_intent", "transfer_group"),
    post("/v1/charges/{id}", "ChargeUpdateParams", update_charge),
    *reading("/v1/refunds", "refund", "Refund", "charge", "payment_intent"),
    post("/v1/refunds", "RefundCreateParams", create_refund),
    post("/v1/refunds/{id}", "RefundUpdateParams", update_refund),
    post("/v1/refunds/{id}/cancel", "RefundCancelParams", cancel_refund),
    *reading("/v1/disputes", "dispute", "Dispute", "charge", "payment_intent"),
    post("/v1/disputes/{id}", "DisputeUpdateParams", update_dispute),
    post("/v1/disputes/{id}/close", "DisputeCloseParams", close_dispute),
    *reading("/v1/transfers", "transfer", "Transfer", "destination", "transfer_group"),
    post("/v1/transfers", "TransferCreateParams", create_transfer),
    post("/v1/transfers/{id}/reversals", "TransferReversalCreateParams", reverse_transfer),
    get("/v1/transfers/{id}/reversals", "TransferReversalListParams", list_reversals),
    *reading("/v1/application_fees", "application_fee", "ApplicationFee", "charge"),
    post("/v1/application_fees/{id}/refunds", "ApplicationFeeRefundCreateParams", refund_fee),
)
