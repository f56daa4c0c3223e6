"""Create Products and Prices, and price line items."""

from local_stripe import amounts
from local_stripe.errors import BadRequest
from local_stripe.state import State
from local_stripe.store import Obj


def priced(state: State, wanted: list[Obj], param: str = "line_items") -> list[Obj]:
    """Return line items with their Prices; `price_data` creates a Price and its Product."""
    items: list[Obj] = []
    for number, one in enumerate(wanted):
        name = f"{param}[{number}]"
        if ("price" in one) == ("price_data" in one):
            raise BadRequest("You must specify either `price` or `price_data`.", "parameter_missing", name)
        if "price" in one:
            price = state.get("price", one["price"], f"{name}[price]")
        else:
            price = make_inline(state, one["price_data"], f"{name}[price_data]")
        if not price["active"]:
            raise BadRequest("The price specified is inactive.", "price_inactive", name)
        quantity = int(one.get("quantity", 1))
        if quantity < 1:
            raise BadRequest("The quantity must be at least 1.", "parameter_invalid_integer", f"{name}[quantity]")
        items.append({"price": price, "quantity": quantity, "id": one.get("id")})
    if len({item["price"]["currency"] for item in items}) > 1:
        raise BadRequest("All prices must have the same currency.", "", param)
    return items


def make_inline(state: State, data: Obj, param: str) -> Obj:
    """Create a Price, and its Product unless one is named."""
    if "product_data" in data:
        product = make_product(state, data["product_data"], is_active=False)
    else:
        product = state.get("product", data.get("product", ""), f"{param}[product]")
    return make_price(state, data, product["id"], param)


def make_product(state: State, params: Obj, *, is_active: bool = True) -> Obj:
    """Store a Product and emit its event."""
    fields: Obj = {
        "active": params.get("active", is_active),
        "default_price": None,
        "description": params.get("description"),
        "images": params.get("images", []),
        "metadata": params.get("metadata") or {},
        "name": params["name"],
        "type": "service",
        "updated": state.seconds(),
        "url": params.get("url"),
    }
    product = state.add("product", fields, params.get("id", ""))
    state.emit("product.created", product)
    return product


def make_price(state: State, params: Obj, product_id: str, param: str = "", given_id: str = "") -> Obj:
    """Store a Price and emit its event."""
    currency, amount = params["currency"].lower(), params.get("unit_amount")
    name = f"{param}[unit_amount]" if param else "unit_amount"
    if amount is None:
        raise BadRequest("You must specify `unit_amount`.", "parameter_missing", name)
    if amount < 0:
        raise BadRequest("This value must be greater than or equal to 0.", "parameter_invalid_integer", name)
    amounts.check_currency(currency)
    recurring = params.get("recurring")
    if recurring:
        recurring = {
            "interval_count": 1,
            "usage_type": "licensed",
            "meter": None,
            "trial_period_days": None,
        } | recurring
    fields: Obj = {
        "active": params.get("active", True),
        "billing_scheme": "per_unit",
        "currency": currency,
        "lookup_key": params.get("lookup_key"),
        "metadata": params.get("metadata") or {},
        "nickname": params.get("nickname"),
        "product": product_id,
        "recurring": recurring,
        "tax_behavior": params.get("tax_behavior", "unspecified"),
        "type": "recurring" if recurring else "one_time",
        "unit_amount": amount,
        "unit_amount_decimal": str(amount),
    }
    price = state.add("price", fields, given_id)
    state.emit("price.created", price)
    return price


def total(items: list[Obj]) -> int:
    """Return the subtotal of line items."""
    return sum(item["price"]["unit_amount"] * item["quantity"] for item in items)


def line(state: State, item: Obj, discount: int = 0) -> Obj:
    """Return an item as a line of a Checkout Session, less its discounts."""
    price = item["price"]
    amount = price["unit_amount"] * item["quantity"]
    return {
        "id": f"li_{price['id'].removeprefix('price_')}",
        "object": "item",
        "amount_discount": discount,
        "amount_subtotal": amount,
        "amount_tax": 0,
        "amount_total": amount - discount,
        "currency": price["currency"],
        "description": state.get("product", price["product"])["name"],
        "price": price,
        "quantity": item["quantity"],
    }
