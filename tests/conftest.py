"""Run every test on moto, in this process, with empty tables."""

import os

os.environ.update(
    AWS_ACCESS_KEY_ID="test",
    AWS_SECRET_ACCESS_KEY="test",
    AWS_DEFAULT_REGION="us-east-1",
    ALLOW_PASSWORD_GRANT="1",
    PREFIX="rossgram-test-",
)
os.environ.pop("AWS_ENDPOINT_URL", None)

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from chalicelib import config
from chalicelib.models.base import Model
from infra.tables import tables
from tests.events import drop_events

QUEUES = ("originals", "posts", "deletions", "profiles")


@pytest.fixture(scope="session", autouse=True)
def aws() -> Iterator[None]:
    """Start moto and make the resources, once."""
    with mock_aws():
        for model in tables():
            model.create_table()
        s3, sqs = boto3.client("s3"), boto3.client("sqs")
        for bucket in (config.ORIGINALS_BUCKET, config.RENDITIONS_BUCKET):
            s3.create_bucket(Bucket=bucket)
        for queue in QUEUES:
            sqs.create_queue(QueueName=config.PREFIX + queue)
        announce_originals(s3, sqs)
        yield


def announce_originals(s3: Any, sqs: Any) -> None:
    """Let the originals bucket announce what arrives."""
    url = sqs.get_queue_url(QueueName=f"{config.PREFIX}originals")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    rules = [{"Name": "prefix", "Value": "originals/"}]
    s3.put_bucket_notification_configuration(
        Bucket=config.ORIGINALS_BUCKET,
        NotificationConfiguration={
            "QueueConfigurations": [
                {"QueueArn": arn, "Events": ["s3:ObjectCreated:*"], "Filter": {"Key": {"FilterRules": rules}}}
            ]
        },
    )


@pytest.fixture(autouse=True)
def _empty_tables(aws: None) -> Iterator[None]:
    """Empty what the test wrote: rebuilding the tables costs five times as much."""
    yield
    for model in tables():
        _empty(model)
    drop_events()


def _empty(model: type[Model]) -> None:
    with model.batch_write() as batch:
        for item in model.scan():
            batch.delete(item)
