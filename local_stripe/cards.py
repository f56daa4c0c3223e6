"""List Stripe's test cards and how each of them behaves."""

from dataclasses import dataclass
from typing import Any

from local_stripe.errors import CardFailure


@dataclass(frozen=True)
class Card:
    """A test card: how it answers a charge, and whether it can be saved."""

    number: str
    token: str
    decline_code: str = ""
    can_be_saved: bool = True
    asks_authentication: bool = False
    brand: str = "visa"


CARDS = (
    Card("4242424242424242", "visa"),
    Card("5555555555554444", "mastercard", brand="mastercard"),
    Card("4000000000000002", "visa_chargeDeclined", "generic_decline", can_be_saved=False),
    Card("4000000000009995", "visa_chargeDeclinedInsufficientFunds", "insufficient_funds", can_be_saved=False),
    Card("4000000000000069", "chargeDeclinedExpiredCard", "expired_card", can_be_saved=False),
    Card("4000000000000341", "chargeCustomerFail", "generic_decline"),
    Card("4000002500003155", "authenticationRequiredOnSetup", asks_authentication=True),
    Card("4000002760003184", "authenticationRequired", asks_authentication=True),
)
BY_NUMBER = {card.number: card for card in CARDS}
BY_TOKEN = {card.token: card for card in CARDS}
MESSAGES = {
    "insufficient_funds": "Your card has insufficient funds.",
    "expired_card": "Your card has expired.",
    "authentication_required": "Your card was declined. This transaction requires authentication.",
}


def numbered(number: str) -> Card:
    """Return a test card by its number, with or without spaces."""
    digits = "".join(character for character in number if character.isdigit())
    if digits not in BY_NUMBER:
        raise CardFailure("Your card number is incorrect.", "incorrect_number", "number")
    return BY_NUMBER[digits]


def declined(decline_code: str, **more: Any) -> CardFailure:
    """Return the card_error of a decline code."""
    code = decline_code if decline_code in {"expired_card", "authentication_required"} else "card_declined"
    message = MESSAGES.get(decline_code, "Your card was declined.")
    return CardFailure(message, code, decline_code=decline_code, **more)
