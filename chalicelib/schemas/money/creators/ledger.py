"""Creators' books, as JSON and as CSV for accounting."""

import csv
import io
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator, Field

from chalicelib.errors import Unprocessable
from chalicelib.models.base import now
from chalicelib.models.money import currencies
from chalicelib.models.money.creators.ledger import BookPage
from chalicelib.schemas.base import Form
from chalicelib.schemas.moments import Day, SomeMoment, Timezone, day_of
from chalicelib.schemas.pages import cut
from chalicelib.schemas.text import timestamp
from chalicelib.services.days import zone_of
from chalicelib.services.money.creators.ledger import Day as BookDay
from chalicelib.services.money.creators.ledger import Line, Sums

if TYPE_CHECKING:
    from chalicelib.schemas import entities

AMOUNTS = ("gross", "fee", "refund", "dispute", "net")
HEAD = (
    *("date", "type", "order_kind", "order_id", "payer", "gross", "fee", "refund", "dispute", "net", "currency"),
    *(f"{name}_decimal" for name in AMOUNTS),
    "payment_id",
)
# Texts that a spreadsheet would run as a formula: https://owasp.org/www-community/attacks/CSV_Injection
FORMULA = re.compile(r"[=+\-@\t\r\n]")
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)
LARGEST_MOMENT = 4_102_444_800


def _currency(value: object) -> object:
    code = str(value).strip().lower()
    if code and code not in currencies.CURRENCIES:
        raise ValueError("must be a currency that can be charged, such as eur")
    return code


Currency = Annotated[str, BeforeValidator(_currency)]
Cursor = Annotated[str, Field(pattern=r"^([0-9]{12}#[0-9A-Za-z_]{1,200}#[0-9]{1,9}(#[a-z]{3})?)?$")]
OneDay = Annotated[Day, Field(ge=EARLIEST, le=LATEST)]


class SpanForm(Form):
    """A span of entries, of one currency or of all: from `since` on and before `until`, or through that day."""

    since: SomeMoment = None
    until: SomeMoment = None
    timezone: Timezone = "UTC"
    currency: Currency = ""

    def span(self) -> tuple[int, int | None]:
        """Return the first second of the span, and the first one after it. Raises Unprocessable for no moments."""
        zone = zone_of(self.timezone)
        since = self.since.first(zone) if self.since else 0
        until = self.until.end(zone) if self.until else None
        if not (0 <= since <= LARGEST_MOMENT and 0 <= (until or 0) <= LARGEST_MOMENT):
            raise Unprocessable("Validation failed: Since and until must lie between 1970 and 2100")
        return since, until


class BookForm(SpanForm):
    """A page of the entries of a span."""

    max_id: Cursor = ""
    min_id: Cursor = ""
    limit: int | None = None

    def page(self) -> BookPage:
        """Return the page, with its limit cut to 1 to 200."""
        limit = cut(self.limit, 40, 200)
        return BookPage(limit, *self.span(), self.currency, self.max_id, self.min_id)


class RevenueForm(Form):
    """The days of a time zone, from midnight to midnight; the last 30 by default."""

    first: Annotated[OneDay | None, Field(alias="from")] = None
    last: Annotated[OneDay | None, Field(alias="to")] = None
    timezone: Timezone = "UTC"
    currency: Currency = ""

    def days(self) -> tuple[date, date]:
        """Return the first and the last day, by default up to today in the zone."""
        last = self.last or day_of(now(), self.timezone)
        return self.first or last - timedelta(days=29), last


def render_line(line: Line) -> "entities.Entry":
    """Return one entry; amounts are in minor units."""
    entry, amounts = line.entry, _amounts(line)
    return {
        "id": entry.id,
        "created_at": timestamp(int(entry.at)),
        "type": line.type,
        "order": {"kind": entry.kind, "id": entry.order_id},
        "campaign_id": entry.campaign_id,
        "payer": {"id": entry.payer_id, "acct": line.payer} if entry.payer_id else None,
        "payment_id": entry.payment_id,
        "currency": entry.currency,
        "gross": amounts["gross"],
        "fee": amounts["fee"],
        "refund": amounts["refund"],
        "dispute": amounts["dispute"],
        "net": amounts["net"],
        "text": currencies.text(line.net, entry.currency),
        "lines": entry.lines,
    }


def _amounts(line: Line) -> dict[str, int]:
    return {name: line.net if name == "net" else int(line.entry.moved.get(name, 0)) for name in AMOUNTS}


def draw_csv(lines: list[Line]) -> str:
    """Return entries as CSV (RFC 4180): amounts in minor units, and again as decimals."""
    drawn = io.StringIO()
    writer = csv.writer(drawn)
    writer.writerow(HEAD)
    for line in lines:
        entry, amounts = line.entry, _amounts(line)
        decimals = [currencies.text(amount, entry.currency).partition(" ")[0] for amount in amounts.values()]
        who = [_plain(text) for text in (entry.kind, entry.order_id, line.payer or entry.payer_id)]
        about = [timestamp(int(entry.at)), line.type, *who]
        writer.writerow([*about, *amounts.values(), entry.currency, *decimals, _plain(entry.payment_id)])
    return drawn.getvalue()


def _plain(text: str) -> str:
    """Quote a text that a spreadsheet would take for a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def render_revenue(first: date, last: date, timezone: str, books: dict[str, list[BookDay]]) -> "entities.Revenue":
    """Return the sums of each day, in minor units."""
    return {
        "from": first.isoformat(),
        "to": last.isoformat(),
        "timezone": timezone,
        "currencies": [
            {"currency": currency, "total": _sums(_total(days)), "days": [_day(day) for day in days]}
            for currency, days in books.items()
        ],
    }


def _total(days: list[BookDay]) -> Sums:
    names = Sums.__dataclass_fields__
    return Sums(**{name: sum(getattr(day.total, name) for day in days) for name in names})


def _day(day: BookDay) -> "entities.RevenueDay":
    kinds = {kind: _sums(sums) for kind, sums in sorted(day.kinds.items())}
    return {"date": day.date.isoformat(), **_sums(day.total), "kinds": kinds}


def _sums(sums: Sums) -> "entities.RevenueSums":
    return {
        "gross": sums.gross,
        "fees": sums.fee,
        "refunds": sums.refund,
        "disputes": sums.dispute,
        "net": sums.net,
        "payments_count": sums.payments,
        "refunds_count": sums.refunds,
        "disputes_count": sums.disputes,
    }
