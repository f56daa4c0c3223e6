"""Build the CloudFormation template: tables from the models, buckets, queues, alarms and CloudFront."""

from typing import Any

from chalicelib import config
from infra.template import buckets, front, functions, operations, queues, tables

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
    "EdgePublicKey": {
        "Type": "String",
        "Default": "",
        "Description": "The public key (PEM) by which CloudFront knows addresses that the app signed.",
    },
    "ApiStage": {"Type": "String", "Default": "api"},
}


def build() -> Template:
    """Return the template. It contains no account, region or stage: those are parameters."""
    return {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": "Rossgram: tables, buckets, queues, and CloudFront once the API exists.",
        "Parameters": PARAMETERS,
        "Conditions": {
            "HasApi": {"Fn::Not": [{"Fn::Equals": [{"Ref": "ApiId"}, ""]}]},
            "IsProtected": {"Fn::Equals": [{"Ref": "Protected"}, "1"]},
            **operations.CONDITIONS,
        },
        "Resources": {
            **tables.resources(),
            **queues.resources(),
            **buckets.resources(),
            **functions.resources(),
            **operations.resources(),
            **front.resources(),
        },
        "Outputs": {
            "Prefix": {"Value": {"Ref": "Prefix"}},
            "OriginalsBucket": {"Value": {"Ref": "OriginalsBucket"}},
            "RenditionsBucket": {"Value": {"Ref": "RenditionsBucket"}},
            **front.outputs(),
        },
    }
