"""Draw the key by which push services know a stage, once: devices subscribe with it, and take no other's pushes."""

import base64
import os
from typing import Any

from infra import parameters

# A private key of the curve P-256 is a number below its order, which begins with 32 ones.
BYTES, TOO_HIGH = 32, b"\xff\xff\xff\xff"
PRIVATE_KEY = "VAPID_PRIVATE_KEY"


def draw() -> str:
    """Return a new private key."""
    drawn = os.urandom(BYTES)
    if not any(drawn) or drawn.startswith(TOO_HIGH):
        return draw()
    return base64.urlsafe_b64encode(drawn).decode().rstrip("=")


def put(store: Any, path: str) -> None:
    """Store a key where the stage has none; `store` is SSM's client."""
    if PRIVATE_KEY not in parameters.read(store, path, PRIVATE_KEY):
        parameters.write(store, path, PRIVATE_KEY, draw(), replaces=False)
