"""Look at a stage, bring it up, deploy it, delete its app: `python -m infra VERB STAGE`, with boto3's credentials."""

import os
import sys
from collections.abc import Callable

from infra import identity, preflight, web_client
from infra.deploy import Deployment
from infra.package.alone import alone
from infra.package.build import build_folder
from infra.staging import stage_settings
from infra.told import in_a_sentence


def _deployment(stage: str) -> Deployment:
    return Deployment(stage, build_folder(stage))


def _preflight(stage: str) -> str:
    return preflight.told(preflight.look(stage, os.environ))


def _stack(stage: str) -> str:
    preflight.stop(stage, os.environ)
    with alone(build_folder(stage)):
        address = _deployment(stage).bring_up()
    return f"The stage will be at {address}. The app is deployed by: chalice deploy --stage {stage}"


def _deploy(stage: str) -> str:
    preflight.stop(stage, os.environ)
    deployment, looks = _deployment(stage), identity.read(stage_settings(stage))
    said: list[str] = []

    def publish() -> None:
        said.append(web_client.publish(deployment.place.renditions_bucket, looks))

    with alone(deployment.folder):
        address = deployment.deploy(deployment.package(), publish)
    return "\n".join([*said, f"{looks.title} is at {address}"])


def _delete(stage: str) -> str:
    deployment = _deployment(stage)
    with alone(deployment.folder):
        deployment.delete_app()
    return f"The functions and the API of {stage} are deleted; the stack {deployment.stack_name} stays."


def _unlock(stage: str) -> str:
    return f"The lock of {_deployment(stage).lock.break_() or 'nobody'} is gone."


VERBS: dict[str, Callable[[str], str]] = {
    "preflight": _preflight,
    "stack": _stack,
    "deploy": _deploy,
    "delete": _delete,
    "unlock": _unlock,
}


def main(words: list[str]) -> str:
    """Do with a stage what the command line says, and return what is to be said about it; exit where it went wrong."""
    if len(words) != 2 or words[0] not in VERBS:
        sys.exit(f"Say what, and with which stage: make deploy STAGE=dev; what is one of {', '.join(VERBS)}.")
    verb, stage = words
    try:
        with in_a_sentence():
            return VERBS[verb](stage)
    except KeyboardInterrupt:
        sys.exit(f"Interrupted. What was begun is finished by the next make {verb} STAGE={stage}.")


if __name__ == "__main__":
    print(main(sys.argv[1:]))
