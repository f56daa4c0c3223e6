"""Suspend accounts: to all others they are as missing, nobody can sign in to them, and what they are paid for stops.

What was bought stays with its buyers, and money stays where it is (docs/decisions/2026-11-26-moderation.md).
"""

from functools import partial

from chalicelib.errors import Unprocessable
from chalicelib.models.money.payments.origins import together
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.closed import PENDING, SUSPENDED
from chalicelib.models.safety import suspended_addresses
from chalicelib.models.safety.actions import SUSPEND, UNSUSPEND
from chalicelib.services.money.selling.lifecycle import stopping
from chalicelib.services.people.door import endings
from chalicelib.services.people.relationships import closed
from chalicelib.services.safety import roles
from chalicelib.services.safety.decisions import Decision, records

WAITS = "Validation failed: This account waits for approval: reject it instead"


def suspend(account_id: str, decision: Decision) -> bool:
    """Suspend an account, and tell its owner by mail why; False where it is suspended already.

    Raises Unprocessable for one that waits for approval: nobody sees it, and to reject it is what ends it.
    Its tokens are worth nothing when this returns. Its posts, photos and offers are closed by promises that were
    written with it, and `may_see` refuses what these have not come to.
    """
    if Account.find(account_id).closed == PENDING:
        raise Unprocessable(WAITS)
    told = records(SUSPEND, account_id, decision, "account_suspended")
    stopping.announce(account_id, is_late=True)
    may_still = partial(roles.expect_may_act, decision.moderator_id, account_id)
    blocks = suspended_addresses.with_suspension(account_id)
    joined = together(*told.writes, blocks, stopping.promise_of(account_id).promise)
    is_new = closed.close(account_id, SUSPENDED, joined, may_still)
    endings.end_all(account_id)
    stopping.announce(account_id)
    if is_new:
        told.announce()
    return is_new


def unsuspend(account_id: str, decision: Decision) -> bool:
    """Open a suspended account again, and tell its owner; False where it is not suspended.

    Subscriptions that were ended stay so, unless their subscribers resume them while what they paid for lasts.
    """
    Account.find(account_id)
    told = records(UNSUSPEND, account_id, decision, "account_unsuspended")
    may_still = partial(decision.expect_still, account_id)
    writes = together(*told.writes, suspended_addresses.ending_with(account_id))
    if not closed.reopen(account_id, SUSPENDED, writes, may_still):
        return False
    told.announce()
    return True
