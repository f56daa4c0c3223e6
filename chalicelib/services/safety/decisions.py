"""What a moderator decides: written to the log, told to whom it is about, and closing the report that it answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from chalicelib import config
from chalicelib.errors import Unprocessable
from chalicelib.models.base import GuardFailed
from chalicelib.models.money.payments.origins import Write, write_all
from chalicelib.models.photos.posts import Post
from chalicelib.models.safety import staff, strikes
from chalicelib.models.safety.actions import ABOUT_NOBODY, CLOSE_REPORT, ModerationAction
from chalicelib.models.safety.reports import Report
from chalicelib.models.talk.mails import STRIKE, Mail
from chalicelib.models.talk.notifications import WARNING, Notification
from chalicelib.services import news
from chalicelib.services.safety import roles
from chalicelib.services.safety.reports import words_of
from chalicelib.services.talk import mails

# It stands in one line of a mail.
LONGEST_REASON = 200


@dataclass(frozen=True)
class Decision:
    """Who decides, why, as the person concerned is told, and which report it answers.

    `moderator` is a name for the log. Without `moderator_id` it is the operator's, at the command line.
    """

    moderator: str
    reason: str = ""
    report_id: str = ""
    moderator_id: str = ""
    # Whether the person concerned is told by mail.
    is_told: bool = True
    # What else is written with it, as the end of an appeal, and what raises an error where that cannot be written.
    also: Sequence[Write] = ()
    still: Callable[[], object] | None = None

    def check(self) -> None:
        """Raise Unprocessable for a decision that tells nobody who took it, or of which a part would be cut off."""
        if not self.moderator:
            raise Unprocessable("A decision names who took it")
        if len(self.reason) > LONGEST_REASON or len(self.reason.splitlines()) > 1:
            raise Unprocessable(f"A reason is one line of at most {LONGEST_REASON} characters")

    def expect_still(self, account_id: str) -> None:
        """Raise an error where whoever decides may not act on the account, or what else is written cannot be."""
        roles.expect_may_act(self.moderator_id, account_id)
        if self.still:
            self.still()

    def in_words(self) -> dict[str, str]:
        """Return what a mail says of it to the person concerned."""
        return {"reason": self.reason or "they gave no reason", "contact": config.CONTACT_EMAIL}


@dataclass(frozen=True)
class Records:
    """What is written with a decision, in the transaction of what it does; whom it is told is announced after it."""

    writes: Sequence[Write]
    mail: Mail | None = None
    struck_id: str | None = None

    def announce(self) -> None:
        """Have the mail sent soon, which the sweeper finds otherwise, and what is told pushed."""
        if self.mail:
            mails.announce(self.mail.id)
        news.hint(self.struck_id)


def records(
    name: str, account_id: str, decision: Decision, template: str = "", post: Post | None = None, **said: str
) -> Records:
    """Return what a decision writes: its row in the log, the end of its report, and the mail of a template.

    An act against the account is a strike, of which its notifications tell too, and which it may appeal; `said`
    is what else the mail says.

    Raises NotFound without the report, Unprocessable for a report about somebody else, and Forbidden where whoever
    decides may not act on the account; that they still may is a condition of the transaction.
    """
    about = {"post_id": post.id, "words": words_of(post)} if post else {}
    action, writes = logged(name, account_id, decision, **about)
    writes += [staff.watching(account_id), *decision.also]
    if decision.report_id:
        report = Report.find(decision.report_id)
        if report.target_id != account_id:
            raise Unprocessable("This report is about somebody else")
        # Of two moderators who answer it at once neither is hindered.
        writes += [] if report.action_taken_at else [partial(report.close_along, decision.moderator_id)]
    if not template or not decision.is_told:
        return Records(writes)
    told: dict[str, Any] = {**decision.in_words(), **said}
    told |= {"words": str(post.body.get("caption") or "nothing")} if post else {}
    struck_id = account_id if name in strikes.ENDED_BY else None
    if struck_id:
        notice = Notification.of(account_id, WARNING, action.id, account_id, strike_id=action.id)
        writes.append(notice.add)
        told |= {STRIKE: action.id, "until": strikes.ends_at(action)}
    mail = mails.compose(f"moderation:{action.id}", template, account_id, **told)
    return Records([*writes, partial(Mail.add, mail=mail)], mail, struck_id)


def logged(name: str, account_id: str, decision: Decision, **about: Any) -> tuple[ModerationAction, list[Write]]:
    """Return a decision's row in the log and what writes it: the row, and that whoever decides still may.

    Raises Unprocessable and Forbidden as `records` does.
    """
    decision.check()
    allowed = roles.expect_may_act(decision.moderator_id, account_id)
    action = ModerationAction.made(
        account_id,
        name,
        moderator=decision.moderator,
        moderator_id=decision.moderator_id or None,
        reason=decision.reason or None,
        report_id=decision.report_id or None,
        **about,
    )
    return action, [*allowed, action.add]


def by(moderator_id: str) -> Decision:
    """Return a decision of an account, whose role is a condition of its transaction. Raises Forbidden without one."""
    moderator = roles.expect_staff(moderator_id)
    still = partial(staff.expect_role, moderator_id, str(moderator.role))
    return Decision(f"@{moderator.handle}", moderator_id=moderator_id, also=(still,))


def about_nobody(name: str, what: str, decision: Decision) -> list[Write]:
    """Return what writes a row of the log that is about no account, but a mail domain, an address or a trend."""
    told = {"moderator": decision.moderator, "moderator_id": decision.moderator_id or None}
    return [*decision.also, ModerationAction.made(ABOUT_NOBODY, name, reason=what, **told).add]


def close_report(decision: Decision) -> bool:
    """Close a report without doing anything else; False where it is closed already. Raises NotFound without it."""
    report = Report.find(decision.report_id)
    if report.action_taken_at:
        return False
    try:
        write_all(*logged(CLOSE_REPORT, report.target_id, decision)[1], partial(report.close, decision.moderator_id))
    except GuardFailed:
        # Somebody else was first, or whoever decides has lost their role.
        roles.expect_may_act(decision.moderator_id, report.target_id)
        return False
    return True
