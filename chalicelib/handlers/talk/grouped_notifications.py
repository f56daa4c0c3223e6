"""Notifications in groups: the likes of a post and the follows of one day are shown together."""

from typing import Any

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, answers, caller_id, fields, json_response, page_response
from chalicelib.schemas.people.accounts import render_account
from chalicelib.schemas.talk.notifications import GroupsForm, UnreadForm, groups, render_groups
from chalicelib.services.talk import notifications

bp = Blueprint(__name__)


@bp.route("/api/v2/notifications", methods=["GET"])
@answers("GroupedNotifications")
def list_grouped_notifications() -> Response:
    """Return a page of notifications in groups, `limit` groups at most; a very large one goes on with the same key."""
    account_id = caller_id(bp.current_request, "read:notifications")
    form = GroupsForm.parse(fields(bp.current_request))
    found = notifications.groups_page(account_id, form.kinds(), form.groups_page(), form.key_of)
    entity: Any = render_groups(found.shown, form.grouped_types)
    return page_response(bp.current_request, entity, found.newest, found.oldest, found.has_more)


@bp.route("/api/v2/notifications/unread_count", methods=["GET"])
@answers("Tally")
def count_unread_groups() -> Response:
    """Return how many groups came since the caller read or cleared them, out of at most `limit` notifications."""
    account_id = caller_id(bp.current_request, "read:notifications")
    form = UnreadForm.parse(fields(bp.current_request))
    unread = notifications.unread(account_id, form.kinds(), form.most())
    return json_response({"count": len(groups(unread, form.grouped_types))})


@bp.route("/api/v2/notifications/{group_key}", methods=["GET"])
def get_notification_group(group_key: str) -> Response:
    """Return one group with the newest eighty of what it has."""
    account_id = caller_id(bp.current_request, "read:notifications")
    found = notifications.group(account_id, group_key)
    # A single one of a group is asked for where a client shows its type by itself.
    is_grouped = not group_key.startswith("ungrouped-")
    return json_response(render_groups(found, None if is_grouped else []))


@bp.route("/api/v2/notifications/{group_key}/accounts", methods=["GET"])
def list_group_accounts(group_key: str) -> Response:
    """Return who did what a group tells, the newest eighty."""
    account_id = caller_id(bp.current_request, "read:notifications")
    found = {notice.account.id: notice.account for notice in notifications.group(account_id, group_key)}
    return json_response([render_account(account) for account in found.values()])


@bp.route("/api/v2/notifications/{group_key}/dismiss", methods=["POST"], content_types=ANY_FORM)
def dismiss_notification_group(group_key: str) -> Response:
    """Tell the caller no more of what a group has by now."""
    notifications.dismiss_group(caller_id(bp.current_request, "write:notifications"), group_key)
    return json_response({})
