"""Take in a photo that somebody waits for."""

from chalicelib.errors import MediaFailed
from chalicelib.models.photos.media import FAILED, Media
from chalicelib.services.photos import media


def take(owner_id: str, body: bytes, content_type: str, purpose: str = "photo") -> Media:
    """Keep an original, and return it once it is ready, or as it is after the longest wait. Raises MediaFailed."""
    item = media.wait(media.begin(owner_id, body, content_type, purpose=purpose))
    expect_usable(item, "" if purpose == "photo" else f"{purpose.capitalize()}: ")
    return item


def expect_usable(item: Media, what: str = "") -> None:
    """Raise MediaFailed, which says why and of what, for a photo of which nothing can be made."""
    if item.state == FAILED:
        raise MediaFailed(f"Validation failed: {what}{item.reason}")
