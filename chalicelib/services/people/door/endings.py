"""List an account's sessions, and end those that it signs out."""

from dataclasses import dataclass

from chalicelib.errors import NotFound, Unavailable
from chalicelib.gateways import queue
from chalicelib.models.base import GuardFailed, wait_a_little
from chalicelib.models.batches import fetch
from chalicelib.models.people.accounts import Credential
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
    apps = fetch([(App, session.app_id, None) for session in found])
    newest = sorted(found, key=lambda session: (session.created_at, session.id), reverse=True)
    return [SignedIn(session, _app(apps.get((App, session.app_id, None)))) for session in newest]


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
    found = Session.of_account(account_id, ENDED_AT_ONCE, after)
    for session in found:
        if session.version != version:
            Session.end(session.id)
    if len(found) == ENDED_AT_ONCE:
        queue.send("profiles", sessions_of=account_id, after=found[-1].id)
