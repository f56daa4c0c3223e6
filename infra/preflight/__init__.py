"""Say in plain words what is missing before anything is made: on this machine, in the stage, in the account."""

from collections.abc import Iterator, Mapping

from infra import identity, staging
from infra.preflight import account, machine
from infra.preflight.finding import Finding
from infra.pythons import ToolFailed


def look(stage: str, shell: Mapping[str, str]) -> list[Finding]:
    """Return what was found; the account is looked at only where it can be reached at all."""
    settings = staging.stage_settings(stage)
    found = [*machine.python(), *machine.disk(), *_looks(settings)]
    unreachable = [*account.region(), *account.credentials()]
    if unreachable:
        return found + unreachable
    account_id = staging.name_buckets(settings)
    return found + account.look(stage, settings, account_id, shell)


def _looks(settings: Mapping[str, str]) -> Iterator[Finding]:
    """Yield that the accent or the icon of a stage cannot be shown."""
    try:
        identity.read(settings)
    except ToolFailed as unfit:
        yield Finding(True, str(unfit))


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
