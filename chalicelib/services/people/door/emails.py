"""Confirm and change e-mail addresses: confirmed at the new one, told at the old one."""

from chalicelib import config
from chalicelib.errors import NotFound, Unprocessable
from chalicelib.gateways import queue
from chalicelib.models.base import GuardFailed, new_id, now
from chalicelib.models.people.accounts import Credential
from chalicelib.models.people.door import credentials
from chalicelib.models.people.door.mailed_tokens import CHANGE_EMAIL, CONFIRM, MailedToken
from chalicelib.models.safety.email_blocks import EmailBlock
from chalicelib.models.safety.limits import Limit
from chalicelib.models.talk.mails import Mail
from chalicelib.services.people.door import links

WINDOW = 3600
HERE = f"{config.PUBLIC_URL}/oauth/password"


class Unconfirmed(Unprocessable):
    """A right password of an account whose address nobody has confirmed, where the operator wants that first."""

    default_message = "Confirm your e-mail address first: a link was mailed to it."


def expect_confirmed(credential: Credential) -> None:
    """Raise Unconfirmed for an account that has to confirm its address first, and mail it the link again, hourly."""
    if config.REQUIRE_CONFIRMED_EMAIL and not credential.confirmed_at:
        _mail_link(credential, f"{CONFIRM}:{credential.account_id}:{now() // WINDOW}")
        raise Unconfirmed


def remind(credential: Credential) -> None:
    """Mail the link that confirms an address once more. Raises TooManyRequests, and Unprocessable where it is done."""
    if credential.confirmed_at:
        raise Unprocessable("The e-mail address is confirmed already")
    _count(credential)
    _mail_link(credential, f"{CONFIRM}:{credential.account_id}:{new_id()}")


def ask(credential: Credential, email: str) -> None:
    """Mail a link to a new address, and tell the old one; whether somebody has it is told to its owner alone.

    Nothing changes until the link is opened. Raises TooManyRequests, and LinkSpent where the credential changed
    since it was read.
    """
    _count(credential)
    made = new_id()
    fields = {"email": email, "version": int(credential.version)}
    asked = Mail(f"{CHANGE_EMAIL}:{made}", account_id=credential.account_id, template=CHANGE_EMAIL, fields=fields)
    told = Mail(
        f"email_change_asked:{made}",
        to=credential.email,
        language=credential.language,
        template="email_change_asked",
        fields={"email": email, "link": HERE},
    )
    try:
        credentials.ask_for_email(credential, (asked, told))
    except GuardFailed as error:
        raise links.LinkSpent from error
    for mail in (asked, told):
        queue.send("mails", mail_id=mail.id)


def find(secret: str) -> MailedToken:
    """Return the link with a secret. Raises LinkSpent where it is of no use."""
    try:
        return MailedToken.valid(secret, CONFIRM, CHANGE_EMAIL)
    except NotFound as error:
        raise links.LinkSpent from error


def confirm(secret: str) -> None:
    """Do what a mailed link is for, once: confirm the address, or make it the account's. Raises LinkSpent."""
    token = find(secret)
    try:
        credential = Credential.find(token.account_id)
        if token.purpose == CONFIRM:
            credentials.confirm_email(credential, token)
        else:
            _change(credential, token)
    except (GuardFailed, NotFound) as error:
        raise links.LinkSpent from error


def _change(credential: Credential, token: MailedToken) -> None:
    if credential.version != token.version:
        raise links.LinkSpent
    if EmailBlock.covers(token.email):
        # Whoever asks for this address once more is told why.
        raise links.LinkSpent
    mail = links.told(credential, "email_changed", email=token.email)
    credentials.change_email(credential, token, mail)
    queue.send("mails", mail_id=mail.id)


def _count(credential: Credential) -> None:
    Limit.hit(f"emails:{credential.account_id}", config.LINKS_PER_ACCOUNT, WINDOW)


def _mail_link(credential: Credential, mail_id: str) -> None:
    mail = Mail(mail_id, account_id=credential.account_id, template=CONFIRM, fields={})
    mail.post()
    queue.send("mails", mail_id=mail.id)
