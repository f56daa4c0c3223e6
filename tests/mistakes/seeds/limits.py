"""Mistakes at the doors: of limits, of signing up and in, and of what apps may ask for."""

from tests.mistakes.trial import Mistake

DOOR = "chalicelib/handlers/door.py"
LIMITS = "chalicelib/handlers/limits.py"
SERVICE = "chalicelib/services/limits.py"
MODEL = "chalicelib/models/safety/limits.py"
RATES = "tests/handlers/test_rates.py"

SESSIONS = "chalicelib/services/people/sessions.py"
SIGNING_IN = "tests/services/people/test_sessions.py"

REFRESHING = "tests/handlers/people/test_refreshing.py"

REGISTRATION = "chalicelib/services/people/registration.py"
RESERVED = "chalicelib/services/people/joining/names.py"
NAMES = "tests/handlers/people/test_names.py"

ASKING = "tests/handlers/people/test_oauth_asking.py"
APPS = "chalicelib/services/people/apps.py"

MISTAKES = (
    Mistake(
        "an answer goes to plain http anywhere",
        APPS,
        '(scheme == "https" or _is_here(host, parts.netloc))',
        "bool(scheme)",
        (f"{ASKING}::test_an_answer_goes_to_nothing_that_is_no_app",),
    ),
    Mistake(
        "a scheme that a browser runs calls an app back",
        APPS,
        "is_taken = scheme in _taken() or scheme.startswith(TAKEN_FAMILIES)",
        "is_taken = scheme.startswith(TAKEN_FAMILIES)",
        (f"{ASKING}::test_an_answer_goes_to_nothing_that_is_no_app",),
    ),
    Mistake(
        "what is no answer is a yes",
        "chalicelib/handlers/people/oauth.py",
        'if decision.decision != "approve":',
        'if decision.decision == "neither":',
        (f"{ASKING}::test_nothing_but_the_button_is_a_yes",),
    ),
    Mistake(
        "a password may stand in an address",
        "chalicelib/handlers/body.py",
        'if any("password" in name.lower() for name in query or ()):',
        "if not hasattr(query or {}, 'keys'):",
        (f"{ASKING}::test_a_password_in_an_address_is_refused_at_every_door",),
    ),
    Mistake(
        "a challenge may be its own verifier",
        "chalicelib/services/people/authorizations.py",
        'request.code_challenge_method != "S256"',
        'request.code_challenge_method not in (None, "plain", "S256")',
        ("tests/handlers/people/test_oauth_pages.py::test_other_mistakes_are_told_to_the_app",),
    ),
    Mistake(
        "the name of an app turns the text around it",
        "chalicelib/schemas/people/oauth.py",
        "return readable(value) if isinstance(value, str) else value",
        "return value.strip() if isinstance(value, str) else value",
        (f"{ASKING}::test_the_name_of_an_app_shows_what_it_is",),
    ),
    Mistake(
        "the server's own names may be taken",
        RESERVED,
        "    own = own_names()\n",
        "    own: frozenset[str] = frozenset()\n",
        (f"{NAMES}::test_the_servers_own_names_are_reserved",),
    ),
    Mistake(
        "an underscore makes a reserved name free",
        RESERVED,
        'plain = handle.lower().replace("_", "")',
        "plain = handle.lower()",
        (f"{NAMES}::test_names_that_speak_for_the_server_are_reserved",),
    ),
    Mistake(
        "a domain of full-width letters is taken",
        REGISTRATION,
        "if is_plain and EMAIL.fullmatch(email)",
        "if EMAIL.fullmatch(email)",
        (f"{NAMES}::test_addresses_to_which_no_mail_arrives_are_refused",),
    ),
    Mistake(
        "a common password passes with a sign after it",
        "chalicelib/services/people/passwords.py",
        "tried = {plain, word, _once(plain), _once(word)}",
        "tried = {plain, _once(plain)}",
        (f"{NAMES}::test_passwords_that_are_guessed_first_are_refused",),
    ),
    Mistake(
        "a refresh token that was asked with twice at once ends the session",
        "chalicelib/services/people/validator.py",
        "is_reused = not found.knows(refresh_token) and not found.has_just_replaced(refresh_token)",
        "is_reused = not found.knows(refresh_token)",
        (f"{REFRESHING}::test_who_asks_twice_within_ten_seconds_is_told_the_same",),
    ),
    Mistake(
        "a replaced refresh token is good for ever",
        "chalicelib/models/people/sessions.py",
        "return is_last and base.clock() - (self.replaced_at or 0) < TOLERATED_SECONDS",
        "return is_last",
        (f"{REFRESHING}::test_a_refresh_token_used_again_later_ends_the_session",),
    ),
    Mistake(
        "a stranger's guesses shut the owner out everywhere",
        SESSIONS,
        'f"sign-in-name:{key}|{address}"',
        'f"sign-in-name:{key}|"',
        (f"{SIGNING_IN}::test_a_strangers_guesses_do_not_shut_the_owner_out_elsewhere",),
    ),
    Mistake(
        "a device that is known to one account is known to all",
        SESSIONS,
        "credential is not None and credential.knows_device(device)",
        "credential is not None",
        (f"{SIGNING_IN}::test_a_device_that_signed_in_before_gets_through_whatever_others_guess",),
    ),
    Mistake(
        "a known device may guess for ever",
        SESSIONS,
        '        return [(f"sign-in-device:{key}|{known_device}", config.SIGN_INS_PER_DEVICE)]\n',
        "        return []\n",
        (f"{SIGNING_IN}::test_a_known_device_may_not_guess_for_ever_either",),
    ),
    Mistake(
        "only the routes in the table have a limit",
        LIMITS,
        "    if _is_limited(request):\n        kind = KINDS.get(",
        "    if (request.method, request.path) in KINDS:\n        kind = KINDS.get(",
        (f"{RATES}::test_every_write_announces_a_limit_and_refuses_what_is_beyond_it",),
    ),
    Mistake(
        "an address has no limit",
        LIMITS,
        "        limits.count(address(request), limits.ADDRESS)\n",
        "        pass\n",
        (f"{RATES}::test_an_address_is_limited_whatever_its_tokens_are",),
    ),
    Mistake(
        "comments are counted as posts",
        LIMITS,
        '            kind = "comments"\n',
        '            kind = "posts"\n',
        (f"{RATES}::test_comments_are_counted_by_themselves",),
    ),
    Mistake(
        "who is shut out writes as fast as ever with the next account",
        SERVICE,
        "        most = max(1, most // PART_OF_NEW)\n",
        "        pass\n",
        ("tests/handlers/test_new_accounts.py::test_whoever_signed_up_a_moment_ago_has_a_fifth_of_what_others_see",),
    ),
    Mistake(
        "bytes cost nothing",
        MODEL,
        " or (price and limit.cost > max(dearest, price))",
        "",
        (f"{RATES}::test_presigned_forms_are_limited_by_the_bytes_that_they_take",),
    ),
    Mistake(
        "each process counts likes for itself alone",
        MODEL,
        "return max(self.here, self.told + self.here - self.told_at)",
        "return self.here",
        (f"{RATES}::test_likes_in_many_processes_are_limited_together",),
    ),
    Mistake(
        "every like is written to its counter",
        MODEL,
        "is_told = not is_over and (count.here + count.phase) % step == 0",
        "is_told = not is_over",
        (f"{RATES}::test_of_likes_one_in_ten_is_written_and_as_many_are_let_through",),
    ),
    Mistake(
        "limits are announced only where they are reached",
        DOOR,
        "    for name, value in tightest(standings, is_refused=response.status_code == 429).items():\n",
        "    for name, value in {}.items():\n",
        (f"{RATES}::test_every_write_announces_a_limit_and_refuses_what_is_beyond_it",),
    ),
    Mistake(
        "a creator's page at Stripe is opened without end",
        "chalicelib/services/money/creators/onboarding.py",
        "    stripe_account_id = _account_of(account_id)\n    visits.count(account_id, address)\n",
        "    stripe_account_id = _account_of(account_id)\n",
        ("tests/test_page_counts.py::test_every_way_to_a_page_at_stripe_is_counted",),
    ),
)
