"""Say the pages' texts in the language that a browser asks for: English, or Russian."""

from contextvars import ContextVar

_is_russian: ContextVar[bool] = ContextVar("is_russian", default=False)


def listen(accepted: str) -> None:
    """Speak from now on what an Accept-Language header names first; anything but Russian is English."""
    named = [part.strip().lower().partition(";")[0].partition("-")[0] for part in accepted.split(",")]
    spoken = [language for language in named if language in {"en", "ru"}]
    _is_russian.set(spoken[:1] == ["ru"])


def language() -> str:
    """Return the language of this request's pages."""
    return "ru" if _is_russian.get() else "en"


def say(text: str) -> str:
    """Return an English text in the language of the request; what has no translation stays English."""
    return RUSSIAN.get(text, text) if _is_russian.get() else text


RUSSIAN = {
    "This is a stand-in for Stripe on this machine. No money moves, and no real card is needed.": (
        "Это замена Stripe на этом компьютере. Деньги не движутся, настоящая карта не нужна."
    ),
    "Local Stripe": "Локальный Stripe",
    "Pay": "Заплатить",
    "Save a card": "Сохранить карту",
    "Subscribe": "Оформить подписку",
    "Total": "Итого",
    " a month": " в месяц",
    " a year": " в год",
    "4242 4242 4242 4242 pays, …0002 is declined, 4000 0025 0000 3155 asks for authentication.": (
        "4242 4242 4242 4242 платит, …0002 банк отклоняет, 4000 0025 0000 3155 просит подтверждения."
    ),
    "The card is saved now and charged later, if at all.": "Карта сохраняется сейчас, а спишется потом или никогда.",
    "Nothing is charged before the trial ends.": "До конца пробного периода ничего не спишется.",
    " on ": " на ",
    "Discount": "Скидка",
    "Promotion code": "Промокод",
    "E-mail": "Электронная почта",
    "Card number": "Номер карты",
    "Pay with a card that is declined": "Заплатить картой, которую банк отклонит",
    "Pay by bank, settles later": "Заплатить через банк, деньги придут позже",
    "Leave": "Уйти, не заплатив",
    "Your card was declined.": "Банк отклонил карту. Деньги не списаны.",
    "This promotion code is not valid.": "Промокод не действует.",
    "Complete authentication": "Подтвердить",
    "Fail authentication": "Не подтверждать",
    "Your bank asks: is it you?": "Банк спрашивает: это вы?",
    "This page cannot go on": "Эта страница больше не действует",
    "Tell Stripe who you are": "Расскажите Stripe, кто вы",
    "Answer everything: may charge and be paid out": "Ответить на всё: можно продавать и получать выплаты",
    "Leave without answering": "Уйти, не отвечая",
    "Your subscriptions": "Ваши подписки",
    "There are none.": "Подписок нет.",
    "Back": "Назад",
    ", ends at the end of its period": ", закончится в конце периода",
    "Do not cancel": "Не отменять",
    "Cancel at the end of the period": "Отменить с конца периода",
    "You can close this page.": "Страницу можно закрыть.",
    "Done": "Готово",
}
