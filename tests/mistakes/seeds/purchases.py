"""Mistakes about purchases: the price, who may buy, and what opens."""

from tests.mistakes.trial import Mistake

SERVICES = "chalicelib/services/money"
SETTLEMENT = "tests/services/money/payments/test_settlement.py"
BUYING = "tests/handlers/money/selling/test_purchases.py"

MISTAKES = (
    Mistake(
        "a price that the client names is let in",
        "chalicelib/schemas/money/selling/purchases.py",
        "        if value is not None:\n            _refuse()\n",
        "        return\n",
        (f"{BUYING}::test_a_client_that_names_a_price_or_a_payee_is_refused[amount]",),
    ),
    Mistake(
        "what was paid is trusted to be the price",
        f"{SERVICES}/selling/purchases.py",
        "after.paid >= purchase.amount and origin.currency == purchase.currency",
        "origin.currency == purchase.currency",
        (f"{SETTLEMENT}::test_less_than_the_price_opens_nothing_and_goes_back",),
    ),
    Mistake(
        "any currency is good for the price",
        f"{SERVICES}/selling/purchases.py",
        "after.paid >= purchase.amount and origin.currency == purchase.currency",
        "after.paid >= purchase.amount",
        (f"{SETTLEMENT}::test_less_than_the_price_opens_nothing_and_goes_back",),
    ),
    Mistake(
        "a session that is not paid unlocks",
        f"{SERVICES}/payments/actions.py",
        'if session.get("payment_status") != "paid":',
        'if event.type != "checkout.session.completed" and session.get("payment_status") != "paid":',
        (f"{SETTLEMENT}::test_a_session_that_is_not_paid_yet_opens_nothing_until_the_bank_says_so",),
    ),
    Mistake(
        "a refund of what was bought twice takes the first grant",
        f"{SERVICES}/selling/purchases.py",
        "        if is_mine:\n            effects.writes.append(grant.revoke)\n",
        "        if held:\n"
        "            effects.writes.append(lambda writes: writes.delete(Grant(grant.account_id, grant.key)))\n",
        (f"{SETTLEMENT}::test_what_was_bought_twice_is_paid_once",),
    ),
    Mistake(
        "what is bought twice is paid twice",
        f"{SERVICES}/selling/purchases.py",
        "    if held is not None and not is_mine:\n        return DUPLICATE\n",
        '    if held is not None and not is_mine:\n        return ""\n',
        (f"{SETTLEMENT}::test_what_was_bought_twice_is_paid_once",),
    ),
    Mistake(
        "one's own post can be bought",
        f"{SERVICES}/selling/buying.py",
        "if post.author_id == buyer_id:",
        "if not post.author_id:",
        (f"{BUYING}::test_ones_own_post_is_not_for_sale_to_oneself",),
    ),
    Mistake(
        "two tabs are two purchases",
        f"{SERVICES}/selling/pages/opening.py",
        "        if held and url:\n",
        "        if held and not held.offer:\n",
        (f"{BUYING}::test_two_tabs_are_one_purchase",),
    ),
    Mistake(
        "an account that may not charge sells",
        f"{SERVICES}/creators/sellers.py",
        "if seller is None or not seller.charges_enabled or is_out:",
        "if seller is None or is_out:",
        (f"{BUYING}::test_an_author_who_cannot_be_charged_sells_nothing",),
    ),
    Mistake(
        "the page after paying unlocks",
        "chalicelib/handlers/money/selling/unlock.py",
        '    text = "Stripe tells us within moments',
        """    from chalicelib.models.money.grants import Grant, post_key
    from chalicelib.models.money.selling.purchases import Purchase

    for one in Purchase.scan():
        if one.session_id == (bp.current_request.query_params or {}).get("session_id"):
            Grant(one.buyer_id, post_key(one.subject_id), source_id=one.id).save()
    text = "Stripe tells us within moments""",
        ("tests/handlers/money/selling/test_unlock.py::test_the_page_after_paying_grants_nothing_and_tells_nothing",),
    ),
)
