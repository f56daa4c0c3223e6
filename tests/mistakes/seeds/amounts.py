"""Mistakes about amounts that people type: thousands that become ones, and habits of a country that are refused."""

from tests.mistakes.trial import Mistake

AMOUNTS = "chalicelib/schemas/amounts.py"
TABLE = ("tests/schemas/test_amounts.py",)

MISTAKES = (
    Mistake(
        "a thousand of New York is one of Berlin",
        AMOUNTS,
        'if may_group and whole.strip("0"):',
        'if may_group and not whole.strip("0"):',
        TABLE,
    ),
    Mistake(
        "ten thousand of Tokyo is one",
        AMOUNTS,
        "len(decimals) == 3 or (sign == COMMA and len(decimals) == 4)",
        "len(decimals) == 3",
        TABLE,
    ),
    Mistake(
        "decimals that a currency has not are cut off",
        AMOUNTS,
        'if decimals[digits:].strip("0"):',
        'if decimals[digits:].strip("0123456789"):',
        TABLE,
    ),
    Mistake(
        "lakhs are no groups",
        AMOUNTS,
        "|[1-9][0-9]?(,[0-9]{2})+,[0-9]{3}",
        "",
        TABLE,
    ),
    Mistake(
        "another currency's sign is passed over",
        AMOUNTS,
        'if mark != currency and currency not in SYMBOLS.get(mark, "").split():',
        "if mark != currency and mark not in SYMBOLS:",
        TABLE,
    ),
    Mistake(
        "an amount of a script that is written from the right is none",
        AMOUNTS,
        "found[side].strip(DIRECTIONS)",
        "found[side].strip()",
        TABLE,
    ),
)
