"""Mistakes about writing: what belongs into one transaction is not in it, or without its condition."""

from tests.mistakes.trial import Mistake

PAYMENTS = "chalicelib/models/money/payments/payments.py"
SERVICES = "chalicelib/services/money"
SETTLEMENT = "tests/services/money/payments/test_settlement.py"
RECONCILIATION = "tests/services/money/audit/test_reconciliation.py"
PERMUTATIONS = "tests/services/money/test_permutations.py::test_a_sample_of_all_orders_and_faults"
FAULTS = (f"{PERMUTATIONS}[refunded in two steps]",)

MISTAKES = (
    Mistake(
        "the event guard is skipped",
        PAYMENTS,
        "                StripeEvent.mark_applied(event_id)(writes)\n",
        "                pass\n",
        ("tests/handlers/money/payments/test_webhooks.py::test_an_event_that_was_applied_is_not_queued_again",),
    ),
    Mistake(
        "the event guard has no condition",
        "chalicelib/models/money/payments/stripe_events.py",
        "condition=cls.id.exists() & cls.applied_at.does_not_exist())",
        "condition=cls.id.exists())",
        ("tests/services/money/test_races.py",),
    ),
    Mistake(
        "the event is recorded first",
        PAYMENTS,
        "            if event_id:\n                StripeEvent.mark_applied(event_id)(writes)\n",
        "            if event_id and StripeEvent.find(event_id).unapplied:\n"
        "                StripeEvent.apply_nothing(event_id)\n",
        FAULTS,
    ),
    Mistake(
        "a payment is written without its version",
        PAYMENTS,
        "writes.save(changed, condition=unchanged)",
        "writes.save(changed)",
        ("tests/services/money/test_races.py",),
    ),
    Mistake(
        "balances are counted in a second call",
        PAYMENTS,
        "                    Balance.add(writes, entry)\n"
        "            for write in writes_too:\n"
        "                write(writes)\n\n"
        "        transact(build)\n",
        "                    pass\n"
        "            for write in writes_too:\n"
        "                write(writes)\n\n"
        "        transact(build)\n"
        "        for entry in entries:\n"
        "            Balance.correct(entry.creator_id, entry.currency, entry.lines)\n",
        FAULTS,
    ),
    Mistake(
        "what was paid for is written in a second call",
        PAYMENTS,
        "            for write in writes_too:\n                write(writes)\n\n        transact(build)\n",
        "\n        transact(build)\n        for write in writes_too:\n            transact(write)\n",
        FAULTS,
    ),
    Mistake(
        "the ledger entry is left out",
        PAYMENTS,
        "                entry.put(writes)\n",
        "                pass\n",
        (f"{SETTLEMENT}::test_one_payment_told_by_three_objects_is_one_payment",),
    ),
    Mistake(
        "balances are not added to",
        PAYMENTS,
        "                    Balance.add(writes, entry)\n",
        "                    pass\n",
        (f"{SETTLEMENT}::test_one_payment_told_by_three_objects_is_one_payment",),
    ),
    Mistake(
        "facts that come before their payment are dropped",
        f"{SERVICES}/payments/actions.py",
        "    if payment_id is None:\n        StripeEvent.apply_nothing(event.id)\n        return\n    settle(",
        "    if payment_id is None or not Payment.read(payment_id).kind:\n"
        "        StripeEvent.apply_nothing(event.id)\n"
        "        return\n"
        "    settle(",
        (f"{SETTLEMENT}::test_a_refund_from_the_dashboard_locks_the_post",),
    ),
    Mistake(
        "an event without a row of ours is taken and forgotten",
        f"{SERVICES}/payments/webhooks.py",
        "        raise Unavailable(",
        "        return\n        raise Unavailable(",
        (f"{SETTLEMENT}::test_an_event_that_is_there_before_our_row_is_asked_for_again",),
    ),
    Mistake(
        "a receipt is written at every telling",
        f"{SERVICES}/payments/receipts.py",
        """    if not known.paid and not effects.has_receipt:
        values = {**_about(origin, effects), "amount": after.paid, "payment_id": before.id}
        made.append(mails.compose(f"receipt:{before.id}",""",
        """    if not effects.has_receipt:
        values = {**_about(origin, effects), "amount": after.paid, "payment_id": before.id}
        made.append(mails.compose(f"receipt:{before.id}:{number}",""",
        ("tests/services/money/payments/test_receipts.py",),
    ),
    Mistake(
        "a mail that was sent is sent again",
        "chalicelib/services/talk/sending.py",
        "    if mail.state != WAITING:\n        mail.end(mail.state)\n    elif mail.claim():\n",
        "    if mail.claim() or mail:\n",
        ("tests/services/talk/test_mails.py::test_a_mail_that_is_announced_arrives_once",),
    ),
    Mistake(
        "the reconciliation applies nothing",
        f"{SERVICES}/audit/reconciliation.py",
        "            events.store_and_apply(raw)\n",
        "            pass\n",
        (f"{RECONCILIATION}::test_a_page_that_was_left_is_learned_from_its_event_alone",),
    ),
    Mistake(
        "the reconciliation looks at events alone",
        f"{SERVICES}/audit/reconciliation.py",
        "dict.fromkeys(_missed_payments(since, report))",
        "dict.fromkeys([])",
        (f"{RECONCILIATION}::test_a_payment_older_than_stripe_s_events_is_learned_from_the_payment_itself",),
    ),
)
