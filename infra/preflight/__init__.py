"""Say in plain words what is missing before anything is made: on this machine, in the stage, in the account."""

from collections.abc import Mapping

import boto3

from infra import staging
from infra.preflight import account, machine
from infra.preflight import settings as of_settings
from infra.preflight.finding import Finding
from infra.pythons import ToolFailed


def look(stage: str, shell: Mapping[str, str]) -> list[Finding]:
    """Return what was found; the account is looked at only where it can be reached at all."""
    settings, region = staging.stage_settings(stage), boto3.session.Session().region_name or ""
    found = [*machine.python(), *machine.node(), *machine.disk(), *of_settings.look(settings, region)]
    unreachable = [*account.region(), *account.credentials()]
    if unreachable:
        return found + unreachable
    account_id = staging.name_buckets(settings)
    return found + account.look(stage, settings, account_id, shell)


def stop(stage: str, shell: Mapping[str, str]) -> None:
    """Raise ToolFailed with everything that a deployment would stumble over later."""
    stops = [finding.text for finding in look(stage, shell) if finding.stops]
    if stops:
        raise ToolFailed("\n".join(stops))


def told(findings: list[Finding]) -> str:
    """Return findings as lines of text: what stops a deployment first."""
    lines = [f"Stops  {one.text}" for one in findings if one.stops]
    lines += [f"Note   {one.text}" for one in findings if not one.stops]
    return "\n".join(lines) or "Nothing is missing."
