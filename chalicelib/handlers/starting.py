"""End the start of a Lambda: import what its function works with while it has the whole of a core."""

import gc
from typing import Any

from chalice.app import SQSEvent


def prepare(function: Any) -> None:
    """Have a function of a queue import what it works with, by an empty batch, and end its start; None is not ours."""
    if getattr(function, "event_class", None) is SQSEvent:
        function({"Records": []}, None)
    if function:
        end()


def end() -> None:
    """Look for garbage from here on, but never in what was made until now: it stays as long as the process."""
    gc.freeze()
    gc.enable()
