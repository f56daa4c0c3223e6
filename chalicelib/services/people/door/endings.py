"""List an account's sessions, and end those that it signs out."""

from dataclasses import dataclass
from functools import partial

from chalicelib.errors import NotFound, Unavailable
from chalicelib.gateways import queue
from chalicelib.models.base import GuardFailed, wait_a_little
from chalicelib.models.batches import fetch
from chalicelib.models.people.accounts import Account, Credential
from chalicelib.models.people.apps import App
from chalicelib.models.people.closed import SUSPENDED
from chalicelib.models.people.door import credentials
from chalicelib.models.people.sessions import Session
from chalicelib.models.rounds import both, each

MOST_LISTED = 200
# More than people have: what a request ends, and its answer waits for.
ENDED_AT_ONCE = 200
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

    All of them are ended where nobody may be signed in to it. May run twice, and at the same time.
    """
    _end_page(account_id, _kept_version(account_id), after)


def end_all(account_id: str) -> None:
    """End the sessions of an account to which nobody may be signed in: their tokens are worth nothing after this.

    At once a page of those that the index has by now, in as many trips as one of them takes; what is behind it
    follows by the queue, within seconds, as long as the account stands as it does.
    """
    _end_page(account_id, NONE, "")


def _kept_version(account_id: str) -> int:
    """Return of which version sessions stay; of an account that is suspended, shut out or gone none do."""
    account, credential = both(partial(_found, Account, account_id), partial(_found, Credential, account_id))
    if not isinstance(account, Account) or account.closed == SUSPENDED or account.disabled_at:
        return NONE
    return int(credential.session_version) if isinstance(credential, Credential) else NONE


def _found(model: type[Account] | type[Credential], account_id: str) -> Account | Credential | None:
    try:
        return model.find(account_id)
    except NotFound:
        return None


def _end_page(account_id: str, kept_version: int, after: str) -> None:
    found = Session.of_account(account_id, ENDED_AT_ONCE, after)
    each([partial(Session.end, session.id) for session in found if session.version != kept_version])
    if len(found) == ENDED_AT_ONCE:
        queue.send("profiles", sessions_of=account_id, after=str(found[-1].id))
