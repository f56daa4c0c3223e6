"""End the sessions that an account has signed out."""

from chalicelib.errors import NotFound
from chalicelib.gateways import queue
from chalicelib.models.people.accounts import Credential
from chalicelib.models.people.sessions import Session

ENDED_AT_ONCE = 25
# A version that no session has: all sessions of an account that is gone are ended.
NONE = -1


def announce(account_id: str) -> None:
    """Promise, ahead of the write that signs out, that sessions are ended after it.

    The message comes late, and so finds those that the index had not shown by the time of the write.
    """
    queue.announce("profiles", sessions_of=account_id)


def end_old(account_id: str, after: str = "") -> None:
    """End those of an account's sessions that it has signed out, on one page, and queue the next page.

    May run twice, and at the same time.
    """
    try:
        version = int(Credential.find(account_id).session_version)
    except NotFound:
        version = NONE
    found = Session.of_account(account_id, ENDED_AT_ONCE, after)
    for session in found:
        if session.version != version:
            Session.end(session.id)
    if len(found) == ENDED_AT_ONCE:
        queue.send("profiles", sessions_of=account_id, after=found[-1].id)
