"""Let an account leave: closed at once, deleted after thirty days, and until then taken back whole by a word."""

from itertools import islice

from chalicelib import config
from chalicelib.errors import Unprocessable
from chalicelib.models.base import now
from chalicelib.models.leaving import GRACE_SECONDS, Leaving
from chalicelib.models.people.accounts import Account
from chalicelib.models.people.closed import LEAVING
from chalicelib.services.leaving import obligations
from chalicelib.services.money.selling import subscriptions, tiers
from chalicelib.services.people.door import endings
from chalicelib.services.people.relationships import closed
from chalicelib.services.talk import mails

PAGE = "/oauth/leaving"
# Each is a call or two of Stripe, and a request has half a minute.
ENDED_AT_ONCE = 20


def begin(account_id: str, kept_session: str = "") -> Leaving:
    """Close an account to all others, and have it deleted in thirty days; of one that leaves already nothing changes.

    Raises Unprocessable with all that is still in the way. A mail says until when it can be taken back. All that is
    signed in to it is signed out, but `kept_session`.
    """
    if found := Leaving.of(account_id):
        return found
    if in_the_way := obligations.left(account_id):
        raise Unprocessable("Validation failed: " + " ".join(in_the_way))
    link, until = f"{config.PUBLIC_URL}{PAGE}", now() + GRACE_SECONDS
    leaving = Leaving(account_id, delete_at=until, due_at=until)
    version = int(Account.find(account_id).closed_version) + 1
    mail = mails.compose(f"leaving:{account_id}:{version}", "leaving", account_id, until=until, link=link)
    endings.announce(account_id)
    if closed.close(account_id, LEAVING, leaving.begun_with(mail, kept_session)):
        endings.end_old(account_id)
        mails.announce(mail.id)
    elif Leaving.of(account_id) is None:
        raise Unprocessable("Validation failed: This account is closed")
    return leaving


def end_subscriptions(account_id: str) -> None:
    """Archive the tiers of an account, and end some of the subscriptions to it when what is paid for ends.

    Stripe is called for each, so that one request ends some of them and the next one goes on.
    """
    for tier in tiers.of(account_id):
        tiers.archive(account_id, tier.id)
    going_on = (row for row in obligations.subscribers(account_id) if not row.cancel_at)
    for row in islice(going_on, ENDED_AT_ONCE):
        subscriptions.cancel(row.subscriber_id, row.id)


def take_back(account_id: str) -> None:
    """Open an account again that leaves, with all that it has; of one that does not leave nothing changes.

    Raises Unprocessable once the deletion has begun.
    """
    found = Leaving.of(account_id)
    if found is None:
        return
    if found.begun_at:
        raise Unprocessable("Validation failed: The thirty days are over, and this account is being deleted")
    closed.reopen(account_id, LEAVING, lambda writes: Leaving.take_back(writes, account_id))
