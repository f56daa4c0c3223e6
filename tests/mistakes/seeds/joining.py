"""Mistakes about who comes in, and by whose invitation."""

from tests.mistakes.trial import Mistake

INVITES = "chalicelib/models/people/door/invites.py"
BLOCKS = "chalicelib/models/safety/email_blocks.py"
INVITED = "tests/handlers/people/joining/test_invites.py"
APPROVAL = "tests/handlers/people/joining/test_approval.py"
BLOCKED = "tests/handlers/safety/test_email_blocks.py"
SUSPENDED = "tests/handlers/safety/test_suspended_addresses.py"
LETTERS = "tests/handlers/talk/test_language_of_letters.py"

MISTAKES = (
    Mistake(
        "whoever signs up is written to in English, whatever their app speaks",
        "chalicelib/models/people/door/sign_ups.py",
        "language=arrival.language or None",
        "language=None",
        (f"{LETTERS}::test_whoever_signs_up_is_written_to_in_their_language",),
    ),
    Mistake(
        "a letter that tells an owner of a change is in English",
        "chalicelib/services/people/door/emails.py",
        "        language=credential.language,\n",
        "",
        (f"{LETTERS}::test_a_language_is_chosen_for_every_letter_and_what_there_is_not_is_refused",),
    ),
    Mistake(
        "an invitation is used once too often by those who come at once",
        INVITES,
        "still = (Invite.left > 0) & ",
        "still = (Invite.left > -9) & ",
        (f"{INVITED}::test_two_at_once_do_not_both_take_the_last_use",),
    ),
    Mistake(
        "the invitations of whoever may not invite any more let in",
        INVITES,
        "        writes.condition_check(Account, self.account_id, condition=may_invite())\n",
        "",
        (f"{INVITED}::test_what_somebody_made_ends_with_their_right_to_invite",),
    ),
    Mistake(
        "whoever waits for approval signs in",
        "chalicelib/services/people/relationships/suspended.py",
        "if account.closed == PENDING:",
        "if account.closed == PENDING + PENDING:",
        (f"{APPROVAL}::test_whoever_waits_neither_signs_in_nor_writes_nor_is_seen",),
    ),
    Mistake(
        "the token of whoever waits for approval opens everything",
        "chalicelib/services/people/oauth.py",
        "    if credential.awaits_approval:\n",
        "    if credential.awaits_approval == 1:\n",
        (f"{APPROVAL}::test_whoever_waits_neither_signs_in_nor_writes_nor_is_seen",),
    ),
    Mistake(
        "a setting that nobody knows lets everybody in",
        "chalicelib/services/people/joining/arrivals.py",
        "    if not takes_people():\n        raise",
        "    if config.REGISTRATIONS == 'closed':\n        raise",
        (f"{APPROVAL}::test_nobody_comes_in_without_being_asked",),
    ),
    Mistake(
        "a blocked provider is met below its domain alone",
        BLOCKS,
        "for place in range(len(parts))]",
        "for place in range(1)]",
        (f"{BLOCKED}::test_nobody_comes_from_a_blocked_domain_or_from_below_it",),
    ),
    Mistake(
        "a blocked address comes in by a plus",
        BLOCKS,
        '.partition("+")[0]',
        "",
        (f"{BLOCKED}::test_nobody_comes_by_another_spelling_of_a_blocked_address",),
    ),
    Mistake(
        "the end of a suspension ends what a moderator blocked",
        BLOCKS,
        "        if account_id not in held:\n            return\n        held.remove(account_id)\n",
        "        held = [one for one in held if one != account_id]\n",
        (f"{BLOCKED}::test_what_a_moderator_blocked_stays_when_a_suspension_ends",),
    ),
    Mistake(
        "the end of one suspension ends the block of another one's address",
        BLOCKS,
        "        if held:\n            self._hold",
        "        if held == account_id:\n            self._hold",
        (f"{SUSPENDED}::test_an_address_is_blocked_until_none_of_its_owners_is_suspended",),
    ),
    Mistake(
        "whoever is suspended changes the address by an older link",
        "chalicelib/models/people/door/credentials.py",
        "        writes.condition_check(Account, credential.account_id, condition=_may_sign_in())\n",
        "",
        (f"{SUSPENDED}::test_whoever_cannot_sign_in_changes_no_address_by_an_older_link",),
    ),
    Mistake(
        "a link opens the way to an address that was blocked meanwhile",
        "chalicelib/services/people/door/emails.py",
        "    if EmailBlock.covers(token.email):\n",
        "    if not token.email:\n",
        (f"{SUSPENDED}::test_nobody_changes_to_an_address_that_was_blocked_after_they_asked",),
    ),
    Mistake(
        "a suspension of whoever waits for approval does nothing and says it did",
        "chalicelib/services/safety/suspending.py",
        "    if Account.find(account_id).closed == PENDING:\n        raise Unprocessable(WAITS)\n",
        "",
        ("tests/handlers/people/joining/test_deciding.py::test_whoever_waits_is_rejected_and_not_suspended",),
    ),
)
