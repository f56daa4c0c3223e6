"""Read the Stripe keys from the operator's environment: .chalice/config.json must not contain secrets.

They become environment variables of the stage's functions. Keys that the environment lacks stay as deployed, so that
a deployment without them does not turn payments off.
"""

from collections.abc import Mapping
from typing import Any

from infra.pythons import ToolFailed

KEY, SECRET = "STRIPE_API_KEY", "STRIPE_WEBHOOK_SECRET"
NAMES = (KEY, SECRET)


def take(
    stage: str, settings: Mapping[str, str], shell: Mapping[str, str], deployed: Mapping[str, str]
) -> dict[str, str]:
    """Return a stage's keys, none if it takes no payments. Raises ToolFailed for keys that cannot be right."""
    written = [name for name in NAMES if name in settings]
    if written:
        raise ToolFailed(f"{written[0]} is a secret: take it out of .chalice/config.json, and set it in the shell.")
    given = {name: shell[name].strip() for name in NAMES if shell.get(name, "").strip()}
    keys = given or {name: deployed[name] for name in NAMES if deployed.get(name)}
    if len(keys) == 1:
        raise ToolFailed(f"{KEY} and {SECRET} go together: set both, or none.")
    if keys:
        _check(stage, keys)
    return keys


def _check(stage: str, keys: Mapping[str, str]) -> None:
    if not keys[KEY].startswith(("sk_", "rk_")):
        raise ToolFailed(f"{KEY} must be a secret key of Stripe, sk_….")
    if not all(one.startswith("whsec_") for one in keys[SECRET].split(",")):
        raise ToolFailed(f"{SECRET} must be the secret of a webhook endpoint, whsec_…, or two with a comma.")
    if stage == "prod" and "_live_" not in keys[KEY]:
        raise ToolFailed(f"{KEY} is a key of Stripe's test mode, and the stage is prod.")


def deployed(functions: Any, name: str) -> dict[str, str]:
    """Return the environment of a deployed function, empty if it does not exist; `functions` is a Lambda client."""
    try:
        found = functions.get_function_configuration(FunctionName=name)
    except functions.exceptions.ResourceNotFoundException:
        return {}
    return dict(found.get("Environment", {}).get("Variables", {}))
