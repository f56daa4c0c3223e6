"""The letters in English, which every other language has too."""

from datetime import datetime

from chalicelib.services.talk.english.accounts import ACCOUNT_LETTERS
from chalicelib.services.talk.english.money import MONEY_LETTERS
from chalicelib.services.talk.english.safety import SAFETY_LETTERS

LETTERS = ACCOUNT_LETTERS | MONEY_LETTERS | SAFETY_LETTERS


def day(at: datetime) -> str:
    """Return the day of a moment: `27 November 2026`."""
    return f"{at.day} {at:%B %Y}"


def value(template: str, text: str) -> str:
    """Return what a letter says in a field, as it is."""
    del template
    return text
