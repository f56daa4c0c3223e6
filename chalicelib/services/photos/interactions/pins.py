"""Pin posts to the top of one's own page."""

from chalicelib.errors import Unprocessable
from chalicelib.models.photos.posts import Post
from chalicelib.models.photos.sharing import pins
from chalicelib.services.people.relationships import blocks
from chalicelib.services.photos import views
from chalicelib.services.photos.views import PostView

# As Instagram has it.
MOST_PINNED = 3


def pin(account_id: str, post_id: str) -> PostView:
    """Pin one of one's own posts, above those that were pinned before; a second time changes nothing."""
    view = views.find(account_id, post_id)
    if view.post.author_id != account_id:
        raise Unprocessable("Validation failed: Someone else's post cannot be pinned")
    if view.post.reblog_of_id:
        raise Unprocessable("Validation failed: A shared post cannot be pinned")
    if view.post.is_archived or view.post.is_message:
        what = "An archived post" if view.post.is_archived else "A direct message"
        raise Unprocessable(f"Validation failed: {what} cannot be pinned")

    def added(held: list[str]) -> list[str]:
        if post_id in held:
            return held
        if len(held) >= MOST_PINNED:
            held = _there(held)
        if len(held) >= MOST_PINNED:
            raise Unprocessable("Validation failed: You have already pinned the maximum number of posts")
        return [post_id, *held]

    pins.change(account_id, added)
    return view.marked(is_pinned=True)


def unpin(account_id: str, post_id: str) -> PostView:
    """Take a pin off a post of one's own; without one it changes nothing."""
    view = views.find(account_id, post_id)
    pins.take_off(account_id, post_id)
    return view.marked(is_pinned=False)


def _there(post_ids: list[str]) -> list[str]:
    """Return those that were not deleted: what is pinned is not looked for when a post is."""
    found = Post.find_all(post_ids)
    return [one for one in post_ids if one in found and not found[one].withdrawn_at]


def pinned(viewer_id: str | None, account_id: str) -> list[PostView]:
    """Return the pinned posts of an account that a viewer may see, the newest pin first. Raises NotFound without it."""
    account = blocks.find_shown(viewer_id, account_id)
    return views.find_many(viewer_id, pins.of(account), author=account)
