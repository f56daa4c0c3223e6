"""Charge: what becomes of a PaymentIntent when a card or a bank answers."""

from local_stripe import cards
from local_stripe.engine import ledger, methods, transfers
from local_stripe.errors import BadRequest, CardFailure
from local_stripe.store import Obj
from local_stripe.world import World, new_id

CONFIRMABLE = {"requires_payment_method", "requires_confirmation", "requires_action"}
COPIED = (
    "description",
    "metadata",
    "receipt_email",
    "transfer_group",
    "on_behalf_of",
    "statement_descriptor",
    "shipping",
)


def make_intent(world: World, amount: int, currency: str, data: Obj) -> Obj:
    """Store a PaymentIntent and announce it; `data` is what the request said."""
    transfers.check_destination(world, data, amount)
    intent_id = new_id("payment_intent")
    fields: Obj = {
        "amount": amount,
        "amount_capturable": 0,
        "amount_received": 0,
        "application_fee_amount": data.get("application_fee_amount"),
        "automatic_payment_methods": {"allow_redirects": "always", "enabled": True},
        "canceled_at": None,
        "cancellation_reason": None,
        "capture_method": "automatic_async",
        "client_secret": f"{intent_id}_secret_{intent_id[-10:]}",
        "confirmation_method": "automatic",
        "currency": currency,
        "customer": data.get("customer"),
        "last_payment_error": None,
        "latest_charge": None,
        "next_action": None,
        "payment_method": data.get("payment_method"),
        "payment_method_types": ["card", methods.BANK],
        "processing": None,
        "setup_future_usage": data.get("setup_future_usage"),
        "status": "requires_confirmation" if data.get("payment_method") else "requires_payment_method",
        "transfer_data": data.get("transfer_data"),
    }
    fields |= {name: data.get(name) for name in COPIED} | {"metadata": data.get("metadata") or {}}
    intent = world.add("payment_intent", fields, intent_id)
    world.emit("payment_intent.created", intent)
    return intent


def confirm(world: World, intent: Obj, method: Obj, *, off_session: bool = False, return_url: str | None = None) -> Obj:
    """Try to collect a payment; raises CardFailure, whose writes stay, when the card says no."""
    check_confirmable(intent)
    methods.check_owner(method, intent["customer"])
    intent |= {"payment_method": method["id"], "last_payment_error": None, "next_action": None}
    if method["type"] == methods.BANK:
        return wait_for_bank(world, intent)
    card = methods.card_of(method)
    if card.decline_code:
        raise decline(world, intent, method, card.decline_code)
    if card.asks_authentication and off_session:
        raise decline(world, intent, method, "authentication_required")
    if card.asks_authentication:
        return ask_authentication(world, intent, return_url)
    return succeed(world, intent)


def check_confirmable(intent: Obj) -> None:
    """Refuse to confirm what has been paid or canceled."""
    if intent["status"] not in CONFIRMABLE:
        text = f"You cannot confirm this PaymentIntent because it has a status of {intent['status']}."
        raise BadRequest(text, "payment_intent_unexpected_state", payment_intent=intent)


def ask_authentication(world: World, intent: Obj, return_url: str | None) -> Obj:
    """Send the buyer to the bank's page."""
    url = f"{world.settings.public_url}/authenticate/{intent['id']}?client_secret={intent['client_secret']}"
    intent["status"] = "requires_action"
    intent["next_action"] = {"type": "redirect_to_url", "redirect_to_url": {"url": url, "return_url": return_url}}
    world.emit("payment_intent.requires_action", world.save(intent))
    return intent


def wait_for_bank(world: World, intent: Obj) -> Obj:
    """Leave a payment to a bank that settles later."""
    charge = _charge(world, intent, "pending")
    intent |= {"status": "processing", "latest_charge": charge["id"]}
    world.emit("charge.pending", charge)
    world.emit("payment_intent.processing", world.save(intent))
    return intent


def succeed(world: World, intent: Obj) -> Obj:
    """Collect a payment: the charge, its transfer and fee, and what is booked for them."""
    pending = world.look_up(intent["latest_charge"] or "") if intent["status"] == "processing" else None
    charge = pending or _charge(world, intent, "succeeded")
    charge |= {"status": "succeeded", "paid": True, "amount_captured": charge["amount"], "captured": True}
    booked = ledger.book(world, "charge", charge["amount"], charge, ledger.processing_fee(charge["amount"]))
    charge["balance_transaction"] = booked["id"]
    _share(world, intent, charge)
    world.emit("charge.succeeded", world.save(charge))
    intent |= {"status": "succeeded", "amount_received": intent["amount"], "latest_charge": charge["id"]}
    intent |= {"next_action": None, "processing": None}
    if not (intent["setup_future_usage"] and intent["customer"]):
        methods.use(world, intent["payment_method"])
    world.emit("payment_intent.succeeded", world.save(intent))
    return intent


def _share(world: World, intent: Obj, charge: Obj) -> None:
    """Pass a destination charge on, less the platform's fee."""
    data, fee = intent["transfer_data"], intent["application_fee_amount"] or 0
    if not data:
        return
    amount = data.get("amount") or charge["amount"]
    transfer = transfers.send(world, amount, charge, data["destination"], fee)
    charge |= {"transfer": transfer["id"], "destination": data["destination"]}
    if fee:
        charge["application_fee"] = transfers.take_fee(world, fee, charge, data["destination"])["id"]


def decline(world: World, intent: Obj, method: Obj, decline_code: str) -> CardFailure:
    """Write down that a card said no, and return the failure to raise."""
    refusal = cards.declined(decline_code)
    charge = _charge(world, intent, "failed")
    charge |= {"failure_code": refusal.body["code"], "failure_message": refusal.body["message"]}
    charge["outcome"] |= {"type": "issuer_declined", "network_status": "declined_by_network", "reason": decline_code}
    world.emit("charge.failed", world.save(charge))
    error = refusal.body | {"charge": charge["id"], "payment_method": method}
    intent |= {"status": "requires_payment_method", "payment_method": None, "next_action": None, "processing": None}
    intent |= {"last_payment_error": error, "latest_charge": charge["id"]}
    world.emit("payment_intent.payment_failed", world.save(intent))
    return cards.declined(decline_code, charge=charge["id"], payment_method=method, payment_intent=intent)


def cancel(world: World, intent: Obj, reason: str | None) -> Obj:
    """Give a payment up."""
    if intent["status"] in {"succeeded", "canceled", "processing"}:
        text = f"You cannot cancel this PaymentIntent because it has a status of {intent['status']}."
        raise BadRequest(text, "payment_intent_unexpected_state", payment_intent=intent)
    intent |= {"status": "canceled", "canceled_at": world.seconds(), "cancellation_reason": reason, "next_action": None}
    world.emit("payment_intent.canceled", world.save(intent))
    return intent


def _charge(world: World, intent: Obj, status: str) -> Obj:
    method = world.get("payment_method", intent["payment_method"])
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
        "outcome": {"type": "authorized", "network_status": "approved_by_network", "reason": None},
        "paid": False,
        "payment_intent": intent["id"],
        "payment_method": method["id"],
        "payment_method_details": {"type": method["type"], method["type"]: method[method["type"]]},
        "refunded": False,
        "source_transfer": None,
        "status": status,
        "transfer": None,
        "transfer_data": intent["transfer_data"],
    }
    charge = world.add("charge", fields | {name: intent[name] for name in COPIED})
    charge["receipt_url"] = f"{world.settings.public_url}/receipts/{charge['id']}"
    return world.save(charge)
