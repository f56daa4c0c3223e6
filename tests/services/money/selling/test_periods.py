"""Who keeps access, as a table."""

from typing import Any

import pytest

from chalicelib.models.money.selling.subscriptions import Subscription
from chalicelib.services.money.selling.periods import DAY, RENEWAL_SECONDS, access_until, grant_until, level

NOW = 1_800_000_000
END, LATER = NOW + 20 * DAY, NOW + 50 * DAY


def invoice(end: int = END, *payments: str, is_paid: bool = True, level: int = 1, failed_at: int = 0) -> dict[str, Any]:
    return {"end": end, "level": level, "payments": list(payments), "is_paid": is_paid, "failed_at": failed_at}


def subscription(status: str, **fields: Any) -> Subscription:
    known: dict[str, Any] = {"level": 1, "amount": 500, "currency": "eur", "tier_id": "3", "status_at": NOW}
    row = Subscription("11", subscriber_id="5", creator_id="7", status=status, **known)
    for name, value in {"invoices": {"in_1": invoice()}, "effective_payments": {}, **fields}.items():
        setattr(row, name, value)
    return row


FAILED = {"in_1": invoice(NOW), "in_2": invoice(END, is_paid=False, failed_at=NOW)}
TABLE = [
    ("", {"invoices": {}}, None),
    ("incomplete", {}, None),
    ("incomplete_expired", {}, None),
    ("trialing", {"trial_ends_at": NOW + DAY, "invoices": {}}, NOW + DAY),
    ("trialing", {"trial_ends_at": None, "invoices": {}}, None),
    ("active", {}, END),
    ("active", {"invoices": {"in_1": invoice(), "in_2": invoice(LATER)}}, LATER),
    ("active", {"invoices": {"in_1": invoice(), "in_2": invoice(LATER, is_paid=False)}}, END),
    ("active", {"invoices": {}, "period_ends_at": END}, END),
    ("active", {"period_ends_at": LATER}, END),
    ("active", {"invoices": {"in_1": invoice(END, "pi_1")}, "effective_payments": {"pi_1": True}}, END),
    ("active", {"invoices": {"in_1": invoice(END, "pi_1")}, "effective_payments": {"pi_1": False}}, None),
    ("active", {"invoices": {"in_1": invoice(END, "pi_1")}, "period_ends_at": END}, END),
    ("active", {"invoices": {"in_1": invoice(END, "pi_1")}}, None),
    ("active", {"invoices": {"in_1": invoice(), "in_2": invoice(LATER, "pi_2")}, "period_ends_at": LATER}, END),
    ("active", {"cancel_at": END}, END),
    ("past_due", {"invoices": FAILED, "past_due_at": NOW + 60}, NOW + 7 * DAY),
    ("past_due", {"invoices": FAILED, "past_due_at": NOW - 60}, NOW - 60 + 7 * DAY),
    ("past_due", {"invoices": FAILED, "active_at": NOW + 30, "past_due_at": NOW + 60}, NOW + 60 + 7 * DAY),
    ("past_due", {"invoices": {}, "past_due_at": NOW}, NOW + 7 * DAY),
    ("past_due", {"invoices": {"in_1": invoice(LATER)}, "past_due_at": NOW}, LATER),
    ("unpaid", {}, None),
    ("paused", {}, None),
    ("canceled", {"ended_at": NOW}, None),
    ("canceled", {"ended_at": NOW, "cancel_at": END}, None),
    ("canceled", {"ended_at": END, "cancel_at": END}, END),
    ("canceled", {"ended_at": NOW, "cancel_at": NOW}, END),
    ("something_new", {}, None),
]


@pytest.mark.parametrize(("status", "fields", "until"), TABLE)
def test_who_keeps_access(status: str, fields: dict[str, Any], until: int | None):
    assert access_until(subscription(status, **fields)) == until


def test_a_duplicate_gives_none():
    assert access_until(subscription("active", is_duplicate=True)) is None


def test_a_grant_outlasts_access_only_where_a_renewal_is_expected():
    assert grant_until(subscription("active")) == END + RENEWAL_SECONDS
    assert grant_until(subscription("active", cancel_at=LATER)) == END + RENEWAL_SECONDS
    assert grant_until(subscription("active", cancel_at=END)) == END
    assert grant_until(subscription("past_due", invoices=FAILED)) == NOW + 7 * DAY
    assert grant_until(subscription("canceled", ended_at=NOW)) is None


def test_the_level_is_that_of_what_is_paid():
    assert level(subscription("trialing", invoices={"in_1": invoice(level=2)})) == 1
    assert level(subscription("active", invoices={}, level=3)) == 3
    changed = {"in_1": invoice(level=1), "in_2": invoice(END, "pi_2", level=2)}
    assert level(subscription("active", invoices=changed, effective_payments={"pi_2": True})) == 2
    assert level(subscription("active", invoices=changed, effective_payments={"pi_2": False})) == 1
    assert level(subscription("active", invoices={"in_1": invoice(level=3), "in_2": invoice(LATER, level=1)})) == 1


def test_an_invoice_of_nothing_that_ends_with_the_trial_opens_no_more_than_the_trial():
    trial: dict[str, Any] = {"level": 9, "trial_level": 3, "trial_ends_at": NOW}
    changed = {"in_1": invoice(NOW, level=3), "in_2": invoice(NOW, level=9)}
    assert level(subscription("past_due", invoices=changed, **trial)) == 3
    assert level(subscription("active", invoices={"in_2": invoice(NOW - DAY, level=9)}, **trial)) == 3
    failed = {**changed, "in_3": invoice(LATER, "pi_3", level=9)}
    assert level(subscription("canceled", invoices=failed, effective_payments={"pi_3": False}, **trial)) == 3


def test_what_is_given_after_the_trial_or_paid_opens_its_own_level():
    trial: dict[str, Any] = {"level": 9, "trial_level": 3, "trial_ends_at": NOW}
    begun = invoice(NOW, level=3)
    # A promotion code of 100 % takes everything off.
    assert level(subscription("active", invoices={"in_1": begun, "in_2": invoice(END, level=9)}, **trial)) == 9
    assert level(subscription("active", invoices={"in_1": begun, "in_2": invoice(END, level=1)}, **trial)) == 1
    paid = {"in_1": begun, "in_2": invoice(NOW, "pi_2", level=9)}
    assert level(subscription("active", invoices=paid, effective_payments={"pi_2": True}, **trial)) == 9
    assert level(subscription("active", invoices={"in_1": invoice(level=9)}, level=1)) == 9
