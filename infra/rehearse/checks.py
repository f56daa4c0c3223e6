"""Compare what was deployed with the app, its configuration and the template."""

import json
from typing import Any

import boto3

from chalicelib.gateways.proof import PROOF
from infra import edge_keys, parameters, push_keys, record, sealing, throttles
from infra.deploy import Deployment
from infra.gateway_responses import responses
from infra.package import layers
from infra.policies import policies
from infra.rehearse.server import StandIn
from infra.stages import base
from infra.template.queues import QUEUES

CONFIG = base()
EVENTS = "chalicelib.handlers.events."


class WentWrong(Exception):
    """The deployment differs from what was intended."""


def expect(what: str, found: Any, wanted: Any) -> None:
    """Raise WentWrong unless both are equal."""
    if found != wanted:
        raise WentWrong(f"{what}: wanted {wanted!r}, found {found!r}")


def functions(deployment: Deployment) -> None:
    """Check every function: its name, code, memory, timeout, environment and role."""
    found = {made["FunctionName"]: made for made in boto3.client("lambda").list_functions()["Functions"]}
    wanted = CONFIG["lambda_functions"]
    expect("functions", set(found), {_lambda_name(deployment, name) for name in wanted})
    for name, settings in wanted.items():
        made = found[_lambda_name(deployment, name)]
        handler = "app.app" if name == "api_handler" else EVENTS + name
        expect(f"handler of {name}", made["Handler"], handler)
        expect(f"runtime of {name}", made["Runtime"], "python3.13")
        expect(f"memory of {name}", made["MemorySize"], settings["lambda_memory_size"])
        expect(f"timeout of {name}", made["Timeout"], settings["lambda_timeout"])
        environment = made["Environment"]["Variables"]
        expect(f"environment of {name}", environment, deployment.settings)
        found_layers = [layer["Arn"].split(":")[-2].removeprefix(deployment.place.prefix) for layer in made["Layers"]]
        libraries = [layer for layer in found_layers if layer not in {layers.CODE, "managed-layer"}]
        expect(f"layers of {name}", libraries, list(layers.needed(name)))
        _policy(made["Role"].rpartition("/")[2], name, deployment)


def queues(deployment: Deployment) -> None:
    """Check that each queue is read by its function, as many messages at a time as it says."""
    mappings = boto3.client("lambda").list_event_source_mappings()["EventSourceMappings"]
    found = {
        (made["EventSourceArn"].rpartition(":")[2], made["FunctionArn"].rpartition(":")[2], made["BatchSize"])
        for made in mappings
    }
    prefix = deployment.place.prefix
    wanted = {(f"{prefix}{queue.name}", _lambda_name(deployment, queue.function), queue.together) for queue in QUEUES}
    expect("queue mappings", found, wanted)


SCHEDULES = {
    "rate(5 minutes)": "on_five_minutes_passed",
    "rate(10 minutes)": "on_ten_minutes_passed",
    "rate(1 hour)": "on_hour_passed",
    "rate(1 day)": "on_day_passed",
    "rate(30 minutes)": "on_half_hour_passed",
}


def schedules(deployment: Deployment) -> None:
    """Check that each schedule runs its function."""
    events = boto3.client("events")
    called = {}
    for rule in events.list_rules()["Rules"]:
        targets = events.list_targets_by_rule(Rule=rule["Name"])["Targets"]
        called[rule["ScheduleExpression"]] = [target["Arn"].rpartition(":")[2] for target in targets]
    wanted = {rate: [_lambda_name(deployment, function)] for rate, function in SCHEDULES.items()}
    expect("schedules and what they call", called, wanted)


def api(deployment: Deployment, stand_in: StandIn, resources: dict[str, list[str]]) -> None:
    """Check the REST API: its resources with their methods, its binary types, its stage."""
    gateway = boto3.client("apigateway")
    found = {
        resource["path"]: sorted(resource["resourceMethods"])
        for resource in gateway.get_resources(restApiId=deployment.api_id, limit=500)["items"]
        if resource.get("resourceMethods")
    }
    expect("resources of the API", found, resources)
    binary = stand_in.api["x-amazon-apigateway-binary-media-types"]
    expect("multipart as a binary type", "multipart/form-data" in binary, True)
    stages = [stage["stageName"] for stage in gateway.get_stages(restApiId=deployment.api_id)["item"]]
    expect("stages of the API", stages, [CONFIG["api_gateway_stage"]])


def gateway_responses(deployment: Deployment) -> None:
    """Check API Gateway's own error responses."""
    told = boto3.client("apigateway").get_gateway_responses(restApiId=deployment.api_id)["items"]
    found = {one.pop("responseType"): {name: one[name] for name in one if name != "defaultResponse"} for one in told}
    expect("API Gateway's own responses", found, responses())


def throttles_of(deployment: Deployment) -> None:
    """Check how many requests a second API Gateway lets through."""
    stage = {"restApiId": deployment.api_id, "stageName": CONFIG["api_gateway_stage"]}
    told = boto3.client("apigateway").get_stage(**stage)["methodSettings"].get("*/*", {})
    wanted = throttles.of_stage(deployment.settings)
    found = {throttles.RATE: told.get("throttlingRateLimit"), throttles.BURST: told.get("throttlingBurstLimit")}
    expect("throttles of the API", found, wanted)


def drawn(deployment: Deployment) -> None:
    """Check that what a deployment draws is there: secrets in the Parameter Store, and what stands for photos."""
    names = [PROOF, edge_keys.PRIVATE_KEY, push_keys.PRIVATE_KEY, sealing.KEYS]
    found = parameters.known(boto3.client("ssm"), deployment.settings["SECRETS_PATH"])
    expect("secrets that were not drawn", sorted(set(names) - set(found)), [])
    there = boto3.client("s3").list_objects_v2(Bucket=deployment.place.renditions_bucket, Prefix="media/missing/")
    pictures = [one["Key"].rpartition("/")[2] for one in there.get("Contents", [])]
    expect("pictures that stand for missing ones", pictures, ["avatar.jpg", "header.jpg", "photo.jpg"])


def permission(deployment: Deployment) -> None:
    """Check that only this API may invoke its function, on every path."""
    policy = boto3.client("lambda").get_policy(FunctionName=_lambda_name(deployment, "api_handler"))["Policy"]
    callers = [
        (statement["Principal"]["Service"], statement["Condition"]["ArnLike"]["AWS:SourceArn"].rpartition(":")[2])
        for statement in json.loads(policy)["Statement"]
    ]
    expect("who may call the API's function", callers, [("apigateway.amazonaws.com", f"{deployment.api_id}/*")])


def secrets(deployment: Deployment, given: dict[str, str]) -> None:
    """Check that the secrets are in the Parameter Store, in no function's settings, and in no file that is built."""
    store, path = boto3.client("ssm"), deployment.settings["SECRETS_PATH"]
    found = {
        name: store.get_parameter(Name=f"{path}{name}", WithDecryption=True)["Parameter"]["Value"] for name in given
    }
    expect("secrets in the Parameter Store", found, given)
    told = json.dumps([made["Environment"] for made in boto3.client("lambda").list_functions()["Functions"]])
    expect("secrets in the functions' environment", [name for name, value in given.items() if value in told], [])
    folders = (deployment.folder / "project", deployment.root / ".chalice")
    files = (path for folder in folders for path in folder.rglob("*.json"))
    told = "".join(path.read_text() for path in files)
    expect("secrets in what was built", [name for name, value in given.items() if value in told], [])


Inventory = dict[str, list[str]]


def inventory() -> Inventory:
    """Return the names and ids of everything that Chalice creates."""
    functions = boto3.client("lambda").list_functions()["Functions"]
    return {
        "functions": sorted(made["FunctionArn"] for made in functions),
        "roles": sorted(role["Arn"] for role in boto3.client("iam").list_roles()["Roles"]),
        "mappings": sorted(made["UUID"] for made in _mappings()),
        "rules": sorted(rule["Arn"] for rule in boto3.client("events").list_rules()["Rules"]),
        "apis": sorted(made["id"] for made in boto3.client("apigateway").get_rest_apis()["items"]),
    }


def _mappings() -> list[Any]:
    return list(boto3.client("lambda").list_event_source_mappings()["EventSourceMappings"])


def _policy(role: str, function: str, deployment: Deployment) -> None:
    iam = boto3.client("iam")
    attached = [iam.get_role_policy(RoleName=role, PolicyName=name) for name in _policy_names(iam, role)]
    expect(
        f"policies of {function}",
        [policy["PolicyDocument"] for policy in attached],
        [policies(deployment.place)[function]],
    )


def _policy_names(iam: Any, role: str) -> list[str]:
    return list(iam.list_role_policies(RoleName=role)["PolicyNames"])


def _lambda_name(deployment: Deployment, function: str) -> str:
    return record.lambda_name(deployment.stage, function)
