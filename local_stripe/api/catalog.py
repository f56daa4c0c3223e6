"""What can be bought: Products, Prices, coupons and promotion codes."""

from local_stripe.api.reading import reading
from local_stripe.api.updating import take
from local_stripe.engine import pricing
from local_stripe.errors import BadRequest
from local_stripe.routes import post
from local_stripe.store import Obj
from local_stripe.world import World


def create_product(world: World, params: Obj) -> Obj:
    """Make a Product, with its first Price if that is given."""
    product = pricing.make_product(world, params)
    if "default_price_data" in params:
        product["default_price"] = pricing.make_price(world, params["default_price_data"], product["id"])["id"]
    return world.save(product)


def update_product(world: World, params: Obj, product_id: str) -> Obj:
    """Change a Product."""
    product = world.get("product", product_id)
    previous = take(product, params, "active", "default_price", "description", "images", "metadata", "name", "url")
    world.emit("product.updated", world.save(product), previous)
    return product


def create_price(world: World, params: Obj) -> Obj:
    """Make a Price."""
    if ("product" in params) == ("product_data" in params):
        raise BadRequest("You must specify either `product` or `product_data`.", "parameter_missing", "product")
    return pricing.make_inline(world, params, "")


def update_price(world: World, params: Obj, price_id: str) -> Obj:
    """Change what may change of a Price: never its amount."""
    price = world.get("price", price_id)
    previous = take(price, params, "active", "lookup_key", "metadata", "nickname")
    world.emit("price.updated", world.save(price), previous)
    return price


def create_coupon(world: World, params: Obj) -> Obj:
    """Make a coupon that takes an amount or a percentage off."""
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
    return world.add("coupon", fields | {"metadata": params.get("metadata") or {}}, params.get("id", ""))


def create_promotion_code(world: World, params: Obj) -> Obj:
    """Make a code that customers type for a coupon."""
    terms = params["promotion"]
    world.get("coupon", terms["coupon"], "promotion[coupon]")
    fields: Obj = {name: params.get(name) for name in ("customer", "expires_at", "max_redemptions")}
    code = params.get("code") or f"CODE{len(world.find('promotion_code')) + 1}"
    if world.find("promotion_code", code=code, active=True):
        raise BadRequest(f"An active promotion code with `code: {code}` already exists.", "resource_already_exists")
    fields |= {"active": True, "code": code, "promotion": terms, "times_redeemed": 0}
    return world.add("promotion_code", fields | {"metadata": params.get("metadata") or {}})


def update_promotion_code(world: World, params: Obj, promotion_code_id: str) -> Obj:
    """Let a code be used again, or no more."""
    found = world.get("promotion_code", promotion_code_id)
    previous = take(found, params, "active", "metadata")
    world.emit("promotion_code.updated", world.save(found), previous)
    return found


ROUTES = (
    *reading("/v1/products", "product", "Product", "active"),
    post("/v1/products", "ProductCreateParams", create_product),
    post("/v1/products/{id}", "ProductUpdateParams", update_product),
    *reading("/v1/prices", "price", "Price", "active", "product", "currency", "type"),
    post("/v1/prices", "PriceCreateParams", create_price),
    post("/v1/prices/{id}", "PriceUpdateParams", update_price),
    *reading("/v1/coupons", "coupon", "Coupon"),
    post("/v1/coupons", "CouponCreateParams", create_coupon),
    *reading("/v1/promotion_codes", "promotion_code", "PromotionCode", "code", "active"),
    post("/v1/promotion_codes", "PromotionCodeCreateParams", create_promotion_code),
    post("/v1/promotion_codes/{id}", "PromotionCodeUpdateParams", update_promotion_code),
)
