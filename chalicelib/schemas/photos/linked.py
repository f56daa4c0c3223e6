"""Draw the web page of a post for whoever has a secret link to it."""

from pathlib import Path

from chalicelib import config
from chalicelib.schemas import layout
from chalicelib.schemas.photos.posts import render_status
from chalicelib.services.photos.views import PostView

_environment = layout.environment(Path(__file__).parent)


def draw_linked(view: PostView) -> str:
    """Draw the post as its visitor may see it: photos that are paid for stay blurred, and lead to what opens them."""
    status = render_status(view)
    account = status["account"]
    return _environment.get_template("linked.html").render(
        instance=config.INSTANCE_TITLE,
        author=account["display_name"] or account["username"],
        handle=account["acct"],
        warning=status["spoiler_text"],
        is_folded=status["sensitive"],
        caption=view.post.body["caption"],
        photos=[photo for photo in status["media_attachments"] if photo["url"]],
        unlock_url=status["rossgram"]["unlock_url"],
    )
