"""Invoice items: lines of a customer's next invoice, or of one draft."""

from local_stripe import amounts
from local_stripe.api.reading import page
from local_stripe.api.updating import update_fields
from local_stripe.engine import invoices
from local_stripe.errors import BadRequest
from local_stripe.routes import Route, get, post
from local_stripe.state import State, new_id
from local_stripe.store import Obj

PATH = "/v1/invoiceitems"


def create(state: State, params: Obj) -> Obj:
    """Create an invoice item for the next invoice, or for the draft that `invoice` names."""
    customer = state.get("customer", params.get("customer", ""), "customer")
    priced = _priced(state, params)
    amounts.check_currency(priced["currency"])
    fields: Obj = {name: params.get(name) for name in ("description", "subscription")}
    fields |= {"customer": customer["id"], "date": state.seconds(), "discountable": params.get("discountable", True)}
    fields |= {"invoice": params.get("invoice"), "metadata": params.get("metadata") or {}, "proration": False}
    fields["period"] = params.get("period") or {"start": state.seconds(), "end": state.seconds()}
    item = state.add("invoiceitem", fields | priced)
    if item["invoice"]:
        draft = state.get("invoice", item["invoice"], "invoice")
        invoices.check_status(draft, "draft")
        draft["lines"]["data"].append(line(item))
        state.save(invoices.add_up(draft))
    state.emit("invoiceitem.created", item)
    return item


def _priced(state: State, params: Obj) -> Obj:
    """Return the price of an item: an amount, or a one-time Price times a quantity."""
    price_id = (params.get("pricing") or {}).get("price")
    if ("amount" in params) == bool(price_id):
        raise BadRequest("You must specify either `amount` or `pricing[price]`.", "parameter_missing", "amount")
    if not price_id:
        return {
            "amount": params["amount"],
            "currency": params.get("currency", "usd").lower(),
            "quantity": 1,
            "pricing": None,
        }
    price, quantity = state.get("price", price_id, "pricing[price]"), params.get("quantity", 1)
    if price["type"] != "one_time":
        raise BadRequest(
            "The price specified is recurring; an invoice item needs a one-time price.", "", "pricing[price]"
        )
    details = {"price": price["id"], "product": price["product"]}
    pricing = {"type": "price_details", "price_details": details, "unit_amount_decimal": price["unit_amount_decimal"]}
    amount = price["unit_amount"] * quantity
    return {"amount": amount, "currency": price["currency"], "quantity": quantity, "pricing": pricing}


def update(state: State, params: Obj, item_id: str) -> Obj:
    """Update an invoice item that is on no finalized invoice."""
    item = _editable(state, item_id)
    previous = update_fields(item, params, "amount", "description", "metadata", "period")
    state.emit("invoiceitem.updated", state.save(item), previous)
    return item


def delete(state: State, params: Obj, item_id: str) -> Obj:
    """Delete an invoice item, and its line on a draft."""
    del params
    item = _editable(state, item_id)
    draft = state.look_up(item["invoice"] or "")
    if draft:
        lines = draft["lines"]["data"]
        draft["lines"]["data"] = [one for one in lines if item_of(one) != item_id]
        state.save(invoices.add_up(draft))
    state.emit("invoiceitem.deleted", item)
    return state.delete(item)


def _editable(state: State, item_id: str) -> Obj:
    item = state.get("invoiceitem", item_id)
    invoice = state.look_up(item["invoice"] or "")
    if invoice and invoice["status"] != "draft":
        raise BadRequest("This invoice item is on a finalized invoice.", "invoice_not_editable")
    return item


def pending(state: State, customer: str, currency: str | None) -> list[Obj]:
    """Return a customer's items that are on no invoice, oldest first."""
    found = [one for one in state.find("invoiceitem", customer=customer) if one["invoice"] is None]
    return [one for one in found[::-1] if currency in {None, one["currency"]}]


def line(item: Obj) -> Obj:
    """Return an invoice item as the line of an invoice."""
    about = {"invoice_item": item["id"], "proration": False, "subscription": item["subscription"]}
    return {
        "id": new_id("line_item"),
        "object": "line_item",
        "amount": item["amount"],
        "currency": item["currency"],
        "description": item["description"],
        "parent": {"type": "invoice_item_details", "invoice_item_details": about},
        "period": item["period"],
        "pricing": item["pricing"],
        "quantity": item["quantity"],
    }


def item_of(one: Obj) -> str | None:
    """Return the id of the invoice item that a line came from."""
    found = (one["parent"] or {}).get("invoice_item_details") or {}
    return found.get("invoice_item")


def list_all(state: State, params: Obj) -> Obj:
    """List invoice items by customer, invoice and whether they are pending."""
    wanted = {name: params[name] for name in ("customer", "invoice") if name in params}
    found = [one for one in state.find("invoiceitem") if wanted.items() <= one.items()]
    if "pending" in params:
        found = [one for one in found if (one["invoice"] is None) == params["pending"]]
    return page(PATH, found, params)


def retrieve(state: State, params: Obj, item_id: str) -> Obj:
    """Return an invoice item."""
    del params
    return state.get("invoiceitem", item_id)


ROUTES = (
    get(PATH, "InvoiceItemListParams", list_all),
    get(f"{PATH}/{{id}}", "InvoiceItemRetrieveParams", retrieve),
    post(PATH, "InvoiceItemCreateParams", create),
    post(f"{PATH}/{{id}}", "InvoiceItemUpdateParams", update),
    Route("DELETE", f"{PATH}/{{id}}", "InvoiceItemDeleteParams", delete),
)
