"""The audit reads no table as a whole: it goes through parts, and examines what it suspects by keys and indexes."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.models.base import now
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.funding.pledges import Pledge
from chalicelib.models.money.grants import Grant, gift_key, tier_key
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.money.selling.subscriptions import Subscription
from chalicelib.models.paging import Turned
from chalicelib.services.money.audit import stages, world
from chalicelib.services.money.audit.books import Books
from chalicelib.services.money.audit.check import Check
from chalicelib.services.money.audit.checks import backing, campaigns, funded, gifts, subscriptions
from tests.kit.factories import make_account
from tests.kit.money.subscriptions import about, make_tier
from tests.kit.recorder import Call, record_calls
from tests.services.money.audit.looking import found
from tests.services.money.audit.test_funded import funded as make_funded
from tests.services.money.audit.test_gifts import given, grant_id, take
from tests.services.money.audit.test_subscriptions import ended_as_planned
from tests.services.money.selling.telling import begun, tell

pytestmark = pytest.mark.usefixtures("ignorant")

PAGES = 3


@pytest.fixture(autouse=True)
def take_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a part have one row, and what is read of an index too."""
    for module, name in ((stages, "AT_ONCE"), (backing, "PLEDGES_AT_ONCE"), (world, "IDS_AT_ONCE")):
        monkeypatch.setattr(module, name, 1)


def whole(calls: list[Call]) -> set[str]:
    """Return the tables that were read from end to end: a part says how many rows it takes."""
    return {str(request["TableName"]) for name, request in calls if name == "Scan" and "Limit" not in request}


def right() -> list[tuple[Check, str]]:
    """Return a suspect of each kind, each with more rows than a page has, that is all right."""
    campaign, _ = make_funded(PAGES)
    tier, fan = make_tier(), make_account()
    gift = [given(tier, fan) for _ in range(PAGES)][-1]
    at, tier = now(), make_tier()
    first = ended_as_planned(at, tier=tier, subscriber=fan)
    for _ in range(PAGES):
        second = begun(at, tier=tier, subscriber=fan)
        tell(("customer.subscription.deleted", about(second, "canceled", at, ended_at=at + 5), at + 9))
    assert Grant.held(fan.id, tier_key(tier.creator_id)) is None
    return [
        (campaigns.CHECKS[0], campaign.id),
        (funded.LEVELS, campaign.id),
        (gifts.CHECKS[0], grant_id(gift)),
        (subscriptions.OPENED, first.id),
    ]


def test_a_suspect_that_is_right_is_examined_without_reading_a_table(monkeypatch: pytest.MonkeyPatch):
    suspects = right()
    calls = record_calls(monkeypatch)
    assert [check.examine(Books(), one) for check, one in suspects] == [None] * len(suspects)
    assert not [request for name, request in calls if name == "Scan"]


def test_what_an_index_does_not_tell_yet_is_no_difference(monkeypatch: pytest.MonkeyPatch):
    suspects = right()
    late: list[tuple[Any, str, Callable[..., Any]]] = [
        (Pledge, "ids_after", lambda *_: []),
        (Payment, "ids_of_order", lambda *_: []),
        (Purchase, "sold_ids", lambda *_: Turned()),
        (Subscription, "ids_of_subscriber", lambda *_: Turned()),
    ]
    for model, name, nothing in late:
        monkeypatch.setattr(model, name, nothing)
    monkeypatch.setattr(gifts, "by_key", lambda *_: [])
    assert [check.examine(Books(), one) for check, one in suspects] == [None] * len(suspects)


def test_a_pass_reads_every_table_in_parts(monkeypatch: pytest.MonkeyPatch):
    right()
    calls = record_calls(monkeypatch)
    assert found() == []
    assert whole(calls) == set()


def test_of_many_gifts_each_difference_is_found_once_in_whatever_part_it_is():
    tier, fans = make_tier(), [make_account() for _ in range(3)]
    last = [[given(tier, fan, months) for months in (1, 2, 3)][-1] for fan in fans]
    take(last[0])
    Grant(fans[1].id, gift_key(tier.creator_id), source_id="9", level=1, expires_at=now() + 5).save()
    Grant("stranger", gift_key(tier.creator_id), source_id=last[2].id, level=1, expires_at=now() + 5).save()
    wanted = [grant_id(last[0]), grant_id(last[1]), f"stranger/{gift_key(tier.creator_id)}"]
    assert sorted(found()) == sorted(("gift", one) for one in wanted)


def test_a_part_of_gifts_is_no_larger_where_many_more_are(monkeypatch: pytest.MonkeyPatch):
    tier, most = make_tier(), []
    for gifts_more in (4, 16):
        for _ in range(gifts_more):
            given(tier)
        calls, counts = record_calls(monkeypatch), []
        for stage in (one for one in stages.STAGES if one.checks == gifts.CHECKS):
            rows, after = stage.read(None) if stage.read else ([], None)
            while rows:
                before = len(calls)
                stage.gather(rows)
                counts.append(len(calls) - before)
                rows, after = stage.read(after) if stage.read and after else ([], None)
        assert len(counts) > PAGES
        most.append(max(counts))
    assert most[0] == most[1]


def test_a_campaign_that_moves_meanwhile_is_read_again_by_its_own_rows(monkeypatch: pytest.MonkeyPatch):
    campaign, _ = make_funded(PAGES)
    real, moved = Campaign.find, iter(range(1, 3))

    def find(campaign_id: str) -> Campaign:
        row = real(campaign_id)
        row.raised += next(moved, 0)
        return row

    monkeypatch.setattr(Campaign, "find", find)
    calls = record_calls(monkeypatch)
    assert campaigns.CHECKS[0].examine(Books(), campaign.id) is None
    assert whole(calls) == set()
