"""Charges, refunds and disputes."""

from local_stripe.api.reading import list_and_retrieve
from local_stripe.api.updating import update_fields
from local_stripe.engine import disputes, refunds
from local_stripe.errors import BadRequest
from local_stripe.routes import post
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
)
