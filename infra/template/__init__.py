"""Build the CloudFormation template: tables from the models, buckets, queues, alarms and CloudFront."""

from collections.abc import Sequence
from typing import Any

from chalicelib import config
from infra.template import buckets, domain, front, functions, operations, queues, tables, wall

Template = dict[str, Any]

PARAMETERS: Template = {
    "Prefix": {
        "Type": "String",
        "Default": config.PREFIX,
        "AllowedPattern": "[a-z][a-z0-9-]*-",
        "Description": "Begins the name of every table and queue.",
    },
    "OriginalsBucket": {"Type": "String", "Default": config.ORIGINALS_BUCKET},
    "RenditionsBucket": {"Type": "String", "Default": config.RENDITIONS_BUCKET},
    "Protected": {
        "Type": "String",
        "Default": "0",
        "AllowedValues": ["0", "1"],
        "Description": "1: no table can be deleted, and tables and originals can be restored as they were lately.",
    },
    **operations.PARAMETERS,
    "ApiId": {
        "Type": "String",
        "Default": "",
        "Description": "The REST API that Chalice made; empty until there is one, and there is no CloudFront before.",
    },
    "EdgeProof": {
        "Type": "String",
        "Default": "",
        "NoEcho": True,
        "Description": "The secret by which CloudFront proves to the app that a request came through it.",
    },
    **domain.PARAMETERS,
    **wall.PARAMETERS,
    "ApiStage": {"Type": "String", "Default": "api"},
}


def build(public_keys: Sequence[str] = ()) -> Template:
    """Return the template. It contains no account, region or stage: those are parameters.

    `public_keys` are those by which CloudFront knows our signature, the one that signs first; a deployment has one.
    """
    return {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": "Rossgram: tables, buckets, queues, and CloudFront once the API exists.",
        "Parameters": PARAMETERS,
        "Conditions": {
            "HasEdgeProof": {"Fn::Not": [{"Fn::Equals": [{"Ref": "EdgeProof"}, ""]}]},
            "HasApi": {"Fn::Not": [{"Fn::Equals": [{"Ref": "ApiId"}, ""]}]},
            "IsProtected": {"Fn::Equals": [{"Ref": "Protected"}, "1"]},
            **operations.CONDITIONS,
            **domain.CONDITIONS,
            **wall.CONDITIONS,
        },
        "Resources": {
            **tables.resources(),
            **queues.resources(),
            **buckets.resources(),
            **functions.resources(),
            **operations.resources(),
            **front.resources(public_keys),
        },
        "Outputs": {
            "Prefix": {"Value": {"Ref": "Prefix"}},
            "OriginalsBucket": {"Value": {"Ref": "OriginalsBucket"}},
            "RenditionsBucket": {"Value": {"Ref": "RenditionsBucket"}},
            **front.outputs(public_keys),
        },
    }
