"""Send what transactions promised, until it is done."""

from chalicelib.gateways import queue
from chalicelib.models.promises import Promise


def send(promise: Promise) -> None:
    """Put a promise on its queue, with its id, by which the work that it asks for keeps it."""
    queue.send(promise.queue, **promise.message, promise=promise.id)


def keep(promise_id: str) -> None:
    """Write down that the work of a promise is done; without an id there was none."""
    if promise_id:
        Promise.keep(promise_id)


def send_due(limit: int) -> int:
    """Send every promise that is due once more, ever more rarely, and return how many there were."""
    due = [promise for promise in Promise.due(limit) if promise.postpone()]
    for promise in due:
        send(promise)
    return len(due)
