"""A mail in the outbox of the local stack is sent, and written to a folder."""

import json
import time
from pathlib import Path

import pytest
import requests

from chalicelib.models.talk.mails import KEPT_SECONDS
from chalicelib.services.talk import mails
from local import mailbox
from tests.local.running import Running, wait_for

pytestmark = pytest.mark.local_aws

PREFIX = "rossgram-local-"


def test_a_mail_is_sent_and_can_be_read(stack: Running):
    mail = mails.compose("stopped:local", "selling_stopped", to="fan@example.com", link="https://a.example/again")
    item = {
        **{name: {"S": str(getattr(mail, name))} for name in ("id", "to", "template", "state", "waiting")},
        **{name: {"N": str(getattr(mail, name))} for name in ("attempts", "claimed_until", "created_at", "due_at")},
        "fields": {"S": json.dumps(mail.fields)},
        "expires_at": {"N": str(int(time.time()) + KEPT_SECONDS)},
    }
    stack.aws("dynamodb").put_item(TableName=f"{PREFIX}mails", Item=item)
    sqs = stack.aws("sqs")
    url = sqs.get_queue_url(QueueName=f"{PREFIX}mails")["QueueUrl"]

    for _ in range(2):
        sqs.send_message(QueueUrl=url, MessageBody=json.dumps({"mail_id": mail.id}))

    [file] = wait_for(lambda: written(stack.data))
    assert "To: fan@example.com\n" in file
    assert "Subject: You cannot sell at the moment\n" in file
    assert "https://a.example/again" in file
    page = requests.get(f"{stack.url}/_mails", timeout=60)
    assert '<a href="https://a.example/again">' in page.text
    assert "Access-Control-Allow-Origin" not in page.headers
    wait_for(lambda: state_of(stack, mail.id) == "sent")
    time.sleep(3)
    assert len(written(stack.data)) == 1


def test_the_page_of_mails_runs_nothing_of_theirs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MAILS_DIR", str(tmp_path / "none"))
    assert b"There is none yet" in b"".join(mailbox.answer().body)
    monkeypatch.setenv("MAILS_DIR", str(tmp_path))
    for number in range(60):
        text = f'Mail {number}\n<script>x</script> "https://a.example/?a=1&b={number}"'
        (tmp_path / f"20260101-0000{number:02}-x.txt").write_text(text)

    page = b"".join(mailbox.answer().body).decode()

    assert page.index("Mail 59\n") < page.index("Mail 58\n")
    assert "Mail 9\n" not in page
    assert "<script" not in page
    assert '<a href="https://a.example/?a=1&amp;b=59">' in page


def written(data: Path) -> list[str]:
    # Other tests of the same stack sign people up, who get mails too.
    return [path.read_text() for path in data.glob("mails/*-you-cannot-sell-*.txt")]


def state_of(stack: Running, mail_id: str) -> str:
    key = {"id": {"S": mail_id}}
    found = stack.aws("dynamodb").get_item(TableName=f"{PREFIX}mails", Key=key)["Item"]
    return str(found["state"]["S"])
