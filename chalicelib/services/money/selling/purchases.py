"""Open the Checkout page of a purchase (a post, a gift, a tip), and derive the effects of its payment."""

from collections.abc import Callable
from functools import partial

from chalicelib import config
from chalicelib.errors import RossgramError
from chalicelib.gateways import payments
from chalicelib.models.money.grants import Grant, post_key
from chalicelib.models.money.payments.facts import Facts
from chalicelib.models.money.payments.origins import Origin
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.purchases import (
    DISPUTED,
    DUPLICATE,
    EXPIRED,
    FAILED,
    PAID,
    PROCESSING,
    REFUNDED,
    Purchase,
)
from chalicelib.models.photos import sales
from chalicelib.services.money.creators.sellers import fee_of_amount, find_seller
from chalicelib.services.money.payments import receipts
from chalicelib.services.money.payments.effects import Effects
from chalicelib.services.money.selling.gift_months import open_gift

# The state of a purchase after each event of a session that was not paid.
UNPAID_SESSIONS = {
    "checkout.session.completed": PROCESSING,
    "checkout.session.async_payment_failed": FAILED,
    "checkout.session.expired": EXPIRED,
}


def open_checkout(purchase: Purchase, back: str) -> str:
    """Store a purchase, open its Checkout Session, and return the address of its page.

    Raises PaymentRefused if Stripe refuses the amount or the currency.
    """
    seller = find_seller(purchase.seller_id)
    purchase.fee = fee_of_amount(int(purchase.amount), str(purchase.currency))
    purchase.create()
    try:
        session = payments.open_checkout(
            f"checkout:{purchase.id}",
            kind="purchase",
            order_id=purchase.id,
            title=purchase.details["title"],
            amount=int(purchase.amount),
            currency=purchase.currency,
            destination=seller.stripe_account_id,
            fee=int(purchase.fee),
            success_url=f"{config.PUBLIC_URL}/checkout/done?session_id={{CHECKOUT_SESSION_ID}}",
            cancel_url=f"{config.PUBLIC_URL}{back}",
        )
    except RossgramError:
        # If Stripe opened a session nevertheless, nobody has its address.
        purchase.change_unpaid(FAILED)
        raise
    purchase.keep_session(session["id"])
    return str(session["url"])


def note_session(purchase_id: str, event_type: str) -> None:
    """Record that a session ended without a payment, or that its payment is delayed."""
    Purchase(purchase_id).change_unpaid(UNPAID_SESSIONS.get(event_type, PROCESSING))
    if event_type == "checkout.session.async_payment_failed":
        receipts.mail_failed(purchase_id)


def fee_of(purchase_id: str) -> int:
    """Return the platform's fee as it was stored with a purchase."""
    return int(Purchase.find(purchase_id).fee)


def effects_of(before: Payment, after: Facts, origin: Origin) -> Effects:
    """Return a payment's effects on its purchase: the state, and what it opens.

    A purchase accepts one payment of its price: any other payment is refunded.
    """
    purchase = Purchase.find(origin.order_id)
    parties = Origin(creator_id=purchase.seller_id, payer_id=purchase.buyer_id)
    effects = Effects(origin=parties, what=purchase.details.get("title") or "a purchase")
    if not after.paid:
        return effects
    is_right = after.paid >= purchase.amount and origin.currency == purchase.currency
    is_second = purchase.payment_id not in {None, before.id}
    if is_second or (after.is_effective and not is_right):
        # Another payment decides the purchase; this one is only refunded.
        effects.wanted = {f"wrong:{before.id}": after.counted} if after.is_effective else {}
        return effects
    state = state_of(after)
    if KINDS[purchase.kind](purchase, after.is_effective and is_right, effects):
        state = DUPLICATE
        effects.wanted[f"duplicate:{before.id}"] = after.counted
    effects.writes.append(purchase.become(state, before.id))
    return effects


def state_of(facts: Facts) -> str:
    """Return the state of a purchase that was paid, by its payment's facts."""
    if facts.refunded >= facts.paid:
        return REFUNDED
    return DISPUTED if facts.is_disputed else PAID


def _open_post(purchase: Purchase, is_effective: bool, effects: Effects) -> bool:
    """Open or lock a post for its buyer; return True if the post cannot be opened, so that the payment goes back."""
    grant = Grant(purchase.buyer_id, post_key(purchase.subject_id), source_id=purchase.id)
    held = Grant.held(grant.account_id, grant.key)
    is_mine = held is not None and held.source_id == purchase.id
    if not is_effective:
        if is_mine:
            effects.writes.append(grant.revoke)
        return False
    if held is not None and not is_mine:
        return True
    if held is None:
        # A buyer who had it before a dispute gets it back, even if its author deleted it since.
        is_kept = purchase.payment_id is not None
        if not sales.is_open_to_buyers(purchase.subject_id, is_kept=is_kept):
            return True
        effects.writes.append(partial(sales.count, post_id=purchase.subject_id, is_kept=is_kept))
    effects.writes.append(grant.put)
    return False


def _open_nothing(purchase: Purchase, is_effective: bool, effects: Effects) -> bool:
    del purchase, is_effective, effects
    return False


# How a purchase of each kind is opened. Each returns True if it cannot be, so that the payment goes back.
KINDS: dict[str, Callable[[Purchase, bool, Effects], bool]] = {
    "post": _open_post,
    "tip": _open_nothing,
    "gift": open_gift,
}
