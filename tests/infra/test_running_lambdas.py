"""What was deployed to the stand-in runs from its own bytes, with its own settings, as in Lambda."""

import io
import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest

from infra.rehearse.lambdas import Lambdas, log

CODE = """
import os
import library
times = 0
def told(event, context):
    global times
    times += 1
    print("asked for", event["what"])
    if event["what"] == "nothing":
        raise KeyError("nothing")
    if event["what"] == "the end":
        os._exit(1)
    return {"times": times, "stage": os.environ["STAGE"], "home": os.environ.get("HOME"), "library": library.NAME}
"""


def archive(name: str, text: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr(name, text)
    return made.getvalue()


@pytest.fixture
def lambdas(tmp_path: Path) -> Iterator[Lambdas]:
    """Yield the functions of an account that has one, `shown`, with a layer."""
    functions: Any = boto3.client("lambda")
    layer = functions.publish_layer_version(
        LayerName="libraries", Content={"ZipFile": archive("python/library.py", "NAME = 'of the layer'")}
    )
    role = boto3.client("iam").create_role(RoleName="of-shown", AssumeRolePolicyDocument="{}", Path="/")["Role"]["Arn"]
    functions.create_function(
        FunctionName="shown",
        Runtime="python3.13",
        Role=role,
        Handler="shown.told",
        Code={"ZipFile": archive("shown.py", CODE)},
        Layers=[layer["LayerVersionArn"]],
        Environment={"Variables": {"STAGE": "dev"}},
    )
    running = Lambdas(Path(sys.executable), tmp_path)
    yield running
    running.end()
    functions.delete_function(FunctionName="shown")
    functions.delete_layer_version(LayerName="libraries", VersionNumber=layer["Version"])
    boto3.client("iam").delete_role(RoleName="of-shown")


def ask(lambdas: Lambdas, what: str) -> Any:
    return json.loads(lambdas.invoke("shown", json.dumps({"what": what}).encode()).payload)


def test_it_has_its_code_its_layers_and_its_settings_and_no_others(lambdas: Lambdas):
    wanted = {"times": 1, "stage": "dev", "home": None, "library": "of the layer"}
    assert ask(lambdas, "it") == wanted
    # A function stays warm until it, or what it is told, is another one.
    assert ask(lambdas, "it") == wanted | {"times": 2}
    boto3.client("lambda").update_function_configuration(
        FunctionName="shown", Environment={"Variables": {"STAGE": "prod"}}
    )
    assert ask(lambdas, "it") == wanted | {"stage": "prod"}
    lambdas.end()
    assert ask(lambdas, "it")["times"] == 1


def test_what_it_ends_with_and_what_it_says_are_told(lambdas: Lambdas):
    told = lambdas.invoke("shown", b'{"what": "nothing"}')
    assert (told.has_failed, json.loads(told.payload)["errorType"]) == (True, "KeyError")
    assert "asked for nothing" in told.logged
    assert "Traceback" in told.logged
    told = lambdas.invoke("shown", b'{"what": "the end"}')
    assert (told.has_failed, json.loads(told.payload)["errorType"]) == (True, "Runtime.ExitError")


def test_its_log_is_where_chalice_looks_for_it(lambdas: Lambdas):
    for what in ("one", "two"):
        log("shown", lambdas.invoke("shown", json.dumps({"what": what}).encode()).logged)
    found = boto3.client("logs").filter_log_events(logGroupName="/aws/lambda/shown")["events"]
    assert [one["message"] for one in found] == ["asked for one", "asked for two"]
