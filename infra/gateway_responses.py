"""Say what API Gateway answers by itself, in the API's dialect and with CORS, and put it on a deployed API.

Without it a browser cannot read a 413, a 429 or a 504, and takes it for a network that is down. Chalice's Swagger has
no place for these and replaces the whole API at each deployment, so they are put there after each one.
"""

from typing import Any

import boto3

from chalicelib.handlers.door import EXPOSED, JSON
from infra.template.front import METHODS

HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": ",".join(EXPOSED),
    "Cache-Control": "private, no-store",
    "Content-Type": JSON,
    "X-Content-Type-Options": "nosniff",
}


def responses() -> dict[str, dict[str, Any]]:
    """Return the responses by their type.

    The status is API Gateway's own but in one case: with the greedy resource, a missing authentication token is what
    it calls a method that HTTP knows and it does not.
    Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
    """
    told = '{"error":$context.error.messageString}'
    return {
        "DEFAULT_4XX": _response(told),
        "DEFAULT_5XX": _response(told),
        # API Gateway's own words for it differ, as a body is too large for API Gateway or for Lambda.
        "REQUEST_TOO_LARGE": _response('{"error":"The request is too large"}'),
        "MISSING_AUTHENTICATION_TOKEN": {
            "statusCode": "405",
            **_response('{"error":"Method not allowed"}', Allow=", ".join(sorted(METHODS))),
        },
    }


def put(api_id: str, stage: str) -> None:
    """Put the responses on an API, and deploy them to its stage."""
    gateway = boto3.client("apigateway")
    for kind, response in responses().items():
        gateway.put_gateway_response(restApiId=api_id, responseType=kind, **response)
    gateway.create_deployment(restApiId=api_id, stageName=stage)


def _response(body: str, **more: str) -> dict[str, Any]:
    headers = {f"gatewayresponse.header.{name}": f"'{value}'" for name, value in (HEADERS | more).items()}
    return {"responseParameters": headers, "responseTemplates": {"application/json": body}}
