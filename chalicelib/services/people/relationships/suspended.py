"""Keep whoever a moderator has suspended, shut out or not let in yet away: no sign-in, and no session."""

from chalicelib import config
from chalicelib.errors import Forbidden, Unprocessable
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.closed import PENDING, SUSPENDED

WAITS = "Your login is currently pending approval"


def expect_not(account_id: str) -> None:
    """Raise Unprocessable, with where to object, for whoever knows the password of an account that is closed so.

    Raises Forbidden for one that waits for approval.
    """
    account = Account.find(account_id)
    if account.closed == PENDING:
        raise Forbidden(WAITS)
    if account.closed == SUSPENDED or account.disabled_at:
        state = "suspended" if account.closed else "disabled"
        raise Unprocessable(f"This account is {state}. Write to {config.CONTACT_EMAIL} if you think that is wrong.")
