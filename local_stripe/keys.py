"""Remember idempotency keys: the same request gets the stored answer, another one is refused."""

import hashlib

from local_stripe.errors import KeyReused
from local_stripe.world import World

KEPT_SECONDS = 24 * 3600
LONGEST = 255


def fingerprint(path: str, raw: str) -> str:
    """Return what two calls must share to be one request."""
    return hashlib.sha256(f"{path}\n{raw}".encode()).hexdigest()


def stored(world: World, key: str, request: str) -> tuple[int, str] | None:
    """Return the answer to a key's first request, or refuse another request."""
    prune(world)
    found = world.store.rows("select * from keys where key = ?", key)
    if not found:
        return None
    if found[0]["request"] != request:
        text = "Keys for idempotent requests can only be used with the same parameters they were first used with."
        raise KeyReused(
            f"{text} Try using a key other than '{key.strip()}' if you meant to execute a different request."
        )
    return found[0]["status"], found[0]["answer"]


def remember(world: World, key: str, request: str, status: int, answer: str) -> None:
    """Keep an answer for 24 hours of the movable clock."""
    world.store.rows("insert into keys values (?, ?, ?, ?, ?)", key, request, status, answer, world.now())


def prune(world: World) -> None:
    """Forget what is older than a day."""
    world.store.rows("delete from keys where created <= ?", world.now() - KEPT_SECONDS)
