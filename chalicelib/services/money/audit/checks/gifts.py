"""Check that the grant of a creator's gifts is as the last gift that changed it wrote it."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from chalicelib.models.base import GuardFailed, now
from chalicelib.models.money.grants import Grant, gift_key
from chalicelib.models.money.payments.origins import write_all
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.services.money.audit.books import Books
from chalicelib.services.money.audit.check import Check, Difference, compare
from chalicelib.services.money.audit.checks.grants import held_by
from chalicelib.services.money.selling import gift_months

GIFT, GIFTS = "gift", gift_key("")
Opened = dict[str, Any] | None


def _opened(grant: Grant | None) -> Opened:
    if grant is None:
        return None
    until = None if grant.expires_at is None else int(grant.expires_at)
    return {"by": grant.source_id, "level": int(grant.level), "until": until}


def _last(held: Grant | None, given: Iterable[Purchase]) -> Grant | None:
    """Return the grant as its last gift wrote it: the gift that it names if the two agree, else the latest."""
    left = {one.id: (gift_months.change_id(one), gift_months.grant_of(one)) for one in given}
    named = left.get(held.source_id) if held else None
    if named and _opened(named[1]) == _opened(held):
        return named[1]
    return max(left.values(), key=lambda one: one[0])[1] if left else None


def _expected(held: Grant | None, given: Iterable[Purchase]) -> Opened:
    """Return what the grant should contain; an expired grant may be there or not."""
    last, at = _last(held, given), now()
    is_open = any(one is not None and one.is_open(at) for one in (held, last))
    return _opened(last) if is_open else _opened(held)


def _given() -> dict[str, list[Purchase]]:
    """Return the gifts that ever opened anything, by the ids of their grants."""
    found: dict[str, list[Purchase]] = {}
    for one in Purchase.scan_all(Purchase.kind == GIFT):
        if gift_months.LEFT in one.details:
            found.setdefault(f"{one.recipient_id}/{gift_key(one.seller_id)}", []).append(one)
    return found


def _suspects(books: Books) -> Iterator[str]:
    del books
    given = _given()
    held = {f"{one.account_id}/{one.key}": one for one in Grant.scan_all(Grant.key.startswith(GIFTS))}
    for grant_id in {**held, **given}:
        grant = held.get(grant_id)
        if _opened(grant) != _expected(grant, given.get(grant_id, ())):
            yield grant_id


def _examine(books: Books, grant_id: str) -> Difference | None:
    del books

    def derive() -> Opened:
        # A gift is changed together with its grant, and `compare` reads the grant before and after this.
        held = held_by(grant_id)
        return _expected(held, _given().get(grant_id, ()))

    return compare("gift", grant_id, lambda: _opened(held_by(grant_id)), derive)


def _repair(books: Books, found: Difference) -> None:
    del books
    held = held_by(found.id)
    last = _last(held, _given().get(found.id, ()))
    # A row that changed since it was read is left to the next run.
    with suppress(GuardFailed):
        if last is not None:
            write_all(last.replace(held))
        elif held is not None:
            write_all(held.revoke)


CHECKS = (Check(_suspects, _examine, _repair),)
