"""Quotes: an offer to a customer that becomes a subscription or an invoice when it is accepted."""

from local_stripe.api import invoice_items
from local_stripe.api.reading import list_and_retrieve
from local_stripe.api.updating import update_fields
from local_stripe.engine import discounts, invoices, prices, subscriptions
from local_stripe.errors import BadRequest
from local_stripe.routes import post
from local_stripe.state import State
from local_stripe.store import Obj

PATH = "/v1/quotes"
KEPT = ("description", "expires_at", "footer", "header", "metadata")
VALID_SECONDS = 30 * 86400


def create(state: State, params: Obj) -> Obj:
    """Draft a quote."""
    items = prices.priced(state, params.get("line_items", []))
    customer = state.get("customer", params["customer"], "customer")["id"] if params.get("customer") else None
    fields: Obj = {"description": None, "footer": None, "header": None} | {
        "expires_at": state.seconds() + VALID_SECONDS
    }
    fields |= {name: params[name] for name in KEPT if name in params} | {"metadata": params.get("metadata") or {}}
    total = sum(line.amount for line in discounts.lines_of(items))
    fields |= {"amount_subtotal": total, "amount_total": total, "customer": customer, "number": None, "status": "draft"}
    fields |= {"currency": items[0]["price"]["currency"] if items else None, "invoice": None, "subscription": None}
    quote = state.add("quote", fields | {"_items": items})
    state.emit("quote.created", quote)
    return quote


def update(state: State, params: Obj, quote_id: str) -> Obj:
    """Update a quote."""
    quote = state.get("quote", quote_id)
    previous = update_fields(quote, params, *KEPT)
    state.emit("quote.updated", state.save(quote), previous)
    return quote


def finalize(state: State, params: Obj, quote_id: str) -> Obj:
    """Finalize a draft, which needs a customer and line items."""
    quote = _with_status(state, quote_id, "draft")
    if not quote["customer"] or not quote["_items"]:
        raise BadRequest("A quote needs a customer and line items before it is finalized.", "parameter_missing")
    quote |= {"status": "open", "number": f"QT-LOCAL-{len(state.find('quote')):04}"}
    quote["expires_at"] = params.get("expires_at", quote["expires_at"])
    state.emit("quote.finalized", state.save(quote))
    return quote


def accept(state: State, params: Obj, quote_id: str) -> Obj:
    """Accept an open quote: recurring prices start a subscription, one-time prices a draft invoice."""
    del params
    quote = _with_status(state, quote_id, "open")
    if quote["expires_at"] <= state.seconds():
        raise BadRequest("This quote has expired.")
    quote["status"] = "accepted"
    if any(item["price"]["type"] == "recurring" for item in quote["_items"]):
        quote["subscription"] = subscriptions.start(state, {"customer": quote["customer"]}, quote["_items"])["id"]
    else:
        quote["invoice"] = _invoice(state, quote)["id"]
    state.emit("quote.accepted", state.save(quote))
    return quote


def _invoice(state: State, quote: Obj) -> Obj:
    made = [
        invoice_items.create(
            state,
            {"customer": quote["customer"], "pricing": {"price": item["price"]["id"]}, "quantity": item["quantity"]},
        )
        for item in quote["_items"]
    ]
    about = {"billing_reason": "manual", "currency": quote["currency"], "customer": quote["customer"]}
    draft = invoices.draft(state, about, [invoice_items.line(one) for one in made])
    for one in made:
        state.save(one | {"invoice": draft["id"]})
    return draft


def cancel(state: State, params: Obj, quote_id: str) -> Obj:
    """Cancel a quote that is not accepted."""
    del params
    quote = _with_status(state, quote_id, "draft", "open")
    quote["status"] = "canceled"
    state.emit("quote.canceled", state.save(quote))
    return quote


def _with_status(state: State, quote_id: str, *allowed: str) -> Obj:
    quote = state.get("quote", quote_id)
    if quote["status"] not in allowed:
        raise BadRequest(f"This quote is {quote['status']}; that needs one that is {' or '.join(allowed)}.")
    return quote


ROUTES = (
    *list_and_retrieve(PATH, "quote", "Quote", "customer", "status"),
    post(PATH, "QuoteCreateParams", create),
    post(f"{PATH}/{{id}}", "QuoteUpdateParams", update),
    post(f"{PATH}/{{id}}/finalize", "QuoteFinalizeQuoteParams", finalize),
    post(f"{PATH}/{{id}}/accept", "QuoteAcceptParams", accept),
    post(f"{PATH}/{{id}}/cancel", "QuoteCancelParams", cancel),
)
