"""The function that applies a subscription's events has the permissions for everything that they change."""

import pytest

from chalicelib.gateways.payments import event_of
from chalicelib.models.base import now
from chalicelib.models.money.payments.stripe_events import StripeEvent
from chalicelib.services.money.selling import events as selling
from tests.infra.test_policies import is_allowed, used_by
from tests.kit.factories import make_account, make_post
from tests.kit.money.stripe_objects import event
from tests.kit.money.subscriptions import MONTH, about, invoice, make_subscription, make_tier
from tests.kit.recorder import record_calls
from tests.services.money.selling.conftest import ignorant

__all__ = ["ignorant"]


def test_a_subscription_stays_within_the_rights_of_its_function(ignorant: None, monkeypatch: pytest.MonkeyPatch):
    creator = make_account()
    make_post(creator)
    row, at = make_subscription(make_tier(creator)), now()
    told = [
        event("customer.subscription.updated", about(row, "active")),
        event("invoice.paid", invoice(row, at + MONTH)),
        event("invoice.payment_failed", invoice(row, at + MONTH, 2)),
        event("customer.subscription.updated", about(row, "past_due"), created=at + 5),
        event("customer.subscription.deleted", about(row, "canceled")),
    ]
    for one in told:
        StripeEvent.of(one).save()
    calls = record_calls(monkeypatch)
    for one in told:
        selling.ACTIONS[one["type"]](event_of(one))
    rights = {right for call in list(calls) for right in used_by(call)}
    assert [right for right in sorted(rights) if not is_allowed("on_payment_changed", *right)] == []
    assert any("memberships" in resource for _, resource in rights)
