"""Comment on posts, and read the conversation around one."""

from dataclasses import dataclass
from functools import partial

from chalicelib.errors import Unprocessable
from chalicelib.models.paging import Page
from chalicelib.models.photos.lists import threads
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.sharing import discussions
from chalicelib.services.photos import posts, views
from chalicelib.services.photos.views import PostPage, PostView

# What one answer shows of a conversation, bounded for visitors as Mastodon does; of more, the newest. `page` has all.
# https://docs.joinmastodon.org/methods/statuses/#context
DESCENDANTS, FOR_VISITORS = 200, 60
ANCESTORS = 40


@dataclass(frozen=True)
class Context:
    """What stands above a post in its conversation, and what stands below; both oldest first.

    `older` is the id of the oldest shown comment on the post where there are older ones. `gaps` are the ids of comments
    that answer what is not there: it was deleted, or the viewer may not see it.
    """

    ancestors: list[PostView]
    descendants: list[PostView]
    gaps: frozenset[str] = frozenset()
    older: str = ""


def write(author_id: str, parent_id: str, draft: posts.Draft, idempotency_key: str = "") -> Post:
    """Comment on a post, or answer a comment, that one may see. Raises NotFound otherwise.

    A locked post is seen, so there it says why: its comments belong to those who unlocked it.
    """
    return posts.publish(author_id, draft, idempotency_key, answerable(author_id, parent_id))


def answerable(author_id: str, parent_id: str, *, with_messages: bool = False) -> Post:
    """Return the post or comment that somebody may answer, or raise NotFound, or Unprocessable with the reason.

    A direct message is answered by another one, which only `services/talk/direct/messages.py` writes.
    """
    parent = views.find(author_id, parent_id).proper
    if parent.post.is_message:
        if with_messages:
            return parent.post
        raise Unprocessable("Validation failed: A direct message is answered at once")
    if not parent.state.may_react:
        raise Unprocessable("Validation failed: You cannot comment on this post")
    if discussions.are_off(_root_of(parent.post)):
        raise Unprocessable("Validation failed: Comments on this post are off")
    if parent.is_locked:
        raise Unprocessable("Validation failed: Unlock this post to comment on it")
    return parent.post


def _root_of(post: Post) -> Post:
    return Post.find(post.root_id) if post.root_id else post


def context(viewer_id: str | None, post_id: str) -> Context:
    """Return the conversation around a post that the viewer may see, in as many trips however long it is.

    What is said by whom the viewer has muted, or by a silenced account that they do not follow, is left out, as by
    Mastodon: https://github.com/mastodon/mastodon/blob/main/app/lib/status_filter.rb
    """
    post = views.find(viewer_id, post_id).proper.post
    most = DESCENDANTS if viewer_id else FOR_VISITORS
    if post.is_message:
        return _of_message(viewer_id, post)
    if post.root_id:
        above, below = threads.ids_above(post)[-ANCESTORS:], threads.ids_below(post, most)
        found = _read(viewer_id, [*above, *below])
        ancestors = [view for view in found if view.post.id in above]
        return _context(post, ancestors, found[len(ancestors) :] or _below_older(viewer_id, post, most))
    newest = page(viewer_id, post, Page(limit=most))
    older = newest.oldest if newest.has_more else ""
    shown = newest.views[::-1]
    return _context(post, [], _answered(viewer_id, shown, older) + shown if older else shown, older)


def _of_message(viewer_id: str | None, message: Post) -> Context:
    """Return what was said before a message in its conversation, and what after it."""
    root_id = str(message.root_id)
    above, below = (
        threads.ids_of(root_id, page).rows[::-1]
        for page in (Page(limit=ANCESTORS, max_id=message.id), Page(limit=DESCENDANTS, min_id=message.id))
    )
    found = _read(viewer_id, [*above, *below])
    ancestors = [view for view in found if view.post.id in above]
    return _context(message, ancestors, found[len(ancestors) :])


def page(viewer_id: str | None, post: Post, page: Page) -> PostPage:
    """Return a page of all comments below a post, newest first; of those below a comment, the newest alone."""
    read = partial(_read, viewer_id)
    if post.root_id:
        return PostPage(read(threads.ids_below(post, page.limit))[::-1])
    return views.gather(partial(threads.ids_of, post.id), read, page)


def _read(viewer_id: str | None, post_ids: list[str]) -> list[PostView]:
    return views.for_conversations(views.find_many(viewer_id, post_ids))


def _below_older(viewer_id: str | None, comment: Post, most: int) -> list[PostView]:
    """Return what hangs on a comment, where the answers are of a release that did not write down on what they hang."""
    if not comment.comments_count:
        return []
    later = threads.ids_of(str(comment.root_id), Page(limit=most, min_id=comment.id)).rows[::-1]
    hanging, found = {comment.id}, []
    for view in _read(viewer_id, later):
        if view.post.parent_id in hanging:
            hanging.add(view.post.id)
            found.append(view)
    return found


def _answered(viewer_id: str | None, shown: list[PostView], older: str) -> list[PostView]:
    """Return the older comments that those shown hang on, as many as these, so that the tree is whole."""
    here = {view.post.id for view in shown}
    above = {one for view in shown for one in threads.ids_above(view.post)[1:]}
    return _read(viewer_id, sorted(one for one in above - here if one < older)[-len(shown) :])


def _context(post: Post, ancestors: list[PostView], descendants: list[PostView], older: str = "") -> Context:
    here = {post.id, *(view.post.id for view in (*ancestors, *descendants))}
    talk = [view.post for view in (*ancestors, *descendants)]
    gaps = frozenset(one.id for one in talk if one.parent_id and one.parent_id not in here)
    return Context(ancestors, descendants, gaps, older)
