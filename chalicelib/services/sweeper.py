"""Find what a crash left half done, and finish it or give it up."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from chalicelib.errors import NotFound
from chalicelib.gateways import queue, storage
from chalicelib.models.base import new_id, now
from chalicelib.models.photos.lists import undelivered
from chalicelib.models.photos.media import MOST_ATTEMPTS, UNFINISHED, WAITING, Media
from chalicelib.models.photos.stories.standing import is_of_story
from chalicelib.services import promises
from chalicelib.services.faults import going_on
from chalicelib.services.leaving import departed
from chalicelib.services.money.funding.collecting import deadlines
from chalicelib.services.money.payments import events, outstanding
from chalicelib.services.money.selling.pages import closings
from chalicelib.services.people import counts
from chalicelib.services.photos import media
from chalicelib.services.photos.files import moves
from chalicelib.services.photos.scheduling import sending
from chalicelib.services.photos.stories import publishing
from chalicelib.services.talk import mails

# A post whose delivery began less than this ago is still being delivered.
DELIVERY_SECONDS = 300
# How often it sweeps: on_five_minutes_passed.
SWEEP_SECONDS = 300
# What one sweep looks at of each; the next one goes on.
MOST_SWEPT = 500


def sweep() -> dict[str, int]:
    """Look after whatever is due, from photos to refunds, and return how many of each there were.

    A stage that fails is logged and is not in the result: the others do not wait for it, nor do photos for one another.
    """
    stages: dict[str, Callable[[], int]] = {
        "media": _look_after_media,
        "posts": _queue_undelivered,
        "promises": partial(promises.send_due, MOST_SWEPT),
        "totals": partial(counts.review, now() // SWEEP_SECONDS % counts.SHARES),
        "pledges": partial(deadlines.queue_due, MOST_SWEPT),
        "events": partial(events.queue_unapplied, MOST_SWEPT),
        "refunds": partial(outstanding.queue_due, MOST_SWEPT),
        "closings": partial(closings.queue_due, MOST_SWEPT),
        "scheduled": partial(sending.queue_due, MOST_SWEPT),
        "leavings": partial(departed.queue_due, MOST_SWEPT),
        "mails": partial(mails.announce_due, MOST_SWEPT),
    }
    swept: dict[str, int] = {}
    for name, stage in stages.items():
        with going_on(f"the sweep of {name}"):
            swept[name] = stage()
    return swept


def _look_after_media() -> int:
    media_ids = Media.due_ids(now(), MOST_SWEPT)
    for media_id in media_ids:
        # It may be gone since the list was read.
        with going_on(f"the sweep of photo {media_id}"), suppress(NotFound):
            _look_after(Media.find(media_id))
    return len(media_ids)


def _queue_undelivered() -> int:
    """Queue what the release before this one wrote: its posts are delivered, and new ones have a promise."""
    post_ids = list(undelivered.ids(new_id(now() - DELIVERY_SECONDS), MOST_SWEPT))
    for post_id in post_ids:
        queue.send("posts", post_id=post_id)
    return len(post_ids)


def _look_after(item: Media) -> None:
    if item.moving_until:
        moves.finish_older(item)
    if is_of_story(item):
        publishing.clear_away(item)
        return
    is_absent = item.state == WAITING and not storage.has_original(item.original_key)
    if item.state not in UNFINISHED or is_absent:
        media.discard(item)
    elif not storage.has_original(item.original_key):
        item.fail("The file never arrived.")
    elif item.attempts >= MOST_ATTEMPTS:
        item.fail("The file could not be processed.")
    elif item.try_again():
        # As S3 announces it: the event was lost, or its worker died.
        queue.send("originals", Records=[{"s3": {"object": {"key": item.original_key}}}])
