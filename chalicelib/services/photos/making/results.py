"""Name and store the files that rendering gives, and say what a row says of them."""

import base64
from typing import TYPE_CHECKING, Any

from chalicelib.gateways import storage
from chalicelib.imaging.ladder import MADE_WITH
from chalicelib.models.photos.media import Media
from chalicelib.services.photos.files.addresses import LOCKED, TYPES

if TYPE_CHECKING:
    from chalicelib.imaging import Rendered, Rendition

SUFFIXES = {content_type: suffix for suffix, content_type in TYPES.items()}


def files_of(rendered: "Rendered") -> dict[str, "Rendition"]:
    """Return the renditions by the names of their files."""
    made = (*rendered.renditions, *filter(None, (rendered.motion,)))
    return {f"{one.name}.{SUFFIXES[one.content_type]}": one for one in made}


def store(item: Media, rendered: "Rendered") -> None:
    """Store everything that is shown of a media where it lies."""
    from chalicelib import imaging  # noqa: PLC0415

    folder = item.lies_at.folder
    for file, one in files_of(rendered).items():
        storage.keep_rendition(folder + file, one.body, one.content_type)
    if item.purpose == "photo":
        locked = imaging.render_locked(rendered.preview, (rendered.width, rendered.height))
        storage.keep_rendition(folder + LOCKED, locked.body, locked.content_type)


def described(rendered: "Rendered") -> dict[str, Any]:
    """Return what a row says of files that were made: true sizes by file, what was done, and with which pipeline."""
    sizes = {file: [one.width, one.height] for file, one in files_of(rendered).items()}
    return {"renditions": sizes, "processing": list(rendered.processing), "made_with": MADE_WITH}


def remade(rendered: "Rendered") -> dict[str, Any]:
    """Return all that a row says of a photo that was made anew."""
    return {
        **described(rendered),
        "width": rendered.width,
        "height": rendered.height,
        "blurhash": rendered.blurhash,
        "preview": preview_of(rendered),
    }


def preview_of(rendered: "Rendered") -> str:
    """Return the preview of eight pixels as a row holds it."""
    return base64.b64encode(rendered.preview).decode()
