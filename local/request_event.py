"""Build the event with which API Gateway invokes a Lambda.

Recorded on AWS: https://github.com/localstack/localstack, test_apigateway_lambda.snapshot.json. `path` and `proxy` stay
percent-encoded; leading slashes are merged into one, inner ones are kept; `proxy` has no trailing slash.
"""

import base64
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import parse_qs

from chalicelib.handlers.routing import GREEDY

# The address that API Gateway sees, which it adds to X-Forwarded-For.
CALLER = "127.0.0.1"
# The stage's name is part of the event, but not used by the app.
STAGE = "api"


def request_event(
    method: str, target: str, headers: Mapping[str, str], body: bytes, binary_types: Collection[str]
) -> dict[str, Any]:
    """Return the event of a request; `target` is the path as it was sent, with its query string."""
    sent, _, query = target.partition("?")
    chain = ", ".join(filter(None, [headers.get("x-forwarded-for", ""), CALLER]))
    headers = {**headers, "x-forwarded-for": chain, "x-forwarded-proto": "http"}
    path = "/" + sent.lstrip("/")
    parameters = parse_qs(query, keep_blank_values=True)
    resource = "/" if path == "/" else GREEDY
    return {
        "resource": resource,
        "path": path,
        "httpMethod": method,
        "headers": headers,
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "queryStringParameters": {name: values[-1] for name, values in parameters.items()} or None,
        "multiValueQueryStringParameters": parameters or None,
        "pathParameters": None if resource == "/" else {"proxy": path[1:].removesuffix("/")},
        "stageVariables": None,
        "requestContext": {
            "resourcePath": resource,
            "httpMethod": method,
            "path": f"/{STAGE}{sent}",
            "stage": STAGE,
            "protocol": "HTTP/1.1",
            "identity": {"sourceIp": CALLER},
        },
        **_body(headers, body, binary_types),
    }


def _body(headers: Mapping[str, str], body: bytes, binary_types: Collection[str]) -> dict[str, Any]:
    """Return the body as text: base64 for binary types, otherwise UTF-8 with invalid bytes replaced."""
    if not body:
        return {"body": None, "isBase64Encoded": False}
    kind = next((value for name, value in headers.items() if name.lower() == "content-type"), "")
    if kind.partition(";")[0].strip().lower() in binary_types:
        return {"body": base64.b64encode(body).decode(), "isBase64Encoded": True}
    return {"body": body.decode(errors="replace"), "isBase64Encoded": False}
