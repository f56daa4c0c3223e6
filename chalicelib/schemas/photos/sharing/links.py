"""Secret links, as their author sees them."""

from typing import TYPE_CHECKING

from pydantic import Field

from chalicelib import config
from chalicelib.models.base import id_time
from chalicelib.models.photos.sharing.secret_links import SecretLink
from chalicelib.schemas.base import Form
from chalicelib.schemas.text import timestamp

if TYPE_CHECKING:
    from chalicelib.schemas import entities


class LinkForm(Form):
    """How many seconds a link lasts; without it, for ever."""

    expires_in: int | None = Field(default=None, ge=0)


def render_link(link: SecretLink, token: str | None = None) -> "entities.SecretLink":
    """Return a link; its address is told only to whoever has just made it, since nobody knows it later."""
    return {
        "id": link.id,
        "status_id": None if link.is_of_collection else link.post_id,
        "collection_id": link.post_id if link.is_of_collection else None,
        "url": f"{config.PUBLIC_URL}/s/{token}" if token else None,
        "token": token,
        "created_at": timestamp(id_time(link.id)),
        "expires_at": timestamp(link.expires_at.timestamp()) if link.expires_at else None,
        "views_count": int(link.views_count),
    }
