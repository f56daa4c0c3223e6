"""Cut a deployment at ten places, finish it on another machine, and see that nothing is there twice."""

import shutil
import sys
from pathlib import Path

from infra.deploy import Deployment
from infra.lock import Lock, this_process
from infra.package.build import Package
from infra.pythons import ToolFailed
from infra.rehearse import checks
from infra.rehearse.server import StandIn
from infra.stack import StackFailed
from infra.told import NO_ANSWER

PLACES = 10
SOMEBODY = {"who": "a colleague", "machine": "elsewhere", "run": "another"}


def rehearse(deployment: Deployment, aws: StandIn, made: Package, place: Path) -> str:
    """Cut, finish and check a deployment at ten places, and return a sentence about it.

    Every other time the last request is carried out, and its answer lost.
    """
    aws.forget()
    deployment.deploy(made)
    whole, wanted = aws.requests, _counted()
    _wait_for(deployment, made)
    for number in range(1, PLACES + 1):
        aws.forget()
        aws.most, aws.last_is_carried_out = whole * number // (PLACES + 1), number % 2 == 0
        _fails(deployment, made)
        aws.most = sys.maxsize
        _finish(deployment, made, place / f"colleague-{number}")
        checks.expect(f"what is there after cut {number} of {PLACES}", _counted(), wanted)
    return f"Cut at {PLACES} of {whole} requests, and finished each time with one API."


def _wait_for(deployment: Deployment, made: Package) -> None:
    """See that a deployment is refused while somebody else's runs, and makes nothing."""
    other = Lock(deployment.lock.s3, deployment.artifacts_bucket, deployment.stage, this_process() | SOMEBODY)
    before = checks.inventory()
    with other.held():
        try:
            deployment.deploy(made)
        except ToolFailed as refused:
            checks.expect("who is waited for", SOMEBODY["who"] in str(refused), True)
        else:
            raise checks.WentWrong("Two deployments ran at once.")
    checks.expect("what a refused deployment made", checks.inventory(), before)


def _fails(deployment: Deployment, made: Package) -> None:
    try:
        deployment.deploy(made)
    except (ToolFailed, StackFailed, *NO_ANSWER):
        return
    raise checks.WentWrong("A deployment that was cut did not notice.")


def _finish(cut: Deployment, made: Package, root: Path) -> None:
    """Deploy from a folder that knows nothing of the deployment before."""
    shutil.copytree(cut.root, root, ignore=shutil.ignore_patterns("deployed", "config.json", "policies"))
    Deployment(cut.stage, cut.folder, root).deploy(made)


def _counted() -> dict[str, int]:
    return {kind: len(found) for kind, found in checks.inventory().items()}
