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

import pytest
from moto import mock_aws

from chalicelib.models.base import Model
from infra import resources
from infra.tables import tables
from tests.events import drop_events


@pytest.fixture(scope="session", autouse=True)
def aws() -> Iterator[None]:
    """Start moto and make the resources, once."""
    with mock_aws():
        resources.create()
        yield


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
