"""Send scheduled posts on their way: apart from the rest, since the sweeper starts with it.

The queue delays each message to the second at which its post is due.
"""

from chalicelib.gateways import queue
from chalicelib.models.base import now
from chalicelib.models.photos.scheduling.unpublished import AHEAD_SECONDS, UnpublishedPost


def send(row: UnpublishedPost) -> None:
    """Have a scheduled post looked at when its time comes, where that is soon; of a later one nothing is sent."""
    seconds = int(row.publish_at or 0) - now()
    if seconds <= AHEAD_SECONDS:
        queue.send("posts", delay=max(0, seconds), shelf=row.shelf, unpublished=row.id)


def queue_due(most: int) -> int:
    """Send what is due soon, and what should have gone out, the latter ever more rarely, and return how many it was."""
    rows = UnpublishedPost.find_keys(UnpublishedPost.due_keys(now(), most))
    for row in rows:
        # Sent first: whoever dies in between sends it twice, and never too late.
        send(row)
        row.look_again()
    return len(rows)
