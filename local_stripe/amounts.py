"""Check amounts as Stripe does: whole minor units, not too small, not too large."""

from local_stripe.errors import BadRequest

ZERO_DECIMAL = {"bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf"}
THREE_DECIMAL = {"bhd", "jod", "kwd", "omr", "tnd"}
# These look like zero-decimal currencies, but their amounts are sent in hundredths and must be whole.
WHOLE_HUNDREDTHS = {"isk", "ugx"}
NAMES = (
    "aed ars aud bgn bob brl cad chf cop crc czk dkk dop egp eur gbp ghs gtq hkd huf idr ils inr isk kes lkr mad mdl "
    "mkd mur mxn myr ngn nok nzd pen php pkr pln qar ron rsd sar sek sgd thb try twd tzs uah ugx usd uyu zar"
)
TWO_DECIMAL = frozenset(NAMES.split())
# From https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
MINIMUM = {
    "aed": 200,
    "chf": 50,
    "czk": 1500,
    "dkk": 250,
    "gbp": 30,
    "hkd": 400,
    "huf": 17500,
    "jpy": 50,
    "mxn": 1000,
    "myr": 200,
    "nok": 300,
    "pln": 200,
    "ron": 200,
    "sek": 300,
    "thb": 1000,
}
# What every payment method takes. Most cards take twelve digits of any currency, which is not played here.
MAXIMUM = {"idr": 999_999_999_999, "cop": 9_999_999_999, "inr": 999_999_999}
OTHER_MAXIMUM = 99_999_999


def exponent(currency: str) -> int:
    """Return how many decimals the minor unit of a currency has."""
    return 0 if currency in ZERO_DECIMAL else 3 if currency in THREE_DECIMAL else 2


def check(amount: int, currency: str, param: str = "amount") -> None:
    """Refuse an amount that cannot be charged in a currency."""
    check_currency(currency)
    if amount < 1:
        raise BadRequest("This value must be greater than or equal to 1.", "parameter_invalid_integer", param)
    if amount < MINIMUM.get(currency, 50):
        lowest = formatted(MINIMUM.get(currency, 50), currency)
        raise BadRequest(f"Amount must be at least {lowest}.", "amount_too_small", param)
    most = MAXIMUM.get(currency, OTHER_MAXIMUM)
    if amount > most:
        raise BadRequest(f"Amount must be no more than {formatted(most, currency)}.", "amount_too_large", param)
    if currency in THREE_DECIMAL and amount % 10:
        raise BadRequest(f"Amounts in {currency} must end in 0.", "parameter_invalid_integer", param)
    if currency in WHOLE_HUNDREDTHS and amount % 100:
        raise BadRequest(f"Amounts in {currency} must be divisible by 100.", "parameter_invalid_integer", param)


def check_currency(currency: str) -> None:
    """Refuse an unknown currency, or one in upper case."""
    if currency not in ZERO_DECIMAL | THREE_DECIMAL | TWO_DECIMAL:
        raise BadRequest(f"Invalid currency: {currency}.", "", "currency")


def formatted(amount: int, currency: str) -> str:
    """Return an amount with its decimal places and its currency."""
    places = 0 if currency in ZERO_DECIMAL else 3 if currency in THREE_DECIMAL else 2
    digits = str(abs(amount)).rjust(places + 1, "0")
    number = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"{'-' if amount < 0 else ''}{number} {currency.upper()}"
