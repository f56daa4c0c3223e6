"""Write down with which browsers and apps somebody has signed in to an account."""

from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.models.base import now, transact_if
from chalicelib.models.people.accounts import Credential
from chalicelib.models.people.apps import digest
from chalicelib.models.people.door.credentials import unchanged
from chalicelib.models.talk.mails import Mail
from chalicelib.models.versions import value_as_read

MOST = 10


def remember(credential: Credential, device: str, mail: Mail | None = None) -> bool:
    """Write down a device that signed in, with the mail that tells of it; the newest ten are kept.

    False, with nothing written, where the devices, the password or the address changed since the credential was read.
    """
    newest = sorted(credential.devices.items(), key=lambda held: held[1]["known_at"])[1 - MOST :]
    known = dict(newest) | {digest(device): {"known_at": now()}}
    actions: list[Action] = [Credential.devices.set(known)]

    same = unchanged(credential) & value_as_read(Credential.devices, credential.devices)

    def build(writes: TransactWrite) -> None:
        writes.update(Credential(credential.account_id), actions, condition=same)
        if mail is not None:
            Mail.add(writes, mail)

    return transact_if(build)
