"""Find the target of an operator's command: the environment variables of that deployment."""

import json
import os

from infra import staging
from local import settings as local
from local.folder import Notes
from local.problems import Problem


def settings_of(stage: str) -> dict[str, str]:
    """Return the environment of a stage, or of the local stack if none is named.

    Raises ToolFailed for a stage that is not in .chalice/base.json, and Problem without a local stack.
    """
    if not stage:
        return _local_settings()
    # An operator may set the stage's Stripe key and region in the shell.
    settings = staging.stage_settings(stage)
    staging.name_buckets(settings)
    return {**os.environ, **settings}


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
