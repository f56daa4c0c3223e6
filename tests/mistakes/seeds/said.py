"""Mistakes of saying and not doing: defaults that nothing obeys, and addresses where nothing is."""

from tests.mistakes.trial import Mistake

DRAFTS = "chalicelib/services/photos/drafts.py"
FORMS = "chalicelib/schemas/photos/drafts.py"
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
)
