"""A priced post, a fan who has its Checkout page open, and the changes that its author may make."""

from typing import Any

from chalicelib.gateways import payments
from chalicelib.models.money.grants import Grant, post_key
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.people.accounts import Account
from chalicelib.models.photos.posts import Post
from tests.kit.client import Client
from tests.kit.factories import make_account, make_token
from tests.kit.money.shop import Shop
from tests.kit.money.stripe_objects import make_paid_post

STATUSES = "/api/v1/statuses"
CHEAPER: dict[str, Any] = {"rossgram": {"price": {"amount": 100, "currency": "usd"}}}


class Stall:
    """A priced post of two photos, and a fan who has its Checkout page open."""

    def __init__(self, shop: Shop) -> None:
        self.shop, self.fan = shop, make_account()
        self.post = self.publish(shop.open_creator())
        self.author = Client(make_token(Account.find(self.post.author_id)))
        self.purchase_id, self.url = shop.begin(self.fan, self.post)

    def publish(self, creator: Account) -> Post:
        return make_paid_post(creator, 1_000, "usd", photos=2)

    def change(self, **fields: Any) -> None:
        kept = [photo["id"] for photo in self.post.body["media"]]
        answer = self.author.put(f"{STATUSES}/{self.post.id}", json={"status": "x", "media_ids": kept, **fields})
        assert answer.status_code == 200, answer.text

    def purchase(self) -> Purchase:
        return Purchase.find(self.purchase_id)

    def session(self) -> str:
        return str(payments.find_session(str(self.purchase().session_id))["status"])

    def is_open(self) -> bool:
        return bool(Grant.among([(self.fan.id, post_key(self.post.id))]))

    def returned(self) -> int:
        self.shop.work()
        return sum(int(one["amount"]) for one in self.shop.refunds(self.purchase()))


def cheaper(stall: Stall) -> None:
    stall.change(**CHEAPER)


def dearer(stall: Stall) -> None:
    stall.change(rossgram={"price": {"amount": 5_000, "currency": "usd"}})


def free(stall: Stall) -> None:
    stall.change(rossgram={"access": "public"})


def with_less(stall: Stall) -> None:
    stall.change(media_ids=[stall.post.body["media"][0]["id"]])


def gone(stall: Stall) -> None:
    assert stall.author.delete(f"{STATUSES}/{stall.post.id}").status_code == 200


CHANGES = [cheaper, dearer, free, with_less, gone]
