"""Read an amount of money as a person types it, or as a program sends it: exactly or not at all.

People group and divide digits in ways that contradict each other: `1,000` is a thousand in New York and one in Berlin.
What has two readings is refused and asked again, because a guess would charge a card a thousandth, or a thousandfold.
Habits by locale: https://cldr.unicode.org/translation/number-currency-formats/number-and-currency-patterns
"""

import re
import unicodedata
from typing import Annotated

from pydantic import BeforeValidator

from chalicelib.errors import Unprocessable
from chalicelib.models.money import currencies

LONGEST = 40
# Signs that divide off decimals, or group: which of the two, their places tell. The last two are Arabic.
POINT, COMMA, ARABIC_DECIMAL, ARABIC_GROUP = ".", ",", "\u066b", "\u066c"
# What only ever groups: spaces of every width, and the apostrophes of Switzerland.
GROUPING = re.compile("(?<=[0-9])[ '\u2019\u02bc](?=[0-9])")
# What tells the direction of writing, unseen: Arabic, Hebrew and Persian amounts have it about the sign.
DIRECTIONS = " \u200e\u200f\u061c"
WIDE = str.maketrans("．，＄￥￡", ".,$¥£")
# Twenty-five even, as written on price tags: `25,-`, `25.–`, `25.—`.
EVEN = re.compile("(?<=[0-9])[.,][-\u2013\u2014]$")
# Groups of three, or as in India of two before the last three.
GROUPED = re.compile("[1-9][0-9]{0,2}([.,'][0-9]{3})+|[1-9][0-9]?(,[0-9]{2})+,[0-9]{3}")
AMOUNT = re.compile("(?P<before>[^0-9]*?) *(?P<number>[0-9](?:.*[0-9])?(?:[.,][-\u2013\u2014])?) *(?P<after>[^0-9]*)")
SYMBOLS = {
    "€": "eur",
    "£": "gbp egp",
    "e£": "egp",
    "$": "usd ars aud bob brl cad clp cop dop hkd mxn nzd sgd twd uyu",
    "us$": "usd",
    "a$": "aud",
    "au$": "aud",
    "ca$": "cad",
    "c$": "cad",
    "hk$": "hkd",
    "mx$": "mxn",
    "nt$": "twd",
    "nz$": "nzd",
    "r$": "brl",
    "s$": "sgd",
    "¥": "jpy cny",
    "円": "jpy",
    "₹": "inr",
    "₽": "rub",
    "₴": "uah",
    "₺": "try",
    "₩": "krw",
    "₫": "vnd",
    "₪": "ils",
    "₱": "php",
    "₦": "ngn",
    "₡": "crc",
    "₲": "pyg",
    "gh₵": "ghs",
    "฿": "thb",
    "kr": "sek nok dkk isk",
    "kr.": "dkk isk",
    "zł": "pln",
    "kč": "czk",
    "ft": "huf",
    "fr.": "chf",
    "лв.": "bgn",
    "lei": "ron mdl",
    "r": "zar",
    "rm": "myr",
    "rp": "idr",
    "rs": "lkr mur pkr inr",
    "bs": "bob",
    "q": "gtq",
    "fcfa": "xaf xof",
    "f cfa": "xaf xof",
    "cfpf": "xpf",
    "ar": "mga",
    "cf": "kmf",
    "fg": "gnf",
    "rf": "rwf",
    "ج.م.": "egp",
    "د.إ.": "aed",
    "د.ب.": "bhd",
    "د.ت.": "tnd",
    "د.ك.": "kwd",
    "د.م.": "mad",
    "ر.س.": "sar",
    "ر.ع.": "omr",
    "ر.ق.": "qar",
}
NOT_A_NUMBER = "Validation failed: The amount must be a number, such as 25 or 25.50"


def _whole(value: object) -> object:
    """Reject what pydantic would read as a whole number though it is written as another one: true, 25.00, 1_000."""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    is_text = isinstance(value, str) and re.fullmatch("-?[0-9]{1,16}", value.strip())
    if not is_number and not is_text:
        raise ValueError("must be a whole number, an amount in the minor unit of its currency")
    return value


# What a program sends: an amount in minor units, or how many.
WholeNumber = Annotated[int, BeforeValidator(_whole)]


def minor_units(typed: str, currency: str) -> int:
    """Return a typed amount in the minor unit of a currency.

    Takes decimals after a point or a comma, groups of digits, the digits of every script, and the currency's own sign
    or code on either side. Raises Unprocessable for what is no amount, has two readings (one point or comma with three
    digits after it, or a comma with four), names another currency, or is finer than the currency's minor unit.
    """
    number = _without_currency(_normalized(typed), currency)
    whole, _, decimals = _plain(number).partition(".")
    digits = currencies.exponent(currency)
    if decimals[digits:].strip("0"):
        raise Unprocessable(
            f"Validation failed: The amount has more than {digits} decimals, and {currency.upper()} has not"
        )
    return int(whole + decimals[:digits].ljust(digits, "0"))


def _normalized(typed: str) -> str:
    """Return the text with ASCII digits and signs, or raise Unprocessable where its digits are of two scripts."""
    text = re.sub(r"\s", " ", typed[: LONGEST + 1]).strip().translate(WIDE).lower()
    zeros = {ord(character) - unicodedata.decimal(character) for character in text if character.isdecimal()}
    if not text or len(text) > LONGEST or len(zeros) != 1:
        raise Unprocessable(NOT_A_NUMBER)
    plain = "".join(str(unicodedata.decimal(character)) if character.isdecimal() else character for character in text)
    return plain.replace(ARABIC_DECIMAL, POINT).replace(ARABIC_GROUP, "'")


def _without_currency(text: str, currency: str) -> str:
    found = AMOUNT.fullmatch(text)
    if found is None:
        raise Unprocessable(NOT_A_NUMBER)
    marks = [mark for mark in (found[side].strip(DIRECTIONS) for side in ("before", "after")) if mark]
    for mark in marks:
        if mark != currency and currency not in SYMBOLS.get(mark, "").split():
            named = mark in SYMBOLS or mark in currencies.CURRENCIES
            wanted = f"Validation failed: The amount must be in {currency.upper()}"
            raise Unprocessable(wanted if named else NOT_A_NUMBER)
    return found["number"]


def _plain(number: str) -> str:
    """Return digits with at most one point, before the decimals."""
    number = GROUPING.sub("'", EVEN.sub("", number))
    if not re.fullmatch("[0-9]+([.,'][0-9]+)*", number):
        raise Unprocessable(NOT_A_NUMBER)
    signs = re.findall("[.,']", number)
    if len(signs) == 1 and signs[0] != "'":
        return _divided(number, signs[0])
    if len(set(signs)) <= 1:
        return _ungrouped(number) if signs else number
    # The last sign divides, the others group.
    whole, last, decimals = number[: number.rindex(signs[-1])], signs[-1], number[number.rindex(signs[-1]) + 1 :]
    if last == "'" or last in whole or len(set(signs)) > 2:
        raise Unprocessable(NOT_A_NUMBER)
    return f"{_ungrouped(whole)}.{decimals}"


def _divided(number: str, sign: str) -> str:
    whole, _, decimals = number.partition(sign)
    # A comma before four digits groups by ten thousands, as in East Asia; no program writes decimals so.
    may_group = len(decimals) == 3 or (sign == COMMA and len(decimals) == 4)
    if may_group and whole.strip("0"):
        second = "two decimals" if decimals[2:].strip("0") else f"{whole}.{decimals[:2]}"
        readings = f"write {whole}{decimals} or {second}"
        raise Unprocessable(f"Validation failed: The amount {number} can be read in two ways: {readings}")
    return f"{whole}.{decimals}"


def _ungrouped(number: str) -> str:
    if not GROUPED.fullmatch(number):
        raise Unprocessable(NOT_A_NUMBER)
    return re.sub("[.,']", "", number)
