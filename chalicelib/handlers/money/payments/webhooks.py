"""The endpoint for Stripe's webhooks."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, answers, json_response
from chalicelib.services.money.payments import webhooks

bp = Blueprint(__name__)


@bp.route("/webhooks/stripe", methods=["POST"], content_types=ANY_FORM)
@answers("ReceivedEvent")
def receive_event() -> Response:
    """Accept an event that Stripe signed; it is applied after the answer."""
    request = bp.current_request
    webhooks.receive(request.raw_body or b"", request.headers.get("stripe-signature"))
    return json_response({"received": True})
