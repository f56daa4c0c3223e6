"""Prepare the folder that Chalice deploys: the app, its policies, and its stage's settings.

It is a copy, so that no files compiled by another Python get into the package, and the names and addresses of one
stage do not get into the files that all stages share.
"""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import boto3

from infra.policies import Place, policies, secrets_path
from infra.pythons import ROOT, ToolFailed, environment, run

COPIED = ("app.py", "requirements.txt", ".chalice/config.json")


def lay_out(stage: str, folder: Path, settings: dict[str, str], place: Place) -> None:
    """Copy the app into a folder, with `settings` added to the stage's environment, and write its policies.

    The folder keeps the packages that Chalice built there before.
    """
    shutil.rmtree(folder / "chalicelib", ignore_errors=True)
    (folder / ".chalice").mkdir(parents=True, exist_ok=True)
    shutil.copytree(
        ROOT / "chalicelib", folder / "chalicelib", ignore=shutil.ignore_patterns("__pycache__", "*.pyc", ".*")
    )
    for name in COPIED:
        shutil.copy2(ROOT / name, folder / name)
    _add_settings(folder / ".chalice/config.json", stage, settings)
    for function, policy in policies(place).items():
        (folder / f".chalice/policy-{function}.json").write_text(json.dumps(policy, indent=2))


def stage_settings(stage: str) -> dict[str, str]:
    """Return a stage's environment variables in .chalice/config.json. Raises ToolFailed for an unknown stage."""
    stages = json.loads((ROOT / ".chalice/config.json").read_text())["stages"]
    if stage not in stages:
        raise ToolFailed(f"There is no stage {stage!r} in .chalice/config.json; it has {', '.join(stages)}.")
    settings: dict[str, str] = dict(stages[stage]["environment_variables"])
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


def chalice(folder: Path, *words: str, **environ: str) -> str:
    """Run Chalice in a folder under Python 3.13, and return its output."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    env = {"AWS_DEFAULT_REGION": "us-east-1", **inherited, "PYTHONDONTWRITEBYTECODE": "1", **environ}
    return run([str(environment() / "bin/chalice"), *words], cwd=folder, env=env)


def _add_settings(file: Path, stage: str, settings: dict[str, str]) -> None:
    config: dict[str, Any] = json.loads(file.read_text())
    config["stages"][stage]["environment_variables"] = settings
    file.write_text(json.dumps(config, indent=2))
