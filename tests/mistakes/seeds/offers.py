"""Mistakes about offers that change while a page is open for them."""

from tests.mistakes.trial import Mistake

PAGES = "chalicelib/services/money/selling/pages"
SALES = "chalicelib/models/photos/sales.py"
POSTS = "tests/handlers/money/selling/test_changed_offers.py"
CLOSING = "tests/handlers/money/selling/test_closing_pages.py"
TIERS = "tests/services/money/selling/test_changed_tiers.py"
CLOSED = "tests/handlers/money/selling/test_closed_sellers.py"
TWO_WORKERS = "tests/services/money/selling/test_two_workers.py"

COVERED = "tests/services/photos/test_paid_and_sensitive.py"

MISTAKES = (
    Mistake(
        "a tier's new name fails because its price changes",
        "chalicelib/models/money/selling/tiers.py",
        "        held = self._same() & active if is_new_offer else active\n",
        "        held = self._same() & active\n",
        (f"{TIERS}::test_two_devices_that_change_different_things_of_a_tier_lose_nothing",),
    ),
    Mistake(
        "a tier is archived with the prices that it had before",
        "chalicelib/models/money/selling/tiers.py",
        "writes.update(self, actions, condition=self._same() & (Tier.state == ACTIVE))",
        "writes.update(self, actions, condition=Tier.state == ACTIVE)",
        (f"{TWO_WORKERS}::test_a_tier_whose_price_changes_while_it_is_archived_leaves_no_price_on_sale",),
    ),
    Mistake(
        "a page of an older price is good",
        f"{PAGES}/terms.py",
        "    return post if is_same and set",
        "    return post if set",
        (f"{POSTS}::test_what_was_paid_on_a_page_of_an_older_offer_goes_back_and_is_told_once[cheaper]",),
    ),
    Mistake(
        "a photo is taken out of what somebody is paying for",
        f"{PAGES}/terms.py",
        'is_same and set(terms.get("photos", ())) <= there else None',
        "is_same else None",
        (f"{POSTS}::test_what_was_paid_on_a_page_of_an_older_offer_goes_back_and_is_told_once[with_less]",),
    ),
    Mistake(
        "a change of the offer does not fail the sale that was planned before it",
        SALES,
        "    condition = there if is_kept else there & _unchanged(post)\n",
        "    condition = there\n",
        (f"{POSTS}::test_a_change_between_planning_and_settling_a_sale_gives_the_money_back",),
    ),
    Mistake(
        "the promise is not in the transaction of the change",
        "chalicelib/models/photos/revisions.py",
        "                sales.promise_closing(writes, post)\n",
        "                pass\n",
        (f"{CLOSING}::test_a_promise_that_nobody_was_told_of_is_found_by_the_sweeper",),
    ),
    Mistake(
        "a page is written whatever the offer has become",
        f"{PAGES}/opening.py",
        ", *offer.in_force]\n",
        "]\n",
        (f"{CLOSING}::test_a_change_between_reading_the_offer_and_writing_the_page_opens_none",),
    ),
    Mistake(
        "a page whose row is gone is given out",
        f"{PAGES}/opening.py",
        '    if not page.keep_session(session["id"]):\n',
        '    if not page.keep_session(session["id"]) and not session:\n',
        (f"{CLOSING}::test_a_change_while_a_page_is_being_opened_gives_nobody_its_address",),
    ),
    Mistake(
        "an earlier promise ends a later one",
        "chalicelib/models/money/selling/closings.py",
        "lambda: self.delete(condition=Closing.token == self.token)",
        "lambda: self.delete()",
        (f"{CLOSING}::test_the_sweeper_and_the_queue_may_meet",),
    ),
    Mistake(
        "a subscription at an older offer is kept",
        "chalicelib/services/money/selling/entitlements.py",
        "    if row.terms and offered is None:\n        return SUPERSEDED\n",
        "",
        (f"{TIERS}::test_a_subscription_at_an_older_offer_is_ended_and_paid_back",),
    ),
    Mistake(
        "a price can be changed without end",
        "chalicelib/services/photos/offers.py",
        '        Limit.hit(f"offer|{subject_id}", most, seconds, TOO_MANY_CHANGES)\n',
        "        continue\n",
        (f"{POSTS}::test_changes_of_a_price_are_limited_and_say_why",),
    ),
    Mistake(
        "what is paid to a closed account is kept",
        "chalicelib/services/money/selling/purchases.py",
        "    if not closed.is_open(purchase.seller_id):\n        return SUPERSEDED\n",
        "",
        (f"{CLOSED}::test_what_is_paid_to_a_closed_account_goes_back[tip-suspended]",),
    ),
    Mistake(
        "an account that closes while a payment is settled keeps it",
        "chalicelib/services/money/selling/purchases.py",
        "    effects.writes.append(partial(closed.expect_open, account_id=purchase.seller_id))\n",
        "",
        (f"{CLOSED}::test_an_account_that_closes_while_a_payment_is_settled_gives_it_back[tip]",),
    ),
    Mistake(
        "a page is written for a creator whose account has closed",
        f"{PAGES}/opening.py",
        "[partial(closed.expect_open, account_id=creator_id), *offer.in_force]",
        "[*offer.in_force]",
        (f"{CLOSED}::test_pages_are_closed_with_the_account_and_none_is_opened_meanwhile[tip]",),
    ),
    Mistake(
        "a pledge that is paid to a closed account is kept",
        "chalicelib/services/money/funding/outcomes.py",
        " or _is_refused(pledge, before):\n",
        ":\n",
        (
            "tests/services/money/funding/test_kept.py::test_what_is_paid_to_a_creator_whose_account_is_closed_goes_back",
        ),
    ),
    Mistake(
        "a pledge whose state was lost is given back because its creator's account has closed since",
        "chalicelib/services/money/funding/outcomes.py",
        "(is_returned or not payment.booked.paid)",
        "True",
        ("tests/services/money/audit/test_pledges.py::test_a_lost_state_comes_back_whatever_became_of_the_account",),
    ),
    Mistake(
        "what is covered as sensitive comes to be sold",
        "chalicelib/services/photos/drafts.py",
        "        offers.expect_plain(post, author=author)\n",
        "",
        (f"{COVERED}::test_what_is_covered_does_not_come_to_be_sold",),
    ),
    Mistake(
        "an edit covers what is sold",
        "chalicelib/services/photos/posts.py",
        "        offers.expect_plain(changed, post)\n",
        "",
        (f"{COVERED}::test_what_is_covered_does_not_come_to_be_sold",),
    ),
    Mistake(
        "whoever a moderator covered sells on",
        "chalicelib/services/money/creators/sellers.py",
        "account.closed or (account.sensitized_at and not config.ALLOW_PAID_SENSITIVE)",
        "account.closed",
        (f"{COVERED}::test_whoever_a_moderator_covered_sells_nothing_anew",),
    ),
    Mistake(
        "what is both sold and covered is bought",
        "chalicelib/services/money/selling/buying.py",
        "    offers.expect_plain(post, author=author)\n",
        "",
        (f"{COVERED}::test_the_operator_may_let_it_be_sold",),
    ),
)
