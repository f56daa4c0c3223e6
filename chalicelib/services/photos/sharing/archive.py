"""Put one's own posts into the archive, where nobody else sees them, and take them out again as they were.

A post says by itself that it is archived, and so do the comments below it. The post is told within the request, and its
comments by messages of the queue `profiles`: one at once, and one that is sent ahead and comes late, for comments that
were on their way. Until that one, every page is told of the post by the row that says which accounts are closing.
"""

from functools import partial
from typing import Any

from chalicelib.errors import NotFound
from chalicelib.gateways import queue
from chalicelib.models.base import new_id
from chalicelib.models.paging import Page
from chalicelib.models.people import privacy
from chalicelib.models.photos.lists import listings, threads
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.sharing import pins
from chalicelib.services.photos import offers, posts, views
from chalicelib.services.photos.files.archived import say
from chalicelib.services.photos.files.telling import tell
from chalicelib.services.photos.views import PostPage


def archive(author_id: str, post_id: str) -> None:
    """Put one's own post away, with its photos, and take its pin off; a second time changes nothing.

    Likes and comments stay, and buyers keep it. Raises NotFound for comments and for others' posts, and Unprocessable
    for what asks for money for a campaign.
    """
    post = _find(author_id, post_id)
    if post.is_archived:
        return
    offers.check_campaign_ended(post)
    has_comments = any(threads.oldest_ids(post_id, limit=1))
    entry = f"{post_id}:{new_id()}" if has_comments else ""
    walk: dict[str, Any] = {"archived": post_id, "entry": entry}
    queue.announce("profiles", **walk, is_last=True)
    tell(post_id, partial(say, is_archived=True), [partial(privacy.note_archiving, entry)] if entry else [])
    pins.take_off(author_id, post_id)
    queue.send("profiles", **walk)


def unarchive(author_id: str, post_id: str) -> None:
    """Take one's own post out of the archive, to the place that its date gives it; a second time changes nothing.

    Its photos lie under other addresses from then on. Raises NotFound for comments and for others' posts.
    """
    if not _find(author_id, post_id).is_archived:
        return
    walk: dict[str, Any] = {"archived": post_id, "entry": ""}
    queue.announce("profiles", **walk, is_last=True)
    tell(post_id, partial(say, is_archived=False))
    queue.send("profiles", **walk)


def page(author_id: str, page: Page) -> PostPage:
    """Return a page of one's own archive, the newest post first."""
    names = listings.names(author_id, (listings.ARCHIVE,), comments=False)
    return views.gather(partial(Post.ids_in, names), partial(views.find_many, author_id), page)


def _find(author_id: str, post_id: str) -> Post:
    post = posts.find_own(author_id, post_id)
    if not post.stands_alone:
        raise NotFound
    return post
