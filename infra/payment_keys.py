"""Put the keys of Stripe where a stage's functions read them: as secrets in SSM's Parameter Store, and nowhere else.

They come from the operator's shell; what the shell does not say stays as it is. `python -m infra.payment_keys STAGE`
puts them without a deployment, as when one is rotated: the functions learn of it by themselves.
"""

import os
import sys
from collections.abc import Collection, Mapping
from typing import Any

from chalicelib.gateways.payments.keys import KEY, SECRET
from infra import edge_keys, parameters, whereabouts
from infra.needs import needs
from infra.pythons import ToolFailed
from infra.told import in_a_sentence

NAMES = (KEY, SECRET)


def take(stage: str, settings: Mapping[str, str], shell: Mapping[str, str], stored: Collection[str]) -> dict[str, str]:
    """Return the keys that are to be stored, or raise ToolFailed for some that cannot be meant.

    `stored` are the names of those that the stage has.
    """
    written = sorted(secret_names() & set(settings))
    if written:
        instead = "set it in the shell" if written[0] in NAMES else "`make deploy` draws it where there is none"
        raise ToolFailed(f"{written[0]} is a secret: take it out of .chalice/base.json; {instead}.")
    given = {name: shell[name].strip() for name in NAMES if shell.get(name, "").strip()}
    if len({*stored, *given} & set(NAMES)) == 1:
        raise ToolFailed(f"{KEY} and {SECRET} go together: set both, or none.")
    _check(stage, given)
    return given


def secret_names() -> set[str]:
    """Return the name of every secret of a stage: what stands in its settings, each function has and git keeps."""
    return {*(name for need in needs().values() for name in need.secrets), edge_keys.NEXT}


def _check(stage: str, keys: Mapping[str, str]) -> None:
    key = keys.get(KEY)
    if key is not None and not key.startswith(("sk_", "rk_")):
        raise ToolFailed(f"{KEY} must be a secret key of Stripe, sk_….")
    if not all(one.startswith("whsec_") for one in keys.get(SECRET, "whsec_").split(",")):
        raise ToolFailed(f"{SECRET} must be the secret of a webhook endpoint, whsec_…, or two with a comma.")
    if stage == "prod" and key is not None and "_live_" not in key:
        raise ToolFailed(f"{KEY} is a key of Stripe's test mode, and the stage is prod.")


def put(store: Any, stage: str, settings: Mapping[str, str], shell: Mapping[str, str]) -> list[str]:
    """Store the keys that the shell has, and return their names; `store` is SSM's client.

    Raises ToolFailed for keys that cannot be meant, before any is stored.
    """
    path = settings["SECRETS_PATH"]
    keys = take(stage, settings, shell, parameters.known(store, path))
    keep(store, path, keys)
    return list(keys)


def keep(store: Any, path: str, keys: Mapping[str, str]) -> None:
    """Store keys that were taken, in place of those that are there."""
    for name, value in keys.items():
        parameters.write(store, path, name, value)


def main() -> None:
    """Store the keys of the shell for the stage that the command line names."""
    import boto3

    if len(sys.argv) != 2:
        sys.exit("Say which stage: make secrets STAGE=dev")
    stage = sys.argv[1]
    with in_a_sentence():
        settings = whereabouts.settings_of(stage)
        names = put(boto3.client("ssm"), stage, settings, os.environ)
    print(f"Stored for {stage}: {', '.join(names)}." if names else f"The shell has neither of {', '.join(NAMES)}.")


if __name__ == "__main__":
    main()
