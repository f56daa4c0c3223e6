"""A tier changes while a fan has its Checkout page open: nobody is charged for what is not offered any more."""

from typing import Any

import pytest

from chalicelib.gateways import payments
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.closings import Closing
from chalicelib.models.money.selling.memberships import Membership
from chalicelib.models.money.selling.promotion_codes import PromotionCode
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.money.selling.subscriptions import Subscription
from chalicelib.models.money.selling.tiers import Tier
from chalicelib.models.talk.mails import Mail
from tests.kit.events import deliver_events
from tests.kit.factories import make_account
from tests.services.money.selling.story import API, Story


def patch(story: Story, **fields: Any) -> None:
    answer = story.as_creator.patch(f"{API}/tiers/{story.bronze['id']}", json=fields)
    assert answer.status_code == 200, answer.text


def archive(story: Story) -> None:
    assert story.as_creator.delete(f"{API}/tiers/{story.bronze['id']}").status_code == 200


def archive_code(story: Story) -> None:
    [code] = PromotionCode.of(story.creator.id)
    assert story.as_creator.delete(f"{API}/promotion_codes/{code.id}").status_code == 200
    # Stripe says nowhere that it takes a code off the pages that are open with it.
    payments.client.call("promotion_codes.update", code.stripe_id, params={"active": True})


def page_before(story: Story, change: str) -> str:
    """Return a page of the tier that has what the change takes away."""
    if change == "without its trial":
        patch(story, trial_days=7)
    if change != "without its code":
        return story.page(story.bronze)
    code: dict[str, Any] = {"code": "AUTUMN", "percent_off": 50}
    assert story.as_creator.post(f"{API}/promotion_codes", json=code).status_code == 200
    return story.page(story.bronze, promotion_code="AUTUMN")


CHANGES = {
    "cheaper": lambda story: patch(story, amount=100),
    "dearer": lambda story: patch(story, amount=900),
    "without its trial": lambda story: patch(story, trial_days=0),
    "archived": archive,
    "without its code": archive_code,
}
SAME = {
    "another name": lambda story: patch(story, name="Copper"),
    "another yearly price": lambda story: patch(story, yearly_amount=4_000),
}


def rows(story: Story) -> list[Subscription]:
    return [row for row in Subscription.scan() if row.subscriber_id == story.fan.id]


def status(session_id: str | None) -> str:
    return str(payments.find_session(str(session_id))["status"])


@pytest.mark.parametrize("change", CHANGES)
def test_the_open_page_of_a_tier_is_closed(story: Story, change: str):
    page_before(story, change)
    other = story.as_fan.post(f"{API}/gifts", json=gift(story))
    CHANGES[change](story)
    deliver_events("refunds")
    [row] = rows(story)
    assert (status(row.session_id), Closing.count()) == ("expired", 0)
    is_dear = change not in {"without its trial", "without its code"}
    assert status(Purchase.find(other.json()["purchase"]["id"]).session_id) == ("expired" if is_dear else "open")


@pytest.mark.parametrize("change", CHANGES)
def test_a_subscription_at_an_older_offer_is_ended_and_paid_back(story: Story, change: str):
    page = page_before(story, change)
    CHANGES[change](story)
    story.pay(page)
    story.shop.tell()
    story.shop.work()
    [row] = rows(story)
    assert (story.access(), row.undone_as, bool(row.is_duplicate)) == (None, "superseded", True)
    assert payments.find_subscription(str(row.stripe_id))["status"] == "canceled"
    facts = [Payment.read(one).facts for one in row.effective_payments]
    assert [(one.paid, one.refunded) for one in facts] == {
        "without its trial": [],
        "without its code": [(250, 250)],
    }.get(change, [(500, 500)])
    told = [mail.template for mail in Mail.scan() if mail.account_id == story.fan.id]
    assert told.count("subscription_superseded") == 1
    held = Membership.held(story.fan.id, story.creator.id)
    assert [one for one in (held.subscription_id, held.trial_id) if one] == []


@pytest.mark.parametrize("change", SAME)
def test_a_page_that_sells_the_same_stays(story: Story, change: str):
    page = story.page(story.bronze)
    SAME[change](story)
    deliver_events("refunds")
    story.pay(page)
    story.shop.tell()
    assert (story.row().status, (story.access() or (0, 0))[0]) == ("active", 1)


def test_a_gift_paid_at_an_older_price_goes_back(story: Story):
    made = story.as_fan.post(f"{API}/gifts", json=gift(story)).json()
    patch(story, amount=100)
    story.pay(made["checkout_url"])
    story.shop.tell()
    story.shop.work()
    purchase = Purchase.find(made["purchase"]["id"])
    assert (purchase.state, sum(one["amount"] for one in story.shop.refunds(purchase))) == ("refunded", 1_000)


def gift(story: Story) -> dict[str, Any]:
    return {"tier_id": story.bronze["id"], "account_id": make_account().id, "months": 2}


def test_two_tabs_for_one_creator_are_one_page_at_a_time(story: Story):
    first, again = story.page(story.bronze), story.page(story.bronze)
    assert first == again
    second = story.page(story.gold)
    assert sorted(status(row.session_id) for row in rows(story)) == ["expired", "open"]
    assert second != first


def test_a_fan_who_has_paid_and_waits_for_the_event_subscribes_once(story: Story):
    story.pay(story.page(story.bronze))
    answer = story.as_fan.post(f"{API}/subscriptions", json={"tier_id": story.gold["id"]})
    assert (answer.status_code, "on its way" in answer.json()["error"]) == (422, True)


def test_two_devices_that_change_different_things_of_a_tier_lose_nothing(story: Story, monkeypatch: pytest.MonkeyPatch):
    rename = payments.rename_product

    def meanwhile(*given: Any) -> Any:
        monkeypatch.setattr(payments, "rename_product", rename)
        patch(story, amount=900)
        return rename(*given)

    monkeypatch.setattr(payments, "rename_product", meanwhile)
    patch(story, name="Copper")
    tier = Tier.held(story.creator.id, story.bronze["id"])
    assert tier is not None
    assert (tier.name, tier.amount) == ("Copper", 900)
    assert payments.client.call("prices.retrieve", tier.prices["month"])["unit_amount"] == 900


def test_changes_of_a_tiers_price_are_limited(story: Story):
    for number in range(6):
        patch(story, amount=1_000 + number)
    patch(story, name="Words are free", amount=1_005)
    answer = story.as_creator.patch(f"{API}/tiers/{story.bronze['id']}", json={"amount": 100})
    assert (answer.status_code, "Retry-After" in answer.headers) == (429, True)
