"""Mistakes about what the platform keeps, and what Stripe takes of it."""

from tests.mistakes.seeds import holdings, round_trips
from tests.mistakes.trial import Mistake

SELLERS = "chalicelib/services/money/creators/sellers.py"
ACTIONS = "chalicelib/services/money/payments/actions.py"
TAKEN = "tests/services/money/payments/test_stripe_fees.py"
FEES = "tests/services/money/creators/test_fees.py"
SYNC = "chalicelib/services/money/selling/sync.py"
SHARES = "tests/services/money/selling/test_shares.py"

MISTAKES = (
    Mistake(
        "a fee is more than the amount",
        SELLERS,
        "    return min(amount, max(amount * config.PLATFORM_FEE_BPS // 10_000, least))\n",
        "    return max(amount * config.PLATFORM_FEE_BPS // 10_000, least)\n",
        (f"{FEES}::test_a_fee_is_the_share_or_the_minimum_and_never_more_than_the_amount",),
    ),
    Mistake(
        "a subscription pays less than the minimum fee",
        SELLERS,
        "max(config.PLATFORM_FEE_BPS, -(-least * 10_000 // amount))",
        "max(config.PLATFORM_FEE_BPS, least * 10_000 // amount)",
        (f"{FEES}::test_the_share_of_a_subscription_reaches_the_minimum",),
    ),
    Mistake(
        "what Stripe takes is not in the books",
        "chalicelib/models/money/payments/costs.py",
        '    return {moved["id"]: [fee, moved.get("currency") or ""]} if fee else {}\n',
        '    return {moved["id"]: [fee, moved.get("currency") or ""]} if fee > 1000 else {}\n',
        (f"{TAKEN}::test_stripe_is_asked_once_for_the_fee_of_a_charge",),
    ),
    Mistake(
        "a fee in another currency is booked in the payment's",
        "chalicelib/models/money/payments/costs.py",
        "sums[own or currency] = sums.get(own or currency, 0) + int(amount)",
        "sums[currency] = sums.get(currency, 0) + int(amount)",
        (f"{TAKEN}::test_a_dispute_s_fee_is_in_the_currency_of_the_balance",),
    ),
    Mistake(
        "a sale waits for what it cost",
        ACTIONS,
        '        _settle_ours(event, found.get("payment_intent"), facts, is_applied=False, **ids)\n        raise\n',
        "        raise\n",
        (f"{TAKEN}::test_a_sale_does_not_wait_for_its_fee",),
    ),
    Mistake(
        "an event whose fee is unknown is taken as applied",
        ACTIONS,
        "facts, is_applied=False, **ids)",
        "facts, is_applied=True, **ids)",
        (f"{TAKEN}::test_a_sale_does_not_wait_for_its_fee",),
    ),
    Mistake(
        "Stripe is asked for the fee at every event",
        "chalicelib/services/money/payments/snapshots.py",
        "    if not is_ours or transaction_id in held.facts.costs:\n",
        "    if not is_ours:\n",
        (f"{TAKEN}::test_stripe_is_asked_once_for_the_fee_of_a_charge",),
    ),
    Mistake(
        "a creator's export lists what Stripe takes of the platform",
        "chalicelib/models/money/creators/ledger.py",
        "        return bool(self.moved) or any(",
        "        return True or any(",
        (f"{TAKEN}::test_a_creator_s_export_has_no_line_of_what_the_platform_pays",),
    ),
    Mistake(
        "a subscription keeps the share of the price that it began with",
        SYNC,
        "    row.fee_bps = fee_bps_of(int(row.amount), str(row.currency))\n",
        "",
        (f"{SHARES}::test_a_smaller_price_leaves_the_platform_its_minimum",),
    ),
    Mistake(
        "an event of a price is applied before the share is changed",
        SYNC,
        '    row.change(writes, "" if is_unfinished else event_id)\n',
        '    row.change(writes, "" if row.is_duplicate else event_id)\n',
        (f"{SHARES}::test_an_event_is_not_applied_before_the_share_is_changed",),
    ),
    Mistake(
        "a share that comes after that of a later price stays",
        SYNC,
        "    is_known = row.share_at_stripe is not None and row.status in periods.LIVING\n",
        "    is_known = row.changing is None and row.share_at_stripe is not None and not row.settled\n",
        (f"{SHARES}::test_a_share_that_comes_late_is_mended",),
    ),
    *holdings.MISTAKES,
    *round_trips.MISTAKES,
)
