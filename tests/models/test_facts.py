"""Facts of a payment join in any order to the same sums."""

import itertools

import pytest

from chalicelib.models.money.payments.facts import Facts
from chalicelib.models.money.payments.stripe_objects import charge_facts, dispute_facts, refund_facts


def refund(number: int, amount: int, status: str) -> Facts:
    return refund_facts({"id": f"re_{number}", "amount": amount, "status": status, "metadata": {}})


def dispute(status: str, amount: int = 1000, fee: int = 0) -> Facts:
    moves = [{"id": "txn_1", "fee": fee}] if fee else []
    return dispute_facts({"id": "dp_1", "amount": amount, "status": status, "balance_transactions": moves})


def charge(refunded: int = 0) -> Facts:
    return charge_facts(
        {
            "amount": 2000,
            "amount_captured": 2000,
            "paid": True,
            "amount_refunded": refunded,
            "application_fee_amount": 100,
        }
    )


# What happened, and what is refunded, disputed, and whether it opens anything after it.
STORIES = {
    "paid": ([charge()], 0, 0, True),
    "a refund before its payment": ([refund(1, 2000, "succeeded"), charge()], 2000, 0, False),
    "cumulative refunds": ([charge(1000), charge(1500), charge()], 1500, 0, True),
    "one refund told thrice": (
        [charge(), charge(500), refund(1, 500, "pending"), refund(1, 500, "succeeded")],
        500,
        0,
        True,
    ),
    "a refund that failed": (
        [charge(), charge(2000), refund(1, 2000, "pending"), refund(1, 2000, "failed")],
        0,
        0,
        True,
    ),
    "a second refund after one that failed": (
        [charge(), charge(2000), refund(1, 2000, "failed"), refund(2, 700, "succeeded")],
        700,
        0,
        True,
    ),
    "only a warning": ([charge(), dispute("warning_needs_response")], 0, 0, True),
    "an open dispute": ([charge(), dispute("needs_response")], 0, 1000, False),
    "a dispute that was won": (
        [charge(), dispute("needs_response"), dispute("under_review"), dispute("won"), dispute("won")],
        0,
        0,
        True,
    ),
    "a dispute that was lost": ([charge(), dispute("needs_response"), dispute("lost", fee=1500)], 0, 1000, False),
    "a refund below a dispute": ([charge(), charge(1500), dispute("lost")], 1500, 500, False),
}


@pytest.mark.parametrize("story", STORIES)
def test_every_order_and_a_duplicate_end_alike(story: str):
    facts, refunded, disputed, is_effective = STORIES[story]
    for order in itertools.permutations(facts):
        for again in order:
            known = Facts()
            for one in (*order, again):
                known = known.merge(one)
            assert (known.paid, known.refunded, known.disputed) == (2000, refunded, disputed), order
            assert known.is_effective is is_effective
            assert known.counted == 2000 - refunded - disputed
            assert sum(known.balances().values()) == 0


def test_facts_survive_being_written_down():
    known = charge(500).merge(refund(1, 500, "pending")).merge(dispute("lost", fee=1500))
    assert Facts.of_row(known.to_row()) == known


def test_the_clearing_account_is_empty_once_the_creator_gave_back_what_the_payer_got():
    refunded = charge(500)
    assert refunded.balances()["clearing"] == -500
    settled = refunded.merge(Facts(reversed=500, fee_refunded=25))
    assert settled.balances() == {"payers": -1500, "creator": 1425, "platform": 75}
    assert settled.outstanding == 0


def test_what_could_not_be_reversed_is_a_debt():
    lost = charge().merge(dispute("lost", amount=2000, fee=1500)).merge(Facts(debt=2000))
    assert lost.balances() == {"creator": 1900, "owed": -2000, "platform": -1400, "stripe": 1500}


def test_a_refund_that_failed_after_the_transfer_was_reversed_is_owed_to_the_creator():
    known = charge(2000).merge(Facts(reversed=2000)).merge(refund(1, 2000, "failed"))
    assert known.outstanding == -2000
    assert known.merge(Facts(returned={"tr_2": 2000})).balances() == {"payers": -2000, "creator": 1900, "platform": 100}
