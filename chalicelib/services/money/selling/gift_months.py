"""Add and remove the months of a tier that a gift gives its recipient."""

from calendar import monthrange
from datetime import UTC, datetime

from chalicelib import config
from chalicelib.errors import NotFound
from chalicelib.models.base import new_id, now
from chalicelib.models.money.grants import Grant, gift_key, tier_key
from chalicelib.models.money.selling.purchases import Purchase
from chalicelib.models.people.accounts import Account
from chalicelib.models.talk.mails import Mail
from chalicelib.services.money.payments.effects import Effects
from chalicelib.services.talk import mails

# The key in a purchase's details of the span that the gift added: [start, end], while the gift is effective.
SPAN = "span"
# The key of the grant as the gift last wrote it: [level, end, id of the change, start of the first gift]. The grant is
# open before that start too, because its recipient is a subscriber until then.
LEFT = "left"


def open_gift(purchase: Purchase, is_effective: bool, effects: Effects) -> bool:
    """Add a gift's months to its recipient's grant, or remove exactly these; tell whether they cannot be added.

    The span that was added is stored in the purchase's details, in the same transaction. A gift cannot be added to one
    of another level, because a grant has one level.
    """
    held = Grant.held(purchase.recipient_id or "", gift_key(purchase.seller_id))
    span = purchase.details.get(SPAN)
    if is_effective and not span:
        return _add_months(purchase, held, effects)
    if span and not is_effective:
        _remove_months(purchase, held, effects)
    return False


def months_after(start: int, months: int) -> int:
    """Return the moment some calendar months later; a day that the month lacks becomes its last day."""
    begun = datetime.fromtimestamp(start, UTC)
    month = begun.month - 1 + months
    year, month = begun.year + month // 12, month % 12 + 1
    return int(begun.replace(year=year, month=month, day=min(begun.day, monthrange(year, month)[1])).timestamp())


def _add_months(purchase: Purchase, held: Grant | None, effects: Effects) -> bool:
    level, at = int(purchase.details["level"]), now()
    is_held = held is not None and held.is_open(at)
    if held is not None and is_held and held.level != level:
        return True
    start = max(at, int(held.expires_at or 0) if held and is_held else 0, _subscribed_until(purchase, level))
    until = months_after(start, int(purchase.details["months"]))
    purchase.details = {**purchase.details, SPAN: [start, until]}
    _write_grant(purchase, held, [level, until], _first_start(held) if held and is_held else start, effects)
    _add_mail(purchase, until, effects)
    return False


def _subscribed_until(purchase: Purchase, level: int) -> int:
    """Return until when the recipient has a subscription of that level or a higher one."""
    held = Grant.held(purchase.recipient_id or "", tier_key(purchase.seller_id))
    return int(held.expires_at or 0) if held and held.level >= level else 0


def _remove_months(purchase: Purchase, held: Grant | None, effects: Effects) -> None:
    """Remove what is left of a gift's months; later gifts move forward and keep all of their days."""
    start, until = purchase.details[SPAN]
    if held is not None:
        first, at = _first_start(held), now()
        left = int(held.expires_at or 0) - max(0, until - max(start, at))
        # If no gift is left, the time before the first gift's start is closed too.
        _write_grant(purchase, held, [int(held.level), left if left > first else min(left, at)], first, effects)
    purchase.details = {name: value for name, value in purchase.details.items() if name != SPAN}


def _first_start(held: Grant) -> int:
    """Return the start of the first gift in a grant, as the last gift that changed the grant stored it."""
    source = Purchase.find(held.source_id)
    return int(source.details[LEFT][3])


def _write_grant(purchase: Purchase, held: Grant | None, says: list[int], first: int, effects: Effects) -> None:
    purchase.details = {**purchase.details, LEFT: [*says, new_id(), first]}
    effects.writes.append(grant_of(purchase).replace(held))


def grant_of(purchase: Purchase) -> Grant:
    """Return the grant as a gift last wrote it."""
    level, until, *_ = purchase.details[LEFT]
    key = gift_key(purchase.seller_id)
    return Grant(purchase.recipient_id or "", key, source_id=purchase.id, level=level, expires_at=until)


def change_id(purchase: Purchase) -> int:
    """Return the id of a gift's last change of its grant; later changes have greater ids."""
    return int(purchase.details[LEFT][2])


def _add_mail(purchase: Purchase, until: int, effects: Effects) -> None:
    creator, giver = _name(purchase.seller_id), _name(purchase.buyer_id)
    mail = mails.compose(
        f"gift:{purchase.id}",
        "gift_received",
        purchase.recipient_id or "",
        giver=giver,
        what=purchase.details["title"],
        creator=creator,
        until=until,
        link=f"{config.PUBLIC_URL}/{creator}",
    )
    effects.writes.append(lambda writes: Mail.add(writes, mail))
    effects.announcements.append(lambda: mails.announce(mail.id))


def _name(account_id: str) -> str:
    try:
        return f"@{Account.find(account_id).handle}"
    except NotFound:
        return "Somebody"
