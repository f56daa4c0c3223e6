"""Write what Chalice reads: a stage's settings, its policies, the libraries' layers, and what is in place of its own.

`.chalice/base.json` is what all stages share. What belongs to a stage is written beside it, where git does not look:
into the project's own folder, so that plain `chalice deploy` works there, or into a copy of the app.
"""

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import boto3

from infra import edge_keys, stack
from infra.package import layers
from infra.policies import Place, policies, secrets_path
from infra.pythons import ROOT, VERSION, ToolFailed, environment, follow, run
from infra.stages import base

NOTE = "The libraries of requirements.txt are in layers of their own (infra/package/layers.py); this one is empty.\n"


def copy_app(folder: Path) -> None:
    """Copy the app into a folder. requirements.txt stays behind: its libraries are in layers."""
    shutil.rmtree(folder / "chalicelib", ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(
        ROOT / "chalicelib", folder / "chalicelib", ignore=shutil.ignore_patterns("__pycache__", "*.pyc", ".*")
    )
    shutil.copy2(ROOT / "app.py", folder / "app.py")


def configure(stage: str, folder: Path, settings: dict[str, str], place: Place, arns: Mapping[str, str]) -> None:
    """Write a stage's configuration and policies for Chalice into a folder; other stages' there stay.

    `arns` are the layers by their names; the one of the code, if there is one, is for every function.
    """
    home, drawn = folder / ".chalice", base()
    home.mkdir(parents=True, exist_ok=True)
    file = home / "config.json"
    before = json.loads(file.read_text())["stages"] if file.exists() else {}
    drawn["stages"] |= {name: told for name, told in before.items() if name in drawn["stages"]}
    drawn["stages"][stage] = _drawn(stage, settings, list(drawn["lambda_functions"]), arns)
    file.write_text(json.dumps(drawn, indent=2))
    (home / "policies" / stage).mkdir(parents=True, exist_ok=True)
    for function, policy in policies(place).items():
        (home / "policies" / stage / f"{function}.json").write_text(json.dumps(policy, indent=2))


def _drawn(stage: str, settings: dict[str, str], functions: list[str], arns: Mapping[str, str]) -> dict[str, Any]:
    always = [arns[layers.CODE]] if layers.CODE in arns else []
    return {
        **base()["stages"][stage],
        "environment_variables": settings,
        "lambda_functions": {
            function: {
                "iam_policy_file": f"policies/{stage}/{function}.json",
                "layers": [*(arns[name] for name in layers.needed(function)), *always],
            }
            for function in functions
        },
    }


def put_empty_layer(folder: Path) -> None:
    """Write the file that Chalice takes for its layer of requirements.txt, so that it builds and sends none of 40 MB.

    Chalice names it by the requirements and by the Python that it runs on, and uses one that is there.
    """
    requirements = hashlib.md5((folder / "requirements.txt").read_bytes(), usedforsecurity=False).hexdigest()
    home = folder / ".chalice/deployments"
    home.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(home / f"managed-layer-{requirements}-python{VERSION}.zip", "w") as empty:
        empty.writestr("rossgram.txt", NOTE)


def stage_settings(stage: str) -> dict[str, str]:
    """Return a stage's environment variables in .chalice/base.json. Raises ToolFailed for an unknown stage.

    It has none where it is not said which.
    """
    stages = base()["stages"]
    if stage not in stages:
        raise ToolFailed(f"There is no stage {stage!r} in .chalice/base.json; it has {', '.join(stages)}.")
    settings: dict[str, str] = dict(stages[stage].get("environment_variables", {}))
    for name, value in settings.items():
        if not isinstance(value, str):
            raise ToolFailed(f'{name} must be a text, as "{value}", in .chalice/base.json.')
    settings.setdefault("STAGE", stage)
    settings.setdefault("PREFIX", f"rossgram-{stage}-")
    settings.setdefault("SECRETS_PATH", secrets_path(settings["PREFIX"]))
    return settings


def name_buckets(settings: dict[str, str]) -> str:
    """Name the buckets of a stage after its AWS account, unless its settings do, and return the account."""
    account = str(boto3.client("sts").get_caller_identity()["Account"])
    for setting, kind in (("ORIGINALS_BUCKET", "originals"), ("RENDITIONS_BUCKET", "renditions")):
        settings.setdefault(setting, f"{settings['PREFIX']}{kind}-{account}")
    return account


def learned(settings: Mapping[str, str], stage: str) -> dict[str, str]:
    """Return the settings that a stage's stack tells: CloudFront's address, its distribution, and the id of its key.

    An address that the stage chose itself is not told. Raises botocore's ClientError where there is no stack.
    """
    outputs = stack.outputs(boto3.client("cloudformation"), stack_name(settings))
    told = {"PUBLIC_URL": "PublicUrl", edge_keys.KEY_ID: "EdgeKeyId", edge_keys.DISTRIBUTION: "DistributionId"}
    chosen = stage_settings(stage)
    return {name: outputs[key] for name, key in told.items() if key in outputs and name not in chosen}


def stack_name(settings: Mapping[str, str]) -> str:
    """Return the name of a stage's CloudFormation stack."""
    return f"{settings['PREFIX']}resources"


def artifacts_bucket(settings: Mapping[str, str], account: str) -> str:
    """Return the name of the bucket of what is sent to AWS to be deployed."""
    return f"{settings['PREFIX']}deploy-{account}"


def chalice(folder: Path, *words: str, shown: bool = False, given: str = "") -> str:
    """Run Chalice in a folder under Python 3.13, and return its output; `shown` shows it, however long it takes.

    `given` is its input, where nothing is shown.
    """
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    env = {"AWS_DEFAULT_REGION": "us-east-1", **inherited, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [str(environment() / "bin/chalice"), *words]
    return follow(command, cwd=folder, env=env) if shown else run(command, cwd=folder, env=env, given=given)
