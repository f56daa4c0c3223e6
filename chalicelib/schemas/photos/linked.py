"""Draw the web page of a post, or of a collection, for whoever has a secret link to it."""

from pathlib import Path
from typing import Any

from chalicelib import config
from chalicelib.schemas import layout
from chalicelib.schemas.people.accounts import render_account
from chalicelib.schemas.photos.posts import render_status
from chalicelib.services.photos.sharing.collected import CollectionView
from chalicelib.services.photos.views import PostView

_environment = layout.environment(Path(__file__).parent)


def draw_linked(view: PostView) -> str:
    """Draw the post as its visitor may see it: photos that are paid for stay blurred, and lead to what opens them."""
    account = render_status(view)["account"]
    author = account["display_name"] or account["username"]
    return _draw([view], f"A post of {author}", account["acct"])


def draw_linked_collection(found: CollectionView, number: int) -> str:
    """Draw a page of a collection as its visitor may see it, likewise."""
    account = render_account(found.account)
    title = found.collection.title or f"A collection of {account['display_name'] or account['username']}"
    return _draw(
        found.page(number),
        title,
        account["acct"],
        description=found.collection.description,
        next_url=f"?page={number + 1}" if found.page(number + 1) else None,
    )


def _draw(views: list[PostView], title: str, handle: str, *, description: str = "", next_url: str | None = None) -> str:
    return _environment.get_template("linked.html").render(
        instance=config.INSTANCE_TITLE,
        title=title,
        handle=handle,
        description=description,
        posts=[_post(view) for view in views],
        next_url=next_url,
    )


def _post(view: PostView) -> dict[str, Any]:
    status = render_status(view)
    return {
        "warning": status["spoiler_text"],
        "is_folded": status["sensitive"],
        "caption": view.post.body["caption"],
        "photos": [photo for photo in status["media_attachments"] if photo["url"]],
        "unlock_url": status["rossgram"]["unlock_url"],
    }
