"""A mail goes to one address, or to none."""

from typing import Any

import pytest

from chalicelib.gateways import mail as post
from chalicelib.models.people.accounts import Credential
from chalicelib.models.talk.mails import FAILED, Mail
from chalicelib.services.talk import mails, sending
from tests.kit.factories import make_account
from tests.kit.mails import fail_with, mails_to

PAID: dict[str, Any] = {
    "amount": 1250,
    "currency": "eur",
    "what": "A walk",
    "creator": "Anna",
    "payment_id": "pi_1",
    "link": "https://rossgram.example/@anna",
}


@pytest.mark.parametrize(
    "address",
    ["", "nobody", "a@b@c.example", "a@b.example\r\nBcc: c@d.example", "a b@c.example", "<a@b.example>", "ä@b.example"],
)
def test_what_is_no_address_is_never_sent_to(address: str, monkeypatch: pytest.MonkeyPatch):
    asked = fail_with(monkeypatch, "TooManyRequestsException")
    fan = make_account()
    Credential(fan.id, email=address, password_hash="x").save()
    mail = mails.compose("receipt:no address", "receipt", fan.id, **PAID)
    mail.post()

    sending.deliver(mail.id)

    assert (Mail.find(mail.id).state, asked) == (FAILED, [])


def test_a_mail_to_an_account_that_is_gone_and_one_that_is_unknown_end():
    mail = mails.compose("receipt:gone", "receipt", "nobody", **PAID)
    mail.post()

    sending.deliver(mail.id)
    sending.deliver("receipt:unknown")

    assert Mail.find(mail.id).state == FAILED


def test_a_mail_goes_to_an_address_where_there_is_no_account():
    mail = mails.compose("receipt:address", "receipt", to="ann@bücher.example", **PAID)
    mail.post()

    sending.deliver(mail.id)

    assert len(mails_to("ann@xn--bcher-kva.example")) == 1
    with pytest.raises(ValueError, match="to an account or to an address"):
        mails.compose("receipt:both", "receipt", "1", to="ann@b.example", **PAID)


def test_what_ses_is_asked(monkeypatch: pytest.MonkeyPatch):
    asked = fail_with(monkeypatch, "BadRequestException")

    with pytest.raises(post.Refused):
        post.send("ann@b.example", "One\r\nBcc: c@d.example", "Text\n<b>", "receipt:pi_1 ü")

    content = asked[0]["Content"]["Simple"]
    assert asked[0]["Destination"] == {"ToAddresses": ["ann@b.example"]}
    assert content["Subject"]["Data"] == "One Bcc: c@d.example"
    assert content["Body"] == {"Text": {"Data": "Text\n<b>", "Charset": "UTF-8"}}
    assert content["Headers"] == [{"Name": "X-Entity-Ref-ID", "Value": "receipt:pi_1__"}]
    assert asked[0]["FromEmailAddress"].startswith("Rossgram <no-reply@")
