"""Credit notes, which reduce a finalized invoice."""

from local_stripe.api.reading import list_and_retrieve
from local_stripe.api.updating import update_fields
from local_stripe.engine import invoices, refunds
from local_stripe.errors import BadRequest
from local_stripe.routes import post
from local_stripe.state import State
from local_stripe.store import Obj

PATH = "/v1/credit_notes"


def create(state: State, params: Obj) -> Obj:
    """Credit an invoice: an open one has less due, a paid one is refunded, credited, or settled outside Stripe."""
    invoice = state.get("invoice", params["invoice"], "invoice")
    invoices.check_status(invoice, "open", "uncollectible") if invoice["status"] != "paid" else None
    amount = _amount(invoice, params)
    is_paid = invoice["status"] == "paid"
    names = ("memo", "reason", "out_of_band_amount")
    fields: Obj = {name: params.get(name) for name in names} | {"metadata": params.get("metadata") or {}}
    fields |= {"amount": amount, "total": amount, "currency": invoice["currency"], "customer": invoice["customer"]}
    fields |= {"invoice": invoice["id"], "status": "issued", "voided_at": None, "refunds": []}
    fields["type"] = "post_payment" if is_paid else "pre_payment"
    note = state.add("credit_note", fields)
    if params.get("refund_amount"):
        note["refunds"] = [{"refund": _refund(state, invoice, params["refund_amount"]), "amount_refunded": amount}]
    _apply(state, invoice, note, amount)
    state.emit("credit_note.created", state.save(note))
    return note


def _amount(invoice: Obj, params: Obj) -> int:
    lines = params.get("lines") or []
    sums = [one.get("amount") or one.get("unit_amount", 0) * one.get("quantity", 1) for one in lines]
    amount = params.get("amount") or sum(sums)
    is_paid = invoice["status"] == "paid"
    # An invoice stored by an earlier version has no such field.
    credited = invoice.get("post_payment_credit_notes_amount", 0)
    left = invoice["amount_paid"] - credited if is_paid else invoice["amount_remaining"]
    if not 0 < amount <= left:
        text = f"The credit note must be for 1 to {left}."
        raise BadRequest(text, "parameter_invalid_integer", "amount")
    if is_paid and params.get("refund_amount", 0) + params.get("out_of_band_amount", 0) != amount:
        text = "The sum of `refund_amount` and `out_of_band_amount` must be the amount of the credit note."
        raise BadRequest(text, "", "refund_amount")
    return int(amount)


def _refund(state: State, invoice: Obj, amount: int) -> str:
    paid = state.find("invoice_payment", invoice=invoice["id"], status="paid")
    if not paid:
        raise BadRequest("This invoice was paid outside Stripe; there is nothing to refund.", "", "refund_amount")
    intent = state.get("payment_intent", paid[0]["payment"]["payment_intent"])
    return str(refunds.refund(state, state.get("charge", intent["latest_charge"]), {"amount": amount})["id"])


def _apply(state: State, invoice: Obj, note: Obj, amount: int) -> None:
    """Add an amount to the invoice's credited amount; a negative one reverses a voided note."""
    name = f"{note['type']}_credit_notes_amount"
    invoice[name] = invoice.get(name, 0) + amount
    if note["type"] == "pre_payment":
        invoice["amount_due"] -= amount
        invoice["amount_remaining"] -= amount
    state.save(invoice)
    if not invoice["amount_remaining"] and invoice["status"] == "open":
        invoices.mark_paid(state, invoice)


def update(state: State, params: Obj, note_id: str) -> Obj:
    """Update the memo and the metadata of a credit note."""
    note = state.get("credit_note", note_id)
    previous = update_fields(note, params, "memo", "metadata")
    state.emit("credit_note.updated", state.save(note), previous)
    return note


def void(state: State, params: Obj, note_id: str) -> Obj:
    """Void the credit note of an open invoice, whose whole amount is then due again."""
    del params
    note = state.get("credit_note", note_id)
    invoice = state.get("invoice", note["invoice"])
    if note["status"] == "void" or invoice["status"] != "open":
        raise BadRequest("Only a credit note that is issued on an open invoice can be voided.")
    note |= {"status": "void", "voided_at": state.seconds()}
    _apply(state, invoice, note, -note["amount"])
    state.emit("credit_note.voided", state.save(note))
    return note


ROUTES = (
    *list_and_retrieve(PATH, "credit_note", "CreditNote", "customer", "invoice"),
    post(PATH, "CreditNoteCreateParams", create),
    post(f"{PATH}/{{id}}", "CreditNoteUpdateParams", update),
    post(f"{PATH}/{{id}}/void", "CreditNoteVoidCreditNoteParams", void),
)
