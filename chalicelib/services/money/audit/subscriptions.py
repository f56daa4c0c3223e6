"""A subscription's periods are those whose payments stand, and its tier is open as its row says."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from chalicelib.models.base import GuardFailed, now
from chalicelib.models.money.grants import Grant, tier_key
from chalicelib.models.money.payments.facts import Facts
from chalicelib.models.money.payments.origins import write_all
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.subscriptions import Membership, Subscription
from chalicelib.services.money.audit.books import Books
from chalicelib.services.money.audit.check import Check, Difference, compare
from chalicelib.services.money.audit.grants import owned
from chalicelib.services.money.selling import entitlements, periods

TIERS = tier_key("")
Opened = dict[str, Any] | None


def _standing(row: Subscription, known: Mapping[str, Facts]) -> dict[str, bool]:
    """Return of each payment that is known whether it stands."""
    return {one: known[one].is_standing for one in _payment_ids(row) if one in known and known[one].paid}


def _payment_ids(row: Subscription) -> set[str]:
    return {*row.standing, *(one for invoice in row.invoices.values() for one in invoice["payments"])}


def _suspect_periods(books: Books) -> Iterator[str]:
    for row in Subscription.scan_all():
        if row.standing != _standing(row, books.payments):
            yield row.id


def _look_at_periods(books: Books, row_id: str) -> Difference | None:
    del books

    def derive() -> dict[str, bool]:
        return _known_standing(Subscription.find(row_id))

    return compare("periods", row_id, lambda: dict(Subscription.find(row_id).standing), derive)


def _known_standing(row: Subscription) -> dict[str, bool]:
    return _standing(row, {one: Payment.read(one).booked for one in _payment_ids(row)})


def _mend_periods(books: Books, found: Difference) -> None:
    del books
    row = Subscription.find(found.id)
    row.standing = _known_standing(row)
    # Whoever learns of a payment writes the row too: what has changed meanwhile is left to the next run.
    with suppress(GuardFailed):
        row.change(entitlements.follow_up(row))


def _opened(row: Subscription, held: Grant | None) -> Opened:
    """Return what a grant says, where it is that of a subscription."""
    if held is None or held.source_id != row.id:
        return None
    until = held.expires_at
    return {"level": int(held.level), "until": None if until is None else int(until)}


def _demanded(row: Subscription, held: Grant | None) -> Opened:
    """Return what a subscription's grant should say; what is there already where that is as good.

    What has expired opens nothing, whether it is there or not.
    """
    opened, until, at = _opened(row, held), periods.grant_until(row), now()
    given = _given(row)
    if given and opened and opened["until"] == given:
        until = given
    if not until or until <= at:
        return None if held and held.is_open(at) else opened
    demanded = {"level": periods.level(row), "until": until}
    return demanded if opened or _must_hold(row, held) else None


def _given(row: Subscription) -> int | None:
    """Return how long a grace lasts that was given when GRACE_DAYS was another: it stays."""
    return max(int(row.grace_ends_at or 0), int(row.paid_through or 0)) if row.status == "past_due" else None


def _must_hold(row: Subscription, held: Grant | None) -> bool:
    """Tell whether a grant that others have, or nobody, should be this subscription's.

    The one that lives takes over what ended ones left; of ended ones, one does that never had another beside it.
    """
    if row.status in periods.LIVING:
        return True
    return held is None and not any(_is_beside(row, other) for other in Subscription.scan_all())


def _is_beside(row: Subscription, other: Subscription) -> bool:
    is_pair = (row.subscriber_id, row.creator_id) == (other.subscriber_id, other.creator_id)
    return is_pair and bool(other.begun_with) and other.id != row.id


def _suspects(books: Books) -> Iterator[str]:
    del books
    grants = {(one.account_id, one.key): one for one in Grant.scan_all() if _opens_tier(one)}
    for row in Subscription.scan_all():
        held = grants.get((row.subscriber_id, tier_key(row.creator_id)))
        if _opened(row, held) != _demanded(row, held):
            yield row.id


def _look(books: Books, row_id: str) -> Difference | None:
    del books

    def read() -> Opened:
        row = Subscription.find(row_id)
        return _opened(row, _held(row))

    def derive() -> Opened:
        row = Subscription.find(row_id)
        return _demanded(row, _held(row))

    return compare("subscription", row_id, read, derive)


def _held(row: Subscription) -> Grant | None:
    return Grant.held(row.subscriber_id, tier_key(row.creator_id))


def _mend(books: Books, found: Difference) -> None:
    del books
    row = Subscription.find(found.id)
    owner_id = Membership.held(row.subscriber_id, row.creator_id).subscription_id
    # What has changed since it was looked at is left to the next run.
    with suppress(GuardFailed):
        write_all(row.unchanged, *entitlements.grants(row, owner_id))


def _opens_tier(grant: Grant) -> bool:
    return grant.key.startswith(TIERS)


def _is_owner(row: Subscription, grant: Grant) -> bool:
    """Tell whether a grant is a subscription's; whether that stands is asked where subscriptions are looked at."""
    return (row.subscriber_id, tier_key(row.creator_id)) == (grant.account_id, grant.key)


CHECKS = (
    Check(_suspect_periods, _look_at_periods, _mend_periods),
    owned(_opens_tier, Subscription, _is_owner),
    Check(_suspects, _look, _mend),
)
