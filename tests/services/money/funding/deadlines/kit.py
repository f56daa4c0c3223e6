"""Make campaigns whose backers have cards at the local Stripe, move the clock, run the jobs, and add everything up."""

import itertools
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import pytest
import requests

from chalicelib.gateways import payments
from chalicelib.models import base
from chalicelib.models.base import now
from chalicelib.models.money.creators.ledger import Balance, Entry, total
from chalicelib.models.money.creators.sellers import Seller
from chalicelib.models.money.funding.campaigns import KEEP, Campaign
from chalicelib.models.money.funding.pledges import HELD, PENDING, Pledge
from chalicelib.models.money.grants import EVERYBODY, Grant, campaign_key
from chalicelib.models.money.payments.origins import write_all
from chalicelib.models.talk.mails import Mail
from chalicelib.services.money.funding.collecting import deadlines
from chalicelib.services.money.funding.outcomes import backers_grant
from local.clock import Clock
from tests.kit import events
from tests.kit.factories import make_account
from tests.kit.killing import Killed
from tests.kit.money.funding import checked, make_campaign
from tests.local_stripe.running import Local
from tests.services.money.audit.looking import differences

HOUR, DAY = 3600, 86_400
VISA, DECLINES, ASKS = "pm_card_visa", "pm_card_chargeCustomerFail", "pm_card_authenticationRequired"
# What a campaign's end needs; mails wait in their outbox.
QUEUES = ("pledges", "refunds")
_numbers = itertools.count(1)

Guard = Callable[[dict[str, Any]], AbstractContextManager[None]]


def unguarded(message: dict[str, Any]) -> AbstractContextManager[None]:
    """Process a message."""
    del message
    return nullcontext()


class Stage:
    """The local Stripe and its clock, with one creator's connected account."""

    def __init__(self, local: Local, monkeypatch: pytest.MonkeyPatch) -> None:
        """Use the local Stripe's clock in the product."""
        self.local, self.monkeypatch = local, monkeypatch
        self._follow()
        self.destination = self._make_destination()

    def _follow(self) -> None:
        self.monkeypatch.setattr(base, "clock", Clock(self.local.data))

    def _make_destination(self) -> str:
        account_id = f"creator{next(_numbers)}"
        made = str(
            payments.create_account(account_id, email="c@example.com", country="US", account_id=account_id)["id"]
        )
        page = payments.account_link(made, refresh_url="https://a.example/again", return_url="https://a.example/back")
        requests.post(page, data={"act": "complete"}, allow_redirects=False, timeout=30)
        return made

    def advance(self, seconds: int) -> None:
        """Move both clocks on."""
        if seconds:
            self.local.control("clock", advance=seconds)
            self._follow()

    def pass_deadline(self, campaign: Campaign) -> None:
        """Move both clocks to a campaign's deadline."""
        self.advance(int(campaign.deadline or 0) - now() + 1)

    def make_campaign(self, cards: list[str], amount: int = 1_000, **fields: Any) -> tuple[Campaign, list[Pledge]]:
        """Make a live campaign that is pledged to with saved cards; its goal is what is pledged."""
        creator = make_account()
        account: dict[str, Any] = {
            "stripe_account_id": self.destination,
            "charges_enabled": True,
            "payouts_enabled": True,
        }
        Seller(creator.id, **account).save()
        known = {"currency": "usd", "goal": amount * len(cards), "deadline": now() + HOUR, **fields}
        campaign = make_campaign(creator, **known)
        pledges = [self.pledge(campaign, card, amount) for card in cards]
        return Campaign.find(campaign.id), pledges

    def pledge(self, campaign: Campaign, card: str = VISA, amount: int = 1_000, **fields: Any) -> Pledge:
        """Hold a pledge of a new backer, whose card is saved."""
        backer = f"backer{next(_numbers)}"
        customer = payments.create_customer(f"c:{backer}", email="fan@example.com", account_id=backer)["id"]
        method = payments.attach_card(customer, card, f"m:{backer}")["id"]
        about: dict[str, Any] = {
            "campaign_id": campaign.id,
            "creator_id": campaign.creator_id,
            "currency": campaign.currency,
        }
        saved: dict[str, Any] = {
            "customer_id": customer,
            "payment_method_id": method,
            "fee": amount // 20,
            "state": HELD,
        }
        pledge = Pledge(backer_id=backer, amount=amount, **about, **{**saved, **fields})
        write_all(pledge.begin, campaign.move(pledged=amount, backers=1), backers_grant(pledge).put)
        return pledge

    def run(self, guard: Guard = unguarded) -> None:
        """Run the schedule once, and carry out what it queues; what a kill interrupts is delivered again later."""
        deadlines.queue_due(500)
        carry(guard)

    def run_campaigns(self) -> None:
        """Run the schedule without what is due at Stripe, where the payments of a test are made up."""
        deadlines.queue_due(500)
        carry(queues=("pledges",))

    def complete(self, page: str) -> None:
        """Consent on the bank's page."""
        answer = requests.post(page, data={"act": "complete"}, allow_redirects=False, timeout=30)
        assert answer.status_code == 303, answer.text

    def save_card(self, page: str, number: str) -> dict[str, Any]:
        """Save a card on a Checkout page, and return its session as in events."""
        form = {"email": "fan@example.com", "card": number, "act": "pay"}
        assert requests.post(page, data=form, allow_redirects=False, timeout=30).status_code == 303
        return payments.find_session(page.rpartition("/")[2])

    def intents(self, pledge: Pledge) -> list[dict[str, Any]]:
        """Return the PaymentIntents that were made for a pledge."""
        return [one for one in payments.intents_of(pledge.customer_id or "") if one["metadata"]["id"] == pledge.id]

    def charges(self, pledges: list[Pledge]) -> Counter[str]:
        """Return how often each pledge was charged, according to Stripe."""
        made = [intent for pledge in pledges for intent in self.intents(pledge) if intent["amount_received"]]
        return Counter(intent["metadata"]["id"] for intent in made)


def carry(guard: Guard = unguarded, queues: tuple[str, ...] = QUEUES) -> None:
    """Deliver until the queues are empty; a message whose function is killed comes again, after all others."""
    again = []
    while messages := [(name, message) for name in queues for message in events._receive(name)]:
        for name, message in messages:
            body = message["Body"]
            try:
                with guard({"queue": name, "body": body}):
                    events.LAMBDAS[name](events.lambda_event(body), None)
            except Killed:
                again.append((name, body))
            _forget(name, message)
    for name, body in again:
        events._client().send_message(QueueUrl=events._url(name), MessageBody=body)


def _forget(name: str, message: Any) -> None:
    events._client().delete_message(QueueUrl=events._url(name), ReceiptHandle=message["ReceiptHandle"])


def states(pledges: list[Pledge]) -> list[str]:
    """Return the states that pledges are in."""
    return [Pledge.find(pledge.id).state for pledge in pledges]


def mails_about(pledge: Pledge, mails: Iterable[Mail] | None = None) -> list[str]:
    """Return the templates of the mails that the backer of a pledge got, in their order; a campaign's end is last."""
    sent = [mail for mail in (Mail.scan() if mails is None else mails) if mail.account_id == pledge.backer_id]
    sent.sort(key=lambda mail: (mail.created_at, mail.template.startswith("campaign_")))
    return [mail.template for mail in sent]


def add_up(campaign: Campaign) -> Campaign:
    """Return a campaign as it is, after checking its totals, the creator's book and the stored balances."""
    found = checked(campaign)
    entries = list(Entry.in_book(campaign.creator_id))
    assert all(sum(entry.lines.values()) == 0 for entry in entries)
    held = total(entry.lines for entry in entries)
    assert total(one.amounts() for one in Balance.of(campaign.creator_id)) == held
    assert found.raised == -held.get("payers", 0)
    assert not held.get("clearing")
    assert differences() == []
    return found


def opened(campaign: Campaign) -> int | None:
    """Return the level to which a campaign is open to everybody, or None."""
    grant = Grant.held(EVERYBODY, campaign_key(campaign.id))
    return None if grant is None else int(grant.level)


def keep_campaign(stage: Stage, **fields: Any) -> tuple[Campaign, Pledge]:
    """Return a campaign that keeps what it raises, with a pledge that waits for its payment."""
    campaign, [pledge] = stage.make_campaign([VISA], kind=KEEP, **fields)
    waiting = campaign.move(pledged=-1_000, backers=-1)
    write_all(pledge.to(PENDING, next_at=now() + 2 * HOUR), waiting, backers_grant(pledge).revoke)
    return Campaign.find(campaign.id), Pledge.find(pledge.id)
