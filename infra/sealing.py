"""Keep the keys by which secrets of second factors are sealed, and replace one while people sign in.

The first is drawn at a stage's first deployment, and is a secret in SSM's Parameter Store. `make secrets STAGE=…
ROTATE=sealing` stores a new one before it, which seals from then on while both open. Called again, it has everything
sealed anew that the old one sealed, and drops it.
"""

import base64
import secrets
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from infra import parameters
from infra.pythons import ToolFailed
from infra.told import in_a_sentence

KEYS = "SEALING_KEYS"
BYTES = 32
# Every function reads its secrets anew within five minutes.
LEARNED = timedelta(minutes=10)


def draw() -> str:
    """Return a new key, for AES-256."""
    return base64.urlsafe_b64encode(secrets.token_bytes(BYTES)).decode()


def put(store: Any, path: str) -> None:
    """Give a stage a key that has none; `store` is SSM's client."""
    if KEYS not in parameters.read(store, path, KEYS):
        parameters.write(store, path, KEYS, draw())


def rotate(store: Any, path: str, now: datetime, reseal: Callable[[], None]) -> str:
    """Take the next step of a rotation, and say what is to be done then. `reseal` seals all with the newest key.

    Raises ToolFailed where the stage has no key yet, or functions may not have learned of the new one.
    """
    stored = parameters.read(store, path, KEYS).get(KEYS)
    if stored is None:
        raise ToolFailed("The stage has no key yet; its first deployment draws one.")
    known = stored.value.split(",")
    if len(known) == 1:
        parameters.write(store, path, KEYS, ",".join([draw(), *known]))
        return "A new key seals within minutes. Call this again in ten minutes: it drops the old one."
    if now - stored.changed_at < LEARNED:
        raise ToolFailed("Not every function has learned of the new key yet: call this again in ten minutes.")
    reseal()
    parameters.write(store, path, KEYS, known[0])
    return "Everything is sealed with the new key, and the old one is dropped. That is all."


def main() -> None:
    """Take the next step of the rotation of the stage that the command line names."""
    import boto3

    from infra import whereabouts

    if len(sys.argv) != 2:
        sys.exit("Say which stage: make secrets STAGE=dev ROTATE=sealing")
    stage = sys.argv[1]

    def reseal() -> None:
        if subprocess.run([sys.executable, "-m", "infra.operate", "--stage", stage, "reseal"], check=False).returncode:
            raise ToolFailed("Not everything is sealed with the new key, so the old one is kept.")

    with in_a_sentence():
        path = whereabouts.settings_of(stage)["SECRETS_PATH"]
        print(rotate(boto3.client("ssm"), path, datetime.now(UTC), reseal))


if __name__ == "__main__":
    main()
