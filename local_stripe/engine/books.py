"""Check the books: no transfer is reversed by more than its payment returned.

A payment returned its refunds that have not failed, and its disputes that hold or took the funds. What was reversed
for a refund that failed later, or a dispute that was won later, may have been sent again by a transfer of its group.
"""

from local_stripe.state import State
from local_stripe.store import Obj


def over_reversed(state: State) -> list[Obj]:
    """Return the payments whose transfers are reversed by more than the payment returned; it must be empty."""
    reversed_transfers = [one for one in state.find("transfer") if one["amount_reversed"]]
    charges = {charge["id"]: charge for one in reversed_transfers for charge in _charges_of(state, one)}
    return [found for charge in charges.values() if (found := _check(state, charge))]


def _charges_of(state: State, transfer: Obj) -> list[Obj]:
    """Return the charge of a transfer, or those of its group."""
    if transfer["source_transaction"]:
        return [state.get("charge", transfer["source_transaction"])]
    group = transfer["transfer_group"] or ""
    intent = state.look_up(group.removeprefix("group_")) or {}
    own = state.look_up(intent.get("latest_charge") or "")
    return [own] if own else state.find("charge", transfer_group=group)


def _check(state: State, charge: Obj) -> Obj | None:
    own = state.find("transfer", source_transaction=charge["id"])
    grouped = _grouped(state, charge) if charge["status"] == "succeeded" else []
    transfers = own + grouped
    # Transfers of a destination charge's group send again what was reversed of its own transfer.
    again = sum(one["amount"] for one in grouped) if own else 0
    reversed_amount = sum(one["amount_reversed"] for one in transfers)
    charges = [charge] if own else state.find("charge", transfer_group=charge["transfer_group"])
    given_back = sum(_refunded(state, one) + _disputed(state, one) for one in charges)
    if not transfers or reversed_amount - again <= given_back:
        return None
    return {
        "charge": charge["id"],
        "payment_intent": charge["payment_intent"],
        "transfers": [one["id"] for one in transfers],
        "amount_reversed": reversed_amount,
        "amount_sent_again": again,
        "amount_given_back": given_back,
    }


def _grouped(state: State, charge: Obj) -> list[Obj]:
    """Return the transfers of a charge's group that have no charge of their own."""
    group = charge["transfer_group"] or f"group_{charge['payment_intent']}"
    return [one for one in state.find("transfer", transfer_group=group) if not one["source_transaction"]]


def _refunded(state: State, charge: Obj) -> int:
    found = state.find("refund", charge=charge["id"])
    return sum(int(one["amount"]) for one in found if one["status"] not in {"failed", "canceled"})


def _disputed(state: State, charge: Obj) -> int:
    """Return what disputes have withdrawn and not reinstated."""
    found = state.find("dispute", charge=charge["id"])
    return sum(int(one["amount"]) for one in found if len(one["balance_transactions"]) == 1)
