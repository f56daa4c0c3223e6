"""Keep the status of creators' connected accounts: whether they may charge, and which requirements are open.

Events and return pages are not trusted: each of them only triggers a read at Stripe.
"""

from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import Any

from chalicelib import config
from chalicelib.errors import NotFound, Unavailable
from chalicelib.gateways import payments
from chalicelib.gateways.payments import Event
from chalicelib.models.base import GuardFailed, now, wait_a_little
from chalicelib.models.money.creators.sellers import AccountStatus, Seller
from chalicelib.models.money.payments.origins import Write, write_all
from chalicelib.models.money.payments.stripe_events import StripeEvent
from chalicelib.models.talk.mails import Mail
from chalicelib.services.talk import mails

RACES = 12
DUE = ("currently_due", "past_due", "eventually_due", "pending_verification", "disabled_reason")


def page_url() -> str:
    """Return the address of the page on which a creator continues onboarding; it asks for their password."""
    return f"{config.PUBLIC_URL}/checkout/selling"


def account_changed(event: Event) -> None:
    """Refresh the seller of a connected account that an event is about; other platforms' accounts are ignored."""
    stripe_account_id = event.account or event.object.get("account") or event.object["id"]
    seller = _seller_of(str(stripe_account_id), event)
    if seller is None:
        StripeEvent.apply_nothing(event.id)
        return
    refresh(seller.account_id, _reported_by(event), event.id)


def payout_failed(event: Event) -> None:
    """Tell a creator by mail that a payout to their bank failed."""
    payout, seller = event.object, Seller.of_stripe_account(event.account) if event.account else None
    if seller is None:
        StripeEvent.apply_nothing(event.id)
        return
    mail = mails.compose(
        f"payout_failed:{payout['id']}",
        "payout_failed",
        seller.account_id,
        amount=int(payout["amount"]),
        currency=payout["currency"],
        reason=payout.get("failure_message") or payout.get("failure_code") or "it gave no reason",
        link=page_url(),
    )
    # If the event was applied meanwhile, its mail exists already.
    with suppress(GuardFailed):
        write_all(StripeEvent.mark_applied(event.id), partial(Mail.add, mail=mail))
        mails.announce(mail.id)


def _seller_of(stripe_account_id: str, event: Event) -> Seller | None:
    """Return the seller of a connected account. Its first event may arrive before its id is stored."""
    owner = payments.row_in_metadata(event.object.get("metadata")) if event.object.get("object") == "account" else None
    if owner is None or owner[0] != "account":
        return Seller.of_stripe_account(stripe_account_id)
    seller = Seller.of(owner[1])
    if seller and not seller.stripe_account_id and seller.set_stripe_account(stripe_account_id):
        return Seller.find(seller.account_id)
    return seller if seller and seller.stripe_account_id == stripe_account_id else None


def _reported_by(event: Event) -> AccountStatus | None:
    """Return the status that an event reports, for an account that Stripe does not show us any more."""
    if event.type == "account.updated":
        return status_of(event.object, event.created)
    return AccountStatus(event.created) if event.type == "account.application.deauthorized" else None


def refresh(account_id: str, fallback: AccountStatus | None = None, event_id: str = "") -> Seller:
    """Update a seller's row from Stripe, and tell the creator by mail if charges were disabled.

    `fallback` is used where Stripe has no such account, unless it is older than the row. An event is marked as applied
    in the same transaction.
    """
    for attempt in range(RACES):
        # The row is read before Stripe is asked, and written only if it is unchanged: of two simultaneous runs, the
        # older answer cannot overwrite the newer one.
        seller = Seller.find(account_id)
        if event_id and StripeEvent.find(event_id).is_applied:
            return seller
        reported = _fetch(seller, fallback)
        if reported is None:
            if event_id:
                StripeEvent.apply_nothing(event_id)
            return seller
        try:
            return _write(seller, reported, event_id)
        except GuardFailed:
            wait_a_little(attempt)
    raise Unavailable


def _fetch(seller: Seller, fallback: AccountStatus | None) -> AccountStatus | None:
    """Return the status at Stripe, or the fallback if it is newer; of the same second, only if it stops selling."""
    known_at = int(seller.checked_at)
    try:
        return status_of(payments.find_account(seller.stripe_account_id or ""), max(now(), known_at))
    except NotFound:
        if fallback is None:
            return None
        is_later = fallback.at > known_at or (fallback.at == known_at and not fallback.charges_enabled)
        return fallback if is_later else None


def status_of(found: Mapping[str, Any], at: int) -> AccountStatus:
    """Return the status that an Account object shows at a moment."""
    due = found.get("requirements") or {}
    return AccountStatus(
        at,
        charges_enabled=bool(found.get("charges_enabled")),
        payouts_enabled=bool(found.get("payouts_enabled")),
        requirements={name: due[name] for name in DUE if due.get(name)},
        country=found.get("country") or "",
        default_currency=found.get("default_currency") or "",
    )


def _write(seller: Seller, reported: AccountStatus, event_id: str) -> Seller:
    writes: list[Write] = [StripeEvent.mark_applied(event_id)] if event_id else []
    has_stopped = bool(seller.charges_enabled) and not reported.charges_enabled
    mail_id = f"selling_stopped:{seller.account_id}:{int(seller.version) + 1}"
    if has_stopped:
        mail = mails.compose(mail_id, "selling_stopped", seller.account_id, link=page_url())
        writes.append(partial(Mail.add, mail=mail))
    seller.update_status(reported, writes)
    if has_stopped:
        mails.announce(mail_id)
    return Seller.find(seller.account_id)
