"""Draw what went wrong in the API's dialect."""

import re
from typing import Any

from chalicelib.errors import RossgramError


def render_refusal(error: RossgramError) -> dict[str, Any]:
    """Return the error entity, with the name of the kind of error, which stays when its sentence changes.

    The sentence is told as `msg` too: Pixelfed's app shows both of whatever has an `error_code`.
    """
    return {"error_code": _kind(type(error).__name__), "msg": error.message} | error.body()


def render_unrouted(name: str, message: str) -> dict[str, Any]:
    """Return the error entity of what Chalice refuses before a view, by its own name of it, as `NotFoundError`."""
    return {"error_code": _kind(name.removesuffix("Error")), "msg": message, "error": message}


def _kind(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
