"""The letters in English, which every other language has too."""

from chalicelib.services.talk.english.accounts import ACCOUNT_LETTERS
from chalicelib.services.talk.english.money import MONEY_LETTERS
from chalicelib.services.talk.english.safety import SAFETY_LETTERS

LETTERS = ACCOUNT_LETTERS | MONEY_LETTERS | SAFETY_LETTERS
