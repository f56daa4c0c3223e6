"""Media in the dialect of the Mastodon API.

Source: https://docs.joinmastodon.org/entities/MediaAttachment/
"""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from chalicelib import config
from chalicelib.models.photos.media import Media
from chalicelib.schemas.base import Form, Upload

# The longest side of each rendition, in pixels.
LONGEST_SIDES = {"full": 1440, "feed": 1080, "card": 640, "thumb": 320}
SQUARE = 150
ALSO_AVIF = ("feed", "card")


def _focus(value: Any) -> Any:
    parts = value.split(",") if isinstance(value, str) else value
    return None if parts in (None, [""]) else parts


Side = Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)]
# Mastodon's focal point: "x,y", both from -1 to 1.
Focus = Annotated[tuple[Side, Side] | None, BeforeValidator(_focus)]


class MediaForm(Form):
    """A photo that comes in a form."""

    file: Upload
    description: str | None = None
    focus: Focus = None


class DescribeForm(Form):
    """New alt text or focus."""

    description: str | None = None
    focus: Focus = None


class UploadForm(Form):
    """A photo that will come by a presigned form."""

    content_type: str
    description: str | None = None
    focus: Focus = None


def render_media(media: Media) -> dict[str, Any]:
    """Return an uploaded photo; its addresses are null until it is ready."""
    if not media.is_ready:
        return _entity(media.id, None, None, {}, media.description, None)
    return render_attachment(media.snapshot())


def render_attachment(photo: dict[str, Any]) -> dict[str, Any]:
    """Return a photo of a post, with every rendition's address and size under `rossgram`."""
    sizes = {name: fitted(photo["width"], photo["height"], side) for name, side in LONGEST_SIDES.items()}
    sizes["square"] = (min(SQUARE, *sizes["full"]),) * 2
    base = f"{config.PUBLIC_URL}/media/{photo['key']}"
    meta = {
        "original": _size(*sizes["full"]),
        "small": _size(*sizes["card"]),
        "focus": {"x": photo["focus"][0], "y": photo["focus"][1]},
    }
    entity = _entity(photo["id"], f"{base}/full.jpg", f"{base}/card.jpg", meta, photo["alt"], photo["blurhash"])
    entity["rossgram"] = {
        "width": int(photo["width"]),
        "height": int(photo["height"]),
        "renditions": [
            _rendition(base, name, suffix, *size)
            for name, size in sizes.items()
            for suffix in (("jpg", "avif") if name in ALSO_AVIF else ("jpg",))
        ],
    }
    return entity


def fitted(width: float, height: float, longest: int) -> tuple[int, int]:
    """Return the size of a rendition: its longest side at most so long, never larger than the original."""
    ratio = max(width, height) / longest
    if ratio <= 1:
        return int(width), int(height)
    return max(1, round(width / ratio)), max(1, round(height / ratio))


def _rendition(base: str, name: str, suffix: str, width: int, height: int) -> dict[str, Any]:
    kind = "image/avif" if suffix == "avif" else "image/jpeg"
    return {"name": name, "url": f"{base}/{name}.{suffix}", "type": kind, "width": width, "height": height}


def _size(width: int, height: int) -> dict[str, Any]:
    return {"width": width, "height": height, "size": f"{width}x{height}", "aspect": round(width / height, 6)}


def _entity(
    media_id: str, url: str | None, preview_url: str | None, meta: dict[str, Any], alt: str, blurhash: str | None
) -> dict[str, Any]:
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
