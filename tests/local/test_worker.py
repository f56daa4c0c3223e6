"""The worker calls the functions of queues and schedules as Lambda would."""

import json
import time
from typing import Any

import pytest
import requests
from chalice import Rate
from chalice.app import CloudWatchEvent

from chalicelib.handlers import events
from local.lambdas import as_tick, function_name, read_limits, seconds_of
from local.worker import POLL_SECONDS, sources
from tests.kit.photos import make_photo
from tests.local.running import Running, wait_for

PREFIX = "rossgram-local-"


def test_every_event_function_is_fed():
    found = list(sources(events.bp))

    assert {function_name(source.function) for source in found} == set(read_limits()) - {"api_handler"}
    assert sorted(source.every for source in found if not source.queue) == [300.0, 600.0, 1800.0, 3600.0, 86400.0]


def test_schedules_are_read():
    assert seconds_of(Rate(5, unit=Rate.MINUTES)) == 300
    assert seconds_of("rate(1 day)") == 86400
    with pytest.raises(ValueError, match="cron"):
        seconds_of("cron(0 12 * * ? *)")


def test_the_event_of_a_schedule_is_one_that_chalice_reads():
    assert CloudWatchEvent(as_tick(), None).detail == {}


def queue_url(sqs: Any, name: str) -> str:
    return str(sqs.get_queue_url(QueueName=PREFIX + name)["QueueUrl"])


@pytest.mark.local_aws
def test_a_message_that_always_fails_ends_in_the_dead_letter_queue_and_holds_up_nobody(stack: Running):
    sqs = stack.aws("sqs")
    url = queue_url(sqs, "posts")
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"VisibilityTimeout": "1"})
    # A poll that has started keeps its visibility timeout.
    time.sleep(POLL_SECONDS + 1)

    sqs.send_message(QueueUrl=url, MessageBody="no JSON at all")

    dead = queue_url(sqs, "posts-dead")
    message = wait_for(lambda: sqs.receive_message(QueueUrl=dead, AttributeNames=["All"]).get("Messages"))[0]
    assert message["Body"] == "no JSON at all"
    headers = {"Authorization": f"Bearer {stack.sign_up('patient')}"}
    file = {"file": ("photo.jpg", make_photo(800, 600), "image/jpeg")}
    media = stack.post("/api/v2/media", files=file, headers=headers)
    stack.post(
        "/api/v1/statuses",
        json={"status": "Still here", "media_ids": [ready(stack, headers, media["id"])]},
        headers=headers,
    )
    home = f"{stack.url}/api/v1/timelines/home"
    wait_for(lambda: requests.get(home, headers=headers, timeout=60).json())
    assert json.loads(sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]["RedrivePolicy"])


def ready(stack: Running, headers: dict[str, str], media_id: str) -> str:
    url = f"{stack.url}/api/v1/media/{media_id}"
    wait_for(lambda: requests.get(url, headers=headers, timeout=60).status_code == 200)
    return media_id
