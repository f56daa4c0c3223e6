"""Know again the browsers and apps with which somebody has signed in to an account, and tell of those that are new."""

from dataclasses import dataclass

from chalicelib import config
from chalicelib.errors import Unavailable
from chalicelib.gateways import queue
from chalicelib.models.base import id_time, now, wait_a_little
from chalicelib.models.people.accounts import Credential
from chalicelib.models.people.apps import digest
from chalicelib.models.people.door import devices
from chalicelib.services.people.door import links

# Whoever has just signed up is not told that they sign in.
NEW_SECONDS = 3600
PAGE = f"{config.PUBLIC_URL}/oauth/sessions"
LONGEST_USER_AGENT = 300
RACES = 10


@dataclass(frozen=True)
class Client:
    """A network address and what a program calls itself, by which people know one session from another."""

    address: str = ""
    user_agent: str = ""

    def told(self) -> tuple[str | None, str | None]:
        """Return what a row keeps of both."""
        return self.address or None, self.user_agent[:LONGEST_USER_AGENT] or None


NOWHERE = Client()


def meet(credential: Credential, device: str, address: str) -> None:
    """Remember a device that signs in, and tell the owner by mail of one that is new: once for each.

    After a change of password all are new, and one that signed in with the password of before stays unknown. The
    address is told and not compared: a phone changes it by the hour.
    """
    held, version = credential, int(credential.version)
    for attempt in range(RACES):
        if not device or held.knows_device(device) or int(held.version) != version:
            return
        if _remember(held, device, address):
            return
        wait_a_little(attempt)
        held = Credential.find(credential.account_id)
    raise Unavailable


def _remember(credential: Credential, device: str, address: str) -> bool:
    if not credential.devices and now() - id_time(credential.account_id) < NEW_SECONDS:
        return devices.remember(credential, device)
    occasion = f"{int(credential.version)}:{digest(device)[:32]}"
    told = {"place": address or "an unknown address", "page": PAGE, "link": links.FORGOTTEN}
    mail = links.told(credential, "new_sign_in", occasion, **told)
    if not devices.remember(credential, device, mail):
        return False
    queue.send("mails", mail_id=mail.id)
    return True
