"""Say how much of a photo is taken, by format: this needs no Pillow, so the API can tell it."""

from dataclasses import dataclass

MAX_BYTES = 50 * 1024 * 1024
# HEVC takes as long as it has bytes: 42 MB of noise took 8 s, and a phone's 48 MP are some 10 MB.
MAX_HEIC_BYTES = 30 * 1024 * 1024

# These decode at full size only, at a measured 8 to 12 bytes a pixel at the peak; WebP takes 16, and AVIF may
# with 10 bits and transparency. A 48 MP phone photo has 48.8 million pixels. A JPEG is decoded at a fraction of
# its size: this many pixels are taken of any JPEG, in as many scans and colours as it may have, and more of most.
MAX_PIXELS = {
    "JPEG": 57_500_000,
    "PNG": 50_000_000,
    "GIF": 50_000_000,
    "HEIF": 50_000_000,
    "WEBP": 33_000_000,
    "AVIF": 33_000_000,
}
# An animation within these goes on moving. Each frame is decoded at its own size, and encoded at the size of a card.
MAX_FRAMES, MAX_SECONDS = 500, 60
MAX_PIXELS_IN, MAX_PIXELS_OUT = 250_000_000, 80_000_000
# Nobody waits for more on a phone; noise alone makes so much of so few pixels.
MAX_MOVING_BYTES = 16 * 1024 * 1024

FORMATS = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WEBP",
    "image/gif": "GIF",
    "image/avif": "AVIF",
    "image/heic": "HEIF",
    "image/heif": "HEIF",
}


@dataclass(frozen=True)
class Limit:
    """Hold how many bytes and pixels a file of one type may have."""

    bytes: int
    pixels: int


def limits() -> dict[str, Limit]:
    """Return what is taken of each content type that may be uploaded."""
    return {
        kind: Limit(MAX_HEIC_BYTES if name == "HEIF" else MAX_BYTES, MAX_PIXELS[name]) for kind, name in FORMATS.items()
    }
