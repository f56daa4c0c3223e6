"""Find the target of an operator's command: the environment variables of that deployment."""

import json
import os

from botocore.exceptions import ClientError

from infra import staging
from infra.pythons import ToolFailed
from local import settings as local
from local.folder import Notes
from local.problems import Problem


def settings_of(stage: str) -> dict[str, str]:
    """Return the environment of a stage, or of the local stack if none is named.

    Raises ToolFailed for a stage that is not in .chalice/base.json or is not deployed, and Problem without a local
    stack: what the commands write to people has the stage's address in it.
    """
    if not stage:
        return _local_settings()
    # An operator may set the stage's Stripe key and region in the shell.
    settings = staging.stage_settings(stage)
    staging.name_buckets(settings)
    return {**os.environ, **settings, **_learned(settings, stage)}


def _learned(settings: dict[str, str], stage: str) -> dict[str, str]:
    """Return what the stage's stack tells. Raises ToolFailed where there is none, or nobody says the address."""
    try:
        told = staging.learned(settings, stage)
    except ClientError as error:
        if "does not exist" not in str(error):
            raise
        raise ToolFailed(f"{stage} is not deployed here. {_remedy(stage)}") from error
    if "PUBLIC_URL" not in settings | told:
        raise ToolFailed(f"The stack of {stage} tells no address yet. {_remedy(stage)}")
    return told


def _remedy(stage: str) -> str:
    return f"`make deploy STAGE={stage}` deploys it to the account and region of your credentials."


def _local_settings() -> dict[str, str]:
    asked = local.read()
    file = asked.data / "notes.json"
    try:
        found = json.loads(file.read_text())
        notes = Notes(**{name: found[name] for name in Notes.__dataclass_fields__ if name in found})
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise Problem(
            f"There is no local stack in {asked.data}: `make run` makes one, DATA=… names another."
        ) from error
    return local.child_environment(asked, notes)
