"""List an account's sessions, and end those that it signs out."""

from dataclasses import dataclass

from chalicelib.errors import NotFound, Unavailable
from chalicelib.gateways import queue
from chalicelib.models.base import GuardFailed, wait_a_little
from chalicelib.models.batches import fetch
from chalicelib.models.people.accounts import Account, Credential
from chalicelib.models.people.apps import App
from chalicelib.models.people.door import credentials
from chalicelib.models.people.sessions import Session

MOST_LISTED = 200
ENDED_AT_ONCE = 25
RACES = 8
# A version that no session has: all sessions of an account that is gone are ended.
NONE = -1


@dataclass(frozen=True)
class SignedIn:
    """A session, and the app that has it; an app that is gone has none."""

    session: Session
    app: App | None


def listed(account_id: str) -> list[SignedIn]:
    """Return what is signed in to an account, the newest first; of very many 200."""
    version = int(Credential.find(account_id).session_version)
    found = [one for one in Session.of_account(account_id, MOST_LISTED) if one.version == version]
    # The index has what tells sessions apart, but not from where and with what: that is read with the apps.
    rows = fetch([key for one in found for key in ((App, one.app_id, None), (Session, one.id, None))])
    whole = [one for session in found if isinstance(one := rows.get((Session, session.id, None)), Session)]
    newest = sorted(whole, key=lambda session: (session.created_at, session.id), reverse=True)
    return [SignedIn(session, _app(rows.get((App, session.app_id, None)))) for session in newest]


def _app(found: object) -> App | None:
    return found if isinstance(found, App) else None


def end(account_id: str, session_id: str) -> None:
    """End a session of an account. Raises NotFound where it has none of that id."""
    if Session.find(session_id).account_id != account_id:
        raise NotFound
    Session.end(session_id)


def sign_out_everywhere(account_id: str, kept_session: str = "") -> None:
    """End all sessions of an account but one, and let no code of before open another."""
    announce(account_id)
    for attempt in range(RACES):
        try:
            credentials.sign_out(Credential.find(account_id), kept_session)
        except GuardFailed:
            wait_a_little(attempt)
        else:
            break
    else:
        raise Unavailable
    end_old(account_id)


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
    if last := _end_some(account_id, version, after):
        queue.send("profiles", sessions_of=account_id, after=last)


def finish(account_id: str, after: str = "") -> None:
    """End what an account has signed out, as a message asks for it; all of one that was shut out meanwhile."""
    if _is_shut_out(account_id):
        end_all(account_id)
    else:
        end_old(account_id, after)


def _is_shut_out(account_id: str) -> bool:
    try:
        return bool(Account.find(account_id).disabled_at)
    except NotFound:
        return False


def end_all(account_id: str) -> None:
    """End all sessions of an account, as far as the index has them by now: their tokens are worth nothing."""
    after = ""
    while after := _end_some(account_id, NONE, after):
        pass


def _end_some(account_id: str, kept_version: int, after: str) -> str:
    """End those of a page of sessions that are of another version, and return its last id where there may be more."""
    found = Session.of_account(account_id, ENDED_AT_ONCE, after)
    for session in found:
        if session.version != kept_version:
            Session.end(session.id)
    return str(found[-1].id) if len(found) == ENDED_AT_ONCE else ""
