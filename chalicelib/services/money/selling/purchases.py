"""Open the Checkout page of a purchase (a post, a gift, a tip), and derive the effects of its payment."""

from collections.abc import Callable
from functools import partial
from typing import Any

from chalicelib import config
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
    SUPERSEDED,
    UNDONE,
    Purchase,
)
from chalicelib.models.people import closed
from chalicelib.models.photos import sales
from chalicelib.models.photos.posts import Post
from chalicelib.services.money.creators.sellers import fee_of_amount, find_seller
from chalicelib.services.money.payments import receipts, round_trips
from chalicelib.services.money.payments.effects import Effects
from chalicelib.services.money.selling.gift_months import open_gift
from chalicelib.services.money.selling.pages import opening, terms
from chalicelib.services.money.selling.pages.opening import Offer

# The state of a purchase after each event of a session that was not paid.
UNPAID_SESSIONS = {
    "checkout.session.completed": PROCESSING,
    "checkout.session.async_payment_failed": FAILED,
    "checkout.session.expired": EXPIRED,
}


def left_at(post_id: str = "") -> str:
    """Return where Checkout leads whoever leaves it: an app's buyer of a post goes on to the page that unlocks."""
    return f"/checkout/cancelled?post={post_id}" if post_id else "/checkout/cancelled"


def open_checkout(purchase: Purchase, offer: Offer, back: str) -> tuple[Purchase, str]:
    """Return the purchase whose page the buyer has open for an offer, with its address: this one, or an earlier one.

    Raises PaymentRefused if Stripe refuses the amount or the currency.
    """
    round_trips.check_payer(purchase.buyer_id)
    seller = find_seller(purchase.seller_id)
    purchase.fee = fee_of_amount(int(purchase.amount), str(purchase.currency))
    purchase.details = {**purchase.details, terms.NOTED: offer.terms}
    ask = partial(_ask, purchase, seller.stripe_account_id, back)
    order_id, url = opening.begin(offer, purchase, ask)
    return (purchase if order_id == purchase.id else Purchase.find(order_id)), url


def _ask(purchase: Purchase, destination: str, back: str) -> dict[str, Any]:
    version = purchase.details[terms.NOTED].get(terms.VERSION)
    return payments.open_checkout(
        f"checkout:{purchase.id}",
        kind="purchase",
        order_id=purchase.id,
        title=purchase.details["title"],
        amount=int(purchase.amount),
        currency=purchase.currency,
        destination=destination,
        fee=int(purchase.fee),
        extra=None if version is None else {"offer_version": str(version)},
        success_url=f"{config.PUBLIC_URL}/checkout/done?session_id={{CHECKOUT_SESSION_ID}}",
        cancel_url=f"{config.PUBLIC_URL}{back}",
    )


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
    what = purchase.details.get("title") or "a purchase"
    effects = Effects(origin=parties, what=what, link=receipts.page_of(purchase))
    if not after.paid:
        return effects
    is_right = after.paid >= purchase.amount and origin.currency == purchase.currency
    is_second = purchase.payment_id not in {None, before.id}
    if is_second or (after.is_effective and not is_right):
        # Another payment decides the purchase; this one is only refunded.
        effects.wanted = {f"wrong:{before.id}": after.counted} if after.is_effective else {}
        return effects
    is_open = after.is_effective and is_right
    undone = _undone_before(purchase, before, effects) if is_open else ""
    undone = undone or KINDS[purchase.kind](purchase, is_open, effects)
    if undone:
        effects.wanted[f"{undone}:{before.id}"] = after.counted
    if undone == SUPERSEDED and not before.booked.paid:
        _tell_superseded(purchase, before, after, effects)
    effects.writes.append(purchase.become(undone or state_of(after), before.id))
    return effects


def _undone_before(purchase: Purchase, payment: Payment, effects: Effects) -> str:
    """Return why a payment goes back whatever was bought; else whose account is closed until then loses the sale.

    What was accepted once stays: a dispute that is won gives it back whatever has become of the account.
    """
    decided = undone_as(payment)
    if decided or purchase.payment_id:
        return decided
    if not closed.is_open(purchase.seller_id):
        return SUPERSEDED
    effects.writes.append(partial(closed.expect_open, account_id=purchase.seller_id))
    return ""


def undone_as(payment: Payment) -> str:
    """Return why a payment goes back although its purchase accepted it, or nothing: what was decided stays."""
    return next((reason for reason in UNDONE if f"{reason}:{payment.id}" in payment.wanted), "")


def _tell_superseded(purchase: Purchase, payment: Payment, after: Facts, effects: Effects) -> None:
    """Tell the buyer why the money comes back, in place of a receipt."""
    effects.has_receipt = True
    receipts.add_superseded(purchase, payment.id, after.paid, effects)


def state_of(facts: Facts) -> str:
    """Return the state of a purchase that was paid, by its payment's facts."""
    if facts.refunded >= facts.paid:
        return REFUNDED
    return DISPUTED if facts.is_disputed else PAID


def _open_post(purchase: Purchase, is_effective: bool, effects: Effects) -> str:
    """Open or lock a post for its buyer; return why the payment goes back where the post cannot be opened."""
    grant = Grant(purchase.buyer_id, post_key(purchase.subject_id), source_id=purchase.id)
    held = Grant.held(grant.account_id, grant.key)
    is_mine = held is not None and held.source_id == purchase.id
    if not is_effective:
        if is_mine:
            effects.writes.append(grant.revoke)
        return ""
    if held is not None and not is_mine:
        return DUPLICATE
    if held is None:
        # A buyer who had it before a dispute gets it back, whatever its author has done with it since.
        is_kept = purchase.payment_id is not None
        post = _find_post(purchase, is_kept=is_kept)
        if post is None:
            return SUPERSEDED
        effects.writes.append(partial(sales.count, post=post, is_kept=is_kept))
    effects.writes.append(grant.following(held).put)
    return ""


def _find_post(purchase: Purchase, *, is_kept: bool) -> Post | None:
    if is_kept:
        return sales.held_for_buyers(purchase.subject_id, is_kept=True)
    return terms.find_post(terms.of_purchase(purchase))


def _open_gift(purchase: Purchase, is_effective: bool, effects: Effects) -> str:
    """Add or remove the months of a gift; return why the payment goes back where they cannot be added."""
    if is_effective and not purchase.payment_id and terms.NOTED in purchase.details:
        tier = terms.find_tier(purchase.seller_id, purchase.details[terms.NOTED])
        if tier is None:
            return SUPERSEDED
        effects.writes.append(tier.unchanged)
    return DUPLICATE if open_gift(purchase, is_effective, effects) else ""


def _open_nothing(purchase: Purchase, is_effective: bool, effects: Effects) -> str:
    del purchase, is_effective, effects
    return ""


# How a purchase of each kind is opened. Each returns why it cannot be, where the payment goes back.
KINDS: dict[str, Callable[[Purchase, bool, Effects], str]] = {
    "post": _open_post,
    "tip": _open_nothing,
    "gift": _open_gift,
}
