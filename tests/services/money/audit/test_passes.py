"""A pass through the books takes many runs, and each goes on where the one before it stopped."""

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest
import time_machine

from chalicelib.models.money.audits import Audit
from chalicelib.models.money.creators.ledger import Balance, Entry
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.grants import Grant, post_key
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.services.money.audit import replay, stages
from tests.kit.money.stripe_objects import intent_id
from tests.kit.recorder import record_calls
from tests.services.money.audit.test_replay import found, sell, settled


@pytest.fixture(autouse=True)
def take_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a part have one row, and a run one part."""
    monkeypatch.setattr(stages, "AT_ONCE", 1)
    monkeypatch.setattr(replay, "RUN_SECONDS", -1)


def run_all() -> list[str]:
    """Run until the pass has ended, and return what each run that rings says."""
    said: list[str] = []
    go_on: Callable[[], None] = replay.watch
    for _ in range(300):
        try:
            go_on()
        except replay.BooksDiffer as error:
            said.append(str(error))
        audit, go_on = Audit.last(), replay.go_on
        if audit and audit.finished_at:
            return said
    raise AssertionError("it never ended")


def damage() -> list[tuple[str, str]]:
    """Make a row of each table differ, and return what is to be found."""
    sell()
    lost, doubled, closed, moved = (sell() for _ in range(4))
    Grant(lost.buyer_id, post_key(lost.subject_id)).delete()
    Balance.correct(doubled.seller_id, "eur", {"creator": 7, "payers": -7})
    Balance.correct("404", "eur", {"creator": 7, "payers": -7})
    for entry in Entry.book_of(closed.seller_id):
        entry.delete()
    # Its payment alone tells of it.
    Grant(moved.buyer_id, post_key(moved.subject_id)).delete()
    moved.update([Purchase.state.set("pending"), Purchase.payment_id.remove()])
    Grant("7", post_key("8"), source_id="9").save()
    campaign = Campaign(creator_id="7", title="A book", currency="eur", goal=1_000, raised=500, backers_count=1)
    campaign.create()
    return [
        ("balance", f"{closed.seller_id}/eur"),
        ("balance", f"{doubled.seller_id}/eur"),
        ("balance", "404/eur"),
        ("payment", intent_id(closed)),
        ("purchase", lost.id),
        ("purchase", moved.id),
        ("grant", "7/post:8"),
        ("campaign", campaign.id),
    ]


def test_every_difference_is_found_whatever_part_it_is_in():
    settled()
    assert found() == []
    assert run_all() == []
    wanted = damage()
    assert sorted(found()) == sorted(wanted)
    assert run_all() == ["1 differences; `make replay` shows them"] * len(wanted)


def test_a_run_goes_on_where_the_one_before_it_stopped():
    for _ in range(3):
        sell()
    places = []
    replay.watch()
    while not (audit := Audit.last()) or not audit.finished_at:
        assert audit
        places.append((audit.stage, audit.after))
        replay.go_on()
    assert len(places) > len(stages.STAGES)
    assert [stage for stage, _ in places] == sorted(stage for stage, _ in places)
    assert all(one != other for one, other in pairwise(places))


def test_a_part_is_no_larger_where_ten_times_as_many_rows_are(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(stages, "AT_ONCE", 3)
    most = []
    for sales in (4, 36):
        for _ in range(sales):
            sell()
        calls = record_calls(monkeypatch)
        counts = []
        run_one = replay.go_on
        replay.watch()
        while not (audit := Audit.last()) or not audit.finished_at:
            before = len(calls)
            run_one()
            counts.append(len(calls) - before)
        most.append(max(counts))
    assert most[0] == most[1]


def test_a_pass_that_takes_longer_than_a_day_rings():
    for _ in range(5):
        sell()
    replay.watch()
    replay.go_on()
    with time_machine.travel(timedelta(hours=25)):
        with pytest.raises(replay.AuditLate):
            replay.go_on()
        # The next day does not begin it anew.
        with pytest.raises(replay.AuditLate):
            replay.watch()


def test_a_new_pass_begins_when_the_last_one_has_ended():
    run_all()
    sell()
    replay.go_on()
    audit = Audit.last()
    assert audit
    assert audit.finished_at
    run_all()
    later = Audit.last()
    assert later
    assert later.version > audit.version


def test_of_two_runs_at_once_one_goes_on():
    sell()
    replay.watch()
    one, other = Audit.last(), Audit.last()
    assert one
    assert other
    assert (one.keep(stage=3), other.keep(stage=2)) == (True, False)
    audit = Audit.last()
    assert audit
    assert audit.stage == 3


def test_a_payment_whose_first_entry_came_later_is_no_difference():
    purchase = sell()
    payment = Payment.read(intent_id(purchase))
    payment.update([Payment.created_at.set(payment.created_at - 3000)])
    assert found() == []
    payment.update([Payment.created_at.set(payment.created_at - 86400)])
    assert found() == []
