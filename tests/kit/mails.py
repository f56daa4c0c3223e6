"""Read the mails that SES accepted, or make it refuse them."""

from typing import Any

import pytest
from botocore.exceptions import ClientError
from moto.core import DEFAULT_ACCOUNT_ID
from moto.ses.models import ses_backends

from chalicelib.gateways import mail as post


def mails_to(address: str) -> list[Any]:
    """Return the mails sent to an address, oldest first, with `subject` and `body`."""
    sent = ses_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].sent_messages
    return [mail for mail in sent if address in mail.destinations.get("ToAddresses", [])]


def fail_with(monkeypatch: pytest.MonkeyPatch, code: str) -> list[Any]:
    """Make SES refuse every mail, and return the list of the requests it gets."""
    asked: list[Any] = []

    def refuse(**request: Any) -> None:
        asked.append(request)
        raise ClientError({"Error": {"Code": code, "Message": "No"}}, "SendEmail")

    monkeypatch.setattr(post.client(), "send_email", refuse)
    return asked


def forget_mails() -> None:
    """Forget the mails that were sent: addresses are the same in many tests."""
    ses_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].sent_messages.clear()
