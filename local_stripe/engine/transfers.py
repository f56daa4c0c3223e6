"""Create and reverse transfers, collect and refund application fees."""

from local_stripe.engine import balance
from local_stripe.errors import BadRequest
from local_stripe.state import State, new_id
from local_stripe.store import Obj

RECEIVING = ("transfers", "legacy_payments")


def check_destination(state: State, data: Obj, amount: int | None) -> None:
    """Check transfer_data and application_fee_amount against the amount and the destination."""
    destination = (data.get("transfer_data") or {}).get("destination")
    fee = data.get("application_fee_amount")
    if fee is not None and not destination and not state.account:
        text = "An application_fee_amount needs a direct or a destination payment (transfer_data[destination])."
        raise BadRequest(text, "", "application_fee_amount")
    if fee is not None and amount is not None and fee > amount:
        raise BadRequest("The application fee cannot be larger than the amount.", "", "application_fee_amount")
    if destination:
        check_account(state, destination, "transfer_data[destination]")


def check_account(state: State, account_id: str, param: str) -> None:
    """Refuse an account that does not exist or cannot receive transfers."""
    account = state.look_up(account_id)
    if account is None or account["object"] != "account":
        raise BadRequest(f"No such destination: '{account_id}'", "resource_missing", param)
    if "active" not in {account["capabilities"].get(name) for name in RECEIVING}:
        text = "Your destination account needs to have at least one of the following capabilities enabled: "
        text += ", ".join(RECEIVING)
        raise BadRequest(text, "insufficient_capabilities_for_transfer", param)


def send(state: State, amount: int, about: Obj, destination: str, fee: int = 0) -> Obj:
    """Create a transfer; `about` is the source charge, or the parameters of the request."""
    transfer: Obj = {
        "amount": amount,
        "amount_reversed": 0,
        "currency": about["currency"],
        "description": about.get("description"),
        "destination": destination,
        "destination_payment": new_id("charge").replace("ch_", "py_"),
        "metadata": {} if about.get("id") else about.get("metadata", {}),
        "reversals": {"object": "list", "data": [], "has_more": False, "url": ""},
        "reversed": False,
        "source_transaction": about.get("id"),
        "source_type": "card",
        "transfer_group": about.get("transfer_group"),
    }
    transfer = state.add("transfer", transfer)
    transfer["reversals"]["url"] = f"/v1/transfers/{transfer['id']}/reversals"
    transfer["balance_transaction"] = balance.book(state, "transfer", -amount, transfer)["id"]
    theirs = state.acting_for(destination)
    paid = {"id": transfer["destination_payment"], "currency": about["currency"]}
    balance.book(theirs, "payment", amount, paid, fee, "application_fee")
    state.emit("transfer.created", state.save(transfer))
    return transfer


def reverse(state: State, transfer: Obj, amount: int, refund_id: str | None = None) -> Obj:
    """Reverse a part of a transfer."""
    if not 0 < amount <= transfer["amount"] - transfer["amount_reversed"]:
        raise BadRequest("The reversal is larger than what is left of the transfer.", "", "amount")
    fields: Obj = {
        "amount": amount,
        "currency": transfer["currency"],
        "destination_payment_refund": None,
        "metadata": {},
        "source_refund": refund_id,
        "transfer": transfer["id"],
    }
    reversal = state.add("transfer_reversal", fields)
    reversal["balance_transaction"] = balance.book(state, "transfer_refund", amount, reversal)["id"]
    state.save(reversal)
    balance.book(state.acting_for(transfer["destination"]), "payment_refund", -amount, reversal)
    transfer["amount_reversed"] += amount
    transfer["reversed"] = transfer["amount_reversed"] == transfer["amount"]
    transfer["reversals"]["data"].insert(0, reversal)
    state.emit("transfer.reversed", state.save(transfer))
    return reversal


def take_fee(state: State, amount: int, charge: Obj, account: str) -> Obj:
    """Collect the application fee of a charge."""
    fields: Obj = {
        "account": account,
        "amount": amount,
        "amount_refunded": 0,
        "charge": charge["id"],
        "currency": charge["currency"],
        "originating_transaction": charge["id"],
        "refunded": False,
    }
    fee = state.add("application_fee", fields)
    fee["balance_transaction"] = balance.book(state, "application_fee", amount, fee)["id"]
    state.emit("application_fee.created", state.save(fee))
    return fee


def give_back_fee(state: State, fee: Obj, amount: int) -> Obj:
    """Refund a part of an application fee to the connected account."""
    if not 0 < amount <= fee["amount"] - fee["amount_refunded"]:
        raise BadRequest("The refund is larger than what is left of the fee.", "", "amount")
    fields: Obj = {"amount": amount, "currency": fee["currency"], "fee": fee["id"], "metadata": {}}
    given = state.add("fee_refund", fields)
    given["balance_transaction"] = balance.book(state, "application_fee_refund", -amount, given)["id"]
    balance.book(state.acting_for(fee["account"]), "application_fee_refund", amount, given)
    fee["amount_refunded"] += amount
    fee["refunded"] = fee["amount_refunded"] == fee["amount"]
    state.save(given)
    state.emit("application_fee.refunded", state.save(fee))
    return given
