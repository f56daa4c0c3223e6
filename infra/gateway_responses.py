"""Define API Gateway's own error responses in the API's format and with CORS, and apply them to a deployed API.

Without CORS headers a browser cannot read a 413, a 429 or a 504, and reports a network error. Chalice's Swagger cannot
contain gateway responses and replaces the whole API at each deployment, so they are applied after each deployment.
"""

from typing import Any

import boto3

from chalicelib.handlers.door import EXPOSED, JSON
from infra.edge import METHODS
from infra.sending import PATIENT

HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": ",".join(EXPOSED),
    "Cache-Control": "private, no-store",
    "Content-Type": JSON,
    "X-Content-Type-Options": "nosniff",
}


def responses() -> dict[str, dict[str, Any]]:
    """Return the responses by their type.

    The status is API Gateway's own, with one exception: behind the greedy resource, API Gateway reports a method that
    it has no route for as a missing authentication token.
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
    """Apply the responses to an API, and deploy them to its stage.

    AWS takes one deployment in five seconds of an account, and Chalice has just made one.
    Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
    """
    gateway = boto3.client("apigateway", config=PATIENT)
    for kind, response in responses().items():
        gateway.put_gateway_response(restApiId=api_id, responseType=kind, **response)
    gateway.create_deployment(restApiId=api_id, stageName=stage)


def _response(body: str, **more: str) -> dict[str, Any]:
    headers = {f"gatewayresponse.header.{name}": f"'{value}'" for name, value in (HEADERS | more).items()}
    return {"responseParameters": headers, "responseTemplates": {"application/json": body}}
