"""What is paid to a creator whose account is closed goes back, whatever was sold, and nobody opens another page."""

from typing import Any

import pytest

from chalicelib.gateways import payments
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.checkout_pages import CheckoutPage
from chalicelib.models.money.selling.closings import Closing
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.money.selling.subscriptions import Subscription
from chalicelib.models.people import closed as states
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.closed import LEAVING, SUSPENDED
from chalicelib.models.talk.mails import Mail
from chalicelib.services.people.relationships import closed
from tests.kit.client import Client
from tests.kit.events import deliver_events, drop_events
from tests.kit.factories import make_account, make_post, make_token
from tests.kit.money.paid import PRICED
from tests.kit.money.shop import Shop

API = "/api/rossgram/v1"
KINDS = ["post", "tip", "gift", "subscription"]


class Booth:
    """A creator who sells everything, and a fan who asks for pages."""

    def __init__(self, shop: Shop) -> None:
        self.shop, self.creator, self.fan = shop, shop.open_creator(), make_account()
        asked: dict[str, Any] = {"name": "Gold", "level": 1, "currency": "usd", "amount": 500}
        self.tier = Client(make_token(self.creator)).post(f"{API}/tiers", json=asked).json()
        self.post = make_post(self.creator, access="price", offer=PRICED)

    def ask(self, kind: str, fan: Account | None = None) -> Any:
        gift = {"tier_id": self.tier["id"], "months": 1, "account_id": make_account().id}
        paths: dict[str, tuple[str, dict[str, Any]]] = {
            "post": (f"posts/{self.post.id}/purchases", {}),
            "tip": ("tips", {"account_id": self.creator.id, "amount": 500, "currency": "usd"}),
            "gift": ("gifts", gift),
            "subscription": ("subscriptions", {"tier_id": self.tier["id"]}),
        }
        path, sent = paths[kind]
        return Client(make_token(fan or self.fan)).post(f"{API}/{path}", json=sent)

    def open(self, kind: str) -> str:
        answer = self.ask(kind)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["checkout_url"])

    def pay(self, url: str) -> None:
        assert self.shop.pay(url).status_code == 303
        self.shop.tell()
        self.shop.work()

    def close(self, reason: str) -> None:
        """Close the account, before anybody is told of it."""
        closed.close(self.creator.id, reason)
        drop_events()

    def check_given_back(self) -> None:
        [payment] = list(Payment.scan())
        assert payment.facts.paid == payment.facts.refunded > 0, payment.known
        states_of = [*(one.state for one in Purchase.scan()), *(one.undone_as for one in Subscription.scan())]
        assert states_of in (["refunded"], ["superseded"])
        told = [mail.template for mail in Mail.scan() if mail.account_id == self.fan.id]
        assert [one for one in told if one.endswith("_superseded")], told
        assert "receipt" not in told or Subscription.count()


@pytest.fixture
def booth(shop: Shop) -> Booth:
    return Booth(shop)


@pytest.mark.parametrize("reason", [LEAVING, SUSPENDED])
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_paid_to_a_closed_account_goes_back(booth: Booth, kind: str, reason: str):
    url = booth.open(kind)
    booth.close(reason)
    booth.pay(url)
    booth.check_given_back()


@pytest.mark.parametrize("kind", KINDS)
def test_an_account_that_closes_while_a_payment_is_settled_gives_it_back(
    booth: Booth, kind: str, monkeypatch: pytest.MonkeyPatch
):
    url, real, asked = booth.open(kind), states.is_open, []

    def look(account_id: str) -> bool:
        asked.append(account_id)
        answer = real(account_id)
        if len(asked) == 1:
            booth.close(SUSPENDED)
        return answer

    monkeypatch.setattr(states, "is_open", look)
    booth.pay(url)
    booth.check_given_back()


@pytest.mark.parametrize("kind", KINDS)
def test_pages_are_closed_with_the_account_and_none_is_opened_meanwhile(
    booth: Booth, kind: str, monkeypatch: pytest.MonkeyPatch
):
    url, held, late = booth.open(kind), CheckoutPage.held, make_account()

    def slow(offer: str, place: str) -> CheckoutPage | None:
        if place.startswith(late.id):
            closed.close(booth.creator.id, SUSPENDED)
            deliver_events()
        return held(offer, place)

    monkeypatch.setattr(CheckoutPage, "held", slow)
    answer = booth.ask(kind, late)
    assert (answer.status_code, CheckoutPage.count(), Closing.count()) == (422, 0, 0), answer.text
    assert booth.shop.pay(url).status_code != 303


def test_the_page_of_a_tip_stays_where_the_account_is_open_again(booth: Booth):
    booth.open("tip")
    booth.close(SUSPENDED)
    closed.reopen(booth.creator.id, SUSPENDED)
    deliver_events()
    [page] = list(CheckoutPage.of(f"tip:{booth.creator.id}", "", 9))
    assert payments.find_session(str(page.session_id))["status"] == "open"
