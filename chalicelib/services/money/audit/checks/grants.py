"""Check that each grant has an order that justifies it; grants without one are revoked."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TypeVar

from chalicelib.errors import NotFound
from chalicelib.models.base import GuardFailed, Model, now
from chalicelib.models.money.grants import Grant
from chalicelib.models.money.payments.origins import write_all
from chalicelib.services.money.audit.books import Books
from chalicelib.services.money.audit.check import Check, Difference, compare
from chalicelib.services.money.audit.world import rows

M = TypeVar("M", bound=Model)


def owned(concerns: Callable[[Grant], bool], model: type[M], is_owner: Callable[[M, Grant], bool]) -> Check:
    """Return the check that each of the concerned grants belongs to the row that is its source.

    Expired grants are ignored.
    """

    def is_right(grant: Grant, owner: M | None) -> bool:
        return (owner is not None and is_owner(owner, grant)) or not grant.is_open(now())

    def suspects(books: Books) -> Iterator[str]:
        del books
        owners = {str(one.id): one for one in rows(model)}  # type: ignore[attr-defined]
        for grant in rows(Grant):
            if concerns(grant) and not is_right(grant, owners.get(grant.source_id)):
                yield f"{grant.account_id}/{grant.key}"

    def look(books: Books, grant_id: str) -> Difference | None:
        del books

        def read() -> str | None:
            held = held_by(grant_id)
            return held.source_id if held else None

        def derive() -> str | None:
            held = held_by(grant_id)
            return held.source_id if held and is_right(held, find(model, held.source_id)) else None

        return compare("grant", grant_id, read, derive)

    return Check(suspects, look, _revoke)


def find(model: type[M], row_id: str) -> M | None:
    """Return a row read consistently, or None."""
    with suppress(NotFound):
        return model.find(row_id)
    return None


def held_by(grant_id: str) -> Grant | None:
    """Return the grant with an id `account/key`."""
    account_id, _, key = grant_id.partition("/")
    return Grant.held(account_id, key)


def _revoke(books: Books, found: Difference) -> None:
    del books
    account_id, _, key = found.id.partition("/")
    # A row that changed since it was read is left to the next run.
    with suppress(GuardFailed):
        write_all(Grant(account_id, key, source_id=found.stored).revoke)
