"""Events of connected accounts, signed and sent through the HTTP door."""

import itertools
import random
from typing import Any

import pytest

from chalicelib.errors import NotFound, Unprocessable
from chalicelib.gateways import payments
from chalicelib.models.base import now
from chalicelib.models.money.creators.sellers import Seller
from chalicelib.models.money.payments.stripe_events import StripeEvent
from chalicelib.models.talk.mails import Mail
from chalicelib.services.money.creators import connected_accounts
from chalicelib.services.money.creators.sellers import find_seller
from tests.kit.factories import make_account
from tests.kit.money.stripe_objects import deliver, event, make_seller

FINE: dict[str, Any] = {"charges_enabled": True, "payouts_enabled": True, "requirements": {"currently_due": []}}
STOPPED: dict[str, Any] = {
    "charges_enabled": False,
    "payouts_enabled": False,
    "requirements": {"currently_due": ["external_account"], "disabled_reason": "requirements.past_due"},
}


@pytest.fixture
def gone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make Stripe deny that the account exists."""

    def refuse(account: str) -> dict[str, Any]:
        raise NotFound

    monkeypatch.setattr(payments, "find_account", refuse)


def account(seller: Seller, **fields: Any) -> dict[str, Any]:
    return {"id": seller.stripe_account_id, "object": "account", "country": "DE", "metadata": {}, **fields}


def told(seller: Seller, kind: str = "account.updated", created: int | None = None, **fields: Any) -> dict[str, Any]:
    made = now() if created is None else created
    return event(kind, account(seller, **fields), account=seller.stripe_account_id, created=made)


def mails() -> list[str]:
    return sorted(str(mail.template) for mail in Mail.scan())


@pytest.mark.usefixtures("gone")
def test_selling_stops_at_once_when_stripe_says_so_and_the_creator_is_told_once():
    seller = make_seller(make_account())
    stop = told(seller, **STOPPED)
    deliver(stop, stop, told(seller, **STOPPED))
    found = Seller.find(seller.account_id)
    assert (found.charges_enabled, found.payouts_enabled, found.country) == (False, False, "DE")
    assert found.requirements["currently_due"] == ["external_account"]
    assert mails() == ["selling_stopped"]
    with pytest.raises(Unprocessable):
        find_seller(seller.account_id)


@pytest.mark.usefixtures("gone")
def test_an_older_telling_changes_nothing_in_whatever_order_they_come():
    for order in itertools.permutations(((100, FINE), (300, FINE), (300, STOPPED))):
        seller = make_seller(make_account(), charges_enabled=False)
        deliver(*(told(seller, created=at, **fields) for at, fields in order))
        assert not Seller.find(seller.account_id).charges_enabled, order
        deliver(told(seller, created=301, **FINE))
        assert Seller.find(seller.account_id).charges_enabled, order


def test_stripe_is_asked_and_believed_over_what_an_event_says(monkeypatch: pytest.MonkeyPatch):
    seller = make_seller(make_account())
    monkeypatch.setattr(payments, "find_account", lambda found: account(seller, **FINE))
    deliver(told(seller, created=now() + 60, **STOPPED))
    assert Seller.find(seller.account_id).charges_enabled
    monkeypatch.setattr(payments, "find_account", lambda found: account(seller, **STOPPED))
    capability = {"id": "transfers", "object": "capability", "account": seller.stripe_account_id, "status": "inactive"}
    deliver(event("capability.updated", capability, account=seller.stripe_account_id))
    assert not Seller.find(seller.account_id).charges_enabled


def test_an_older_answer_of_stripe_does_not_overwrite_a_newer_one(monkeypatch: pytest.MonkeyPatch):
    seller = make_seller(make_account(), charges_enabled=False)
    answers = [FINE, STOPPED, STOPPED]

    def find(found: str) -> dict[str, Any]:
        answer = answers.pop(0)
        if answer is FINE:
            # Between this answer and what is written of it, selling stops, and another Lambda notes that.
            connected_accounts.refresh(seller.account_id)
        return account(seller, **answer)

    monkeypatch.setattr(payments, "find_account", find)
    deliver(told(seller, **FINE))
    assert (Seller.find(seller.account_id).charges_enabled, answers) == (False, [])


@pytest.mark.usefixtures("gone")
def test_an_account_that_left_us_sells_no_more():
    seller = make_seller(make_account())
    application = {"id": "ca_1", "object": "application"}
    left = event("account.application.deauthorized", application, account=seller.stripe_account_id)
    deliver(left, told(seller, created=now() - 5, **FINE))
    assert not Seller.find(seller.account_id).charges_enabled
    assert mails() == ["selling_stopped"]


@pytest.mark.usefixtures("gone")
def test_an_account_that_is_nobodys_changes_nothing():
    nobody = Seller("7", stripe_account_id="acct_of_nobody")
    failed = event(
        "payout.failed", {"id": "po_1", "object": "payout", "amount": 1, "currency": "eur"}, account="acct_x"
    )
    capability = event("capability.updated", {"id": "transfers", "object": "capability"}, account="acct_x")
    for one in (told(nobody, **FINE), failed, capability):
        deliver(one)
        assert StripeEvent.find(one["id"]).is_applied
    assert list(Seller.scan()) == []
    assert mails() == []


@pytest.mark.usefixtures("gone")
def test_an_accounts_first_event_may_come_before_its_id_is_noted():
    owner = make_account()
    Seller(owner.id, country="DE").create()
    mine = payments.metadata_of("account", owner.id)
    known = Seller(owner.id, stripe_account_id="acct_new")
    deliver(told(known, metadata=mine, **FINE))
    assert (Seller.find(owner.id).stripe_account_id, Seller.find(owner.id).charges_enabled) == ("acct_new", True)
    deliver(told(Seller(owner.id, stripe_account_id="acct_second"), created=now() + 9, metadata=mine, **STOPPED))
    assert (Seller.find(owner.id).stripe_account_id, Seller.find(owner.id).charges_enabled) == ("acct_new", True)


def test_a_payout_that_failed_is_told_once():
    seller = make_seller(make_account())
    payout = {"id": "po_1", "object": "payout", "amount": 5000, "currency": "eur", "failure_message": "Closed account"}
    failed = [event("payout.failed", payout, account=seller.stripe_account_id) for _ in range(2)]
    deliver(*failed, *failed)
    [mail] = Mail.scan()
    assert (mail.account_id, mail.template, mail.fields["amount"]) == (seller.account_id, "payout_failed", 5000)


@pytest.mark.usefixtures("gone")
def test_shuffled_tellings_end_where_the_last_one_said():
    seller, dice = make_seller(make_account(), charges_enabled=False), random.Random(7)
    tellings = [told(seller, created=at, **(FINE if at % 3 else STOPPED)) for at in range(1, 21)]
    dice.shuffle(tellings)
    deliver(*tellings)
    found = Seller.find(seller.account_id)
    assert (found.charges_enabled, found.checked_at) == (True, 20)
