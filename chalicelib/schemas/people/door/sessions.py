"""What is signed in to an account, as its owner sees it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from chalicelib.models.people.accounts import Account
from chalicelib.schemas.people.accounts import render_account
from chalicelib.schemas.text import timestamp
from chalicelib.services.people.door.endings import SignedIn

if TYPE_CHECKING:
    from chalicelib.schemas import entities

GONE = "An app that is gone"
# What a browser calls itself has the names of others in it, so the order counts.
BROWSERS = {"Edg": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "FxiOS/": "Firefox", "CriOS/": "Chrome"}
BROWSERS |= {"Chrome/": "Chrome", "Safari/": "Safari"}
SYSTEMS = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows", "Macintosh": "Mac"}
SYSTEMS |= {"CrOS": "ChromeOS", "Linux": "Linux"}


def render_session(one: SignedIn, own_session: str) -> "entities.Session":
    """Return a session: which app has it, what it may do, since when, and whether it is the one that asks."""
    app: entities.SessionApplication = {"name": GONE, "website": None}
    if one.app:
        app = {"name": one.app.name, "website": one.app.website}
    return {
        "id": one.session.id,
        "application": app,
        "scopes": one.session.scopes.split(),
        "created_at": timestamp(one.session.created_at),
        "address": one.session.address,
        "browser": browser_of(one.session.user_agent or ""),
        "current": one.session.id == own_session,
    }


def render_browser(accounts: Sequence[Account], *, is_pending: bool = False) -> "entities.Browser":
    """Return who is signed in, the default first, and whether who has just signed up waits for approval."""
    return {"accounts": [render_account(account) for account in accounts], "pending": is_pending}


def in_words(one: SignedIn) -> str:
    """Return a session as a person would tell it from others."""
    at = datetime.fromtimestamp(int(one.session.created_at), UTC)
    browser = browser_of(one.session.user_agent or "")
    by = f", by {browser}" if browser else ""
    place = f", from {one.session.address}" if one.session.address else ""
    return f"{one.app.name if one.app else GONE}, since {at.day} {at:%B %Y, %H:%M} UTC{by}{place}"


def browser_of(user_agent: str) -> str | None:
    """Return a browser and a system by their names, as far as they are known; None where neither is."""
    browser = next((name for sign, name in BROWSERS.items() if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS.items() if sign in user_agent), "")
    return " on ".join(filter(None, (browser, system))) or None
