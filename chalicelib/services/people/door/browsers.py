"""Sign people in to our own web client: a cookie that no script can read, in place of a token.

RFC 10017, 6.1, ranks this first of what a web client can have.
"""

import hmac
from dataclasses import dataclass
from functools import partial

from chalicelib import base64url
from chalicelib.errors import NotFound, Unauthorized, Unavailable, Unprocessable
from chalicelib.models.base import GuardFailed, now, wait_a_little
from chalicelib.models.batches import fetch
from chalicelib.models.people.accounts import Account, Credential
from chalicelib.models.people.apps import new_secret
from chalicelib.models.people.door.browsers import DAY, WEB, Browser, session_id
from chalicelib.models.people.sessions import Session
from chalicelib.models.rounds import each
from chalicelib.services.people.door.devices import NOWHERE, Client
from chalicelib.services.people.oauth import OF_STAFF, Caller, awaited
from chalicelib.services.people.relationships import suspended

MOST_ACCOUNTS = 5
RACES = 8
SCOPES = "read write follow push"


class Crowded(Unprocessable):
    """As many accounts as one cookie opens."""

    default_message = f"At most {MOST_ACCOUNTS} accounts are signed in at a time: sign one of them out first"


class Over(Unauthorized):
    """A browser that is signed out, by whichever secret it is asked."""


@dataclass(frozen=True)
class SignedIn:
    """Who is signed in in a browser, the default first, and the cookie that it is to have from now on, if another."""

    accounts: tuple[Account, ...]
    cookie: str = ""


def verify(cookie: str, account_id: str = "") -> Caller:
    """Return who calls with a cookie: one trip, or two where no account is named. Raises Unauthorized."""
    browser_id, _, secret = cookie.partition(".")
    sought = [(Browser, browser_id)] + [(Session, session_id(browser_id, account_id))] * bool(account_id)
    found, *sessions = each([partial(_got, model, key) for model, key in sought])
    browser = _open(found, secret)
    session = sessions[0] if sessions else _first(browser)
    if not isinstance(session, Session) or session.account_id not in browser.account_ids:
        raise Unauthorized
    waits = awaited(session.awaits_confirmation, session.account_id)
    return Caller(session.account_id, WEB, OF_STAFF.union(session.scopes.split()), session.id, waits, session)


def _got(model: type[Browser] | type[Session], key: str) -> Browser | Session | None:
    try:
        return model.find(key)
    except NotFound:
        return None


def _first(browser: Browser) -> Browser | Session | None:
    return _got(Session, session_id(browser.id, browser.account_ids[0])) if browser.account_ids else None


def _open(found: object, secret: str) -> Browser:
    """Return a browser whose secret is the right one. One that was replaced long ago ends all: two have it."""
    if not isinstance(found, Browser) or found.is_over:
        raise Over
    if found.awaits(secret):
        found.promote()
    elif not found.holds(secret):
        if not found.held(secret):
            raise Unauthorized
        _end(found)
        raise Over
    return found


def _read(cookie: str) -> Browser:
    browser_id, _, secret = cookie.partition(".")
    return _open(_got(Browser, browser_id), secret)


def sign_in(credential: Credential, cookie: str = "", client: Client = NOWHERE, *, waits: bool = False) -> SignedIn:
    """Sign an account in beside those that are, and return the browser's new cookie.

    The secret is another one each time, and what went before opens nothing: whoever planted a cookie has lost it.
    """
    for attempt in range(RACES):
        browser, here = _begun(cookie)
        if len(here) >= MOST_ACCOUNTS and credential.account_id not in here:
            raise Crowded
        browser.account_ids = [credential.account_id, *(one for one in here if one != credential.account_id)]
        key, told = session_id(browser.id, credential.account_id), client.told()
        session = Session(key, account_id=credential.account_id, app_id=WEB, scopes=SCOPES)
        session.version, session.awaits_confirmation = credential.session_version, waits or None
        session.address, session.user_agent = told
        secret = new_secret()
        try:
            browser.sign_in(session, secret)
        except GuardFailed:
            _expect_same(credential)
            wait_a_little(attempt)
        else:
            return SignedIn(_accounts(browser.account_ids), f"{browser.id}.{secret}")
    raise Unavailable


def _begun(cookie: str) -> tuple[Browser, list[str]]:
    """Return a cookie's browser with the accounts that are still signed in, or a new one."""
    try:
        browser = _read(cookie)
    except Unauthorized:
        return Browser(), []
    return browser, _here(browser)


def _expect_same(credential: Credential) -> None:
    """Raise where an account may no longer sign in with the password that it gave a moment ago."""
    suspended.expect_not(credential.account_id)
    if Credential.find(credential.account_id).session_version != credential.session_version:
        raise Unauthorized


def _here(browser: Browser) -> list[str]:
    """Return the accounts of a browser whose sessions were not ended from elsewhere."""
    found = each([partial(_got, Session, session_id(browser.id, one)) for one in browser.account_ids])
    return [account_id for account_id, session in zip(browser.account_ids, found, strict=True) if session]


def _accounts(account_ids: list[str]) -> tuple[Account, ...]:
    found = fetch([(Account, account_id, None) for account_id in account_ids])
    accounts = (found.get((Account, account_id, None)) for account_id in account_ids)
    return tuple(account for account in accounts if isinstance(account, Account))


def find(cookie: str) -> SignedIn:
    """Return who is signed in; once a day with another secret, which two tabs that ask at once are told alike.

    The one of before stays good until the browser has shown the new one, so that an answer that was lost signs nobody
    out. Raises Over, and Unauthorized where others are signed in under a secret that is not told.
    """
    browser = _read(cookie)
    here = _here(browser)
    return SignedIn(_accounts(here), _rotated(browser, cookie.partition(".")[2], here) if here else "")


def _rotated(browser: Browser, secret: str, here: list[str]) -> str:
    if browser.held(secret) or now() - browser.rotated_at < DAY:
        return ""
    nonce = browser.nonce or new_secret()
    following = _following(secret, nonce)
    sessions = [session_id(browser.id, account_id) for account_id in here]
    if not browser.next_hash and not browser.prepare(following, nonce, sessions):
        nonce = _read(f"{browser.id}.{secret}").nonce or ""
        following = _following(secret, nonce)
    return f"{browser.id}.{following}" if nonce else ""


def _following(secret: str, nonce: str) -> str:
    return base64url.encode(hmac.digest(secret.encode(), nonce.encode(), "sha256"))


def prefer(cookie: str, account_id: str) -> SignedIn:
    """Make an account the one that a new tab begins with. Raises NotFound where it is not signed in."""
    for attempt in range(RACES):
        browser = _read(cookie)
        if account_id not in (here := _here(browser)):
            raise NotFound
        account_ids = [account_id, *(one for one in here if one != account_id)]
        if browser.reorder(account_ids):
            return SignedIn(_accounts(account_ids))
        wait_a_little(attempt)
    raise Unavailable


def sign_out(cookie: str, account_id: str = "") -> SignedIn:
    """Sign an account out of a browser, or all of them; whoever is left stays."""
    for attempt in range(RACES):
        browser = _read(cookie)
        left = [one for one in browser.account_ids if account_id and one != account_id]
        if not left:
            _end(browser)
            return SignedIn(())
        Session.end(session_id(browser.id, account_id))
        if browser.reorder(left):
            return SignedIn(_accounts(_here(browser)))
        wait_a_little(attempt)
    raise Unavailable


def _end(browser: Browser) -> None:
    for account_id in browser.account_ids:
        Session.end(session_id(browser.id, account_id))
    browser.delete()
