"""Draw the web page that unlocks a post. It shows only what its viewer may see."""

from typing import Any

from chalicelib.models.photos.posts import CAMPAIGN, PRICE, TIER
from chalicelib.schemas.money import pages
from chalicelib.schemas.photos.media import locked_size
from chalicelib.services.money.selling.unlock import Lock
from chalicelib.services.photos.files import addresses

KINDS = {PRICE: "price", TIER: "tier", CAMPAIGN: "campaign"}


def draw_unlock(lock: Lock, username: str = "", chosen: str = "", message: str = "", code: str = "") -> str:
    """Draw the page, with the form's values and an error message."""
    shown, post = lock.shown, lock.shown.post
    author = shown.author.snapshot() if shown.author else post.author
    return pages.draw(
        "unlock.html",
        post_id=post.id,
        author=author["name"] or author["handle"],
        handle=author["handle"],
        caption=post.body["caption"],
        kind=KINDS[post.access] if shown.is_locked else "open",
        picture=_picture(lock) if shown.is_locked else None,
        price=post.offer,
        campaign=post.offer,
        plans=lock.options,
        username=username,
        chosen=chosen,
        code=code,
        message=message.removeprefix("Validation failed: "),
    )


def _picture(lock: Lock) -> dict[str, Any] | None:
    photo = next(iter(lock.shown.post.body["media"]), None)
    if photo is None:
        return None
    width, height = locked_size(photo["width"], photo["height"])
    return {"url": addresses.locked_address(photo["key"]), "width": width, "height": height}
