"""Media in the dialect of the Mastodon API.

Source: https://docs.joinmastodon.org/entities/MediaAttachment/
"""

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, Field

from chalicelib import config
from chalicelib.imaging import ladder
from chalicelib.models.photos.media import Media
from chalicelib.schemas.base import Form, at_most
from chalicelib.schemas.uploads import Upload
from chalicelib.services.photos.files import addresses
from chalicelib.services.photos.files.addresses import Address, Ticket
from chalicelib.services.photos.media import LARGEST_DESCRIPTION, LONGEST_DESCRIPTION

if TYPE_CHECKING:
    from chalicelib.schemas import entities

LONGEST_LOCKED = 480
# What stands for a photo that is not ready, beside the avatar and the header of those who have none.
TO_COME = "media/missing/photo.jpg"


def _focus(value: Any) -> Any:
    parts = value.split(",") if isinstance(value, str) else value
    return None if parts in (None, [""]) else parts


Side = Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)]
# Mastodon's focal point: "x,y", both from -1 to 1.
Focus = Annotated[tuple[Side, Side] | None, BeforeValidator(_focus)]


AltText = at_most(LONGEST_DESCRIPTION, LARGEST_DESCRIPTION)


def _media_type(value: Any) -> Any:
    """Return a media type as we name it: its case and its parameters say nothing of a photo (RFC 9110, 8.3.1)."""
    return value.partition(";")[0].strip().lower() if isinstance(value, str) else value


class MediaForm(Form):
    """A photo that comes in a form."""

    file: Upload
    description: str | None = None
    focus: Focus = None


class DescribeForm(Form):
    """New alt text or focus."""

    description: Annotated[str | None, AltText] = None
    focus: Focus = None


class UploadForm(Form):
    """A photo that will come by a presigned form."""

    content_type: Annotated[str, BeforeValidator(_media_type)]
    # How many bytes will come. Without it the form takes, and counts as, as many as the format may have.
    size: Annotated[int, BeforeValidator(lambda value: value or 0), Field(ge=0)] = 0
    description: str | None = None
    focus: Focus = None


def render_media(media: Media) -> "entities.MediaAttachment":
    """Return an uploaded photo; until it is ready its `url` is null, and its preview the picture of a photo to come.

    Composers draw the preview while the photo is processed: an address that is null or answers 404 is a broken image.
    """
    if not media.is_ready:
        return _entity(media.id, None, f"{config.PUBLIC_URL}/{TO_COME}", {}, media.description, None)
    ticket = Ticket(media.post_id or "", media.id, media.owner_id)
    return render_attachment(media.snapshot(), addresses.address(media.lies_at, ticket))


def render_attachment(photo: dict[str, Any], address: Address) -> "entities.MediaAttachment":
    """Return a photo for somebody who may see it, with its renditions and what was done to it under `rossgram`.

    What was done to the file is for everybody who sees the photo: it says how far the picture is the camera's, and
    nothing of who took it, where or with what.
    """
    sizes = _sizes(photo)
    urls = {file: address(file) for file in sizes}
    # Of what moves, the large picture moves and the small one is still; `gifv` would be taken for a video file.
    largest = addresses.MOTION if addresses.MOTION in sizes else "full.jpg"
    meta: entities.MediaMeta = {
        "original": _size(*sizes[largest]),
        "small": _size(*sizes["card.jpg"]),
        "focus": {"x": photo["focus"][0], "y": photo["focus"][1]},
    }
    entity = _entity(photo["id"], urls[largest], urls["card.jpg"], meta, photo["alt"], photo["blurhash"])
    entity["rossgram"] = {
        "locked": False,
        "width": int(photo["width"]),
        "height": int(photo["height"]),
        "renditions": [_rendition(file, url, *sizes[file]) for file, url in urls.items()],
        "processing": photo.get("processing", []),
    }
    return entity


def _sizes(photo: dict[str, Any]) -> dict[str, tuple[int, int]]:
    """Return the width and height of each of a photo's files, as they were made."""
    if "renditions" in photo:
        found = {file: photo["renditions"].get(file.partition(".")[0]) for file in (*addresses.PHOTO, addresses.MOTION)}
        return {file: (int(size[0]), int(size[1])) for file, size in found.items() if size}
    earlier = ladder.earlier_sizes(int(photo["width"]), int(photo["height"]))
    return {file: earlier[file.partition(".")[0]] for file in addresses.PHOTO}


def render_locked_attachment(photo: dict[str, Any]) -> "entities.MediaAttachment":
    """Return a photo for somebody who may not see it: eight pixels made large, and its shape.

    The alt text and the focus tell what the photo shows, so they are kept back too.
    """
    url, shape = addresses.locked_address(photo["key"]), (int(photo["width"]), int(photo["height"]))
    size: entities.MediaSize = {**_size(*locked_size(*shape)), "aspect": round(shape[0] / shape[1], 6)}
    meta: entities.MediaMeta = {"original": size, "small": size, "focus": {"x": 0.0, "y": 0.0}}
    return {**_entity(photo["id"], url, url, meta, "", photo["blurhash"]), "rossgram": {"locked": True}}


def locked_size(width: int, height: int) -> tuple[int, int]:
    """Return the size of a photo's locked preview."""
    ratio = LONGEST_LOCKED / max(width, height)
    return max(1, round(width * ratio)), max(1, round(height * ratio))


def _rendition(file: str, url: str, width: int, height: int) -> "entities.Rendition":
    name, _, suffix = file.partition(".")
    return {"name": name, "url": url, "type": addresses.TYPES[suffix], "width": width, "height": height}


def _size(width: int, height: int) -> "entities.MediaSize":
    return {"width": width, "height": height, "size": f"{width}x{height}", "aspect": round(width / height, 6)}


def _entity(
    media_id: str, url: str | None, preview_url: str, meta: "entities.MediaMeta", alt: str, blurhash: str | None
) -> "entities.MediaAttachment":
    return {
        "id": media_id,
        "type": "image",
        "url": url,
        "preview_url": preview_url,
        "remote_url": None,
        "preview_remote_url": None,
        "text_url": None,
        "meta": meta,
        "description": alt or None,
        "blurhash": blurhash,
    }
