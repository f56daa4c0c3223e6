"""Connect a child process to its parent by a pipe: the parent starts its work, and it never outlives the parent.

The parent holds the other end of the child's standard input. It writes `go` once what the child depends on is ready;
the pipe closes when the parent ends for any reason, and then the child stops as on SIGTERM.
"""

import os
import signal
import threading
import time

_go = threading.Event()
_parent = os.fdopen(os.dup(1), "w", encoding="utf-8")


def follow_parent(grace: float = 0.0) -> None:
    """Stop this process `grace` seconds after its parent ends; from now on its standard output goes to its log."""
    # Chalice logs to standard output; only messages for the parent may go there.
    os.dup2(2, 1)
    threading.Thread(target=_listen, args=(grace,), daemon=True).start()


def _listen(grace: float) -> None:
    # The buffered sys.stdin would hold its lock during the interpreter's shutdown.
    while line := os.read(0, 64):
        if line.startswith(b"go"):
            _go.set()
    time.sleep(grace)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(30)
    os._exit(1)


def wait_for_go() -> None:
    """Wait until the parent reports that what this child depends on is ready."""
    _go.wait()


def ready() -> None:
    """Report to the parent that this child is ready."""
    tell("ready")


def complain(sentence: str) -> None:
    """Report to the parent, in one sentence, why this child cannot continue."""
    tell(f"error: {sentence}")


def tell(line: str) -> None:
    """Send a line to the parent, which may have ended."""
    try:
        _parent.write(line + "\n")
        _parent.flush()
    except OSError:
        pass
