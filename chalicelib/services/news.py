"""Say that accounts may be told of something new, so that it is pushed to their devices.

A message names an account and nothing else: what it is told, and whether it may be, is looked at when it is pushed. So
a message too many does no harm, and one that is lost is made good by the next.
"""

from typing import TYPE_CHECKING

from chalicelib.gateways import queue

if TYPE_CHECKING:
    from chalicelib.models.photos.posts import Post

# Indexes show within a second as a rule what was written.
SOON_SECONDS = 2


def announce(*account_ids: str | None) -> None:
    """Say ahead of a write that tells accounts of something; it is pushed however the request ends."""
    for account_id in _once(account_ids):
        queue.announce("pushes", account_id=account_id)


def hint(*account_ids: str | None) -> None:
    """Say after a write that accounts are told of something new."""
    for account_id in _once(account_ids):
        queue.send("pushes", delay=SOON_SECONDS, account_id=account_id)


def told_of(post: "Post") -> list[str]:
    """Return who is told of a post: whom it answers, mentions and has in its photos, its author never."""
    # Mails and counts give news, and start without posts.
    from chalicelib.models.photos.sharing.person_tags import ids_in  # noqa: PLC0415
    from chalicelib.models.talk.notifications import mentions  # noqa: PLC0415

    told = mentions(post.id, post.author_id, post.parent_author_id, post.body["mentions"])
    tagged = [one for one in ids_in(post) if one != post.author_id]
    return [*dict.fromkeys([*(notification.account_id for notification in told), *tagged])]


def _once(account_ids: tuple[str | None, ...]) -> list[str]:
    return [account_id for account_id in dict.fromkeys(account_ids) if account_id]
