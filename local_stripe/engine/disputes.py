"""Play a dispute: opened, withdrawn, won or lost, reinstated."""

from local_stripe.engine import ledger
from local_stripe.errors import BadRequest
from local_stripe.store import Obj
from local_stripe.world import World

DAY = 86400


def open_dispute(world: World, charge: Obj, amount: int | None, reason: str, status: str) -> Obj:
    """Open a dispute; an inquiry (warning_needs_response) takes no money."""
    if charge["status"] != "succeeded" or charge["disputed"]:
        raise BadRequest("This charge cannot be disputed (again).")
    fields: Obj = {
        "amount": amount or charge["amount"] - charge["amount_refunded"],
        "balance_transactions": [],
        "charge": charge["id"],
        "currency": charge["currency"],
        "evidence": {},
        "evidence_details": {"due_by": world.seconds() + 7 * DAY, "has_evidence": False, "submission_count": 0},
        "is_charge_refundable": status.startswith("warning"),
        "metadata": {},
        "payment_intent": charge["payment_intent"],
        "reason": reason,
        "status": status,
    }
    dispute = world.add("dispute", fields)
    charge["disputed"] = True
    world.save(charge)
    world.emit("charge.dispute.created", dispute)
    if not status.startswith("warning"):
        withdraw(world, dispute)
    return dispute


def withdraw(world: World, dispute: Obj) -> Obj:
    """Take the disputed amount and Stripe's fee off the balance."""
    if dispute["balance_transactions"]:
        raise BadRequest("The funds have been withdrawn.")
    if dispute["status"].startswith("warning"):
        dispute["status"] = "needs_response"
    dispute["is_charge_refundable"] = False
    taken = ledger.book(world, "adjustment", -dispute["amount"], dispute, ledger.DISPUTE_FEE)
    dispute["balance_transactions"].append(taken)
    world.emit("charge.dispute.funds_withdrawn", world.save(dispute))
    return dispute


def close(world: World, dispute: Obj, status: str) -> Obj:
    """Decide a dispute: won, lost, or warning_closed."""
    if dispute["status"] in {"won", "lost", "warning_closed"}:
        raise BadRequest("This dispute is already closed.", "dispute_already_closed")
    if (status == "warning_closed") != dispute["status"].startswith("warning"):
        raise BadRequest(f"A dispute that is {dispute['status']} cannot become {status}.")
    dispute["status"] = status
    world.emit("charge.dispute.closed", world.save(dispute), {"status": "needs_response"})
    if status == "won":
        return reinstate(world, dispute)
    if status == "lost":
        charge = world.get("charge", dispute["charge"])
        world.save(charge | {"_lost": True})
    return dispute


def reinstate(world: World, dispute: Obj) -> Obj:
    """Put the disputed amount back on the balance; Stripe keeps its fee."""
    if len(dispute["balance_transactions"]) != 1:
        raise BadRequest("There are no withdrawn funds to reinstate.")
    dispute["balance_transactions"].append(ledger.book(world, "adjustment", dispute["amount"], dispute))
    world.emit("charge.dispute.funds_reinstated", world.save(dispute))
    return dispute
