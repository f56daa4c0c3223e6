"""The letters in Russian: imported as the first of them is written."""

from datetime import datetime

from chalicelib.services.talk.russian.accounts import ACCOUNT_LETTERS
from chalicelib.services.talk.russian.money import MONEY_LETTERS
from chalicelib.services.talk.russian.safety import SAFETY_LETTERS

LETTERS = ACCOUNT_LETTERS | MONEY_LETTERS | SAFETY_LETTERS
MONTHS = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
# What stands in a field where nobody wrote anything, as the rows of waiting mails have it.
VALUES = {
    "a purchase": "покупка",
    "a tier": "подписка",
    "an unknown address": "неизвестный адрес",
    "it gave no reason": "причина не названа",
    "nothing": "ни слова",
    "somebody": "кто-то",
    "they gave no reason": "причина не названа",
    "Your appeal was approved": "Ваше обжалование удовлетворено",
}
APPEALS = ("appeal_filed", "appeal_approved", "appeal_rejected")
# What an appeal is against, by the names of acts in models/safety/actions.py.
ACTS = {
    "delete post": "удалённая публикация",
    "disable": "закрытый вход",
    "sensitive": "деликатные фото",
    "silence": "аккаунт, показанный меньшему числу людей",
    "suspend": "блокировка",
    "warn": "предупреждение",
}


def day(at: datetime) -> str:
    """Return the day of a moment: `27 ноября 2026 г.`."""
    return f"{at.day} {MONTHS[at.month - 1]} {at.year} г."


def value(template: str, text: str) -> str:
    """Return what a letter says in a field: what somebody wrote as it is, or that nobody wrote anything."""
    if template in APPEALS and text in ACTS:
        return ACTS[text]
    return VALUES.get(text, text)
