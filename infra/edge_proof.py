"""Keep the secret by which CloudFront proves to the app that a request came through it, and replace it in two steps.

It is drawn at a stage's first deployment, and is a secret in SSM's Parameter Store. CloudFormation gives it to
CloudFront by a parameter that it shows to nobody (NoEcho): it resolves secrets of SSM for few resources, of which
CloudFront's are none, and a value that changes in a store is no reason for it to update a stack.

`make secrets STAGE=… ROTATE=proof` stores a new one before the one in use, and the app takes both; the next deployment
has CloudFront send the new one; then the same command drops the old one, which it refuses while CloudFront sends that.
"""

import secrets
import sys
from typing import Any

from chalicelib.gateways.proof import HEADER, PROOF
from infra import edge, parameters, stack, staging, whereabouts
from infra.pythons import ToolFailed
from infra.told import in_a_sentence


def put(store: Any, path: str) -> str:
    """Return the proof that CloudFront is to send; a stage that has none is given one. `store` is SSM's client."""
    return (_stored(store, path) or _keep(store, path, [secrets.token_urlsafe(32)]))[0]


def rotate(store: Any, path: str, sent: str) -> str:
    """Take the next step of a rotation, and say what is to be done then; `sent` is what CloudFront sends by now.

    Raises ToolFailed where the stage has no proof yet, or the last step was not deployed.
    """
    known = _stored(store, path)
    if not known:
        raise ToolFailed("The stage has no proof yet; its first deployment draws one.")
    if sent != known[0]:
        raise ToolFailed("CloudFront does not send the newest proof yet: deploy, then call this again.")
    if len(known) > 1:
        _keep(store, path, known[:1])
        return "The old proof is no longer valid. That is all."
    _keep(store, path, [secrets.token_urlsafe(32), *known])
    return "A new proof is valid, beside the one in use. Deploy, then call this again: it drops the old one."


def sent_by(front: Any, distribution: str) -> str:
    """Return the proof that a distribution sends, empty where it sends none; `front` is CloudFront's client."""
    config = front.get_distribution_config(Id=distribution)["DistributionConfig"]
    (origin,) = (one for one in config["Origins"]["Items"] if one["Id"] == edge.API)
    headers = origin.get("CustomHeaders", {}).get("Items", [])
    return next((str(one["HeaderValue"]) for one in headers if one["HeaderName"] == HEADER), "")


def _stored(store: Any, path: str) -> list[str]:
    found = parameters.read(store, path, PROOF)
    return found[PROOF].value.split(",") if found else []


def _keep(store: Any, path: str, proofs: list[str]) -> list[str]:
    parameters.write(store, path, PROOF, ",".join(proofs))
    return proofs


def main() -> None:
    """Take the next step of the rotation of the stage that the command line names."""
    import boto3

    if len(sys.argv) != 2:
        sys.exit("Say which stage: make secrets STAGE=dev ROTATE=proof")
    with in_a_sentence():
        settings = whereabouts.settings_of(sys.argv[1])
        told = stack.outputs(boto3.client("cloudformation"), staging.stack_name(settings))
        distribution = told.get("DistributionId", "")
        sent = sent_by(boto3.client("cloudfront"), distribution) if distribution else ""
        print(rotate(boto3.client("ssm"), settings["SECRETS_PATH"], sent))


if __name__ == "__main__":
    main()
