"""Mistakes of the local Stripe: where it is kinder than Stripe, what the product does wrong is not seen here."""

from tests.mistakes.trial import Mistake

CAPTURES = "tests/local_stripe/test_captures.py"
INTENTS = "local_stripe/engine/payment_intents.py"
BOOKS = "local_stripe/engine/books.py"

MISTAKES = (
    Mistake(
        "a coupon of one product takes off another one",
        "local_stripe/engine/discounts.py",
        "    return not products or line.product in products",
        "    return not products or bool(line.product)",
        ("tests/local_stripe/test_discounts.py::test_one_creators_coupon_takes_nothing_off_anothers_product",),
    ),
    Mistake(
        "more is captured than was authorized",
        INTENTS,
        '    if not 0 < amount <= intent["amount_capturable"]:',
        "    if not 0 < amount:",
        (f"{CAPTURES}::test_no_more_is_captured_than_was_authorized",),
    ),
    Mistake(
        "an item is added to an invoice that is final",
        "local_stripe/api/invoice_items.py",
        '        invoices.check_status(draft, "draft")\n        draft["lines"]',
        '        draft["lines"]',
        ("tests/local_stripe/test_invoices.py::test_what_is_finalized_is_not_changed_any_more",),
    ),
    Mistake(
        "a transfer may be reversed by more than its payment returned",
        BOOKS,
        "    if not transfers or reversed_amount - again <= given_back:",
        "    if not transfers or reversed_amount - again <= given_back + 100_000:",
        ("tests/local_stripe/test_books.py::test_a_reversal_beyond_the_refund_is_in_the_books",),
    ),
    Mistake(
        "a refund that failed counts as given back",
        BOOKS,
        'if one["status"] not in {"failed", "canceled"})',
        'if one["status"] != "canceled")',
        (
            "tests/local_stripe/test_books.py::test_a_reversal_for_a_refund_that_failed_is_in_the_books_until_it_is_sent_again",
        ),
    ),
)
