"""Share out the messages of two queues on which whole accounts are deleted, beside what else these queues are for.

Each kind of work is loaded with its first message: a function that clears away posts starts without the money.
"""

# ruff: noqa: PLC0415
from typing import Any


def clear_away(message: dict[str, Any]) -> None:
    """Remove what belonged to a deleted post, or go on with the deletion of an account. May run twice."""
    if "leaving" in message:
        from chalicelib.services.leaving import deleting

        deleting.carry_on(message["leaving"])
    else:
        from chalicelib.services.photos.files import clearing

        clearing.clear_away(message["post_id"], message.get("author_id", ""), message.get("after", ""))


def settle(message: dict[str, Any]) -> None:
    """Carry out what is outstanding at Stripe: of a payment, of an offer that changed, or of an account that left."""
    if "payment_id" in message:
        from chalicelib.services.money.payments import outstanding

        outstanding.resolve(message["payment_id"])
    elif "leaving" in message:
        from chalicelib.services.leaving import paying

        paying.end(message["leaving"])
    else:
        from chalicelib.services.money.selling.pages import closings

        closings.finish(message["offer"], message.get("after", ""), message.get("token", ""))
