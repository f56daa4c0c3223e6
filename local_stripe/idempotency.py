"""Store responses by idempotency key: the same request gets the stored response, another one is refused."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from local_stripe.errors import KeyInUse, KeyReused
from local_stripe.state import State

KEPT_SECONDS = 24 * 3600
LONGEST = 255


@contextmanager
def in_use(state: State, key: str) -> Iterator[None]:
    """Lock a key while its request is carried out; raises KeyInUse while another request has it."""
    held = state.store.keys_in_use
    with state.store.keys_lock:
        if key in held:
            text = "There is currently another in-progress request using this Idempotent Key. Please try again later."
            raise KeyInUse(text, "idempotency_key_in_use")
        held.update({key} - {""})
    try:
        yield
    finally:
        with state.store.keys_lock:
            held.discard(key)


def fingerprint(path: str, raw: str) -> str:
    """Return a hash of the request that a key belongs to."""
    return hashlib.sha256(f"{path}\n{raw}".encode()).hexdigest()


def stored(state: State, key: str, request: str) -> tuple[int, str] | None:
    """Return the stored response of a key; raises KeyReused if it belongs to another request."""
    prune(state)
    found = state.store.rows("select * from keys where key = ?", key)
    if not found:
        return None
    if found[0]["request"] != request:
        text = "Keys for idempotent requests can only be used with the same parameters they were first used with."
        raise KeyReused(
            f"{text} Try using a key other than '{key.strip()}' if you meant to execute a different request."
        )
    return found[0]["status"], found[0]["answer"]


def remember(state: State, key: str, request: str, status: int, answer: str) -> None:
    """Store a response for 24 hours of the movable clock."""
    state.store.rows("insert into keys values (?, ?, ?, ?, ?)", key, request, status, answer, state.now())


def prune(state: State) -> None:
    """Delete keys that are older than 24 hours."""
    state.store.rows("delete from keys where created <= ?", state.now() - KEPT_SECONDS)
