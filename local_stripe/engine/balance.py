"""Record balance transactions, and sum them to a balance."""

from decimal import ROUND_HALF_UP, Decimal

from local_stripe import amounts
from local_stripe.state import State
from local_stripe.store import Obj

# Stripe's fees for US cards; the control `settings` changes them.
# What arrives by card and is available later, where the settings say so.
PENDING = {"charge", "payment"}
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
        "available_on": now + (state.store.note("pending_seconds", 0) if kind in PENDING else 0),
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
    return shown(state, state.add("balance_transaction", fields))


def shown(state: State, booked: Obj) -> Obj:
    """Return a balance transaction with its status of this moment."""
    return booked | {"status": "pending" if booked["available_on"] > state.seconds() else "available"}


def of(state: State) -> Obj:
    """Return the balance of an account: the sums of its balance transactions by currency.

    Of the platform also `connect_reserved`: what its connected accounts together are below 0.
    """
    moves = [shown(state, one) for one in state.find("balance_transaction")]
    sums = {name: {one["currency"]: 0 for one in moves} for name in ("available", "pending")}
    for one in moves:
        sums[one["status"]][one["currency"]] += one["net"]
    found: Obj = {name: [_amount(*one) for one in held.items()] for name, held in sums.items()}
    if not state.account:
        found["connect_reserved"] = [{"amount": -debt, "currency": name} for name, debt in _debts(state).items()]
    return {"object": "balance", "livemode": False, **found}


def _amount(currency: str, amount: int) -> Obj:
    return {"amount": amount, "currency": currency, "source_types": {"card": amount}}


def _debts(state: State) -> dict[str, int]:
    """Return the sums of what connected accounts are below 0, by currency."""
    debts: dict[str, int] = {}
    for account in state.find("account"):
        theirs = of(state.acting_for(account["id"]))
        for one in theirs["available"] + theirs["pending"]:
            debts[one["currency"]] = debts.get(one["currency"], 0) + min(0, one["amount"])
    return debts
