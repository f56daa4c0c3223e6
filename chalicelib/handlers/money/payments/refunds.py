"""Refunds of purchases and pledges."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, caller_id, fields, json_response
from chalicelib.schemas.money.payments.refunds import RefundForm, render_refund
from chalicelib.services.money.payments import refunds

bp = Blueprint(__name__)


@bp.route("/api/rossgram/v1/purchases/{purchase_id}/refunds", methods=["POST"], content_types=ANY_FORM)
def refund_purchase(purchase_id: str) -> Response:
    """Refund a purchase from the caller: an `amount`, `items`, or all that is left."""
    return _requested(caller_id(bp.current_request, "write"), "purchase", purchase_id)


@bp.route("/api/rossgram/v1/purchases/{purchase_id}/refunds", methods=["GET"])
def list_purchase_refunds(purchase_id: str) -> Response:
    """Return the refunds of a purchase, to its seller or its buyer."""
    return _listed(caller_id(bp.current_request, "read"), "purchase", purchase_id)


@bp.route("/api/rossgram/v1/pledges/{pledge_id}/refunds", methods=["POST"], content_types=ANY_FORM)
def refund_pledge(pledge_id: str) -> Response:
    """Refund a pledge to the caller's campaign: an `amount`, `items` (rewards), or all that is left."""
    return _requested(caller_id(bp.current_request, "write"), "pledge", pledge_id)


@bp.route("/api/rossgram/v1/pledges/{pledge_id}/refunds", methods=["GET"])
def list_pledge_refunds(pledge_id: str) -> Response:
    """Return the refunds of a pledge, to the campaign's creator or the backer."""
    return _listed(caller_id(bp.current_request, "read"), "pledge", pledge_id)


def _requested(seller_id: str, kind: str, order_id: str) -> Response:
    key = bp.current_request.headers.get("idempotency-key", "")
    requested = RefundForm.parse({**fields(bp.current_request), "key": key}).request()
    # 202: Stripe makes the refund a moment later.
    return json_response(render_refund(refunds.request(seller_id, kind, order_id, requested)), 202)


def _listed(viewer_id: str, kind: str, order_id: str) -> Response:
    return json_response([render_refund(one) for one in refunds.list_for(viewer_id, kind, order_id)])
