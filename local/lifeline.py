"""What every child shares: it obeys its parent over a pipe, and never outlives it.

The parent holds the other end of the child's standard input. It writes `go` when the rest is there;
the pipe closes when the parent ends, however it ends, and then the child stops as on SIGTERM.
"""

import os
import signal
import threading
import time

_go = threading.Event()
_parent = os.fdopen(os.dup(1), "w", encoding="utf-8")


def follow_parent(grace: float = 0.0) -> None:
    """Stop this process, `grace` seconds later, when the parent is gone; what it prints goes to its log from now on."""
    # Chalice logs to standard output; only what is meant for the parent may reach it.
    os.dup2(2, 1)
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
        _parent.write(line + "\n")
        _parent.flush()
    except OSError:
        pass
