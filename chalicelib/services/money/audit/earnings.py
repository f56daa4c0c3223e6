"""Sum up what the platform earned and what Stripe took of it, by month and currency."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from chalicelib.models.money import currencies
from chalicelib.models.money.creators.ledger import Entry


@dataclass
class Month:
    """A month in UTC and one currency: the platform's fees less those given back, and what Stripe took."""

    month: str
    currency: str
    fees: int = 0
    taken: int = 0

    def __str__(self) -> str:
        """Return the month in one line."""
        left = currencies.text(self.fees - self.taken, self.currency)
        fees, taken = currencies.text(self.fees, self.currency), currencies.text(self.taken, self.currency)
        return f"{self.month}: our fees {fees}, Stripe took {taken}, left {left}"


def by_month() -> list[Month]:
    """Return every month with entries, in order. It scans the ledger, and is for an operator alone."""
    sums: dict[tuple[str, str], Month] = {}
    for month, currency, platform, taken in _moves():
        held = sums.setdefault((month, currency), Month(month, currency))
        # The account `platform` is our fees less what Stripe took.
        held.fees, held.taken = held.fees + platform + taken, held.taken + taken
    return [sums[key] for key in sorted(sums)]


def _moves() -> Iterator[tuple[str, str, int, int]]:
    for entry in Entry.scan_all():
        platform, taken = int(entry.lines.get("platform", 0)), int(entry.lines.get("stripe", 0))
        if platform or taken:
            yield f"{datetime.fromtimestamp(int(entry.at), UTC):%Y-%m}", entry.currency, platform, taken
