"""A mail that a transaction promised is sent, as a rule once."""

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError
from pynamodb.transactions import TransactWrite

from chalicelib.gateways import mail as post
from chalicelib.models import base
from chalicelib.models.base import GuardFailed, now, transact
from chalicelib.models.people.accounts import Account
from chalicelib.models.talk.mails import FAILED, MOST_ATTEMPTS, SENT, WAITING, Mail
from chalicelib.services import sweeper
from chalicelib.services.talk import mails, sending
from tests.kit.events import deliver_events, drop_events
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


def receipt(account: Account, payment_id: str = "pi_1") -> Mail:
    return mails.compose(f"receipt:{account.id}:{payment_id}", "receipt", account.id, **PAID)


def subjects(account: Account) -> list[str]:
    return [mail.subject for mail in mails_to(f"{account.handle}@example.com")]


@pytest.fixture
def pass_time(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Stop the product's clock, so that no second passes within a test, and return what moves it on."""
    at = base.clock()
    monkeypatch.setattr(base, "clock", lambda: at)

    def move(seconds: float) -> None:
        before = base.clock
        monkeypatch.setattr(base, "clock", lambda: before() + seconds)

    return move


def test_a_mail_that_is_announced_arrives_once():
    fan = make_account()
    mail = receipt(fan)
    transact(lambda writes: Mail.add(writes, mail))
    mails.announce(mail.id)
    mails.announce(mail.id)

    deliver_events("mails")

    assert subjects(fan) == ["Receipt: 12.50 EUR for A walk"]
    found = Mail.find(mail.id)
    assert found.state == SENT
    assert Mail.due_ids(now() + 10**6, 10) == []
    assert found.expires_at.timestamp() == found.created_at + 90 * 24 * 3600


def test_a_second_mail_of_one_id_changes_nothing_and_fails_nothing():
    fan, other = make_account(), make_account()
    first = receipt(fan)
    transact(lambda writes: Mail.add(writes, first))
    again = mails.compose(first.id, "receipt", other.id, **{**PAID, "what": "Another"})

    transact(lambda writes: Mail.add(writes, again))
    again.post()
    sending.deliver(first.id)
    transact(lambda writes: Mail.add(writes, again))
    sweep_after_an_hour()

    assert subjects(fan) == ["Receipt: 12.50 EUR for A walk"]
    assert subjects(other) == []
    assert Mail.due_ids(now() + 10**6, 10) == []


def sweep_after_an_hour() -> None:
    for mail_id in Mail.due_ids(now() + 3600, 100):
        sending.deliver(mail_id)


def test_a_mail_is_not_written_where_its_transaction_fails():
    mail = receipt(make_account())

    def build(writes: TransactWrite) -> None:
        Mail.add(writes, mail)
        writes.condition_check(Account, "nobody", condition=Account.id.exists())

    with pytest.raises(GuardFailed):
        transact(build)
    assert Mail.due_ids(now() + 3600, 10) == []


def test_a_mail_that_was_never_announced_is_found_by_the_sweeper(pass_time: Callable[[float], None]):
    fan = make_account()
    receipt(fan).post()
    drop_events()
    assert sweeper.sweep()["mails"] == 0

    pass_time(301)

    assert sweeper.sweep()["mails"] == 1
    deliver_events("mails")
    assert len(subjects(fan)) == 1
    pass_time(10**5)
    assert sweeper.sweep()["mails"] == 0


def test_two_at_once_send_one(monkeypatch: pytest.MonkeyPatch):
    fan = make_account()
    mail = receipt(fan)
    mail.post()
    real = post.send

    def send(*letter: Any) -> None:
        # Meanwhile the same message is delivered a second time.
        sending.deliver(mail.id)
        real(*letter)

    monkeypatch.setattr(post, "send", send)

    sending.deliver(mail.id)

    assert len(subjects(fan)) == 1


def test_who_read_a_mail_before_it_was_sent_cannot_take_it_after(pass_time: Callable[[float], None]):
    mail = receipt(make_account())
    mail.post()
    read_before = Mail.find(mail.id)
    sending.deliver(mail.id)

    pass_time(91)

    assert not read_before.claim()


def test_what_ses_cannot_take_now_is_tried_again(monkeypatch: pytest.MonkeyPatch, pass_time: Callable[[float], None]):
    fan = make_account()
    mail = receipt(fan)
    mail.post()
    with monkeypatch.context() as broken:
        fail_with(broken, "TooManyRequestsException")
        with pytest.raises(ClientError):
            sending.deliver(mail.id)
    assert Mail.find(mail.id).state == WAITING

    pass_time(91)
    sending.deliver(mail.id)

    assert len(subjects(fan)) == 1


def test_it_is_tried_ever_more_rarely_and_given_up_at_last(
    monkeypatch: pytest.MonkeyPatch, pass_time: Callable[[float], None]
):
    mail = receipt(make_account())
    mail.post()
    asked = fail_with(monkeypatch, "AccountSuspendedException")
    pauses = []
    while Mail.find(mail.id).state == WAITING:
        with pytest.raises(ClientError):
            sending.deliver(mail.id)
        pauses.append((Mail.find(mail.id).due_at or now()) - now())
        pass_time(91)
    assert len(asked) == MOST_ATTEMPTS
    assert pauses[:3] == [300, 600, 1200]
    assert max(pauses) == 300 * 2**6
    assert (Mail.find(mail.id).state, Mail.due_ids(now() + 10**6, 10)) == (FAILED, [])


def test_what_ses_will_never_take_fails_at_once(monkeypatch: pytest.MonkeyPatch):
    mail = receipt(make_account())
    mail.post()
    fail_with(monkeypatch, "BadRequestException")

    sending.deliver(mail.id)

    assert Mail.find(mail.id).state == FAILED
