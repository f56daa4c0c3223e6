"""Products, Prices, Coupons and Promotion Codes."""

from local_stripe.api.reading import list_and_retrieve
from local_stripe.api.updating import update_fields
from local_stripe.engine import prices
from local_stripe.errors import BadRequest
from local_stripe.routes import post
from local_stripe.state import State
from local_stripe.store import Obj


def create_product(state: State, params: Obj) -> Obj:
    """Create a Product, and its default Price where `default_price_data` is given."""
    product = prices.make_product(state, params)
    if "default_price_data" in params:
        product["default_price"] = prices.make_price(state, params["default_price_data"], product["id"])["id"]
    return state.save(product)


def update_product(state: State, params: Obj, product_id: str) -> Obj:
    """Change a Product."""
    product = state.get("product", product_id)
    previous = update_fields(
        product, params, "active", "default_price", "description", "images", "metadata", "name", "url"
    )
    state.emit("product.updated", state.save(product), previous)
    return product


def create_price(state: State, params: Obj) -> Obj:
    """Create a Price."""
    if ("product" in params) == ("product_data" in params):
        raise BadRequest("You must specify either `product` or `product_data`.", "parameter_missing", "product")
    return prices.make_inline(state, params, "")


def update_price(state: State, params: Obj, price_id: str) -> Obj:
    """Update a Price; its amount never changes."""
    price = state.get("price", price_id)
    previous = update_fields(price, params, "active", "lookup_key", "metadata", "nickname")
    state.emit("price.updated", state.save(price), previous)
    return price


def create_coupon(state: State, params: Obj) -> Obj:
    """Create a Coupon with an amount or a percentage off."""
    if ("percent_off" in params) == ("amount_off" in params):
        raise BadRequest("You must specify either `percent_off` or `amount_off`.", "parameter_missing")
    names = (
        "applies_to",
        "amount_off",
        "currency",
        "duration_in_months",
        "max_redemptions",
        "name",
        "percent_off",
        "redeem_by",
    )
    fields: Obj = {name: params.get(name) for name in names}
    fields |= {"duration": params.get("duration", "once"), "times_redeemed": 0, "valid": True}
    return state.add("coupon", fields | {"metadata": params.get("metadata") or {}}, params.get("id", ""))


def create_promotion_code(state: State, params: Obj) -> Obj:
    """Create a Promotion Code for a Coupon."""
    terms = params["promotion"]
    state.get("coupon", terms["coupon"], "promotion[coupon]")
    fields: Obj = {name: params.get(name) for name in ("customer", "expires_at", "max_redemptions")}
    code = params.get("code") or f"CODE{len(state.find('promotion_code')) + 1}"
    if state.find("promotion_code", code=code, active=True):
        raise BadRequest(f"An active promotion code with `code: {code}` already exists.", "resource_already_exists")
    fields |= {"active": True, "code": code, "promotion": terms, "times_redeemed": 0}
    return state.add("promotion_code", fields | {"metadata": params.get("metadata") or {}})


def update_promotion_code(state: State, params: Obj, promotion_code_id: str) -> Obj:
    """Update a Promotion Code, or switch it on or off."""
    found = state.get("promotion_code", promotion_code_id)
    previous = update_fields(found, params, "active", "metadata")
    state.emit("promotion_code.updated", state.save(found), previous)
    return found


ROUTES = (
    *list_and_retrieve("/v1/products", "product", "Product", "active"),
    post("/v1/products", "ProductCreateParams", create_product),
    post("/v1/products/{id}", "ProductUpdateParams", update_product),
    *list_and_retrieve("/v1/prices", "price", "Price", "active", "product", "currency", "type"),
    post("/v1/prices", "PriceCreateParams", create_price),
    post("/v1/prices/{id}", "PriceUpdateParams", update_price),
    *list_and_retrieve("/v1/coupons", "coupon", "Coupon"),
    post("/v1/coupons", "CouponCreateParams", create_coupon),
    *list_and_retrieve("/v1/promotion_codes", "promotion_code", "PromotionCode", "code", "active"),
    post("/v1/promotion_codes", "PromotionCodeCreateParams", create_promotion_code),
    post("/v1/promotion_codes/{id}", "PromotionCodeUpdateParams", update_promotion_code),
)
