"""Divide the books into parts, each with all rows that the checks compare with those of the part.

A stage goes through one table, a few rows at a time, and gathers what belongs to them by keys and indexes. What is
gathered may be older than what is written at the same time, so that it only names suspects: each of them is examined
by reads of its own. Sums are made of all rows of one book or of one campaign, never of some.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple

from chalicelib.models.base import Model
from chalicelib.models.money.creators.ledger import Balance, Entry
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.models.money.grants import EVERYBODY, Grant, campaign_key, post_key, tier_key
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.money.selling.subscriptions import Subscription
from chalicelib.models.rounds import each
from chalicelib.services.money.audit.check import Check
from chalicelib.services.money.audit.checks import (
    ages,
    backing,
    campaigns,
    entries,
    funded,
    gifts,
    pledges,
    purchases,
    subscriptions,
    waiting,
)
from chalicelib.services.money.audit.world import World, by_key

# Rows of a part.
AT_ONCE = 200
# After a payment is first stored, its first entry is written within this time: nearly always at once.
HOUR = 3600


# Return some rows that follow a key, and after which key the next ones do; None where there are none.
Read = Callable[[Any], tuple[Sequence[Model], Any]]


class Stage(NamedTuple):
    """What reads some rows of a table after a key, what gathers their part of the books, and the checks of that.

    One that reads nothing is not divided: its checks read nothing but indexes.
    """

    read: Read | None
    gather: Callable[[Any], World]
    checks: Sequence[Check]


def _some(model: type[Model], at_once: int = 0) -> Read:
    return lambda after: model.scan_some(after, at_once or AT_ONCE)


def _next_book(after: Any) -> tuple[Sequence[Model], Any]:
    """Return an entry of the next book, and the key of its last one.

    What came into the book that is before the next one, while that was looked at, is left to the next pass: the books
    of those who always sell would never end.
    """
    while True:
        found, _ = Entry.scan_some(after, 1)
        if not found:
            return [], None
        before, after = after, Entry.last_key(found[0].creator_id)
        if before is None or before["creator_id"] != after["creator_id"]:
            return found, after


def _book(found: Sequence[Entry]) -> World:
    """Gather the whole book of the creator of an entry, with its payments and balances."""
    [creator_id] = {entry.creator_id for entry in found}
    book = Entry.book_of(creator_id)
    payments = by_key(Payment, (entry.payment_id for entry in book))
    return {Entry: book, Payment: payments, Balance: Balance.of(creator_id)}


def _without_book(found: Sequence[Balance]) -> World:
    """Gather the balances whose creator's book is empty: the others are looked at with their book."""
    is_empty = {row.creator_id: not Entry.has_book(row.creator_id) for row in found}
    return {Balance: [row for row in found if is_empty[row.creator_id]]}


def _without_entries(found: Sequence[Payment]) -> World:
    """Gather the payments that have no entry: the others are looked at with their creator's book."""
    paid = [payment for payment in found if payment.booked.paid]
    guesses = {
        payment.id: [(payment.creator_id, f"{int(payment.created_at) + late:012d}#{payment.id}#1") for late in (0, 1)]
        for payment in paid
        if payment.creator_id
    }
    there = {entry.payment_id for entry in by_key(Entry, (key for keys in guesses.values() for key in keys))}
    unclear = [payment for payment in paid if payment.id not in there]
    has_entry = each([partial(_has_entry, payment) for payment in unclear])
    return {Payment: [payment for payment, has in zip(unclear, has_entry, strict=True) if not has]}


def _has_entry(payment: Payment) -> bool:
    if not payment.creator_id:
        return False
    first = int(payment.created_at)
    soon = Entry.in_book(payment.creator_id, first, first + HOUR, consistent=True)
    return any(entry.payment_id == payment.id for entry in soon)


def _payments_of(orders: Iterable[Purchase | Pledge]) -> list[Payment]:
    """Return the payments of orders; of one that names none, all that were made for it."""
    rows = list(orders)
    found = each([partial(Payment.ids_of_order, order.id) for order in rows if not order.payment_id])
    return by_key(Payment, [*(order.payment_id for order in rows), *(one for ids in found for one in ids)])


def _purchases(found: Sequence[Purchase]) -> World:
    grants = by_key(Grant, ((row.buyer_id, post_key(row.subject_id)) for row in found))
    return {Purchase: found, Payment: _payments_of(found), Grant: grants}


def _grants(found: Sequence[Grant]) -> World:
    sources = [grant.source_id for grant in found]
    return {Grant: found} | {model: by_key(model, sources) for model in (Purchase, Pledge, Subscription, Campaign)}


def _pledges(found: Sequence[Pledge]) -> World:
    grants = by_key(Grant, ((row.backer_id, campaign_key(row.campaign_id)) for row in found))
    held = by_key(Campaign, (row.campaign_id for row in found))
    return {Pledge: found, Payment: _payments_of(found), Campaign: held, Grant: grants}


def _campaign(found: Sequence[Campaign]) -> World:
    """Gather a campaign with all of its pledges, and with every payment that was made for one of them."""
    [campaign] = found
    made, payments = backing.near(campaign.id)
    public = by_key(Grant, [(EVERYBODY, campaign_key(campaign.id))])
    return {Campaign: found, Pledge: made, Payment: payments, Grant: public}


def _subscriptions(found: Sequence[Subscription]) -> World:
    payments = by_key(Payment, (one for row in found for one in sorted(subscriptions.payment_ids(row))))
    grants = by_key(Grant, ((row.subscriber_id, tier_key(row.creator_id)) for row in found))
    return {Subscription: found, Payment: payments, Grant: grants}


def _balances(found: Sequence[Balance]) -> World:
    return {Balance: found}


def _payments(found: Sequence[Payment]) -> World:
    return {Payment: found}


def _nothing(found: Sequence[Model]) -> World:
    del found
    return {}


# In this order, each stage repairs what the next ones read.
STAGES = (
    Stage(_next_book, _book, entries.CHECKS),
    Stage(_some(Balance), _without_book, entries.CHECKS),
    Stage(_some(Payment), _without_entries, (entries.PAYMENTS,)),
    Stage(_some(Purchase), _purchases, (purchases.STATES,)),
    Stage(_some(Grant), _grants, (purchases.GRANTS, pledges.GRANTS, funded.GRANTS, subscriptions.GRANTS)),
    Stage(_some(Pledge), _pledges, (pledges.STATES,)),
    Stage(_some(Campaign, 1), _campaign, (*campaigns.CHECKS, funded.LEVELS, waiting.CAMPAIGNS_LATE)),
    Stage(_some(Subscription), _subscriptions, (subscriptions.PERIODS,)),
    Stage(_some(Subscription), _subscriptions, (subscriptions.OPENED,)),
    Stage(_some(Purchase), gifts.without_grant, gifts.CHECKS),
    Stage(_some(Payment), _payments, (ages.IN_CLEARING,)),
    Stage(None, _nothing, waiting.BY_INDEX),
    # What is added comes last: the mark of a pass that is under way names its stage by the number.
    Stage(_some(Grant), gifts.held_with_gifts, gifts.CHECKS),
    Stage(_some(Balance), _balances, (ages.OWING,)),
)
