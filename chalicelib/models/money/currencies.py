"""Define the currencies that can be charged: how amounts are written, and which of them Stripe accepts.

Amounts are integers in the currency's minor unit, as Stripe's API has them; codes are in lower case. Source:
https://docs.stripe.com/currencies
"""

WITHOUT_DECIMALS = "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf"
WITH_THREE = "bhd jod kwd omr tnd"
WITH_TWO = (
    "aed ars aud bgn bob brl cad chf cop crc czk dkk dop egp eur gbp ghs gtq hkd huf idr ils inr isk kes lkr mad mdl "
    "mkd mur mxn myr ngn nok nzd pen php pkr pln qar ron rsd sar sek sgd thb try twd tzs uah ugx usd uyu zar"
)
ZERO_DECIMAL, THREE_DECIMAL = frozenset(WITHOUT_DECIMALS.split()), frozenset(WITH_THREE.split())
CURRENCIES = ZERO_DECIMAL | THREE_DECIMAL | frozenset(WITH_TWO.split())
# The smallest charge unit is a whole króna or shilling, yet Stripe counts them in hundredths. The forint and the Taiwan
# dollar have such a rule only for payouts.
WHOLE_HUNDREDTHS = frozenset({"isk", "ugx"})
# The card networks drop the third decimal: the last digit must be 0.
LEAST_STEP = dict.fromkeys(THREE_DECIMAL, 10) | dict.fromkeys(WHOLE_HUNDREDTHS, 100)
# Where Stripe names no minimum, it refuses amounts below its settlement minimum when the card is charged.
MINIMUMS = {
    "aed": 200,
    "bgn": 100,
    "czk": 1500,
    "dkk": 250,
    "gbp": 30,
    "hkd": 400,
    "huf": 17500,
    "mxn": 1000,
    "myr": 200,
    "nok": 300,
    "pln": 200,
    "ron": 200,
    "sek": 300,
    "thb": 1000,
}
OTHER_MINIMUM = 50
# Twelve, ten, nine digits, and eight for all others: what every payment method takes. Most cards take twelve digits of
# any currency, yet which card or wallet will pay is not known when an amount is agreed.
MAXIMUMS = {"idr": 999_999_999_999, "cop": 9_999_999_999, "inr": 999_999_999}
OTHER_MAXIMUM = 99_999_999


def exponent(currency: str) -> int:
    """Return the number of decimals of a currency."""
    if currency in ZERO_DECIMAL:
        return 0
    return 3 if currency in THREE_DECIMAL else 2


def step(currency: str) -> int:
    """Return the step of a currency: every amount must be a multiple of it."""
    return LEAST_STEP.get(currency, 1)


def minimum(currency: str) -> int:
    """Return the smallest amount that can be charged."""
    least, by = MINIMUMS.get(currency, OTHER_MINIMUM), step(currency)
    return -(-least // by) * by


def maximum(currency: str) -> int:
    """Return the largest amount that can be charged at once."""
    by = step(currency)
    return MAXIMUMS.get(currency, OTHER_MAXIMUM) // by * by


def text(amount: int, currency: str) -> str:
    """Return an amount as people write it: `5.00 EUR`, `500 JPY`, `-1.250 KWD`, `500 ISK`."""
    digits = exponent(currency)
    if currency in WHOLE_HUNDREDTHS and amount % 100 == 0:
        # Stripe counts hundredths that do not exist.
        amount, digits = amount // 100, 0
    whole, part = divmod(abs(amount), 10**digits)
    sign = "-" if amount < 0 else ""
    return f"{sign}{whole}.{part:0{digits}d} {currency.upper()}" if digits else f"{sign}{whole} {currency.upper()}"


def range_text(currency: str, most: int | None = None) -> str:
    """Return what an amount may be, as a sentence ends: `1 ISK to 999999 ISK, in steps of 1 ISK`.

    Without `most` it is the largest amount that can be charged at once.
    """
    largest = maximum(currency) if most is None else most
    by = step(currency)
    steps = f", in steps of {text(by, currency)}" if by > 1 else ""
    return f"{text(minimum(currency), currency)} to {text(largest, currency)}{steps}"


def is_chargeable_amount(amount: object, currency: object) -> bool:
    """Tell whether a card can be charged an amount: a known currency, an integer within its limits and steps."""
    if not isinstance(currency, str) or currency not in CURRENCIES:
        return False
    if not isinstance(amount, int) or isinstance(amount, bool):
        return False
    return minimum(currency) <= amount <= maximum(currency) and amount % step(currency) == 0
