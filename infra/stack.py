"""Create or update a CloudFormation stack."""

import time
from typing import Any

from botocore.exceptions import ClientError

PATIENCE_SECONDS = 1_800
# Its creation failed, or was never begun; such a stack can only be deleted.
HALF_MADE = ("ROLLBACK_COMPLETE", "REVIEW_IN_PROGRESS")


class StackFailed(Exception):
    """The stack did not reach a completed state."""


def bring_up(
    client: Any,
    name: str,
    source: dict[str, str],
    parameters: dict[str, str] | None = None,
    at_first: dict[str, str] | None = None,
) -> bool:
    """Create or update a stack, and tell whether anything changed.

    One that is not there yet is created with the parameters `at_first` in place of its own, and updated to those.

    `source` is the template as CloudFormation is told of it: `TemplateURL` in S3, or `TemplateBody`, which AWS takes up
    to 51,200 bytes. Raises StackFailed, with the reasons of all failed resources, if it does not reach a completed
    state.
    """
    before = _status(client, name)
    if before.endswith("_IN_PROGRESS") and before not in HALF_MADE:
        before = _wait(client, name)  # A deployment that was cut left CloudFormation at work.
    if before in HALF_MADE:
        client.delete_stack(StackName=name)
        _wait(client, name)
        before = ""
    wanted = parameters or {}
    begun = wanted | (at_first or {})
    if before:
        return _act(client, "update_stack", name, source, wanted)
    _act(client, "create_stack", name, source, begun)
    if begun != wanted:
        _act(client, "update_stack", name, source, wanted)
    return True


def _act(client: Any, verb: str, name: str, source: dict[str, str], parameters: dict[str, str]) -> bool:
    told = [{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()]
    try:
        getattr(client, verb)(StackName=name, **source, Parameters=told)
    except ClientError as error:
        if "No updates are to be performed" in str(error):
            return False
        raise StackFailed(f"Stack {name}: {error}") from error
    status = _wait(client, name)
    if status not in {"CREATE_COMPLETE", "UPDATE_COMPLETE"}:
        raise StackFailed(f"Stack {name} is {status}. " + " ".join(_reasons(client, name)))
    return True


def outputs(client: Any, name: str) -> dict[str, str]:
    """Return a stack's outputs."""
    stack = client.describe_stacks(StackName=name)["Stacks"][0]
    return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}


def _status(client: Any, name: str) -> str:
    """Return a stack's status, empty if it does not exist."""
    try:
        status = client.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"]
    except ClientError as error:
        if "does not exist" in str(error):
            return ""
        raise
    return "" if status == "DELETE_COMPLETE" else str(status)


def _wait(client: Any, name: str) -> str:
    end, pause = time.monotonic() + PATIENCE_SECONDS, 0.02
    while (status := _status(client, name)).endswith("_IN_PROGRESS"):
        if time.monotonic() > end:
            raise StackFailed(f"Stack {name} is still {status} after {PATIENCE_SECONDS} s.")
        time.sleep(pause)
        pause = min(pause * 1.5, 5)  # The local AWS takes less than a second, AWS minutes.
    return status


def _reasons(client: Any, name: str) -> list[str]:
    events = client.describe_stack_events(StackName=name)["StackEvents"]
    failed = (event for event in events if event["ResourceStatus"].endswith("_FAILED"))
    return [f"{event['LogicalResourceId']}: {event.get('ResourceStatusReason', 'no reason given')}" for event in failed]
