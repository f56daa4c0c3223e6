"""List Stripe's test cards and how each of them behaves.

Source: https://docs.stripe.com/testing
"""

from dataclasses import dataclass
from typing import Any

from local_stripe.errors import CardFailure


@dataclass(frozen=True)
class Card:
    """A test card: the names of its test tokens, and how it answers.

    `decline_code` declines charges, and also saving the card unless `can_be_saved`. With `asks_authentication` each
    on-session charge requires it; off-session the charge is declined, unless the card is `set_up_off_session`.
    """

    number: str
    tokens: tuple[str, ...]
    decline_code: str = ""
    can_be_saved: bool = True
    asks_authentication: bool = False
    set_up_off_session: bool = False
    declines_after_authentication: str = ""
    brand: str = "visa"
    country: str = "US"
    funding: str = "credit"
    dispute: str = ""
    is_inquiry: bool = False
    refund: str = ""
    bypasses_pending: bool = False
    failed_checks: tuple[str, ...] = ()
    risk_level: str = "normal"


def _plain(number: str, *tokens: str, **more: Any) -> Card:
    return Card(number, tokens, **more)


def _declined(number: str, decline_code: str, *tokens: str, **more: Any) -> Card:
    return Card(number, tokens, decline_code, can_be_saved=False, **more)


def _authenticated(number: str, *tokens: str, **more: Any) -> Card:
    return Card(number, tokens, asks_authentication=True, **more)


BRANDS = (
    _plain("4242424242424242", "visa", "us", "threeDSecureOptional"),
    _plain("4000056655665556", "visa_debit", funding="debit"),
    _plain("5555555555554444", "mastercard", brand="mastercard"),
    _plain("2223003122003222", "mastercard_2series", brand="mastercard"),
    _plain("5200828282828210", "mastercard_debit", brand="mastercard", funding="debit"),
    _plain("5105105105105100", "mastercard_prepaid", brand="mastercard", funding="prepaid"),
    _plain("378282246310005", "amex", "amex_threeDSecureNotSupported", brand="amex"),
    _plain("371449635398431", brand="amex"),
    _plain("6011111111111117", "discover", brand="discover"),
    _plain("6011000990139424", brand="discover"),
    _plain("3056930009020004", "diners", brand="diners"),
    _plain("36227206271667", brand="diners"),
    _plain("3566002020360505", "jcb", brand="jcb"),
    _plain("6200000000000005", "unionpay", brand="unionpay"),
)
COUNTRIES = (
    _plain("4000000400000008", "at", country="AT"),
    _plain("4000000360000006", "au", country="AU"),
    _plain("4000000560000004", "be", country="BE"),
    _plain("4000000760000002", "br", country="BR"),
    _plain("4000001240000000", "ca", country="CA"),
    _plain("4000007560000009", "ch", country="CH"),
    _plain("4000002760000016", "de", country="DE"),
    _plain("4000002080000001", "dk", country="DK"),
    _plain("4000007240000007", "es", country="ES"),
    _plain("4000002500000003", "fr", country="FR"),
    _plain("4000008260000000", "gb", country="GB"),
    _plain("4000003720000005", "ie", country="IE"),
    _plain("4000003560000008", "in", country="IN"),
    _plain("4000003800000008", "it", country="IT"),
    _plain("4000003920000003", "jp", country="JP"),
    _plain("4000004840008001", "mx", country="MX"),
    _plain("4000005280000002", "nl", country="NL"),
    _plain("4000006160000005", "pl", country="PL"),
    _plain("4000006200000007", "pt", country="PT"),
    _plain("4000007520000008", "se", country="SE"),
)
DECLINES = (
    _declined("4000000000000002", "generic_decline", "visa_chargeDeclined", "chargeDeclined"),
    _declined(
        "4000000000009995",
        "insufficient_funds",
        "visa_chargeDeclinedInsufficientFunds",
        "chargeDeclinedInsufficientFunds",
    ),
    _declined("4000000000009987", "lost_card", "visa_chargeDeclinedLostCard", "chargeDeclinedLostCard"),
    _declined("4000000000009979", "stolen_card", "visa_chargeDeclinedStolenCard", "chargeDeclinedStolenCard"),
    _declined("4000000000000069", "expired_card", "chargeDeclinedExpiredCard"),
    _declined("4000000000000127", "incorrect_cvc", "chargeDeclinedIncorrectCvc"),
    _declined("4000000000000119", "processing_error", "chargeDeclinedProcessingError"),
    _declined(
        "4000000000006975",
        "card_velocity_exceeded",
        "visa_chargeDeclinedVelocityLimitExceeded",
        "chargeDeclinedVelocityLimitExceeded",
    ),
    Card("4000000000000341", ("chargeCustomerFail",), "generic_decline"),
    _declined("4100000000000019", "fraudulent", "radarBlock", "chargeDeclinedFraudulent", risk_level="highest"),
    _declined("4000000000004954", "fraudulent", "riskLevelHighest", risk_level="highest"),
)
CHECKS = (
    _plain("4000000000009235", "riskLevelElevated", risk_level="elevated"),
    _plain("4000000000000101", "cvcCheckFail", failed_checks=("cvc_check",)),
    _plain("4000000000000036", "avsZipFail", failed_checks=("address_postal_code_check",)),
    _plain("4000000000000028", "avsLine1Fail", failed_checks=("address_line1_check",)),
    _plain("4000000000000010", "avsFail", failed_checks=("address_line1_check", "address_postal_code_check")),
)
OUTCOMES = (
    _plain("4000000000000259", "createDispute", dispute="fraudulent"),
    _plain("4000000000002685", "createDisputeProductNotReceived", dispute="product_not_received"),
    _plain("4000000000001976", "createDisputeInquiry", dispute="fraudulent", is_inquiry=True),
    _plain("4000000000007726", "pendingRefund", refund="succeeded"),
    _plain("4000000000005126", "refundFail", refund="failed"),
    _plain("4000000000000077", "bypassPending", bypasses_pending=True),
    _plain("4000003720000278", "bypassPendingInternational", bypasses_pending=True, country="IE"),
)
AUTHENTICATION = (
    _authenticated("4000002500003155", "authenticationRequiredOnSetup"),
    _authenticated("4000002760003184", "authenticationRequired"),
    _authenticated("4000003800000446", "authenticationRequiredSetupForOffSession", set_up_off_session=True),
    _authenticated("4000000000003220", "threeDSecure2Required", "threeDSecureRequired"),
    _authenticated(
        "4000008260003178",
        "authenticationRequiredChargeDeclinedInsufficientFunds",
        declines_after_authentication="insufficient_funds",
    ),
    _authenticated(
        "4000008400001629", "threeDSecureRequiredChargeDeclined", declines_after_authentication="generic_decline"
    ),
    _authenticated(
        "4000008400001280", "threeDSecureRequiredProcessingError", declines_after_authentication="processing_error"
    ),
)
CARDS = BRANDS + COUNTRIES + DECLINES + CHECKS + OUTCOMES + AUTHENTICATION
BY_NUMBER = {card.number: card for card in CARDS}
BY_TOKEN = {token: card for card in CARDS for token in card.tokens}
# These decline codes are error codes too; for the others the error code is card_declined.
CODES = {"authentication_required", "expired_card", "incorrect_cvc", "processing_error"}
MESSAGES = {
    "insufficient_funds": "Your card has insufficient funds.",
    "expired_card": "Your card has expired.",
    "incorrect_cvc": "Your card's security code is incorrect.",
    "processing_error": "An error occurred while processing your card. Try again in a little bit.",
    "card_velocity_exceeded": "Your card was declined for making repeated attempts too frequently.",
    "authentication_required": "Your card was declined. This transaction requires authentication.",
}


def numbered(number: str) -> Card:
    """Return a test card by its number, with or without spaces."""
    digits = "".join(character for character in number if character.isdigit())
    if digits not in BY_NUMBER:
        raise CardFailure("Your card number is incorrect.", "incorrect_number", "number")
    return BY_NUMBER[digits]


def with_token(token: str) -> Card | None:
    """Return the test card of a test token (tok_visa) or a test payment method (pm_card_visa)."""
    return BY_TOKEN.get(token.removeprefix("tok_").removeprefix("pm_card_"))


def declined(decline_code: str, **more: Any) -> CardFailure:
    """Return the card_error of a decline code."""
    code = decline_code if decline_code in CODES else "card_declined"
    message = MESSAGES.get(decline_code, "Your card was declined.")
    return CardFailure(message, code, decline_code=decline_code, **more)
