"""Draw what is shown of a photo to those who have not paid: nothing but its preview of eight pixels, made large."""

import io

from PIL import Image

from chalicelib.imaging.renditions import JPEG, Rendition, encode

LONGEST_LOCKED = 480


def render_locked(preview: bytes, size: tuple[int, int]) -> Rendition:
    """Return the locked preview of a photo of this size, made from its small preview and from nothing else."""
    ratio = LONGEST_LOCKED / max(size)
    width, height = (max(1, round(side * ratio)) for side in size)
    with Image.open(io.BytesIO(preview), formats=["PNG"]) as tiny:
        pixels = tiny.convert("RGB").resize((width, height), Image.Resampling.BICUBIC)
    return encode("locked", JPEG, pixels)
