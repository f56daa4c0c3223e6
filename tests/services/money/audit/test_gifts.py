"""An effective gift adds its months, and the grant is as the last gift that changed it wrote it."""

from typing import Any

import pytest

from chalicelib.models import base
from chalicelib.models.base import now
from chalicelib.models.money.grants import Grant, gift_key
from chalicelib.models.money.payments.facts import Facts
from chalicelib.models.money.payments.origins import Origin
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.money.selling.tiers import Tier
from chalicelib.models.people.accounts import Account
from chalicelib.services.money.payments.settlement import Observation, settle
from tests.kit.factories import make_account
from tests.kit.money.stripe_objects import intent_id
from tests.kit.money.subscriptions import DAY, MONTH, make_tier
from tests.services.money.audit.looking import found, repaired
from tests.services.money.selling.test_gifts import make_gift


def learn(gift: Purchase, **facts: Any) -> Purchase:
    known = Facts(**{"paid": int(gift.amount), "fee": int(gift.fee), **facts})
    settle(intent_id(gift), Observation(known, Origin("purchase", gift.id, currency=gift.currency)))
    return Purchase.find(gift.id)


def back(gift: Purchase, rank: int = 2) -> dict[str, Any]:
    return {"refunds": {"re_1": [int(gift.amount), rank]}}


def given(tier: Tier | None = None, recipient: Account | None = None, months: int = 1, **facts: Any) -> Purchase:
    return learn(make_gift(tier or make_tier(), recipient or make_account(), months), **facts)


def held(gift: Purchase) -> tuple[str, int, int] | None:
    grant = Grant.held(gift.recipient_id or "", gift_key(gift.seller_id))
    return (grant.source_id, int(grant.level), int(grant.expires_at or 0)) if grant else None


def grant_id(gift: Purchase) -> str:
    return f"{gift.recipient_id}/{gift_key(gift.seller_id)}"


def take(gift: Purchase) -> None:
    Grant(gift.recipient_id, gift_key(gift.seller_id)).delete()


def test_what_is_right_differs_nowhere(monkeypatch: pytest.MonkeyPatch):
    at, tier, fan = now(), make_tier(), make_account()
    first, second, third = (given(tier, fan, months) for months in (1, 6, 2))
    assert found() == []
    learn(first, **back(first))
    learn(second, disputes={"dp_1": [int(second.amount), 4, "needs_response"]})
    assert found() == []
    learn(second, disputes={"dp_1": [int(second.amount), 8, "won"]})
    learn(third, **back(third))
    assert found() == []
    learn(first, **back(first, 3))
    assert given(make_tier(Account.find(tier.creator_id), level=2), fan).state == "duplicate"
    make_gift(tier, fan)
    assert found() == []
    monkeypatch.setattr(base, "clock", lambda: float(at + 24 * MONTH))
    given(tier, fan)
    learn(first, **back(first, 2), disputes={"dp_1": [int(first.amount), 4, "needs_response"]})
    assert found() == []


def test_what_has_merely_expired_is_no_difference(monkeypatch: pytest.MonkeyPatch):
    at, gift = now(), given()
    Grant("1", gift_key("2"), source_id="9", level=1, expires_at=at).save()
    monkeypatch.setattr(base, "clock", lambda: float(at + 2 * MONTH))
    assert found() == []
    take(gift)
    assert found() == []


@pytest.mark.parametrize("wrong", [{"level": 3}, {"expires_at": now() + 900 * DAY}, {"expires_at": None}])
def test_a_grant_that_says_something_else_is_written_anew(wrong: dict[str, Any]):
    gift = given()
    right, grant = held(gift), Grant.held(gift.recipient_id or "", gift_key(gift.seller_id))
    assert grant
    for name, value in wrong.items():
        setattr(grant, name, value)
    grant.save()
    assert found() == [("gift", grant_id(gift))]
    assert repaired() == [("gift", grant_id(gift))]
    assert held(gift) == right


def test_a_lost_grant_comes_back_as_the_last_gift_left_it():
    tier, fan = make_tier(), make_account()
    first, second = given(tier, fan, 1), given(tier, fan, 6)
    for gift in (second, first):
        learn(first, **back(first, 2 if gift is first else 3))
        right = held(second)
        take(second)
        assert repaired() == [("gift", grant_id(second))]
        assert held(second) == right


def test_a_grant_that_nobody_gave_goes():
    gift = make_gift(make_tier(), make_account())
    for account_id, source_id in ((gift.recipient_id, gift.id), ("stranger", "9")):
        Grant(account_id, gift_key(gift.seller_id), source_id=source_id, level=1, expires_at=now() + DAY).save()
    assert set(repaired()) == {("gift", grant_id(gift)), ("gift", f"stranger/{gift_key(gift.seller_id)}")}
    assert list(Grant.scan()) == []


def test_a_gift_that_is_effective_and_opened_nothing_opens_its_months():
    gift = given()
    gift.update([Purchase.details.set({name: gift.details[name] for name in ("tier_id", "level", "months", "title")})])
    take(gift)
    assert found() == [("purchase", gift.id)]
    repaired()
    assert held(gift)
    assert "span" in Purchase.find(gift.id).details


def test_a_gift_that_was_refunded_is_removed():
    gift = given()
    opened, details = held(gift), gift.details
    learn(gift, **back(gift))
    Purchase(gift.id).update([Purchase.details.set(details)])
    Grant(gift.recipient_id, gift_key(gift.seller_id), source_id=gift.id, level=1, expires_at=opened[2]).save()  # type: ignore[index]
    assert found() == [("purchase", gift.id)]
    repaired()
    assert (held(gift) or ("", 0, 0))[2] <= now()
