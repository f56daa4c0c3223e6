"""Each function has exactly the permissions that it needs."""

import json
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from itertools import pairwise
from typing import Any

import pytest

from chalicelib import config
from chalicelib.handlers import events
from chalicelib.models.base import now
from chalicelib.services import sweeper
from chalicelib.services.photos import media
from chalicelib.services.talk import mails
from infra.needs import needs
from infra.policies import Place, policies, secrets_path
from infra.stages import functions
from infra.tables import tables
from infra.template.queues import QUEUES
from tests.kit.client import Client
from tests.kit.door import forget
from tests.kit.events import drop_events, lambda_event
from tests.kit.factories import make_account, make_post, make_token
from tests.kit.photos import make_photo
from tests.kit.recorder import Call, record_calls, record_secrets
from tests.kit.stories import put_up

PLACE = Place(config.PREFIX, config.ORIGINALS_BUCKET, config.RENDITIONS_BUCKET)
POLICIES = policies(PLACE)
WRITES = {"Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem", "ConditionCheck": "ConditionCheckItem"}


def used_by(call: Call) -> Iterator[tuple[str, str]]:
    """Yield the permissions that a call to AWS needs, each an action and a resource."""
    name, request = call
    if name.startswith("TransactWrite"):
        for item in request["TransactItems"]:
            for verb, write in item.items():
                yield f"dynamodb:{WRITES[verb]}", f"arn:aws:dynamodb:r:1:table/{write['TableName']}"
    elif name.startswith("Batch"):
        for table in request["RequestItems"]:
            yield f"dynamodb:{name}", f"arn:aws:dynamodb:r:1:table/{table}"
    elif "TableName" in request:
        index = f"/index/{request['IndexName']}" if "IndexName" in request else ""
        yield f"dynamodb:{name}", f"arn:aws:dynamodb:r:1:table/{request['TableName']}{index}"
    elif "Bucket" in request:
        yield from used_of_s3(name, request)
    else:
        yield used_of_others(name, request)


def used_of_others(name: str, request: dict[str, Any]) -> tuple[str, str]:
    if name == "GetParameter":
        return f"ssm:{name}", f"arn:aws:ssm:r:1:parameter{secrets_path(config.PREFIX)}{request['Name']}"
    if name == "SendEmail":
        return "ses:SendEmail", f"arn:aws:ses:r:1:identity/{config.MAIL_FROM.rpartition('@')[2].rstrip('>')}"
    return f"sqs:{name}", f"arn:aws:sqs:r:1:{request.get('QueueName') or request['QueueUrl'].rpartition('/')[2]}"


def used_of_s3(name: str, request: dict[str, Any]) -> Iterator[tuple[str, str]]:
    bucket = f"arn:aws:s3:::{request['Bucket']}"
    keys = [one["Key"] for one in request["Delete"]["Objects"]] if name == "DeleteObjects" else [request["Key"]]
    action = {"HeadObject": "GetObject", "DeleteObjects": "DeleteObject", "CopyObject": "PutObject"}.get(name, name)
    yield from ((f"s3:{action}", f"{bucket}/{key}") for key in keys)
    if name == "CopyObject":
        # boto3 has already converted it to `bucket/key`.
        yield "s3:GetObject", f"arn:aws:s3:::{request['CopySource']}"


def is_allowed(function: str, action: str, resource: str) -> bool:
    return any(
        action in statement["Action"] and any(fnmatchcase(resource, pattern) for pattern in statement["Resource"])
        for statement in POLICIES[function]["Statement"]
    )


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., set[str]]:
    """Return a function that runs a Lambda function and returns the resources it used, all of which must be allowed."""
    calls = record_calls(monkeypatch)
    record_secrets(monkeypatch, calls)

    def run_function(function: str, **message: Any) -> set[str]:
        calls.clear()
        event = lambda_event(json.dumps(message)) if message else {}
        scheduled = {"source": "", "account": "", "time": "", "region": "", "resources": [], "detail": {}, "id": ""}
        getattr(events, function)(event or {**scheduled, "version": "0", "detail-type": ""}, None)
        rights = {right for call in list(calls) for right in used_by(call)}
        assert rights
        refused = [right for right in rights if not is_allowed(function, *right)]
        assert refused == []
        return {resource for _, resource in rights}

    return run_function


def tables_of(resources: set[str]) -> set[str]:
    found = [one.partition(":table/")[2].partition("/")[0] for one in resources if ":table/" in one]
    return {name.removeprefix(config.PREFIX) for name in found}


def secrets_of(resources: set[str]) -> set[str]:
    return {one.rpartition("/")[2] for one in resources if ":parameter/" in one}


def assert_tables_used(function: str, resources: set[str]) -> None:
    assert tables_of(resources) == {*needs()[function].reads, *needs()[function].writes}


def test_no_right_to_a_table_is_one_to_another():
    # A right to a table with indexes is one to whatever begins as it does.
    names = sorted(str(model.Meta.table_name) for model in tables())
    assert [(one, other) for one, other in pairwise(names) if other.startswith(one)] == []
    other = f"arn:aws:dynamodb:r:1:table/{config.PREFIX}posted_lists"
    assert is_allowed("on_post_published", "dynamodb:Query", f"arn:aws:dynamodb:r:1:table/{config.PREFIX}posts/index/x")
    assert not is_allowed("on_mail_due", "dynamodb:PutItem", other)


def test_a_mail_is_sent_within_its_rights(run: Callable[..., set[str]]):
    mail = mails.compose("stopped:1", "selling_stopped", make_account().id, link="https://a.example")
    mail.post()
    used = run("on_mail_due", mail_id=mail.id)
    used |= run("on_mail_due", mail_id=forget(make_account()).id)
    # What a mail of news reads is in tests/infra/test_policies_of_pushes.py.
    assert tables_of(used) < {*needs()["on_mail_due"].reads, *needs()["on_mail_due"].writes}
    assert not is_allowed("on_post_published", "ses:SendEmail", "arn:aws:ses:r:1:identity/a.example")


def test_the_sweeper_stays_within_its_rights(run: Callable[..., set[str]], monkeypatch: pytest.MonkeyPatch):
    author = make_account()
    make_post(author)
    media.begin(author.id, make_photo(400, 300), "image/jpeg")
    media.begin_upload(author.id, "image/jpeg")
    put_up(author)
    drop_events()
    later = now() + 10 * 24 * 3600
    monkeypatch.setattr(sweeper, "now", lambda: later)
    used = run("on_five_minutes_passed")
    assert_tables_used("on_five_minutes_passed", used)


def test_a_policy_names_only_what_exists():
    nouns = {str(model.Meta.table_name).removeprefix(config.PREFIX) for model in tables()}
    queues = {queue.name for queue in QUEUES}
    for need in needs().values():
        assert {*need.reads, *need.writes} <= {*nouns, "*"}
        assert set(need.sends) <= queues


def test_every_function_has_a_policy_that_lets_it_log_and_read_its_queue():
    configured = functions()
    assert set(POLICIES) == set(configured)
    for policy in POLICIES.values():
        assert any("logs:PutLogEvents" in statement["Action"] for statement in policy["Statement"])
    for queue in QUEUES:
        assert is_allowed(queue.function, "sqs:DeleteMessage", f"arn:aws:sqs:r:1:{config.PREFIX}{queue.name}")


def test_no_policy_names_everything():
    patterns = [arn for policy in POLICIES.values() for one in policy["Statement"] for arn in one["Resource"]]
    ours, others = config.PREFIX.strip("-"), {"logs", "ses", "cloudfront"}
    assert all(ours in arn for arn in patterns if arn.split(":")[2] not in others)


def test_the_api_stays_within_its_rights(monkeypatch: pytest.MonkeyPatch):
    client = Client(make_token(make_account()))
    calls = record_calls(monkeypatch)
    made = client.post("/api/v2/media", files={"file": ("photo.jpg", make_photo(400, 300), "image/jpeg")}).json()
    client.delete(f"/api/v1/media/{made['id']}")
    status = client.post("/api/v1/statuses", json={"status": "A walk"}).json()
    for action in ("favourite", "bookmark", "unbookmark"):
        client.post(f"/api/v1/statuses/{status['id']}/{action}")
    client.get("/api/v1/timelines/home")
    client.patch("/api/v1/accounts/update_credentials", json={"display_name": "Anna B."})
    client.delete(f"/api/v1/statuses/{status['id']}")
    client.get("/api/v1/instance")
    rights = {right for call in calls for right in used_by(call)}
    assert {"s3:PutObject", "s3:DeleteObject", "sqs:SendMessage", "dynamodb:Query"} <= {action for action, _ in rights}
    assert [right for right in rights if not is_allowed("api_handler", *right)] == []
