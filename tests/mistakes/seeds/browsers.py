"""Mistakes about the cookie of our web client: who else may use it, and for how long."""

from tests.mistakes.trial import Mistake

COOKIES = "chalicelib/schemas/people/door/cookies.py"
ROWS = "chalicelib/models/people/door/browsers.py"
SERVICE = "chalicelib/services/people/door/browsers.py"
UNLOCK = "tests/handlers/money/selling/test_unlock_signed_in.py"
FORGED = "tests/handlers/people/door/test_browsers_forged.py"
ENDED = "tests/handlers/people/door/test_browsers_ended.py"
MANY = "tests/handlers/people/door/test_browsers.py"
BY_PASSKEY = "tests/handlers/people/door/test_browsers_by_passkey.py"

MISTAKES = (
    Mistake(
        "a form of another site writes with the cookie",
        COOKIES,
        "    if not _is_marked(request) or not is_from_us:\n",
        "    if not is_from_us:\n",
        (f"{FORGED}::test_a_write_that_another_site_may_have_caused_is_refused",),
    ),
    Mistake(
        "a write that does not say where it is from counts",
        COOKIES,
        "is_from_us = origin == config.PUBLIC_URL or (is_read and origin is None)",
        "is_from_us = origin in {config.PUBLIC_URL, None}",
        (f"{FORGED}::test_a_write_that_another_site_may_have_caused_is_refused",),
    ),
    Mistake(
        "of two cookies the first counts",
        COOKIES,
        "return values[0][:LONGEST] if len(values) == 1 else",
        "return values[0][:LONGEST] if values else",
        (f"{FORGED}::test_of_two_cookies_of_one_name_none_counts",),
    ),
    Mistake(
        "whoever planted a cookie is signed in with its victim",
        ROWS,
        "self.secret_hash, self.version, self.rotated_at = digest(secret), version + 1, now()",
        "self.version, self.rotated_at = version + 1, now()",
        (f"{FORGED}::test_whoever_plants_a_cookie_has_nothing_of_who_signs_in_under_it",),
    ),
    Mistake(
        "a secret that was replaced long ago ends nothing",
        SERVICE,
        "        _end(found)\n        raise Over\n",
        "        raise Over\n",
        (f"{ENDED}::test_a_secret_that_was_replaced_long_ago_ends_everything",),
    ),
    Mistake(
        "an answer that was lost signs out",
        ROWS,
        '{"next_hash": digest(next_secret),',
        '{"secret_hash": digest(next_secret),',
        (f"{ENDED}::test_a_new_secret_comes_once_a_day_and_two_tabs_are_told_the_same",),
    ),
    Mistake(
        "a browser stays signed in for ever",
        SERVICE,
        "    if not isinstance(found, Browser) or found.is_over:\n",
        "    if not isinstance(found, Browser):\n",
        (f"{ENDED}::test_thirty_days_without_a_visit_sign_out_and_a_visit_starts_them_again",),
    ),
    Mistake(
        "a password from before everything was signed out opens a browser",
        ROWS,
        "            session.expect_welcome(writes)\n",
        "",
        (f"{ENDED}::test_a_password_that_was_right_before_everything_was_signed_out_opens_nothing",),
    ),
    Mistake(
        "a page of another site signs a browser in by a passkey",
        "chalicelib/handlers/people/door/browsers.py",
        "cookie, form = _cookie(request), EnterForm",
        "cookie, form = cookies.read(request, cookies.SESSION), EnterForm",
        (f"{BY_PASSKEY}::test_only_a_page_of_ours_signs_in_by_one",),
    ),
    Mistake(
        "browsers cannot be told apart in the list of what is signed in",
        SERVICE,
        "session.user_agent = told\n",
        "session.user_agent = NOWHERE.told()\n",
        (f"{BY_PASSKEY}::test_the_list_of_what_is_signed_in_tells_browsers_from_each_other",),
    ),
    Mistake(
        "what was asked before a sign-in signs out again",
        SERVICE,
        "            raise Unauthorized\n        _end(found)\n",
        "            raise Over\n        _end(found)\n",
        (f"{MANY}::test_what_was_asked_with_the_cookie_of_before_does_not_take_the_new_one_away",),
    ),
    Mistake(
        "a cookie leads whoever paid to another site",
        COOKIES,
        '    return path if OUR_PAGE.fullmatch(path) else ""\n',
        "    return path\n",
        (f"{UNLOCK}::test_nobody_is_led_anywhere_else",),
    ),
    Mistake(
        "the page that unlocks is missing for the followers of a private account",
        "chalicelib/services/money/selling/unlock.py",
        "views.find(viewer_id, post_id)",
        "views.find(None, post_id)",
        (f"{UNLOCK}::test_a_follower_of_a_private_account_finds_the_page_in_the_browser_and_nobody_else",),
    ),
)
