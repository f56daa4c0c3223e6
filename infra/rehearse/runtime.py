"""Run one function of a package as Lambda does: a line of standard input is an event, a line of output its answer.

This runs inside the package, under Lambda's Python: `python -I -S -B runtime.py HANDLER FOLDER…`. What the function
prints and logs goes to standard error.
"""

import json
import logging
import sys
import time
import traceback
from typing import Any, TextIO


class Context:
    """What Lambda tells a function about its invocation, as far as ours look at it."""

    aws_request_id = "rehearsal"
    memory_limit_in_mb = 1024

    def get_remaining_time_in_millis(self) -> int:
        """Return how long the function may still run."""
        return 29_000


def as_lambda() -> logging.Formatter:
    """Return the form in which Lambda's own handler, which is the root's, writes what is logged.

    Source: https://docs.aws.amazon.com/lambda/latest/dg/python-logging.html
    """
    form = "[%(levelname)s]\t%(asctime)s.%(msecs)dZ\t%(aws_request_id)s\t%(message)s"
    formatter = logging.Formatter(form, "%Y-%m-%dT%H:%M:%S", defaults={"aws_request_id": Context.aws_request_id})
    formatter.converter = time.gmtime
    return formatter


def answers(function: Any, events: TextIO, out: TextIO) -> None:
    """Answer each event, in the form of Lambda: what the function returns, or the error that it ended with."""
    for line in events:
        try:
            said = {"payload": function(json.loads(line), Context())}
        except Exception as error:  # noqa: BLE001 - Lambda tells the caller of every one
            traceback.print_exc()
            said = {"error": {"errorType": type(error).__name__, "errorMessage": str(error)}}
        sys.stderr.flush()
        out.write(json.dumps(said) + "\n")
        out.flush()


def main() -> None:
    """Import the function and answer until the input ends."""
    handler, *folders = sys.argv[1:]
    out, sys.stdout = sys.stdout, sys.stderr
    written = logging.StreamHandler(sys.stderr)
    written.setFormatter(as_lambda())
    logging.getLogger().addHandler(written)
    # The packages installed for this Python are not in Lambda.
    sys.path[:] = [*folders, *(path for path in sys.path if "site-packages" not in path)]
    module, _, name = handler.rpartition(".")
    found: Any = __import__(module, fromlist=[name])
    answers(getattr(found, name), sys.stdin, out)


if __name__ == "__main__":
    main()
