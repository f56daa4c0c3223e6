"""Lists of campaigns, backers and subscriptions pass over what is not shown, and end no earlier for it."""

from chalicelib.models.money.funding.campaigns import DRAFT, Campaign
from chalicelib.models.money.funding.pledges import HELD, PENDING, Pledge
from chalicelib.models.paging import Page
from chalicelib.services.money.funding import backers, campaigns
from chalicelib.services.money.selling import subscriptions
from tests.kit.factories import make_account
from tests.kit.money.funding import make_campaign
from tests.kit.money.subscriptions import make_subscription, make_tier

# More than a page is filled up by at first.
MANY = 30


def test_drafts_and_pledges_that_nobody_completed_end_no_list_early():
    anna = make_account()
    campaign = make_campaign(anna)
    backing = make_pledge(campaign, HELD)
    for _ in range(MANY):
        make_campaign(anna, state=DRAFT, launched_at=None, due=None)
        make_pledge(campaign, PENDING)
    found, page = campaigns.listed(None, anna.id, Page(limit=2))
    assert ([one.campaign.id for one in found], page.has_more) == ([campaign.id], False)
    named, backers_page = backers.listed(None, campaign, Page(limit=2))
    assert ([one.pledge.id for one in named], backers_page.has_more) == ([backing.id], False)


def make_pledge(campaign: Campaign, state: str) -> Pledge:
    pledge = Pledge(
        campaign_id=campaign.id,
        backer_id=make_account().id,
        creator_id=campaign.creator_id,
        state=state,
        amount=5_000,
        currency="eur",
    )
    pledge.save()
    return pledge


def test_subscriptions_that_were_undone_or_never_begun_end_no_list_early():
    ben, tier = make_account(), make_tier()
    begun = make_subscription(tier, ben, begun_with=tier.creator_id).id
    for _ in range(MANY):
        make_subscription(tier, ben)
        make_subscription(tier, begun_with=tier.creator_id, is_duplicate=True)
    assert [view.subscription.id for view in subscriptions.mine(ben.id, Page(limit=2))[1]] == [begun]
    filled, found = subscriptions.of_creator(tier.creator_id, Page(limit=2))
    assert ([view.subscription.id for view in found], filled.has_more) == ([begun], False)
