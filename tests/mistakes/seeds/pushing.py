"""Mistakes with what is pushed to devices."""

from tests.mistakes.trial import Mistake

TALK, PUSHING = "tests/handlers/talk", "chalicelib/services/talk/push/pushing.py"
POSTING, ROWS = "chalicelib/gateways/push/posting.py", "chalicelib/models/talk/push_subscriptions.py"
GATEWAY, PUSHED = "tests/gateways/test_push_encryption.py", f"{TALK}/test_pushed.py"
FAILURES = f"{TALK}/test_push_failures.py"

MISTAKES = (
    Mistake(
        "a push carries the words of a locked post",
        "chalicelib/schemas/talk/pushed.py",
        "    if view.is_locked or filters.matched(view):",
        "    if filters.matched(view):",
        (f"{PUSHED}::test_of_a_locked_post_no_word_and_no_photo_is_pushed",),
    ),
    Mistake(
        "a push carries the words that a filter hides",
        "chalicelib/schemas/talk/pushed.py",
        "    if view.is_locked or filters.matched(view):",
        "    if view.is_locked:",
        (f"{PUSHED}::test_a_filtered_post_and_one_behind_a_warning_keep_their_words",),
    ),
    Mistake(
        "what a device is pushed stays after everything was signed out",
        "chalicelib/services/talk/push/devices.py",
        "session.version == credential.session_version:",
        "session.version >= 0:",
        (
            f"{TALK}/test_push.py::test_nothing_is_pushed_to_what_was_signed_out_everywhere_even_before_its_rows_are_gone",
        ),
    ),
    Mistake(
        "a closed account is still pushed to",
        "chalicelib/services/talk/push/devices.py",
        "not isinstance(account, Account) or account.closed or ",
        "not isinstance(account, Account) or ",
        (f"{PUSHED}::test_nothing_is_pushed_to_a_closed_account",),
    ),
    Mistake(
        "the end of a session leaves its device",
        "chalicelib/models/people/sessions.py",
        "            PushSubscription.end(writes, self.account_id, self.id)\n",
        "",
        (f"{TALK}/test_push.py::test_nothing_is_pushed_once_the_token_is_revoked",),
    ),
    Mistake(
        "a name is believed that has one public address beside a private one",
        POSTING,
        "    for one in addresses:\n",
        "    for one in addresses[:1]:\n",
        (f"{GATEWAY}::test_a_name_that_means_this_network_is_refused_when_it_is_used",),
    ),
    Mistake(
        "an address of IPv6 hides one of this network",
        POSTING,
        "        inner += [one for one in hidden if one is not None]\n",
        "        inner += []\n",
        (f"{GATEWAY}::test_an_address_that_is_no_push_service_is_refused_and_nothing_is_posted",),
    ),
    Mistake(
        "a push goes to the name again, and not to the address that was looked at",
        POSTING,
        "        address,\n        port,\n        timeout=waits,\n",
        '        place.hostname or "",\n        port,\n        timeout=waits,\n',
        (f"{GATEWAY}::test_another_hosts_certificate_is_not_believed",),
    ),
    Mistake(
        "a push service leads on to another address",
        POSTING,
        "redirect=False",
        "redirect=True",
        (f"{GATEWAY}::test_another_hosts_certificate_is_not_believed",),
    ),
    Mistake(
        "two workers push the same",
        ROWS,
        " & (PushSubscription.claimed_until <= now())",
        "",
        (f"{FAILURES}::test_two_at_once_push_once",),
    ),
    Mistake(
        "a push whose end nobody knows is tried for ever",
        ROWS,
        "one > self.floor and tries < MOST_TRIES and ",
        "one > self.floor and tries != DONE and ",
        (
            f"{FAILURES}::test_what_may_have_arrived_goes_out_once_more_and_not_a_third_time",
            f"{TALK}/test_push_kills.py::test_a_worker_that_dies_each_time_tells_nobody_thrice",
        ),
    ),
    Mistake(
        "a device that is gone is asked again and again",
        PUSHING,
        "answer.status not in LATER:",
        "answer.status in LATER:",
        (f"{FAILURES}::test_a_device_that_is_gone_is_forgotten",),
    ),
    Mistake(
        "the access token lies in the table",
        "chalicelib/services/talk/push/devices.py",
        "sealed=vapid.seal(token, owner[1])",
        "sealed=token",
        (f"{TALK}/test_push.py::test_no_table_has_the_access_token",),
    ),
    Mistake(
        "whoever is not followed is pushed all the same",
        "chalicelib/services/talk/push/devices.py",
        "told.from_id in of_whom",
        "bool(of_whom)",
        (f"{PUSHED}::test_a_device_says_of_whom_it_is_told",),
    ),
)
