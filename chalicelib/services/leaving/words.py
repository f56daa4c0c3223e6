"""Take the words of an account that left off its campaigns and tiers, which the books keep under its id."""

from chalicelib.models.money import scrubbing
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.selling.tiers import Tier
from chalicelib.models.paging import Page

AT_ONCE = 20


def scrub_some(account_id: str) -> bool:
    """Scrub some campaigns with their rewards, and all tiers; tells whether there was any that said something."""
    if sum(scrubbing.scrub_tier(tier) for tier in Tier.of(account_id)):
        return True
    page: Page | None = Page(limit=AT_ONCE)
    while page:
        turned = Campaign.ids_of(account_id, page)
        if sum(scrubbing.scrub_campaign(campaign) for campaign in Campaign.find_all(turned.rows)):
            return True
        page = Page(limit=AT_ONCE, max_id=turned.rows[-1]) if turned.has_more else None
    return False
