"""Keep the promise to close the Checkout pages of an offer that has changed.

What is paid on such a page before it is closed goes back when the payment is settled (terms.py says which).
"""

from itertools import islice

from chalicelib.errors import Unavailable
from chalicelib.gateways import queue
from chalicelib.models.base import now, wait_a_little
from chalicelib.models.money.selling.checkout_pages import CheckoutPage
from chalicelib.models.money.selling.closings import SUSPENDED, Closing
from chalicelib.services.money.selling.pages import opening, terms

# Each page is a call or two of Stripe, and the queue's function has a minute.
MOST_PAGES = 50
# Younger promises are still in the queue; those that failed are queued again after an hour.
FRESH_SECONDS, PATIENCE_SECONDS = 120, 3600
RACES = 5


def finish(offer: str, after: str = "", token: str = "") -> None:
    """Close the pages of an offer that do not sell what is offered now. May run twice, and be cut anywhere.

    The pages come in the order of their places, from `after` on; the rest is another message's, which ends with its
    promise: `token` names that. What stands for a suspended account is for lifecycle/stopping.py.
    """
    promise = Closing.of(offer)
    if offer.startswith(SUSPENDED):
        # What sells subscriptions is as large as the rest of this function, and a moderator suspends seldom.
        from chalicelib.services.money.selling.lifecycle import stopping  # noqa: PLC0415

        stopping.finish(offer, after, promise)
        return
    if promise is None or token not in {"", promise.token}:
        return
    pages = list(islice(CheckoutPage.of(offer, after, MOST_PAGES), MOST_PAGES))
    owner_id = offer.partition(":")[2]
    for page in pages:
        if not terms.hold(owner_id, page.terms):
            _close(page)
    if len(pages) == MOST_PAGES:
        queue.send("refunds", offer=offer, after=pages[-1].place, token=promise.token)
        return
    promise.end()


def _close(page: CheckoutPage) -> None:
    """Close a page. Whoever is opening it finds its row gone, and gives nobody its address."""
    for attempt in range(RACES):
        if page.session_id:
            opening.expire(page.session_id)
        held = None if page.end() else CheckoutPage.held(page.offer, page.place)
        if held is None or held.order_id != page.order_id:
            # What was opened since was opened for what is offered now.
            return
        page = held
        wait_a_little(attempt)
    raise Unavailable


def queue_due(most: int) -> int:
    """Queue the promises that are due for some time, as a crash leaves them, and return how many there were."""
    due = Closing.due_ids(now() - FRESH_SECONDS, most)
    for offer in due:
        queue.send("refunds", offer=offer)
        promise = Closing.of(offer)
        if promise:
            promise.put_off(now() + PATIENCE_SECONDS)
    return len(due)
