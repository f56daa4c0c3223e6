"""Three days without an endpoint: pledges, payments and subscriptions of that time are reconciled once."""

from chalicelib.models import base
from chalicelib.models.money.creators.ledger import Balance, Entry, total
from chalicelib.models.money.funding.campaigns import KEEP, Campaign
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.models.money.selling.subscriptions import Subscription
from chalicelib.services.money.audit import reconciliation
from tests.kit.hostility import rows
from tests.kit.money.funding import DAYS, checked, is_backer, make_campaign
from tests.services.money.audit.looking import differences
from tests.services.money.selling.story import API, Story


def begin_pledge(story: Story, campaign: Campaign) -> str:
    """Begin a pledge of 5,000, and return the address of its Checkout page."""
    answer = story.as_fan.post(f"{API}/campaigns/{campaign.id}/pledge", json={"amount": 5_000})
    assert answer.status_code == 200, answer.text
    return str(answer.json()["checkout_url"])


def test_after_three_days_without_an_endpoint_nothing_is_missing(story: Story):
    story.local.control("clock", advance=2)
    since = base.now()
    kept = make_campaign(story.creator, currency="usd", kind=KEEP)
    charged_later = make_campaign(story.creator, currency="usd")
    for page in (story.page(story.bronze), begin_pledge(story, kept), begin_pledge(story, charged_later)):
        story.pay(page)
    story.local.control("clock", advance=3 * DAYS)
    assert [row.status for row in Subscription.scan()] == [""]
    assert reconciliation.reconcile(since).failures == []

    level, days = story.access() or (0, 0)
    assert (level, days in range(24, 30)) == (1, True)
    assert (checked(kept).raised, checked(charged_later).pledged) == (5_000, 5_000)
    pledges = list(Pledge.scan())
    assert sorted(pledge.state for pledge in pledges) == ["collected", "held"]
    assert all(is_backer(pledge) for pledge in pledges)
    [balance] = Balance.of(story.creator.id)
    assert balance.amounts() == total(entry.lines for entry in Entry.in_book(story.creator.id))
    assert balance.amounts()["payers"] == -5_500
    assert differences() == []

    before = rows()
    again = reconciliation.reconcile(since)
    assert (again.applied, again.settled, again.failures) == ([], [], [])
    assert rows() == before
