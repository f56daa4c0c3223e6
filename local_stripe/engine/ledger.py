"""Write balance transactions, and add them up to a balance."""

from local_stripe.store import Obj
from local_stripe.world import World

DISPUTE_FEE = 1500


def processing_fee(amount: int) -> int:
    """Return what Stripe takes of a payment: 2.9 % and 30."""
    return amount * 29 // 1000 + 30


def book(world: World, kind: str, amount: int, source: Obj, fee: int = 0) -> Obj:
    """Book an amount on the balance of an account, and return the balance transaction."""
    now = world.seconds()
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
    return world.add("balance_transaction", fields)


def balance(world: World) -> Obj:
    """Return the balance of an account: the sum of its balance transactions by currency."""
    sums: dict[str, int] = {}
    for entry in world.find("balance_transaction"):
        sums[entry["currency"]] = sums.get(entry["currency"], 0) + entry["net"]
    available = [
        {"amount": amount, "currency": currency, "source_types": {"card": amount}} for currency, amount in sums.items()
    ]
    pending = [{"amount": 0, "currency": currency, "source_types": {"card": 0}} for currency in sums]
    return {"object": "balance", "livemode": False, "available": available, "pending": pending}
