"""Hooks of schemathesis: who sends each request, and for which of what is there. It imports this by its name."""

import os
import zlib
from itertools import count
from pathlib import Path
from typing import Any

import schemathesis

from tests.fuzz.world import read, throwaway

WORLD = read(Path(os.environ["FUZZ_WORLD"]))
# What ends an account, its sessions, or the ways into it, is asked by somebody whom nobody misses.
DESTRUCTIVE = {
    *("leave", "stay", "decide_leaving", "end_sessions", "end_session", "end_shown_session", "revoke_token"),
    *("change_own_password", "change_own_email", "mail_confirmation"),
    *("draw_secret", "turn_on_second_factor", "turn_off_second_factor", "draw_recovery_codes"),
}
NUMBERS = count(int.from_bytes(os.urandom(3)))
# A new account costs the hash of a password: one is asked for so many requests.
WORN_AFTER = 20
worn: dict[str, Any] = {"token": "", "uses": WORN_AFTER}


@schemathesis.hook
def map_path_parameters(context: Any, path_parameters: dict[str, Any] | None) -> dict[str, Any] | None:
    """Ask for something that is there, three times of four."""
    for name, value in (path_parameters or {}).items():
        there, drawn = WORLD.things.get(name), zlib.crc32(repr(value).encode())
        if there and drawn % 4:
            path_parameters[name] = there[drawn % len(there)]  # type: ignore[index]
    return path_parameters


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: dict[str, Any]) -> None:
    """Send the request as one of the two, or, where it destroys, as somebody to throw away."""
    operation = case.operation.definition.raw
    headers = case.headers if case.headers is not None else {}
    if operation["operationId"] in DESTRUCTIVE:
        headers["Authorization"] = _thrown_away()
    elif any(way for way in operation["security"]):
        drawn = zlib.crc32(repr((case.path_parameters, case.query, case.body)).encode())
        headers["Authorization"] = WORLD.tokens[drawn % 2]
    case.headers = headers


def _thrown_away() -> str:
    if worn["uses"] >= WORN_AFTER:
        worn.update(token=throwaway(WORLD.url, next(NUMBERS)), uses=0)
    worn["uses"] += 1
    return str(worn["token"])
