"""Compare what a connected account holds at Stripe, and was paid out, with the account `creator` of its book.

Only what quiet accounts hold is compared, because a payment of this moment is at Stripe before it is booked.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from chalicelib.errors import NotFound
from chalicelib.gateways import payments
from chalicelib.models.base import now
from chalicelib.models.money import currencies
from chalicelib.models.money.creators.ledger import Balance, Entry
from chalicelib.models.money.creators.sellers import Seller

# Longer than an event waits before the reconciliation learns it.
QUIET = 2 * 3600
# Accounts that moved more often are compared by their newest movements' neighbours alone: by the platform's transfers.
MOST_MOVEMENTS = 2_000
# The movements of a connected account that come from our sales, and go back for them.
OURS = {
    *("payment", "payment_refund", "payment_failure_refund", "payment_reversal", "transfer", "transfer_refund"),
    *("application_fee_refund", "refund", "adjustment"),
}


def differing(account_ids: Sequence[str]) -> dict[str, str]:
    """Return, in words, how connected accounts differ from our books; those that agree or just moved are left out."""
    return dict(found for account_id in account_ids for found in _examine(account_id))


def _examine(account_id: str) -> Iterator[tuple[str, str]]:
    seller = Seller.of_stripe_account(account_id)
    if seller is None:
        return
    before = _booked(seller.account_id)
    try:
        held = _held(account_id)
    except NotFound:
        # The creator has disconnected the account: Stripe tells nothing of it any more.
        return
    if held is None or before != _booked(seller.account_id) or _has_moved(seller.account_id):
        return
    for currency in sorted({*held, *before}):
        at_stripe, booked = held.get(currency, 0), before.get(currency, 0)
        if at_stripe != booked:
            said = f"got {currencies.text(at_stripe, currency)} of us, booked are {currencies.text(booked, currency)}"
            yield account_id, f"{account_id} of the creator {seller.account_id}: at Stripe it {said}"


def _held(account_id: str) -> dict[str, int] | None:
    """Return what sales brought a connected account, by currency; None where that cannot be told now.

    That is so for an account that moved within two hours or too often to read, and for one whose money Stripe converts.
    """
    moves = list(islice(payments.lists.balance_transactions(0, account=account_id), MOST_MOVEMENTS + 1))
    ours = [one for one in moves if one["type"] in OURS]
    is_fresh = any(int(one["created"]) > now() - QUIET for one in ours)
    if len(moves) > MOST_MOVEMENTS or is_fresh or any(one.get("exchange_rate") for one in ours):
        return None
    held: dict[str, int] = {}
    for one in ours:
        held[one["currency"]] = held.get(one["currency"], 0) + int(one["net"])
    return {currency: amount for currency, amount in held.items() if amount}


def _booked(creator_id: str) -> dict[str, int]:
    """Return the account `creator` of a creator's books, by currency."""
    return {row.currency: int(row.creator) for row in Balance.of(creator_id) if row.creator}


def _has_moved(creator_id: str) -> bool:
    """Tell whether something was booked within two hours."""
    return next(iter(Entry.in_book(creator_id, now() - QUIET, consistent=True)), None) is not None
