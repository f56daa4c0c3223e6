"""Find the accounts whose thirty days are over: apart from the rest, since the sweeper starts with it."""

from chalicelib.gateways import queue
from chalicelib.models.base import now
from chalicelib.models.leaving import PATIENCE_SECONDS, Leaving


def queue_due(most: int) -> int:
    """Queue the deletions whose time has come, each again after an hour until it is done, and return how many."""
    due = [row for row in map(Leaving.of, Leaving.due_ids(now(), most)) if row]
    turns = [row for row in due if row.postpone(now() + PATIENCE_SECONDS)]
    for row in turns:
        queue.send("deletions", leaving=row.account_id)
    return len(turns)
