"""Products and Prices."""

from local_stripe.api.reading import list_and_retrieve
from local_stripe.api.updating import update_fields
from local_stripe.engine import prices
from local_stripe.errors import BadRequest
from local_stripe.routes import Route, post
from local_stripe.state import State
from local_stripe.store import Obj


def create_product(state: State, params: Obj) -> Obj:
    """Create a Product, and its default Price if `default_price_data` is given."""
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


def delete_product(state: State, params: Obj, product_id: str) -> Obj:
    """Delete a Product that has no Prices."""
    del params
    product = state.get("product", product_id)
    if state.find("price", product=product_id):
        raise BadRequest("This product cannot be deleted because it has one or more user-created prices.")
    state.emit("product.deleted", product)
    return state.delete(product)


ROUTES = (
    *list_and_retrieve("/v1/products", "product", "Product", "active"),
    post("/v1/products", "ProductCreateParams", create_product),
    post("/v1/products/{id}", "ProductUpdateParams", update_product),
    Route("DELETE", "/v1/products/{id}", "ProductDeleteParams", delete_product),
    *list_and_retrieve("/v1/prices", "price", "Price", "active", "product", "currency", "type"),
    post("/v1/prices", "PriceCreateParams", create_price),
    post("/v1/prices/{id}", "PriceUpdateParams", update_price),
)
