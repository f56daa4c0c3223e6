"""Mistakes about what lets an account's owner in: mailed links, passwords, addresses, sessions, second factors."""

from tests.mistakes.trial import Mistake

TOKENS = "chalicelib/models/people/door/mailed_tokens.py"
CREDENTIALS = "chalicelib/models/people/door/credentials.py"
RECOVERY = "chalicelib/services/people/door/recovery.py"
LINKS = "chalicelib/services/people/door/links.py"
EMAILS = "chalicelib/services/people/door/emails.py"
ENDINGS = "chalicelib/services/people/door/endings.py"
DOOR = "tests/handlers/people/door"
RESETS, PASSWORDS, CONFIRMATIONS = (f"{DOOR}/test_{name}.py" for name in ("resets", "passwords", "confirmations"))
FACTORS, TWO_FACTOR = "chalicelib/models/people/door/second_factors.py", f"{DOOR}/test_two_factor.py"
ADDRESSES, SESSIONS = f"{DOOR}/test_emails.py", f"{DOOR}/test_listed_sessions.py"

MISTAKES = (
    Mistake(
        "a mailed link is good twice",
        CREDENTIALS,
        "        token.use(writes)\n        writes.update(Credential(credential.account_id), [Credential.confirmed_at",
        "        writes.update(Credential(credential.account_id), [Credential.confirmed_at",
        (f"{CONFIRMATIONS}::test_whoever_signs_up_confirms_the_address_by_a_link",),
    ),
    Mistake(
        "a mailed link is stored as it is",
        TOKENS,
        "cls(digest(secret), purpose=purpose,",
        "cls(secret, purpose=purpose,",
        (f"{RESETS}::test_no_table_and_no_queue_holds_what_opens_an_account",),
    ),
    Mistake(
        "a mailed link is good for ever",
        TOKENS,
        "if found.purpose not in purposes or found.expires_at <= moment(now()):",
        "if found.purpose not in purposes:",
        (f"{RESETS}::test_a_link_ends_after_an_hour",),
    ),
    Mistake(
        "a link to a new address sets a password",
        TOKENS,
        "if found.purpose not in purposes or found",
        "if found",
        (f"{ADDRESSES}::test_a_link_for_one_thing_does_no_other",),
    ),
    Mistake(
        "links of before a change of the password are still good",
        RECOVERY,
        "    if credential.version != token.version:\n",
        "    if not credential:\n",
        (f"{RESETS}::test_a_change_makes_all_links_of_before_worthless",),
    ),
    Mistake(
        "a thief's new address is confirmed after the owner changed the password",
        EMAILS,
        "    if credential.version != token.version:\n",
        "    if not credential:\n",
        (f"{ADDRESSES}::test_a_new_password_stops_a_change_that_somebody_else_asked_for",),
    ),
    Mistake(
        "a name that nobody has is answered after less work",
        RECOVERY,
        "    if not registration.can_be_name(key):\n",
        "    if sessions._credential(key) is None:\n",
        (f"{RESETS}::test_known_and_unknown_names_are_answered_alike_for_the_same_calls",),
    ),
    Mistake(
        "links are limited by name alone, of which each account has two",
        LINKS,
        "    if mail.attempts <= 1 and Limit.tally(",
        "    if not mail and Limit.tally(",
        (f"{RESETS}::test_an_account_gets_few_links_by_whichever_of_its_names",),
    ),
    Mistake(
        "an address that another account has gets a link to take it",
        LINKS,
        "    if holder != credential.account_id:\n",
        "    if not holder:\n",
        (f"{ADDRESSES}::test_whether_somebody_has_an_address_is_told_to_its_owner_alone",),
    ),
    Mistake(
        "a changed address takes the name of another account",
        CREDENTIALS,
        "account_id=credential.account_id), condition=Name.key.does_not_exist())",
        "account_id=credential.account_id))",
        (f"{ADDRESSES}::test_who_takes_an_address_first_has_it",),
    ),
    Mistake(
        "a changed password leaves other sessions",
        RECOVERY,
        "    endings.end_old(credential.account_id)\n",
        "",
        (f"{PASSWORDS}::test_an_app_changes_a_password_and_stays_signed_in_as_the_only_one",),
    ),
    Mistake(
        "sessions are ended by the request alone, which may be cut",
        RECOVERY,
        "    endings.announce(credential.account_id)\n",
        "",
        (f"{PASSWORDS}::test_a_change_that_is_cut_leaves_no_session_of_before_where_it_happened",),
    ),
    Mistake(
        "a code of before a changed password opens a session after it",
        "chalicelib/models/people/sessions.py",
        "        writes.condition_check(Credential, self.account_id, condition=same)\n",
        "",
        (f"{PASSWORDS}::test_what_was_agreed_to_before_a_change_opens_no_session_after_it",),
    ),
    Mistake(
        "only the first sessions are ended",
        ENDINGS,
        "if len(found) == ENDED_AT_ONCE:",
        "if len(found) > ENDED_AT_ONCE:",
        (f"{PASSWORDS}::test_hundreds_of_sessions_are_ended",),
    ),
    Mistake(
        "an unconfirmed account uses the token that its sign-up gave",
        "chalicelib/handlers/door.py",
        "    if found.waits and request.path not in UNCONFIRMED:\n",
        "    if found.waits and not request.path:\n",
        (f"{CONFIRMATIONS}::test_nobody_signs_in_before_the_address_is_confirmed_where_the_operator_wants_that",),
    ),
    Mistake(
        "anybody ends anybody's session",
        ENDINGS,
        "    if Session.find(session_id).account_id != account_id:\n",
        "    if not Session.find(session_id):\n",
        (f"{SESSIONS}::test_nobody_ends_anothers_session",),
    ),
    Mistake(
        "signing out everywhere signs out the one that asks, or leaves a code of before",
        CREDENTIALS,
        "    if kept_session:\n        Session.keep(writes, kept_session, version)\n",
        "",
        (f"{SESSIONS}::test_everything_else_is_signed_out_or_everything",),
    ),
    Mistake(
        "a code of a second factor is good twice",
        FACTORS,
        "condition=(Credential.totp_secret == credential.totp_secret) & unused)",
        "condition=(Credential.totp_secret == credential.totp_secret))",
        (f"{TWO_FACTOR}::test_no_code_is_good_twice_and_none_from_before_it",),
    ),
    Mistake(
        "the code that turned a second factor on signs in as well",
        FACTORS,
        '        "totp_used_at": used_at,\n',
        "",
        (f"{TWO_FACTOR}::test_the_code_that_turned_it_on_is_used_up",),
    ),
    Mistake(
        "a recovery code is good twice",
        FACTORS,
        "[one for one in credential.recovery_hashes if one != hashed]",
        "list(credential.recovery_hashes)",
        (f"{TWO_FACTOR}::test_a_recovery_code_is_good_once_and_its_use_is_told",),
    ),
    Mistake(
        "a recovery code is good at two places at once",
        FACTORS,
        "    same = Credential.recovery_hashes == credential.recovery_hashes\n",
        "    same = Credential.account_id.exists()\n",
        (f"{TWO_FACTOR}::test_one_recovery_code_at_two_places_at_once_is_good_at_one",),
    ),
    Mistake(
        "a password alone signs in where there is a second factor",
        "chalicelib/services/people/sessions.py",
        '    second_factors.expect(credential, otp, device if is_known else "")\n',
        "",
        (f"{TWO_FACTOR}::test_every_form_and_call_with_a_password_asks_for_a_code",),
    ),
    Mistake(
        "wrong codes are tried for ever",
        "chalicelib/services/people/door/second_factors.py",
        "    if not _use(credential, plain):\n",
        "    tried.give_back()\n    if not _use(credential, plain):\n",
        (f"{TWO_FACTOR}::test_wrong_codes_are_limited_and_a_right_one_uses_up_no_try",),
    ),
    Mistake(
        "codes of long ago are good",
        "chalicelib/services/people/door/totp.py",
        "TOLERATED = 1\n",
        "TOLERATED = 10\n",
        ("tests/services/people/test_totp.py::test_a_clock_may_be_half_a_minute_off",),
    ),
)
