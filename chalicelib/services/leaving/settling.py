"""Carry out what is outstanding at Stripe: of a payment, of an offer that changed, or of an account that left."""

from typing import Any

from chalicelib.services.money.payments import outstanding
from chalicelib.services.money.selling.pages import closings


def settle(message: dict[str, Any]) -> None:
    """Carry out a message of the queue `refunds`. May run twice."""
    if "payment_id" in message:
        outstanding.resolve(message["payment_id"])
    elif "leaving" in message:
        # A function that settles payments starts without it.
        from chalicelib.services.leaving import paying  # noqa: PLC0415

        paying.end(message["leaving"])
    else:
        closings.finish(message["offer"], message.get("after", ""), message.get("token", ""))
