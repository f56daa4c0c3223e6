"""What every child shares: it obeys its parent over a pipe, and never outlives it.

The parent holds the other end of the child's standard input. It writes `go` when the rest is there;
the pipe closes when the parent ends, however it ends, and then the child stops as on SIGTERM.
"""

import os
import signal
import sys
import threading
import time

_go = threading.Event()


def follow_parent(grace: float = 0.0) -> None:
    """Stop this process, `grace` seconds later, when the parent is gone."""
    threading.Thread(target=_listen, args=(grace,), daemon=True).start()


def _listen(grace: float) -> None:
    # The buffered sys.stdin would hold its lock while the interpreter shuts down.
    while line := os.read(0, 64):
        if line.startswith(b"go"):
            _go.set()
    time.sleep(grace)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(30)
    os._exit(1)


def wait_for_go() -> None:
    """Wait until the parent says that what this child needs is there."""
    _go.wait()


def ready() -> None:
    """Tell the parent that this child is ready."""
    tell("ready")


def complain(sentence: str) -> None:
    """Tell the parent, in one sentence, why this child cannot go on."""
    tell(f"error: {sentence}")


def tell(line: str) -> None:
    """Write a line to the parent, who may be gone."""
    try:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    except OSError:
        pass
