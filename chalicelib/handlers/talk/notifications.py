"""Notifications one by one, and ours about money."""

from chalice import Blueprint, Response
from chalice.app import Request

from chalicelib.handlers.door import ANY_FORM, answers, caller_id, fields, json_response, page_response
from chalicelib.models.filling import Filled
from chalicelib.schemas.talk.notifications import NotificationsForm, UnreadForm, render_notification
from chalicelib.services.talk import notifications
from chalicelib.services.talk.notifications import Notice
from chalicelib.services.talk.told import EVERY

bp = Blueprint(__name__)


@bp.route("/api/v1/notifications", methods=["GET"])
def list_notifications() -> Response:
    """Return a page of what others did, and of what happened to one's money only what `types[]` names."""
    account_id = caller_id(bp.current_request, "read:notifications")
    form = NotificationsForm.parse(fields(bp.current_request))
    page = form.page(default=40, most=80)
    return _page(bp.current_request, notifications.page(account_id, form.kinds(), page, form.account_id))


@bp.route("/api/rossgram/v1/notifications", methods=["GET"])
def list_all_notifications() -> Response:
    """Return a page of all notifications, with what is said of purchases, sales and campaigns in `rossgram`."""
    account_id = caller_id(bp.current_request, "read:notifications")
    form = NotificationsForm.parse(fields(bp.current_request))
    kinds, page = form.kinds(EVERY), form.page(default=40, most=80)
    return _page(bp.current_request, notifications.page(account_id, kinds, page, form.account_id))


@bp.route("/api/v1/notifications/unread_count", methods=["GET"])
@answers("Tally")
def count_unread_notifications() -> Response:
    """Return how many came since the caller read or cleared them, up to `limit`."""
    account_id = caller_id(bp.current_request, "read:notifications")
    form = UnreadForm.parse(fields(bp.current_request))
    return json_response({"count": len(notifications.unread(account_id, form.kinds(), form.most()))})


@bp.route("/api/v1/notifications/clear", methods=["POST"], content_types=ANY_FORM)
def clear_notifications() -> Response:
    """Tell the caller no more of anything until now."""
    notifications.clear(caller_id(bp.current_request, "write:notifications"))
    return json_response({})


@bp.route("/api/v1/notifications/{notification_id}", methods=["GET"])
def get_notification(notification_id: str) -> Response:
    """Return one notification."""
    account_id = caller_id(bp.current_request, "read:notifications")
    return json_response(render_notification(notifications.find(account_id, notification_id)))


@bp.route("/api/v1/notifications/{notification_id}/dismiss", methods=["POST"], content_types=ANY_FORM)
def dismiss_notification(notification_id: str) -> Response:
    """Tell the caller no more of one thing."""
    notifications.dismiss(caller_id(bp.current_request, "write:notifications"), notification_id)
    return json_response({})


def _page(request: Request, found: Filled[Notice]) -> Response:
    entities = [render_notification(notice) for notice in found.shown]
    return page_response(request, entities, found.newest, found.oldest, found.has_more)
