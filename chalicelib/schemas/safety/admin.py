"""What moderators see and do, in the dialect of Mastodon's admin API.

Source: https://docs.joinmastodon.org/methods/admin/accounts/, /methods/admin/reports/ and their entities.
"""

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from chalicelib.models.safety.actions import ABOUT_NOBODY, ModerationAction
from chalicelib.models.safety.staff import ADMIN, MODERATOR
from chalicelib.schemas.base import Flag, Form, Line, Many
from chalicelib.schemas.instance import render_rules
from chalicelib.schemas.pages import PageForm
from chalicelib.schemas.people.accounts import render_account, render_snapshot
from chalicelib.schemas.people.roles import render_role
from chalicelib.schemas.photos.posts import render_status
from chalicelib.schemas.text import timestamp
from chalicelib.services.safety import handling, members
from chalicelib.services.safety.handling import Opened
from chalicelib.services.safety.members import ACTIVE, NOBODY, Member

if TYPE_CHECKING:
    from chalicelib.schemas import entities

ROLES = {"1": MODERATOR, "2": ADMIN}
STAFF = (MODERATOR, ADMIN)


class AccountsForm(PageForm):
    """Whom a moderator looks for, by either version of the API's names.

    Nobody is of another server, is looked for by who invited them, or is known by an address of the network.
    """

    local: Flag = False
    remote: Flag = False
    active: Flag = False
    pending: Flag = False
    disabled: Flag = False
    silenced: Flag = False
    suspended: Flag = False
    sensitized: Flag = False
    staff: Flag = False
    origin: str = ""
    status: str = ""
    permissions: str = ""
    role_ids: Annotated[list[str], Many] | None = Field(default=None, max_length=20)
    invited_by: str = ""
    by_domain: str = ""
    ip: str = ""
    username: str = ""
    display_name: str = ""
    email: str = ""

    def sought(self) -> members.Sought:
        """Return whom to look for."""
        is_nobody = self.remote or self.origin == "remote" or bool(self.invited_by or self.by_domain or self.ip)
        wanted = tuple(ROLES[one] for one in self.role_ids or () if one in ROLES)
        is_nobody = is_nobody or (bool(self.role_ids) and not wanted)
        if self.staff or self.permissions == "staff":
            wanted = wanted or STAFF
        status = self.status or self._status()
        name = self.username.strip().removeprefix("@")
        return members.Sought(
            name, self.display_name.strip(), self.email.strip(), NOBODY if is_nobody else status, wanted
        )

    def _status(self) -> str:
        names = ("pending", "suspended", "disabled", "silenced", "sensitized", ACTIVE)
        return next((name for name in names if getattr(self, name)), "")


class ActionForm(Form):
    """What a moderator does to an account. A preset of a warning does nothing: there are none."""

    type: Literal["none", "sensitive", "disable", "silence", "suspend"]
    report_id: str = ""
    text: Line = ""
    send_email_notification: Flag = True


class ReportsForm(PageForm):
    """Which reports a moderator looks for."""

    resolved: Flag = False
    account_id: str = ""
    target_account_id: str = ""

    def sought(self) -> handling.Sought:
        """Return which reports to look for."""
        return handling.Sought(self.resolved, self.account_id, self.target_account_id)


class RefileForm(Form):
    """What a report is about, as a moderator sees it."""

    category: Literal["spam", "legal", "violation", "other"] | None = None
    rule_ids: Annotated[list[str], Many] | None = Field(default=None, max_length=100)


class LogForm(PageForm):
    """Which part of the log a moderator reads."""

    account_id: str = ""


def render_member(member: Member) -> "entities.AdminAccount":
    """Return an account as moderators see it: no address of the network, which they need not know."""
    account, credential = member.account, member.credential
    gone = {"handle": "", "name": "", "avatar": "", "header": "", "created_at": 0}
    entity = render_account(account) if account else render_snapshot(member.id, gone)
    return {
        "id": member.id,
        "username": entity["username"],
        "domain": None,
        "created_at": entity["created_at"],
        "email": credential.email if credential else "",
        "ip": None,
        "ips": [],
        "locale": (credential.language or "en") if credential else None,
        "invite_request": credential.sign_up_reason if credential else None,
        "role": render_role(account),
        "confirmed": bool(credential and credential.confirmed_at),
        "approved": not member.is_pending,
        "suspended": member.is_suspended,
        "silenced": bool(account and account.silenced_at),
        "sensitized": bool(account and account.sensitized_at),
        "disabled": bool(account and account.disabled_at),
        "invited_by_account_id": credential.invited_by if credential else None,
        "account": entity,
    }


def render_opened(opened: Opened) -> "entities.AdminReport":
    """Return a report as moderators see it, with what the posts said, which may be gone."""
    report = opened.report
    taken_at, seen = report.action_taken_at, {view.post.id for view in opened.views}
    return {
        "id": report.id,
        "action_taken": taken_at is not None,
        "action_taken_at": None if taken_at is None else timestamp(taken_at),
        "category": report.category,
        "comment": report.comment or "",
        "forwarded": False,
        "created_at": timestamp(report.created_at),
        "updated_at": timestamp(report.updated_at or report.created_at),
        "account": render_member(opened.people[report.account_id]),
        "target_account": render_member(opened.people[report.target_id]),
        "assigned_account": _render_named(opened.member(report.assigned_id)),
        "action_taken_by_account": _render_named(opened.member(report.action_taken_by)),
        "statuses": [render_status(view) for view in opened.views],
        "rules": [rule for rule in render_rules() if rule["id"] in report.rule_ids],
        "rossgram": {"posts": [_render_words(one, said, one in seen) for one, said in report.words.items()]},
    }


def _render_named(member: Member | None) -> "entities.AdminAccount | None":
    return render_member(member) if member else None


def _render_words(post_id: str, said: dict[str, Any], is_there: bool) -> "entities.ReportedWords":
    return {
        "id": post_id,
        "is_there": is_there,
        "text": said["caption"],
        "spoiler_text": said["spoiler"],
        "media_ids": list(said["media_ids"]),
    }


def render_action(action: ModerationAction, member: Member) -> "entities.ModerationAction":
    """Return a row of the log, with what the account is called at this moment; one that is gone has no name.

    A row about mail names no account; its reason is the domain, or the hash of the address.
    """
    return {
        "id": action.id,
        "name": action.name,
        "moderator": action.moderator,
        "moderator_id": action.moderator_id,
        "account_id": None if action.account_id == ABOUT_NOBODY else action.account_id,
        "acct": member.account.handle if member.account else "",
        "report_id": action.report_id,
        "status_id": action.post_id,
        "reason": action.reason or "",
        "created_at": timestamp(action.taken_at),
    }
