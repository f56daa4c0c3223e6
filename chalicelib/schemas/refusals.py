"""Draw what went wrong in the API's dialect."""

import re
from typing import Any

from chalicelib.errors import RossgramError


def render_refusal(error: RossgramError) -> dict[str, Any]:
    """Return the error entity, with the name of the kind of error, which stays when its sentence changes."""
    kind = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(error).__name__).lower()
    return {"error_code": kind} | error.body()
