"""Check that a subscription's periods have effective payments, and that its tier's grant agrees with its row."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import Any

from chalicelib.models.base import GuardFailed, now
from chalicelib.models.money.grants import Grant, tier_key
from chalicelib.models.money.payments.facts import Facts
from chalicelib.models.money.payments.origins import write_all
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.memberships import Membership
from chalicelib.models.money.selling.subscriptions import Subscription
from chalicelib.services.money.audit.books import Books
from chalicelib.services.money.audit.check import Check, Difference, compare, confirm
from chalicelib.services.money.audit.checks.grants import owned
from chalicelib.services.money.audit.world import by_key, every_id, rows
from chalicelib.services.money.selling import entitlements, periods

TIERS = tier_key("")
Opened = dict[str, Any] | None
# Return the subscriptions among which those of the same pair are.
Others = Callable[[Subscription], Iterable[Subscription]]


def _effective_payments(row: Subscription, known: Mapping[str, Facts]) -> dict[str, bool]:
    """Return for each known payment whether it is effective."""
    return {one: known[one].is_effective for one in payment_ids(row) if one in known and known[one].paid}


def payment_ids(row: Subscription) -> set[str]:
    """Return the ids of the payments that a subscription knows of."""
    return {*row.effective_payments, *(one for invoice in row.invoices.values() for one in invoice["payments"])}


def _suspect_periods(books: Books) -> Iterator[str]:
    for row in rows(Subscription):
        if row.effective_payments != _effective_payments(row, books.payments):
            yield row.id


def _examine_periods(books: Books, row_id: str) -> Difference | None:
    del books

    def derive() -> dict[str, bool]:
        return _derived_payments(Subscription.find(row_id))

    return compare("periods", row_id, lambda: dict(Subscription.find(row_id).effective_payments), derive)


def _derived_payments(row: Subscription) -> dict[str, bool]:
    return _effective_payments(row, {one: Payment.read(one).booked for one in payment_ids(row)})


def _repair_periods(books: Books, found: Difference) -> None:
    del books
    row = Subscription.find(found.id)
    row.effective_payments = _derived_payments(row)
    # A settlement writes this row too: one that changed meanwhile is left to the next run.
    with suppress(GuardFailed):
        row.change(entitlements.derive(row))


def _opened(row: Subscription, held: Grant | None) -> Opened:
    """Return the content of a grant if it is the subscription's."""
    if held is None or held.source_id != row.id:
        return None
    until = held.expires_at
    return {"level": int(held.level), "until": None if until is None else int(until)}


def _expected(row: Subscription, held: Grant | None, others: Others) -> Opened:
    """Return what a subscription's grant should contain; its present content if that is equivalent.

    An expired grant may be there or not.
    """
    opened, until, at = _opened(row, held), periods.grant_until(row), now()
    given = _given(row)
    if given and opened and opened["until"] == given:
        until = given
    if not until or until <= at:
        return None if held and held.is_open(at) else opened
    expected = {"level": periods.level(row), "until": until}
    return expected if opened or _must_hold(row, held, others) else None


def _given(row: Subscription) -> int | None:
    """Return when the grace period in the row ends: it stays if GRACE_DAYS was changed since."""
    return max(int(row.grace_ends_at or 0), int(row.paid_through or 0)) if row.status == "past_due" else None


def _must_hold(row: Subscription, held: Grant | None, others: Others) -> bool:
    """Tell whether the pair's grant, held by another subscription or missing, should be this subscription's.

    A living subscription takes over the grant of an ended one. An ended one needs it only if the pair had no other.
    """
    if row.status in periods.LIVING:
        return True
    return held is None and not any(_is_beside(row, other) for other in others(row))


def _near(row: Subscription) -> Iterable[Subscription]:
    """Return its subscriber's by an index, which may tell of one a moment late."""
    return by_key(Subscription, every_id(partial(Subscription.ids_of_subscriber, row.subscriber_id)))


def _whole(row: Subscription) -> Iterable[Subscription]:
    del row
    return Subscription.scan_all()


def _is_beside(row: Subscription, other: Subscription) -> bool:
    is_pair = (row.subscriber_id, row.creator_id) == (other.subscriber_id, other.creator_id)
    return is_pair and bool(other.begun_with) and other.id != row.id


def _suspects(books: Books) -> Iterator[str]:
    del books
    grants = {(one.account_id, one.key): one for one in rows(Grant) if _opens_tier(one)}
    for row in rows(Subscription):
        held = grants.get((row.subscriber_id, tier_key(row.creator_id)))
        if _opened(row, held) != _expected(row, held, _near):
            yield row.id


def _examine(books: Books, row_id: str) -> Difference | None:
    del books

    def read() -> Opened:
        row = Subscription.find(row_id)
        return _opened(row, _held(row))

    def derive(others: Others) -> Opened:
        row = Subscription.find(row_id)
        return _expected(row, _held(row), others)

    return confirm("subscription", row_id, read, lambda: derive(_near), lambda: derive(_whole))


def _held(row: Subscription) -> Grant | None:
    return Grant.held(row.subscriber_id, tier_key(row.creator_id))


def _repair(books: Books, found: Difference) -> None:
    del books
    row = Subscription.find(found.id)
    owner_id = Membership.held(row.subscriber_id, row.creator_id).subscription_id
    # A row that changed since it was read is left to the next run.
    with suppress(GuardFailed):
        write_all(row.unchanged, *entitlements.grants(row, owner_id))


def _opens_tier(grant: Grant) -> bool:
    return grant.key.startswith(TIERS)


def _is_owner(row: Subscription, grant: Grant) -> bool:
    """Tell whether a grant is a subscription's; its content is checked with the subscriptions."""
    return (row.subscriber_id, tier_key(row.creator_id)) == (grant.account_id, grant.key)


PERIODS = Check(_suspect_periods, _examine_periods, _repair_periods)
GRANTS = owned(_opens_tier, Subscription, _is_owner)
OPENED = Check(_suspects, _examine, _repair)
