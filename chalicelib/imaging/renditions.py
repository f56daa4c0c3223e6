"""Make the renditions of one set of upright pixels, each from the one before."""

import io
from dataclasses import dataclass

from PIL import Image

JPEG, AVIF = "image/jpeg", "image/avif"
JPEG_QUALITY = 82
# At this quality an AVIF looks as the JPEG does; a slower speed saves some bytes for several times the work.
AVIF_QUALITY = 65
AVIF_SPEED = 9

# The longest side of each rendition, largest first.
LADDER = {"full": 1440, "feed": 1080, "card": 640, "thumb": 320}
IN_AVIF = frozenset({"feed", "card"})
SQUARE = 150
SMOOTH = Image.Resampling.LANCZOS

Focus = tuple[float, float]


@dataclass(frozen=True)
class Rendition:
    """Hold one encoded size of an image."""

    name: str
    content_type: str
    width: int
    height: int
    body: bytes


def ladder(pixels: Image.Image, size: tuple[int, int]) -> dict[str, Image.Image]:
    """Shrink the pixels of an original of this size to each step, each from the one before; never enlarge."""
    rungs = {}
    for name, longest in LADDER.items():
        pixels = rungs[name] = fit(pixels, longest, size)
    return rungs


def fit(pixels: Image.Image, longest: int, shape: tuple[int, int]) -> Image.Image:
    """Shrink pixels until their longest side is this long, if it is longer.

    The other side follows from the shape they had at first, so that roundings do not add up.
    """
    if max(pixels.size) <= longest:
        return pixels
    ratio = max(shape) / longest
    width, height = (max(1, round(side / ratio)) for side in shape)
    return pixels.resize((width, height), SMOOTH)


def crop(pixels: Image.Image, size: tuple[int, int], focus: Focus) -> Image.Image:
    """Cut out the largest part of this shape around the focus, and shrink it to this size if it is larger.

    The focus is Mastodon's: from (-1, -1), bottom left, to (1, 1), top right.
    """
    scale = min(pixels.width / size[0], pixels.height / size[1])
    width, height = size[0] * scale, size[1] * scale
    left = _start(pixels.width, width, focus[0])
    top = _start(pixels.height, height, -focus[1])
    if scale > 1:
        # A cut between two pixels is right here: half a pixel of a small image is seen.
        return pixels.resize(size, SMOOTH, (left, top, left + width, top + height))
    right, bottom = (max(1, round(start + length)) for start, length in ((left, width), (top, height)))
    return pixels.crop((min(round(left), right - 1), min(round(top), bottom - 1), right, bottom))


def _start(whole: int, part: float, focus: float) -> float:
    """Return where a part begins so that its middle is nearest to the focus, within the whole."""
    middle = (max(-1.0, min(1.0, focus)) + 1) / 2 * whole
    return max(0.0, min(whole - part, middle - part / 2))


def encode(name: str, content_type: str, pixels: Image.Image) -> Rendition:
    """Encode pixels, and nothing but pixels."""
    body = io.BytesIO()
    if content_type == AVIF:
        pixels.save(body, "AVIF", quality=AVIF_QUALITY, speed=AVIF_SPEED, max_threads=1)
    else:
        pixels.save(body, "JPEG", quality=JPEG_QUALITY, progressive=True, comment=b"")
    return Rendition(name, content_type, pixels.width, pixels.height, body.getvalue())
