"""Write to whom a mail goes and what it says, at the moment when it is sent: the secret of a link is drawn here.

Until then a mail of an account holds no secret, so that no table, queue or backup has one. A mail that is sent twice
has two links; the first that is used makes the other worthless.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from chalicelib import config
from chalicelib.errors import NotFound, Unprocessable
from chalicelib.models.base import now
from chalicelib.models.people.accounts import Credential, Name
from chalicelib.models.people.door.mailed_tokens import APPEAL, CHANGE_EMAIL, CONFIRM, RESET, SECONDS, MailedToken
from chalicelib.models.safety.limits import Limit
from chalicelib.models.talk.mails import STRIKE, Mail

HOUR = 3600
FORGOTTEN = f"{config.PUBLIC_URL}/oauth/password/forgotten"
PATHS = {CONFIRM: "/oauth/email/confirm", CHANGE_EMAIL: "/oauth/email/confirm", RESET: "/oauth/password/new"}
APPEALS = "/oauth/appeals"


class LinkSpent(Unprocessable):
    """A mailed link that was used, is too old, or came before a later change: nothing tells which."""

    default_message = "This link was used already, or is too old. Ask for another one."


class NotWanted(Exception):
    """A mail that is not sent: what it is about is done, or was asked for too often."""


class Addressed(NamedTuple):
    """A mail as it is sent; without a language it is English."""

    to: str
    template: str
    fields: Mapping[str, str | int]
    language: str | None = None


def told(credential: Credential, template: str, occasion: str = "", **fields: str) -> Mail:
    """Return the mail that tells an owner, at the address of this moment, what changes now: one for each occasion.

    Without an occasion it is the next version of the credential.
    """
    mail_id = f"{template}:{credential.account_id}:{occasion or int(credential.version) + 1}"
    said = fields or {"link": FORGOTTEN}
    return Mail(mail_id, to=credential.email, language=credential.language, template=template, fields=said)


def address(mail: Mail) -> Addressed:
    """Return a mail's address and text. Raises NotWanted, and NotFound where nobody is there to get it."""
    if mail.template in LINKED:
        return LINKED[mail.template](mail)
    if STRIKE in mail.fields:
        return _of_strike(mail)
    if mail.to:
        return Addressed(mail.to, mail.template, mail.fields, mail.language)
    credential = Credential.find(mail.account_id or "")
    return Addressed(credential.email, mail.template, mail.fields, credential.language)


def _of_sign_up(mail: Mail) -> Addressed:
    credential = Credential.find(mail.account_id or "")
    if credential.confirmed_at:
        raise NotWanted("The address is confirmed")
    return _linked(CONFIRM, credential, credential.email)


def _of_reset(mail: Mail) -> Addressed:
    credential = Credential.find(Name.holder(str(mail.fields["name"])))
    # The request counted names and network addresses as they were typed; an account has a handle and an address.
    if mail.attempts <= 1 and Limit.tally(f"links:{credential.account_id}", HOUR).tries > config.LINKS_PER_ACCOUNT:
        raise NotWanted("There were too many")
    return _linked(RESET, credential, credential.email)


def _of_new_address(mail: Mail) -> Addressed:
    credential, email = Credential.find(mail.account_id or ""), str(mail.fields["email"])
    if credential.version != mail.fields["version"]:
        raise NotWanted("The password or the address was changed")
    try:
        holder = Name.holder(email.lower())
    except NotFound:
        holder = credential.account_id
    if holder != credential.account_id:
        return Addressed(email, "email_taken", {"link": FORGOTTEN}, credential.language)
    return _linked(CHANGE_EMAIL, credential, email)


def _of_strike(mail: Mail) -> Addressed:
    """Return a letter whose link leads to a page for an appeal, which asks for no sign-in."""
    credential = Credential.find(mail.account_id or "")
    # Nothing looks at the address again, so it is not written down.
    secret = MailedToken.draw(APPEAL, credential.account_id, "", int(credential.version), str(mail.fields[STRIKE]))
    link = f"{config.PUBLIC_URL}{APPEALS}?{urlencode({'token': secret})}"
    return Addressed(credential.email, mail.template, {**mail.fields, "link": link}, credential.language)


def _linked(purpose: str, credential: Credential, email: str) -> Addressed:
    secret = MailedToken.draw(purpose, credential.account_id, email, int(credential.version))
    link = f"{config.PUBLIC_URL}{PATHS[purpose]}?{urlencode({'token': secret})}"
    return Addressed(email, purpose, {"link": link, "until": now() + SECONDS[purpose]}, credential.language)


LINKED: dict[str, Callable[[Mail], Addressed]] = {
    CONFIRM: _of_sign_up,
    RESET: _of_reset,
    CHANGE_EMAIL: _of_new_address,
}
