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
        ours, whole = (session_of(data).create_client(service, region_name=region) for data in (slimmed, DATA))
        assert ours.meta.endpoint_url == whole.meta.endpoint_url
        assert ours._request_signer.region_name == whole._request_signer.region_name
    assert _described(ours) == _described(whole)


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
