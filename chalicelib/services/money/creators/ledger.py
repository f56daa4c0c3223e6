"""Read creators' books: every entry, and revenue by day."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import islice

from chalicelib.errors import Unprocessable
from chalicelib.models.money.creators.ledger import BookPage, Entry
from chalicelib.models.money.creators.sellers import Seller
from chalicelib.services import days
from chalicelib.services.people import accounts

# An answer of API Gateway holds 6 MB, and ten thousand entries are read in two seconds.
MOST_ENTRIES = 10_000
MOST_COUNTED = 50_000
MOST_DAYS = 366
TYPES = {"gross": "payment", "refund": "refund", "dispute": "dispute", "fee": "fee"}
TOO_MANY = "Validation failed: There are too many entries in this span; ask for a shorter one"


@dataclass(frozen=True)
class Line:
    """One entry with its payer's handle, empty if the account is deleted or unknown."""

    entry: Entry
    payer: str = ""

    @property
    def net(self) -> int:
        """Return the creator's net of the entry."""
        return net(self.entry.moved)

    @property
    def type(self) -> str:
        """Return the entry's type, by the first part that it moved.

        It is `transfer` if it only settles between accounts, and `stripe_fee` if it only tells what the platform pays.
        """
        other = "transfer" if self.entry.concerns_creator else "stripe_fee"
        return next((name for part, name in TYPES.items() if self.entry.moved.get(part)), other)


@dataclass(frozen=True)
class Sums:
    """Sums of a day, or of one kind of order on it; the last three count entries."""

    gross: int = 0
    fee: int = 0
    refund: int = 0
    dispute: int = 0
    payments: int = 0
    refunds: int = 0
    disputes: int = 0

    @property
    def net(self) -> int:
        """Return gross less fees, refunds and disputes."""
        return self.gross - self.fee - self.refund - self.dispute

    def plus(self, moved: dict[str, int]) -> "Sums":
        """Return the sums with one more entry added."""
        summed = {name: getattr(self, name) + int(moved.get(name, 0)) for name in ("gross", "fee", "refund", "dispute")}
        return replace(
            self,
            **summed,
            payments=self.payments + (moved.get("gross", 0) > 0),
            refunds=self.refunds + (moved.get("refund", 0) > 0),
            disputes=self.disputes + (moved.get("dispute", 0) > 0),
        )


@dataclass
class Day:
    """The sums of one day, in total and by the kind of order."""

    date: date
    total: Sums = field(default_factory=Sums)
    kinds: dict[str, Sums] = field(default_factory=dict)


def net(moved: dict[str, int]) -> int:
    """Return the creator's net of an entry's parts."""
    return Sums().plus(moved).net


def page(creator_id: str, wanted: BookPage) -> tuple[list[Line], bool]:
    """Return a page of a creator's own book, newest first, and whether there are older entries."""
    found = Entry.page_of(creator_id, wanted)
    has_more = len(found) > wanted.limit or bool(wanted.min_id and found)
    return _lines(found[: wanted.limit]), has_more


def whole(creator_id: str, since: int, until: int | None, currency: str) -> list[Line]:
    """Return the entries of a span that move anything of the creator's, oldest first.

    Raises Unprocessable for more than one answer can hold.
    """
    book = Entry.in_book(creator_id, since, until, currency=currency)
    entries = list(islice((entry for entry in book if entry.concerns_creator), MOST_ENTRIES + 1))
    if len(entries) > MOST_ENTRIES:
        raise Unprocessable(TOO_MANY)
    return _lines(entries)


def _lines(entries: Sequence[Entry]) -> list[Line]:
    payers = {entry.payer_id for entry in entries if entry.payer_id}
    handles = {account.id: account.handle for account in accounts.find_all(sorted(payers))}
    return [Line(entry, handles.get(entry.payer_id, "")) for entry in entries]


def revenue(creator_id: str, first: date, last: date, zone: tzinfo = UTC, currency: str = "") -> dict[str, list[Day]]:
    """Return the sums of each day from the first to the last, by currency, including days without revenue.

    A day begins at midnight of the time zone, or at its first second where clocks skip that. Without a currency, every
    currency that occurs is returned, or the one of the creator's payouts if none occurs. Raises Unprocessable for more
    than 366 days or 50,000 entries.
    """
    if not first <= last <= first + timedelta(days=MOST_DAYS - 1):
        raise Unprocessable(f"Validation failed: From must not be after to, and at most {MOST_DAYS} days are counted")
    since, until = days.beginning(first, zone), days.after(last, zone)
    books: dict[str, dict[date, Day]] = {one: {} for one in [currency or _usual_currency(creator_id)] if one}
    for entry in _counted(Entry.in_book(creator_id, since, until, currency=currency)):
        if not entry.concerns_creator:
            continue
        book = books.setdefault(entry.currency, {})
        on = datetime.fromtimestamp(int(entry.at), zone).date()
        _add(book.setdefault(on, Day(on)), entry)
    every = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return {name: [book.get(on) or Day(on) for on in every] for name, book in sorted(books.items())}


def _add(day: Day, entry: Entry) -> None:
    day.total = day.total.plus(entry.moved)
    day.kinds[entry.kind] = day.kinds.get(entry.kind, Sums()).plus(entry.moved)


def _counted(entries: Iterable[Entry]) -> Iterator[Entry]:
    for number, entry in enumerate(entries):
        if number >= MOST_COUNTED:
            raise Unprocessable(TOO_MANY)
        yield entry


def _usual_currency(creator_id: str) -> str:
    seller = Seller.of(creator_id)
    return seller.default_currency if seller else ""
