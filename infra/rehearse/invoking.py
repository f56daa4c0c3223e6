"""Call what was deployed: by Chalice's own commands, and by events of API Gateway."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boto3

from infra import edge_proof, record, staging
from infra.deploy import Deployment
from infra.pythons import ROOT
from infra.rehearse import forged
from infra.rehearse.checks import expect
from infra.template import logs

# What the alarm of the API's errors counts: `?` before a term is or.
COUNTED = re.findall(r'\?"([^"]+)"', logs.errors()["Properties"]["FilterPattern"])
BY_HAND, EVENT = "on_five_minutes_passed", ROOT / "infra/scheduled_event.json"


def by_chalice(deployment: Deployment) -> None:
    """Invoke a function and read its log by Chalice's commands, as docs/deploying.md says."""
    named = ("--stage", deployment.stage, "--name", BY_HAND)
    said = staging.chalice(deployment.root, "invoke", *named, given=EVENT.read_text())
    expect(f"what `chalice invoke` says of {BY_HAND}", said.strip(), "null")
    told = staging.chalice(deployment.root, "logs", *named)
    expect("the function's own line in what `chalice logs` says", "swept" in told, True)


def forgeries(deployment: Deployment, old: str) -> str:
    """Send forged headers to the deployed API, and return a sentence; `old` is the proof before the stage's."""
    proof = edge_proof.put(boto3.client("ssm"), deployment.settings["SECRETS_PATH"])
    told = forged.check(_ask(deployment), proof, old)
    with _told(deployment, EDGE_ONLY="1"):
        forged.only_through(_ask(deployment), proof, old)
    return told


def outage(deployment: Deployment) -> None:
    """Have the deployed API ask stores that are not there, and see that its log is what the alarm of errors counts."""
    functions, name = boto3.client("lambda"), record.lambda_name(deployment.stage, record.API)
    with _told(deployment, PREFIX="nowhere-"):
        event = forged.gateway_event("GET", "/api/v1/timelines/public", (), "192.0.2.9")
        told = functions.invoke(FunctionName=name, Payload=json.dumps(event).encode())
        status = json.loads(told["Payload"].read())["statusCode"]
    expect("that an API without its stores fails", status >= 500, True)
    events = boto3.client("logs").filter_log_events(logGroupName=f"/aws/lambda/{name}")["events"]
    counted = [one for one in events for term in COUNTED if term in one["message"]]
    expect("lines that the alarm of errors counts", bool(counted), True)


def _ask(deployment: Deployment) -> forged.Ask:
    functions, name = boto3.client("lambda"), record.lambda_name(deployment.stage, record.API)

    def ask(event: dict[str, Any]) -> dict[str, Any]:
        told = functions.invoke(FunctionName=name, Payload=json.dumps(event).encode())
        answer = json.loads(told["Payload"].read())
        expect("how the API's function ended", told.get("FunctionError", answer), answer)
        return dict(answer)

    return ask


@contextmanager
def _told(deployment: Deployment, **changed: str) -> Iterator[None]:
    """Have the deployed API run with other settings for the time of a block."""
    functions, name = boto3.client("lambda"), record.lambda_name(deployment.stage, record.API)
    for more in (changed, {}):
        settings = {"Variables": {**deployment.settings, **more}}
        functions.update_function_configuration(FunctionName=name, Environment=settings)
        if more:
            yield
