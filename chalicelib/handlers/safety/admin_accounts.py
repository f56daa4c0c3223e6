"""Accounts for those who moderate: whom a role allows it, which is asked at each use of a token."""

from chalice import Blueprint, Response

from chalicelib.handlers.door import ANY_FORM, caller_id, fields, filled_response, json_response, rows_response
from chalicelib.schemas.safety.admin import AccountsForm, ActionForm, LogForm, render_action, render_member
from chalicelib.services.safety import acting, approving, history, members

bp = Blueprint(__name__)
ACCOUNT = "/api/v1/admin/accounts/{account_id}"


def list_accounts_to_moderate() -> Response:
    """Return a page of accounts for a moderator, by what they are called or how they stand; 403 without a role."""
    moderator_id = caller_id(bp.current_request, "admin:read:accounts")
    form = AccountsForm.parse(fields(bp.current_request))
    found = members.listed(moderator_id, form.sought(), form.page(default=100, most=200))
    return filled_response(bp.current_request, [render_member(one) for one in found.shown], found)


for version in ("v1", "v2"):
    bp.route(f"/api/{version}/admin/accounts", methods=["GET"])(list_accounts_to_moderate)


@bp.route(ACCOUNT, methods=["GET"])
def show_member(account_id: str) -> Response:
    """Return an account for a moderator; no address of the network is told."""
    moderator_id = caller_id(bp.current_request, "admin:read:accounts")
    return json_response(render_member(members.find(moderator_id, account_id)))


@bp.route(f"{ACCOUNT}/action", methods=["POST"], content_types=ANY_FORM)
def act_on_member(account_id: str) -> Response:
    """Warn (`none`), cover, shut out, silence or suspend an account; the report that this answers is closed.

    A mail tells the reason, unless `send_email_notification` is false. Other reports about the account stay open.
    """
    moderator_id = caller_id(bp.current_request, "admin:write:accounts")
    form = ActionForm.parse(fields(bp.current_request))
    is_told = form.send_email_notification
    acting.act(moderator_id, account_id, form.type, form.text.strip(), form.report_id, is_told=is_told)
    return json_response({})


@bp.route(f"{ACCOUNT}/enable", methods=["POST"], content_types=ANY_FORM)
def enable_member(account_id: str) -> Response:
    """Let an account's owner sign in again."""
    return _undone(account_id, "enable")


@bp.route(f"{ACCOUNT}/unsilence", methods=["POST"], content_types=ANY_FORM)
def unsilence_member(account_id: str) -> Response:
    """Show a silenced account to everybody again."""
    return _undone(account_id, "unsilence")


@bp.route(f"{ACCOUNT}/unsuspend", methods=["POST"], content_types=ANY_FORM)
def unsuspend_member(account_id: str) -> Response:
    """Open a suspended account again."""
    return _undone(account_id, "unsuspend")


@bp.route(f"{ACCOUNT}/unsensitive", methods=["POST"], content_types=ANY_FORM)
def uncover_member(account_id: str) -> Response:
    """Show an account's posts as sensitive only where it says so itself."""
    return _undone(account_id, "unsensitive")


@bp.route(f"{ACCOUNT}/approve", methods=["POST"], content_types=ANY_FORM)
def approve_member(account_id: str) -> Response:
    """Let an account in that waits for approval; 403 for one that does not."""
    return _decided(account_id, "approve")


@bp.route(f"{ACCOUNT}/reject", methods=["POST"], content_types=ANY_FORM)
def reject_member(account_id: str) -> Response:
    """Delete an account that waits for approval, with its names, and return it as it was; 403 for one that does not."""
    return _decided(account_id, "reject")


def _decided(account_id: str, deed: str) -> Response:
    moderator_id = caller_id(bp.current_request, "admin:write:accounts")
    return json_response(render_member(approving.decide(moderator_id, account_id, deed)))


def _undone(account_id: str, deed: str) -> Response:
    moderator_id = caller_id(bp.current_request, "admin:write:accounts")
    return json_response(render_member(acting.undo(moderator_id, account_id, deed)))


@bp.route("/api/rossgram/v1/moderation/actions", methods=["GET"])
def list_actions() -> Response:
    """Return a page of the log of what moderators did, to everybody or to `account_id`; nothing is ever taken out."""
    moderator_id = caller_id(bp.current_request, "admin:read")
    form = LogForm.parse(fields(bp.current_request))
    found, people = history.listed(moderator_id, form.account_id, form.page())
    entities = [render_action(one, people[one.account_id]) for one in found.rows]
    return rows_response(bp.current_request, entities, [one.id for one in found.rows], found.has_more)
