"""Write the mails about a payment: a receipt, a refund, a dispute, a failed payment.

Each mail is decided from the payment's facts before and after a change, and is written in the transaction of that
change: it exists once, however often Stripe sends the event.
"""

from functools import partial
from typing import Any

from chalicelib import config
from chalicelib.errors import NotFound
from chalicelib.models.money.payments.facts import Facts
from chalicelib.models.money.payments.origins import Origin
from chalicelib.models.money.payments.payments import Payment
from chalicelib.models.money.selling.purchases import FAILED, Purchase
from chalicelib.models.people.accounts import Account
from chalicelib.models.talk.mails import Mail
from chalicelib.services.money.payments.effects import Effects
from chalicelib.services.talk import mails


def add(before: Payment, after: Facts, origin: Origin, effects: Effects) -> None:
    """Add the mails about a payment to its effects, unless `what` was paid for is unknown."""
    if not effects.what or not after.paid:
        return
    for mail in _mails(before, after, origin, effects):
        effects.writes.append(partial(Mail.add, mail=mail))
        effects.announcements.append(partial(mails.announce, mail.id))


def _mails(before: Payment, after: Facts, origin: Origin, effects: Effects) -> list[Mail]:
    known, made = before.booked, []
    # The version makes the id unique: only one transaction can write it.
    number = int(before.version) + 1
    if not known.paid and not effects.has_receipt:
        values = {**_about(origin, effects), "amount": after.paid, "payment_id": before.id}
        made.append(mails.compose(f"receipt:{before.id}", "receipt", origin.payer_id, **values))
    if after.refunded > known.refunded:
        values = {**_about(origin, effects), "amount": after.refunded - known.refunded}
        made.append(mails.compose(f"refund:{before.id}:{number}", "refund", origin.payer_id, **values))
    if after.is_disputed and not known.is_disputed:
        values = {**_about(origin, effects), "amount": after.disputed, "payment_id": before.id}
        # The creator is told.
        del values["creator"]
        made.append(mails.compose(f"dispute:{before.id}:{number}", "dispute_opened", origin.creator_id, **values))
    return made


def _about(origin: Origin, effects: Effects) -> dict[str, Any]:
    """Return what was paid for and to whom; what has no page of its own has its creator's."""
    creator = _handle(origin.creator_id)
    link = effects.link or _page_of_creator(creator)
    return {"what": effects.what, "currency": origin.currency, "creator": creator, "link": link}


def mail_failed(purchase_id: str) -> None:
    """Tell a buyer by mail that a delayed payment failed. May run twice."""
    purchase = Purchase.find(purchase_id)
    if purchase.state != FAILED:
        return
    creator = _handle(purchase.seller_id)
    mail = mails.compose(
        f"purchase_failed:{purchase.id}",
        "purchase_failed",
        purchase.buyer_id,
        what=purchase.details.get("title") or "a purchase",
        amount=int(purchase.amount),
        currency=purchase.currency,
        creator=creator,
        link=page_of(purchase) or _page_of_creator(creator),
    )
    mail.post()
    mails.announce(mail.id)


def add_superseded(purchase: Purchase, payment_id: str, amount: int, effects: Effects) -> None:
    """Add the mail that tells a buyer that a payment goes back, because the offer had changed before it was paid."""
    creator = _handle(purchase.seller_id)
    mail = mails.compose(
        f"superseded:{payment_id}",
        "purchase_superseded",
        purchase.buyer_id,
        what=effects.what,
        amount=amount,
        currency=purchase.currency,
        creator=creator,
        link=page_of(purchase) or _page_of_creator(creator),
    )
    effects.writes.append(partial(Mail.add, mail=mail))
    effects.announcements.append(partial(mails.announce, mail.id))


def page_of(purchase: Purchase) -> str:
    """Return the address of the page of what a purchase is of, or nothing where it has none of its own."""
    return f"{config.PUBLIC_URL}/unlock/{purchase.subject_id}" if purchase.kind == "post" else ""


def _page_of_creator(handle: str) -> str:
    return f"{config.PUBLIC_URL}/{handle}" if handle.startswith("@") else config.PUBLIC_URL


def _handle(account_id: str) -> str:
    try:
        return f"@{Account.find(account_id).handle}"
    except NotFound:
        return "somebody"
