"""What is paid is told to whom it opens something, and to whom is paid: once, however often Stripe says so."""

import itertools
from typing import Any

import pytest

from chalicelib.models.people.accounts import Account
from chalicelib.models.talk.notifications import Notification
from tests.kit.client import Client
from tests.kit.factories import make_account, make_token
from tests.kit.money.funding import FakePages, begin, hold, make_campaign
from tests.kit.money.stripe_objects import charge, deliver, event, intent, make_paid_post, make_purchase, session

PATH = "/api/rossgram/v1/notifications"


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> FakePages:
    return FakePages(monkeypatch)


def told(account: Account, path: str = PATH) -> list[dict[str, Any]]:
    answer = Client(make_token(account)).get(path)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()
    return found


def test_a_purchase_is_told_to_both_once_and_the_buyer_sees_the_post():
    creator, buyer = make_account(), make_account()
    purchase = make_purchase(buyer, make_paid_post(creator, 500, "eur"))
    deliver(
        event("payment_intent.succeeded", intent(purchase)),
        event("charge.succeeded", charge(purchase)),
        event("checkout.session.completed", session(purchase)),
        event("checkout.session.completed", session(purchase)),
    )

    [bought] = told(buyer)
    assert (bought["type"], bought["account"]["id"]) == ("purchase_open", creator.id)
    assert bought["status"]["id"] == purchase.subject_id
    assert bought["status"]["media_attachments"][0]["url"]
    assert bought["rossgram"]["text"] == "5.00 EUR"
    [sold] = told(creator)
    assert (sold["type"], sold["account"]["id"], sold["rossgram"]["amount"]) == ("sale", buyer.id, 500)


def test_clients_that_know_nothing_of_money_are_told_nothing_of_it():
    creator = make_account()
    purchase = make_purchase(make_account(), make_paid_post(creator, 500, "eur"))
    deliver(event("checkout.session.completed", session(purchase)))

    for path in ("/api/v1/notifications", "/api/v1/notifications?exclude_types[]=mention"):
        assert told(creator, path) == []
    assert [one["type"] for one in told(creator, "/api/v1/notifications?types[]=sale")] == ["sale"]
    groups = Client(make_token(creator)).get("/api/v2/notifications").json()["notification_groups"]
    assert groups == []
    assert Client(make_token(creator)).get("/api/v1/notifications/unread_count").json() == {"count": 0}


@pytest.mark.parametrize("order", list(itertools.permutations(range(2))))
def test_what_goes_back_at_once_tells_as_its_first_event_says(order: tuple[int, ...]):
    creator = make_account()
    purchase = make_purchase(make_account(), make_paid_post(creator, 500, "eur"))
    events = [event("checkout.session.completed", session(purchase)), event("charge.refunded", charge(purchase, 500))]
    deliver(*(events[place] for place in order))

    assert len(told(creator)) == 1


def test_a_pledge_is_told_once_when_its_card_is_saved(pages: FakePages):
    campaign = make_campaign()
    pledge = hold(begin(campaign))
    hold(pledge)

    [one] = told(Account.find(campaign.creator_id))
    assert (one["type"], one["account"]["id"]) == ("pledge", pledge.backer_id)
    assert (one["rossgram"]["what"], one["rossgram"]["amount"]) == (campaign.title, 5_000)
    assert len(list(Notification.scan())) == 1
