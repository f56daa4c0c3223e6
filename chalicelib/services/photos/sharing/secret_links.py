"""Show a post, or a collection, to whoever has a secret link to it: what is not paid for, whoever it is for."""

from chalicelib.errors import NotFound, Unprocessable
from chalicelib.models.photos.sharing.collections import Collection
from chalicelib.models.photos.sharing.secret_links import SecretLink
from chalicelib.models.safety.limits import Limit
from chalicelib.services.photos import posts, views
from chalicelib.services.photos.views import PostView

HOUR, DAY = 3600, 86400
SHORTEST, LONGEST = HOUR, 90 * DAY
MOST_LINKS, MOST_A_DAY = 20, 100
TOO_MANY = f"You can make {MOST_A_DAY} secret links a day"


def create(author_id: str, post_id: str, seconds: int | None = None) -> tuple[SecretLink, str]:
    """Make a link to one's own post that ends after so many seconds, or never, and return what opens it, once."""
    post = posts.find_own(author_id, post_id)
    if post.is_message:
        raise Unprocessable("Validation failed: A message is seen by those between whom it is")
    if post.parent_id:
        raise Unprocessable("Validation failed: A comment is seen by whoever sees what it answers")
    return _make(author_id, post_id, seconds, is_of_collection=False)


def create_for_collection(author_id: str, collection_id: str, seconds: int | None = None) -> tuple[SecretLink, str]:
    """Make a link to one's own collection, likewise: it opens what is put there later, too."""
    Collection.owned(author_id, collection_id)
    return _make(author_id, collection_id, seconds, is_of_collection=True)


def _make(author_id: str, subject_id: str, seconds: int | None, *, is_of_collection: bool) -> tuple[SecretLink, str]:
    if seconds is not None and not SHORTEST <= seconds <= LONGEST:
        raise Unprocessable("Validation failed: A link ends after an hour at least and after 90 days at most, or never")
    if len(SecretLink.of(subject_id)) >= MOST_LINKS:
        raise Unprocessable(f"Validation failed: A post, or a collection, has at most {MOST_LINKS} secret links")
    Limit.hit(f"links|{author_id}", MOST_A_DAY, DAY, TOO_MANY)
    return SecretLink.create(subject_id, seconds, is_of_collection=is_of_collection)


def of(author_id: str, post_id: str) -> list[SecretLink]:
    """Return the links to one's own post, the newest first, or raise NotFound."""
    return SecretLink.of(posts.find_own(author_id, post_id).id)


def revoke(author_id: str, post_id: str, link_id: str) -> None:
    """End a link to one's own post at once, or raise NotFound."""
    _end(of(author_id, post_id), link_id)


def of_collection(author_id: str, collection_id: str) -> list[SecretLink]:
    """Return the links to one's own collection, the newest first, or raise NotFound."""
    return SecretLink.of(Collection.owned(author_id, collection_id).id)


def revoke_of_collection(author_id: str, collection_id: str, link_id: str) -> None:
    """End a link to one's own collection at once, or raise NotFound."""
    _end(of_collection(author_id, collection_id), link_id)


def _end(links: list[SecretLink], link_id: str) -> None:
    for link in links:
        if link.id == link_id:
            link.revoke()
            return
    raise NotFound


def follow(viewer_id: str | None, token: str) -> PostView:
    """Return the post that a link leads to, and count that it was seen; its author's own looks count for nothing.

    Raises NotFound for a link that was revoked or ended, that never was, or whose post is not there for this viewer.
    """
    link = SecretLink.opened_by(token)
    if link is None or link.is_of_collection:
        raise NotFound
    view = views.find_linked(viewer_id, link.post_id)
    if viewer_id != view.post.author_id:
        link.note_view()
    return view
