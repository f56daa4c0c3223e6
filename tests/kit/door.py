"""Read what is mailed at the door, as its owner does."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from chalicelib.models import base
from chalicelib.models.people.accounts import Account, Credential
from chalicelib.models.people.door import credentials
from chalicelib.models.talk.mails import Mail
from chalicelib.services.people.door import totp
from tests.kit.events import deliver_events
from tests.kit.factories import make_token
from tests.kit.mails import mails_to

LINK = re.compile(r"http\S+")

# The moment at which the clock of these tests stands still.
NOON = 1_800_000_000


def letters(address: str) -> list[str]:
    """Send what waits to be sent, and return the subjects of all mails to an address, oldest first."""
    deliver_events("mails")
    return [mail.subject for mail in mails_to(address)]


def link_in_mail(address: str) -> str:
    """Send what waits to be sent, and return the path and query of the link in the last mail to an address."""
    deliver_events("mails")
    found = urlsplit(LINK.findall(mails_to(address)[-1].body)[0])
    return f"{found.path}?{found.query}"


def secret_in_mail(address: str) -> str:
    """Return the secret of the link in the last mail to an address."""
    return parse_qs(urlsplit(link_in_mail(address)).query)["token"][0]


def forget(account: Account) -> Mail:
    """Write down the mail that somebody asked for who forgot a password."""
    mail = Mail(f"reset_password:{account.id}", template="reset_password", fields={"name": f"@{account.handle}"})
    mail.post()
    return mail


def sign_out(account: Account) -> None:
    """Sign an account out of everything; its sessions are not ended yet."""
    make_token(account)
    credentials.sign_out(Credential.find(account.id))


class Phone:
    """An authenticator app, with a clock that the test moves."""

    def __init__(self, secret: str, at: float, monkeypatch: pytest.MonkeyPatch) -> None:
        self.secret, self._patch, self.at = secret, monkeypatch, at

    def wait(self, seconds: int = totp.SECONDS) -> "Phone":
        self.at += seconds
        self._patch.setattr(base, "clock", lambda: self.at)
        return self

    @property
    def code(self) -> str:
        return totp.code(self.secret, self.at)
