"""Schedule posts, and change the time of those that are scheduled.

Source: https://docs.joinmastodon.org/methods/scheduled_statuses/
"""

from chalicelib.errors import Unavailable, Unprocessable
from chalicelib.models.base import now
from chalicelib.models.photos.scheduling.unpublished import DRAFTS, SCHEDULED, UnpublishedPost
from chalicelib.models.photos.submissions import Submission
from chalicelib.services.photos import comments, drafts
from chalicelib.services.photos.drafts import Draft
from chalicelib.services.photos.scheduling import keeping, sending, texts
from chalicelib.services.photos.scheduling.keeping import RACES, Kept

SOONEST_SECONDS = 5 * 60
# As Mastodon says it: https://github.com/mastodon/mastodon/blob/main/config/locales/en.yml
TOO_SOON = "Validation failed: Scheduled at The scheduled date must be in the future"


def schedule(author_id: str, draft: Draft, publish_at: int, parent_id: str = "", idempotency_key: str = "") -> Kept:
    """Keep a post, or a comment on a post, until its time, and hold its photos for it.

    All that would forbid publishing it now is refused now. A repeated idempotency key returns what it made before.
    """
    stated = texts.stated(author_id, draft)
    row = UnpublishedPost.of(author_id, texts.said(stated, parent_id), publish_at)
    if idempotency_key and Submission.post_id_of(author_id, idempotency_key):
        return keeping.gather([keeping.made_before(row, idempotency_key)])[0]
    check_time(publish_at)
    _, media = drafts.compose(author_id, stated, comments.answerable(author_id, parent_id) if parent_id else None)
    # Ahead of its write, where its time comes before the sweeper surely looks.
    sending.send(row)
    return keeping.gather([keeping.add(row, media, idempotency_key)])[0]


def reschedule(author_id: str, post_id: str, publish_at: int | None) -> Kept:
    """Give a scheduled post another time; one that could not be published is tried again then."""
    for _ in range(RACES):
        before = UnpublishedPost.on(author_id, SCHEDULED, post_id)
        if publish_at is None:
            raise Unprocessable("Validation failed: Scheduled at can't be blank")
        if publish_at != before.publish_at or before.error:
            check_time(publish_at)
        sending.send(before.again(before.said, publish_at))
        if keeping.change(before, before.said, publish_at):
            return keeping.find(author_id, SCHEDULED, post_id)
    raise Unavailable


def unschedule(author_id: str, post_id: str) -> Kept:
    """Make a scheduled post a draft of the same id, with its photos: a message that comes at its time finds nothing."""
    for _ in range(RACES):
        before = UnpublishedPost.on(author_id, SCHEDULED, post_id)
        if keeping.change(before, before.said, None):
            return keeping.find(author_id, DRAFTS, post_id)
    raise Unavailable


def check_time(publish_at: int) -> None:
    """Raise Unprocessable for a time that is past, or that comes within five minutes.

    Mastodon publishes at once what is scheduled for the past. Nobody can take that back, so it is refused here.
    """
    if publish_at <= now() + SOONEST_SECONDS:
        raise Unprocessable(TOO_SOON)
