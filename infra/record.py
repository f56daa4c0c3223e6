"""Write Chalice's record of a stage from what is in AWS: AWS is the record, and a file of it is good for one run.

Chalice writes its own record after its last step. A deployment that is cut before that, or made on another machine,
leaves none, and Chalice would make again what is there.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import ClientError

from infra import publishing, rest_api
from infra.stages import base

API = "api_handler"
APP = base()["app_name"]

Resource = dict[str, Any]


def lambda_name(stage: str, function: str) -> str:
    """Return the name that Chalice gives a function."""
    return f"{APP}-{stage}" if function == API else f"{APP}-{stage}-{function}"


def read(stage: str) -> list[Resource]:
    """Return what Chalice made for a stage, in the order in which it records it; it deletes in the opposite one."""
    found = functions(stage)
    names = sorted({*base()["lambda_functions"], *found})
    return [
        *_layer(stage),
        *_roles(stage, names),
        *({"name": name, "resource_type": "lambda_function", "lambda_arn": arn} for name, arn in found.items()),
        *(resource for name, arn in found.items() for resource in _mappings(name, arn)),
        *_rules(stage, names),
        *_api(stage),
    ]


def write(stage: str, folder: Path) -> Path:
    """Write the record of a stage where Chalice reads it, below a project's folder, and return its path."""
    file = folder / ".chalice/deployed" / f"{stage}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    told = {"resources": read(stage), "schema_version": "2.0", "backend": "api"}
    file.write_text(json.dumps(told, indent=2))
    return file


def functions(stage: str) -> dict[str, str]:
    """Return the ARNs of a stage's functions by our names; Chalice tags each with the stage that it belongs to."""
    client, found = boto3.client("lambda"), {}
    for page in client.get_paginator("list_functions").paginate():
        for made in page["Functions"]:
            name, arn = made["FunctionName"], made["FunctionArn"]
            if name == lambda_name(stage, API):
                found[API] = arn
            elif name.startswith(lambda_name(stage, "")) and _is_of(stage, client.list_tags(Resource=arn)["Tags"]):
                found[name.removeprefix(lambda_name(stage, ""))] = arn
    return found


def _is_of(stage: str, tags: dict[str, str]) -> bool:
    """Tell whether tags are those of a stage: its name may begin that of another one."""
    return tags.get("aws-chalice", "").endswith(f":stage={stage}:app={APP}")


def _layer(stage: str) -> Iterator[Resource]:
    """Yield the empty layer that plain Chalice publishes in place of one of requirements.txt."""
    for version in publishing.versions(boto3.client("lambda"), lambda_name(stage, "managed-layer"))[:1]:
        arn = version["LayerVersionArn"]
        yield {"name": "managed-layer", "resource_type": "lambda_layer", "layer_version_arn": arn}


def _roles(stage: str, names: list[str]) -> Iterator[Resource]:
    client = boto3.client("iam")
    for name in names:
        role = f"{APP}-{stage}-{name}"
        try:
            arn = client.get_role(RoleName=role)["Role"]["Arn"]
        except ClientError as error:
            if error.response["Error"]["Code"] == "NoSuchEntity":
                continue
            raise
        yield {"name": f"{name}_role", "resource_type": "iam_role", "role_name": role, "role_arn": arn}


def _mappings(name: str, arn: str) -> Iterator[Resource]:
    pages = boto3.client("lambda").get_paginator("list_event_source_mappings").paginate(FunctionName=arn)
    for mapping in (mapping for page in pages for mapping in page["EventSourceMappings"]):
        if mapping.get("State") != "Deleting":
            yield {
                "name": f"{name}-sqs-event-source",
                "resource_type": "sqs_event",
                "queue_arn": mapping["EventSourceArn"],
                "event_uuid": mapping["UUID"],
                "queue": mapping["EventSourceArn"].rpartition(":")[2],
                "lambda_arn": arn,
            }


def _rules(stage: str, names: list[str]) -> Iterator[Resource]:
    prefix = lambda_name(stage, "")
    pages = boto3.client("events").get_paginator("list_rules").paginate(NamePrefix=prefix)
    for rule in (rule["Name"] for page in pages for rule in page["Rules"]):
        name = rule.removeprefix(prefix)
        if name.removesuffix("-event") in names:
            yield {"name": name, "resource_type": "cloudwatch_event", "rule_name": rule}


def _api(stage: str) -> Iterator[Resource]:
    gateway = boto3.client("apigateway")
    found = rest_api.find(gateway, boto3.client("lambda"), lambda_name(stage, API))
    if found:
        host = f"{found}.execute-api.{gateway.meta.region_name}.amazonaws.com"
        url = f"https://{host}{'.cn' if gateway.meta.partition == 'aws-cn' else ''}/{base()['api_gateway_stage']}/"
        yield {"name": "rest_api", "resource_type": "rest_api", "rest_api_id": found, "rest_api_url": url}
