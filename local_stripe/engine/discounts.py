"""Apply Coupons and Promotion Codes: their validity, their discount, their redemptions.

Source: https://docs.stripe.com/payments/checkout/discounts and https://docs.stripe.com/billing/subscriptions/coupons
"""

from typing import NamedTuple

from local_stripe.engine.periods import add_months
from local_stripe.errors import InvalidDiscount
from local_stripe.state import State
from local_stripe.store import Obj


class Line(NamedTuple):
    """The Product and the amount of one line."""

    product: str
    amount: int


class Order(NamedTuple):
    """What a discount is checked against."""

    lines: list[Line]
    currency: str
    customer: str | None = None

    @property
    def subtotal(self) -> int:
        """Return the sum of the lines without discounts."""
        return sum(line.amount for line in self.lines)


def lines_of(items: list[Obj]) -> list[Line]:
    """Return priced items as lines."""
    return [Line(item["price"]["product"], item["price"]["unit_amount"] * item["quantity"]) for item in items]


def coupon_of(state: State, wanted: Obj, param: str = "discounts[0]") -> Obj:
    """Return the Coupon that a discount names, directly or by its Promotion Code."""
    if wanted.get("promotion_code"):
        code = state.get("promotion_code", wanted["promotion_code"], f"{param}[promotion_code]")
        return state.get("coupon", code["promotion"]["coupon"], f"{param}[promotion_code]")
    return state.get("coupon", wanted.get("coupon") or "", f"{param}[coupon]")


def is_valid(state: State, coupon: Obj) -> bool:
    """Tell whether a Coupon can still be redeemed."""
    return not (_is_past(state, coupon["redeem_by"]) or _is_used_up(coupon))


def is_active(state: State, code: Obj) -> bool:
    """Tell whether a Promotion Code can be redeemed, by its state, its Coupon, its expiry and its redemptions."""
    coupon = state.look_up(code["promotion"]["coupon"])
    is_open = not (_is_past(state, code["expires_at"]) or _is_used_up(code))
    return bool(code.get("_is_switched_on", code["active"]) and is_open and coupon and is_valid(state, coupon))


def check(state: State, discounts: list[Obj], order: Order) -> None:
    """Refuse discounts that cannot be redeemed for an order."""
    for number, wanted in enumerate(discounts):
        param = f"discounts[{number}]"
        coupon = coupon_of(state, wanted, param)
        if wanted.get("promotion_code"):
            _check_code(state, state.get("promotion_code", wanted["promotion_code"], param), order)
        if not is_valid(state, coupon):
            raise InvalidDiscount(f"Coupon {coupon['id']} is expired or has been redeemed too often.", "coupon_expired")
        if coupon["amount_off"] and coupon["currency"] != order.currency:
            raise InvalidDiscount(f"This coupon takes {coupon['currency']} off, not {order.currency}.", "", param)
        if not any(applies(coupon, line) for line in order.lines):
            raise InvalidDiscount("This coupon does not apply to any of the products in this order.", "", param)


def applies(coupon: Obj, line: Line) -> bool:
    """Tell whether a Coupon applies to a line: without `applies_to` it applies to every line."""
    products = (coupon["applies_to"] or {}).get("products")
    return not products or line.product in products


def taken_off(state: State, discounts: list[Obj], lines: list[Line]) -> list[int]:
    """Return the discount of each line, applying one discount after the other."""
    left = [line.amount for line in lines]
    for wanted in discounts:
        coupon = coupon_of(state, wanted)
        rest = coupon["amount_off"] or 0
        for number, line in enumerate(lines):
            if not applies(coupon, line):
                continue
            if coupon["percent_off"]:
                left[number] -= int(left[number] * coupon["percent_off"] // 100)
            else:
                part = max(0, min(rest, left[number]))
                left[number], rest = left[number] - part, rest - part
    return [line.amount - one for line, one in zip(lines, left, strict=True)]


def redeem(state: State, discounts: list[Obj], customer: str | None, about: Obj) -> list[Obj]:
    """Count the redemptions, and store a Discount for each; `about` names the session or the subscription."""
    made = []
    for wanted in discounts:
        coupon = coupon_of(state, wanted)
        code = state.look_up(wanted.get("promotion_code") or "")
        for one in (coupon, code):
            if one:
                state.save(one | {"times_redeemed": one["times_redeemed"] + 1})
        fields: Obj = {
            "customer": customer,
            "start": state.seconds(),
            "end": None,
            "invoice": None,
            "invoice_item": None,
        }
        fields |= {"promotion_code": code["id"] if code else None, "source": {"type": "coupon", "coupon": coupon["id"]}}
        fields |= {"checkout_session": None, "subscription": None, "subscription_item": None} | about
        if coupon["duration"] == "repeating":
            fields["end"] = add_months(state.seconds(), coupon["duration_in_months"])
        made.append(state.add("discount", fields))
        state.emit("customer.discount.created", made[-1])
    return made


def current(state: State, subscription: Obj) -> list[Obj]:
    """Return the discounts of a subscription that have not ended, in the form that `taken_off` takes."""
    # A subscription stored by an earlier version has the request's parameters here.
    wanted = [one for one in subscription["discounts"] if isinstance(one, dict)]
    found = [state.get("discount", one) for one in subscription["discounts"] if isinstance(one, str)]
    return wanted + [_as_wanted(one) for one in found if one["end"] is None or one["end"] > state.seconds()]


def end_single_uses(state: State, subscription: Obj) -> None:
    """End the discounts of Coupons with duration `once`, after the first invoice that they reduced."""
    for discount_id in (one for one in subscription["discounts"] if isinstance(one, str)):
        discount = state.get("discount", discount_id)
        coupon = state.look_up(discount["source"]["coupon"])
        if coupon and coupon["duration"] == "once" and discount["end"] is None:
            state.save(discount | {"end": state.seconds()})


def _as_wanted(discount: Obj) -> Obj:
    return {"coupon": discount["source"]["coupon"]}


def _check_code(state: State, code: Obj, order: Order) -> None:
    if not is_active(state, code):
        raise InvalidDiscount("This promotion code is not active: it has expired or was redeemed too often.")
    if code["customer"] and code["customer"] != order.customer:
        raise InvalidDiscount("This promotion code belongs to another customer.")
    # A code stored by an earlier version has no restrictions.
    terms = code.get("restrictions") or {}
    if terms.get("first_time_transaction") and order.customer and _has_paid(state, order.customer):
        raise InvalidDiscount("This promotion code is for a customer's first order only.")
    least = terms.get("minimum_amount")
    if least and (terms["minimum_amount_currency"] != order.currency or order.subtotal < least):
        raise InvalidDiscount("This promotion code needs a larger order.")


def _has_paid(state: State, customer: str) -> bool:
    paid = state.find("payment_intent", customer=customer, status="succeeded")
    return bool(paid or state.find("invoice", customer=customer, status="paid"))


def _is_past(state: State, moment: int | None) -> bool:
    return moment is not None and moment <= state.now()


def _is_used_up(one: Obj) -> bool:
    return one["max_redemptions"] is not None and one["times_redeemed"] >= one["max_redemptions"]
