"""Record balance transactions, and sum them to a balance."""

from local_stripe.state import State
from local_stripe.store import Obj

# Stripe's fees for US cards; the control `settings` changes them.
FEES = {"fee_basis_points": 290, "fee_fixed": 30, "dispute_fee": 1500}


def fee(state: State, name: str) -> int:
    """Return one of Stripe's fees as the settings have it."""
    return int(state.store.note(name, FEES[name]))


def processing_fee(state: State, amount: int) -> int:
    """Return Stripe's fee of a payment: a percentage and a fixed part."""
    return amount * fee(state, "fee_basis_points") // 10_000 + fee(state, "fee_fixed")


def book(state: State, kind: str, amount: int, source: Obj, fee: int = 0) -> Obj:
    """Record and return a balance transaction of an account."""
    now = state.seconds()
    fields: Obj = {
        "amount": amount,
        "available_on": now,
        "currency": source["currency"],
        "description": source.get("description"),
        "exchange_rate": None,
        "fee": fee,
        "fee_details": [{"amount": fee, "currency": source["currency"], "type": "stripe_fee"}] if fee else [],
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
