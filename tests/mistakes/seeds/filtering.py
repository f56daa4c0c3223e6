"""Mistakes with what accounts keep out of their notifications, and with the mails that they wish."""

from tests.mistakes.trial import Mistake

TALK, FILTERING = "tests/handlers/talk", "chalicelib/services/talk/filtering.py"
FILTERED, NEWS = f"{TALK}/test_filtering.py", f"{TALK}/test_mails_of_news.py"

MISTAKES = (
    Mistake(
        "what is filtered is told all the same",
        "chalicelib/services/talk/notifications.py",
        " if verdict in verdicts]\n",
        "]\n",
        (f"{FILTERED}::test_what_is_filtered_or_dropped_leaves_every_list",),
    ),
    Mistake(
        "what is dropped comes as a request",
        FILTERING,
        "        if DROP in chosen:\n            return DROP\n",
        "        if DROP in chosen:\n            return FILTER\n",
        (f"{FILTERED}::test_what_is_filtered_or_dropped_leaves_every_list",),
    ),
    Mistake(
        "a policy keeps from a creator who paid",
        "chalicelib/services/talk/told.py",
        "return self.is_certain or self.is_for_staff or",
        "return self.is_for_staff or",
        (f"{FILTERED}::test_money_is_told_whatever_was_chosen",),
    ),
    Mistake(
        "an accepted request stays filtered",
        FILTERING,
        "told.is_unfiltered or told.from_id in (self.inbox.accepted or ())",
        "told.is_unfiltered",
        (f"{FILTERED}::test_an_accepted_request_is_told_at_once_and_from_then_on",),
    ),
    Mistake(
        "a dismissed request comes back with what was in it",
        FILTERING,
        "return DROP if self.inbox.has_turned_down(told.id, told.from_id) else FILTER",
        "return FILTER",
        (f"{FILTERED}::test_a_dismissed_request_comes_back_with_what_is_new_alone",),
    ),
    Mistake(
        "who began to follow this moment is a follower",
        FILTERING,
        "if row.follower_id in people and row.created_at <= before",
        "if row.follower_id in people",
        (f"{FILTERED}::test_who_begins_to_follow_is_no_follower_for_three_days",),
    ),
    Mistake(
        "anybody ends anybody's mails",
        "chalicelib/services/talk/mail_choices.py",
        "    if not inbox.mail_secret or not hmac",
        "    if inbox.mail_secret and not hmac",
        (f"{NEWS}::test_anothers_or_a_guessed_link_ends_nothing",),
    ),
    Mistake(
        "an address that nobody confirmed gets mails of news",
        "chalicelib/services/talk/digests.py",
        "    if account.closed or not credential.confirmed_at:",
        "    if account.closed:",
        (f"{NEWS}::test_a_mail_that_is_of_no_use_any_more_is_not_sent",),
    ),
    Mistake(
        "what was read is mailed",
        "chalicelib/services/talk/digests.py",
        'since = max(inbox.mailed_to or "", marker["last_read_id"] if marker else "")',
        'since = max(inbox.mailed_to or "", "")',
        (f"{NEWS}::test_what_was_mailed_or_read_is_not_mailed_again",),
    ),
    Mistake(
        "looking at the link in a mail ends the mails",
        "chalicelib/handlers/talk/mail_choices.py",
        "    mail_choices.expect(form.account, form.key)\n",
        "    mail_choices.unsubscribe(form.account, form.key)\n",
        (f"{NEWS}::test_a_link_in_the_mail_ends_them_without_a_sign_in",),
    ),
)
