"""A payment that goes back costs Stripe's fee: how many and how much of it is limited, for fans and for creators."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.errors import TooManyRequests, Unprocessable
from chalicelib.models.base import GuardFailed
from chalicelib.models.money.funding.campaigns import FUNDED, KEEP, Campaign
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.people.accounts import Account
from chalicelib.models.safety.limits import Limit
from chalicelib.services.money.funding import campaigns, pledges
from chalicelib.services.money.funding.selections import Selection
from chalicelib.services.money.payments import refunds, round_trips
from chalicelib.services.money.payments.refunds import RefundRequest
from chalicelib.services.money.selling.pages import visits
from tests.kit.factories import make_account
from tests.kit.money.funding import FakePages, make_campaign, pay
from tests.kit.money.stripe_objects import deliver, event, make_paid_post, make_purchase, session


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> FakePages:
    return FakePages(monkeypatch)


def pledge(backer: Account, campaign: Campaign, amount: int = 500) -> Pledge:
    return pay(pledges.begin(backer.id, campaign.id, Selection(amount, []))[0])


def trips(act: Callable[[], object], most: int = 70) -> int:
    """Return how often something can be done before it is refused."""
    for number in range(most):
        try:
            act()
        except TooManyRequests as refused:
            return number if int(refused.headers["Retry-After"]) > 0 else -1
    return most


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages be opened as often as a test wants."""
    monkeypatch.setattr(visits, "OF_ACCOUNT", ())


@pytest.mark.usefixtures("pages", "often")
def test_a_backer_who_takes_pledges_back_again_and_again_is_stopped():
    backer = make_account()

    def there_and_back() -> None:
        campaign = make_campaign(kind=KEEP)
        pledge(backer, campaign)
        pledges.cancel(backer.id, campaign.id)

    assert trips(there_and_back) == 5
    kept = make_campaign(kind=KEEP)
    with pytest.raises(TooManyRequests, match="taken back many pledges"):
        pledges.begin(backer.id, kept.id, Selection(500, []))
    # Saving a card costs nothing, and nobody else is stopped.
    pledges.begin(backer.id, make_campaign().id, Selection(500, []))
    pledge(make_account(), kept)


@pytest.mark.usefixtures("pages", "often")
def test_pledges_that_were_all_paid_before_the_first_is_taken_back_are_limited_too():
    backer, made = make_account(), [make_campaign(kind=KEEP) for _ in range(8)]
    for campaign in made:
        pledge(backer, campaign)
    waiting = iter(made)
    assert trips(lambda: pledges.cancel(backer.id, next(waiting).id)) == 5
    assert sum(one.state == "cancelled" for one in Pledge.scan()) == 5


@pytest.mark.usefixtures("pages", "often")
def test_what_is_taken_back_is_limited_in_worth_and_the_first_never_too_dear():
    backer = make_account()
    for amount, is_refused in ((400_000, False), (500, True)):
        campaign = make_campaign(kind=KEEP)
        pledge(backer, campaign, amount)
        if is_refused:
            with pytest.raises(TooManyRequests):
                pledges.cancel(backer.id, campaign.id)
        else:
            pledges.cancel(backer.id, campaign.id)


@pytest.mark.usefixtures("pages")
def test_a_pledge_that_is_charged_at_once_is_limited_in_worth():
    with pytest.raises(Unprocessable, match=r"must be from 0.50 EUR to 4400.00 EUR"):
        pledges.begin(make_account().id, make_campaign(kind=KEEP).id, Selection(600_000, []))
    pledges.begin(make_account().id, make_campaign().id, Selection(600_000, []))


@pytest.mark.usefixtures("pages")
def test_a_late_pledge_is_charged_at_once_and_limited_in_worth_too():
    late = make_campaign(state=FUNDED, late_pledges=True, raised=100_000)
    with pytest.raises(Unprocessable, match=r"must be from 0.50 EUR to 4400.00 EUR"):
        pledges.begin(make_account().id, late.id, Selection(440_001, []))
    backer = make_account()
    for _ in range(10):
        Limit.tally(f"taken-back:{backer.id}", 86_400)
    assert pledges.begin(backer.id, late.id, Selection(440_000, []))[0].is_late


@pytest.mark.usefixtures("pages", "often")
def test_many_backers_of_one_creator_cannot_take_back_without_end(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(round_trips, "TAKEN_FROM_CREATOR", ((3, 86_400),))
    creator = make_account()

    def by_another() -> None:
        backer, campaign = make_account(), make_campaign(creator, kind=KEEP)
        pledge(backer, campaign)
        pledges.cancel(backer.id, campaign.id)

    assert trips(by_another, 5) == 3


def sold(seller: Account, amount: int = 500) -> Purchase:
    purchase = make_purchase(post=make_paid_post(seller, amount))
    deliver(event("checkout.session.completed", session(purchase)))
    return Purchase.find(purchase.id)


def give_back(seller: Account, purchase: Purchase, amount: int | None = None) -> None:
    refunds.request(seller.id, "purchase", purchase.id, RefundRequest(amount=amount))


@pytest.mark.usefixtures("pages")
def test_a_creator_who_gives_back_sale_after_sale_is_stopped(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(round_trips, "GIVEN_BY_CREATOR", ((4, 86_400), (5, 30 * 86_400)))
    seller = make_account()
    assert trips(lambda: give_back(seller, sold(seller)), 8) == 4
    give_back(other := make_account(), sold(other))


@pytest.mark.usefixtures("pages")
def test_parts_of_one_payment_are_one_round_trip(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(round_trips, "GIVEN_BY_CREATOR", ((1, 86_400),))
    seller = make_account()
    purchase = sold(seller)
    for _ in range(3):
        give_back(seller, purchase, 100)
    with pytest.raises(TooManyRequests, match="operator"):
        give_back(seller, sold(seller))


@pytest.mark.usefixtures("pages")
def test_what_a_creator_gives_back_is_limited_in_worth():
    seller = make_account()
    give_back(seller, sold(seller, 900_000))
    with pytest.raises(TooManyRequests):
        give_back(seller, sold(seller))


@pytest.mark.usefixtures("pages", "often")
def test_a_creator_who_cancels_paid_campaigns_is_stopped():
    creator = make_account()

    def cancel(is_paid: bool = True) -> None:
        campaign = make_campaign(creator, kind=KEEP)
        if is_paid:
            pledge(make_account(), campaign)
        campaigns.cancel(creator.id, campaign.id)

    assert trips(cancel, 4) == 2
    cancel(is_paid=False)


@pytest.mark.usefixtures("pages")
def test_a_refund_that_is_planned_again_is_counted_once(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(round_trips, "GIVEN_BY_CREATOR", ((2, 86_400),))
    seller, change = make_account(), Payment.change
    first, second, third = (sold(seller) for _ in range(3))

    def overtaken(*given: Any, **more: Any) -> Payment:
        # Somebody else settles the payment at this moment, for some tries.
        if next(others):
            raise GuardFailed([0])
        return change(*given, **more)

    others = iter([True, True, True, False])
    with monkeypatch.context() as racing:
        racing.setattr(Payment, "change", overtaken)
        give_back(seller, first)
    give_back(seller, second)
    with pytest.raises(TooManyRequests, match="given back many"):
        give_back(seller, third)
    with pytest.raises(TooManyRequests, match="given back many"):
        give_back(seller, third)
