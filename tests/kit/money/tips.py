"""Pay tips at the local Stripe, refund them in every possible way, and compare our books with Stripe's."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pytest
import requests
import stripe

from chalicelib.errors import RossgramError
from chalicelib.gateways import payments
from chalicelib.gateways.payments import client, metadata_of
from chalicelib.models.money.creators.ledger import Balance
from chalicelib.models.money.creators.sellers import Seller
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.people.accounts import Account
from chalicelib.services.money.audit.replay import replay
from chalicelib.services.money.payments import outstanding, snapshots
from chalicelib.services.money.payments.settlement import Observation, settle
from tests.kit.factories import make_account
from tests.kit.money.runs import empty
from tests.kit.money.shop import Shop

AMOUNT, FEE = 1000, 50


class Tips:
    """A creator and a fan who tips; each run has a tip of its own in otherwise empty tables."""

    def __init__(self, shop: Shop) -> None:
        self.shop, self.creator, self.fan = shop, shop.open_creator(), make_account()
        self.account_id = str(Seller.find(self.creator.id).stripe_account_id)
        # Give the platform a balance of its own.
        shop.local.bought(100_000)
        self.payment_id, self.had = "", 0

    def pay(self) -> None:
        """Pay a tip, and settle its payment."""
        empty(Account, Seller)
        self.had = self._balance()
        tip = Purchase(
            kind="tip", buyer_id=self.fan.id, seller_id=self.creator.id, subject_id=self.creator.id,
            amount=AMOUNT, currency="usd", fee=FEE, details={"title": "A tip"},
        )  # fmt: skip
        tip.create()
        sale = {"amount": AMOUNT, "currency": "usd", "payment_method": "pm_card_visa", "confirm": True}
        to = {"transfer_data": {"destination": self.account_id}, "application_fee_amount": FEE}
        back = {"return_url": "https://a.example/back", "metadata": metadata_of("purchase", tip.id)}
        self.payment_id = str(self.shop.local.client.payment_intents.create({**sale, **to, **back}).id)
        self.look()

    def look(self) -> None:
        """Settle the payment's present state at Stripe."""
        snapshots.refresh(self.payment_id)

    def work(self) -> None:
        """Resolve what is outstanding, as a worker of the queue does."""
        outstanding.resolve(self.payment_id)

    def try_work(self) -> None:
        """Resolve what is outstanding, ignoring errors, as the queue does by retrying."""
        with suppress(RossgramError):
            self.work()

    def ask(self, amount: int, name: str = "r1") -> None:
        """Request a refund, as the seller does."""
        settle(self.payment_id, Observation(wanted={f"{name}:{self.payment_id}": amount}))

    def refund_in_dashboard(self, amount: int) -> None:
        """Refund in the Dashboard without reversing the transfer."""
        self.shop.local.control("refunds", payment_intent=self.payment_id, amount=amount, reverse_transfer=False)
        self.look()

    def lose_dispute(self) -> None:
        """Lose a dispute over the whole amount."""
        dispute = self.shop.local.control("disputes", payment_intent=self.payment_id)
        self.shop.local.control("disputes/step", dispute=dispute["id"], step="lost")
        self.look()

    def fail_refund(self) -> None:
        """Refund the whole amount, and make the refund fail after the transfer was reversed."""
        self.shop.local.control("settings", next_refund_is_pending=True)
        self.ask(AMOUNT)
        self.work()
        [made] = payments.refunds_of(self.payment_id)
        self.shop.local.control("refunds/settle", refund=made["id"], outcome="failed")
        self.look()

    def check(self, given_back: int, sent_again: int = 0) -> None:
        """Check that this amount was returned once, and that our books agree with the creator's balance at Stripe.

        An amount that was reversed twice would be transferred again, so `sent_again` must be exactly as expected.
        """
        row = Payment.read(self.payment_id)
        assert [row.facts.outstanding, row.due, row.under_way] == [0, None, None], row.known
        assert row.facts.refunded + row.facts.disputed == given_back
        assert sum(row.facts.returned.values()) == sent_again, row.known
        refunds = [one for one in payments.refunds_of(self.payment_id) if one["status"] in {"pending", "succeeded"}]
        assert sum(one["amount"] for one in refunds) == row.facts.refunded
        held = Balance.held(self.creator.id, "usd")
        assert self._balance() - self.had == held.get("creator", 0), held
        assert "clearing" not in held
        assert replay() == []
        assert self._over_reversed() == []

    def _over_reversed(self) -> list[Any]:
        """Return the transfers that the local Stripe reports as reversed by more than was returned."""
        answer = requests.get(f"{self.shop.local.url}/_control/books", timeout=30)
        answer.raise_for_status()
        return [one for one in answer.json()["over_reversed"] if one["payment_intent"] == self.payment_id]

    def _balance(self) -> int:
        return self.shop.seller_balance(self.creator.id)


@dataclass(frozen=True)
class Story:
    """What happens to a tip before the workers run, and the amount that is returned when they are done.

    `sent_again` is the amount transferred to the creator again. A creator who `is_broke` cannot pay anything back.
    """

    happen: Callable[[Tips], None]
    given_back: int
    sent_again: int = 0
    is_broke: bool = False


def _both(tips: Tips) -> None:
    tips.refund_in_dashboard(300)
    tips.ask(400)


def _two(tips: Tips) -> None:
    tips.ask(300)
    tips.ask(300, "r2")


STORIES: dict[str, Story] = {
    "a part in the Dashboard": Story(lambda tips: tips.refund_in_dashboard(300), 300),
    "all in the Dashboard": Story(lambda tips: tips.refund_in_dashboard(AMOUNT), AMOUNT),
    "a part by us": Story(lambda tips: tips.ask(400), 400),
    "all by us": Story(lambda tips: tips.ask(AMOUNT), AMOUNT),
    "two equal parts by us": Story(_two, 600),
    "a part in the Dashboard and one by us": Story(_both, 700),
    "a lost dispute": Story(lambda tips: tips.lose_dispute(), AMOUNT),
    "a refund that failed": Story(lambda tips: tips.fail_refund(), 0, AMOUNT),
    "a part in the Dashboard, creator broke": Story(lambda tips: tips.refund_in_dashboard(300), 300, is_broke=True),
    "a part by us, creator broke": Story(lambda tips: tips.ask(400), 400, is_broke=True),
    "a refund that failed, creator broke": Story(lambda tips: tips.fail_refund(), 0, is_broke=True),
}


def break_creators(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make Stripe refuse to take money from connected accounts, as it does if their balance is insufficient."""
    real = client._method

    def method(name: str) -> Any:
        act = real(name)

        def refuse(*args: Any, **named: Any) -> Any:
            takes = name == "refunds.create" and args[0].get("reverse_transfer")
            if takes or name == "transfers.reversals.create":
                raise stripe.InvalidRequestError("Insufficient funds", None, code="balance_insufficient")
            return act(*args, **named)

        return refuse

    monkeypatch.setattr(client, "_method", method)
