"""Web Push: which device is told of what, one for each access token, and one for each browser that is signed in."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, bearer, fields, json_response, own_session
from chalicelib.schemas import languages
from chalicelib.schemas.talk.push import AlertsForm, SubscriptionForm, render_subscription
from chalicelib.services.talk.push import devices

bp = Blueprint(__name__)
PATH = "/api/v1/push/subscription"


@bp.route(PATH, methods=["POST"], content_types=ANY_FORM)
def create_push_subscription() -> Response:
    """Push to a device what the caller is told of, in place of the one that this access token had before."""
    owner = own_session(bp.current_request, "push")
    form = SubscriptionForm.parse(fields(bp.current_request))
    made = devices.subscribe(
        owner,
        # Each push tells it; a browser that is known by its cookie has none, and needs none.
        bearer(bp.current_request),
        form.subscription.endpoint,
        form.subscription.device(),
        devices.Wishes(form.alerts() or {}, form.of_whom() or devices.ALL, languages.spoken()),
        is_standard=form.subscription.standard,
    )
    return json_response(render_subscription(made))


@bp.route(PATH, methods=["GET"])
def get_push_subscription() -> Response:
    """Return the subscription of this access token."""
    return json_response(render_subscription(devices.find(*own_session(bp.current_request, "push"))))


@bp.route(PATH, methods=["PUT"], content_types=ANY_FORM)
def update_push_subscription() -> Response:
    """Change what the device is told, and of whom."""
    owner = own_session(bp.current_request, "push")
    form = AlertsForm.parse(fields(bp.current_request))
    return json_response(render_subscription(devices.change(*owner, form.alerts(), form.of_whom())))


@bp.route(PATH, methods=["DELETE"], content_types=ANY_FORM)
def delete_push_subscription() -> Response:
    """Push nothing to this access token's device any more."""
    devices.unsubscribe(*own_session(bp.current_request, "push"))
    return json_response({})
