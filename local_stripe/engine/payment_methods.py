"""Create, attach and check payment methods: test cards and bank accounts."""

from local_stripe import cards
from local_stripe.errors import BadRequest, missing
from local_stripe.state import State
from local_stripe.store import Obj

BANK = "us_bank_account"
NOT_THEIRS = "This PaymentMethod belongs to another customer than the one of this payment."
USED_UP = (
    "This PaymentMethod was previously used without being attached to a Customer or was detached from a Customer, "
    "and may not be used again."
)


def make_card(state: State, card: cards.Card, email: str | None = None) -> Obj:
    """Store a card as an unattached payment method."""
    shown: Obj = {
        "brand": card.brand,
        "checks": {"address_line1_check": None, "address_postal_code_check": None, "cvc_check": "pass"},
        "country": "US",
        "exp_month": 12,
        "exp_year": 2040,
        "fingerprint": card.number[-8:],
        "funding": "credit",
        "last4": card.number[-4:],
        "three_d_secure_usage": {"supported": True},
        "wallet": None,
    }
    return state.add("payment_method", _head("card", email) | {"card": shown, "_number": card.number})


def make_bank(state: State, email: str | None = None) -> Obj:
    """Store a bank account as an unattached payment method."""
    shown = {"bank_name": "LOCAL BANK", "last4": "6789", "account_type": "checking"}
    return state.add("payment_method", _head(BANK, email) | {BANK: shown})


def _head(kind: str, email: str | None) -> Obj:
    details = {"address": None, "email": email, "name": None, "phone": None}
    return {
        "type": kind,
        "billing_details": details,
        "customer": None,
        "metadata": {},
        "allow_redisplay": "unspecified",
    }


def card_of(method: Obj) -> cards.Card:
    """Return the test card behind a payment method."""
    return cards.BY_NUMBER[method["_number"]]


def find(state: State, method_id: str, param: str = "payment_method") -> Obj:
    """Return a payment method by its id, or a new one for one of Stripe's test names, such as pm_card_visa."""
    token = method_id.removeprefix("pm_card_")
    if token != method_id and token in cards.BY_TOKEN:
        return make_card(state, cards.BY_TOKEN[token])
    found = state.look_up(method_id)
    if found is None or found["object"] != "payment_method":
        raise missing("PaymentMethod", method_id, param)
    return found


def attach(state: State, method: Obj, customer_id: str) -> Obj:
    """Attach a payment method to a customer; a card that cannot be saved is declined."""
    if method["customer"] == customer_id:
        return method
    check_owner(method, customer_id)
    if method["type"] == "card" and not card_of(method).can_be_saved:
        raise cards.declined(card_of(method).decline_code)
    method["customer"] = customer_id
    state.emit("payment_method.attached", state.save(method))
    return method


def check_owner(method: Obj, customer: str | None) -> None:
    """Refuse another customer's payment method, and an unattached one that was used before."""
    if method["customer"] and method["customer"] != customer:
        raise BadRequest(NOT_THEIRS, "payment_method_customer_mismatch", "payment_method")
    if method.get("_is_used_up"):
        raise BadRequest(USED_UP, "", "payment_method")


def mark_used(state: State, method_id: str) -> None:
    """Record a use; an unattached payment method can be used once."""
    method = state.get("payment_method", method_id)
    if not method["customer"]:
        state.save(method | {"_is_used_up": True})
