"""Open and close disputes, and move their funds."""

from local_stripe.engine import balance
from local_stripe.errors import BadRequest
from local_stripe.state import State
from local_stripe.store import Obj

DAY = 86400


def open_dispute(state: State, charge: Obj, amount: int | None, reason: str, status: str) -> Obj:
    """Open a dispute; an inquiry (warning_needs_response) withdraws no funds."""
    if charge["status"] != "succeeded" or charge["disputed"]:
        raise BadRequest("This charge cannot be disputed (again).")
    fields: Obj = {
        "amount": amount or charge["amount"] - charge["amount_refunded"],
        "balance_transactions": [],
        "charge": charge["id"],
        "currency": charge["currency"],
        "evidence": {},
        "evidence_details": {"due_by": state.seconds() + 7 * DAY, "has_evidence": False, "submission_count": 0},
        "is_charge_refundable": status.startswith("warning"),
        "metadata": {},
        "payment_intent": charge["payment_intent"],
        "reason": reason,
        "status": status,
    }
    dispute = state.add("dispute", fields)
    charge["disputed"] = True
    state.save(charge)
    state.emit("charge.dispute.created", dispute)
    if not status.startswith("warning"):
        withdraw(state, dispute)
    return dispute


def withdraw(state: State, dispute: Obj) -> Obj:
    """Withdraw the disputed amount and the dispute fee."""
    if dispute["balance_transactions"]:
        raise BadRequest("The funds have been withdrawn.")
    if dispute["status"].startswith("warning"):
        dispute["status"] = "needs_response"
    dispute["is_charge_refundable"] = False
    taken = balance.book(state, "adjustment", -dispute["amount"], dispute, balance.fee(state, "dispute_fee"))
    dispute["balance_transactions"].append(taken)
    state.emit("charge.dispute.funds_withdrawn", state.save(dispute))
    return dispute


def close(state: State, dispute: Obj, status: str) -> Obj:
    """Close a dispute as won, lost, or warning_closed."""
    if dispute["status"] in {"won", "lost", "warning_closed"}:
        raise BadRequest("This dispute is already closed.", "dispute_already_closed")
    if (status == "warning_closed") != dispute["status"].startswith("warning"):
        raise BadRequest(f"A dispute that is {dispute['status']} cannot become {status}.")
    dispute["status"] = status
    state.emit("charge.dispute.closed", state.save(dispute), {"status": "needs_response"})
    if status == "won":
        return reinstate(state, dispute)
    if status == "lost":
        charge = state.get("charge", dispute["charge"])
        state.save(charge | {"_lost": True})
    return dispute


def reinstate(state: State, dispute: Obj) -> Obj:
    """Reinstate the disputed amount; the dispute fee is not returned."""
    if len(dispute["balance_transactions"]) != 1:
        raise BadRequest("There are no withdrawn funds to reinstate.")
    dispute["balance_transactions"].append(balance.book(state, "adjustment", dispute["amount"], dispute))
    state.emit("charge.dispute.funds_reinstated", state.save(dispute))
    return dispute
