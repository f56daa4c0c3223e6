"""Write what a deployment asks of AWS in the form that moto supports."""

from typing import Any

from infra.rehearse import cloudfront

KNOWN = ("AWS::DynamoDB::Table", "AWS::SQS::Queue", "AWS::S3::Bucket")


def known(template: dict[str, Any]) -> dict[str, Any]:
    """Remove the resources that moto's CloudFormation does not support, and set the output that needs one of them."""
    resources = {name: one for name, one in template["Resources"].items() if one["Type"] in KNOWN}
    told = cloudfront.outputs(template)
    outputs = template["Outputs"] | {
        name: {**template["Outputs"][name], "Value": value} for name, value in told.items()
    }
    for resource in resources.values():
        resource.pop("DependsOn", None)
    return {**template, "Resources": resources, "Outputs": outputs}


def parameters(words: dict[str, str]) -> dict[str, str]:
    """Return the parameters of a stack by their names."""
    names = {key.removesuffix("Key"): name for key, name in words.items() if key.endswith(".ParameterKey")}
    return {name: words.get(f"{key}Value", "") for key, name in names.items()}


def as_openapi_3(api: dict[str, Any]) -> dict[str, Any]:
    """Return an API of Swagger 2.0 as OpenAPI 3 has it."""
    document = {name: value for name, value in api.items() if name not in {"swagger", "schemes", "definitions"}}
    paths = {
        path: {method: _with_target(operation) for method, operation in operations.items()}
        for path, operations in api["paths"].items()
    }
    return {**document, "openapi": "3.0.0", "info": {"description": "", **api["info"]}, "paths": paths}


def _with_target(operation: dict[str, Any]) -> dict[str, Any]:
    """Add the URI and the method that moto requires to the mock integration of OPTIONS, which has none."""
    name = "x-amazon-apigateway-integration"
    return {**operation, name: {"uri": "", "httpMethod": "OPTIONS", **operation[name]}}
