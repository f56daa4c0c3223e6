"""Create and settle refunds, with their transfer reversals and fee refunds."""

from local_stripe.engine import balance, charges, transfers
from local_stripe.errors import BadRequest
from local_stripe.state import State
from local_stripe.store import Obj

# Seconds until a refund to the test cards pendingRefund and refundFail is settled.
SETTLING_SECONDS = 3600


def refund(state: State, charge: Obj, params: Obj) -> Obj:
    """Refund a charge; a pending refund is part of `amount_refunded` at once."""
    amount = _amount(charge, params)
    _check_shares(charge, params)
    card = charges.card_behind(state, charge)
    outcome = card.refund if card else ""
    pending = state.store.note("next_refund_is_pending", default=False) or outcome == "succeeded"
    state.store.write_note("next_refund_is_pending", value=False)
    fields: Obj = {
        "amount": amount,
        "charge": charge["id"],
        "currency": charge["currency"],
        "destination_details": {"type": "card", "card": {"type": "pending" if pending else "refund"}},
        "failure_reason": None,
        "metadata": params.get("metadata") or {},
        "payment_intent": charge["payment_intent"],
        "reason": params.get("reason"),
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": "pending" if pending else "succeeded",
        "transfer_reversal": None,
        "_due_at": state.seconds() + SETTLING_SECONDS if outcome else None,
        "_outcome": outcome,
    }
    made = state.add("refund", fields)
    made["balance_transaction"] = balance.book(state, "refund", -amount, made)["id"]
    _share_back(state, charge, made, params)
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount"]
    state.save(charge)
    state.emit("refund.created", state.save(made))
    state.emit("charge.refunded", charge, {"amount_refunded": charge["amount_refunded"] - amount})
    return made


def settle(state: State, made: Obj, outcome: str) -> Obj:
    """Settle a refund; a failed or canceled one returns its amount to the balance."""
    if made["status"] != "pending" and outcome != "failed":
        raise BadRequest("This refund is not pending.")
    if made["status"] not in {"pending", "succeeded"}:
        raise BadRequest("This refund has ended.")
    previous = {"status": made["status"]}
    made |= {"status": outcome, "_due_at": None}
    if outcome in {"failed", "canceled"}:
        made["failure_reason"] = "expired_or_canceled_card" if outcome == "failed" else "merchant_request"
        booked = balance.book(state, "refund_failure", made["amount"], made)
        made["failure_balance_transaction"] = booked["id"]
        charge = state.get("charge", made["charge"])
        charge["amount_refunded"] -= made["amount"]
        charge["refunded"] = False
        state.save(charge)
    state.save(made)
    for name in ("refund.updated", "charge.refund.updated"):
        state.emit(name, made, previous)
    if outcome == "failed":
        state.emit("refund.failed", made)
    return made


def _amount(charge: Obj, params: Obj) -> int:
    left = charge["amount"] - charge["amount_refunded"]
    if charge["status"] != "succeeded" or not charge["captured"]:
        raise BadRequest(f"Charge {charge['id']} has not been paid.", "charge_not_refundable", "charge")
    if charge.get("_lost"):
        raise BadRequest(f"Charge {charge['id']} has been charged back.", "charge_disputed", "charge")
    if not left:
        raise BadRequest(f"Charge {charge['id']} has already been refunded.", "charge_already_refunded")
    amount = int(params.get("amount", left))
    if amount < 1:
        raise BadRequest("This value must be greater than or equal to 1.", "parameter_invalid_integer", "amount")
    if amount > left:
        text = f"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})"
        raise BadRequest(text, "", "amount")
    return amount


def _check_shares(charge: Obj, params: Obj) -> None:
    if params.get("reverse_transfer") and not charge["transfer"]:
        raise BadRequest("Cannot reverse a transfer: the charge has none.", "", "reverse_transfer")
    if params.get("refund_application_fee") and not charge["application_fee"]:
        raise BadRequest("Cannot refund the application fee: the charge has none.", "", "refund_application_fee")


def _share_back(state: State, charge: Obj, made: Obj, params: Obj) -> None:
    """Reverse the transfer and refund the fee in proportion to the total amount refunded."""
    # The released part of an authorization counts as refunded, but was never transferred.
    captured = charge["amount_captured"]
    refunded = charge["amount_refunded"] + made["amount"] - (charge["amount"] - captured)
    if params.get("reverse_transfer"):
        transfer = state.get("transfer", charge["transfer"])
        due = transfer["amount"] * refunded // captured - transfer["amount_reversed"]
        if due > 0:
            made["transfer_reversal"] = transfers.reverse(state, transfer, due, made["id"])["id"]
    if params.get("refund_application_fee"):
        fee = state.get("application_fee", charge["application_fee"])
        due = fee["amount"] * refunded // captured - fee["amount_refunded"]
        if due > 0:
            transfers.give_back_fee(state, fee, due)
