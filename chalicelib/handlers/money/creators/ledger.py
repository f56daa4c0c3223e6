"""The caller's own book: entries, exports for accounting, and revenue by day."""

import json

from chalice import Blueprint, Response

from chalicelib.errors import Unprocessable
from chalicelib.handlers.door import answers, caller_id, fields, json_response, rows_response
from chalicelib.schemas.money.creators.ledger import (
    BookForm,
    RevenueForm,
    SpanForm,
    draw_csv,
    render_line,
    render_revenue,
)
from chalicelib.services.days import zone_of
from chalicelib.services.money.creators import ledger

bp = Blueprint(__name__)

# A Lambda's answer is 6 MB at most, and contains the body as a JSON string.
LARGEST_ANSWER = 5_500_000


@bp.route("/api/rossgram/v1/ledger", methods=["GET"])
def list_entries() -> Response:
    """Return a page of the caller's own book, newest first: `since`, `until`, `timezone`, `currency`."""
    creator_id = caller_id(bp.current_request, "read")
    lines, has_more = ledger.page(creator_id, BookForm.parse(fields(bp.current_request)).page())
    ids = [line.entry.id for line in lines]
    return rows_response(bp.current_request, [render_line(line) for line in lines], ids, has_more)


@bp.route("/api/rossgram/v1/ledger.json", methods=["GET"])
def export_json() -> Response:
    """Return all entries of a span of the caller's own book at once, oldest first."""
    creator_id = caller_id(bp.current_request, "read")
    form = SpanForm.parse(fields(bp.current_request))
    lines = ledger.whole(creator_id, *form.span(), form.currency)
    return _whole(json_response([render_line(line) for line in lines]))


@bp.route("/api/rossgram/v1/ledger.csv", methods=["GET"])
@answers("text/csv")
def export_csv() -> Response:
    """Return all entries of a span of the caller's own book as CSV, oldest first."""
    creator_id = caller_id(bp.current_request, "read")
    form = SpanForm.parse(fields(bp.current_request))
    lines = ledger.whole(creator_id, *form.span(), form.currency)
    headers = {"Content-Type": "text/csv; charset=utf-8", "Content-Disposition": 'attachment; filename="ledger.csv"'}
    return _whole(Response(draw_csv(lines), headers, 200))


@bp.route("/api/rossgram/v1/revenue", methods=["GET"])
def get_revenue() -> Response:
    """Return the sums of each day, by currency and kind: `from`, `to`, `timezone`, `currency`; at most 366 days."""
    creator_id = caller_id(bp.current_request, "read")
    form = RevenueForm.parse(fields(bp.current_request))
    first, last = form.days()
    books = ledger.revenue(creator_id, first, last, zone_of(form.timezone), form.currency)
    return json_response(render_revenue(first, last, form.timezone, books))


def _whole(answer: Response) -> Response:
    if len(json.dumps(answer.body)) > LARGEST_ANSWER:
        raise Unprocessable(ledger.TOO_MANY)
    return answer
