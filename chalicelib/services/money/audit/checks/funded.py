"""Check that exactly the funded campaigns are open to everybody, up to the stretch goals that they reached."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

from chalicelib.models.base import GuardFailed
from chalicelib.models.money.funding.campaigns import FUNDED, Campaign
from chalicelib.models.money.funding.pledges import COLLECTED, Pledge
from chalicelib.models.money.grants import EVERYBODY, Grant, campaign_key
from chalicelib.models.money.payments.facts import Facts
from chalicelib.models.money.payments.origins import write_all
from chalicelib.models.money.payments.payments import Payment
from chalicelib.services.money.audit.books import Books
from chalicelib.services.money.audit.check import Check, Difference, confirm
from chalicelib.services.money.audit.checks import backing
from chalicelib.services.money.audit.checks.grants import owned
from chalicelib.services.money.audit.world import rows
from chalicelib.services.money.funding.outcomes import goals_reached, public_grant


def _level(campaign_id: str, held: Grant | None) -> int | None:
    return int(held.level) if held is not None and held.source_id == campaign_id else None


def _expected(campaign: Campaign, stored: int | None, collected: int, most: int) -> int:
    """Return the level to which a funded campaign should be open.

    A level that was opened stays open after refunds, and payments that are only refunded open nothing. So the level is
    at least what the collected pledges count at this moment, and at most what was ever paid.
    """
    known = goals_reached(campaign, int(campaign.ended_with or 0)) if stored is None else stored
    return max(goals_reached(campaign, collected), min(known, goals_reached(campaign, most)))


def _collected(pledges: Iterable[Pledge], payments: dict[str, Facts]) -> dict[str, int]:
    """Return the sum that the collected pledges count, by campaign."""
    found: dict[str, int] = {}
    for pledge in pledges:
        if pledge.state == COLLECTED:
            counted = payments.get(pledge.payment_id or "", Facts()).counted
            found[pledge.campaign_id] = found.get(pledge.campaign_id, 0) + counted
    return found


def _suspects(books: Books) -> Iterator[str]:
    collected = _collected(rows(Pledge), books.payments)
    held = {one.key: one for one in rows(Grant) if _is_public(one)}
    for campaign in rows(Campaign):
        stored = _level(campaign.id, held.get(campaign_key(campaign.id)))
        sums = collected.get(campaign.id, 0), books.taken.get(campaign.id, 0)
        if campaign.state == FUNDED and stored != _expected(campaign, stored, *sums):
            yield campaign.id


def _examine(books: Books, campaign_id: str) -> Difference | None:
    del books

    def read() -> int | None:
        return _level(campaign_id, Grant.held(EVERYBODY, campaign_key(campaign_id)))

    def derive(pledges: list[Pledge], payments: list[Payment]) -> int:
        paid = {one.id: one.booked for one in payments}
        collected = _collected(pledges, paid).get(campaign_id, 0)
        return _expected(Campaign.find(campaign_id), read(), collected, sum(one.paid for one in paid.values()))

    return confirm(
        "funded",
        campaign_id,
        read,
        lambda: derive(*backing.near(campaign_id)),
        lambda: derive(*backing.whole(campaign_id)),
    )


def _repair(books: Books, found: Difference) -> None:
    del books
    campaign, held = Campaign.find(found.id), Grant.held(EVERYBODY, campaign_key(found.id))
    # A row that changed since it was read is left to the next run.
    if _level(campaign.id, held) != found.stored:
        return
    with suppress(GuardFailed):
        still = campaign.move(only_if=campaign.while_in(FUNDED))
        write_all(still, public_grant(campaign, found.derived).replace(held))


def _is_public(grant: Grant) -> bool:
    return grant.account_id == EVERYBODY


def _is_owner(campaign: Campaign, grant: Grant) -> bool:
    return campaign.state == FUNDED and grant.key == campaign_key(campaign.id)


# Grants without a funded campaign are revoked before LEVELS, so that the right ones can be written.
GRANTS = owned(_is_public, Campaign, _is_owner)
LEVELS = Check(_suspects, _examine, _repair)
CHECKS = (GRANTS, LEVELS)
