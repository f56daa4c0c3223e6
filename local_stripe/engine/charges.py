"""Create, capture and release the charges of PaymentIntents."""

from local_stripe import cards
from local_stripe.engine import balance, payment_methods, transfers
from local_stripe.state import State
from local_stripe.store import Obj

DAY = 86400
# How long an authorization can be captured, and one of Visa that was made off-session:
# https://docs.stripe.com/payments/place-a-hold-on-a-payment-method
HOLD_SECONDS, VISA_HOLD_SECONDS = 7 * DAY, 4 * DAY + 18 * 3600
COPIED = (
    "description",
    "metadata",
    "receipt_email",
    "transfer_group",
    "on_behalf_of",
    "statement_descriptor",
    "shipping",
)


def make(state: State, intent: Obj, status: str) -> Obj:
    """Store the charge of an attempt."""
    method = state.get("payment_method", intent["payment_method"])
    fields: Obj = {
        "amount": intent["amount"],
        "amount_captured": 0,
        "amount_refunded": 0,
        "application_fee": None,
        "application_fee_amount": intent["application_fee_amount"],
        "balance_transaction": None,
        "billing_details": method["billing_details"],
        "captured": False,
        "currency": intent["currency"],
        "customer": intent["customer"],
        "destination": None,
        "disputed": False,
        "failure_code": None,
        "failure_message": None,
        "outcome": _outcome(method),
        "paid": False,
        "payment_intent": intent["id"],
        "payment_method": method["id"],
        "payment_method_details": {"type": method["type"], method["type"]: dict(method[method["type"]])},
        "refunded": False,
        "source_transfer": None,
        "status": status,
        "transfer": None,
        "transfer_data": intent["transfer_data"],
    }
    charge = state.add("charge", fields | {name: intent[name] for name in COPIED})
    charge["receipt_url"] = f"{state.settings.public_url}/receipts/{charge['id']}"
    return state.save(charge)


def _outcome(method: Obj) -> Obj:
    risk = payment_methods.card_of(method).risk_level if method["type"] == "card" else "not_assessed"
    return {"type": "authorized", "network_status": "approved_by_network", "reason": None, "risk_level": risk}


def fail(state: State, charge: Obj, refusal: Obj) -> Obj:
    """Record why a charge was declined: by the card's issuer, or blocked by Radar."""
    charge |= {"failure_code": refusal["code"], "failure_message": refusal["message"]}
    outcome = {"type": "issuer_declined", "network_status": "declined_by_network", "reason": refusal["decline_code"]}
    if charge["outcome"]["risk_level"] == "highest":
        outcome = {"type": "blocked", "network_status": "not_sent_to_network", "reason": "highest_risk_level"}
    charge["outcome"] |= outcome
    state.emit("charge.failed", state.save(charge))
    return charge


def authorize(state: State, charge: Obj, *, off_session: bool = False) -> Obj:
    """Authorize a charge, until it is captured or expires."""
    charge |= {"status": "succeeded", "paid": True}
    card = charge["payment_method_details"]["card"]
    lasts = VISA_HOLD_SECONDS if off_session and card["brand"] == "visa" else HOLD_SECONDS
    card["capture_before"] = state.seconds() + lasts
    state.emit("charge.succeeded", state.save(charge))
    return charge


def collect(state: State, charge: Obj, amount: int) -> Obj:
    """Capture an amount: the balance transaction, the transfer and the application fee; the rest is released."""
    charge |= {"status": "succeeded", "paid": True, "amount_captured": amount, "captured": True}
    charge["amount_refunded"] = charge["amount"] - amount
    booked = balance.book(state, "charge", amount, charge, balance.processing_fee(state, amount, charge["currency"]))
    charge["balance_transaction"] = booked["id"]
    _share(state, charge)
    state.save(charge)
    method = state.get("payment_method", charge["payment_method"])
    if method["type"] == "card" and payment_methods.card_of(method).bypasses_pending:
        state.emit("balance.available", balance.of(state))
    return charge


def tell_collected(state: State, charge: Obj, event: str) -> Obj:
    """Emit the event of a captured charge; where the settings say so, its balance transaction is told later."""
    if not state.store.note("balance_transactions_are_late", default=False):
        state.emit(event, charge)
        return charge
    state.emit(event, charge | {"balance_transaction": None})
    state.emit("charge.updated", charge, {"balance_transaction": None})
    return charge


def release(state: State, charge: Obj, event: str) -> Obj:
    """Release an authorization that is not captured."""
    charge |= {"amount_refunded": charge["amount"], "refunded": True}
    state.emit(event, state.save(charge))
    return charge


def card_behind(state: State, charge: Obj) -> cards.Card | None:
    """Return the test card of a charge; None for a bank account."""
    method = state.look_up(charge["payment_method"] or "")
    return payment_methods.card_of(method) if method and method["type"] == "card" else None


def _share(state: State, charge: Obj) -> None:
    """Transfer a destination charge, and collect the application fee."""
    data, fee = charge["transfer_data"], charge["application_fee_amount"] or 0
    if not data:
        return
    amount = data.get("amount") or charge["amount_captured"]
    transfer = transfers.send(state, amount, charge, data["destination"], fee)
    charge |= {"transfer": transfer["id"], "destination": data["destination"]}
    if fee:
        charge["application_fee"] = transfers.take_fee(state, fee, charge, data["destination"])["id"]
