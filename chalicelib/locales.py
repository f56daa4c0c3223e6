"""The languages of the server: those of its pages, its letters and its web client."""

from typing import Literal, get_args

Locale = Literal["en", "ru"]
LOCALES: tuple[Locale, ...] = get_args(Locale)
ENGLISH: Locale = "en"
RUSSIAN: Locale = "ru"
