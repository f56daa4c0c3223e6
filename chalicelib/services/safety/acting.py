"""What moderators do to accounts through the API: by Mastodon's names, each one decision with its row in the log."""

from collections.abc import Callable

from chalicelib.errors import NotFound, Unavailable
from chalicelib.models.base import GuardFailed
from chalicelib.models.money.payments.origins import write_all
from chalicelib.models.people.accounts import Account
from chalicelib.models.safety.actions import WARN
from chalicelib.services.safety import handling, members, roles, silencing, suspending
from chalicelib.services.safety.decisions import Decision, records
from chalicelib.services.safety.members import Member

Deed = Callable[[str, Decision], bool]


def warn(account_id: str, decision: Decision) -> bool:
    """Tell an account what is wrong, and do nothing else."""
    Account.find(account_id)
    told = records(WARN, account_id, decision, "account_warned")
    try:
        write_all(*told.writes)
    except GuardFailed as failed:
        roles.expect_may_act(decision.moderator_id, account_id)
        raise Unavailable from failed
    told.announce()
    return True


DEEDS: dict[str, Deed] = {
    "none": warn,
    "sensitive": silencing.cover,
    "disable": silencing.disable,
    "silence": silencing.silence,
    "suspend": suspending.suspend,
}
UNDONE: dict[str, Deed] = {
    "unsensitive": silencing.uncover,
    "enable": silencing.enable,
    "unsilence": silencing.unsilence,
    "unsuspend": suspending.unsuspend,
}


def act(moderator_id: str, account_id: str, deed: str, reason: str, report_id: str = "", *, is_told: bool) -> None:
    """Do something to an account, and close the report that it answers; nothing happens where it is so already.

    Raises NotFound without the account or the report, and Forbidden where this moderator may not act on the account.
    """
    decision = _decision(moderator_id, account_id, reason, report_id, is_told=is_told)
    if not DEEDS[deed](account_id, decision) and report_id:
        handling.resolve(moderator_id, report_id)


def undo(moderator_id: str, account_id: str, deed: str) -> Member:
    """Take back what was done to an account, and return it; nothing happens where it is so already."""
    UNDONE[deed](account_id, _decision(moderator_id, account_id, is_told=True))
    return members.find(moderator_id, account_id)


def _decision(moderator_id: str, account_id: str, reason: str = "", report_id: str = "", *, is_told: bool) -> Decision:
    moderator = roles.expect_staff(moderator_id)
    roles.expect_may_act(moderator_id, account_id)
    if report_id and handling.find(moderator_id, report_id).report.target_id != account_id:
        raise NotFound
    return Decision(f"@{moderator.handle}", reason, report_id, moderator_id, is_told)
