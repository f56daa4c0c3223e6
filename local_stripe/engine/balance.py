"""Record balance transactions, and sum them to a balance."""

from decimal import ROUND_HALF_UP, Decimal

from local_stripe import amounts
from local_stripe.state import State
from local_stripe.store import Obj

# Stripe's fees for US cards; the control `settings` changes them.
FEES = {"fee_basis_points": 290, "fee_fixed": 30, "dispute_fee": 1500}


def fee(state: State, name: str) -> int:
    """Return one of Stripe's fees as the settings have it."""
    return int(state.store.note(name, FEES[name]))


def processing_fee(state: State, amount: int, currency: str) -> int:
    """Return Stripe's fee of a payment, in the balance's currency: a percentage and a fixed part."""
    return converted(state, amount, currency)[0] * fee(state, "fee_basis_points") // 10_000 + fee(state, "fee_fixed")


def converted(state: State, amount: int, currency: str) -> tuple[int, str, float | None]:
    """Return an amount in the currency of the balance that it goes to, that currency, and the rate if it is another.

    `settles_in` of the settings says it for the platform: `{"eur": ["usd", "1.1"]}`. Connected accounts keep each
    currency as it is.
    """
    wanted = {} if state.account else state.store.note("settles_in", {})
    if currency not in wanted:
        return amount, currency, None
    other, rate = wanted[currency]
    whole = Decimal(amount).scaleb(-amounts.exponent(currency)) * Decimal(rate)
    minor = whole.scaleb(amounts.exponent(other)).quantize(Decimal(1), ROUND_HALF_UP)
    return int(minor), other, float(rate)


def book(state: State, kind: str, amount: int, source: Obj, fee: int = 0, fee_type: str = "stripe_fee") -> Obj:
    """Record and return a balance transaction of an account; `fee` is in the currency of its balance."""
    now = state.seconds()
    amount, currency, rate = converted(state, amount, source["currency"])
    details = {"amount": fee, "application": None, "currency": currency, "description": None, "type": fee_type}
    fields: Obj = {
        "amount": amount,
        "available_on": now,
        "currency": currency,
        "description": source.get("description"),
        "exchange_rate": rate,
        "fee": fee,
        "fee_details": [details] if fee else [],
        "net": amount - fee,
        "reporting_category": kind,
        "source": source["id"],
        "status": "available",
        "type": kind,
    }
    return state.add("balance_transaction", fields)


def of(state: State) -> Obj:
    """Return the balance of an account: the sum of its balance transactions by currency."""
    sums: dict[str, int] = {}
    for entry in state.find("balance_transaction"):
        sums[entry["currency"]] = sums.get(entry["currency"], 0) + entry["net"]
    available = [
        {"amount": amount, "currency": currency, "source_types": {"card": amount}} for currency, amount in sums.items()
    ]
    pending = [{"amount": 0, "currency": currency, "source_types": {"card": 0}} for currency in sums]
    return {"object": "balance", "livemode": False, "available": available, "pending": pending}
