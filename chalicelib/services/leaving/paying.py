"""End what an account that left pays: its subscriptions, and its Customer at Stripe with the cards."""

from contextlib import suppress

from chalicelib.errors import NotFound
from chalicelib.gateways import payments, queue
from chalicelib.models.leaving import Leaving
from chalicelib.models.money.payments.customers import Customer


def is_left(account_id: str) -> bool:
    """Tell whether an account has a Customer at Stripe still."""
    return Customer.of(account_id) is not None


def end(account_id: str) -> None:
    """Delete an account's Customer, which ends its subscriptions at once, and go on with the deletion.

    Doing it again changes nothing: Stripe knows no Customer that is deleted, and its events tell what has ended. An
    account that nobody deletes keeps it.
    """
    wish, customer = Leaving.of(account_id), Customer.of(account_id)
    if wish is None or not wish.begun_at:
        return
    if customer:
        with suppress(NotFound):
            payments.delete_customer(customer.stripe_customer_id)
        customer.delete()
    queue.send("deletions", leaving=account_id)
