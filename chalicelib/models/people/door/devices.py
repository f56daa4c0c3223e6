"""Write down with which browsers and apps somebody has signed in to an account."""

from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import now, transact_if
from chalicelib.models.people.accounts import Credential
from chalicelib.models.people.apps import digest
from chalicelib.models.talk.mails import Mail

MOST = 10


def remember(credential: Credential, device: str, mail: Mail | None = None) -> None:
    """Write down a device that signed in, with the mail that tells of it; the newest ten are kept."""
    newest = sorted(credential.devices.items(), key=lambda held: held[1]["known_at"])[1 - MOST :]
    known = dict(newest) | {digest(device): {"known_at": now()}}
    actions: list[Action] = [Credential.devices.set(known)]

    def build(writes: TransactWrite) -> None:
        writes.update(Credential(credential.account_id), actions, condition=Credential.account_id.exists())
        if mail is not None:
            Mail.add(writes, mail)

    transact_if(build)
