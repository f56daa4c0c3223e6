"""Create the template's resources in the local AWS, or in moto inside this process.

The local AWS gets the template through CloudFormation, as AWS does. moto's CloudFormation ignores most bucket
settings, expiry and policies, so in moto the resources are created by direct calls (local/direct.py).
"""

from contextlib import suppress
from email.utils import parseaddr
from typing import Any

import boto3

from chalicelib import config
from infra import artifacts, stack
from infra.tables import tables
from infra.template import build
from infra.template.tables import logical_id
from local import direct

STACK = f"{config.PREFIX}resources"


def create(endpoint_url: str | None = None) -> None:
    """Create or update all tables, buckets and queues.

    `endpoint_url` is the address of the local AWS; without it, moto runs in this process.
    """
    template = plain_http(build())
    if endpoint_url is None:
        direct.create(template)
    else:
        _bring_up(template, endpoint_url)
    _let_send(boto3.client("sesv2", endpoint_url=endpoint_url))


def _bring_up(template: dict[str, Any], endpoint_url: str) -> None:
    s3, bucket = boto3.client("s3", endpoint_url=endpoint_url), f"{config.PREFIX}deploy"
    artifacts.bring_up(s3, bucket, s3.meta.region_name)
    source = {"TemplateURL": artifacts.put_template(s3, bucket, template)}
    if stack.bring_up(boto3.client("cloudformation", endpoint_url=endpoint_url), STACK, source):
        _let_expire(boto3.client("dynamodb", endpoint_url=endpoint_url), template)


def _let_send(ses: Any) -> None:
    """Verify our sender address in SES, as an operator does on AWS."""
    with suppress(ses.exceptions.AlreadyExistsException):
        ses.create_email_identity(EmailIdentity=parseaddr(config.MAIL_FROM)[1])


def _let_expire(dynamodb: Any, template: dict[str, Any]) -> None:
    """Turn on expiry, which CloudFormation of the local AWS ignores."""
    for model in tables():
        wanted = template["Resources"][logical_id(model)]["Properties"].get("TimeToLiveSpecification")
        name = str(model.Meta.table_name)
        state = dynamodb.describe_time_to_live(TableName=name)["TimeToLiveDescription"]["TimeToLiveStatus"]
        if wanted and state == "DISABLED":
            dynamodb.update_time_to_live(TableName=name, TimeToLiveSpecification=wanted)


def plain_http(template: dict[str, Any]) -> dict[str, Any]:
    """Return the template without the policy statements that refuse requests without TLS.

    The local AWS uses plain HTTP and enforces those statements, and moto ignores their condition: both would refuse
    every request.
    """
    kept = {}
    for name, resource in template["Resources"].items():
        document = resource["Properties"].get("PolicyDocument")
        if document is None:
            kept[name] = resource
            continue
        statements = [statement for statement in document["Statement"] if not _asks_for_tls(statement)]
        if any(statement.get("Effect") == "Allow" for statement in statements):
            policy = {**document, "Statement": statements}
            kept[name] = {**resource, "Properties": {**resource["Properties"], "PolicyDocument": policy}}
    return {**template, "Resources": kept}


def _asks_for_tls(statement: dict[str, Any]) -> bool:
    return "aws:SecureTransport" in statement.get("Condition", {}).get("Bool", {})
