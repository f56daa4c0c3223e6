"""Find or create the Stripe Customer of an account."""

import hashlib

from chalicelib.errors import NotFound
from chalicelib.gateways import payments
from chalicelib.models.money.payments.customers import Customer
from chalicelib.models.people.accounts import Credential


def find_or_create(account_id: str) -> str:
    """Return the id of an account's Customer at Stripe, created if there is none.

    Two simultaneous calls create one Customer, because the idempotency key is the account's. A crash before the row is
    written leaves a Customer without a card, which a call within a day finds again, unless the account has another
    e-mail address by then: the same key with other parameters would be refused.
    """
    held = Customer.of(account_id)
    if held:
        return held.stripe_customer_id
    email = _email(account_id)
    sent = hashlib.sha256((email or "").encode()).hexdigest()[:16]
    made = payments.create_customer(f"customer:{account_id}:{sent}", email=email, account_id=account_id)
    if Customer(account_id, stripe_customer_id=made["id"]).create():
        return str(made["id"])
    return Customer.find(account_id).stripe_customer_id


def _email(account_id: str) -> str | None:
    try:
        return Credential.find(account_id).email
    except NotFound:
        return None
