"""List the backers of a campaign, and the pledges of a backer."""

from dataclasses import dataclass
from functools import partial

from chalicelib.models import rounds
from chalicelib.models.batches import Key, fetch
from chalicelib.models.filling import Filled, fill
from chalicelib.models.money.funding.backings import Backing
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.funding.pledges import BACKING, Pledge
from chalicelib.models.paging import Page, Turned
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.barriers import Barriers
from chalicelib.services.people.accounts import find_all
from chalicelib.services.people.relationships import blocks


@dataclass(frozen=True)
class Backer:
    """A backer as a viewer sees them: without the account if the pledge is anonymous."""

    pledge: Pledge
    account: Account | None


def pledged(backer_id: str, page: Page) -> tuple[list[tuple[Pledge, Campaign | None]], Turned[str]]:
    """Return a page of an account's own pledges, each with its campaign."""
    turned = Pledge.ids_by(backer_id, page)
    pledges = Pledge.find_all(turned.rows)
    campaigns = {one.id: one for one in Campaign.find_all(dict.fromkeys(pledge.campaign_id for pledge in pledges))}
    return [(pledge, campaigns.get(pledge.campaign_id)) for pledge in pledges], turned


def listed(viewer_id: str | None, campaign: Campaign, page: Page) -> tuple[list[Backer], Filled[Pledge]]:
    """Return a page of a campaign's backers; anonymous ones are named only to the creator, who delivers rewards.

    Pledges that were never completed, or that ended, are passed over.
    """
    filled = fill(partial(Pledge.ids_to, campaign.id), _backing, page)
    pledges = filled.shown
    named = {one.id for one in pledges if not one.is_anonymous or viewer_id == campaign.creator_id}
    backer_ids = [pledge.backer_id for pledge in pledges if pledge.id in named]
    # Its creator delivers rewards to all of them, whoever blocks whom.
    found = find_all(backer_ids) if viewer_id == campaign.creator_id else blocks.find_met(viewer_id, backer_ids)
    accounts = {one.id: one for one in found}
    return [Backer(one, accounts.get(one.backer_id) if one.id in named else None) for one in pledges], filled


def _backing(ids: list[str]) -> list[tuple[str, Pledge]]:
    return [(pledge.id, pledge) for pledge in Pledge.find_all(ids) if pledge.state in BACKING]


def may_find(viewer_id: str | None, campaign: Campaign) -> bool:
    """Tell whether a viewer may find a campaign: one trip.

    That of somebody with whom a block is between, or whose account is closed or gone, only where they back it.
    """
    creator_id = str(campaign.creator_id)
    keys: list[Key] = [(Account, creator_id, None)]
    found, barriers = rounds.both(partial(fetch, keys), partial(Barriers.of, viewer_id, [creator_id]))
    is_there = any(isinstance(account, Account) and not account.closed for account in found.values())
    if is_there and creator_id not in barriers.barred:
        return True
    return viewer_id is not None and Backing.of(campaign.id, viewer_id) is not None
