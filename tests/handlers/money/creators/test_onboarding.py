"""A creator comes to be paid, through the HTTP door and the local Stripe's pages."""

from typing import Any

import pytest
import requests

from chalicelib import config
from chalicelib.gateways import payments
from chalicelib.models.money.creators.ledger import Balance
from chalicelib.models.money.creators.sellers import Seller
from chalicelib.models.people.accounts import Account
from chalicelib.services.money.creators import onboarding
from tests.kit.client import Client
from tests.kit.factories import make_account, make_token
from tests.kit.money.shop import Shop
from tests.kit.money.stripe_objects import deliver, make_seller
from tests.local_stripe.running import Local

HOME = "/api/rossgram/v1"


def client_of(account: Account) -> Client:
    return Client(make_token(account))


def accounts_of(local: Local, account: Account) -> list[str]:
    mine = ("account", account.id)
    found = local.client.accounts.list({"limit": 100}).auto_paging_iter()
    return [one.id for one in found if payments.row_in_metadata(one.metadata.to_dict()) == mine]


def tell_connected(local: Local, account: Account) -> None:
    """Send what happened on a creator's own account, oldest first: Stripe lists it apart from the platform's."""
    [stripe_account_id] = accounts_of(local, account)
    found = local.client.events.list({"limit": 100}, {"stripe_account": stripe_account_id})
    deliver(*(event.to_dict() for event in reversed(found.data)))


def complete(url: str) -> str:
    """Answer Stripe's questions, and return where the creator is sent."""
    return requests.post(url, data={"act": "complete"}, allow_redirects=False, timeout=30).headers["Location"]


def onboard(client: Client, **fields: Any) -> str:
    answer = client.post(f"{HOME}/seller/onboarding", json=fields)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["url"])


def test_a_creator_is_led_to_stripe_and_sells_when_stripe_says_so(shop: Shop):
    creator = make_account()
    client = client_of(creator)
    assert client.get(f"{HOME}/seller").json()["state"] == "none"
    first, second = onboard(client, country="de"), onboard(client)
    assert first.startswith(shop.local.url)
    assert second.startswith(shop.local.url)
    begun = client.get(f"{HOME}/seller").json()
    assert (begun["state"], begun["charges_enabled"], begun["country"]) == ("onboarding", False, "DE")
    assert "external_account" in begun["missing"]
    assert begun["platform_fee_bps"] == 500
    complete(second)
    tell_connected(shop.local, creator)
    done = client.get(f"{HOME}/seller").json()
    assert (done["state"], done["missing"], done["payouts_enabled"]) == ("active", [], True)
    assert len(accounts_of(shop.local, creator)) == 1


def test_the_page_that_stripe_leads_back_to_grants_nothing_but_looks(shop: Shop):
    creator = make_account()
    url = onboard(client_of(creator))
    [stripe_account_id] = accounts_of(shop.local, creator)
    page = f"/checkout/selling/done?account={stripe_account_id}"
    early = Client().get(page)
    assert (early.status_code, "not done yet" in early.text) == (200, True)
    assert not Seller.find(creator.id).charges_enabled
    assert complete(url).endswith(page)
    assert "You can sell" in Client().get(page).text
    led = Client().get(page, headers={"Cookie": "back=%2Fdesk"})
    assert (led.status_code, led.headers["Location"]) == (303, f"{config.PUBLIC_URL}/desk?checkout=done")
    late = Client().get("/checkout/selling", headers={"Cookie": "back=%2Fdesk"})
    assert (late.status_code, late.headers["Location"]) == (303, f"{config.PUBLIC_URL}/desk?checkout=left")
    assert Seller.find(creator.id).charges_enabled
    for nobody in ("", "acct_guessed", "%00", "x" * 3000):
        assert Client().get(f"/checkout/selling/done?account={nobody}").status_code == 404


def test_a_crash_between_stripe_and_our_row_makes_no_second_account(shop: Shop, monkeypatch: pytest.MonkeyPatch):
    creator = make_account()
    with monkeypatch.context() as crash:
        crash.setattr(Seller, "set_stripe_account", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            onboarding.begin(creator.id, "DE")
    # Stripe forgets the key after a day, so only looking finds what it made.
    shop.local.control("clock", advance=25 * 3600)
    client = client_of(creator)
    onboard(client)
    [made] = accounts_of(shop.local, creator)
    assert Seller.find(creator.id).stripe_account_id == made


def test_a_creator_who_set_out_from_the_web_client_is_led_back_there(shop: Shop):
    creator = make_account()
    url = onboard(client_of(creator))
    [stripe_account_id] = accounts_of(shop.local, creator)
    complete(url)
    page = f"/checkout/selling/done?account={stripe_account_id}"
    led = Client().get(page, headers={"Cookie": "back=%2Fcampaigns%2F116%2Fedit"}, allow_redirects=False)
    assert (led.status_code, led.headers["Location"]) == (303, f"{config.PUBLIC_URL}/campaigns/116/edit?checkout=done")
    assert Seller.find(creator.id).charges_enabled
    guessed = Client().get("/checkout/selling/done?account=x", headers={"Cookie": "back=%2Fcampaigns"})
    assert guessed.status_code == 404


def test_a_lost_answer_makes_no_second_account(shop: Shop):
    creator = make_account()
    shop.local.control("faults", kind="500_after", method="POST", path="/v1/accounts", times=1)
    Client(make_token(creator)).post(f"{HOME}/seller/onboarding")
    onboard(client_of(creator))
    assert len(accounts_of(shop.local, creator)) == 1


@pytest.mark.usefixtures("shop")
def test_the_country_is_said_once():
    client = client_of(make_account())
    onboard(client, country="DE")
    onboard(client, country="DE")
    assert client.post(f"{HOME}/seller/onboarding", json={"country": "FR"}).status_code == 422
    for wrong in ("Germany", "D", "1", ["DE"], {"a": "b"}):
        assert client.post(f"{HOME}/seller/onboarding", json={"country": wrong}).status_code == 422


def test_a_page_leads_a_creator_to_stripe_with_their_password(shop: Shop):
    creator = make_account(password="a long enough password")
    page = Client().get("/checkout/selling")
    assert (page.status_code, "no-store" in page.headers["Cache-Control"]) == (200, True)
    form = {"username": creator.handle, "password": "a long enough password", "country": "DE"}
    answer = Client().post("/checkout/selling", data=form)
    assert (answer.status_code, answer.headers["Location"].startswith(shop.local.url)) == (303, True)
    assert Client().post("/checkout/selling", data={**form, "password": "wrong"}).status_code == 422
    assert Client().post("/checkout/selling", data={**form, "country": "Germany"}).status_code == 422
    assert Client().post("/checkout/selling").status_code == 422
    other = Client().post("/checkout/selling", data={**form, "country": "FR"})
    assert (other.status_code, "cannot be changed" in other.text) == (422, True)


def test_the_dashboard_opens_after_onboarding(shop: Shop):
    client = client_of(make_account())
    assert client.post(f"{HOME}/seller/dashboard").status_code == 422
    url = onboard(client)
    assert client.post(f"{HOME}/seller/dashboard").status_code == 422
    complete(url)
    assert client.post(f"{HOME}/seller/dashboard").json()["url"].startswith(shop.local.url)


def test_a_balance_is_stripes_beside_our_books_and_ones_own(shop: Shop):
    post = shop.open_post(amount=10_000)
    purchase = shop.buy(make_account(), post)
    creator = Account.find(purchase.seller_id)
    found = client_of(creator).get(f"{HOME}/balance").json()
    assert found["stripe"]["available"] == [{"currency": "usd", "amount": 9_500, "text": "95.00 USD"}]
    [book] = found["ledger"]
    assert (book["currency"], book["creator"], book["payers"], book["platform"]) == ("usd", 9_500, -10_000, 180)
    # Of our 5.00, Stripe takes 3.20.
    [held] = Balance.of(creator.id)
    assert held.amounts() == {"creator": 9_500, "payers": -10_000, "platform": 180, "stripe": 320}
    stranger = client_of(make_account()).get(f"{HOME}/balance").json()
    assert stranger == {"stripe": {"available": [], "pending": []}, "ledger": []}


def test_payouts_page_to_their_end(shop: Shop):
    post = shop.open_post(amount=10_000)
    seller = Seller.find(shop.buy(make_account(), post).seller_id)
    for amount in (1_000, 2_000, 3_000):
        wanted = {"amount": amount, "currency": "usd"}
        shop.local.client.payouts.create(wanted, {"stripe_account": seller.stripe_account_id})
    client = client_of(Account.find(seller.account_id))
    first = client.get(f"{HOME}/payouts?limit=2")
    assert [one["text"] for one in first.json()] == ["30.00 USD", "20.00 USD"]
    rest = client.get(first.links["next"]["url"])
    assert ([one["amount"] for one in rest.json()], "next" in rest.links) == ([1_000], False)
    assert client_of(make_account()).get(f"{HOME}/payouts").json() == []
    assert client.get(f"{HOME}/payouts?max_id=../v1/charges").status_code == 422


def test_a_stranger_to_stripe_is_told_so():
    creator = make_account()
    make_seller(creator)
    # Nothing listens where these tests' Stripe would be.
    assert client_of(creator).get(f"{HOME}/balance").status_code == 503


@pytest.mark.parametrize("path", ["seller", "balance", "payouts"])
def test_nobody_reads_this_without_a_token(path: str):
    assert Client().get(f"{HOME}/{path}").status_code == 401
    assert Client(make_token(make_account(), "follow")).get(f"{HOME}/{path}").status_code == 403
