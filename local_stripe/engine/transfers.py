"""Move money between the platform and connected accounts, and back."""

from local_stripe.engine import ledger
from local_stripe.errors import BadRequest
from local_stripe.store import Obj
from local_stripe.world import World, new_id


def check_destination(world: World, data: Obj, amount: int | None) -> None:
    """Refuse a destination that cannot take money, and a fee without one or above the amount."""
    destination = (data.get("transfer_data") or {}).get("destination")
    fee = data.get("application_fee_amount")
    if fee is not None and not destination and not world.account:
        text = "An application_fee_amount needs a direct or a destination payment (transfer_data[destination])."
        raise BadRequest(text, "", "application_fee_amount")
    if fee is not None and amount is not None and fee > amount:
        raise BadRequest("The application fee cannot be larger than the amount.", "", "application_fee_amount")
    if destination:
        check_account(world, destination, "transfer_data[destination]")


def check_account(world: World, account_id: str, param: str) -> None:
    """Refuse an account that does not exist or cannot receive transfers."""
    account = world.look_up(account_id)
    if account is None or account["object"] != "account":
        raise BadRequest(f"No such destination: '{account_id}'", "resource_missing", param)
    if account["capabilities"].get("transfers") != "active":
        text = "Your destination account needs to have at least one of the following capabilities enabled: transfers"
        raise BadRequest(text, "insufficient_capabilities_for_transfer", param)


def send(world: World, amount: int, about: Obj, destination: str, fee: int = 0) -> Obj:
    """Transfer an amount to a connected account; `about` is the charge, or what the request said."""
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
    transfer = world.add("transfer", transfer)
    transfer["reversals"]["url"] = f"/v1/transfers/{transfer['id']}/reversals"
    transfer["balance_transaction"] = ledger.book(world, "transfer", -amount, transfer)["id"]
    theirs = world.acting_for(destination)
    paid = {"id": transfer["destination_payment"], "currency": about["currency"]}
    ledger.book(theirs, "payment", amount, paid, fee)
    world.emit("transfer.created", world.save(transfer))
    return transfer


def reverse(world: World, transfer: Obj, amount: int, refund_id: str | None = None) -> Obj:
    """Take back a part of a transfer."""
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
    reversal = world.add("transfer_reversal", fields)
    reversal["balance_transaction"] = ledger.book(world, "transfer_refund", amount, reversal)["id"]
    world.save(reversal)
    ledger.book(world.acting_for(transfer["destination"]), "payment_refund", -amount, reversal)
    transfer["amount_reversed"] += amount
    transfer["reversed"] = transfer["amount_reversed"] == transfer["amount"]
    transfer["reversals"]["data"].insert(0, reversal)
    world.emit("transfer.reversed", world.save(transfer))
    return reversal


def take_fee(world: World, amount: int, charge: Obj, account: str) -> Obj:
    """Book the platform's fee of a payment."""
    fields: Obj = {
        "account": account,
        "amount": amount,
        "amount_refunded": 0,
        "charge": charge["id"],
        "currency": charge["currency"],
        "originating_transaction": charge["id"],
        "refunded": False,
    }
    fee = world.add("application_fee", fields)
    fee["balance_transaction"] = ledger.book(world, "application_fee", amount, fee)["id"]
    world.emit("application_fee.created", world.save(fee))
    return fee


def give_back_fee(world: World, fee: Obj, amount: int) -> Obj:
    """Return a part of the platform's fee to the connected account."""
    if not 0 < amount <= fee["amount"] - fee["amount_refunded"]:
        raise BadRequest("The refund is larger than what is left of the fee.", "", "amount")
    fields: Obj = {"amount": amount, "currency": fee["currency"], "fee": fee["id"], "metadata": {}}
    given = world.add("fee_refund", fields)
    given["balance_transaction"] = ledger.book(world, "application_fee_refund", -amount, given)["id"]
    ledger.book(world.acting_for(fee["account"]), "application_fee_refund", amount, given)
    fee["amount_refunded"] += amount
    fee["refunded"] = fee["amount_refunded"] == fee["amount"]
    world.save(given)
    world.emit("application_fee.refunded", world.save(fee))
    return given
