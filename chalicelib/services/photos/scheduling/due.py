"""Publish scheduled posts when their time comes: once, whoever dies on the way and however many work at once.

A message comes at its time (sending.py), and whoever gets it looks at the post of that moment. The transaction that
publishes it deletes what was scheduled, over the version that was read: of two at once one fails.
"""

import logging
from contextlib import suppress

from chalicelib import config
from chalicelib.errors import NotFound, RossgramError, Unavailable
from chalicelib.gateways import queue
from chalicelib.models.base import GuardFailed, now
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.scheduling import changes
from chalicelib.models.photos.scheduling.unpublished import UnpublishedPost
from chalicelib.models.talk.mails import Mail
from chalicelib.services.people import accounts
from chalicelib.services.photos import posts
from chalicelib.services.photos.scheduling import sending, texts

log = logging.getLogger(__name__)

# A try that fails for what somebody else wrote at this moment is no failure of the post.
TRIES = 3
NO_WORDS = "no words"
GONE = "A photo of it, or what it answers, is gone"
MAIL = "post_not_published"


def publish_due(shelf: str, post_id: str) -> None:
    """Publish a scheduled post whose time has come, or tell its author why it cannot be; may run twice, and at once.

    What is gone, has another time by now, or waits for its author is left alone. What stops it for a moment only is
    raised, so that the queue brings it again.
    """
    row = UnpublishedPost.at(shelf, post_id)
    if row is None or row.error or row.publish_at is None:
        return
    if now() < row.publish_at:
        # Clocks differ by a little, and it may have another time by now.
        sending.send(row)
        return
    error = _tried(row)
    if error:
        _refuse(row, error)


def _tried(row: UnpublishedPost) -> str:
    """Publish a post, and return why it cannot be published; nothing where it is, by whomever."""
    error = ""
    for _ in range(TRIES):
        try:
            publish(row)
        except Unavailable:
            raise
        except RossgramError as refused:
            error = GONE if isinstance(refused, NotFound) else refused.message
        else:
            return ""
        if not _is_as_read(row):
            return ""
    return error


def publish(row: UnpublishedPost) -> Post:
    """Publish a draft or a scheduled post as it was read, and end it in the same transaction.

    Raises what publishing raises, and Unprocessable where it was changed, or published, since.
    """
    accounts.expect_open(row.author_id)
    parent = texts.parent_of(row)
    return posts.publish(row.author_id, texts.draft_of(row), parent=parent, joined=changes.ended(row))


def _is_as_read(row: UnpublishedPost) -> bool:
    found = UnpublishedPost.at(row.shelf, row.id)
    return found is not None and found.version == row.version


def _refuse(row: UnpublishedPost, error: str) -> None:
    """Write down why a post was not published, and tell its author by mail."""
    log.info("scheduled post %s is not published: %s", row.id, error)
    words = str(row.said.get("caption") or "").strip() or NO_WORDS
    fields = {"words": words, "until": int(row.publish_at or 0), "reason": error, "link": config.PUBLIC_URL}
    mail = Mail(f"{MAIL}:{row.id}:{int(row.version)}", account_id=row.author_id, template=MAIL, fields=fields)
    with suppress(GuardFailed):
        changes.refuse(row, error, mail)
        queue.send("mails", mail_id=mail.id)
