"""Stop what a suspended account is paid for, and what it pays for: nobody is charged who cannot have what they pay.

Its subscriptions, and those to it, end when what is paid ends; no money goes back by itself. Of an account whose owner
is shut out its own end alone, since others have it as before. A promise of its own stands for that beside those about
pages (models/money/selling/closings.py), so the sweeper finds what a crash left.
"""

from collections.abc import Callable

from chalicelib.errors import NotFound
from chalicelib.gateways import queue
from chalicelib.models.money.selling.closings import SUSPENDED as PREFIX
from chalicelib.models.money.selling.closings import Closing
from chalicelib.models.money.selling.subscriptions import Subscription
from chalicelib.models.paging import Page, Turned
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.closed import SUSPENDED
from chalicelib.services.money.selling import periods, subscriptions
from chalicelib.services.people.door import endings
from chalicelib.services.talk import mails

# Each is a call or two of Stripe, and the queue's function has a minute.
ENDED_AT_ONCE = 25
SOLD, OWN = "sold", "own"
SIDES: dict[str, Callable[[str, Page], Turned[str]]] = {
    SOLD: Subscription.ids_of_creator,
    OWN: Subscription.ids_of_subscriber,
}


def promise_of(account_id: str) -> Closing:
    """Return the promise to stop what an account is paid for and pays for, to be written with what a moderator did."""
    return Closing(f"{PREFIX}{account_id}")


def announce(account_id: str, *, is_late: bool = False) -> None:
    """Have that promise kept soon, or late, when indexes have learned of what was begun just before the suspension."""
    send = queue.announce if is_late else queue.send
    send("refunds", offer=f"{PREFIX}{account_id}")


def finish(offer: str, after: str = "", promise: Closing | None = None) -> None:
    """End the sessions and a page of the subscriptions of an account that nobody signs in to, and queue the next page.

    May run twice, and be cut anywhere. Of an account that is open again nothing is ended.
    """
    account_id = offer.removeprefix(PREFIX)
    side, _, last = (after or f"{SOLD}:").partition(":")
    ending = _ending(account_id)
    if side not in ending:
        side, last = OWN, ""
    if not after and ending:
        endings.end_all(account_id)
    onward = _stop(account_id, side, last) if ending else ""
    if onward:
        queue.send("refunds", offer=offer, after=onward)
    elif promise:
        promise.end()


def _ending(account_id: str) -> tuple[str, ...]:
    """Return which subscriptions end as the account stands."""
    try:
        account = Account.find(account_id)
    except NotFound:
        return ()
    if account.closed == SUSPENDED:
        return (SOLD, OWN)
    return (OWN,) if account.disabled_at else ()


def _stop(account_id: str, side: str, last: str) -> str:
    """Return where the next page begins; nothing at the end."""
    turned = SIDES[side](account_id, Page(limit=ENDED_AT_ONCE, max_id=last))
    for row in Subscription.find_all(turned.rows):
        if row.begun_with and row.status in periods.LIVING and not row.is_duplicate and not row.cancel_at:
            _end(row, is_told=side == SOLD)
    if turned.has_more:
        return f"{side}:{turned.rows[-1]}"
    return f"{OWN}:" if side == SOLD else ""


def _end(row: Subscription, *, is_told: bool) -> None:
    if is_told:
        creator = Account.find(row.creator_id).handle
        mail = mails.compose(f"stopped:{row.stripe_id}", "subscription_stopped", row.subscriber_id, creator=creator)
        mail.post()
        mails.announce(mail.id)
    subscriptions.cancel(row.subscriber_id, row.id)
