"""Refund payments, and read their refunds.

Source: https://docs.stripe.com/connect/destination-charges
"""

from collections.abc import Iterator

from chalicelib import config
from chalicelib.gateways.payments.client import Obj, call, list_all


def refund(
    key: str,
    payment_intent: str,
    amount: int | None,
    request_id: str,
    *,
    has_fee: bool = True,
    from_creator: bool = True,
) -> Obj:
    """Refund a payment, in full without an amount; creator and platform each pay their part.

    Without `from_creator` the platform pays the creator's part too, and its fee goes to the creator.

    `request_id` is stored in the metadata, so that the webhook finds the request. Stripe refuses to refund a fee that
    was never taken, so `has_fee` must be right. Raises PaymentRefused if less than the amount is left.
    """
    params = {
        "payment_intent": payment_intent,
        "amount": amount,
        "reverse_transfer": True if from_creator else None,
        "refund_application_fee": True if has_fee else None,
        "metadata": {"deployment": config.DEPLOYMENT, "request": request_id},
    }
    return call("refunds.create", params=params, key=key)


def find_refund(refund_id: str) -> Obj:
    """Return a refund. Raises NotFound."""
    return call("refunds.retrieve", refund_id)


def refunds_of(payment_intent: str) -> Iterator[Obj]:
    """Yield the refunds of a payment, including failed ones, newest first, with what each moved of our balance."""
    wanted = {"payment_intent": payment_intent, "expand": ["data.balance_transaction"]}
    return list_all("refunds.list", params=wanted)
