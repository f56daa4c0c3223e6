"""The audit finds whatever is stored differently than entries and payments require."""

from typing import Any

import pytest

from chalicelib.handlers import events
from chalicelib.models.money.creators.ledger import Balance, Entry
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.grants import Grant, post_key
from chalicelib.models.money.payments.facts import Facts
from chalicelib.models.money.payments.origins import Origin
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.services.money.audit import check
from chalicelib.services.money.audit import replay as replaying
from chalicelib.services.money.audit.replay import BooksDiffer, replay, watch
from chalicelib.services.money.payments.settlement import Observation, settle
from tests.kit.money.stripe_objects import intent_id, make_purchase


def sell(**facts: Any) -> Purchase:
    purchase = make_purchase()
    known = Facts(**{"paid": int(purchase.amount), "fee": int(purchase.fee), **facts})
    settle(intent_id(purchase), Observation(known, Origin("purchase", purchase.id, currency=purchase.currency)))
    return Purchase.find(purchase.id)


def found() -> list[tuple[str, str]]:
    return [(one.what, one.id) for one in replay()]


def settled() -> None:
    """Let many things happen that are all right."""
    sell()
    sell(refunds={"re_1": [500, 2]})
    sell(refunds={"re_1": [100, 2]}, reversed=95)
    sell(disputes={"dp_1": [500, 4, "needs_response"]}, costs={"txn_1": 1500})
    sell(paid=400)
    first = sell()
    second = make_purchase(subject_id=first.subject_id)
    second.update([Purchase.buyer_id.set(first.buyer_id)])
    settle(intent_id(second), Observation(Facts(paid=500, fee=25), Origin("purchase", second.id, currency="eur")))
    assert Purchase.find(second.id).state == "duplicate"
    settle("pi_parked", Observation(Facts(refunds={"re_1": [500, 2]})))
    make_purchase().change_unpaid("failed")
    make_purchase()


def test_what_is_right_differs_nowhere():
    settled()
    assert found() == []
    assert replay(repair=True) == []


def test_a_stored_balance_that_is_wrong_is_written_anew_from_the_entries():
    purchase = sell()
    Balance.correct(purchase.seller_id, "eur", {"creator": 7, "payers": -7})
    [difference] = replay()
    assert (difference.what, difference.id) == ("balance", f"{purchase.seller_id}/eur")
    assert (difference.stored["creator"], difference.derived["creator"]) == (482, 475)
    assert len(replay(repair=True)) == 1
    assert (found(), Balance.held(purchase.seller_id, "eur")["creator"]) == ([], 475)


def test_a_balance_that_is_gone_is_written_again():
    purchase = sell()
    Balance(purchase.seller_id, "eur").delete()
    replay(repair=True)
    assert (found(), Balance.held(purchase.seller_id, "eur")["payers"]) == ([], -500)


def test_an_entry_that_is_unbalanced_doubled_or_gone_is_told_and_never_touched():
    purchase = sell()
    [entry] = Entry.in_book(purchase.seller_id)
    entry.update([Entry.lines.set({**entry.lines, "creator": 476})])
    told = found()
    assert told[0] == ("entry", entry.id)
    assert {what for what, _ in told} == {"entry", "payment", "balance"}
    entry.refresh()
    replay(repair=True)
    assert next(iter(Entry.in_book(purchase.seller_id))).lines == entry.lines
    entry.delete()
    assert ("payment", intent_id(purchase)) in found()


def test_an_entry_without_a_payment_is_told():
    purchase = sell()
    Payment(intent_id(purchase)).delete()
    told = found()
    assert ("payment", intent_id(purchase)) in told
    assert ("purchase", purchase.id) in told


def test_a_lost_grant_and_a_lost_state_come_back():
    purchase = sell()
    key = post_key(purchase.subject_id)
    Grant(purchase.buyer_id, key).delete()
    assert found() == [("purchase", purchase.id)]
    replay(repair=True)
    assert Grant.among([(purchase.buyer_id, key)])
    purchase.update([Purchase.state.set("pending"), Purchase.payment_id.remove()])
    assert ("purchase", purchase.id) in found()
    replay(repair=True)
    assert (found(), Purchase.find(purchase.id).state) == ([], "paid")
    assert Purchase.find(purchase.id).payment_id == intent_id(purchase)


def test_what_was_refunded_is_locked_again():
    purchase = sell(refunds={"re_1": [500, 2]})
    Grant(purchase.buyer_id, post_key(purchase.subject_id), source_id=purchase.id).save()
    purchase.update([Purchase.state.set("paid")])
    assert ("purchase", purchase.id) in found()
    replay(repair=True)
    assert (found(), Purchase.find(purchase.id).state) == ([], "refunded")
    assert not Grant.among([(purchase.buyer_id, post_key(purchase.subject_id))])


def test_a_grant_and_a_state_that_nobody_paid_for_go():
    purchase = make_purchase()
    Grant(purchase.buyer_id, post_key(purchase.subject_id), source_id=purchase.id).save()
    Grant("7", post_key("8"), source_id="9").save()
    assert ("grant", "7/post:8") in found()
    purchase.update([Purchase.state.set("paid")])
    assert ("purchase", purchase.id) in found()
    replay(repair=True)
    assert found() == []
    assert (list(Grant.scan()), Purchase.find(purchase.id).state) == ([], "pending")


def test_a_campaigns_totals_are_those_of_its_payments_and_pledges():
    campaign = Campaign(creator_id="7", title="A book", currency="eur", goal=1_000, raised=500, backers_count=1)
    campaign.create()
    [difference] = replay(repair=True)
    assert (difference.what, difference.id, difference.derived["raised"]) == ("campaign", campaign.id, 0)
    assert found() == []
    assert (Campaign.find(campaign.id).raised, Campaign.find(campaign.id).backers_count) == (0, 0)


def test_money_that_moves_meanwhile_is_no_difference():
    answers = iter([1, 1, 2, 2, 2, 2])
    assert check.compare("balance", "7/eur", lambda: next(answers), lambda: next(answers)) is None


def test_the_daily_look_fails_where_something_differs():
    event = {"id": "", "version": "", "detail-type": "", "source": "", "account": "", "time": "", "region": ""}
    settled()
    watch()
    events.on_day_passed({**event, "resources": [], "detail": {}}, None)
    Grant("7", post_key("8"), source_id="9").save()
    with pytest.raises(BooksDiffer):
        events.on_day_passed({**event, "resources": [], "detail": {}}, None)


def test_a_suspect_that_cannot_be_examined_is_told_and_the_pass_goes_on(monkeypatch: pytest.MonkeyPatch):
    purchase, other = sell(), sell()
    for one in (purchase, other):
        Grant(one.buyer_id, post_key(one.subject_id)).delete()
    whole = Purchase.find

    def find(row_id: str) -> Purchase:
        if row_id == purchase.id:
            raise ValueError("a row that cannot be read")
        return whole(row_id)

    monkeypatch.setattr(Purchase, "find", find)
    assert {(replaying.UNREADABLE, purchase.id), ("purchase", other.id)} <= set(found())
