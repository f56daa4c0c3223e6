"""Make a stage's REST API before Chalice deploys to it, and know it again by its tag.

Chalice keeps the id of the API that it made in a file, and makes another one where that is missing. One that is there
first is only updated, and CloudFront can name it before the app is deployed.
"""

import json
from typing import Any

from botocore.exceptions import ClientError

from infra.pythons import ToolFailed

TAG = "rossgram"


def find(gateway: Any, functions: Any, name: str) -> str:
    """Return the id of a stage's API, empty where there is none; `name` is that of the stage's API function.

    One that an earlier version made has no tag: then it is the one that may call that function. Raises ToolFailed where
    several have the tag.
    """
    pages = gateway.get_paginator("get_rest_apis").paginate()
    ids = {api["id"]: api.get("tags", {}).get(TAG) for page in pages for api in page["items"]}
    ours = [api for api, tag in ids.items() if tag == name]
    if len(ours) > 1:
        raise ToolFailed(
            f"There are {len(ours)} APIs with the tag {TAG}={name}: {', '.join(ours)}. "
            "Delete all but the one that CloudFront names, in API Gateway's console."
        )
    return next(iter(ours), "") or next((api for api in _callers(functions, name) if api in ids), "")


def bring_up(gateway: Any, functions: Any, name: str, app: str, kind: str) -> str:
    """Return the id of a stage's API, making it where there is none; `kind` is the type of its endpoint."""
    found = find(gateway, functions, name)
    if found and gateway.get_rest_api(restApiId=found).get("tags", {}).get(TAG) != name:
        arn = f"arn:{gateway.meta.partition}:apigateway:{gateway.meta.region_name}::/restapis/{found}"
        gateway.tag_resource(resourceArn=arn, tags={TAG: name})
    if found:
        return found
    made = gateway.create_rest_api(name=app, endpointConfiguration={"types": [kind]}, tags={TAG: name})
    return str(made["id"])


def _callers(functions: Any, name: str) -> list[str]:
    """Return the ids of the APIs that may call a function."""
    try:
        policy = json.loads(functions.get_policy(FunctionName=name)["Policy"])
    except ClientError as error:
        if error.response["Error"]["Code"] == "ResourceNotFoundException":
            return []
        raise
    sources = [one.get("Condition", {}).get("ArnLike", {}).get("AWS:SourceArn", "") for one in policy["Statement"]]
    return [source.rpartition(":")[2].partition("/")[0] for source in sources if ":execute-api:" in source]
