"""Mute accounts: their posts leave one's timelines, and nothing else changes; nobody is told."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from chalicelib.errors import Unprocessable
from chalicelib.models import rounds
from chalicelib.models.filling import Filled, fill_named
from chalicelib.models.paging import Page
from chalicelib.models.people import mutes
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.barriers import MUTES, Barrier
from chalicelib.services.people import accounts
from chalicelib.services.people.relationships import blocks

# Ten years; who wants it for longer mutes without an end.
LONGEST_SECONDS = 10 * 365 * 24 * 3600


@dataclass(frozen=True)
class Muted:
    """An account that is muted, and until when; None for as long as it takes."""

    account: Account
    until: datetime | None


def mute(account_id: str, other_id: str, seconds: int = 0, *, hides_notifications: bool = True) -> None:
    """Mute an account for so many seconds, or for good where they are 0; doing it again changes the mute."""
    if account_id == other_id:
        raise Unprocessable("Validation failed: You cannot mute yourself")
    if not 0 <= seconds <= LONGEST_SECONDS:
        raise Unprocessable(f"Validation failed: Duration must be from 0 to {LONGEST_SECONDS} seconds")
    blocks.find_shown(account_id, other_id)
    mutes.put(account_id, other_id, seconds, hides_notifications=hides_notifications)


def unmute(account_id: str, other_id: str) -> None:
    """Take a mute back, of a closed account too; without one nothing changes."""
    Account.expect_open(other_id, partial(Barrier.is_there, account_id, other_id, MUTES))
    mutes.remove(account_id, other_id)


def muted(account_id: str, page: Page) -> Filled[Muted]:
    """Return a page of those whom an account has muted, the newest first."""
    read = partial(Barrier.page, account_id, MUTES)
    ends = partial(_with_ends, account_id)
    return fill_named(read, lambda row: (row.id or "", row.other_id), ends, lambda muted: muted.account.id, page)


def _with_ends(account_id: str, other_ids: list[str]) -> list[Muted]:
    found, held = rounds.both(partial(accounts.find_all, other_ids), partial(mutes.held, account_id, other_ids))
    return [Muted(account, held[account.id].expires_at) for account in found if account.id in held]
