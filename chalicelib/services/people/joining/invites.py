"""Make, list and revoke invitations. Who may invite is a condition of the transaction that makes or uses one."""

from chalicelib import config
from chalicelib.errors import Forbidden, NotFound, Unprocessable
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.door.invites import EVERYBODY, Invite

# Of those who make some at once a few more may be open than one may have.
MOST_OPEN, MOST_LISTED = 50, 200
LONGEST_SECONDS, MOST_USES = 30 * 24 * 3600, 100
REFUSED = "This action is not allowed"


def may_invite(account: Account) -> bool:
    """Tell whether an account may invite others."""
    is_open = not account.closed and not account.disabled_at
    return is_open and (config.INVITES_BY == EVERYBODY or bool(account.role))


def make(account_id: str, seconds: int, max_uses: int) -> tuple[Invite, str]:
    """Make an invitation for so long and so many, and return it with its code, which is told this once.

    Raises Forbidden for whoever may not invite, and Unprocessable where too many are open.
    """
    if not may_invite(Account.find(account_id)):
        raise Forbidden(REFUSED)
    if len(Invite.of(account_id, MOST_OPEN)) >= MOST_OPEN:
        raise Unprocessable(f"Validation failed: At most {MOST_OPEN} invitations are open at a time: revoke one first")
    made = Invite.create(account_id, seconds, max_uses)
    if made is None:
        raise Forbidden(REFUSED)
    return made


def listed(account_id: str) -> list[Invite]:
    """Return one's own invitations that can still be used, the newest first."""
    return Invite.of(account_id, MOST_LISTED)


def revoke(account_id: str, invite_id: str) -> None:
    """End one of one's own invitations at once. Raises NotFound where it has ended, or is another's."""
    found = Invite.one_of(account_id, invite_id)
    if found is None or not found.revoke():
        raise NotFound
