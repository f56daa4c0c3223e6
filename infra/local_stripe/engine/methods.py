"""Make and keep payment methods: test cards, and a bank that settles later."""

from infra.local_stripe import cards
from infra.local_stripe.errors import BadRequest, missing
from infra.local_stripe.store import Obj
from infra.local_stripe.world import World

BANK = "us_bank_account"
MESSAGE = "This PaymentMethod belongs to another customer, or to none; attach it first."


def make_card(world: World, card: cards.Card, email: str | None = None) -> Obj:
    """Store a card as a payment method of nobody."""
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
    return world.add("payment_method", _head("card", email) | {"card": shown, "_number": card.number})


def make_bank(world: World, email: str | None = None) -> Obj:
    """Store a bank account as a payment method of nobody."""
    shown = {"bank_name": "LOCAL BANK", "last4": "6789", "account_type": "checking"}
    return world.add("payment_method", _head(BANK, email) | {BANK: shown})


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


def named(world: World, method_id: str, param: str = "payment_method") -> Obj:
    """Return a payment method by its id, or a new one for one of Stripe's test names, such as pm_card_visa."""
    token = method_id.removeprefix("pm_card_")
    if token != method_id and token in cards.BY_TOKEN:
        return make_card(world, cards.BY_TOKEN[token])
    found = world.look_up(method_id)
    if found is None or found["object"] != "payment_method":
        raise missing("PaymentMethod", method_id, param)
    return found


def attach(world: World, method: Obj, customer_id: str) -> Obj:
    """Give a payment method to a customer; a card that cannot be saved is declined."""
    if method["customer"] == customer_id:
        return method
    if method["customer"]:
        raise BadRequest(
            "The payment method is already attached to another customer.", "payment_method_unexpected_state"
        )
    if method["type"] == "card" and not card_of(method).can_be_saved:
        raise cards.declined(card_of(method).decline_code)
    method["customer"] = customer_id
    world.emit("payment_method.attached", world.save(method))
    return method


def check_owner(method: Obj, customer: str | None) -> None:
    """Refuse a saved card that is used for somebody else."""
    if method["customer"] and method["customer"] != customer:
        raise BadRequest(MESSAGE, "payment_method_customer_mismatch", "payment_method")
