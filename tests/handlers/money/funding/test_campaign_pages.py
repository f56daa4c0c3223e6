"""Pledges through the API and through the page, over the local Stripe's own Checkout."""

from typing import Any

import pytest
import requests

from chalicelib.models.base import now
from chalicelib.models.money.funding.campaigns import KEEP, Campaign
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.models.people.accounts import Account
from tests.kit.client import Client
from tests.kit.factories import make_account, make_token
from tests.kit.hostility import rows
from tests.kit.money.funding import FakePages, checked, is_backer, make_campaign, make_reward
from tests.kit.money.shop import Shop
from tests.kit.oauth import PASSWORD
from tests.local_stripe.running import VISA

API = "/api/rossgram/v1"


@pytest.fixture
def fan() -> Account:
    return make_account("fan", password=PASSWORD)


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> FakePages:
    return FakePages(monkeypatch)


def save_card(url: str) -> requests.Response:
    """Leave a card on the Checkout page."""
    form = {"email": "fan@example.com", "card": VISA, "act": "pay"}
    return requests.post(url, data=form, allow_redirects=False, timeout=30)


def form(**fields: Any) -> dict[str, Any]:
    return {"username": "fan", "password": PASSWORD, "act": "pledge", **fields}


def test_a_fan_backs_a_campaign_through_the_api_and_cancels_it(shop: Shop, fan: Account):
    campaign = make_campaign(shop.open_creator(), currency="usd")
    reward = make_reward(campaign, limit=1)
    client = Client(make_token(fan))
    path = f"{API}/campaigns/{campaign.id}/pledge"
    begun = client.post(path, json={"amount": 2_500, "rewards": [{"id": reward.id, "quantity": 1}]}).json()
    assert (begun["pledge"]["state"], begun["pledge"]["text"]) == ("pending", "25.00 USD")
    assert save_card(begun["checkout_url"]).status_code == 303
    assert client.get(path).json()["state"] == "pending"
    shop.tell()
    held = client.get(path).json()
    assert (held["state"], held["campaign"]["reached"]) == ("held", 2_500)
    pledge = Pledge.find(held["id"])
    assert (pledge.payment_method_id or "").startswith("pm_")
    assert (pledge.customer_id or "").startswith("cus_")
    changed = client.put(path, json={"amount": 4_000, "rewards": [{"id": reward.id}], "anonymous": True}).json()
    assert (changed["amount"], changed["anonymous"]) == (4_000, True)
    assert checked(campaign).pledged == 4_000
    assert [one["id"] for one in client.get(f"{API}/pledges").json()] == [pledge.id]
    assert client.delete(path).json()["state"] == "cancelled"
    assert client.get(path).status_code == 404
    assert (checked(campaign).pledged, is_backer(pledge)) == (0, False)


def test_what_is_kept_is_charged_at_once_and_refunded_when_it_is_cancelled(shop: Shop, fan: Account):
    campaign = make_campaign(shop.open_creator(), currency="usd", kind=KEEP)
    client = Client(make_token(fan))
    path = f"{API}/campaigns/{campaign.id}/pledge"
    url = client.post(path, json={"amount": 5_000}).json()["checkout_url"]
    assert shop.pay(url).status_code == 303
    shop.tell()
    assert (client.get(path).json()["state"], checked(campaign).raised) == ("collected", 5_000)
    pledge = Pledge.find(client.get(path).json()["id"])
    assert client.put(path, json={"amount": 6_000}).status_code == 422
    assert client.delete(path).json()["state"] == "cancelled"
    shop.work()
    assert (Pledge.find(pledge.id).state, checked(campaign).raised, is_backer(pledge)) == ("refunded", 0, False)
    assert shop.seller_balance(campaign.creator_id) == 0


def test_a_person_in_a_browser_backs_a_campaign(shop: Shop, fan: Account):
    campaign = make_campaign(shop.open_creator(handle="anna"), currency="usd", title="A <b>book</b>")
    reward = make_reward(campaign, limit=3)
    page = Client().get(f"/checkout/campaigns/{campaign.id}")
    assert "text/html" in page.headers["content-type"]
    assert "A &lt;b&gt;book&lt;/b&gt;" in page.text
    assert "by @anna" in page.text
    assert "0 of 1,000 USD (0 %)" in page.text
    assert "(3 left)" in page.text
    answer = Client().post(f"/checkout/campaigns/{campaign.id}", data=form(reward=reward.id, amount="30,50"))
    assert answer.status_code == 303, answer.text
    back = save_card(answer.headers["Location"])
    assert back.headers["Location"].endswith(f"/campaigns/{campaign.id}?pledged=1")
    shop.tell()
    assert checked(campaign).pledged == 3_050
    assert "counts" in Client().get(f"/checkout/campaigns/{campaign.id}?pledged=1").text
    gone = Client().post(f"/checkout/campaigns/{campaign.id}", data=form(act="cancel"))
    assert (gone.status_code, checked(campaign).pledged) == (200, 0)


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({"password": "wrong", "amount": "10"}, 422, "password"),
        ({"amount": ""}, 422, "how much"),
        ({"amount": "much"}, 422, "must be a number"),
        ({"amount": "1e3"}, 422, "must be a number"),
        ({"amount": "10.005"}, 422, "two ways"),
        ({"amount": "1,000"}, 422, "two ways"),
        ({"amount": "10.0005"}, 422, "more than 2 decimals"),
        ({"amount": "."}, 422, "must be a number"),
        ({"amount": "-5"}, 422, "must be a number"),
        ({"amount": "0.1"}, 422, "Amount must be from"),
        ({"amount": "9" * 12}, 422, "Amount must be from"),
        ({"amount": "10", "reward": "1"}, 422, "no such reward"),
        ({"act": "cancel"}, 404, "not found"),
    ],
)
def test_the_page_says_what_is_wrong_and_nothing_is_begun(
    pages: FakePages, fan: Account, fields: dict[str, Any], status: int, said: str
):
    campaign = make_campaign(title="A book")
    answer = Client().post(f"/checkout/campaigns/{campaign.id}", data=form(**fields))
    assert (answer.status_code, "text/html" in answer.headers["content-type"]) == (status, True)
    assert said in answer.text
    assert PASSWORD not in answer.text
    assert list(Pledge.scan()) == []


WRONG: list[tuple[Any, str]] = [
    ({}, "amount"),
    ({"amount": 0}, "Amount must be"),
    ({"amount": 49}, "Amount must be"),
    ({"amount": 10**8}, "Amount must be"),
    ({"amount": 10**30}, "amount"),
    ({"amount": "ten"}, "amount"),
    ({"amount": 1_999, "rewards": [{"id": "REWARD"}]}, "must cover"),
    ({"amount": 9_000, "rewards": [{"id": "REWARD", "quantity": 0}]}, "Quantity"),
    ({"amount": 9_000, "rewards": [{"id": "REWARD", "quantity": 2}]}, "Quantity"),
    ({"amount": 9_000, "rewards": [{"id": "REWARD", "quantity": 10**30}]}, "quantity"),
    ({"amount": 9_000, "rewards": [{"id": "FOREIGN"}]}, "no such reward"),
    ({"amount": 9_000, "rewards": [{"id": "GONE"}]}, "sold out"),
    ({"amount": 9_000, "rewards": [{"id": "x" * 2000}]}, "no such reward"),
    ({"amount": 9_000, "rewards": [{"id": ""}]}, "no such reward"),
    ({"amount": 9_000, "rewards": "print"}, "rewards"),
    ({"amount": 9_000, "rewards": [{"id": "REWARD"}] * 2}, "each once"),
    ({"amount": 9_000, "rewards": [{"id": str(one)} for one in range(99)]}, "each once"),
]


@pytest.mark.parametrize(("sent", "said"), WRONG)
def test_what_cannot_be_pledged_is_refused_and_writes_nothing(pages: FakePages, fan: Account, sent: Any, said: str):
    campaign = make_campaign()
    ids = {"REWARD": make_reward(campaign).id, "FOREIGN": make_reward(make_campaign()).id}
    ids["GONE"] = make_reward(campaign, limit=1, taken=1).id
    for one in sent.get("rewards") or []:
        if isinstance(one, dict):
            one["id"] = ids.get(one["id"], one["id"])
    client = Client(make_token(fan))
    before = rows()
    answer = client.post(f"{API}/campaigns/{campaign.id}/pledge", json=sent)
    assert (answer.status_code, said in answer.json()["error"]) == (422, True), answer.text
    assert rows() == before
    assert pages.opened == []


def test_a_pledge_belongs_to_its_backer(pages: FakePages, fan: Account):
    campaign = make_campaign()
    path = f"{API}/campaigns/{campaign.id}/pledge"
    mine, theirs = Client(make_token(fan)), Client(make_token(make_account()))
    assert mine.post(path, json={"amount": 5_000}).status_code == 200
    assert [theirs.get(path).status_code, theirs.delete(path).status_code] == [404, 404]
    assert theirs.get(f"{API}/pledges").json() == []
    assert Client().post(path, json={"amount": 5_000}).status_code == 401
    assert Client(make_token(fan, "read")).post(path, json={"amount": 5_000}).status_code == 403


def test_a_campaign_that_ended_takes_nothing(pages: FakePages, fan: Account):
    campaign = make_campaign()
    Campaign(campaign.id).update([Campaign.deadline.set(now() - 1)])
    answer = Client(make_token(fan)).post(f"{API}/campaigns/{campaign.id}/pledge", json={"amount": 5_000})
    assert (answer.status_code, "no pledges" in answer.json()["error"]) == (422, True)
    page = Client().get(f"/checkout/campaigns/{campaign.id}")
    assert "<form" not in page.text
    assert Client().post(f"/checkout/campaigns/{campaign.id}", data=form(amount="10")).status_code == 422
