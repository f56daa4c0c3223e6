"""Bookmark posts, for oneself alone."""

from chalicelib.models.paging import Page, Turned
from chalicelib.models.photos.bookmarks import Bookmark
from chalicelib.services.photos import views
from chalicelib.services.photos.views import PostPage, PostView


def bookmark(account_id: str, post_id: str) -> PostView:
    """Bookmark a post that one sees, be it locked; a second time changes nothing."""
    view = views.find(account_id, post_id).proper
    Bookmark.create(account_id, view.post.id)
    return view.marked(is_bookmarked=True)


def unbookmark(account_id: str, post_id: str) -> PostView:
    """Take a bookmark away, from a post that one no longer sees too; without a bookmark it changes nothing."""
    find = views.find_withheld if Bookmark.remove(account_id, post_id) else views.find
    view = find(account_id, post_id)
    if view.reblogged:
        return unbookmark(account_id, view.reblogged.post.id)
    return view.marked(is_bookmarked=False)


def bookmarked(account_id: str, page: Page) -> PostPage:
    """Return a page of the posts that an account bookmarked and may see, the newest bookmark first."""

    def read(page: Page) -> Turned[tuple[str, str]]:
        turned = Bookmark.of_account(account_id, page)
        return Turned([(found.id, found.post_id) for found in turned.rows], turned.has_more)

    return views.gather_own(account_id, read, page)
