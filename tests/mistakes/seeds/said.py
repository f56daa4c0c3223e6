"""Mistakes of saying and not doing: defaults that nothing obeys, and addresses where nothing is."""

from tests.mistakes.trial import Mistake

DRAFTS = "chalicelib/services/photos/drafts.py"
FORMS = "chalicelib/schemas/photos/drafts.py"
SAID = "tests/handlers/test_said.py"
DEFAULTS = "tests/handlers/photos/test_defaults.py"

MISTAKES = (
    Mistake(
        "an author's defaults are told back and not obeyed",
        DRAFTS,
        "    draft = with_defaults(draft, author.profile)\n",
        "",
        (f"{DEFAULTS}::test_defaults_are_obeyed_by_the_next_post",),
    ),
    Mistake(
        "an author's defaults go before what a form says",
        DRAFTS,
        "for name, value in defaults.items() if name in draft.unsaid})",
        "for name, value in defaults.items() if draft.unsaid or name})",
        (f"{DEFAULTS}::test_what_a_form_says_goes_before_the_defaults",),
    ),
    Mistake(
        "a warning hides nothing",
        DRAFTS,
        '"sensitive": draft.sensitive or bool(draft.spoiler.strip()),',
        '"sensitive": draft.sensitive,',
        (f"{DEFAULTS}::test_a_warning_makes_a_post_sensitive",),
    ),
    Mistake(
        "an empty poll is a poll",
        FORMS,
        '        return None if not _absent(value.get("options")) else value\n',
        "        return value\n",
        (f"{DEFAULTS}::test_an_empty_date_and_an_empty_poll_are_none",),
    ),
    Mistake(
        "the address of streaming is empty",
        "chalicelib/schemas/instance_texts.py",
        'STREAMING = f"wss://{config.DOMAIN}"',
        'STREAMING = ""',
        (f"{SAID}::test_the_address_of_streaming_is_one",),
    ),
    Mistake(
        "whoever comes next answers for a server that has accounts",
        "chalicelib/models/people/door/first_account.py",
        "        if Account.count_roughly() <= 1:\n",
        "        if account_id:\n",
        (f"{SAID}::test_of_a_server_that_has_accounts_nobody_is_taken_for_the_first",),
    ),
    Mistake(
        "a route without content types refuses forms",
        "chalicelib/handlers/routing.py",
        '        methods[asked["httpMethod"]].content_types = ["*/*"]\n',
        "",
        (f"{SAID}::test_every_route_takes_every_kind_of_body",),
    ),
    Mistake(
        "the page says what is not there",
        "chalicelib/schemas/people/scopes.py",
        "found = [words for words, path in parts if path in served]",
        "found = [words for words, path in parts if path or served]",
        (f"{SAID}::test_the_page_says_of_each_scope_what_is_there_and_nothing_else",),
    ),
    Mistake(
        "the scope profile opens nothing",
        "chalicelib/handlers/people/accounts.py",
        'caller_id(bp.current_request, "profile")',
        'caller_id(bp.current_request, "read:accounts")',
        (f"{SAID}::test_the_scope_profile_opens_ones_own_profile_and_nothing_else",),
    ),
)
