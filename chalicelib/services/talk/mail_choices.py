"""Choose of what an account gets mails, and end them by the link in one."""

import hmac
from collections.abc import Mapping
from functools import partial

from chalicelib import config
from chalicelib.errors import NotFound, Unavailable, Unprocessable
from chalicelib.models.base import wait_a_little
from chalicelib.models.people.accounts import Credential
from chalicelib.models.people.apps import new_secret
from chalicelib.models.rounds import both
from chalicelib.models.talk.inboxes import Inbox

FOLLOWS, MENTIONS, COMMENTS = "follows", "mentions", "comments"
CHOICES = (FOLLOWS, MENTIONS, COMMENTS)
# A page beside those of signing in, since whoever opens it is not signed in.
PATH = "/oauth/mails/unsubscribe"
RACES = 10


def chosen(account_id: str) -> dict[str, bool]:
    """Return of what an account wishes mails."""
    return _chosen(Inbox.of(account_id))


def of(account_id: str) -> tuple[dict[str, bool], str | None]:
    """Return of what an account wishes mails, and the language of its letters, in one trip."""
    # Not a batch, which may answer with what was there before the caller's own last change.
    return both(partial(chosen, account_id), partial(language, account_id))


def language(account_id: str) -> str | None:
    """Return the language in which letters are written to an account; None is English."""
    return Credential.find(account_id).language


def speak(account_id: str, language: str) -> None:
    """Write letters to an account in another language from now on; those that wait too."""
    exists = Credential.account_id.exists()
    Credential(account_id).update([Credential.language.set(language)], condition=exists)


def _chosen(inbox: Inbox) -> dict[str, bool]:
    wanted = inbox.mailed or set()
    return {name: name in wanted for name in CHOICES}


def choose(account_id: str, changes: Mapping[str, bool]) -> dict[str, bool]:
    """Change of what an account gets mails; what is not named stays.

    Raises Unprocessable where nobody has shown that they read what is sent to its address.
    """
    if not changes:
        return chosen(account_id)
    for attempt in range(RACES):
        inbox = Inbox.of(account_id)
        wanted = {name for name, on in {**_chosen(inbox), **changes}.items() if on}
        if wanted and not Credential.find(account_id).confirmed_at:
            raise Unprocessable("Validation failed: Confirm your e-mail address first")
        if inbox.choose_mails(wanted, new_secret()):
            return {name: name in wanted for name in CHOICES}
        wait_a_little(attempt)
    raise Unavailable


def link(inbox: Inbox) -> str:
    """Return the address that ends the mails of an account, for whoever has one of them."""
    return f"{config.PUBLIC_URL}{PATH}?account={inbox.account_id}&key={inbox.mail_secret}"


def expect(account_id: str, secret: str) -> Inbox:
    """Return the row of an account with this secret, or raise NotFound."""
    inbox = Inbox.of(account_id)
    if not inbox.mail_secret or not hmac.compare_digest(inbox.mail_secret.encode(), secret.encode()):
        raise NotFound
    return inbox


def unsubscribe(account_id: str, secret: str) -> None:
    """End all mails of news of an account; a second time it is the same. Raises NotFound for another secret."""
    if expect(account_id, secret).mailed:
        Inbox.end_mails(account_id)
