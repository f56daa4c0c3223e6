"""Replace the key that signs addresses for CloudFront, while photos are served all the time.

`make secrets STAGE=… ROTATE=signing` takes the next step, and says what is to be done then: it draws a key, which the
next deployment tells to CloudFront; then it has the app sign with it; and a day later, when nothing that the old one
signed is good any longer, it drops the old one, which the next deployment takes from CloudFront.
"""

import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib.gateways.edge import ID_LINE
from infra import edge, parameters, stack, staging, whereabouts
from infra.edge_keys import LAST, NEXT, PRIVATE_KEY, draw, public
from infra.pythons import ToolFailed
from infra.template.signers import mark
from infra.told import in_a_sentence

KEPT = timedelta(seconds=edge.SIGNED_KEPT_SECONDS)


def step(store: Any, path: str, told: Mapping[str, str], now: datetime) -> str:
    """Take the next step of a rotation, and say what is to be done then. A step that was cut is finished by the next.

    `store` is SSM's client, `told` are the stack's outputs. Raises ToolFailed where the step before was not deployed,
    or what the old key signed may still be good.
    """
    found = parameters.read(store, path, PRIVATE_KEY, NEXT, LAST)
    if PRIVATE_KEY not in found:
        raise ToolFailed("The stage has no key yet; its first deployment draws one.")
    if NEXT in found:
        keys = found[PRIVATE_KEY].value, found[NEXT].value
        return _sign_with(store, path, keys, told.get(f"EdgeKeyId{mark(public(keys[1]))}", ""))
    if LAST in found:
        return _drop(store, f"{path}{LAST}", now - found[LAST].changed_at)
    parameters.write(store, path, NEXT, draw())
    return "Another key is drawn. Deploy, so that CloudFront knows it, then call this again."


def _sign_with(store: Any, path: str, keys: tuple[str, str], key_id: str) -> str:
    if not key_id:
        raise ToolFailed("CloudFront does not know the other key yet: deploy, then call this again.")
    signing, other = keys
    if public(signing) != public(other):
        # The old one's public key comes first: it is what a deployment after a cut must still tell CloudFront.
        parameters.write(store, path, LAST, public(signing))
        parameters.write(store, path, PRIVATE_KEY, f"{ID_LINE} {key_id}\n{other}")
    store.delete_parameters(Names=[f"{path}{NEXT}"])
    return f"The app signs with the other key within minutes. Call this again in {KEPT}: it drops the old one."


def _drop(store: Any, name: str, age: timedelta) -> str:
    if age < KEPT:
        raise ToolFailed(f"What the old key signed may still be good: call this again in {KEPT - age}.")
    store.delete_parameters(Names=[name])
    return "The old key is dropped: deploy, and CloudFront serves nothing more that it signed. That is all."


def main() -> None:
    """Take the next step of the rotation of the stage that the command line names."""
    import boto3

    if len(sys.argv) != 2:
        sys.exit("Say which stage: make secrets STAGE=dev ROTATE=signing")
    with in_a_sentence():
        settings = whereabouts.settings_of(sys.argv[1])
        told = stack.outputs(boto3.client("cloudformation"), staging.stack_name(settings))
        print(step(boto3.client("ssm"), settings["SECRETS_PATH"], told, datetime.now(UTC)))


if __name__ == "__main__":
    main()
