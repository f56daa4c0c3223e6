"""Deploy, deploy again, delete and be cut, with the real tools against a stand-in for AWS, and check the result.

Of the deployed functions the API and one schedule are run as well, from the bytes that were deployed. No policy of IAM
is enforced, and nothing of CloudFront answers: what a viewer gets is tested by the local front and the tests.
"""

import os
import shutil
import tempfile
import time
from pathlib import Path

from infra import staging
from infra.deploy import Deployment
from infra.package.build import Package
from infra.package.routes import Routes, look
from infra.pythons import ROOT, environment
from infra.rehearse import checks, cuts, forged, invoking, rotations
from infra.rehearse.server import StandIn, stand_in
from infra.sending import MEGA

STAGE = "dev"
SECRETS = {"STRIPE_API_KEY": "sk_test_of_the_rehearsal", "STRIPE_WEBHOOK_SECRET": "whsec_of_the_rehearsal"}
# What plain Chalice may send, changed or not: it has no layer of the code (docs/deploying.md).
MOST_SENT_PLAINLY = 60 * MEGA
# What a clean clone has that Chalice and a deployment read.
CLONED = ("app.py", "chalicelib", "requirements.txt", ".chalice/base.json")


def rehearse() -> str:
    """Run the whole rehearsal and return a summary; raise WentWrong, ToolFailed or StackFailed."""
    began = time.monotonic()
    with stand_in() as (aws, address), tempfile.TemporaryDirectory() as place:
        os.environ |= {
            "AWS_ENDPOINT_URL": address,
            "AWS_ACCESS_KEY_ID": "rehearsal",
            "AWS_SECRET_ACCESS_KEY": "rehearsal",
            "AWS_DEFAULT_REGION": "us-east-1",
            **SECRETS,
        }
        deployment = Deployment(STAGE, ROOT / "build/rehearsal", clone(Path(place) / "clone"))
        deployment.settings["APPS_PER_ADDRESS"] = str(forged.MOST_APPS)
        made = deployment.package()
        plain = _plainly(deployment, aws)
        whole = _wholly(deployment, aws, made, plain)
        cut = cuts.rehearse(deployment, aws, made, Path(place))
    seconds = time.monotonic() - began
    behind = _routes(deployment)
    return (
        f"Rehearsed in {seconds:.0f} s: {len(plain['functions'])} functions, {len(plain['mappings'])} queues, "
        f"{len(checks.SCHEDULES)} schedules and one API of {len(behind.resources)} resources, behind which are "
        f"{behind.routes} paths, deployed by plain Chalice, deployed again, and deleted. {whole} {cut}"
    )


def clone(folder: Path) -> Path:
    """Lay out a clean clone, as far as a deployment reads it, and return its folder."""
    (folder / ".chalice").mkdir(parents=True)
    for name in CLONED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(ROOT / name, folder / name)
    return folder


def _plainly(deployment: Deployment, aws: StandIn) -> checks.Inventory:
    """Bring up the resources, and have stock Chalice deploy, tell and delete in the clone; return what it made."""
    before = checks.inventory()
    deployment.bring_up()
    api = deployment.api_id
    checks.expect("the API that is there before the app", len(checks.inventory()["apis"]) - len(before["apis"]), 1)
    _send_plainly(deployment, aws)
    _look(deployment, aws)
    invoking.by_chalice(deployment)
    made = checks.inventory()
    checks.expect("the API that Chalice deployed to", deployment.api_id, api)
    checks.expect("the address that Chalice tells", f"https://{api}.execute-api." in _chalice(deployment, "url"), True)
    _chalice(deployment, "package", "packaged")
    _send_plainly(deployment, aws)
    checks.expect("what a second deployment made", checks.inventory(), made)
    _chalice(deployment, "delete")
    checks.expect("what is left after the deletion", checks.inventory(), before)
    return made


def _send_plainly(deployment: Deployment, aws: StandIn) -> None:
    """Have stock Chalice deploy, and hold what it sends to its bound: the sources, once for each function."""
    aws.received = 0
    _chalice(deployment, "deploy")
    print(f"Plain Chalice sent {aws.received / MEGA:.1f} MiB.", flush=True)
    checks.expect("whether plain Chalice sends no more than is said", aws.received < MOST_SENT_PLAINLY, True)


def _wholly(deployment: Deployment, aws: StandIn, made: Package, plain: checks.Inventory) -> str:
    """Deploy and delete by our own command, and return a sentence about what was sent."""
    before = checks.inventory()
    aws.forget()
    aws.received = deployment.line.sent = 0
    deployment.deploy(made)
    _look(deployment, aws)
    checks.gateway_responses(deployment)
    checks.throttles_of(deployment)
    checks.drawn(deployment)
    found = checks.inventory()
    for kind in ("functions", "roles", "rules"):
        checks.expect(f"the {kind} that plain Chalice makes as well", found[kind], plain[kind])
    first = deployment.tells(made)
    checks.expect("bytes that are told are those that came", abs(first - aws.received) < first // 10, True)
    old, replaced = rotations.rehearse(deployment, aws)
    deceived = invoking.forgeries(deployment, old)
    invoking.outage(deployment)
    aws.received = deployment.line.sent = 0
    deployment.deploy(made)
    _look(deployment, aws)
    checks.expect("what the second deployment made", checks.inventory(), found)
    again = aws.received
    deployment.delete_app()
    checks.expect("what is left after the deletion", checks.inventory(), before)
    sent = f"Sent: {first / 1e6:.1f} MB, and {again / 1e6:.1f} MB where nothing changed."
    return f"{sent} {replaced} {deceived}"


def _chalice(deployment: Deployment, verb: str, *words: str) -> str:
    return staging.chalice(deployment.root, verb, "--stage", deployment.stage, *words)


def _look(deployment: Deployment, aws: StandIn) -> None:
    checks.functions(deployment)
    checks.queues(deployment)
    checks.schedules(deployment)
    checks.api(deployment, aws, _routes(deployment).resources)
    checks.permission(deployment)
    checks.secrets(deployment, SECRETS)


def _routes(deployment: Deployment) -> Routes:
    """Return the package's routes, found by a request to each of them."""
    found = look(deployment.folder / "unpacked", environment() / "bin/python")
    checks.expect("routes that are lost behind the greedy resource", found.lost, [])
    return found
