"""Tell what keeps an account from leaving: money that somebody still expects, either way."""

from collections.abc import Callable, Iterator

from chalicelib.models.money.creators.ledger import Balance
from chalicelib.models.money.funding.campaigns import Campaign
from chalicelib.models.money.funding.pledges import PENDING, PLEDGED, Pledge
from chalicelib.models.money.selling.subscriptions import Subscription
from chalicelib.models.paging import Page, Turned
from chalicelib.services.money.selling import periods

PAGE = 80


def left(account_id: str) -> list[str]:
    """Return a sentence for each thing that has to end before an account may leave; none where it may."""
    found = []
    if number := Campaign.under_way(account_id):
        found.append(f"{number} of your campaigns raise or collect money: cancel them, or wait until they have ended.")
    if number := sum(1 for _ in subscribers(account_id)):
        found.append(f"{number} subscriptions to you go on: say that they end, and wait until what was paid is over.")
    if number := sum(1 for pledge in _pledges(account_id) if pledge.state in (PENDING, *PLEDGED)):
        found.append(f"{number} of your pledges are not charged yet: cancel them, or wait until they are.")
    if any(book.owed or book.clearing for book in Balance.of(account_id)):
        found.append("A refund or a dispute of what you sold is not settled yet: wait until it is.")
    return found


def subscribers(account_id: str) -> Iterator[Subscription]:
    """Yield the subscriptions to a creator that live at Stripe, or of which something is paid for still."""
    for ids in _pages(lambda page: Subscription.ids_of_creator(account_id, page)):
        for row in Subscription.find_all(ids):
            if row.status in periods.LIVING and not row.is_duplicate:
                yield row


def _pledges(account_id: str) -> Iterator[Pledge]:
    for ids in _pages(lambda page: Pledge.ids_by(account_id, page)):
        yield from Pledge.find_all(ids)


def _pages(read: Callable[[Page], Turned[str]]) -> Iterator[list[str]]:
    turned = read(Page(limit=PAGE))
    while turned.rows:
        yield turned.rows
        if not turned.has_more:
            return
        turned = read(Page(limit=PAGE, max_id=turned.rows[-1]))
