"""Mistakes about the server's own pages: where they lead, and what they say to whom."""

from tests.mistakes.trial import Mistake

UNLOCK = "tests/handlers/money/selling/test_unlock_signed_in.py"
LANGUAGES = "tests/handlers/test_languages.py"

MISTAKES = (
    Mistake(
        "whoever leaves Checkout is led to whatever its address names",
        "chalicelib/handlers/money/selling/unlock.py",
        "    if POST_ID.fullmatch(post_id):\n",
        "    if post_id:\n",
        (f"{UNLOCK}::test_whoever_left_checkout_in_an_app_is_led_to_the_page_of_the_post",),
    ),
    Mistake(
        "a page speaks the language of the request before it",
        "chalicelib/schemas/languages.py",
        "    best, best_weight = ENGLISH, 0.0\n",
        "    best, best_weight = spoken(), 0.0\n",
        (f"{LANGUAGES}::test_the_language_of_one_request_is_not_that_of_the_next",),
    ),
    Mistake(
        "a tip is offered of whoever cannot be paid",
        "chalicelib/services/money/selling/gifts.py",
        '        return find_seller(creator_id).default_currency\n    except Unprocessable:\n        return ""\n',
        '        return find_seller(creator_id).default_currency\n    except Unprocessable:\n        return "usd"\n',
        ("tests/services/money/selling/test_gifts.py::test_what_a_tip_may_be_is_told_of_whoever_can_be_paid",),
    ),
)
