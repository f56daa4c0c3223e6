"""Send a packaged app an event of API Gateway for each route and for an unknown path, and print the results.

This runs inside the package: `python -I -S inside.py FOLDER`. No event reaches a handler, so AWS is not called.
"""

import json
import sys
from typing import Any

# No route has this method, so each route answers 405 and no handler runs.
METHOD = "TRACE"


def greedy_event(method: str, path: str) -> dict[str, Any]:
    """Return an event of the greedy resource."""
    return {
        "resource": "/{proxy+}",
        "path": path,
        "httpMethod": method,
        "headers": {"Host": "x"},
        "multiValueHeaders": {"Host": ["x"]},
        "queryStringParameters": None,
        "multiValueQueryStringParameters": None,
        "pathParameters": {"proxy": path[1:]},
        "stageVariables": None,
        "requestContext": {"resourcePath": "/{proxy+}", "httpMethod": method, "path": f"/api{path}", "stage": "api"},
        "body": None,
        "isBase64Encoded": False,
    }


def main() -> None:
    """Print as JSON the resources of API Gateway, the number of routes, and the routes that are not found."""
    # The packages installed for this Python are not in Lambda.
    sys.path[:] = [sys.argv[1], *(path for path in sys.path if "site-packages" not in path)]
    from app import app

    lost = []
    for pattern, methods in app.route_table.items():
        path = "/".join("1" if part.startswith("{") else part for part in pattern.split("/"))
        answer = app(greedy_event(METHOD, path), None)
        if answer["statusCode"] != 405 or not set(methods) < set(answer["headers"].get("Allow", "").split(", ")):
            lost.append(pattern)
    nowhere = app(greedy_event("GET", "/no/such/path"), None)
    if nowhere["statusCode"] != 404 or nowhere["headers"].get("Access-Control-Allow-Origin") != "*":
        lost.append("/no/such/path")
    resources = {path: sorted({*methods, "OPTIONS"}) for path, methods in app.routes.items()}
    print(json.dumps({"resources": resources, "routes": len(app.route_table), "lost": lost}))


if __name__ == "__main__":
    main()
