"""The secret of the edge is drawn once, known to CloudFront and the app alone, and replaced in two steps."""

import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from chalicelib.gateways.proof import HEADER, PROOF
from infra import edge, edge_parameters, edge_proof
from infra.needs import needs
from infra.pythons import ToolFailed
from infra.template import build

PATH = "/rossgram-proof/"


@pytest.fixture
def store() -> Iterator[Any]:
    """Return a client of the Parameter Store, which is empty for the test's path."""
    client: Any = boto3.client("ssm")
    yield client
    client.delete_parameters(Names=[f"{PATH}{PROOF}", f"{PATH}EDGE_PRIVATE_KEY"])


def stored(store: Any) -> Any:
    (kept,) = store.get_parameters(Names=[f"{PATH}{PROOF}"], WithDecryption=True)["Parameters"]
    return kept


def test_it_is_drawn_once_and_stays(store: Any):
    def drawn() -> str:
        return edge_parameters.of_stage(store, {"SECRETS_PATH": PATH}, "us-east-1")["EdgeProof"]

    first = drawn()
    assert len(first) >= 40
    assert drawn() == first
    assert (stored(store)["Value"], stored(store)["Type"]) == (first, "SecureString")


def test_it_is_replaced_in_two_steps_between_which_both_are_valid(store: Any):
    old = edge_proof.put(store, PATH)
    edge_proof.rotate(store, PATH, sent=old)
    new = edge_proof.put(store, PATH)
    assert new != old
    assert stored(store)["Value"] == f"{new},{old}"
    # Before the deployment CloudFront sends the old one, which must stay valid.
    with pytest.raises(ToolFailed, match="deploy"):
        edge_proof.rotate(store, PATH, sent=old)
    assert stored(store)["Value"] == f"{new},{old}"
    edge_proof.rotate(store, PATH, sent=new)
    assert stored(store)["Value"] == new


def test_a_stage_that_has_none_is_told_so(store: Any):
    with pytest.raises(ToolFailed, match="first deployment"):
        edge_proof.rotate(store, PATH, sent="")


def test_cloudfront_sends_it_to_the_app_and_to_nobody_else():
    template = build()
    text = json.dumps(template["Resources"]) + json.dumps(template["Outputs"])
    assert text.count('{"Ref": "EdgeProof"}') == 1
    assert template["Parameters"]["EdgeProof"]["NoEcho"] is True
    origins = template["Resources"]["Front"]["Properties"]["DistributionConfig"]["Origins"]
    (api,) = (origin for origin in origins if origin["Id"] == edge.API)
    condition, headers, _ = api["OriginCustomHeaders"]["Fn::If"]
    assert condition == "HasEdgeProof"
    assert headers == [{"HeaderName": HEADER, "HeaderValue": {"Ref": "EdgeProof"}}]
    # What CloudFront adds to no request of its own: it would refuse the distribution.
    assert not HEADER.lower().startswith(("x-edge-", "x-amz-"))


def test_of_all_functions_the_api_alone_may_read_it():
    assert {name for name, needed in needs().items() if PROOF in needed.secrets} == {"api_handler"}


def test_what_a_distribution_sends_is_read_from_its_configuration():
    class Front:
        def get_distribution_config(self, Id: str) -> Any:  # noqa: N803
            assert Id == "E1"
            headers = {"Quantity": 1, "Items": [{"HeaderName": HEADER, "HeaderValue": "sent"}]}
            origins = [{"Id": "renditions"}, {"Id": edge.API, "CustomHeaders": headers}]
            return {"DistributionConfig": {"Origins": {"Items": origins}}}

    assert edge_proof.sent_by(Front(), "E1") == "sent"
