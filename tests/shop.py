"""Sell, pay and give back at the local Stripe, and carry what it tells to the product."""

import itertools
from typing import Any

import requests

from chalicelib import config
from chalicelib.gateways import payments
from chalicelib.models.money.payments import Payment
from chalicelib.models.money.purchases import Purchase
from chalicelib.models.money.sellers import Seller
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import Post
from tests import money
from tests.client import Client
from tests.factories import make_account, make_token
from tests.local_stripe.running import KEY, VISA, Local

_numbers = itertools.count(1)


class Shop:
    """One test's look at the local Stripe: only what happens there from now on is told."""

    def __init__(self, local: Local) -> None:
        self.local, self.last = local, ""
        self.last = next((event["id"] for event in self._events(limit=1)), "")

    def _events(self, **wanted: Any) -> list[dict[str, Any]]:
        # As bytes have it: the package would make Decimals of some numbers.
        key = {"Authorization": f"Bearer {KEY}"}
        found = requests.get(f"{self.local.url}/v1/events", {"limit": 100, **wanted}, headers=key, timeout=30)
        return list(found.json()["data"])

    def open_creator(self, **account: Any) -> Account:
        """Return an account that sells, connected and through onboarding."""
        creator = make_account(**account)
        key = f"shop-{next(_numbers)}"
        made = payments.create_account(key, email="c@example.com", country="US", account_id=creator.id)
        back = {"refresh_url": "https://a.example/again", "return_url": "https://a.example/back"}
        page = payments.account_link(str(made["id"]), **back)
        requests.post(page, data={"act": "complete"}, allow_redirects=False, timeout=30)
        money.make_seller(creator, stripe_account_id=made["id"])
        return creator

    def open_post(self, amount: int = 500, currency: str = "usd") -> Post:
        """Return a post that has a price, by an account that sells."""
        return money.make_paid_post(self.open_creator(), amount, currency)

    def begin(self, buyer: Account, post: Post) -> tuple[str, str]:
        """Begin to buy a post through the API; return the purchase's id and the address of the Checkout page."""
        answer = Client(make_token(buyer)).post(f"/api/rossgram/v1/posts/{post.id}/purchases")
        assert answer.status_code == 200, answer.text
        return answer.json()["purchase"]["id"], answer.json()["checkout_url"]

    def pay(self, checkout_url: str, card: str = VISA) -> requests.Response:
        """Pay on the Checkout page."""
        form = {"email": "fan@example.com", "card": card, "act": "pay"}
        return requests.post(checkout_url, data=form, allow_redirects=False, timeout=30)

    def buy(self, buyer: Account, post: Post) -> Purchase:
        """Buy a post, and let the product know."""
        purchase_id, url = self.begin(buyer, post)
        assert self.pay(url).status_code == 303
        self.tell()
        return Purchase.find(purchase_id)

    def tell(self) -> list[str]:
        """Send what happened since the last time, oldest first, and return the events' types."""
        told = []
        while fresh := self._events(**({"ending_before": self.last} if self.last else {})):
            for event in reversed(fresh):
                money.deliver(event)
                told.append(event["type"])
            self.last = fresh[0]["id"]
        return told

    def refunds(self, purchase: Purchase) -> list[Any]:
        """Return the refunds of a purchase that stand at Stripe."""
        found = list(payments.refunds_of(str(purchase.payment_id)))
        return [one for one in found if one["status"] in {"pending", "succeeded"}]

    def payment(self, purchase: Purchase) -> Payment:
        """Return the payment of a purchase."""
        return Payment.read(str(Purchase.find(purchase.id).payment_id))

    def seller_balance(self, seller_id: str) -> int:
        """Return what a creator has at Stripe."""
        found = payments.balance(f"{Seller.find(seller_id).stripe_account_id}")
        return sum(one["amount"] for one in found["available"])


def point_at(local: Local, settings: Any) -> None:
    """Let the product speak to a local Stripe."""
    settings.setattr(config, "STRIPE_URL", local.url)
