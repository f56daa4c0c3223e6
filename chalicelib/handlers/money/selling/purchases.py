"""Purchases of posts, for buyers and sellers."""

from chalice import Blueprint, Response

from chalicelib.handlers.callers import address
from chalicelib.handlers.door import ANY_FORM, answers, caller_id, fields, json_response, rows_response
from chalicelib.models.paging import Turned
from chalicelib.schemas.money.selling.purchases import PurchaseForm, render_purchase
from chalicelib.schemas.pages import PageForm
from chalicelib.services.money.selling import buying
from chalicelib.services.money.selling.buying import PurchaseView

bp = Blueprint(__name__)


@bp.route("/api/rossgram/v1/posts/{post_id}/purchases", methods=["POST"], content_types=ANY_FORM)
@answers("BegunPurchase")
def create_purchase(post_id: str) -> Response:
    """Begin to buy a post at its price; `checkout_url` is where it is paid. A second call returns the same page."""
    buyer_id = caller_id(bp.current_request, "write")
    PurchaseForm.parse(fields(bp.current_request))
    purchase, url = buying.begin(buyer_id, post_id, address(bp.current_request))
    return json_response({"purchase": render_purchase(buying.find(buyer_id, purchase.id)), "checkout_url": url})


@bp.route("/api/rossgram/v1/purchases", methods=["GET"])
def list_purchases() -> Response:
    """Return a page of the caller's purchases in any state, with their posts."""
    buyer_id = caller_id(bp.current_request, "read")
    return _listed(*buying.bought(buyer_id, PageForm.parse(fields(bp.current_request)).page()))


@bp.route("/api/rossgram/v1/purchases/{purchase_id}", methods=["GET"])
def get_purchase(purchase_id: str) -> Response:
    """Return one purchase of the caller."""
    return json_response(render_purchase(buying.find(caller_id(bp.current_request, "read"), purchase_id)))


@bp.route("/api/rossgram/v1/sales", methods=["GET"])
def list_sales() -> Response:
    """Return a page of purchases from the caller."""
    seller_id = caller_id(bp.current_request, "read")
    return _listed(*buying.sold(seller_id, PageForm.parse(fields(bp.current_request)).page()))


def _listed(turned: Turned[str], views: list[PurchaseView]) -> Response:
    ids = turned.rows
    entities = [render_purchase(view) for view in views]
    return rows_response(bp.current_request, entities, ids, turned.has_more)
