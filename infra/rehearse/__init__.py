"""Deploy, deploy again and delete with the real tools against a stand-in for AWS, and check the result.

The deployed functions are not run: what is rehearsed is the deployment, its names, its permissions and its repetition.
"""

import os
import tempfile
import time
from pathlib import Path

from infra.deploy import Deployment
from infra.package.routes import Routes, look
from infra.pythons import ROOT, environment
from infra.rehearse import checks
from infra.rehearse.server import StandIn, stand_in

STAGE = "dev"
SECRETS = {"STRIPE_API_KEY": "sk_test_of_the_rehearsal", "STRIPE_WEBHOOK_SECRET": "whsec_of_the_rehearsal"}


def rehearse() -> str:
    """Run the whole rehearsal and return a one-line summary; raise WentWrong, ToolFailed or StackFailed."""
    began = time.monotonic()
    folder = ROOT / "build/rehearsal"
    with stand_in() as (aws, address), tempfile.TemporaryDirectory() as home:
        os.environ |= {
            "AWS_ENDPOINT_URL": address,
            "AWS_ACCESS_KEY_ID": "rehearsal",
            "AWS_SECRET_ACCESS_KEY": "rehearsal",
            "AWS_DEFAULT_REGION": "us-east-1",
            **SECRETS,
        }
        before = checks.inventory()
        deployment = Deployment(STAGE, folder, Path(home))
        deployment.deploy()
        _look(deployment, aws)
        made = checks.inventory()
        checks.expect("the number of APIs", len(made["apis"]) - len(before["apis"]), 1)
        deployment.deploy()
        _look(deployment, aws)
        checks.expect("what the second deployment made", checks.inventory(), made)
        deployment.delete_app()
        checks.expect("what is left after the deletion", checks.inventory(), before)
        checks.expect("what Chalice still knows of", deployment.made(), [])
    seconds = time.monotonic() - began
    behind = _routes(deployment)
    return (
        f"Rehearsed in {seconds:.0f} s: {len(made['functions'])} functions, {len(made['mappings'])} queues, "
        f"{len(checks.SCHEDULES)} schedules and one API of {len(behind.resources)} resources, behind which are "
        f"{behind.routes} paths, deployed, deployed again without change, and deleted."
    )


def _look(deployment: Deployment, aws: StandIn) -> None:
    checks.functions(deployment)
    checks.queues(deployment)
    checks.schedules(deployment)
    checks.api(deployment, aws, _routes(deployment).resources)
    checks.gateway_responses(deployment)
    checks.permission(deployment)
    checks.secrets(deployment, SECRETS)


def _routes(deployment: Deployment) -> Routes:
    """Return the package's routes, found by a request to each of them."""
    found = look(deployment.folder / "unpacked", environment() / "bin/python")
    checks.expect("routes that are lost behind the greedy resource", found.lost, [])
    return found
