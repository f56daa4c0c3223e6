"""Let people back in who forgot their password, without telling anybody who is here."""

from chalicelib import config
from chalicelib.errors import NotFound
from chalicelib.gateways import queue
from chalicelib.models.base import GuardFailed, moment, new_id, now
from chalicelib.models.people.accounts import Account, Credential
from chalicelib.models.people.door import credentials
from chalicelib.models.people.door.mailed_tokens import RESET, MailedToken
from chalicelib.models.safety.limits import Limit
from chalicelib.models.talk.mails import Mail
from chalicelib.services.people import passwords, registration, sessions
from chalicelib.services.people.door import endings, links

WINDOW = 3600
# What was typed may be anybody's address, so it is not kept for long.
KEPT_SECONDS = 24 * 3600


def ask(name: str, address: str) -> None:
    """Mail a link for a new password to whoever has a handle or an address; a name that nobody has is no error.

    Nothing is looked up here: the one who sends mails finds out whose name it is, so that known and unknown names cost
    the same and are answered the same. Raises TooManyRequests, for either alike.
    """
    key = sessions.name_key(name)
    if not registration.can_be_name(key):
        return
    Limit.hit(f"resets-address:{address}", config.RESETS_PER_ADDRESS, WINDOW)
    Limit.hit(f"resets-name:{key}", config.RESETS_PER_NAME, WINDOW)
    ends = moment(now() + KEPT_SECONDS)
    mail = Mail(f"{RESET}:{new_id()}", template=RESET, fields={"name": key}, expires_at=ends)
    mail.post()
    queue.send("mails", mail_id=mail.id)


def find(secret: str) -> MailedToken:
    """Return the link with a secret. Raises LinkSpent."""
    try:
        token = MailedToken.valid(secret, RESET)
        credential = Credential.find(token.account_id)
    except NotFound as error:
        raise links.LinkSpent from error
    if credential.version != token.version:
        raise links.LinkSpent
    return token


def finish(secret: str, password: str) -> None:
    """Set a new password by a mailed link, once, and sign out everything.

    Raises LinkSpent, and InvalidSignUp for a password that is not taken, after which the link is still good.
    """
    token = find(secret)
    replace(Credential.find(token.account_id), password, token)


def replace(credential: Credential, password: str, token: MailedToken | None = None, kept_session: str = "") -> None:
    """Replace a password, tell the owner, and sign out everything but one session.

    Raises InvalidSignUp for a password that is not taken, and LinkSpent where the credential changed meanwhile.
    """
    registration.check_password(password, Account.find(credential.account_id).handle, credential.email)
    mail = links.told(credential, "password_changed")
    endings.announce(credential.account_id)
    try:
        credentials.change_password(credential, passwords.hash_password(password), mail, token, kept_session)
    except GuardFailed as error:
        raise links.LinkSpent from error
    queue.send("mails", mail_id=mail.id)
    endings.end_old(credential.account_id)
