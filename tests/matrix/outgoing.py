"""What leaves without being asked for: pushes to the devices that everybody has, and mails of what is new."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from chalicelib.gateways import mail
from chalicelib.gateways.push import encryption, posting
from chalicelib.models.people.accounts import Account, Credential
from chalicelib.models.talk.inboxes import Inbox
from chalicelib.models.talk.mails import NEWS, Mail
from chalicelib.models.talk.push_subscriptions import PushSubscription
from chalicelib.schemas.talk.pushed import render_push
from chalicelib.services.talk import sending
from chalicelib.services.talk.mail_choices import COMMENTS, MENTIONS
from chalicelib.services.talk.push import pushing
from tests.kit.client import Client
from tests.kit.pushes import Device, PushService
from tests.kit.subscribed import subscribe


@dataclass
class Outgoing:
    """Services of pushes and mails, which keep what they are given to deliver."""

    device: Device = field(default_factory=Device)
    service: PushService = field(default_factory=lambda: PushService("https://push.example"))
    pushed: list[str] = field(default_factory=list)
    mailed: list[str] = field(default_factory=list)

    def stand_in(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Keep what is pushed before it is sealed, and what is mailed."""
        seal = encryption.encrypt

        def sealed(told: bytes, *given: Any, **more: Any) -> Any:
            self.pushed.append(told.decode())
            return seal(told, *given, **more)

        monkeypatch.setattr(encryption, "encrypt", sealed)
        monkeypatch.setattr(posting, "post", lambda *_: posting.Answer(201))
        monkeypatch.setattr(mail, "send", lambda _, subject, text, *__: self.mailed.append(f"{subject}\n{text}"))

    def tell(self, account: Account, client: Client) -> None:
        """Have all that an account is told of pushed to a device, and mailed."""
        subscribe(client, self.service, self.device)
        Credential(account.id).update([Credential.confirmed_at.set(1)])
        Inbox(account.id).update([Inbox.mailed.set({MENTIONS, COMMENTS})])

    def push_to(self, account: Account) -> str:
        """Push everything to an account's devices, as if nothing had been pushed before, and return it."""
        self.pushed.clear()
        for device in PushSubscription.of_account(account.id):
            device.update([PushSubscription.tried.set({}), PushSubscription.claimed_until.set(0)])
        pushing.push(account.id, render_push)
        return "\n".join(self.pushed)

    def mail_to(self, account: Account) -> str:
        """Mail an account all of its news, as if nothing had been mailed before, and return it."""
        self.mailed.clear()
        Inbox(account.id).update([Inbox.mailed_to.remove()])
        letter = Mail(f"{NEWS}:{account.id}:0", account_id=account.id, template=NEWS, fields={})
        letter.post()
        sending.deliver(letter.id)
        return "\n".join(self.mailed)
