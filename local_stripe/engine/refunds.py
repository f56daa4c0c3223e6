"""Give money back, in full or in part, and take transfers and fees back with it."""

from local_stripe.engine import ledger, transfers
from local_stripe.errors import BadRequest
from local_stripe.store import Obj
from local_stripe.world import World


def refund(world: World, charge: Obj, params: Obj) -> Obj:
    """Refund a charge; a pending refund counts at once, as it does at Stripe."""
    amount = _amount(charge, params)
    _check_shares(charge, params)
    pending = world.store.note("next_refund_is_pending", default=False)
    world.store.write_note("next_refund_is_pending", value=False)
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
    }
    made = world.add("refund", fields)
    made["balance_transaction"] = ledger.book(world, "refund", -amount, made)["id"]
    _share_back(world, charge, made, params)
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount"]
    world.save(charge)
    world.emit("refund.created", world.save(made))
    world.emit("charge.refunded", charge, {"amount_refunded": charge["amount_refunded"] - amount})
    return made


def settle(world: World, made: Obj, outcome: str) -> Obj:
    """End a pending refund; a failed one puts the money back on the balance."""
    if made["status"] != "pending" and outcome != "failed":
        raise BadRequest("This refund is not pending.")
    if made["status"] not in {"pending", "succeeded"}:
        raise BadRequest("This refund has ended.")
    previous = {"status": made["status"]}
    made["status"] = outcome
    if outcome in {"failed", "canceled"}:
        made["failure_reason"] = "expired_or_canceled_card" if outcome == "failed" else "merchant_request"
        booked = ledger.book(world, "refund_failure", made["amount"], made)
        made["failure_balance_transaction"] = booked["id"]
        charge = world.get("charge", made["charge"])
        charge["amount_refunded"] -= made["amount"]
        charge["refunded"] = False
        world.save(charge)
    world.save(made)
    for name in ("refund.updated", "charge.refund.updated"):
        world.emit(name, made, previous)
    if outcome == "failed":
        world.emit("refund.failed", made)
    return made


def _amount(charge: Obj, params: Obj) -> int:
    left = charge["amount"] - charge["amount_refunded"]
    if charge["status"] != "succeeded":
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


def _share_back(world: World, charge: Obj, made: Obj, params: Obj) -> None:
    """Reverse the transfer and return the fee in proportion to what is refunded in all."""
    refunded = charge["amount_refunded"] + made["amount"]
    if params.get("reverse_transfer"):
        transfer = world.get("transfer", charge["transfer"])
        due = transfer["amount"] * refunded // charge["amount"] - transfer["amount_reversed"]
        if due > 0:
            made["transfer_reversal"] = transfers.reverse(world, transfer, due, made["id"])["id"]
    if params.get("refund_application_fee"):
        fee = world.get("application_fee", charge["application_fee"])
        due = fee["amount"] * refunded // charge["amount"] - fee["amount_refunded"]
        if due > 0:
            transfers.give_back_fee(world, fee, due)
