"""Coupons and Promotion Codes."""

from typing import Any

from local_stripe.api.reading import list_and_retrieve, page
from local_stripe.api.updating import update_fields
from local_stripe.engine import discounts
from local_stripe.errors import BadRequest
from local_stripe.routes import Route, get, post
from local_stripe.state import State
from local_stripe.store import Obj

CODES = "/v1/promotion_codes"
TERMS: Obj = {"first_time_transaction": False, "minimum_amount": None, "minimum_amount_currency": None}


def create_coupon(state: State, params: Obj) -> Obj:
    """Create a Coupon with an amount or a percentage off."""
    if ("percent_off" in params) == ("amount_off" in params):
        raise BadRequest("You must specify either `percent_off` or `amount_off`.", "parameter_missing")
    _check_coupon(state, params)
    names = ("applies_to", "amount_off", "currency", "duration_in_months", "max_redemptions", "name", "percent_off")
    fields: Obj = {name: params.get(name) for name in (*names, "redeem_by")}
    fields |= {"duration": params.get("duration", "once"), "times_redeemed": 0, "valid": True}
    coupon = state.add("coupon", fields | {"metadata": params.get("metadata") or {}}, params.get("id", ""))
    state.emit("coupon.created", coupon)
    return coupon


def _check_coupon(state: State, params: Obj) -> None:
    if not 0 < params.get("percent_off", 1) <= 100:
        raise BadRequest("This value must be greater than 0 and at most 100.", "", "percent_off")
    if params.get("amount_off", 1) < 1:
        raise BadRequest("This value must be greater than or equal to 1.", "parameter_invalid_integer", "amount_off")
    if "amount_off" in params and "currency" not in params:
        raise BadRequest("You must pass `currency` when passing `amount_off`.", "parameter_missing", "currency")
    if (params.get("duration") == "repeating") != ("duration_in_months" in params):
        text = "`duration_in_months` is needed where `duration` is `repeating`, and only there."
        raise BadRequest(text, "parameter_missing", "duration_in_months")
    for product in (params.get("applies_to") or {}).get("products", []):
        state.get("product", product, "applies_to[products]")


def update_coupon(state: State, params: Obj, coupon_id: str) -> Obj:
    """Update the name and the metadata of a Coupon; its terms never change."""
    coupon = state.get("coupon", coupon_id)
    previous = update_fields(coupon, params, "metadata", "name")
    state.emit("coupon.updated", state.save(coupon), previous)
    return coupon


def delete_coupon(state: State, params: Obj, coupon_id: str) -> Obj:
    """Delete a Coupon; it can no longer be redeemed, and its Promotion Codes become inactive."""
    del params
    coupon = state.get("coupon", coupon_id)
    state.emit("coupon.deleted", coupon)
    return state.delete(coupon)


def create_code(state: State, params: Obj) -> Obj:
    """Create a Promotion Code for a Coupon; active codes are unique regardless of case."""
    terms = params["promotion"]
    coupon = state.get("coupon", terms.get("coupon") or "", "promotion[coupon]")
    _check_code(coupon, params)
    code = params.get("code") or f"CODE{len(state.find('promotion_code')) + 1}"
    if any(
        one["code"].lower() == code.lower() for one in state.find("promotion_code") if discounts.is_active(state, one)
    ):
        raise BadRequest(f"An active promotion code with `code: {code}` already exists.", "resource_already_exists")
    fields: Obj = {name: params.get(name) for name in ("customer", "expires_at", "max_redemptions")}
    fields |= {"code": code, "promotion": terms, "times_redeemed": 0, "_is_switched_on": params.get("active", True)}
    fields |= {"restrictions": TERMS | params.get("restrictions", {}), "metadata": params.get("metadata") or {}}
    made = with_active(state, state.add("promotion_code", fields | {"active": True}))
    state.emit("promotion_code.created", made)
    return made


def _check_code(coupon: Obj, params: Obj) -> None:
    for own, limit in (("expires_at", "redeem_by"), ("max_redemptions", "max_redemptions")):
        if coupon[limit] is not None and params.get(own, 0) > coupon[limit]:
            raise BadRequest(f"`{own}` must not be greater than the coupon's `{limit}`.", "", own)
    terms = params.get("restrictions", {})
    if ("minimum_amount" in terms) != ("minimum_amount_currency" in terms):
        text = "`minimum_amount` and `minimum_amount_currency` go together."
        raise BadRequest(text, "parameter_missing", "restrictions[minimum_amount_currency]")


def update_code(state: State, params: Obj, code_id: str) -> Obj:
    """Update a Promotion Code, or activate or deactivate it."""
    code = state.get("promotion_code", code_id)
    previous: Any = update_fields(code, params, "metadata")
    if "active" in params:
        previous["active"], code["_is_switched_on"] = discounts.is_active(state, code), params["active"]
    state.emit("promotion_code.updated", with_active(state, state.save(code)), previous)
    return with_active(state, code)


def with_active(state: State, code: Obj) -> Obj:
    """Return a Promotion Code with its current `active`."""
    return code | {"active": discounts.is_active(state, code)}


def with_valid(state: State, coupon: Obj) -> Obj:
    """Return a Coupon with its current `valid`."""
    return coupon | {"valid": discounts.is_valid(state, coupon)}


def retrieve_coupon(state: State, params: Obj, coupon_id: str) -> Obj:
    """Return a Coupon."""
    del params
    return with_valid(state, state.get("coupon", coupon_id))


def retrieve_code(state: State, params: Obj, code_id: str) -> Obj:
    """Return a Promotion Code."""
    del params
    return with_active(state, state.get("promotion_code", code_id))


def list_codes(state: State, params: Obj) -> Obj:
    """List Promotion Codes by their code, Coupon, customer and whether they are active."""
    found = [with_active(state, one) for one in state.find("promotion_code")]
    wanted = {name: params[name] for name in ("active", "customer") if name in params}
    found = [one for one in found if wanted.items() <= one.items()]
    if "code" in params:
        found = [one for one in found if one["code"].lower() == params["code"].lower()]
    if "coupon" in params:
        found = [one for one in found if one["promotion"]["coupon"] == params["coupon"]]
    return page(CODES, found, params)


ROUTES = (
    list_and_retrieve("/v1/coupons", "coupon", "Coupon")[0],
    get("/v1/coupons/{id}", "CouponRetrieveParams", retrieve_coupon),
    post("/v1/coupons", "CouponCreateParams", create_coupon),
    post("/v1/coupons/{id}", "CouponUpdateParams", update_coupon),
    Route("DELETE", "/v1/coupons/{id}", "CouponDeleteParams", delete_coupon),
    get(CODES, "PromotionCodeListParams", list_codes),
    get(f"{CODES}/{{id}}", "PromotionCodeRetrieveParams", retrieve_code),
    post(CODES, "PromotionCodeCreateParams", create_code),
    post(f"{CODES}/{{id}}", "PromotionCodeUpdateParams", update_code),
)
