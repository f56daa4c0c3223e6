"""What goes back by itself costs Stripe's fee too: whoever causes it again and again pays nothing more at once."""

from collections.abc import Callable

import pytest

from chalicelib.errors import TooManyRequests
from chalicelib.models import base
from chalicelib.models.money.funding.campaigns import DRAFT, KEEP, Campaign
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.models.money.payments.origins import write_all
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.people.accounts import Account
from chalicelib.services.money.funding import campaigns, pledges
from chalicelib.services.money.funding.collecting import endings
from chalicelib.services.money.funding.selections import Selection
from chalicelib.services.money.selling import gifts
from chalicelib.services.money.selling.pages import visits
from tests.kit.factories import make_account
from tests.kit.money.funding import FakePages, hold, make_campaign, pay
from tests.kit.money.stripe_objects import deliver, event, session
from tests.kit.money.subscriptions import make_tier

pytestmark = pytest.mark.usefixtures("pages", "often")


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> FakePages:
    return FakePages(monkeypatch)


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages be opened as often as a test wants."""
    monkeypatch.setattr(visits, "OF_ACCOUNT", ())


def times(act: Callable[[], object], most: int = 8) -> int:
    """Return how often something can be done before it is refused."""
    for number in range(most):
        try:
            act()
        except TooManyRequests:
            return number
    return most


def pay_a_cancelled_campaign(backer: Account, amount: int = 500) -> Pledge:
    """Pay a page whose campaign was cancelled while nothing was known to be paid yet."""
    campaign = make_campaign(kind=KEEP)
    begun = pledges.begin(backer.id, campaign.id, Selection(amount, []))[0]
    campaigns.cancel(campaign.creator_id, campaign.id)
    return pay(begun)


def test_who_keeps_paying_campaigns_that_were_just_cancelled_is_stopped():
    backer = make_account()
    assert times(lambda: pay_a_cancelled_campaign(backer)) == 5
    # Saving a card costs nothing, and nobody else is stopped.
    hold(pledges.begin(backer.id, make_campaign().id, Selection(500, []))[0])
    pay_a_cancelled_campaign(make_account())


def test_what_came_too_late_is_limited_in_worth_too():
    backer = make_account()
    assert times(lambda: pay_a_cancelled_campaign(backer, 120_000)) == 2


def test_a_backer_whose_campaigns_are_cancelled_later_is_not_stopped():
    backer = make_account()
    for _ in range(6):
        campaign = make_campaign(kind=KEEP)
        accepted = pay(pledges.begin(backer.id, campaign.id, Selection(100_000, []))[0])
        campaigns.cancel(campaign.creator_id, campaign.id)
        pay(accepted)
    pledges.begin(backer.id, make_campaign(kind=KEEP).id, Selection(500, []))


def test_who_keeps_giving_gifts_that_cannot_be_added_is_stopped(pages: FakePages):
    giver, recipient = make_account(), make_account()
    low = make_tier(level=1)
    high = make_tier(Account.find(low.creator_id), level=2)

    def give(tier_id: str) -> Purchase:
        purchase = gifts.begin(giver.id, recipient.id, tier_id, 1)[0]
        deliver(event("checkout.session.completed", session(purchase)))
        pages.sessions[f"cs_{purchase.id}"]["status"] = "expired"
        return Purchase.find(purchase.id)

    assert give(low.id).state == "paid"
    assert give(high.id).state == "duplicate"
    assert times(lambda: give(high.id)) == 4


def test_a_creator_whose_campaigns_keep_failing_after_payments_launches_no_more():
    creator = make_account()

    def fail(raised: int) -> None:
        campaign = make_campaign(creator)
        write_all(campaign.move(raised=raised))
        endings.fail(Campaign.find(campaign.id))

    for raised in (0, 0, 0, 500):
        fail(raised)
    campaigns.launch(creator.id, make_campaign(creator, state=DRAFT).id)
    fail(500)
    with pytest.raises(TooManyRequests, match="gave back"):
        campaigns.launch(creator.id, make_campaign(creator, state=DRAFT).id)
    other = make_account()
    campaigns.launch(other.id, make_campaign(other, state=DRAFT).id)


def test_campaigns_of_one_creator_that_are_under_way_together_are_limited(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(base, "clock", lambda: 1_800_000_000)
    creator, other = make_account(), make_account()
    under_way = [make_campaign(creator) for _ in range(2)]
    campaigns.launch(creator.id, make_campaign(creator, state=DRAFT).id)
    fourth = make_campaign(creator, state=DRAFT)
    with pytest.raises(TooManyRequests, match="under way"):
        campaigns.launch(creator.id, fourth.id)
    # One that ends without a charge makes room, one that gave back does not.
    endings.fail(Campaign.find(under_way[0].id))
    campaigns.launch(creator.id, fourth.id)
    write_all(under_way[1].move(raised=500))
    endings.fail(Campaign.find(under_way[1].id))
    with pytest.raises(TooManyRequests, match="under way"):
        campaigns.launch(creator.id, make_campaign(creator, state=DRAFT).id)
    campaigns.launch(other.id, make_campaign(other, state=DRAFT).id)
