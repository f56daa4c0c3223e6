"""Sell, pay and refund at the local Stripe, and deliver its events to the product."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import requests

from chalicelib import config
from chalicelib.gateways import payments
from chalicelib.gateways.payments import client
from chalicelib.models.money.creators.ledger import Balance, Entry, total
from chalicelib.models.money.creators.sellers import Seller
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.money.selling.subscriptions import Subscription
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import Post
from tests.kit.client import Client
from tests.kit.events import deliver_events
from tests.kit.factories import make_account, make_token
from tests.kit.money import stripe_objects
from tests.local_stripe.running import KEY, VISA, Local

_numbers = itertools.count(1)


class Shop:
    """One test's view of the local Stripe: only events from now on are delivered."""

    def __init__(self, local: Local) -> None:
        self.local, self.last = local, ""
        self.last = next((event["id"] for event in self._events(limit=1)), "")

    def _events(self, **wanted: Any) -> list[dict[str, Any]]:
        # Parsed from JSON: the stripe package would convert some numbers to Decimal.
        key = {"Authorization": f"Bearer {KEY}"}
        found = requests.get(f"{self.local.url}/v1/events", {"limit": 100, **wanted}, headers=key, timeout=30)
        return list(found.json()["data"])

    def open_creator(self, **account: Any) -> Account:
        """Return an account that sells: connected, with onboarding completed."""
        creator = make_account(**account)
        self.connect(creator)
        return creator

    def connect(self, creator: Account) -> None:
        """Give an account a connected account at Stripe, with onboarding completed."""
        key = f"shop-{next(_numbers)}"
        made = payments.create_account(key, email="c@example.com", country="US", account_id=creator.id)
        back = {"refresh_url": "https://a.example/again", "return_url": "https://a.example/back"}
        page = payments.account_link(str(made["id"]), **back)
        requests.post(page, data={"act": "complete"}, allow_redirects=False, timeout=30)
        stripe_objects.make_seller(creator, stripe_account_id=made["id"])

    def open_post(self, amount: int = 500, currency: str = "usd") -> Post:
        """Return a post with a price, by an account that sells."""
        return stripe_objects.make_paid_post(self.open_creator(), amount, currency)

    def begin(self, buyer: Account, post: Post) -> tuple[str, str]:
        """Begin a purchase of a post through the API; return its id and the address of the Checkout page."""
        answer = Client(make_token(buyer)).post(f"/api/rossgram/v1/posts/{post.id}/purchases")
        assert answer.status_code == 200, answer.text
        return answer.json()["purchase"]["id"], answer.json()["checkout_url"]

    def pay(self, checkout_url: str, card: str = VISA) -> requests.Response:
        """Pay on the Checkout page."""
        form = {"email": "fan@example.com", "card": card, "act": "pay"}
        return requests.post(checkout_url, data=form, allow_redirects=False, timeout=30)

    def buy(self, buyer: Account, post: Post) -> Purchase:
        """Buy a post, and deliver the events."""
        purchase_id, url = self.begin(buyer, post)
        assert self.pay(url).status_code == 303
        self.tell()
        return Purchase.find(purchase_id)

    def events(self) -> list[dict[str, Any]]:
        """Return the events since the last call, oldest first."""
        happened = self._events()
        while happened and not any(event["id"] == self.last for event in happened):
            older = self._events(starting_after=happened[-1]["id"])
            happened += older
            if not older:
                break
        ids = [event["id"] for event in happened]
        fresh = happened[: ids.index(self.last)] if self.last in ids else happened
        self.last = ids[0] if ids else self.last
        return fresh[::-1]

    def tell(self) -> list[str]:
        """Send the events since the last call, oldest first, and return their types."""
        happened = [event for event in self.events() if _is_known(event)]
        for event in happened:
            stripe_objects.deliver(event)
        return [event["type"] for event in happened]

    def work(self) -> None:
        """Process the queue of refunds and the events that result, until nothing is left."""
        for _ in range(10):
            if not deliver_events("refunds") + len(self.tell()):
                return
        raise AssertionError("it does not end")

    def refunds(self, purchase: Purchase) -> list[Any]:
        """Return the pending and succeeded refunds of a purchase at Stripe."""
        found = list(payments.refunds_of(str(purchase.payment_id)))
        return [one for one in found if one["status"] in {"pending", "succeeded"}]

    def payment(self, purchase: Purchase) -> Payment:
        """Return the payment of a purchase."""
        return Payment.read(str(Purchase.find(purchase.id).payment_id))

    def book(self, purchase: Purchase) -> dict[str, int]:
        """Return the stored balances of a creator's book, after checking that they are the sums of its entries."""
        stored = Balance.of(purchase.seller_id)[0].amounts()
        assert stored == total(entry.lines for entry in Entry.in_book(purchase.seller_id))
        return stored

    def seller_balance(self, seller_id: str) -> int:
        """Return a creator's balance at Stripe."""
        found = payments.balance(f"{Seller.find(seller_id).stripe_account_id}")
        return sum(one["amount"] for one in found["available"])


def _is_known(event: dict[str, Any]) -> bool:
    """Tell whether an event belongs to this test: sessions of earlier tests may expire when the clock is moved."""
    owner = payments.row_in_metadata(event["data"]["object"].get("metadata"))
    kind, row_id = owner or ("", "")
    if kind == "purchase":
        return bool(Purchase.find_all([row_id]))
    return kind != "subscription" or bool(Subscription.find_all([row_id]))


@contextmanager
def spoken_to(local: Local, settings: pytest.MonkeyPatch) -> Iterator[None]:
    """Connect the product to a local Stripe inside the block."""
    settings.setattr(config, "STRIPE_API_KEY", KEY)
    settings.setattr(config, "STRIPE_URL", local.url)
    client.reset()
    yield
    client.reset()


def make_pledge(creator: Account, backer: Account) -> Pledge:
    """Return a pledge of 3,000 that was paid, for two prints and something else."""
    rewards = [{"id": "r1", "quantity": 2, "amount": 1000}, {"id": "r2", "quantity": 1, "amount": 500}]
    known: dict[str, Any] = {
        "campaign_id": "1",
        "amount": 3000,
        "currency": "eur",
        "rewards": rewards,
        "payment_id": "pi_1",
    }
    pledge = Pledge(creator_id=creator.id, backer_id=backer.id, **known)
    pledge.save()
    paid: dict[str, Any] = {
        "order_id": pledge.id,
        "creator_id": creator.id,
        "currency": "eur",
        "known": {"paid": 3000, "fee": 150},
    }
    Payment("pi_1", version=1, kind="pledge", **paid).save()
    return pledge
