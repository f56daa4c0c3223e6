"""Check that the grant of a creator's gifts is as the last gift that changed it wrote it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from chalicelib.models.base import GuardFailed, now
from chalicelib.models.money.grants import Grant, gift_key
from chalicelib.models.money.payments.origins import write_all
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.rounds import each
from chalicelib.services.money.audit.books import Books
from chalicelib.services.money.audit.check import Check, Difference, confirm
from chalicelib.services.money.audit.checks.grants import held_by
from chalicelib.services.money.audit.world import World, by_key, every_id, rows
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


def _opened_by(one: Purchase) -> str:
    """Return the id of the grant that a gift ever opened; empty for what is no gift, or opened nothing."""
    has_opened = one.kind == GIFT and gift_months.LEFT in one.details
    return f"{one.recipient_id}/{gift_key(one.seller_id)}" if has_opened else ""


def _near(grant_id: str) -> list[Purchase]:
    """Return the gifts that ever opened a grant by an index, which may tell of one a moment late."""
    ids = every_id(partial(Purchase.sold_ids, grant_id.partition(f"/{GIFTS}")[2]))
    return [one for one in by_key(Purchase, ids) if _opened_by(one) == grant_id]


def _whole(grant_id: str) -> list[Purchase]:
    return [one for one in Purchase.scan_all(Purchase.kind == GIFT) if _opened_by(one) == grant_id]


def held_with_gifts(found: Sequence[Grant]) -> World:
    """Gather grants of gifts with the gift that each names; where the two do not agree, with all that opened it."""
    held = {f"{one.account_id}/{one.key}": one for one in found if one.key.startswith(GIFTS)}
    named = {one.id: one for one in by_key(Purchase, (grant.source_id for grant in held.values()))}
    unclear = [an_id for an_id, grant in held.items() if not _agrees(an_id, grant, named.get(grant.source_id))]
    given = [*named.values(), *(one for gifts in each([partial(_near, an_id) for an_id in unclear]) for one in gifts)]
    return {Grant: [*held.values()], Purchase: [one for one in given if _opened_by(one) in held]}


def _agrees(grant_id: str, grant: Grant, named: Purchase | None) -> bool:
    is_its_own = named is not None and _opened_by(named) == grant_id
    return named is not None and is_its_own and _opened(gift_months.grant_of(named)) == _opened(grant)


def without_grant(found: Sequence[Purchase]) -> World:
    """Gather each gift that was the last to open a grant that is gone: the others are looked at with the grant."""
    given = [one for one in found if _opened_by(one) and gift_months.grant_of(one).is_open(now())]
    keys = [(one.recipient_id or "", gift_key(one.seller_id)) for one in given]
    there = {(one.account_id, one.key) for one in by_key(Grant, keys)}
    alone = [one for one, key in zip(given, keys, strict=True) if key not in there]
    alike = each([partial(_near, _opened_by(one)) for one in alone])
    changed = [max(map(gift_months.change_id, [one, *others])) for one, others in zip(alone, alike, strict=True)]
    return {Purchase: [one for one, at in zip(alone, changed, strict=True) if gift_months.change_id(one) == at]}


def _suspects(books: Books) -> Iterator[str]:
    del books
    given: dict[str, list[Purchase]] = {}
    for one in rows(Purchase):
        given.setdefault(_opened_by(one), []).append(one)
    held = {f"{one.account_id}/{one.key}": one for one in rows(Grant)}
    for grant_id in {**held, **given}:
        grant = held.get(grant_id)
        if _opened(grant) != _expected(grant, given.get(grant_id, ())):
            yield grant_id


def _examine(books: Books, grant_id: str) -> Difference | None:
    del books

    def derive(given: Callable[[str], list[Purchase]]) -> Opened:
        # A gift is changed together with its grant, and `compare` reads the grant before and after this.
        return _expected(held_by(grant_id), given(grant_id))

    return confirm("gift", grant_id, lambda: _opened(held_by(grant_id)), lambda: derive(_near), lambda: derive(_whole))


def _repair(books: Books, found: Difference) -> None:
    del books
    held = held_by(found.id)
    last = _last(held, _whole(found.id))
    # A row that changed since it was read is left to the next run.
    with suppress(GuardFailed):
        if last is not None:
            write_all(last.replace(held))
        elif held is not None:
            write_all(held.revoke)


CHECKS = (Check(_suspects, _examine, _repair),)
