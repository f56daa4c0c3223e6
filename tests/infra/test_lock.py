"""Two deployments of a stage at once: one waits its turn, and one that is no more does not stop the next."""

from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from botocore.exceptions import EndpointConnectionError

from infra import artifacts, lock
from infra.lock import Lock, this_process
from infra.pythons import ToolFailed

BUCKET = "rossgram-lock-deploy-1"
SOMEBODY = {"who": "ada", "machine": "laptop", "space": "pid:[1]", "process": 7, "run": "another", "since": "10:00"}


@pytest.fixture
def s3() -> Iterator[Any]:
    """Yield a client whose bucket has no lock in it."""
    client: Any = boto3.client("s3")
    artifacts.bring_up(client, BUCKET, "us-east-1")
    yield client
    client.delete_object(Bucket=BUCKET, Key=lock.KEY)


def ours(s3: Any, **other: Any) -> Lock:
    return Lock(s3, BUCKET, "dev", this_process() | other)


def test_while_somebody_deploys_nobody_else_does_and_hears_who_it_is(s3: Any):
    told = r"ada on laptop is deploying dev .* make unlock STAGE=dev"
    with Lock(s3, BUCKET, "dev", SOMEBODY).held(), pytest.raises(ToolFailed, match=told):
        ours(s3).take()
    ours(s3).take()


def test_of_two_that_begin_at_the_same_moment_one_gets_it(s3: Any, monkeypatch: pytest.MonkeyPatch):
    late = ours(s3)
    real = late._held
    # It looks before the other one has written, and writes after it.
    looked = iter([(None, "")])
    monkeypatch.setattr(late, "_held", lambda: next(looked, None) or real())
    Lock(s3, BUCKET, "dev", SOMEBODY).take()
    with pytest.raises(ToolFailed, match="ada on laptop"):
        late.take()


def test_of_two_that_break_the_same_lock_one_gets_it(s3: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lock, "LASTS", timedelta(hours=-1))
    Lock(s3, BUCKET, "dev", SOMEBODY).take()
    one, two = ours(s3, run="1"), ours(s3, run="2")
    seen = two._held()
    monkeypatch.setattr(lock, "LASTS", timedelta(hours=1))
    one.take()
    real = two._held
    looked = iter([seen])
    monkeypatch.setattr(two, "_held", lambda: next(looked, None) or real())
    with pytest.raises(ToolFailed, match="is deploying dev"):
        two.take()


def test_a_lock_that_has_ended_stops_nobody(s3: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lock, "LASTS", timedelta(seconds=-1))
    Lock(s3, BUCKET, "dev", SOMEBODY).take()
    ours(s3).take()


@pytest.mark.parametrize(("process", "runs"), [(2**22 - 1, False), (1, True)])
def test_a_process_that_is_gone_from_this_machine_stops_nobody(s3: Any, process: int, runs: bool):
    ours(s3, run="another", process=process).take()
    if runs:
        with pytest.raises(ToolFailed):
            ours(s3).take()
    else:
        ours(s3).take()


def test_a_number_of_a_process_in_another_container_says_nothing(s3: Any):
    ours(s3, run="another", process=2**22 - 1, space="pid:[2]").take()
    with pytest.raises(ToolFailed):
        ours(s3).take()


def test_a_lock_that_was_taken_away_is_noticed_before_the_next_step(s3: Any):
    held = ours(s3)
    held.take()
    held.renew()
    assert ours(s3).break_()
    with pytest.raises(ToolFailed):
        held.renew()


def test_what_is_sent_again_since_its_answer_was_lost_is_the_same_lock(s3: Any):
    """Botocore sends again what it gets no answer to, and S3 refuses the second one: the first has changed the file."""
    twice = SimpleNamespace(get_object=s3.get_object, delete_object=s3.delete_object)
    twice.put_object = lambda **told: (s3.put_object(**told), s3.put_object(**told))[1]
    held = ours(twice)
    held.take()
    held.renew()
    held.renew()
    with pytest.raises(ToolFailed, match="is deploying dev"):
        Lock(s3, BUCKET, "dev", SOMEBODY).take()
    held.release()
    Lock(s3, BUCKET, "dev", SOMEBODY).take()


def test_whoever_breaks_a_lock_hears_whose_it_was(s3: Any):
    Lock(s3, BUCKET, "dev", SOMEBODY).take()
    assert ours(s3).break_() == "ada on laptop"
    assert ours(s3).break_() == ""


def test_a_deployment_that_fails_gives_the_lock_back(s3: Any):
    with pytest.raises(KeyError), ours(s3).held():
        raise KeyError
    Lock(s3, BUCKET, "dev", SOMEBODY).take()


def test_a_lock_that_cannot_be_given_back_hides_no_other_failure(s3: Any, monkeypatch: pytest.MonkeyPatch):
    held = ours(s3)

    def dead() -> None:
        raise EndpointConnectionError(endpoint_url="https://s3")

    monkeypatch.setattr(held, "release", dead)
    with pytest.raises(KeyError), held.held():
        raise KeyError


def test_one_that_is_somebody_elses_by_now_is_left_to_them(s3: Any):
    held = ours(s3)
    held.take()
    held.break_()
    Lock(s3, BUCKET, "dev", SOMEBODY).take()
    held.release()
    with pytest.raises(ToolFailed, match="ada"):
        ours(s3).take()
