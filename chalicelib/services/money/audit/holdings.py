"""Compare what moved the balances at Stripe with our books: by balance transactions since the last mark.

Every movement of the platform's balance is of a sale and then in our books, or it goes to or comes from the operator's
bank, or belongs to something else that uses the same Stripe account. The balances of the creators who were paid are
compared as sums.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field

from chalicelib.errors import NotFound
from chalicelib.gateways import payments
from chalicelib.models.base import now
from chalicelib.models.money import currencies
from chalicelib.models.money.payments.balance_marks import BalanceMark
from chalicelib.services.money.audit import creator_holdings
from chalicelib.services.money.audit.movements import EXTERNAL, PAYOUT, SALES, TOP_UP, Movement, look

log = logging.getLogger(__name__)

HOUR, DAY = 3600, 86400
PLATFORM = "platform"
# Younger movements may be on their way: their event waits in a queue, or the reconciliation learns them.
SETTLING = 2 * HOUR
# Where the first look begins: the reconciliation has learned by then what lies after it.
FIRST = 4 * DAY
# What one run reads at most: it goes on an hour later where it stopped.
SEGMENT, MOST_MOVEMENTS, MOST_ACCOUNTS, MOST_DIFFERING = HOUR, 2_000, 50, 100
# Accounts that wait to be compared: from here on the movements wait as well.
MOST_UNLOOKED = 2_000

# Each name of what a balance moves by, in words.
NAMES = {
    SALES: "sales, less refunds, disputes and what Stripe took",
    PAYOUT: "paid out to the bank",
    TOP_UP: "paid in from the bank",
    EXTERNAL: "of something else that uses this Stripe account",
}
Sums = dict[str, dict[str, int]]


class BalancesDiffer(Exception):
    """A balance at Stripe moved by something that our books do not have."""


@dataclass
class Comparison:
    """The result of a look: how many movements it read, their sums by name and currency, and what differs.

    `differing` are words by the id of the movement or of the connected account; `paid` are the accounts that were paid
    and that are not compared yet.
    """

    through: int = 0
    looked_at: int = 0
    sums: Sums = field(default_factory=dict)
    differing: dict[str, str] = field(default_factory=dict)
    paid: dict[str, None] = field(default_factory=dict)

    def add(self, moved: Movement) -> None:
        """Add one movement."""
        self.looked_at += 1
        _add(self.sums, moved.name, moved.currency, moved.net)
        if moved.difference:
            self.differing[moved.id] = moved.difference
        if moved.destination:
            self.paid[moved.destination] = None

    def has_room(self) -> bool:
        """Tell whether a run may read on: what it found, and what it leaves to the next one, fits into the mark."""
        is_short = self.looked_at < MOST_MOVEMENTS and len(self.paid) < MOST_UNLOOKED
        return is_short and len(self.differing) < MOST_DIFFERING

    def compare_accounts(self) -> None:
        """Compare what the accounts hold that were paid, the longest unlooked first; the rest stays in `paid`."""
        looked_at = list(self.paid)[:MOST_ACCOUNTS]
        self.differing.update(creator_holdings.differing(looked_at))
        self.paid = {one: None for one in self.paid if one not in looked_at}

    def lines(self) -> list[str]:
        """Return the result in plain words: what moved the balance, and each difference."""
        moved = [
            f"{NAMES[name]}: {', '.join(currencies.text(net, one) for one, net in sorted(nets.items()))}"
            for name, nets in sorted(self.sums.items())
        ]
        return [*moved, *(f"DIFFERS {words}" for words in self.differing.values()), str(self)]

    def __str__(self) -> str:
        """Return the result in one sentence."""
        left = f"; accounts left to compare: {len(self.paid)}" if self.paid else ""
        return f"{self.looked_at} movements of the balance; {len(self.differing)} differ from the books{left}"


def compare(since: int, until: int) -> Comparison:
    """Compare the movements of a span with our books, and the balances of the creators whom they paid."""
    found = Comparison(through=until)
    _compare_span(found, since, until)
    found.compare_accounts()
    return found


def advance() -> Comparison:
    """Compare what has moved since the last mark, in bounded segments, and what differed or was left; move the mark.

    May run twice, and at the same time: only one of them moves the mark.
    """
    mark = BalanceMark.read(PLATFORM)
    end, found = now() - SETTLING, Comparison(sums=mark.sums, through=int(mark.through) or now() - FIRST)
    found.differing, found.paid = dict(_still_differing(mark.differing)), dict.fromkeys(mark.unlooked)
    while found.through < end and found.has_room():
        since, found.through = found.through, min(found.through + SEGMENT, end)
        _compare_span(found, since, found.through)
    found.compare_accounts()
    mark.move(found.through, found.sums, found.differing, list(found.paid))
    return found


def watch() -> None:
    """Compare what has moved; log each difference and raise BalancesDiffer, for the alarm, if there is one."""
    if not payments.takes_money():
        return
    found = advance()
    for difference in found.differing.values():
        log.error("Stripe's balance differs: %s", difference)
    if found.differing:
        raise BalancesDiffer(f"{found}; `make reconcile` shows them")
    log.info("Stripe's balance agrees: %s", found)


def _compare_span(found: Comparison, since: int, until: int) -> None:
    for moved in payments.lists.balance_transactions(since, until, expand=("data.source",)):
        found.add(look(moved))


def _still_differing(differing: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what differed at the last look and still does."""
    for one in differing:
        if one.startswith("acct_"):
            yield from creator_holdings.differing([one]).items()
            continue
        try:
            again = look(payments.find_balance_transaction(one, expand=("source",)))
        except NotFound:
            continue
        if again.difference:
            yield one, again.difference


def _add(sums: Sums, name: str, currency: str, net: int) -> None:
    held = sums.setdefault(name, {})
    held[currency] = held.get(currency, 0) + net
