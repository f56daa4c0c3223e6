"""Every sequence that payments are known to go wrong in has a test that replays it.

They stand beside what they are about: SEQUENCES says where. This one looks whether they are there.
"""

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[2]
KILLS = "services/money/funding/deadlines/test_kills.py"
GRACE = "services/money/funding/deadlines/test_grace.py"
SEQUENCES = {
    "checkout.session.completed (paid) twice": (
        "services/money/payments/test_settlement.py::test_a_paid_session_opens_the_post_once_however_often_it_is_told",
        "services/money/payments/test_receipts.py::test_a_payment_is_receipted_once_by_whatever_it_is_told",
    ),
    "the same event in 16 threads at once": (
        "services/money/payments/test_at_the_door.py::test_the_same_event_in_sixteen_threads_has_one_effect",
        "local/test_crowds.py::test_a_crowd_of_threads_delivers_payments_exactly",
    ),
    "payment_intent.succeeded, charge.succeeded, invoice.paid for one payment, together": (
        "services/money/payments/test_settlement.py::test_one_payment_told_by_three_objects_is_one_payment",
        "services/money/selling/test_orders.py::test_a_sample_of_all_orders_and_faults",
    ),
    "two event ids for one object and type": (
        "services/money/payments/test_settlement.py::test_a_paid_session_opens_the_post_once_however_often_it_is_told",
        "services/money/funding/test_orders.py::test_a_sample_of_all_orders_and_faults",
    ),
    "completed (unpaid), then async_payment_succeeded": (
        "services/money/payments/test_settlement.py::test_a_session_that_is_not_paid_yet_opens_nothing_until_the_bank_says_so",
        "services/money/funding/test_kept.py::test_a_payment_that_takes_days_counts_when_it_is_there",
    ),
    "completed (unpaid), then async_payment_failed": (
        "services/money/payments/test_settlement.py::test_a_delayed_payment_that_fails_never_opens_anything",
        "services/money/payments/test_receipts.py::test_a_delayed_payment_that_fails_is_told_once_and_one_that_is_paid_is_not",
        "services/money/funding/test_kept.py::test_a_payment_that_fails_after_days_frees_its_rewards",
    ),
    "customer.subscription.updated (active) before created (incomplete)": (
        "services/money/selling/test_events.py::test_a_subscription_begins_in_whatever_order_its_events_come",
        "services/money/selling/test_events.py::test_of_two_events_in_one_second_the_later_state_is_kept",
    ),
    "customer.subscription.deleted, then a late updated (active)": (
        "services/money/selling/test_events.py::test_what_has_ended_stays_ended",
    ),
    "charge.refunded with amount_refunded 1000, then 1500": (
        "services/money/payments/test_settlement.py::test_refunds_are_told_as_sums",
    ),
    "our own refund call racing its webhook": (
        "handlers/money/payments/test_outstanding_refunds.py::test_our_own_refund_racing_its_webhook_is_recorded_once",
    ),
    "a refund made in Stripe's Dashboard, no metadata": (
        "services/money/payments/test_settlement.py::test_a_refund_from_the_dashboard_locks_the_post",
        "handlers/money/payments/test_outstanding.py::test_a_refund_in_the_dashboard_that_leaves_the_creator_the_money_reverses_the_transfer",
    ),
    "refund.created (pending), then refund.failed": (
        "services/money/payments/test_settlement.py::test_a_refund_that_fails_opens_the_post_again",
        "handlers/money/payments/test_outstanding.py::test_a_refund_that_fails_after_the_reversal_is_sent_to_the_creator_again",
    ),
    "charge.dispute.created (warning_needs_response)": (
        "services/money/payments/test_settlement.py::test_a_warning_takes_nothing",
    ),
    "dispute created, funds_withdrawn, closed (won), funds_reinstated, in any order": (
        "services/money/payments/test_settlement.py::test_a_dispute_takes_access_and_money_and_gives_both_back_when_it_is_won",
        "services/money/payments/test_at_the_door.py::test_a_dispute_that_is_won_in_any_order",
    ),
    "dispute lost after the creator was paid": (
        "handlers/money/payments/test_outstanding.py::test_a_lost_dispute_is_reversed_from_the_creator",
        "handlers/money/payments/test_outstanding.py::test_what_the_creator_cannot_pay_back_is_a_debt",
    ),
    "500 JPY; 18.600 KWD; ISK, UGX": (
        "handlers/money/payments/test_webhooks.py::test_amounts_are_minor_units_of_every_currency",
    ),
    "the deadline job killed after 3 of 10 charges, run again at once, and again 25 h later": (
        f"{KILLS}::test_a_kill_in_each_charge_charges_nobody_twice_and_misses_nobody",
        "services/money/funding/deadlines/test_kills.py::test_fifty_pledges_are_charged_once_whatever_is_killed",
    ),
    "off-session charge -> authentication_required": (
        f"{GRACE}::test_a_card_that_is_not_charged_is_asked_for_four_times_and_tried_once_more",
        "services/money/funding/deadlines/test_grace.py::test_consent_on_the_banks_page_collects_the_pledge",
    ),
    "declines at the deadline bring the collected below the goal": (
        "services/money/funding/deadlines/test_grace.py::test_drops_that_take_a_campaign_below_its_goal",
    ),
    "webhook before our own row exists": (
        "services/money/payments/test_settlement.py::test_an_event_that_is_there_before_our_row_is_asked_for_again",
        "services/money/payments/test_at_the_door.py::test_an_event_before_its_row_is_refused_until_the_row_is_there",
    ),
    "unknown type, or another app's product on the same account": (
        "services/money/payments/test_settlement.py::test_what_is_not_ours_changes_nothing",
        "handlers/money/payments/test_webhooks.py::test_a_product_of_another_app_on_the_same_account_has_no_effect",
    ),
    "success page opened with a guessed, unpaid or someone else's session id": (
        "handlers/money/selling/test_unlock.py::test_the_page_after_paying_grants_nothing_and_tells_nothing",
        "services/money/payments/test_at_the_door.py::test_the_page_after_paying_grants_nothing_for_what_is_paid_either",
    ),
    "client sends an amount, a price or an account id of its choice": (
        "handlers/money/selling/test_purchases.py::test_a_client_that_names_a_price_or_a_payee_is_refused",
        "handlers/money/selling/test_purchases.py::test_the_price_is_the_servers",
        "services/money/payments/test_settlement.py::test_less_than_the_price_opens_nothing_and_goes_back",
    ),
    "paid under another e-mail (wallet)": (
        "handlers/money/payments/test_webhooks.py::test_a_payment_under_another_e_mail_is_its_buyer_s_all_the_same",
    ),
    "session opened before the deadline, paid after": (
        "services/money/funding/test_pledges.py::test_a_card_is_saved_and_nothing_is_charged",
        "services/money/payments/test_at_the_door.py::test_a_page_of_before_the_deadline_that_is_paid_after_it",
    ),
    "endpoint down three days, events lost": (
        "services/money/audit/test_reconciliation.py::test_whatever_was_lost_is_learned_once",
        "services/money/selling/test_endpoint_down.py::test_after_three_days_without_an_endpoint_nothing_is_missing",
    ),
}


def names_in(path: str) -> set[str]:
    """Return the names of the functions in a test file."""
    tree = ast.parse((TESTS / path).read_text())
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("sequence", SEQUENCES)
def test_every_sequence_is_replayed_by_a_test(sequence: str):
    named = [test.split("::") for test in SEQUENCES[sequence]]
    assert [(path, name) for path, name in named if name not in names_in(path)] == []
