"""A dishonest fan wants several trials: one for each card and creator is all there is."""

from typing import Any

import pytest

from chalicelib.gateways import payments
from chalicelib.models.money.grants import Grant, tier_key
from chalicelib.models.money.selling.memberships import Membership
from chalicelib.models.money.selling.subscriptions import Subscription
from chalicelib.models.money.selling.trial_cards import TrialCard
from chalicelib.models.people.accounts import Account
from chalicelib.models.talk.mails import Mail
from chalicelib.services.money.selling.periods import DAY
from tests.kit.client import Client
from tests.kit.factories import make_account, make_token
from tests.kit.money.stripe_objects import deliver
from tests.local_stripe.running import VISA
from tests.services.money.selling.story import API, Story

MASTERCARD = "5555555555554444"


class Fans:
    """Accounts of one person, and a tier with a trial."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.tier = story.tier(name="Silver", level=3, amount=900, trial_days=7)
        self.accounts = [make_account() for _ in range(3)]

    def page(self, fan: Account, tier: dict[str, Any] | None = None) -> str:
        answer = Client(make_token(fan)).post(f"{API}/subscriptions", json={"tier_id": (tier or self.tier)["id"]})
        assert answer.status_code == 200, answer.text
        return str(answer.json()["checkout_url"])

    def level(self, fan: Account, creator: Account | None = None) -> int:
        found = Grant.among([(fan.id, tier_key((creator or self.story.creator).id))])
        return next((int(grant.level) for grant in found.values()), 0)

    def rows(self, fan: Account) -> list[Subscription]:
        return [row for row in Subscription.scan() if row.subscriber_id == fan.id and row.stripe_id]


@pytest.fixture
def fans(story: Story) -> Fans:
    return Fans(story)


def test_of_three_accounts_with_one_card_one_has_the_trial(fans: Fans):
    for fan in fans.accounts:
        fans.story.pay(fans.page(fan))
        fans.story.shop.tell()
    assert [fans.level(fan) for fan in fans.accounts] == [3, 0, 0]
    for fan in fans.accounts[1:]:
        [row] = fans.rows(fan)
        assert (row.undone_as, payments.find_subscription(str(row.stripe_id))["status"]) == ("second_trial", "canceled")
        assert [mail.template for mail in Mail.scan() if mail.account_id == fan.id] == ["second_trial"]
    fans.story.wait(9 * DAY)
    assert [fans.level(fan) for fan in fans.accounts] == [3, 0, 0]


def test_who_is_refused_a_trial_can_subscribe_without_one(fans: Fans):
    first, second, _ = fans.accounts
    for fan in (first, second, second):
        fans.story.pay(fans.page(fan))
        fans.story.shop.tell()
    living = [row for row in fans.rows(second) if not row.is_duplicate]
    assert [row.status for row in living] == ["active"]
    assert fans.level(second) == 3
    assert len(living[0].effective_payments) == 1


def test_another_card_and_another_creator_have_trials_of_their_own(fans: Fans):
    first, second, _ = fans.accounts
    fans.story.pay(fans.page(first), VISA)
    fans.story.pay(fans.page(second), MASTERCARD)
    other = Story(fans.story.shop)
    tier = other.tier(name="Silver", level=3, amount=900, trial_days=7)
    fans.story.pay(fans.page(first, tier), VISA)
    fans.story.shop.tell()
    assert [fans.level(first), fans.level(second), fans.level(first, other.creator)] == [3, 3, 3]


def test_of_two_accounts_at_once_one_has_the_trial(fans: Fans, monkeypatch: pytest.MonkeyPatch):
    first, second, _ = fans.accounts
    for fan in (first, second):
        fans.story.pay(fans.page(fan))
    told = [one for one in fans.story.shop.events() if one["type"] == "customer.subscription.created"]
    look = TrialCard.is_free.__func__  # type: ignore[attr-defined]

    def slow(cls: type[TrialCard], key: str, row_id: str) -> bool:
        found = bool(look(cls, key, row_id))
        if told:
            # The second account is looked at, and written, between the first one's look and its write.
            deliver(told.pop())
        return found

    monkeypatch.setattr(TrialCard, "is_free", classmethod(slow))
    deliver(told.pop())
    assert sorted(fans.level(fan) for fan in (first, second)) == [0, 3]


def test_two_tabs_at_once_open_one_page_and_one_trial(fans: Fans, monkeypatch: pytest.MonkeyPatch):
    fan = fans.accounts[0]
    ask, seen = payments.open_subscription, []

    def slow(*given: Any, **about: Any) -> Any:
        monkeypatch.setattr(payments, "open_subscription", ask)
        again = Client(make_token(fan)).post(f"{API}/subscriptions", json={"tier_id": fans.tier["id"]})
        seen.append(again.status_code)
        return ask(*given, **about)

    monkeypatch.setattr(payments, "open_subscription", slow)
    first = fans.page(fan)
    assert (seen, fans.page(fan)) == ([503], first)
    assert len([row for row in Subscription.scan() if row.subscriber_id == fan.id]) == 1


def test_a_trial_at_an_older_offer_uses_up_no_trial(fans: Fans):
    fan = fans.accounts[0]
    page = fans.page(fan)
    answer = fans.story.as_creator.patch(f"{API}/tiers/{fans.tier['id']}", json={"amount": 800})
    assert answer.status_code == 200, answer.text
    fans.story.pay(page)
    fans.story.shop.tell()
    assert (fans.level(fan), TrialCard.count()) == (0, 0)
    fans.story.pay(fans.page(fan))
    fans.story.shop.tell()
    held = Membership.held(fan.id, fans.story.creator.id)
    assert (fans.level(fan), held.subscription_id) == (3, held.trial_id)
