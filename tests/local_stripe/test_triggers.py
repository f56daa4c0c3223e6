"""Play what `stripe trigger` asks: each request is answered, and the event that the trigger is named after comes.

`payment_method_types` is left out: version 2026-10-28.endive refuses it. What cannot pass is in CANNOT with its
reason, and fails this test where it passes.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.local_stripe.running import KEY, Inbox, Local

# Two of its names are not names of events.
ALIASES = {
    "subscription.payment_failed": "invoice.payment_failed",
    "subscription.payment_succeeded": "invoice.payment_succeeded",
}
COUPON = "version 2026-10-28.endive has no parameter `coupon` here"
ITERATIONS = (
    "version 2026-10-28.endive has no parameter `iterations` in a phase, and there are no subscription schedules"
)
TEST_CLOCKS = "there are no test clocks: the one clock is moved by /_control/clock"
CASH = "there is no customer cash balance"
CANNOT = {
    "cash_balance.funds_available": CASH,
    "customer.discount.created": COUPON,
    "customer.discount.deleted": COUPON,
    "customer.discount.updated": COUPON,
    "customer_cash_balance_transaction.created": CASH,
    "payment_intent.partially_funded": CASH,
    "promotion_code.created": COUPON,
    "promotion_code.updated": COUPON,
    "subscription_schedule.aborted": "there are no subscription schedules",
    "subscription_schedule.canceled": ITERATIONS,
    "subscription_schedule.completed": TEST_CLOCKS,
    "subscription_schedule.created": ITERATIONS,
    "subscription_schedule.expiring": TEST_CLOCKS,
    "subscription_schedule.released": ITERATIONS,
    "subscription_schedule.updated": ITERATIONS,
    "test_helpers.test_clock.advancing": TEST_CLOCKS,
    "test_helpers.test_clock.created": TEST_CLOCKS,
    "test_helpers.test_clock.deleted": TEST_CLOCKS,
    "test_helpers.test_clock.ready": TEST_CLOCKS,
}
# Of the products behind these the local Stripe has nothing, so their requests are not written down.
ELSEWHERE = {
    *("identity.verification_session.canceled", "identity.verification_session.created"),
    *("identity.verification_session.redacted", "issuing_authorization.request", "issuing_authorization.request.eu"),
    *("issuing_authorization.request.gb", "issuing_card.created", "issuing_card.created.eu", "issuing_card.created.gb"),
    *("issuing_cardholder.created", "issuing_cardholder.created.eu", "issuing_cardholder.created.gb"),
    *("issuing_transaction.created", "issuing_transaction.purchase_details_receipt_updated"),
    *("issuing_transaction.updated", "reporting.report_run.succeeded"),
    *("v1.billing.meter.error_report_triggered", "v1.billing.meter.no_meter_found"),
}


def read() -> dict[str, list[str]]:
    """Return the requests of each trigger."""
    found: dict[str, list[str]] = {}
    for line in (Path(__file__).parent / "triggers.txt").read_text().splitlines():
        if line.startswith("  "):
            found[list(found)[-1]].append(line.strip())
        elif line and not line.startswith("#"):
            found[line] = []
    return found


TRIGGERS = read()


class Player:
    """What the Stripe CLI does with a fixture: send each request, and fill in what earlier answers held."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.held: dict[str, Any] = {}

    def play(self, line: str) -> None:
        words = line.split()
        expected = words.pop().removeprefix("!") if words[-1].startswith("!") else ""
        method, path, *form = [re.sub(r"\{([\w.]+)\}", self.filled, word) for word in words]
        sent = [tuple(word.split("=", 1)) for word in form]
        where: Any = {"params": sent} if method == "GET" else {"data": sent}
        answer = requests.request(method, self.url + path, auth=(KEY, ""), timeout=60, **where)
        body = answer.json()
        assert answer.ok or body["error"]["type"] == expected, f"{line}: {answer.text}"
        for held in body.get("data") or [body]:
            self.held[str(held.get("object", "")).replace(".", "_")] = held

    def filled(self, found: re.Match[str]) -> str:
        kind, _, field = found.group(1).partition(".")
        return str(self.held.get(kind, {}).get(field or "id", ""))


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    """Return a local Stripe with some money on the platform's balance, as an account that is tested with has."""
    inbox = Inbox()
    running = Local(tmp_path_factory.mktemp("triggers"), inbox.url)
    running.client.topups.create({"amount": 1_000_000, "currency": "usd"})
    yield running
    running.stop()
    inbox.close()


def sent(account: Local) -> list[str]:
    found = requests.get(f"{account.url}/_control/deliveries", timeout=30).json()["data"]
    return [one["type"] for one in found]


def trigger(account: Local, name: str) -> None:
    before, player = len(sent(account)), Player(account.url)
    for line in TRIGGERS[name]:
        player.play(line)
    event = ALIASES.get(name, name)
    if event not in sent(account)[before:]:
        # A bank payment settles by itself some minutes later.
        account.control("clock", advance=200)
    assert event in sent(account)[before:]


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.xfail(strict=True, raises=AssertionError, reason=CANNOT[name]))
        if name in CANNOT
        else name
        for name in TRIGGERS
    ],
)
def test_a_trigger_of_the_stripe_cli_brings_its_event(account: Local, name: str):
    trigger(account, name)


def test_every_trigger_is_played_or_named_with_its_reason():
    readme = (Path(__file__).parents[2] / "local_stripe" / "README.md").read_text()
    assert set(CANNOT) <= set(TRIGGERS)
    assert not ELSEWHERE & set(TRIGGERS)
    assert (len(TRIGGERS) + len(ELSEWHERE), len(TRIGGERS) - len(CANNOT)) == (123, 86)
    assert [name for name in {*CANNOT, *ELSEWHERE} if f"`{name}`" not in readme] == []
    assert "86 of the 123" in readme
