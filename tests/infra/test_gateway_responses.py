"""API Gateway's own error responses can be read by a browser, and have the API's format."""

import json
from typing import Any
from unittest.mock import MagicMock

import boto3
import pytest

from infra import gateway_responses, throttles
from infra.edge import METHODS
from infra.sending import PATIENT
from local.answers import OPEN, not_allowed

RESPONSES = gateway_responses.responses()


@pytest.mark.parametrize("kind", sorted(RESPONSES))
def test_each_is_an_error_entity_that_a_browser_may_read(kind: str):
    headers = {
        name.removeprefix("gatewayresponse.header."): value.strip("'")
        for name, value in RESPONSES[kind]["responseParameters"].items()
    }
    # API Gateway inserts its message with quotes around it.
    body = RESPONSES[kind]["responseTemplates"]["application/json"].replace("$context.error.messageString", '"Told"')

    assert isinstance(json.loads(body)["error"], str)
    assert set(OPEN) <= set(headers.items())


def test_a_method_that_api_gateway_does_not_know_is_answered_as_the_local_front_does():
    missing = RESPONSES["MISSING_AUTHENTICATION_TOKEN"]
    local = not_allowed(METHODS)

    assert int(missing["statusCode"]) == local.status
    assert missing["responseTemplates"]["application/json"].replace(":", ": ").encode() == b"".join(local.body)
    assert missing["responseParameters"]["gatewayresponse.header.Allow"].strip("'") == dict(local.headers)["Allow"]


def test_aws_may_be_asked_again_until_it_takes_another_deployment(monkeypatch: pytest.MonkeyPatch):
    asked: list[Any] = []

    def client(name: str, config: Any = None) -> Any:
        asked.append(config)
        return MagicMock()

    monkeypatch.setattr(boto3, "client", client)
    gateway_responses.put("x", "api")
    throttles.put("x", "api", {})
    assert asked == [PATIENT, PATIENT]


def test_they_are_put_on_the_api_and_deployed_to_its_stage():
    gateway: Any = boto3.client("apigateway")
    api = gateway.create_rest_api(name="x")["id"]
    root = gateway.get_resources(restApiId=api)["items"][0]["id"]
    gateway.put_method(restApiId=api, resourceId=root, httpMethod="GET", authorizationType="NONE")
    gateway.put_integration(restApiId=api, resourceId=root, httpMethod="GET", type="MOCK")

    gateway_responses.put(api, "api")
    gateway_responses.put(api, "api")

    kept = gateway.get_gateway_responses(restApiId=api)["items"]
    assert sorted(response["responseType"] for response in kept) == sorted(RESPONSES)
    assert [stage["stageName"] for stage in gateway.get_stages(restApiId=api)["item"]] == ["api"]
