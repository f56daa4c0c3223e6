"""The operator's commands."""

import json
from pathlib import Path
from typing import Any

import boto3
import pytest
from boto3.exceptions import S3UploadFailedError
from botocore.exceptions import NoCredentialsError
from botocore.parsers import ResponseParserError
from pynamodb.exceptions import PutError

from chalicelib import config
from chalicelib.errors import PaymentsUnavailable, Unavailable
from chalicelib.models.base import now
from chalicelib.models.money.grants import Grant, post_key
from chalicelib.models.photos.media import Media
from chalicelib.services.money.audit import holdings, reconciliation
from infra.operate import __main__ as operate
from infra.operate import act
from tests.infra.answering import refused
from tests.infra.begun import begun_with
from tests.kit.events import deliver_events, drop_events
from tests.kit.factories import make_account, make_post


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unset LOCAL_CLOCK, so that commands leave the clock of the other tests alone."""
    monkeypatch.delenv("LOCAL_CLOCK", raising=False)


@pytest.mark.usefixtures("here")
def test_replay_says_what_differs_repairs_it_and_ends_with_0_then(capsys: pytest.CaptureFixture[str]):
    assert act.main(["replay"]) == 0
    assert "agree" in capsys.readouterr().out
    Grant("7", post_key("8"), source_id="9").save()
    assert act.main(["replay"]) == 1
    assert "grant 7/post:8: stored 9, derived None" in capsys.readouterr().out
    assert act.main(["replay", "--repair"]) == 0
    assert "all repaired" in capsys.readouterr().out
    assert act.main(["replay"]) == 0


@pytest.mark.usefixtures("here")
def test_what_died_in_a_queue_is_sent_back_once(capsys: pytest.CaptureFixture[str]):
    sqs: Any = boto3.client("sqs")
    dead = sqs.get_queue_url(QueueName=f"{config.PREFIX}mails-dead")["QueueUrl"]
    for number in range(23):
        sqs.send_message(QueueUrl=dead, MessageBody=json.dumps({"mail_id": f"nobody:{number}"}))
    assert act.main(["redrive", "--queue", "mails"]) == 0
    assert "23 messages" in capsys.readouterr().out
    assert deliver_events("mails") == 23
    assert act.main(["redrive", "--queue", "mails"]) == 0
    assert (capsys.readouterr().out[:2], deliver_events("mails")) == ("0 ", 0)


@pytest.mark.usefixtures("here")
def test_the_stock_of_photos_is_made_anew_and_what_is_left_is_counted(capsys: pytest.CaptureFixture[str]):
    post = make_post(make_account())
    Media(post.body["media"][0]["id"]).update([Media.made_with.remove()])
    assert act.main(["remake", "--count"]) == 1
    assert "1 photos" in capsys.readouterr().out
    drop_events()
    assert act.main(["remake", "--segments", "3"]) == 0
    assert "under way" in capsys.readouterr().out
    # Three segments; the photo is told once, or by each of them where the store knows no segments.
    assert deliver_events("originals") >= 4
    assert act.main(["remake", "--count"]) == 0


def test_a_message_is_deleted_only_after_it_was_sent(monkeypatch: pytest.MonkeyPatch):
    from infra.operate.redrive import redrive

    class Lost(Exception):
        """A network error."""

    class Queue:
        def receive_message(self, **_: Any) -> dict[str, Any]:
            return {"Messages": [{"MessageId": "1", "Body": "{}", "ReceiptHandle": "1"}]}

        def send_message(self, **_: Any) -> None:
            raise Lost

        def delete_message(self, **_: Any) -> None:
            pytest.fail("the message is lost")

    with pytest.raises(Lost):
        redrive(Queue(), "dead", "alive")


def test_the_local_stack_is_found_by_its_folder_and_no_real_account_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("DATA", str(tmp_path))
    monkeypatch.setenv("AWS_PROFILE", "somebodys")
    monkeypatch.delenv("STRIPE_API_KEY")
    monkeypatch.delenv("STRIPE_WEBHOOK_SECRET")
    with pytest.raises(SystemExit, match="2"):
        operate.main(["replay"])
    assert "no local stack" in capsys.readouterr().err
    (tmp_path / "notes.json").write_text(
        json.dumps({"aws_port": 4566, "aws_secret": "s", "demo": "done", "stripe_port": 1})
    )
    found = begun_with(monkeypatch, "replay")
    assert (found["AWS_ENDPOINT_URL"], found["STAGE"]) == ("http://127.0.0.1:4566", "local")
    assert not {"AWS_PROFILE", "PREFIX"} & set(found)


@pytest.mark.usefixtures("here")
def test_reconcile_says_what_was_missed_and_what_could_not_be_learned(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    asked: list[int] = []
    report = reconciliation.Report(looked_at=7, applied=["evt_1"])

    def reconcile(since: int) -> reconciliation.Report:
        asked.append(now() - since)
        return report

    monkeypatch.setattr(reconciliation, "reconcile", reconcile)
    found = holdings.Comparison(looked_at=3)
    monkeypatch.setattr(holdings, "compare", lambda *_: found)
    assert act.main(["reconcile", "--days", "2"]) == 0
    assert "learned evt_1" in capsys.readouterr().out
    assert asked == [2 * 86_400]
    report.failures.append("pi_1: it is not there")
    assert act.main(["reconcile"]) == 1
    assert "FAILED pi_1" in capsys.readouterr().out
    report.failures.clear()
    found.differing["txn_1"] = "txn_1 is not booked"
    assert act.main(["reconcile"]) == 1
    assert "DIFFERS txn_1 is not booked" in capsys.readouterr().out


@pytest.mark.usefixtures("here")
def test_a_stripe_that_gives_no_answer_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def reconcile(_: int) -> None:
        raise PaymentsUnavailable

    monkeypatch.setattr(reconciliation, "reconcile", reconcile)
    assert act.main(["reconcile"]) == 2
    assert "Stripe gave no answer, or refuses the key" in capsys.readouterr().err


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    "error",
    [
        NoCredentialsError(),
        ResponseParserError("<!doctype html>"),
        S3UploadFailedError("Failed to upload a photo"),
        PutError("Failed to put item", refused("ThrottlingException")),
        Unavailable(),
    ],
)
def test_an_aws_that_gives_no_answer_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: Exception
):
    def reconcile(_: int) -> None:
        raise error

    monkeypatch.setattr(reconciliation, "reconcile", reconcile)
    with pytest.raises(SystemExit, match="2"):
        act.main(["reconcile"])
    assert capsys.readouterr().err.startswith("It went wrong. ")
