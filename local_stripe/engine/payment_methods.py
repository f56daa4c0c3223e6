"""Create, attach and check payment methods: test cards and bank accounts."""

import re

from local_stripe import cards
from local_stripe.errors import BadRequest, missing
from local_stripe.state import State
from local_stripe.store import Obj

BANK, SEPA = "us_bank_account", "sepa_debit"
BANKS = {BANK, SEPA}
IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{10,30}")
# These IBANs fail, others succeed: https://docs.stripe.com/payments/sepa-debit/accept-a-payment#test-integration
FAILING_IBANS = {"AT861904300235473202", "DE62370400440532013001", "IT60X0542811101000000123456"}
SETTLING_SECONDS = 180
NOT_THEIRS = "This PaymentMethod belongs to another customer than the one of this payment."
USED_UP = (
    "This PaymentMethod was previously used without being attached to a Customer or was detached from a Customer, "
    "and may not be used again."
)


def make_card(state: State, card: cards.Card, details: Obj | None = None, given_id: str = "") -> Obj:
    """Store a card as an unattached payment method."""
    shown: Obj = {
        "brand": card.brand,
        "checks": {"address_line1_check": None, "address_postal_code_check": None, "cvc_check": "pass"},
        "country": card.country,
        "exp_month": 12,
        "exp_year": 2040,
        "fingerprint": card.number[-8:],
        "funding": card.funding,
        "last4": card.number[-4:],
        "three_d_secure_usage": {"supported": True},
        "wallet": None,
    }
    shown["checks"] |= dict.fromkeys(card.failed_checks, "fail")
    return state.add("payment_method", _head("card", details) | {"card": shown, "_number": card.number}, given_id)


def make_bank(state: State, details: Obj | None = None) -> Obj:
    """Store a US bank account as an unattached payment method."""
    shown = {"bank_name": "LOCAL BANK", "last4": "6789", "account_type": "checking"}
    return state.add("payment_method", _head(BANK, details) | {BANK: shown})


def make_sepa_debit(state: State, iban: str, details: Obj | None = None) -> Obj:
    """Store an IBAN as an unattached payment method; its payments settle by themselves."""
    iban = iban.replace(" ", "").upper()
    if not IBAN.fullmatch(iban):
        raise BadRequest("The IBAN you provided is invalid.", "invalid_bank_account_iban", "sepa_debit[iban]")
    shown = {"bank_code": iban[4:9], "country": iban[:2], "fingerprint": iban[-8:], "last4": iban[-4:]}
    settles = {"_settles": iban not in FAILING_IBANS}
    return state.add("payment_method", _head(SEPA, details) | {SEPA: shown} | settles)


def _head(kind: str, details: Obj | None) -> Obj:
    empty = {"address": None, "email": None, "name": None, "phone": None}
    return {
        "type": kind,
        "billing_details": empty | (details or {}),
        "customer": None,
        "metadata": {},
        "allow_redisplay": "unspecified",
    }


def card_of(method: Obj) -> cards.Card:
    """Return the test card behind a payment method."""
    return cards.BY_NUMBER[method["_number"]]


def find(state: State, method_id: str, param: str = "payment_method") -> Obj:
    """Return a payment method by its id, or a new one for one of Stripe's test names, such as pm_card_visa."""
    card = cards.with_token(method_id) if method_id.startswith("pm_card_") else None
    if card:
        return make_card(state, card)
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
