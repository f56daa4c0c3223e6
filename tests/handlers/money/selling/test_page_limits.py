"""Whatever opens a page at Stripe is limited: for an account, for a network address, for a creator."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.gateways import payments
from chalicelib.models.money.funding.campaigns import COLLECTING
from chalicelib.models.money.funding.pledges import ERRORED, Pledge
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.people.accounts import Account
from chalicelib.services.money.selling.pages import visits
from tests.kit.client import Client
from tests.kit.factories import make_account, make_token
from tests.kit.money.funding import make_campaign
from tests.kit.money.shop import Shop
from tests.kit.money.stripe_objects import make_paid_post
from tests.kit.oauth import PASSWORD

API = "/api/rossgram/v1"
MANY = 40
OF_SELLERS = ["onboarding", "dashboard"]
Ask = Callable[[Client, int], Any]


class Counter:
    """A Stripe that opens pages and Customers and counts them."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.made = 0
        for name in ("open_checkout", "open_subscription", "open_setup"):
            patch.setattr(payments, name, self.open)
        patch.setattr(payments, "create_customer", lambda *_, **__: {"id": "cus_1"})
        for name in ("portal", "account_link", "login_link"):
            patch.setattr(payments, name, lambda *_, **__: str(self.open()["url"]))
        patch.setattr(payments, "expire_session", lambda *_: {})
        patch.setattr(payments, "find_session", lambda *_: {"id": "cs_1", "status": "expired"})

    def open(self, *_: Any, **__: Any) -> dict[str, Any]:
        self.made += 1
        return {"id": f"cs_{self.made}", "url": f"https://checkout.example/{self.made}"}


@pytest.fixture
def counter(monkeypatch: pytest.MonkeyPatch) -> Counter:
    return Counter(monkeypatch)


def asks(creator: Account, shop: Shop) -> dict[str, Ask]:
    """Return every way to a page."""
    post = make_paid_post(creator)
    about: dict[str, Any] = {"name": "Bronze", "level": 1, "amount": 500, "currency": "usd"}
    tier = Client(make_token(creator)).post(f"{API}/tiers", json=about).json()
    friend = make_account()
    gift = {"tier_id": tier["id"], "account_id": friend.id}
    tip = {"account_id": creator.id, "currency": "usd"}
    return {
        "purchase": lambda fan, _: fan.post(f"{API}/posts/{post.id}/purchases"),
        "subscription": lambda fan, _: fan.post(f"{API}/subscriptions", json={"tier_id": tier["id"]}),
        "gift": lambda fan, number: fan.post(f"{API}/gifts", json={**gift, "months": 1 + number % 12}),
        "tip": lambda fan, number: fan.post(f"{API}/tips", json={**tip, "amount": 100 + number}),
        "portal": lambda fan, _: fan.post(f"{API}/subscriptions/portal"),
        "onboarding": lambda fan, _: fan.post(f"{API}/seller/onboarding"),
        "dashboard": lambda fan, _: fan.post(f"{API}/seller/dashboard"),
    }


@pytest.mark.parametrize("way", ["purchase", "subscription", "gift", "tip", "portal", *OF_SELLERS])
def test_an_account_that_asks_for_forty_pages_gets_ten(shop: Shop, way: str, monkeypatch: pytest.MonkeyPatch):
    ask, account = asks(shop.open_creator(), shop)[way], make_account()
    if way in OF_SELLERS:
        shop.connect(account)
    fan, counter = Client(make_token(account)), Counter(monkeypatch)
    answers = [ask(fan, number) for number in range(MANY)]
    refused = [one for one in answers if one.status_code == 429]
    # A minute may have passed on the way.
    most = visits.OF_ACCOUNT[0][0]
    assert MANY - 2 * most <= len(refused) <= MANY - most
    assert counter.made <= 2 * most
    assert int(refused[0].headers["Retry-After"]) > 0
    assert refused[0].headers["X-RateLimit-Limit"] == str(most)
    assert "pages" in refused[0].json()["error"]


def test_many_accounts_at_one_address_have_a_limit_together(shop: Shop, monkeypatch: pytest.MonkeyPatch):
    post, counter = make_paid_post(shop.open_creator()), Counter(monkeypatch)
    monkeypatch.setattr(visits, "OF_ADDRESS", ((4, 3600),))
    codes = [Client(make_token(make_account())).post(f"{API}/posts/{post.id}/purchases").status_code for _ in range(12)]
    assert codes.count(429) in {4, 8}, "an hour may have ended on the way"
    assert counter.made == len(codes) - codes.count(429)


@pytest.mark.parametrize("path", ["{api}/campaigns/{id}/pledge", "/checkout/campaigns/{id}"])
def test_many_backers_at_one_address_have_a_limit_together(
    counter: Counter, monkeypatch: pytest.MonkeyPatch, path: str
):
    monkeypatch.setattr(visits, "OF_ADDRESS", ((4, 3600),))
    campaign, codes = make_campaign(), []
    for _ in range(12):
        fan = make_account(password=PASSWORD)
        form = {"username": fan.handle, "password": PASSWORD, "act": "pledge"}
        form["amount"] = "10.00" if path.startswith("/") else "1000"
        answer = Client(make_token(fan)).post(path.format(api=API, id=campaign.id), data=form, allow_redirects=False)
        codes.append(answer.status_code)
    assert codes.count(429) in {4, 8}, "an hour may have ended on the way"
    assert counter.made == len(codes) - codes.count(429)


def test_the_link_to_another_card_is_limited(counter: Counter):
    campaign = make_campaign(state=COLLECTING)
    pledge = Pledge(campaign_id=campaign.id, backer_id=make_account().id, creator_id=campaign.creator_id)
    pledge.state, pledge.secret, pledge.customer_id = ERRORED, "secret", "cus_1"
    pledge.amount, pledge.fee, pledge.currency, pledge.attempts = 1_000, 50, "eur", 1
    pledge.save()
    link = f"/checkout/card/{pledge.id}?key=secret"
    codes = [Client().get(link, allow_redirects=False).status_code for _ in range(MANY)]
    most = visits.OF_ACCOUNT[0][0]
    assert codes[0] == 303
    assert codes.count(429) >= MANY - 2 * most


def test_many_accounts_at_one_creator_have_a_limit_together(shop: Shop, monkeypatch: pytest.MonkeyPatch):
    post, counter = make_paid_post(shop.open_creator()), Counter(monkeypatch)
    monkeypatch.setattr(visits, "OF_CREATOR", ((4, 3600),))
    codes = [Client(make_token(make_account())).post(f"{API}/posts/{post.id}/purchases").status_code for _ in range(12)]
    assert codes.count(429) in {4, 8}, "an hour may have ended on the way"
    assert Purchase.count() == counter.made


def test_a_page_that_is_open_is_used_again(shop: Shop):
    post, fan = shop.open_post(), make_account()
    pages = {shop.begin(fan, post) for _ in range(5)}
    assert len(pages) == Purchase.count() == 1


def test_an_account_that_asks_for_many_pages_of_a_pledge_is_limited(counter: Counter):
    campaign, fan = make_campaign(), Client(make_token(make_account()))
    path = f"{API}/campaigns/{campaign.id}/pledge"
    answers = [fan.post(path, json={"amount": 1_000}) for _ in range(MANY)]
    most = visits.OF_ACCOUNT[0][0]
    assert [one.status_code for one in answers].count(429) >= MANY - 2 * most
    assert answers[0].status_code == 200, answers[0].text
