"""Invoices: drafts, finalization, payment, and their ends."""

from local_stripe.api import invoice_items
from local_stripe.api.reading import list_and_retrieve, page
from local_stripe.api.updating import update_fields
from local_stripe.engine import billing, invoices, payment_methods
from local_stripe.errors import BadRequest, CardFailure
from local_stripe.routes import Route, get, post
from local_stripe.state import State
from local_stripe.store import Obj

PATH = "/v1/invoices"
KEPT = ("auto_advance", "collection_method", "default_payment_method", "description", "due_date", "footer", "metadata")
DAY = 86400


def create(state: State, params: Obj) -> Obj:
    """Draft an invoice of a customer, with the pending items if the request includes them."""
    customer = state.get("customer", params.get("customer", ""), "customer")
    wants_items = params.get("pending_invoice_items_behavior") == "include"
    items = invoice_items.pending(state, customer["id"], params.get("currency")) if wants_items else []
    currency = items[0]["currency"] if items else params.get("currency", "usd").lower()
    items = [one for one in items if one["currency"] == currency]
    fields: Obj = {name: params[name] for name in KEPT if name in params and params[name] != ""}
    fields |= {"billing_reason": "manual", "currency": currency, "customer": customer["id"]}
    if params.get("collection_method") == "send_invoice":
        fields["due_date"] = _due_date(state, params)
    if params.get("auto_advance"):
        fields["_due_at"] = state.seconds() + invoices.DRAFT_SECONDS
    draft = invoices.draft(state, fields, [invoice_items.line(one) for one in items])
    for one in items:
        state.save(one | {"invoice": draft["id"]})
    return draft


def _due_date(state: State, params: Obj) -> int:
    if ("days_until_due" in params) == ("due_date" in params):
        text = "An invoice that is sent needs either `days_until_due` or `due_date`."
        raise BadRequest(text, "parameter_missing", "days_until_due")
    return int(params.get("due_date") or state.seconds() + params["days_until_due"] * DAY)


def update(state: State, params: Obj, invoice_id: str) -> Obj:
    """Update a draft; of a finalized invoice the metadata and the payment method only."""
    invoice = state.get("invoice", invoice_id)
    names = KEPT if invoice["status"] == "draft" else ("default_payment_method", "metadata")
    if set(params) - set(names) - {"expand"}:
        invoices.check_status(invoice, "draft")
    previous = update_fields(invoice, params, *names)
    state.emit("invoice.updated", state.save(invoice), previous)
    return invoice


def delete(state: State, params: Obj, invoice_id: str) -> Obj:
    """Delete a draft; its items become pending again."""
    del params
    invoice = state.get("invoice", invoice_id)
    invoices.check_status(invoice, "draft")
    for one in state.find("invoiceitem", invoice=invoice_id):
        state.save(one | {"invoice": None})
    state.emit("invoice.deleted", invoice)
    return state.delete(invoice)


def finalize(state: State, params: Obj, invoice_id: str) -> Obj:
    """Finalize a draft; one whose total is zero is then paid."""
    del params
    invoice = invoices.finalize(state, state.get("invoice", invoice_id) | {"_due_at": None})
    return invoices.mark_paid(state, invoice) if not invoice["amount_due"] else invoice


def pay(state: State, params: Obj, invoice_id: str) -> Obj:
    """Pay an invoice, which finalizes a draft; raises the decline, as Stripe does."""
    invoice = state.get("invoice", invoice_id)
    if invoice["status"] == "draft":
        invoice = invoices.finalize(state, invoice | {"_due_at": None})
    invoices.check_status(invoice, "open", "uncollectible")
    if params.get("paid_out_of_band"):
        return invoices.mark_paid(state, invoice)
    about = (invoice["parent"] or {}).get("subscription_details")
    if about and not params.get("payment_method"):
        billing.collect(state, state.get("subscription", about["subscription"]), invoice)
        return state.get("invoice", invoice_id)
    method = params.get("payment_method") or invoices.method_of(state, invoice)
    payment_methods.check_owner(payment_methods.find(state, method), invoice["customer"])
    try:
        return invoices.pay(state, invoice, method, {})
    except CardFailure as failure:
        invoices.fail(state, state.get("invoice", invoice_id), failure)
        raise


def send(state: State, params: Obj, invoice_id: str) -> Obj:
    """Send an invoice to its customer, which finalizes a draft; no mail is sent."""
    del params
    invoice = state.get("invoice", invoice_id)
    if invoice["collection_method"] != "send_invoice":
        raise BadRequest("You can only send invoices with `collection_method` `send_invoice`.", "", "collection_method")
    if invoice["status"] == "draft":
        invoice = invoices.finalize(state, invoice | {"_due_at": None})
    state.emit("invoice.sent", invoice)
    return invoice


def void(state: State, params: Obj, invoice_id: str) -> Obj:
    """Void a finalized invoice."""
    del params
    return invoices.close(state, state.get("invoice", invoice_id), "void")


def mark_uncollectible(state: State, params: Obj, invoice_id: str) -> Obj:
    """Mark a finalized invoice uncollectible."""
    del params
    return invoices.close(state, state.get("invoice", invoice_id), "uncollectible")


def list_all(state: State, params: Obj) -> Obj:
    """List invoices by customer, status, collection method and subscription."""
    names = ("customer", "status", "collection_method")
    found = state.find("invoice", **{name: params[name] for name in names if name in params})
    if "subscription" in params:
        found = [one for one in found if _subscription(one) == params["subscription"]]
    return page(PATH, found, params)


def _subscription(invoice: Obj) -> str | None:
    about = (invoice["parent"] or {}).get("subscription_details") or {}
    return about.get("subscription")


def list_lines(state: State, params: Obj, invoice_id: str) -> Obj:
    """List the lines of an invoice."""
    return page(f"{PATH}/{invoice_id}/lines", state.get("invoice", invoice_id)["lines"]["data"], params)


def list_payments(state: State, params: Obj) -> Obj:
    """List the payments of invoices."""
    wanted = {name: params[name] for name in ("invoice", "status") if name in params}
    found, paying = state.find("invoice_payment", **wanted), params.get("payment", {})
    found = [one for one in found if paying.items() <= one["payment"].items()]
    return page("/v1/invoice_payments", found, params)


ROUTES = (
    get(PATH, "InvoiceListParams", list_all),
    list_and_retrieve(PATH, "invoice", "Invoice")[1],
    post(PATH, "InvoiceCreateParams", create),
    post(f"{PATH}/{{id}}", "InvoiceUpdateParams", update),
    Route("DELETE", f"{PATH}/{{id}}", "InvoiceDeleteParams", delete),
    post(f"{PATH}/{{id}}/finalize", "InvoiceFinalizeInvoiceParams", finalize),
    post(f"{PATH}/{{id}}/pay", "InvoicePayParams", pay),
    post(f"{PATH}/{{id}}/send", "InvoiceSendInvoiceParams", send),
    post(f"{PATH}/{{id}}/void", "InvoiceVoidInvoiceParams", void),
    post(f"{PATH}/{{id}}/mark_uncollectible", "InvoiceMarkUncollectibleParams", mark_uncollectible),
    get(f"{PATH}/{{id}}/lines", "InvoiceLineItemListParams", list_lines),
    get("/v1/invoice_payments", "InvoicePaymentListParams", list_payments),
)
