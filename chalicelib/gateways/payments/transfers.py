"""Read, reverse and repeat the transfers by which creators get their part of a payment."""

from collections.abc import Iterator

from chalicelib import config
from chalicelib.gateways.payments.client import Obj, call, list_all


def find_transfer(transfer_id: str) -> Obj:
    """Return a transfer to a creator. Raises NotFound."""
    return call("transfers.retrieve", transfer_id)


def reverse_transfer(key: str, transfer_id: str, amount: int) -> Obj:
    """Reverse a part of a transfer; a negative balance of the creator is settled by later payments.

    The key is stored in the metadata, because Stripe forgets keys after a day.
    """
    params = {"amount": amount, "metadata": {"deployment": config.DEPLOYMENT, "operation": key}}
    return call("transfers.reversals.create", transfer_id, params=params, key=key)


def reversals_of(transfer_id: str) -> Iterator[Obj]:
    """Yield the reversals of a transfer, newest first."""
    return list_all("transfers.reversals.list", transfer_id)


def create_transfer(key: str, amount: int, currency: str, destination: str, payment_intent: str) -> Obj:
    """Transfer to a creator again what was reversed of a payment. Raises PaymentRefused if our balance is too low.

    The key is stored in the metadata, because Stripe forgets keys after a day.
    """
    params = {
        "amount": amount,
        "currency": currency,
        "destination": destination,
        "transfer_group": _group(payment_intent),
        "metadata": {"deployment": config.DEPLOYMENT, "payment": payment_intent, "operation": key},
    }
    return call("transfers.create", params=params, key=key)


def retransfers_of(payment_intent: str) -> Iterator[Obj]:
    """Yield the transfers by which a payment was transferred to its creator again, newest first."""
    found = list_all("transfers.list", params={"transfer_group": _group(payment_intent)})
    return (one for one in found if retransferred_payment(one) == payment_intent)


def retransferred_payment(transfer: Obj) -> str | None:
    """Return the PaymentIntent that a transfer of ours repeats; None for any other transfer."""
    metadata = transfer.get("metadata") or {}
    return metadata.get("payment") if metadata.get("deployment") == config.DEPLOYMENT else None


def is_of_operation(found: Obj, operation_id: str) -> bool:
    """Tell whether a reversal or a transfer was made under this key."""
    return (found.get("metadata") or {}).get("operation") == operation_id


def _group(payment_intent: str) -> str:
    # Stripe uses this group for the transfer of a destination charge.
    return f"group_{payment_intent}"
