"""Draft, finalize, pay, void and write off invoices of all kinds.

Source: https://docs.stripe.com/invoicing/overview#workflow-overview
"""

from local_stripe.engine import payment_intents, payment_methods
from local_stripe.errors import BadRequest, CardFailure, StripeFailure
from local_stripe.state import State, new_id
from local_stripe.store import Obj

# Seconds from drafting to finalizing an invoice with auto_advance.
DRAFT_SECONDS = 3600
SUMS = {"amount_paid": 0, "attempt_count": 0, "attempted": False, "next_payment_attempt": None, "number": None}
TIMES = {"finalized_at": None, "marked_uncollectible_at": None, "paid_at": None, "voided_at": None}


def draft(state: State, fields: Obj, lines: list[Obj], discount: int = 0) -> Obj:
    """Store a draft of these lines and emit its event; `discount` is the discount of its coupons."""
    invoice_id = new_id("invoice")
    url = f"/v1/invoices/{invoice_id}/lines"
    made: Obj = SUMS | {"metadata": {}, "status": "draft", "status_transitions": dict(TIMES), "parent": None}
    made |= {"hosted_invoice_url": None, "auto_advance": False, "collection_method": "charge_automatically"}
    made |= {"period_start": state.seconds(), "period_end": state.seconds(), "post_payment_credit_notes_amount": 0}
    made |= {"pre_payment_credit_notes_amount": 0, "default_payment_method": None, "description": None}
    made["lines"] = {"object": "list", "data": lines, "has_more": False, "url": url}
    invoice = add_up(state.add("invoice", made | fields, invoice_id), discount)
    state.emit("invoice.created", state.save(invoice))
    return invoice


def add_up(invoice: Obj, discount: int = 0) -> Obj:
    """Return an invoice with the sums of its lines."""
    subtotal = max(0, sum(line["amount"] for line in invoice["lines"]["data"]))
    due = subtotal - min(discount, subtotal) - invoice["pre_payment_credit_notes_amount"]
    left = max(0, due) - invoice["amount_paid"]
    return invoice | {"subtotal": subtotal, "total": due, "amount_due": max(0, due), "amount_remaining": left}


def finalize(state: State, invoice: Obj) -> Obj:
    """Finalize a draft; one whose total is zero is paid at once."""
    check_status(invoice, "draft")
    invoice |= {"status": "open", "number": f"LOCAL-{len(state.find('invoice')):04}"}
    invoice["hosted_invoice_url"] = f"{state.settings.public_url}/invoices/{invoice['id']}"
    invoice["status_transitions"]["finalized_at"] = state.seconds()
    state.emit("invoice.finalized", state.save(invoice))
    return invoice


def pay(state: State, invoice: Obj, method_id: str, data: Obj, *, is_authenticated: bool = False) -> Obj:
    """Charge an open invoice to a payment method; raises CardFailure, which keeps what was written, on a decline."""
    check_status(invoice, "open", "uncollectible")
    invoice |= {"attempted": True, "attempt_count": invoice["attempt_count"] + 1}
    state.save(invoice)
    if invoice["amount_remaining"]:
        _charge(state, invoice, method_id, data, is_authenticated=is_authenticated)
    return mark_paid(state, invoice)


def mark_paid(state: State, invoice: Obj) -> Obj:
    """Mark an invoice as paid, with nothing remaining."""
    invoice |= {"status": "paid", "amount_paid": invoice["amount_due"], "amount_remaining": 0}
    invoice["status_transitions"]["paid_at"] = state.seconds()
    invoice["next_payment_attempt"] = None
    state.save(invoice)
    for name in ("invoice.paid", "invoice.payment_succeeded"):
        state.emit(name, invoice)
    return invoice


def fail(state: State, invoice: Obj, failure: StripeFailure) -> Obj:
    """Record a failed payment, and emit its events."""
    state.save(invoice)
    if failure.body.get("code") == "authentication_required":
        state.emit("invoice.payment_action_required", invoice)
    state.emit("invoice.payment_failed", invoice)
    return invoice


def close(state: State, invoice: Obj, status: str) -> Obj:
    """Void an invoice, or mark it uncollectible; an uncollectible one can still be paid or voided."""
    check_status(invoice, "open", *(["uncollectible"] if status == "void" else []))
    event, moment = {"void": ("voided", "voided_at"), "uncollectible": ("marked_uncollectible",) * 2}[status]
    invoice["status"] = status
    invoice["status_transitions"][moment if moment.endswith("_at") else f"{moment}_at"] = state.seconds()
    for payment in state.find("invoice_payment", invoice=invoice["id"], status="open"):
        state.save(payment | {"status": "canceled"})
        payment_intents.cancel(state, state.get("payment_intent", payment["payment"]["payment_intent"]), "void_invoice")
    state.emit(f"invoice.{event}", state.save(invoice))
    return invoice


def advance(state: State, invoice: Obj) -> Obj:
    """Finalize a draft after its hour, and charge it if collection is automatic; a decline does not raise."""
    invoice = finalize(state, invoice | {"_due_at": None})
    if invoice["collection_method"] != "charge_automatically":
        return invoice
    try:
        return pay(state, invoice, method_of(state, invoice), {})
    except StripeFailure as failure:
        return fail(state, state.get("invoice", invoice["id"]), failure)


def check_status(invoice: Obj, *allowed: str) -> None:
    """Refuse an operation that the invoice's status does not allow."""
    if invoice["status"] == "paid" and "open" in allowed:
        raise BadRequest("Invoice is already paid", "invoice_already_paid")
    if invoice["status"] not in allowed:
        text = f"This invoice is {invoice['status']}; that needs one that is {' or '.join(allowed)}."
        raise BadRequest(text, "invoice_not_editable" if allowed == ("draft",) else "")


def method_of(state: State, invoice: Obj) -> str:
    """Return the payment method that an invoice is charged to; raises CardFailure if there is none."""
    customer = state.get("customer", invoice["customer"])
    method = invoice["default_payment_method"] or customer["invoice_settings"]["default_payment_method"]
    method = method or customer.get("default_source")
    if not method:
        raise CardFailure("There is no payment method to charge.", "resource_missing")
    return str(method)


def _charge(state: State, invoice: Obj, method_id: str, data: Obj, *, is_authenticated: bool) -> None:
    waiting = state.find("invoice_payment", invoice=invoice["id"], status="open")
    if waiting:
        intent = state.get("payment_intent", waiting[0]["payment"]["payment_intent"])
    else:
        about = {"customer": invoice["customer"], "metadata": {}} | data
        intent = payment_intents.make_intent(state, invoice["amount_remaining"], invoice["currency"], about)
        payment = {"type": "payment_intent", "payment_intent": intent["id"]}
        fields = {"invoice": invoice["id"], "payment": payment, "status": "open", "is_default": True}
        waiting = [state.add("invoice_payment", fields | {"amount_requested": invoice["amount_remaining"]})]
    method = payment_methods.find(state, method_id)
    if is_authenticated and payment_methods.card_of(method).asks_authentication:
        payment_intents.succeed(state, state.save(intent | {"payment_method": method["id"]}))
    else:
        payment_intents.confirm(state, intent, method, off_session=True)
    state.save(waiting[0] | {"status": "paid", "amount_paid": waiting[0]["amount_requested"]})
