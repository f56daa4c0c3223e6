"""Give one trial for each card and creator."""

from typing import Any

from chalicelib.models.money.payments.origins import Write
from chalicelib.models.money.selling.subscriptions import Subscription
from chalicelib.models.money.selling.trial_cards import TrialCard


def card_of(row: Subscription, found: dict[str, Any]) -> str | None:
    """Return the key of the card that a subscription at Stripe is to be paid with, if Stripe shows it."""
    method = found.get("default_payment_method")
    about = method.get(method.get("type")) if isinstance(method, dict) else None
    fingerprint = (about or {}).get("fingerprint")
    return TrialCard.key_of(row.creator_id, str(fingerprint)) if fingerprint else None


def is_second(row: Subscription) -> bool:
    """Tell whether a trial's card had a trial with this creator before, from any account."""
    return bool(row.status == "trialing" and row.trial_card and not TrialCard.is_free(row.trial_card, row.id))


def claims(row: Subscription) -> list[Write]:
    """Return the writes that use up the trial of a card: of two accounts at once, one of them fails."""
    if row.status != "trialing" or not row.trial_card:
        return []
    return [TrialCard(row.trial_card, subscription_id=row.id).claim()]
