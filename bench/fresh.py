"""Answer one event in a new process, as a Lambda does after a cold start, and print its CPU in milliseconds.

This runs outside this tree: `python -I -S -B fresh.py FOLDER… MODULE:NAME EVENT`, the folders being those of a package.
"""

import importlib
import json
import sys
import time
from collections.abc import Callable
from typing import Any


def main() -> None:
    """Import a function and call it; print the CPU since Python began, of the import, and of the call."""
    *folders, function, event = sys.argv[1:]
    # The packages that are installed for this Python are not in Lambda.
    sys.path[:] = [*folders, *(path for path in sys.path if "site-packages" not in path)]
    given = json.loads(event)
    module, _, name = function.partition(":")
    began = time.process_time()
    act = getattr(importlib.import_module(module), name)
    imported = time.process_time()
    status = _status(act, given)
    ended = time.process_time()
    print(json.dumps({"status": status, "total": ended, "import": imported - began, "call": ended - imported}))


def _status(act: Callable[[Any, Any], Any], event: Any) -> int | str | None:
    """Call a function, and return its answer's status, or the name of what it raises."""
    try:
        answer = act(event, None)
    except Exception as error:
        # Our own errors are what a function says of a row that is not there.
        if hasattr(error, "STATUS_CODE"):
            return type(error).__name__
        raise
    return answer.get("statusCode") if isinstance(answer, dict) else None


main()
