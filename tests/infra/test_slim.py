"""What is taken out of botocore's data changes no client: the same endpoints, operations and shapes."""

import json
import shutil
from pathlib import Path
from typing import Any

import botocore
import pytest
from botocore.loaders import Loader
from botocore.session import Session

from infra.package import slim, trim
from tests.kit.shortcut import over_http

DATA = Path(botocore.__file__).parent / "data"
REGIONS = ("us-east-1", "eu-central-2", "cn-north-1", "us-gov-west-1")


@pytest.fixture(scope="module")
def slimmed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return botocore's data of the services that are called, as the package has it."""
    data = tmp_path_factory.mktemp("slim") / "data"
    data.mkdir()
    for name in trim.called():
        shutil.copytree(DATA / name, data / name)
    for file in DATA.glob("*.json"):
        shutil.copy2(file, data)
    slim.slim(data)
    return data


def session_of(data: Path) -> Session:
    """Return a session that reads its data in one folder alone."""
    session = Session()
    session.set_credentials("a", "b")
    loader = Loader(extra_search_paths=[str(data)], include_default_search_paths=False)
    session.register_component("data_loader", loader)
    return session


@pytest.mark.parametrize("service", sorted(trim.called()))
def test_a_client_is_the_same(slimmed: Path, service: str):
    for region in REGIONS:
        clients: list[Any] = [session_of(data).create_client(service, region_name=region) for data in (slimmed, DATA)]
        ours, whole = clients
        assert ours.meta.endpoint_url == whole.meta.endpoint_url
        assert ours._request_signer.region_name == whole._request_signer.region_name
    assert _described(ours) == _described(whole)


class Sent(Exception):
    """A request that would now go out."""


def sent(data: Path, service: str, operation: str, asked: dict[str, Any]) -> tuple[str, Any]:
    """Return the address and the body of a request, which is not sent."""
    client = session_of(data).create_client(service, region_name="eu-west-1")

    def stop(request: Any, **_: Any) -> None:
        raise Sent(request.url, request.body)

    client.meta.events.register_first("before-send", stop)
    with over_http(), pytest.raises(Sent) as found:
        getattr(client, operation)(**asked)
    return found.value.args[0], found.value.args[1]


@pytest.mark.parametrize(
    ("service", "operation", "asked"),
    [
        ("s3", "get_object", {"Bucket": "a-bucket", "Key": "a/b"}),
        ("s3", "delete_objects", {"Bucket": "a-bucket", "Delete": {"Objects": [{"Key": "a"}]}}),
        ("sqs", "send_message", {"QueueUrl": "https://sqs.eu-west-1.amazonaws.com/1/q", "MessageBody": "{}"}),
        ("dynamodb", "get_item", {"TableName": "t", "Key": {"id": {"S": "1"}}}),
        ("sesv2", "send_email", {"Content": {"Simple": {"Subject": {"Data": "a"}, "Body": {}}}}),
        ("cloudfront", "list_invalidations", {"DistributionId": "E1"}),
    ],
)
def test_a_request_is_the_same(slimmed: Path, service: str, operation: str, asked: dict[str, Any]):
    assert sent(slimmed, service, operation, asked) == sent(DATA, service, operation, asked)


def _described(client: Any) -> dict[str, Any]:
    model = client.meta.service_model
    return {
        name: (_shape(model.operation_model(name).input_shape), _shape(model.operation_model(name).output_shape))
        for name in model.operation_names
    }


def _shape(shape: Any) -> Any:
    return shape and [(name, member.type_name, member.serialization) for name, member in shape.members.items()]


def test_no_prose_and_no_other_service_is_left(slimmed: Path):
    assert sum(file.stat().st_size for file in slimmed.rglob("*") if file.is_file()) < 1_200_000
    endpoints = json.loads((slimmed / "endpoints.json").read_text())
    named = {name for partition in endpoints["partitions"] for name in partition["services"]}
    assert {"dynamodb", "s3", "sqs"} <= named <= {"dynamodb", "s3", "sqs", "email", "cloudfront"}
    text = next(slimmed.glob("sqs/*/service-2.json")).read_text()
    assert "<p>" not in text
