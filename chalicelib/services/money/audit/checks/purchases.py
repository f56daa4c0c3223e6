"""Check that a purchase's state agrees with its payment, and that exactly paid purchases opened something."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from chalicelib.models.base import GuardFailed
from chalicelib.models.money.grants import Grant, post_key
from chalicelib.models.money.payments.facts import Facts
from chalicelib.models.money.payments.origins import write_all
from chalicelib.models.money.selling.purchases import NEVER_PAID, PAID, PENDING, UNDONE, Purchase
from chalicelib.services.money.audit.books import Books
from chalicelib.services.money.audit.check import Check, Difference, compare
from chalicelib.services.money.audit.checks.grants import owned
from chalicelib.services.money.audit.world import rows
from chalicelib.services.money.payments.settlement import Observation, settle
from chalicelib.services.money.selling import purchases
from chalicelib.services.money.selling.gift_months import SPAN

POST, POSTS, GIFT = "post", post_key(""), "gift"


def _derived(purchase: Purchase, payment_id: str, facts: Facts, wanted: dict[str, int]) -> dict[str, Any]:
    """Return the state derived from the facts of a payment, and whether the purchase should have opened something."""
    if not facts.paid:
        return {"state": purchase.state if purchase.state in NEVER_PAID else PENDING, "is_open": False}
    state = purchases.state_of(facts)
    if facts.is_effective and purchase.state in UNDONE and f"{purchase.state}:{payment_id}" in wanted:
        state = purchase.state
    return {"state": state, "is_open": purchase.kind in {POST, GIFT} and state == PAID}


def _suspects(books: Books) -> Iterator[str]:
    grants = {(one.account_id, one.key): one.source_id for one in rows(Grant)}
    for purchase in rows(Purchase):
        payment_id = books.deciding_id(purchase)
        is_open = _is_open(purchase, grants.get((purchase.buyer_id, post_key(purchase.subject_id))))
        facts, wanted = books.payments.get(payment_id, Facts()), books.wanted.get(payment_id, {})
        if {"state": purchase.state, "is_open": is_open} != _derived(purchase, payment_id, facts, wanted):
            yield purchase.id


def _is_open(purchase: Purchase, source_id: str | None) -> bool:
    """Tell whether a purchase opened something; the months that a gift added are in its details."""
    return SPAN in purchase.details if purchase.kind == GIFT else source_id == purchase.id


def _examine(books: Books, purchase_id: str) -> Difference | None:
    def read() -> dict[str, Any]:
        purchase = Purchase.find(purchase_id)
        held = Grant.held(purchase.buyer_id, post_key(purchase.subject_id))
        return {"state": purchase.state, "is_open": _is_open(purchase, held.source_id if held else None)}

    def derive() -> dict[str, Any]:
        purchase = Purchase.find(purchase_id)
        payment = books.deciding_payment(purchase)
        return _derived(purchase, payment.id, payment.booked, payment.wanted)

    return compare("purchase", purchase_id, read, derive)


def _repair(books: Books, found: Difference) -> None:
    """Write the payment's effects again, or correct the state if there is no payment."""
    purchase = Purchase.find(found.id)
    payment = books.deciding_payment(purchase)
    if not payment.booked.paid:
        purchase.correct(found.derived["state"])
        return
    effects = purchases.effects_of(payment, payment.facts, payment.origin)
    # A row that changed since it was read is left to the next run.
    with suppress(GuardFailed):
        write_all(payment.unchanged, *effects.writes)
    if set(effects.wanted) - set(payment.wanted):
        settle(payment.id, Observation(wanted=effects.wanted))


def _is_bought(purchase: Purchase, grant: Grant) -> bool:
    is_this = (purchase.buyer_id, post_key(purchase.subject_id)) == (grant.account_id, grant.key)
    return is_this and (purchase.kind, purchase.state) == (POST, PAID)


def _opens_post(grant: Grant) -> bool:
    return grant.key.startswith(POSTS)


STATES = Check(_suspects, _examine, _repair)
GRANTS = owned(_opens_post, Purchase, _is_bought)
