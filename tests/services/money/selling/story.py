"""A creator with two tiers and a fan, at the local Stripe."""

from typing import Any

from chalicelib.gateways import payments
from chalicelib.models import base
from chalicelib.models.money.grants import Grant, tier_key
from chalicelib.models.money.selling.subscriptions import Subscription
from chalicelib.services.money.selling.periods import DAY
from tests.kit.client import Client
from tests.kit.factories import make_account, make_token
from tests.kit.money.shop import Shop
from tests.local_stripe.running import VISA

API = "/api/rossgram/v1"


class Story:
    """A creator with two tiers and a fan, at a Stripe whose clock the product follows."""

    def __init__(self, shop: Shop) -> None:
        self.shop, self.local = shop, shop.local
        self.creator, self.fan = shop.open_creator(), make_account()
        self.as_creator, self.as_fan = Client(make_token(self.creator)), Client(make_token(self.fan))
        self.bronze = self.tier(name="Bronze", level=1, amount=500, yearly_amount=5_000)
        self.gold = self.tier(name="Gold", level=2, amount=1_500)

    def tier(self, **about: Any) -> dict[str, Any]:
        answer = self.as_creator.post(f"{API}/tiers", json={"currency": "usd", **about})
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def page(self, tier: dict[str, Any], **more: Any) -> str:
        answer = self.as_fan.post(f"{API}/subscriptions", json={"tier_id": tier["id"], **more})
        assert answer.status_code == 200, answer.text
        return str(answer.json()["checkout_url"])

    def subscribe(self, tier: dict[str, Any], card: str = VISA, **more: Any) -> Subscription:
        self.pay(self.page(tier, **more), card)
        self.shop.tell()
        return self.row()

    def pay(self, page: str, card: str = VISA) -> None:
        answer = self.shop.pay(page, card)
        assert answer.status_code == 303, answer.text

    def row(self) -> Subscription:
        found = self.as_fan.get(f"{API}/subscriptions").json()
        return Subscription.find(found[0]["id"])

    def act(self, verb: str, **fields: Any) -> dict[str, Any]:
        row = self.row()
        method = "PATCH" if fields else "POST"
        path = f"{API}/subscriptions/{row.id}" + (f"/{verb}" if verb else "")
        answer = self.as_fan.request(method, path, json=fields)
        assert answer.status_code == 200, answer.text
        self.shop.tell()
        return dict(self.as_fan.get(f"{API}/subscriptions/{row.id}").json())

    def wait(self, seconds: int) -> None:
        self.local.control("clock", advance=seconds)
        self.shop.tell()

    def renew(self) -> None:
        """Wait until the period has ended."""
        self.wait(int(self.row().period_ends_at or 0) - base.now() + 60)

    def access(self) -> tuple[int, int] | None:
        """Return the level that is open at this moment, and for how many days."""
        found = Grant.among([(self.fan.id, tier_key(self.creator.id))])
        grant = next(iter(found.values()), None)
        return (int(grant.level), round((int(grant.expires_at or 0) - base.now()) / DAY)) if grant else None

    def card(self, number: str) -> None:
        intent = payments.find_intent(next(iter(self.row().effective_payments)))
        self.local.control("cards", payment_method=intent["payment_method"], number=number)
