"""Bound how many requests API Gateway lets through to the app, so that nobody runs up a bill without end.

Chalice's deployments leave a stage's settings as they are, and cannot set them.
"""

from collections.abc import Mapping

import boto3

from infra import edge
from infra.pythons import ToolFailed
from infra.sending import PATIENT

RATE, BURST = "API_RATE", "API_BURST"


def of_stage(settings: Mapping[str, str]) -> dict[str, int]:
    """Return the requests a second and the burst of a stage. Raises ToolFailed for what is no number above 0."""
    found = {RATE: settings.get(RATE, str(edge.API_RATE)), BURST: settings.get(BURST, str(edge.API_BURST))}
    for name, value in found.items():
        if not value.isdecimal() or int(value) == 0:
            raise ToolFailed(f"{name} must be a number of requests, not {value!r}.")
    return {name: int(value) for name, value in found.items()}


def put(api_id: str, stage: str, settings: Mapping[str, str]) -> None:
    """Set the throttles of a deployed stage of an API; again changes nothing."""
    found = of_stage(settings)
    paths = {"/*/*/throttling/rateLimit": found[RATE], "/*/*/throttling/burstLimit": found[BURST]}
    boto3.client("apigateway", config=PATIENT).update_stage(
        restApiId=api_id,
        stageName=stage,
        patchOperations=[{"op": "replace", "path": path, "value": str(value)} for path, value in paths.items()],
    )
