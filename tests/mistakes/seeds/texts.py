"""Mistakes about what is taken for text."""

from tests.mistakes.trial import Mistake

TEXTS = "tests/schemas/test_texts.py"
BASE = "chalicelib/schemas/base.py"

MISTAKES = (
    Mistake(
        "one field alone is looked at for control characters",
        BASE,
        '    @field_validator("*", mode="after")\n',
        '    @field_validator("status", mode="after", check_fields=False)\n',
        (f"{TEXTS}::test_no_field_of_any_form_takes_a_control_character",),
    ),
    Mistake(
        "the texts of a list may have control characters",
        BASE,
        "            waiting += one\n",
        "            pass\n",
        (f"{TEXTS}::test_no_field_of_any_form_takes_a_control_character",),
    ),
    Mistake(
        "a language has several lines",
        BASE,
        'if len(f"{value}.".splitlines()) > 1 or "\\t" in value:',
        'if "\\t" in value:',
        (f"{TEXTS}::test_a_language_is_one_line",),
    ),
)
