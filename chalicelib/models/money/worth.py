"""Tell roughly what an amount is worth, so that a limit is about the same in every currency.

The rates are rough, for limits only: from memory and rounded, as of early 2026, each plausible within 30 % and pegged
ones within 2 % of their peg. They bound what is allowed and convert nothing. A currency may lose or gain a third of its
worth before a limit is far from what is meant.
"""

from math import ceil

from chalicelib.models.money import currencies

# The largest tip, pledge that is charged at once and goal of a campaign, in US dollars.
LARGEST_TIP = 500
LARGEST_AT_ONCE = 5_000
LARGEST_GOAL = 10_000_000
# Whole units of each currency that a US dollar is worth, roughly.
UNITS_FOR_A_DOLLAR = {
    "aed": 3.7, "ars": 1500, "aud": 1.5, "bgn": 1.7, "bhd": 0.38, "bif": 3000, "bob": 7, "brl": 5.5, "cad": 1.4,
    "chf": 0.8, "clp": 950, "cop": 4000, "crc": 500, "czk": 21, "djf": 180, "dkk": 6.5, "dop": 63, "egp": 48,
    "eur": 0.87, "gbp": 0.76, "ghs": 11, "gnf": 8700, "gtq": 7.7, "hkd": 7.8, "huf": 335, "idr": 16700, "ils": 3.3,
    "inr": 89, "isk": 127, "jod": 0.71, "jpy": 155, "kes": 130, "kmf": 425, "krw": 1460, "kwd": 0.31, "lkr": 305,
    "mad": 9.3, "mdl": 17, "mga": 4500, "mkd": 53, "mur": 46, "mxn": 18.5, "myr": 4.1, "ngn": 1450, "nok": 10.2,
    "nzd": 1.75, "omr": 0.385, "pen": 3.4, "php": 59, "pkr": 281, "pln": 3.7, "pyg": 7000, "qar": 3.64, "ron": 4.4,
    "rsd": 101, "rwf": 1450, "sar": 3.75, "sek": 9.5, "sgd": 1.3, "thb": 32, "tnd": 2.95, "try": 42, "twd": 31,
    "tzs": 2450, "uah": 42, "ugx": 3600, "usd": 1, "uyu": 40, "vnd": 26300, "vuv": 122, "xaf": 570, "xof": 570,
    "xpf": 104, "zar": 17.2,
}  # fmt: skip


def dollars_worth(amount: int, currency: str) -> int:
    """Return how many whole US dollars an amount in minor units is roughly worth, rounded up."""
    in_a_dollar: float = UNITS_FOR_A_DOLLAR[currency] * 10 ** currencies.exponent(currency)
    return ceil(amount / in_a_dollar)


def amount_worth(dollars: int, currency: str) -> int:
    """Return the amount of a currency, in minor units, that is worth so many US dollars, rounded to two digits.

    It is a multiple of the currency's step. It may be more than can be charged at once.
    """
    exact = dollars * UNITS_FOR_A_DOLLAR[currency] * 10 ** currencies.exponent(currency)
    power = max(0, len(str(int(exact))) - 2)
    by = currencies.step(currency)
    return int(round(exact / 10**power) * 10**power) // by * by


def charge_worth(dollars: int, currency: str) -> int:
    """Return `amount_worth`, or the largest amount that can be charged at once where that is less."""
    return min(amount_worth(dollars, currency), currencies.maximum(currency))


def bounded(dollars: int) -> dict[str, int]:
    """Return the currencies of which no charge is worth so many US dollars, each with its largest charge."""
    return {
        code: currencies.maximum(code)
        for code in sorted(currencies.CURRENCIES)
        if currencies.maximum(code) < amount_worth(dollars, code)
    }
