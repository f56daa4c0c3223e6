"""Mistakes about what one person may ask for: pages without end, and a trial for each account."""

from tests.mistakes.trial import Mistake

SELLING = "chalicelib/services/money/selling"
TRIALS = "tests/services/money/selling/test_trials.py"
LIMITS = "tests/handlers/money/selling/test_page_limits.py"

MISTAKES = (
    Mistake(
        "each account has a trial with one card",
        f"{SELLING}/entitlements.py",
        "    return SECOND_TRIAL if trials.is_second(row) else None\n",
        "    return None\n",
        (f"{TRIALS}::test_of_three_accounts_with_one_card_one_has_the_trial",),
    ),
    Mistake(
        "two accounts at once have a trial with one card",
        "chalicelib/models/money/selling/trial_cards.py",
        "        return lambda writes: writes.save(self, condition=free)\n",
        "        return lambda writes: writes.save(self) if free is not None else None\n",
        (f"{TRIALS}::test_of_two_accounts_at_once_one_has_the_trial",),
    ),
    Mistake(
        "who is refused a trial is offered it again",
        f"{SELLING}/entitlements.py",
        "        writes.append(membership.become(membership.subscription_id, row.id))\n",
        "        pass\n",
        (f"{TRIALS}::test_who_is_refused_a_trial_can_subscribe_without_one",),
    ),
    Mistake(
        "a card that had a trial elsewhere has none here",
        "chalicelib/models/money/selling/trial_cards.py",
        'hashlib.sha256(f"{creator_id}\\n{fingerprint}".encode())',
        "hashlib.sha256(fingerprint.encode())",
        (f"{TRIALS}::test_another_card_and_another_creator_have_trials_of_their_own",),
    ),
    Mistake(
        "an account asks for pages without end",
        f"{SELLING}/pages/visits.py",
        '{f"pages:{account_id}": OF_ACCOUNT}',
        "{}",
        (f"{LIMITS}::test_an_account_that_asks_for_forty_pages_gets_ten",),
    ),
    Mistake(
        "a network address asks for pages without end",
        f"{SELLING}/pages/visits.py",
        "    if address:\n",
        "    if not address:\n",
        (f"{LIMITS}::test_many_accounts_at_one_address_have_a_limit_together",),
    ),
    Mistake(
        "a Customer with another address is refused for a day",
        "chalicelib/services/money/payments/customers.py",
        'f"customer:{account_id}:{sent}"',
        'f"customer:{account_id}"',
        ("tests/services/money/payments/test_customers.py::test_a_call_with_another_e_mail_address_has_another_key",),
    ),
    Mistake(
        "backers at one address have no limit together",
        "chalicelib/services/money/funding/pledges.py",
        "visits.count(backer_id, address, campaign.creator_id)",
        "visits.count(backer_id, creator_id=campaign.creator_id)",
        ("tests/handlers/money/selling/test_page_limits.py::test_many_backers_at_one_address_have_a_limit_together",),
    ),
    Mistake(
        "the link to another card opens any number of pages",
        "chalicelib/services/money/funding/collecting/cards.py",
        "        visits.count(pledge.backer_id, address)\n    return _card_page",
        "        pass\n    return _card_page",
        ("tests/handlers/money/selling/test_page_limits.py::test_the_link_to_another_card_is_limited",),
    ),
)
