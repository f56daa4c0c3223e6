"""Whose notifications are kept apart, and the requests into which they are gathered."""

from chalice import Blueprint, Response

from chalicelib.errors import NotFound
from chalicelib.handlers.door import ANY_FORM, answers, caller_id, fields, json_response, page_response
from chalicelib.schemas.pages import PageForm
from chalicelib.schemas.talk.policies import (
    FirstPolicyForm,
    PolicyForm,
    RequestsForm,
    render_first_policy,
    render_policy,
    render_request,
)
from chalicelib.services.talk import requests

bp = Blueprint(__name__)
FIRST, SECOND, REQUESTS = (
    "/api/v1/notifications/policy",
    "/api/v2/notifications/policy",
    "/api/v1/notifications/requests",
)


@bp.route(SECOND, methods=["GET"])
def get_notification_policy() -> Response:
    """Return what becomes of what whom does, and how much of it is filtered."""
    return json_response(render_policy(requests.of(caller_id(bp.current_request, "read:notifications"))))


@bp.route(SECOND, methods=["PATCH", "PUT"], content_types=ANY_FORM)
def update_notification_policy() -> Response:
    """Change what becomes of what whom does, of what was told before too."""
    account_id = caller_id(bp.current_request, "write:notifications")
    changes = PolicyForm.parse(fields(bp.current_request)).changes()
    return json_response(render_policy(requests.change_policy(account_id, changes)))


@bp.route(FIRST, methods=["GET"])
def get_first_notification_policy() -> Response:
    """Return the policy as clients of Mastodon 4.3's first versions read it."""
    return json_response(render_first_policy(requests.of(caller_id(bp.current_request, "read:notifications"))))


@bp.route(FIRST, methods=["PATCH", "PUT"], content_types=ANY_FORM)
def update_first_notification_policy() -> Response:
    """Change the policy as clients of Mastodon 4.3's first versions do."""
    account_id = caller_id(bp.current_request, "write:notifications")
    changes = FirstPolicyForm.parse(fields(bp.current_request)).changes()
    return json_response(render_first_policy(requests.change_policy(account_id, changes)))


@bp.route(REQUESTS, methods=["GET"])
def list_notification_requests() -> Response:
    """Return those of whom something was filtered, of the newest hundred things that were told."""
    account_id = caller_id(bp.current_request, "read:notifications")
    page = PageForm.parse(fields(bp.current_request)).page(default=40, most=80)
    low, high = max(page.min_id, page.since_id), page.max_id
    found = [one for one in requests.of(account_id).pending if one.newest > low and not (high and one.newest >= high)]
    shown = found[-page.limit :] if page.min_id else found[: page.limit]
    ends = (shown[0].newest, shown[-1].newest) if shown else ("", "")
    has_more = bool(shown) and found[-1].newest < shown[-1].newest
    return page_response(bp.current_request, [render_request(one) for one in shown], *ends, has_more)


@bp.route(f"{REQUESTS}/merged", methods=["GET"])
@answers("MergedRequests")
def get_merged_requests() -> Response:
    """Return that no accepted request waits to be merged: what was filtered is told at once."""
    caller_id(bp.current_request, "read:notifications")
    return json_response({"merged": True})


@bp.route(f"{REQUESTS}/accept", methods=["POST"], content_types=ANY_FORM)
def accept_notification_requests() -> Response:
    """Tell everything of those whose requests are named."""
    account_id = caller_id(bp.current_request, "write:notifications")
    requests.accept(account_id, RequestsForm.parse(fields(bp.current_request)).id)
    return json_response({})


@bp.route(f"{REQUESTS}/dismiss", methods=["POST"], content_types=ANY_FORM)
def dismiss_notification_requests() -> Response:
    """Tell no more of what was filtered of those whose requests are named."""
    account_id = caller_id(bp.current_request, "write:notifications")
    requests.dismiss(account_id, RequestsForm.parse(fields(bp.current_request)).id)
    return json_response({})


@bp.route(f"{REQUESTS}/{{request_id}}", methods=["GET"])
def get_notification_request(request_id: str) -> Response:
    """Return one request."""
    account_id = caller_id(bp.current_request, "read:notifications")
    return json_response(render_request(requests.find(account_id, request_id)))


@bp.route(f"{REQUESTS}/{{request_id}}/accept", methods=["POST"], content_types=ANY_FORM)
def accept_notification_request(request_id: str) -> Response:
    """Tell everything of whose request it is, of before too."""
    account_id = caller_id(bp.current_request, "write:notifications")
    if not requests.accept(account_id, [request_id]):
        raise NotFound
    return json_response({})


@bp.route(f"{REQUESTS}/{{request_id}}/dismiss", methods=["POST"], content_types=ANY_FORM)
def dismiss_notification_request(request_id: str) -> Response:
    """Tell no more of what was filtered of somebody until now."""
    account_id = caller_id(bp.current_request, "write:notifications")
    if not requests.dismiss(account_id, [request_id]):
        raise NotFound
    return json_response({})
